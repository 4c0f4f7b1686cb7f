import * as elementary from "../../core/elementary.ts";
import { type Issue, refuse } from "../../core/issues/issue.ts";
import * as normal from "../../distributions/normal.ts";
import { type Alternative, checkAlternative } from "../describe/options.ts";
import {
  type CensoredPairs,
  checkCensoredPairs,
  type FullPairs,
  fullPairs,
  sureSign,
} from "./censored-pairs.ts";
import { poolLevels } from "./pooled-levels.ts";
import { type FlipTails, signFlipTails } from "./sign-flips.ts";

export interface PairedTestOptions {
  readonly alternative: Alternative;
}

export interface PairedPrenticeWilcoxonResult {
  readonly method: "paired-prentice-wilcoxon";
  readonly variant: "exact" | "asymptotic";
  readonly alternative: Alternative;
  /** Of the alternative asked for, by `variant`; null where no pair can be ordered. */
  readonly pValue: number | null;
  readonly logPValue: number | null;
  readonly reason: string | null;
  /** Sum of the differences of the scores of x and y over the root of the sum of their squares. */
  readonly z: number | null;
  /** Over all ways to exchange x and y within pairs. */
  readonly exact: FlipTails | null;
  readonly exactReason: string | null;
  readonly asymptotic: FlipTails | null;
  /** Pairs with x surely above y, surely below it, equal, and undecided. */
  readonly above: number;
  readonly below: number;
  readonly equal: number;
  readonly undecided: number;
  readonly n: number;
}

/**
 * Paired Prentice-Wilcoxon test that two measurements of the same subjects, with non-detects, have one distribution.
 *
 * All 2n values are scored together by Prentice's product-limit estimate S~, with factors r / (r + 1): a detect has
 * 2 S~ - 1 (the mean over its ties), a non-detect S~ - 1 of the lowest detect from its limit up. A pair whose order is
 * undecided is first set to two non-detects under the higher number, so it counts as no difference. The score
 * differences are added; exact p over all exchanges of x and y within pairs while these can be listed (some 36
 * different differences), else normal with variance the sum of their squares.
 *
 * Accuracy as measured: z to a relative 1e-14, exact p to 1e-13 against fractions (up to 13 pairs). Cost: 1 ms for 30
 * pairs, 25 ms for 36; 15 ms for 4,000 by the normal curve.
 *
 * Source: O'Brien & Fleming, Biometrics 43 (1987) 169; Prentice, Biometrika 65 (1978) 167. Reference: R NADA2 ppw.test
 * for z.
 *
 * @throws InputError - lists of unequal length, values that are not finite, no pairs, no such alternative
 * @example pairedPrenticeWilcoxon({ x: [1, 2, 3], y: [2, 4, 6] }, { alternative: "two-sided" }).pValue // 0.25
 */
export function pairedPrenticeWilcoxon(
  pairs: CensoredPairs,
  options: PairedTestOptions,
): PairedPrenticeWilcoxonResult {
  refuse(checkPaired(pairs, options));
  const { alternative } = options;
  const full = fullPairs(pairs);
  const orders = pairOrders(full);
  const differences = scoreDifferences(full);
  const squares = differences.reduce((sum, { difference, count }) => sum + count * difference ** 2, 0);
  const base = { method: "paired-prentice-wilcoxon", alternative, ...orders, n: full.n } as const;
  if (squares === 0) {
    const reason = "no pair can be ordered";
    return {
      ...base,
      variant: "asymptotic",
      pValue: null,
      logPValue: null,
      reason,
      z: null,
      exact: null,
      exactReason: reason,
      asymptotic: null,
    };
  }
  const z =
    differences.reduce((sum, { difference, count }) => sum + count * difference, 0) / Math.sqrt(squares);
  const exact = signFlipTails(
    differences.flatMap(({ difference, count }) => Array.from({ length: count }, () => difference)),
  );
  const asymptotic = {
    twoSided: Math.min(1, 2 * normal.sf(normal.standard, Math.abs(z))),
    less: normal.cdf(normal.standard, z),
    greater: normal.sf(normal.standard, z),
  };
  const pValue = tailOf(exact ?? asymptotic, alternative);
  return {
    ...base,
    variant: exact === null ? "asymptotic" : "exact",
    pValue,
    logPValue: exact === null ? logTail(z, alternative) : elementary.log(pValue),
    reason: null,
    z,
    exact,
    exactReason: exact === null ? "too many different differences to list their sums" : null,
    asymptotic,
  };
}

