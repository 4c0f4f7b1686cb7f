import * as elementary from "../../core/elementary.ts";
import { notOneOf, tooFew } from "../../core/issues/input.ts";
import { type Issue, refuse } from "../../core/issues/issue.ts";
import * as normal from "../../distributions/normal.ts";
import { checkConfidence, checkCount, type CountTable, margins } from "../contingency/table.ts";
import { twoSidedZ } from "../proportions/interval.ts";

/** What a disagreement of d categories counts: all the same, by its distance, or by the distance squared. */
export type KappaWeights = "unweighted" | "linear" | "quadratic";

export interface CohenKappaOptions {
  readonly weights: KappaWeights;
  readonly confidence: number;
}

export interface CohenKappa {
  readonly method: "cohen-kappa";
  readonly weights: KappaWeights;
  readonly confidence: number;
  /** Weighted agreement observed, and expected were the raters independent. */
  readonly observedAgreement: number;
  readonly expectedAgreement: number;
  /** null where the expected agreement is 1. */
  readonly kappa: number | null;
  /** For the interval: no hypothesis about kappa. */
  readonly standardError: number | null;
  /** Were the raters independent: for the test. */
  readonly nullStandardError: number | null;
  /** kappa -/+ z standard error; may pass 1. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** The same on the scale log(1 - kappa), so never past 1; null at kappa 1. */
  readonly logLower: number | null;
  readonly logUpper: number | null;
  readonly z: number | null;
  /** Two-sided, of kappa 0. */
  readonly pValue: number | null;
  readonly logPValue: number | null;
  readonly reason: string | null;
  readonly n: number;
}

/**
 * Cohen's kappa: how far two raters (assays, readings) agree beyond what chance would give.
 *
 * Rows are the first rater's categories, columns the second's, in the same order. Weights of agreement are 1 on the
 * diagonal and else 0 (unweighted), 1 - d / (k - 1) (linear) or 1 - (d / (k - 1))^2 (quadratic) at a distance of d
 * categories. Standard errors by Fleiss, Cohen & Everitt: one for the interval, another under independence for the test.
 *
 * Source: Cohen 1960, Educ Psychol Meas 20:37-46 and 1968, Psychol Bull 70:213-220; Fleiss, Cohen & Everitt 1969,
 * Psychol Bull 72:323-327. Reference: R psych cohen.kappa, vcd Kappa.
 * Accuracy as measured: relative error of kappa and both standard errors below 1e-13 (60-digit arithmetic). Cost: linear
 * in the cells.
 *
 * @param table - square, counts of pairs of ratings; empty categories are allowed
 * @throws InputError - lists a table that is not square, bad cells, an empty table, unknown weights, a bad confidence
 * @example cohenKappa([[20, 5], [2, 30]], { weights: "unweighted", confidence: 0.95 }).kappa // 0.7473084230525648
 */
