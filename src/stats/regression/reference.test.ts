/** Awkward data at high precision, and separation by another linear programme: test/reference, through the reference adapters. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import firth from "../../../tools/conform/adapters/firth_logistic.ts";
import glm from "../../../tools/conform/adapters/glm_binomial.ts";
import separation from "../../../tools/conform/adapters/separation.ts";
import { differences } from "../../../tools/conform/compare.ts";

interface Case {
  readonly case: string;
  readonly function: string;
  readonly input: never;
  readonly expected: unknown;
  readonly tol: { readonly rel: number; readonly abs: number };
}
const read = (name: string): { source: string; cases: Case[] } =>
  JSON.parse(readFileSync(`test/reference/${name}.json`, "utf8")) as { source: string; cases: Case[] };
const adapters: Readonly<Record<string, (input: never) => unknown>> = {
  firth_logistic: firth,
  glm_binomial: glm,
  separation,
};

const wrong = ({ function: name, input, expected, tol }: Case): string[] =>
  differences(adapters[name]!(input), expected, tol)
    .filter(({ ok }) => !ok)
    .map(({ path, want, got }) => `${path}: ${got}, not ${want}`);

const hard = read("logistic-hard");
describe(`golden: ${hard.source}`, () => {
  it.each(hard.cases)("$case", (item) => {
    expect(wrong(item)).toEqual([]);
  });
});

const small = read("separation");
describe(`golden: ${small.source}`, () => {
  it("kind, coefficients and signs of small random designs", () => {
    expect(small.cases.length).toBeGreaterThan(200);
    for (const item of small.cases) expect([item.case, ...wrong(item)]).toEqual([item.case]);
  });
});
