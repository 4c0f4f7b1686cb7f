/**
 * Is the probability of a set of tables above a target for some common nuisance risk? Decided by bounds, not by a grid.
 *
 * Two independent binomials; a set is given by one threshold per row: for x1 events of group 1 the tables with at most
 * limits[x1] events of group 2, limits rising with x1. Its probability rises with p1 and falls with p2.
 */
import * as elementary from "../../core/elementary.ts";

/** A set of tables closed under more events in group 1 and fewer in group 2; -1 where no table of a row belongs. */
export interface Staircase {
  readonly n1: number;
  readonly n2: number;
  readonly limits: Int32Array;
}

/** Stands for one side of the rejection region, with the risk of group 1 that belongs to a risk of group 2. */
interface Side {
  readonly staircase: Staircase;
  /** Risk of group 1, rising with the risk of group 2. */
  readonly risk1: (risk2: number) => number;
  /** The set is one of non-events: both risks are turned over. */
  readonly flipped: boolean;
}

export interface NuisanceProblem {
  readonly sides: readonly Side[];
  /** Range of the risk of group 2. */
  readonly low: number;
  readonly high: number;
  /** "logit": risk1 has constant odds ratio to risk2. A number: the slope, where risk1 is linear until cut at 0 or 1. */
  readonly shape: "logit" | number;
}

export type Verdict = "above" | "not-above" | "undecided";

const FIRST = 8;

/**
 * Whether the summed probability of the sides exceeds `target` at some risk: "above" with a risk that shows it,
 * "not-above" with a proof, "undecided" when `splits` halvings did not tell.
 *
 * Between two risks the sum is at most the corner (largest risk 1 with least risk 2), and at most the chord plus an
 * eighth of the squared width times a bound of the curvature: -f'' <= E((x1/p1^2 + (n1-x1)/q1^2) r^2 + x2/p2^2 +
 * (n2-x2)/q2^2; set), r the slope, where E(n1 - x1; set) <= n1 q1 f and E(x2; set) <= n2 p2 f because the set is a
 * staircase; in the logit -f'' <= (n1 p1 q1 + n2 p2 q2) f.
 */
export function exceeds(problem: NuisanceProblem, target: number, splits: number): Verdict {
  const { sides, low, high, shape } = problem;
  const riskAt = (angle: number): number => low + (high - low) * elementary.sin(angle) ** 2;
  const valueAt = (risk2: number): number =>
    sides.reduce((sum, side) => sum + probability(side, side.risk1(risk2), risk2).value, 0);
  const step = Math.PI / 2 / FIRST;
  const stack: number[] = [];
  for (let i = 0, value = valueAt(low); i < FIRST; i++) {
    const end = i + 1 === FIRST ? valueAt(high) : valueAt(riskAt((i + 1) * step));
    if (value > target || end > target) return "above";
    stack.push(i * step, (i + 1) * step, value, end);
    value = end;
  }
  for (let done = 0; stack.length > 0; done++) {
    if (done >= splits) return "undecided";
    const end = stack.pop()!;
    const start = stack.pop()!;
    const right = stack.pop()!;
    const left = stack.pop()!;
    if (boundBetween(sides, riskAt(left), riskAt(right), start, end, shape) <= target) continue;
    const middle = (left + right) / 2;
    if (middle === left || middle === right) return "undecided";
    const value = valueAt(riskAt(middle));
    if (value > target) return "above";
    stack.push(left, middle, start, value, middle, right, value, end);
  }
  return "not-above";
}

function boundBetween(
  sides: readonly Side[],
  left: number,
  right: number,
  start: number,
  end: number,
  shape: "logit" | number,
): number {
  let corner = 0;
  let curvature = 0;
  for (const side of sides) {
    // As seen by a staircase of events: from the least to the largest risks.
    const [a, b] = side.flipped ? [1 - right, 1 - left] : [left, right];
    const [r1, r2] = [side.risk1(left), side.risk1(right)];
    const [low1, high1] = side.flipped ? [1 - r2, 1 - r1] : [r1, r2];
    const { n1, n2 } = side.staircase;
    const most = moments(side.staircase, high1, a);
    corner += most.value;
    curvature +=
      shape === "logit"
        ? most.value * (n1 * largestVariance(low1, high1) + n2 * largestVariance(a, b))
        : shape * shape * (quotient(most.events1, low1 * low1) + quotient(n1 * most.value, 1 - high1)) +
          quotient(n2 * most.value, a) +
          quotient(most.others2, (1 - b) * (1 - b));
  }
  const width =
    shape === "logit"
      ? elementary.log(right / left) + elementary.log((1 - left) / (1 - right))
      : right - left;
  const parabola = (width * width * curvature) / 2;
  if (!(parabola < Infinity)) return corner;
  const rise = Math.abs(end - start);
  const chord =
    rise >= parabola
      ? Math.max(start, end)
      : (start + end) / 2 + parabola / 4 + (rise * rise) / (4 * parabola);
  return Math.min(corner, chord);
}

const quotient = (a: number, b: number): number => (a === 0 ? 0 : a / Math.max(0, b));

/** Largest p (1 - p) between two risks. */
const largestVariance = (low: number, high: number): number =>
  low <= 0.5 && high >= 0.5 ? 0.25 : Math.max(low * (1 - low), high * (1 - high));

const probability = (side: Side, risk1: number, risk2: number): Moments =>
  side.flipped ? moments(side.staircase, 1 - risk1, 1 - risk2) : moments(side.staircase, risk1, risk2);

interface Moments {
  /** Probability of the set. */
  readonly value: number;
  /** Mean of x1, and of n2 - x2, over the set. */
  readonly events1: number;
  readonly others2: number;
}

let first = new Float64Array(0);
let second = new Float64Array(0);

function moments({ n1, n2, limits }: Staircase, p1: number, p2: number): Moments {
  if (first.length <= n1) first = new Float64Array(n1 + 1);
  if (second.length <= n2) second = new Float64Array(n2 + 1);
  const [from, to] = fillBinomial(first, n1, p1);
  const [from2, to2] = fillBinomial(second, n2, p2);
  let value = 0;
  let events1 = 0;
  let others2 = 0;
  let below = 0;
  let belowOthers = 0;
  let k = from2;
  for (let x1 = from; x1 <= to; x1++) {
    const limit = Math.min(to2, limits[x1]!);
    for (; k <= limit; k++) {
      below += second[k]!;
      belowOthers += second[k]! * (n2 - k);
    }
    const mass = first[x1]!;
    value += mass * below;
    events1 += mass * below * x1;
    others2 += mass * belowOthers;
  }
  return { value, events1, others2 };
}

// Smaller than this beside the most probable count: left out.
const NEGLIGIBLE = 1e-22;

/** Binomial probabilities from the most probable count outwards, scaled to sum 1; gives the range that is filled. */
function fillBinomial(out: Float64Array, n: number, p: number): readonly [number, number] {
  const q = 1 - p;
  const mode = Math.min(n, Math.floor((n + 1) * p));
  out[mode] = 1;
  let sum = 1;
  let to = mode;
  for (let term = 1; to < n && term > NEGLIGIBLE; ) {
    term *= ((n - to) * p) / ((to + 1) * q);
    out[++to] = term;
    sum += term;
  }
  let from = mode;
  for (let term = 1; from > 0 && term > NEGLIGIBLE; ) {
    term *= (from * q) / ((n - from + 1) * p);
    out[--from] = term;
    sum += term;
  }
  for (let k = from; k <= to; k++) out[k]! /= sum;
  return [from, to];
}
