import { relativeError } from "../conform/compare.ts";

/** Relative error of numbers, the largest over a list or a record; 0 for equal texts, Infinity for anything unlike. */
export function differenceOf(got: unknown, wanted: unknown): number {
  if (typeof got === "number" && typeof wanted === "number") return relativeError(got, wanted);
  if (ArrayBuffer.isView(got)) return differenceOf(Array.from(got as Float64Array), wanted);
  if (isRecord(got) && isRecord(wanted)) {
    const keys = Object.keys(wanted);
    if (Array.isArray(got) !== Array.isArray(wanted) || keys.length !== Object.keys(got).length)
      return Infinity;
    return keys.reduce((most, key) => Math.max(most, differenceOf(got[key], wanted[key])), 0);
  }
  return Object.is(got, wanted) ? 0 : Infinity;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
