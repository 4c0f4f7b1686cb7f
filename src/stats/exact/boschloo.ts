import * as elementary from "../../core/elementary.ts";
import { refuse } from "../../core/issues/issue.ts";
import * as hypergeometric from "../../distributions/fisher-noncentral-hypergeometric.ts";
import type { Table2x2 } from "../contingency/table.ts";
import type { Alternative } from "../describe/options.ts";
import { checkRows, firstFrom, givenTotal, type Unconditional, unconditional } from "./unconditional.ts";

export interface BoschlooOptions {
  readonly alternative: Alternative;
}

export interface BoschlooResult extends Unconditional {
  readonly method: "boschloo-exact";
  readonly alternative: Alternative;
  readonly twoSidedRule: "two-sided-fisher";
  /** Fisher's p-value of the observed table: the statistic that orders the tables. */
  readonly fisherPValue: number;
  readonly n: number;
  readonly table: Table2x2;
}

/** Fisher's p-values this close, relative, count as equal. */
const LOG_TIE_SLACK = 1e-10;
/** Tables this close in probability, relative, are equally probable to the two-sided Fisher test, as in R. */
const MASS_SLACK = 1e-7;

/**
 * Boschloo's exact test that two groups have the same risk: the largest probability, over every common risk, of the
 * tables whose Fisher p-value is at most the observed one. Never above Fisher's p-value, and valid like it.
 *
 * Only the group sizes are fixed, rows are the groups; `greater` means a higher risk in the first row. Two-sided orders
 * the tables by the two-sided Fisher p-value (minimum likelihood); SciPy instead doubles the smaller one-sided result.
 *
 * Source: Boschloo 1970, Stat Neerl 24:1-35. Reference: R Exact exact.test(method = "Boschloo"), scipy.stats.boschloo_exact.
 * Accuracy as measured: relative error below 1e-13 (40 digits, up to 300 per group); `pValueBound` proves each answer to
 * 1e-10. Cost: 2 ms of processor time at 300 per group, 4 ms at 500, 90 ms at 3000; one-sided much the same.
 *
 * @param table - whole counts >= 0, no empty row
 * @throws InputError - lists every bad cell, empty row and option
 * @example boschlooExact([[7, 5], [2, 9]], { alternative: "greater" }).pValue // 0.0300469099035...
 */
export function boschlooExact(table: Table2x2, options: BoschlooOptions): BoschlooResult {
  refuse(checkRows(table, options.alternative));
  const { alternative } = options;
  const [[a, b], [c, d]] = table;
  const fisher = FISHER[alternative];
  const observed = fisher(givenTotal(a + b, c + d, a + c), a);
  return {
    method: "boschloo-exact",
    alternative,
    twoSidedRule: "two-sided-fisher",
    fisherPValue: observed.value,
    ...unconditional(conditionals(a + b, c + d, observed.log + LOG_TIE_SLACK, alternative)),
    n: a + b + c + d,
    table,
  };
}

type Given = hypergeometric.FisherNoncentralHypergeometric;

const FISHER: Record<Alternative, (d: Given, x: number) => hypergeometric.Probability> = {
  less: (d, x) => hypergeometric.around(d, x).atMost,
  greater: (d, x) => hypergeometric.around(d, x).atLeast,
  "two-sided": (d, x) => hypergeometric.atMostAsProbable(d, x, MASS_SLACK),
};

/** For every total of events, the log of the largest Fisher p-value that is at most the observed one. */
function conditionals(n1: number, n2: number, limit: number, alternative: Alternative): number[] {
  if (alternative === "two-sided" && limit > LEAST_LOG) return twoSidedConditionals(n1, n2, limit);
  const p = FISHER[alternative];
  let up = 0;
  let down = 0;
  return Array.from({ length: n1 + n2 + 1 }, (_, events) => {
    const given = givenTotal(n1, n2, events);
    const [low, high] = [hypergeometric.smallest(given), hypergeometric.largest(given)];
    const peak = hypergeometric.mode(given);
    const [lowUp, highDown] = alternative === "two-sided" ? [peak, peak] : [low, high];
    const logs: number[] = [];
    const reached = (x: number): boolean => p(given, x).log <= limit;
    if (alternative !== "less") {
      up = firstFrom(lowUp, high, up, reached);
      if (up <= high) logs.push(p(given, up).log);
    }
    if (alternative !== "greater") {
      down = firstFrom(low, highDown, down, (x) => !reached(x));
      if (down > low) logs.push(p(given, down - 1).log);
    }
    // Two-sided: the p-value of the less extreme end holds the other end's tables too.
    return Math.max(-Infinity, ...logs);
  });
}

// Down to here the masses of one total, relative to the largest, are all the doubles that count.
const LEAST_LOG = elementary.log(1e-250);
const LEAST_MASS = 1e-290;

/** The same, two-sided, from all masses of a total at once: the smallest are added up while they stay within the limit. */
function twoSidedConditionals(n1: number, n2: number, limit: number): number[] {
  const masses = new Float64Array(n1 + 1);
  const share = elementary.exp(limit);
  return Array.from({ length: n1 + n2 + 1 }, (_, events) => {
    const given = givenTotal(n1, n2, events);
    const [low, high] = [hypergeometric.smallest(given), hypergeometric.largest(given)];
    let left = hypergeometric.mode(given);
    let right = left;
    const others = n2 - events;
    let total = 1;
    masses[left] = 1;
    for (let mass = 1; right < high && mass > LEAST_MASS; total += mass) {
      mass *= ((n1 - right) * (events - right)) / ((right + 1) * (others + right + 1));
      masses[++right] = mass;
    }
    for (let mass = 1; left > low && mass > LEAST_MASS; total += mass) {
      mass *= (left * (others + left)) / ((n1 - left + 1) * (events - left + 1));
      masses[--left] = mass;
    }
    const most = share * total;
    let sum = 0;
    while (left <= right) {
      const equal = Math.min(masses[left]!, masses[right]!) * (1 + MASS_SLACK);
      let next = sum;
      while (left <= right && masses[left]! <= equal) next += masses[left++]!;
      while (left <= right && masses[right]! <= equal) next += masses[right--]!;
      if (next > most) break;
      sum = next;
    }
    return Math.min(0, elementary.log(sum / total));
  });
}
