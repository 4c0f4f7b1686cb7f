/** Checks that several methods of this room share. */
import { notFinite, outOfRange } from "../core/issues/input.ts";
import type { Issue } from "../core/issues/issue.ts";

export const finiteIssues = (path: string, values: readonly number[]): Issue[] =>
  values.flatMap((value, i) => (Number.isFinite(value) ? [] : [notFinite(`${path}[${i}]`, value)]));

export const levelIssues = (path: string, value: number): Issue[] =>
  value > 0 && value < 1 ? [] : [outOfRange(path, value, "(0, 1)")];
