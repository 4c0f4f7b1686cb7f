/** Exact unconditional limits of the effect between two independent risks: the score test inverted, without gaps. */
import * as elementary from "../../core/elementary.ts";
import type { TwoGroups } from "../two-by-two/groups.ts";
import { oddsRatioScore, riskRatioScore } from "../two-by-two/score-ratio.ts";
import { firstFrom } from "./unconditional.ts";
import { exceeds, type NuisanceProblem, type Staircase, type Verdict } from "./nuisance-search.ts";

export type EffectScale = "risk-difference" | "risk-ratio" | "odds-ratio";

/** Two one-sided tests at half of the error each, or one two-sided test at all of it. */
export const INVERSIONS = ["chan-zhang", "agresti-min"] as const;
export type Inversion = (typeof INVERSIONS)[number];

export interface LowerLimit {
  /** Value of the effect; -1 or 0 where nothing is excluded. */
  readonly limit: number;
  /** False when a stretch could not be decided within the budget. */
  readonly converged: boolean;
  /** Stretches of the effect that were judged. */
  readonly iterations: number;
}

interface Scale {
  /** Falls in the effect, rises with x1 at a fixed x1 + x2. */
  readonly statistic: (groups: TwoGroups, effect: number) => number;
  /** Search coordinate: the effect itself, or its logarithm. */
  readonly effectOf: (u: number) => number;
  readonly coordinateOf: (effect: number) => number;
  readonly estimate: (groups: TwoGroups) => number;
  /** Nothing below the observed table: the limit is the end of the range. */
  readonly atEnd: (groups: TwoGroups) => boolean;
  readonly end: number;
  /** An effect up to which the p-value is certainly at most `level`. */
  readonly certain: (groups: TwoGroups, level: number) => number;
  readonly towardsEnd: (effect: number) => number;
  readonly risk1: (effect: number) => (risk2: number) => number;
  /** Risks of group 2 that some effect between the two allows. */
  readonly range: (low: number, high: number) => readonly [number, number];
  readonly shape: (high: number) => "logit" | number;
}

const cut = (risk: number): number => Math.min(1, Math.max(0, risk));

const SCALES: Readonly<Record<EffectScale, Scale>> = {
  "risk-difference": {
    statistic: differenceScore,
    effectOf: (u) => u,
    coordinateOf: (effect) => effect,
    estimate: ({ events1, n1, events2, n2 }) => (events1 * n2 - events2 * n1) / (n1 * n2),
    atEnd: ({ events1, n2, events2 }) => events1 === 0 && events2 === n2,
    end: -1,
    // Near -1 all but (0, n2) have probability at most 1 - (1 - e)^N, e = 1 + effect.
    certain: ({ n1, n2 }, level) => -1 - elementary.expm1(elementary.log1p(-level) / (n1 + n2)),
    towardsEnd: (effect) => -1 + (effect + 1) / 4,
    risk1: (effect) => (risk2) => cut(risk2 + effect),
    range: (low, high) => [Math.max(0, -high), Math.min(1, 1 - low)],
    shape: () => 1,
  },
  "risk-ratio": {
    statistic: riskRatioScore,
    effectOf: elementary.exp,
    coordinateOf: elementary.log,
    estimate: ({ events1, n1, events2, n2 }) => (events1 * n2) / (events2 * n1),
    atEnd: ({ events1 }) => events1 === 0,
    end: 0,
    // Without an event in group 1 the statistic is not positive, and an event has probability 1 - (1 - effect)^n1.
    certain: ({ n1 }, level) => -elementary.expm1(elementary.log1p(-level) / n1),
    towardsEnd: (effect) => effect / 4,
    risk1: (effect) => (risk2) => cut(effect * risk2),
    range: (low) => [0, Math.min(1, 1 / low)],
    shape: (high) => high,
  },
  "odds-ratio": {
    statistic: (groups, effect) => {
      const events = groups.events1 + groups.events2;
      return events === 0 || events === groups.n1 + groups.n2 ? 0 : oddsRatioScore(groups, effect);
    },
    effectOf: elementary.exp,
    coordinateOf: elementary.log,
    estimate: ({ events1, n1, events2, n2 }) => (events1 * (n2 - events2)) / (events2 * (n1 - events1)),
    atEnd: ({ events1, events2, n2 }) => events1 === 0 || events2 === n2,
    end: 0,
    // A positive statistic needs x1 (n2 - x2) >= 1, whose mean is the effect times that of (n1 - x1) x2 <= n1 n2.
    certain: ({ n1, n2 }, level) => level / (n1 * n2),
    towardsEnd: (effect) => effect / 4,
    risk1: (effect) => (risk2) => (effect * risk2) / (1 - risk2 + effect * risk2),
    range: () => [0, 1],
    shape: () => "logit",
  },
};

