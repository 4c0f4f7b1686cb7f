/** Kernel of the score intervals for ratios of risks and of odds. */
import { findPositiveRoot } from "../../num/positive-root.ts";
import type { RootResult } from "../../num/root.ts";
import { cellWithOddsRatio } from "../../num/table-cell.ts";
import { noBoundAbove } from "../contingency/table.ts";
import { riskDifference, type Searched, type TwoGroups } from "./groups.ts";

const search = { relativeTolerance: 1e-14, maximumIterations: 200 };

export interface RatioLimits extends Searched {
  readonly lower: number;
  readonly upper: number | null;
  readonly limitsReason: string | null;
}

/** Score statistic of a ratio, positive below the estimate; its variance is taken at the most likely risks. */
export type ScoreStatistic = (groups: TwoGroups, ratio: number) => number;

/** p1 - ratio p2 over its standard error (Koopman; Miettinen and Nurminen). */
export function riskRatioScore(groups: TwoGroups, ratio: number): number {
  const { events1, n1, events2, n2 } = groups;
  // Near 1 the distance from 1 carries the digits, elsewhere the ratio itself.
  const nearOne = ratio > 0.5 && ratio < 2;
  const excess = nearOne
    ? riskDifference(groups) - ((ratio - 1) * events2) / n2
    : events1 / n1 - (ratio * events2) / n2;
  // With all events in both groups the variance at ratio 1 is 0 too.
  if (excess === 0) return 0;
  // The most likely risks solve a quadratic. Its discriminant is a sum of terms that cannot cancel, and so are the
  // complements, so that risks near 0 and near 1 both keep their digits: 2 of 2 against 1e6 of 1e6.
  const others1 = n1 - events1;
  const others2 = n2 - events2;
  const events = events1 + events2;
  const gap = nearOne
    ? (ratio - 1) * (n1 + events2) + others1 - others2
    : ratio * (n1 + events2) - events1 - n2;
  const root = Math.sqrt(gap * gap + 4 * ratio * others1 * others2);
  const whole = ratio * (n1 + events2) + events1 + n2 + root;
  const p2 = (2 * events) / whole;
  const q1 = rootPlus(root, 2 * ratio * others1 - gap, 4 * ratio * others1 * (ratio - 1) * events) / whole;
  const q2 = rootPlus(root, gap + 2 * others2, 4 * others2 * (1 - ratio) * events) / whole;
  return excess / Math.sqrt((ratio * p2 * q1) / n1 + (ratio * ratio * p2 * q2) / n2);
}

/** root + term, given root^2 - term^2 for where the sum would cancel. */
const rootPlus = (root: number, term: number, differenceOfSquares: number): number =>
  term >= 0 ? root + term : Math.max(0, differenceOfSquares / (root - term));

/** Observed minus expected events of group 1 over its standard error, margins fixed. */
export function oddsRatioScore({ events1, n1, events2, n2 }: TwoGroups, ratio: number): number {
  const events = events1 + events2;
  const others = n1 + n2 - events;
  // Each cell by its own formula: none is a difference of two others.
  const a = cellWithOddsRatio(n1, n2, events, ratio);
  const b = cellWithOddsRatio(n1, n2, others, 1 / ratio);
  const c = cellWithOddsRatio(n2, n1, events, 1 / ratio);
  const d = cellWithOddsRatio(n2, n1, others, ratio);
  // The same excess in every cell: the smallest count loses the fewest digits.
  const least = Math.min(events1, n1 - events1, events2, n2 - events2);
  const excess =
    least === events1
      ? events1 - a
      : least === n1 - events1
        ? b - least
        : least === events2
          ? c - least
          : least - d;
  return excess * Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d);
}

/**
 * The ratios whose statistic is z and -z. `zeroBelow` and `openAbove` say where the estimate is 0 or unbounded,
 * so that the limit on that side is too. `factor` multiplies the variance.
 */
export function scoreRatioLimits(
  groups: TwoGroups,
  statistic: ScoreStatistic,
  z: number,
  factor: number,
  { zeroBelow, openAbove, start }: { zeroBelow: boolean; openAbove: boolean; start: number },
): RatioLimits {
  const scaled = z * Math.sqrt(factor);
  const limit = (side: 1 | -1): RootResult =>
    findPositiveRoot(
      (ratio) => {
        const t = -side * statistic(groups, ratio);
        return t <= 0 ? -1 : t === Infinity ? 1 : (t - scaled) / (t + scaled);
      },
      side === 1,
      start,
      search,
    );
  const none: RootResult = { root: 0, converged: true, iterations: 0, criterion: "exact-zero" };
  const lower = zeroBelow ? none : limit(-1);
  const upper = openAbove ? none : limit(1);
  return {
    lower: lower.root,
    upper: openAbove ? null : upper.root,
    limitsReason: openAbove ? noBoundAbove : null,
    converged: lower.converged && upper.converged,
    iterations: lower.iterations + upper.iterations,
    criterion: lower.converged ? upper.criterion : lower.criterion,
  };
}

/** Limits of a risk ratio; unbounded above without an event in group 2, 0 without one in group 1. */
export const scoreRiskRatioLimits = (groups: TwoGroups, z: number, factor: number): RatioLimits =>
  scoreRatioLimits(groups, riskRatioScore, z, factor, {
    zeroBelow: groups.events1 === 0,
    openAbove: groups.events2 === 0,
    start: (((groups.events1 + 0.5) / (groups.n1 + 0.5)) * (groups.n2 + 0.5)) / (groups.events2 + 0.5),
  });

/** Limits of an odds ratio; 0 and unbounded follow the zero cells. */
export function scoreOddsRatioLimits(groups: TwoGroups, z: number, factor: number): RatioLimits {
  const { events1, n1, events2, n2 } = groups;
  return scoreRatioLimits(groups, oddsRatioScore, z, factor, {
    zeroBelow: events1 === 0 || events2 === n2,
    openAbove: events2 === 0 || events1 === n1,
    start: (((events1 + 0.5) / (n1 - events1 + 0.5)) * (n2 - events2 + 0.5)) / (events2 + 0.5),
  });
}
