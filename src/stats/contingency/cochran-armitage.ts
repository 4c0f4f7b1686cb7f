import * as elementary from "../../core/elementary.ts";
import { lengthMismatch, noVariation, notFinite, tooFew } from "../../core/issues/input.ts";
import { type Issue, refuse } from "../../core/issues/issue.ts";
import * as chiSquareDistribution from "../../distributions/chi-square.ts";
import { checkEvents } from "../proportions/interval.ts";
import { type TrendCounts, trendMasses } from "./exact-trend.ts";
import { asWholeScores, unitScores } from "./score-lattice.ts";

export interface CochranArmitageOptions {
  /** One per group, in the unit of the trend; equally spaced ones are a choice too. */
  readonly scores: readonly number[];
}

export interface CochranArmitageResult {
  readonly method: "cochran-armitage";
  /** Positive where the share rises with the score. */
  readonly z: number;
  readonly chiSquare: number;
  /** Asymptotic, two-sided. */
  readonly pValue: number;
  readonly logPValue: number;
  /** P(T at least as far from its expectation as observed), given all margins; null when not computed. */
  readonly exactPValue: number | null;
  readonly exactIncreasing: number | null;
  readonly exactDecreasing: number | null;
  readonly logExactPValue: number | null;
  readonly exactReason: string | null;
  readonly scores: readonly number[];
  readonly n: number;
  readonly events: number;
}

/** Multiplications one exact p-value may take, and the reason given when it would take more. */
const STEPS = 200_000_000;
export const TOO_LARGE = "the exact distribution is too large to enumerate; the asymptotic p-value stands";
export const NO_UNIT = "the scores have no common unit, so the exact distribution cannot be enumerated";

/**
 * Cochran-Armitage test that the share of events has no linear trend over ordered groups.
 *
 * z has the binomial variance p(1 - p) sum n (score - mean)^2: no continuity correction, no factor N/(N - 1).
 * The exact p-values condition on the groups' sizes and the number of events. Groups without a subject
 * contribute nothing.
 *
 * Source: Armitage 1955, Biometrics 11:375-386; exact: Agresti, Categorical Data Analysis, 3rd ed., sec. 3.5.
 * Reference: R prop.trend.test; exact: R coin independence_test(distribution = "exact").
 * Accuracy as measured (whole-number enumeration): relative error of the exact p-values below 1e-12 down to
 * 1e-123. Cost (processor time on a busy machine): 5 ms for n = 637 in 5 groups, 40 ms for n = 630 in 10, 2.5 s
 * per tail for n = 3000 in 10; past 2e8 multiplications the exact p-values are null, with the reason.
 *
 * @throws InputError - lists unequal lengths, bad counts, scores that are not finite or all equal, fewer than
 *   two groups, and events that are none or all
 * @example cochranArmitage([1, 3, 5, 9], [20, 20, 20, 20], { scores: [0, 1, 2, 5] }).z // 3.1484844654346733
 */