/** Statistics closer than this, relative, count as equal. */
const TIE_SLACK = 1e-11;
/** Width of the last stretch, in the effect or its logarithm. */
const RESOLUTION = 1e-11;
/** Halvings of the range of the other risk, per stretch. */
const SPLITS = 20_000;

/**
 * The least effect that the inverted test does not reject at `confidence`.
 *
 * The p-value jumps wherever a table enters or leaves the rejection region, and need not rise with the effect. So
 * stretches of the effect are judged whole, leftmost first: over [a, b] the region lies within the tables whose
 * statistic at a reaches the observed one at b, with the risks at b. What that set cannot exclude is halved.
 */
export function lowerLimit(
  groups: TwoGroups,
  effectScale: EffectScale,
  inversion: Inversion,
  confidence: number,
): LowerLimit {
  const scale = SCALES[effectScale];
  if (scale.atEnd(groups)) return { limit: scale.end, converged: true, iterations: 0 };
  const twoSided = inversion === "agresti-min";
  const target = twoSided ? 1 - confidence : (1 - confidence) / 2;
  let iterations = 0;
  let converged = true;
  const judge = (low: number, high: number): Verdict => {
    iterations++;
    const problem = problemOver(scale, groups, scale.effectOf(low), scale.effectOf(high), twoSided);
    return exceeds(problem, target, SPLITS);
  };
  let start = scale.certain(groups, target);
  // Nor may a negative statistic reach the size of the observed one there: it only shrinks towards the end.
  if (twoSided)
    while (lowest(scale, groups, start) <= -scale.statistic(groups, start)) start = scale.towardsEnd(start);
  const find = (low: number, high: number): number | null => {
    const verdict = judge(low, high);
    if (verdict === "not-above") return null;
    if (high - low <= RESOLUTION) {
      const here = judge(high, high);
      if (here === "above") return high;
      if (judge(low, low) === "above") return low;
      if (verdict === "undecided" || here === "undecided") converged = false;
      return null;
    }
    const middle = low + (high - low) / 2;
    return find(low, middle) ?? find(middle, high);
  };
  const from = scale.coordinateOf(start);
  const estimate = scale.coordinateOf(scale.estimate(groups));
  if (estimate < Infinity) {
    const found = find(from, Math.max(from, estimate));
    return { limit: found === null ? scale.estimate(groups) : scale.effectOf(found), converged, iterations };
  }
  // No bound above: stretches of growing length until one holds the limit.
  for (let low = from, length = 1; low < 700; low += length, length *= 2) {
    const found = find(low, low + length);
    if (found !== null) return { limit: scale.effectOf(found), converged, iterations };
  }
  return { limit: scale.end, converged: false, iterations };
}

/** The least statistic of any table. */
function lowest(scale: Scale, { n1, n2 }: TwoGroups, effect: number): number {
  let least = Infinity;
  for (let total = 0; total <= n1 + n2; total++) {
    const events1 = Math.max(0, total - n2);
    least = Math.min(least, scale.statistic({ events1, n1, events2: total - events1, n2 }, effect));
  }
  return least;
}

