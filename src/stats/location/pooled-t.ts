import { tooFew } from "../../core/issues/input.ts";
import { refuse } from "../../core/issues/issue.ts";
import { toNumber } from "../../core/pair.ts";
import { differenceOf, momentsOf } from "../describe/moments.ts";
import { checkAlternative, checkConfidence, type TestOptions } from "../describe/options.ts";
import { checkSample, type Sample, sizeOf, sorted } from "../describe/sample.ts";
import { type TAnswer, tAnswer } from "./t-answer.ts";

export interface StudentTResult extends TAnswer {
  readonly method: "student-t";
  readonly mean1: number;
  readonly mean2: number;
  readonly pooledVariance: number;
  readonly n1: number;
  readonly n2: number;
}

/**
 * Student's t test that two means are equal, variances supposed equal, with the interval of their difference.
 *
 * Source: Student, Biometrika 6 (1908) 1; Fisher, Metron 5 (1925) 90. Reference: R t.test(var.equal = TRUE).
 * A group may hold a single value, as long as both together hold three.
 * Accuracy as measured: relative error below 1e-14 in statistic, p and limits (50 digits, data near 0 and near a
 * million). Cost as measured: one sort a group and two passes: about 1 ms for 3000 values.
 *
 * @throws InputError - values that are not finite, an empty group, fewer than three values, options out of range
 * @example studentT([1, 2, 3], [2, 3, 7], { alternative: "two-sided", confidence: 0.95 }).statistic // -1.224744871391589
 */
export function studentT(x: Sample, y: Sample, options: TestOptions): StudentTResult {
  const faults = [...checkSample("x", x, 1), ...checkSample("y", y, 1)];
  const all = sizeOf(x) + sizeOf(y);
  refuse([
    ...faults,
    ...(faults.length === 0 && all < 3 ? [tooFew("x and y", "values together", 3, all)] : []),
    ...checkAlternative(options.alternative),
    ...checkConfidence(options.confidence),
  ]);
  const first = momentsOf(sorted(x));
  const second = momentsOf(sorted(y));
  const df = first.n + second.n - 2;
  const pooledVariance = (first.squares + second.squares) / df;
  const standardError = Math.sqrt(pooledVariance * (1 / first.n + 1 / second.n));
  return {
    method: "student-t",
    ...tAnswer(differenceOf(first.mean, second.mean), standardError, df, options),
    mean1: toNumber(first.mean),
    mean2: toNumber(second.mean),
    pooledVariance,
    n1: first.n,
    n2: second.n,
  };
}