export function cochranArmitage(
  events: readonly number[],
  totals: readonly number[],
  { scores }: CochranArmitageOptions,
): CochranArmitageResult {
  refuse(check(events, totals, scores));
  const n = sum(totals);
  const all = sum(events);
  const places = unitScores(scores);
  const mean = sum(totals.map((total, i) => total * (places[i] as number))) / n;
  const excess = sum(events.map((count, i) => count * ((places[i] as number) - mean)));
  const spread = sum(totals.map((total, i) => total * ((places[i] as number) - mean) ** 2));
  const z = excess / Math.sqrt((all / n) * ((n - all) / n) * spread);
  return {
    method: "cochran-armitage",
    z,
    chiSquare: z * z,
    pValue: chiSquareDistribution.sf({ df: 1 }, z * z),
    logPValue: chiSquareDistribution.logSf({ df: 1 }, z * z),
    ...exactTails(events, totals, scores, z),
    scores,
    n,
    events: all,
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function check(events: readonly number[], totals: readonly number[], scores: readonly number[]): Issue[] {
  const lengths = [
    ...(totals.length === events.length ? [] : [lengthMismatch("totals", events.length, totals.length)]),
    ...(scores.length === events.length ? [] : [lengthMismatch("scores", events.length, scores.length)]),
    ...(events.length < 2 ? [tooFew("events", "groups", 2, events.length)] : []),
  ];
  if (lengths.length > 0) return lengths;
  const values = [
    ...events.flatMap((count, i) => checkEvents(count, totals[i] as number, `[${i}]`, 0)),
    ...scores.flatMap((score, i) => (Number.isFinite(score) ? [] : [notFinite(`scores[${i}]`, score)])),
  ];
  if (values.length > 0) return values;
  const used = scores.filter((_, i) => (totals[i] as number) > 0);
  const all = sum(events);
  return [
    ...(new Set(used).size < 2 ? [noVariation("scores", "scores of groups with subjects")] : []),
    ...(all === 0 || all === sum(totals) ? [noVariation("events", "the outcome")] : []),
  ];
}

export type ExactTails = Pick<
  CochranArmitageResult,
  "exactPValue" | "exactIncreasing" | "exactDecreasing" | "logExactPValue" | "exactReason"
>;

export const notComputed = (exactReason: string): ExactTails => ({
  exactPValue: null,
  exactIncreasing: null,
  exactDecreasing: null,
  logExactPValue: null,
  exactReason,
});

/** Exact p-values of a trend of events over groups; z is its size in standard errors. */
export function exactTails(
  events: readonly number[],
  totals: readonly number[],
  scores: readonly number[],
  z: number,
): ExactTails {
  const occupied = totals.flatMap((total, i) => (total > 0 ? [i] : []));
  const whole = asWholeScores(occupied.map((i) => scores[i] as number));
  if (whole === null) return notComputed(NO_UNIT);
  const counts: TrendCounts = {
    scores: whole,
    totals: occupied.map((i) => totals[i] as number),
    events: sum(events),
  };
  const observed = sum(occupied.map((i, k) => (events[i] as number) * (whole[k] as number)));
  const n = sum(totals);
  // n times the distance of T from its expectation: whole, so ties are exact.
  const centre = counts.events * sum(whole.map((score, k) => score * (counts.totals[k] as number)));
  const distance = (t: number): number => n * t - centre;
  const far = Math.abs(distance(observed));
  if (!Number.isSafeInteger(n * counts.events * Math.max(...whole))) return notComputed(TOO_LARGE);

  // Within five standard errors no digits are lost without tilting, and one pass serves both sides.
  const tilted = Math.abs(z) > 5;
  const here = trendMasses(counts, observed, tilted, STEPS);
  const mirrored = (2 * centre) / n - observed;
  const there = here !== null && tilted ? trendMasses(counts, mirrored, true, STEPS) : here;
  if (here === null || there === null) return notComputed(TOO_LARGE);
  const side = distance(observed) >= 0 ? 1 : -1;
  const nearTail = logSumWhere(here, (t) => side * distance(t) >= far);
  const nearStrict = logSumWhere(here, (t) => side * distance(t) > far);
  const otherTail = logSumWhere(there, (t) => -side * distance(t) >= far);
  const p = elementary.exp(nearTail);
  const rest = -elementary.expm1(nearStrict);
  const both = far === 0 ? 0 : Math.min(0, nearTail + elementary.log1p(elementary.exp(otherTail - nearTail)));
  return {
    exactPValue: elementary.exp(both),
    exactIncreasing: side === 1 ? Math.min(1, p) : rest,
    exactDecreasing: side === 1 ? rest : Math.min(1, p),
    logExactPValue: both,
    exactReason: null,
  };
}

function logSumWhere(
  masses: { start: number; logMasses: readonly number[] },
  holds: (t: number) => boolean,
): number {
  const chosen = masses.logMasses.filter((mass, i) => mass > -Infinity && holds(masses.start + i));
  const most = chosen.reduce((a, b) => Math.max(a, b), -Infinity);
  return most === -Infinity
    ? -Infinity
    : most + elementary.log(sum(chosen.map((mass) => elementary.exp(mass - most))));
}