/** The tables that the test at some effect between low and high holds to be as extreme as the observed one. */
function problemOver(
  scale: Scale,
  groups: TwoGroups,
  low: number,
  high: number,
  twoSided: boolean,
): NuisanceProblem {
  const { n1, n2 } = groups;
  const atLow = scale.statistic(groups, low);
  const atHigh = scale.statistic(groups, high);
  // The observed statistic, or its size, is at least this between the two.
  const reach = !twoSided ? atHigh : atHigh >= 0 ? atHigh : atLow <= 0 ? -atLow : 0;
  const slack = TIE_SLACK * Math.abs(reach);
  const at = (events1: number, events2: number, effect: number): number =>
    scale.statistic({ events1, n1, events2, n2 }, effect);
  const up = {
    staircase: staircase(n1, n2, (x1, x2) => at(x1, x2, low) >= reach - slack),
    risk1: scale.risk1(high),
    flipped: false,
  };
  const down = () => ({
    staircase: staircase(n1, n2, (y1, y2) => at(n1 - y1, n2 - y2, high) <= -reach + slack),
    risk1: scale.risk1(low),
    flipped: true,
  });
  const [least, most] = scale.range(low, high);
  return { sides: twoSided ? [up, down()] : [up], low: least, high: most, shape: scale.shape(high) };
}

/**
 * The set of tables that hold, completed by all with more x1 and fewer x2. At a fixed x1 + x2 the statistics rise with x1,
 * so each total has one threshold. The differences' and risk ratios' sets are complete by themselves; that of the odds
 * ratio lacks tables only where the tested ratio is so far off that its z of 10 and more fall again with x1.
 */
function staircase(n1: number, n2: number, holds: (x1: number, x2: number) => boolean): Staircase {
  const limits = new Int32Array(n1 + 1).fill(-1);
  let from = 0;
  for (let total = 0; total <= n1 + n2; total++) {
    const [low, high] = [Math.max(0, total - n2), Math.min(n1, total)];
    from = firstFrom(low, high, from, (x1) => holds(x1, total - x1));
    if (from <= high) limits[from] = Math.max(limits[from]!, total - from);
  }
  for (let x1 = 1; x1 <= n1; x1++) limits[x1] = Math.max(limits[x1]!, limits[x1 - 1]!);
  return { n1, n2, limits };
}

/** Difference less the tested one, over its standard error at the most likely risks that differ so. */
export function differenceScore({ events1, n1, events2, n2 }: TwoGroups, difference: number): number {
  const excess = (events1 * n2 - events2 * n1) / (n1 * n2) - difference;
  if (excess === 0) return 0;
  if (difference < 0)
    return -differenceScore({ events1: events2, n1: n2, events2: events1, n2: n1 }, -difference);
  const p2 = lowerRisk(events1, n1, events2, n2, difference);
  const p1 = p2 + difference;
  return excess / Math.sqrt((p1 * Math.max(0, 1 - p1)) / n1 + (p2 * (1 - p2)) / n2);
}

// The most likely p2 in [0, 1 - difference]: a root of the falling score, by Newton's steps inside a bracket. From an end of the
// range, where the score has a pole, no step is a number: the next point is the middle.
function lowerRisk(x1: number, n1: number, x2: number, n2: number, difference: number): number {
  if (difference === 0) return (x1 + x2) / (n1 + n2);
  const y1 = n1 - x1;
  const y2 = n2 - x2;
  const highest = 1 - difference;
  if (x2 === 0 && x1 / difference - (y1 === 0 ? 0 : y1 / highest) - n2 <= 0) return 0;
  if (y1 === 0 && n1 + (x2 === 0 ? 0 : x2 / highest) - (y2 === 0 ? 0 : y2 / difference) >= 0) return highest;
  let low = 0;
  let high = highest;
  let p = Math.min(highest, Math.max(0, (x1 + x2 - n1 * difference) / (n1 + n2)));
  for (let i = 0; i < 100; i++) {
    const [p1, q1, q2] = [p + difference, highest - p, 1 - p];
    const [a, b, c, d] = [x1 / p1, y1 / q1, x2 / p, y2 / q2];
    const score = a - b + c - d;
    if (score > 0) low = p;
    else high = p;
    // Newton on score * p * q1, which has no poles at the ends.
    const slope = -(a / p1) - b / q1 - c / p - d / q2;
    const weight = p * q1;
    const step = (score * weight) / (slope * weight + score * (q1 - p));
    let next = p - step;
    if (!(next > low && next < high)) next = (low + high) / 2;
    if (Math.abs(next - p) <= 4e-16 * p) return next;
    p = next;
  }
  return p;
}
