/** Phrases that several kinds of question share, so that they say the same thing the same way. */
import { count, plain, type Prose, pValue, say, type Test, share } from "./answer.ts";
import { alpha } from "./groups.ts";

/** `p = 0.03 after Holm over 4 tests`, or the raw p-value, or why there is none. */
export function pInWords(test: Test): Prose {
  if (test.pValue === null) return say`no test: ${test.reason}`;
  if (test.adjusted === null || test.adjusted.pValue === null || test.adjusted.method === "none")
    return say`p = ${pValue(test.pValue)}`;
  return say`adjusted p = ${pValue(test.adjusted.pValue)}`;
}

/** The p-value that decides: the adjusted one where a family was declared. */
export const decisive = (test: Test): number | null =>
  test.adjusted === null ? test.pValue : test.adjusted.pValue;

export function isSignificant(test: Test | undefined, confidence: number): boolean {
  if (test === undefined) return false;
  const p = decisive(test);
  return p !== null && p < alpha(confidence);
}

export const level = (confidence: number): Prose => say`${share(confidence)}`;

export const outOf = (events: number, n: number): Prose =>
  n === 0 ? say`none measured` : say`${count(events)} of ${count(n)} (${share(events / n)})`;

const ADJUSTMENT_NAMES: Readonly<Record<string, string>> = {
  none: "without adjustment",
  bonferroni: "by Bonferroni's method",
  holm: "by Holm's method",
  hochberg: "by Hochberg's method",
  hommel: "by Hommel's method",
  "benjamini-hochberg": "for the false discovery rate by Benjamini and Hochberg's method",
  "benjamini-yekutieli": "for the false discovery rate by Benjamini and Yekutieli's method",
};

export const adjustmentInWords = (method: string): string => ADJUSTMENT_NAMES[method] ?? method;

/** `adjusted by Holm's method over the 9 tests of family phenotypes`, from the tests of an answer. */
export function familyInWords(tests: readonly Test[]): Prose {
  const test = tests.find((t) => t.adjusted !== null);
  if (test?.adjusted === null || test?.adjusted === undefined) return say`p-values are not adjusted`;
  if (test.adjusted.method === "none")
    return say`p-values of family ${test.family ?? ""} are shown without adjustment, as the protocol states`;
  return say`p-values are adjusted ${adjustmentInWords(test.adjusted.method)} over the ${count(test.adjusted.tests)} tests of family ${test.family ?? ""}`;
}

/** A limit or code in running text. */
export const exactly = (value: number, unit: string): Prose => say`${plain(value)} ${unit}`;
