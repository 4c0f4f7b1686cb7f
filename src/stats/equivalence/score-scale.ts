/** The score statistic of two independent risks on each of the three scales, and the limits that invert it. */
import { outOfRange } from "../../core/issues/input.ts";
import { notOneOf } from "../../core/issues/input.ts";
import type { Issue } from "../../core/issues/issue.ts";
import { sampleOddsRatio, sampleRiskRatio } from "../two-by-two/estimates.ts";
import { riskDifference, type Searched, type TwoGroups } from "../two-by-two/groups.ts";
import {
  oddsRatioScore,
  riskRatioScore,
  scoreOddsRatioLimits,
  scoreRiskRatioLimits,
} from "../two-by-two/score-ratio.ts";
import { restrictedVariance, scoreRiskDifferenceLimits } from "../two-by-two/score-risk-difference.ts";

export const SCALES = ["risk-difference", "risk-ratio", "odds-ratio"] as const;
export type Scale = (typeof SCALES)[number];

/** The variance at the most likely risks that have the tested effect, plain or times N / (N - 1). */
export const VARIANCES = ["farrington-manning", "miettinen-nurminen"] as const;
export type Variance = (typeof VARIANCES)[number];

export interface ScoreOptions {
  readonly scale: Scale;
  readonly variance: Variance;
}

interface Limits extends Searched {
  readonly lower: number;
  /** Null where unbounded; `limitsReason` says so. */
  readonly upper: number | null;
  readonly limitsReason: string | null;
}

interface ScaleRule {
  /** Values that the effect can take, ends excluded. */
  readonly range: readonly [number, number];
  /** No effect. */
  readonly none: number;
  readonly estimate: (groups: TwoGroups) => { estimate: number | null; estimateReason: string | null };
  /** Positive where the data lie above the tested value. */
  readonly statistic: (groups: TwoGroups, value: number) => number;
  readonly limits: (groups: TwoGroups, z: number, factor: number) => Limits;
}

export const SCALE_RULES: Readonly<Record<Scale, ScaleRule>> = {
  "risk-difference": {
    range: [-1, 1],
    none: 0,
    estimate: (groups) => ({ estimate: riskDifference(groups), estimateReason: null }),
    statistic: (groups, value) => {
      const excess = riskDifference(groups) - value;
      return excess === 0 ? 0 : excess / Math.sqrt(restrictedVariance(groups, value));
    },
    limits: (groups, z, factor) => ({ ...scoreRiskDifferenceLimits(groups, z, factor), limitsReason: null }),
  },
  "risk-ratio": {
    range: [0, Infinity],
    none: 1,
    estimate: sampleRiskRatio,
    statistic: riskRatioScore,
    limits: scoreRiskRatioLimits,
  },
  "odds-ratio": {
    range: [0, Infinity],
    none: 1,
    estimate: sampleOddsRatio,
    statistic: (groups, value) => {
      const events = groups.events1 + groups.events2;
      // Without an event, or without anything else, no odds ratio is contradicted.
      return events === 0 || events === groups.n1 + groups.n2 ? 0 : oddsRatioScore(groups, value);
    },
    limits: scoreOddsRatioLimits,
  },
};

/** What the variance is multiplied by. */
export const factorOf = (variance: Variance, { n1, n2 }: TwoGroups): number =>
  variance === "miettinen-nurminen" ? (n1 + n2) / (n1 + n2 - 1) : 1;

/** z of the tested value; its sign is that of estimate - value. */
export const scoreZ = (groups: TwoGroups, value: number, { scale, variance }: ScoreOptions): number =>
  SCALE_RULES[scale].statistic(groups, value) / Math.sqrt(factorOf(variance, groups));

export const checkScore = ({ scale, variance }: ScoreOptions): Issue[] => [
  ...(SCALES.includes(scale) ? [] : [notOneOf("scale", SCALES, scale)]),
  ...(VARIANCES.includes(variance) ? [] : [notOneOf("variance", VARIANCES, variance)]),
];

/** A single tested value of the effect. */
export function checkValue(path: string, value: number, scale: Scale): Issue[] {
  if (!SCALES.includes(scale)) return [];
  const [low, high] = SCALE_RULES[scale].range;
  if (value > low && value < high) return [];
  return [outOfRange(path, value, high === Infinity ? `(${low}, infinity)` : `(${low}, ${high})`)];
}
