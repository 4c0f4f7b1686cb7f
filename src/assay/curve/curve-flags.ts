/** What keeps a fitted curve from being good, and what should be looked at. */
import {
  curveAtBound,
  curveNotConverged,
  lackOfFit as lackOfFitIssue,
  noCovariance,
  noResponse,
  outlyingStandard,
  parameterUndetermined,
  poorFit,
  powerNotSettled,
  standardMisread,
  wrongDirection,
} from "../../core/issues/assay.ts";
import type { Issue } from "../../core/issues/issue.ts";
import * as fDistribution from "../../distributions/f.ts";
import { endsOf, isRising, logisticInverse, PARAMETER_NAMES } from "./logistic.ts";
import { mostOutlying } from "./outlying-standards.ts";
import { isExact, type WeightedFit } from "./weighted-fit.ts";

export interface LackOfFit {
  readonly f: number;
  readonly df1: number;
  readonly df2: number;
  readonly pValue: number;
}

/** A parameter known no better than within a factor of 10 at one standard error is not known. */
const UNKNOWN_FACTOR = Math.LN10;
const LEAST_EXPLAINED = 0.9;
const LACK_OF_FIT_LEVEL = 0.01;
const NO_RESPONSE_LEVEL = 0.01;
const OUTLYING_LEVEL = 0.01;
const STEEP = { from: 0.02, to: 0.8 };
const CLEAR_OF_BLANK = 0.5;
const MISREAD = 3;

interface Judged {
  readonly weighted: WeightedFit;
  readonly covariance: readonly (readonly number[])[] | null;
  readonly direction: "rising" | "falling";
  readonly lackOfFit: LackOfFit | null;
  readonly powerSettled: boolean;
}

/**
 * Errors make a curve degenerate; warnings do not.
 *
 * Undetermined: b, c or g with a standard error of its logarithm above log 10, or an asymptote whose standard error
 * exceeds the distance between both. Misread: a level that the curve reads as less than a third or more than three
 * times what it holds, though its mean signal lies 2 to 80 % of the way from the signal at concentration 0 to the other
 * end, and half that signal or more away from it; every weighting can be bent by one wrong concentration, the fitted power
 * most. No response: the F test of the curve against one common signal has p >= 0.01.
 */
export function curveFlags({
  weighted,
  covariance,
  direction,
  lackOfFit,
  powerSettled,
}: Judged): readonly Issue[] {
  const { logistic, variancePower } = weighted;
  const { parameters } = logistic;
  const flags: Issue[] = [];
  if (!logistic.converged) flags.push(curveNotConverged(logistic.criterion, logistic.iterations));
  for (const name of logistic.atBound) flags.push(curveAtBound(name, parameters[name]));
  if (covariance === null) flags.push(noCovariance());
  else {
    const span = Math.abs(parameters.a - parameters.d);
    for (const [k, name] of PARAMETER_NAMES.entries()) {
      const standardError = Math.sqrt(covariance[k]![k]!);
      const most = name === "a" || name === "d" ? span : UNKNOWN_FACTOR * Math.abs(parameters[name]);
      if (standardError > most) flags.push(parameterUndetermined(name, parameters[name], standardError));
    }
  }
  const response = responseOf(weighted);
  if (response.pValue !== null && response.pValue >= NO_RESPONSE_LEVEL)
    flags.push(noResponse(response.pValue));
  else if (response.explained < LEAST_EXPLAINED) flags.push(poorFit(response.explained));
  if (isRising(parameters) !== (direction === "rising")) flags.push(wrongDirection(direction));
  if (lackOfFit !== null && lackOfFit.pValue < LACK_OF_FIT_LEVEL)
    flags.push(lackOfFitIssue(lackOfFit.pValue));
  flags.push(...misreadStandards(weighted));
  const outlying = mostOutlying(weighted);
  if (outlying !== null && outlying.pValue < OUTLYING_LEVEL) {
    const { x, y } = weighted.used[outlying.at]!;
    flags.push(outlyingStandard(x, y, outlying.pValue));
  }
  if (!powerSettled && !isExact(weighted)) flags.push(powerNotSettled(variancePower));
  return flags;
}

function misreadStandards({ logistic: { parameters }, used }: WeightedFit): readonly Issue[] {
  const { atZero, atInfinity } = endsOf(parameters);
  const levels = [...new Set(used.map(({ x }) => x))].filter((x) => x > 0);
  return levels.flatMap((x) => {
    const signals = used.filter((point) => point.x === x).map(({ y }) => y);
    const mean = signals.reduce((sum, y) => sum + y, 0) / signals.length;
    const way = (mean - atZero) / (atInfinity - atZero);
    const inverse = logisticInverse(parameters, mean);
    const nearBlank = Math.abs(mean - atZero) < CLEAR_OF_BLANK * Math.abs(atZero);
    if (nearBlank || way < STEEP.from || way > STEEP.to || "off" in inverse) return [];
    const ratio = inverse.concentration / x;
    return ratio < 1 / MISREAD || ratio > MISREAD ? [standardMisread(x, inverse.concentration)] : [];
  });
}

/** The share of the weighted variation that the curve explains, and the F test that it explains any. */
function responseOf({ logistic, used }: WeightedFit): {
  readonly explained: number;
  readonly pValue: number | null;
} {
  const total = used.reduce((sum, { weight }) => sum + weight, 0);
  const mean = used.reduce((sum, { weight, y }) => sum + weight * y, 0) / total;
  const about = used.reduce((sum, { weight, y }) => sum + weight * (y - mean) ** 2, 0);
  const left = logistic.sumOfSquares;
  const explained = about > 0 ? Math.max(0, 1 - left / about) : 0;
  const df1 = logistic.fitted - 1;
  const df2 = used.length - logistic.fitted;
  if (!(about > 0)) return { explained, pValue: 1 };
  if (df2 < 1 || left === 0) return { explained, pValue: null };
  const f = Math.max(0, (about - left) / df1 / (left / df2));
  return { explained, pValue: fDistribution.sf({ df1, df2 }, f) };
}

/** Scatter of concentrations' means about the curve against that of replicates about their means, both weighted. */
export function lackOfFitOf(weighted: WeightedFit): LackOfFit | null {
  const { logistic, used } = weighted;
  if (isExact(weighted)) return null;
  const levels = new Map<number, { total: number; sum: number }>();
  for (const { x, y, weight } of used) {
    const level = levels.get(x) ?? { total: 0, sum: 0 };
    levels.set(x, { total: level.total + weight, sum: level.sum + weight * y });
  }
  const pure = used.reduce((sum, { x, y, weight }) => {
    const { total, sum: weighted } = levels.get(x)!;
    return sum + weight * (y - weighted / total) ** 2;
  }, 0);
  const df1 = levels.size - logistic.fitted;
  const df2 = used.length - levels.size;
  if (df1 < 1 || df2 < 1 || !(pure > 0)) return null;
  const f = Math.max(0, (logistic.sumOfSquares - pure) / df1 / (pure / df2));
  return { f, df1, df2, pValue: fDistribution.sf({ df1, df2 }, f) };
}