export function checkPaired(pairs: CensoredPairs, { alternative }: PairedTestOptions): Issue[] {
  return [...checkCensoredPairs(pairs, 1), ...checkAlternative(alternative)];
}

const tailOf = (tails: FlipTails, alternative: Alternative): number =>
  ({ "two-sided": tails.twoSided, less: tails.less, greater: tails.greater })[alternative];

function logTail(z: number, alternative: Alternative): number {
  if (alternative === "less") return normal.logCdf(normal.standard, z);
  if (alternative === "greater") return normal.logSf(normal.standard, z);
  return Math.min(0, Math.LN2 + normal.logSf(normal.standard, Math.abs(z)));
}

export interface PairOrders {
  readonly above: number;
  readonly below: number;
  readonly equal: number;
  readonly undecided: number;
}

/** How many pairs are surely ordered which way. */
export function pairOrders({ x, xNondetect, y, yNondetect, counts }: FullPairs): PairOrders {
  let above = 0;
  let below = 0;
  let equal = 0;
  let undecided = 0;
  for (let i = 0; i < x.length; i++) {
    const sign = sureSign(x[i]!, xNondetect[i]!, y[i]!, yNondetect[i]!);
    if (sign > 0) above += counts[i]!;
    else if (sign < 0) below += counts[i]!;
    else if (xNondetect[i] === 0 && yNondetect[i] === 0) equal += counts[i]!;
    else undecided += counts[i]!;
  }
  return { above, below, equal, undecided };
}

function scoreDifferences({
  x,
  xNondetect,
  y,
  yNondetect,
  counts,
}: FullPairs): { difference: number; count: number }[] {
  const first = {
    values: Array.from(x),
    nondetect: Array.from(xNondetect, (flag) => flag === 1),
    counts: Array.from(counts),
  };
  const second = {
    values: Array.from(y),
    nondetect: Array.from(yNondetect, (flag) => flag === 1),
    counts: first.counts,
  };
  for (let i = 0; i < x.length; i++) {
    if (
      sureSign(x[i]!, xNondetect[i]!, y[i]!, yNondetect[i]!) !== 0 ||
      (xNondetect[i] === 0 && yNondetect[i] === 0)
    )
      continue;
    first.values[i] = second.values[i] = Math.max(x[i]!, y[i]!);
    first.nondetect[i] = second.nondetect[i] = true;
  }
  const pooled = poolLevels([first, second]);
  const scores = new Map<number, { detect: number; nondetect: number }>();
  let estimate = 1;
  let atRisk = pooled.size;
  for (let k = pooled.values.length - 1; k >= 0; k--) {
    const detects = pooled.detects[0]![k]! + pooled.detects[1]![k]!;
    let ties = 0;
    for (let passed = 0; passed < detects; passed++) {
      estimate *= (atRisk - passed) / (atRisk - passed + 1);
      ties += estimate;
    }
    scores.set(pooled.values[k]!, {
      detect: detects === 0 ? 0 : 2 * (ties / detects) - 1,
      nondetect: estimate - 1,
    });
    atRisk -= detects + pooled.nondetects[0]![k]! + pooled.nondetects[1]![k]!;
  }
  const scoreOf = (value: number, nondetect: boolean): number => {
    const own = scores.get(value)!;
    return nondetect ? own.nondetect : own.detect;
  };
  return first.values.map((value, i) => ({
    difference: scoreOf(value, first.nondetect[i]!) - scoreOf(second.values[i]!, second.nondetect[i]!),
    count: counts[i]!,
  }));
}
