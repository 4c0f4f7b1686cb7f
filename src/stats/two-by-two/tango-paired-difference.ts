import { findRoot, type RootResult } from "../../num/root.ts";
import type { Table2x2 } from "../contingency/table.ts";
import { type IntervalOptions, twoSidedZ } from "../proportions/interval.ts";
import type { Searched } from "./groups.ts";
import { type PairedDifference, pairedDifference } from "./paired-difference.ts";

export interface TangoPairedDifference extends PairedDifference<"tango-paired-difference">, Searched {}

const search = { relativeTolerance: 1e-14, maximumIterations: 200 };

/**
 * Tango's score interval for a difference of paired risks: the differences that a score test does not reject, with the
 * variance at the most likely discordant shares that differ so much. It holds 0 exactly when McNemar's chi-square,
 * without correction, does not reject.
 *
 * Rows are the first member of a pair, columns the second, event first; estimate is the row's risk less the column's.
 *
 * Source: Tango 1998, Stat Med 17:891-908. Reference: roots of the score equation in 40 digits (mpmath).
 * Accuracy as measured: absolute error below 1e-13. Cost: 0.02 ms.
 *
 * @throws InputError - lists bad counts, no pair, a confidence outside (0, 1)
 * @example tangoPairedDifference([[36, 12], [2, 0]], { confidence: 0.95 }).lower // 0.061112406186...
 */
export function tangoPairedDifference(table: Table2x2, options: IntervalOptions): TangoPairedDifference {
  const difference = pairedDifference("tango-paired-difference", table, options);
  const z = twoSidedZ(options.confidence);
  const [b, c] = difference.discordant;
  const lower = limit(b, c, difference.n, z, -1);
  const upper = limit(b, c, difference.n, z, 1);
  return {
    ...difference,
    lower: lower.root,
    upper: upper.root,
    converged: lower.converged && upper.converged,
    iterations: lower.iterations + upper.iterations,
    criterion: lower.converged ? upper.criterion : lower.criterion,
  };
}

function limit(b: number, c: number, n: number, z: number, side: 1 | -1): RootResult {
  const estimate = (b - c) / n;
  if (estimate === side) return { root: side, converged: true, iterations: 0, criterion: "exact-zero" };
  // (T - z) / (T + z) runs from -1 at the estimate to 1 where the variance vanishes.
  const f = (value: number): number => {
    const distance = side * (value - estimate);
    if (distance <= 0) return -1;
    const variance = restrictedVariance(b, c, n, value);
    if (variance <= 0) return 1;
    const statistic = distance / Math.sqrt(variance);
    return (statistic - z) / (statistic + z);
  };
  // Split at 0, so that the relative tolerance holds for limits near 0 too.
  if (estimate !== 0 && Math.sign(estimate) !== side) {
    const atZero = f(0);
    if (atZero === 0) return { root: 0, converged: true, iterations: 0, criterion: "exact-zero" };
    return atZero > 0 ? findRoot(f, estimate, 0, search) : findRoot(f, 0, side, search);
  }
  return findRoot(f, estimate, side, search);
}

/** Variance of the difference of shares at the most likely discordant shares that differ by `value`. */
function restrictedVariance(b: number, c: number, n: number, value: number): number {
  if (value < 0) return restrictedVariance(c, b, n, -value);
  // Second-only share: 2n x^2 + linear x - c value (1 - value) = 0, the root that is not negative.
  const linear = (2 * n - b + c) * value - b - c;
  const product = c * value * (1 - value);
  const root = Math.sqrt(linear * linear + 8 * n * product);
  const share = linear <= 0 ? (root - linear) / (4 * n) : (2 * product) / (root + linear);
  return (2 * share + value * (1 - value)) / n;
}