export function cohenKappa(table: CountTable, { weights, confidence }: CohenKappaOptions): CohenKappa {
  refuse(check(table, { weights, confidence }));
  const { rows, columns, n } = margins(table);
  const agreement = weightsOf(table.length, weights);
  const disagreementTo = (scores: (i: number, j: number) => number): number => {
    let sum = 0;
    for (const [i, row] of table.entries())
      for (const [j, count] of row.entries()) sum += count * scores(i, j);
    return sum;
  };
  // Disagreement, not agreement: small where the raters agree, and then still known to all digits.
  const observed = disagreementTo((i, j) => 1 - agreement(i, j)) / n;
  const expected = chance(rows, columns, (i, j) => 1 - agreement(i, j)) / n / n;
  const shared = {
    method: "cohen-kappa",
    weights,
    confidence,
    observedAgreement: 1 - observed,
    expectedAgreement: 1 - expected,
    n,
  } as const;
  if (expected === 0) return { ...shared, ...undefinedKappa };

  const kappa = (expected - observed) / expected;
  // Mean disagreement of row i with the other rater's categories, and of column j.
  const ofRow = rows.map((_, i) => mean(columns, (j) => 1 - agreement(i, j), n));
  const ofColumn = columns.map((_, j) => mean(rows, (i) => 1 - agreement(i, j), n));
  const influence = (i: number, j: number): number =>
    1 - agreement(i, j) - (ofRow[i]! + ofColumn[j]!) * (observed / expected);
  const nullInfluence = (i: number, j: number): number => 1 - agreement(i, j) - (ofRow[i]! + ofColumn[j]!);
  const centre = disagreementTo(influence) / n;
  const variance = disagreementTo((i, j) => (influence(i, j) - centre) ** 2) / n;
  const nullVariance = chance(rows, columns, (i, j) => (nullInfluence(i, j) + expected) ** 2) / n / n;
  const standardError = Math.sqrt(variance / n) / expected;
  const nullStandardError = Math.sqrt(nullVariance / n) / expected;
  const quantile = twoSidedZ(confidence);
  const factor = kappa === 1 ? null : elementary.exp((quantile * standardError) / (1 - kappa));
  const z = nullStandardError > 0 ? kappa / nullStandardError : null;
  return {
    ...shared,
    kappa,
    standardError,
    nullStandardError,
    lower: kappa - quantile * standardError,
    upper: kappa + quantile * standardError,
    logLower: factor === null ? null : 1 - (1 - kappa) * factor,
    logUpper: factor === null ? null : 1 - (1 - kappa) / factor,
    z,
    pValue: z === null ? null : 2 * normal.sf(normal.standard, Math.abs(z)),
    logPValue: z === null ? null : Math.LN2 + normal.logSf(normal.standard, Math.abs(z)),
    reason: z === null ? "no test: kappa does not vary were the raters independent" : null,
  };
}

const undefinedKappa = {
  kappa: null,
  standardError: null,
  nullStandardError: null,
  lower: null,
  upper: null,
  logLower: null,
  logUpper: null,
  z: null,
  pValue: null,
  logPValue: null,
  reason: "undefined: both raters used one and the same category only, so chance alone gives full agreement",
} as const;

function check(table: CountTable, { weights, confidence }: CohenKappaOptions): Issue[] {
  const rules = ["unweighted", "linear", "quadratic"];
  const size = table.length;
  const shape = [
    ...(size < 2 ? [tooFew("table", "categories", 2, size)] : []),
    ...table.flatMap((row, i) =>
      row.length === size
        ? []
        : [tooFew(`table[${i}]`, "columns, as many as there are rows", size, row.length)],
    ),
  ];
  const cells =
    shape.length > 0
      ? shape
      : table.flatMap((row, i) => row.flatMap((cell, j) => checkCount(`table[${i}][${j}]`, cell)));
  return [
    ...cells,
    ...(cells.length === 0 && margins(table).n === 0 ? [tooFew("table", "pairs of ratings", 1, 0)] : []),
    ...(rules.includes(weights) ? [] : [notOneOf("weights", rules, weights)]),
    ...checkConfidence(confidence),
  ];
}

const weightsOf =
  (size: number, weights: KappaWeights) =>
  (i: number, j: number): number => {
    if (weights === "unweighted") return i === j ? 1 : 0;
    const distance = Math.abs(i - j) / (size - 1);
    return 1 - (weights === "linear" ? distance : distance * distance);
  };

/** Sum over all pairs of categories, weighted as if the raters were independent; times n^2. */
function chance(
  rows: readonly number[],
  columns: readonly number[],
  score: (i: number, j: number) => number,
): number {
  let sum = 0;
  for (const [i, row] of rows.entries())
    for (const [j, column] of columns.entries()) sum += row * column * score(i, j);
  return sum;
}

const mean = (totals: readonly number[], score: (k: number) => number, n: number): number =>
  totals.reduce((sum, total, k) => sum + total * score(k), 0) / n;
