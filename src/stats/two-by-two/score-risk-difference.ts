/** Kernel of the score intervals for a risk difference (Mee; Miettinen and Nurminen). */
import { findRoot, type RootResult } from "../../num/root.ts";
import { riskDifference, type Searched, type TwoGroups } from "./groups.ts";

const search = { relativeTolerance: 1e-14, maximumIterations: 200 };

export interface ScoreLimits extends Searched {
  readonly lower: number;
  readonly upper: number;
}

/** The differences whose score statistic is z and -z; `factor` multiplies its variance. */
export function scoreRiskDifferenceLimits(groups: TwoGroups, z: number, factor: number): ScoreLimits {
  const lower = limit(groups, z, factor, -1);
  const upper = limit(groups, z, factor, 1);
  return {
    lower: lower.root,
    upper: upper.root,
    converged: lower.converged && upper.converged,
    iterations: lower.iterations + upper.iterations,
    criterion: lower.converged ? upper.criterion : lower.criterion,
  };
}

function limit(groups: TwoGroups, z: number, factor: number, side: 1 | -1): RootResult {
  const estimate = riskDifference(groups);
  if (estimate === side) return { root: side, converged: true, iterations: 0, criterion: "exact-zero" };
  // (T - z) / (T + z) runs from -1 at the estimate to 1 where the variance vanishes.
  const f = (difference: number): number => {
    const distance = side * (difference - estimate);
    if (distance <= 0) return -1;
    const variance = factor * restrictedVariance(groups, difference);
    if (variance === 0) return 1;
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

/** p1 (1 - p1) / n1 + p2 (1 - p2) / n2 at the most likely risks whose difference p1 - p2 is given. */
export function restrictedVariance(groups: TwoGroups, difference: number): number {
  const { events1, n1, events2, n2 } = groups;
  // Count what is rarer, so that small risks, not their complements, are the unknowns.
  if (2 * (events1 + events2) > n1 + n2)
    return restrictedVariance({ events1: n1 - events1, n1, events2: n2 - events2, n2 }, -difference);
  if (difference < 0)
    return restrictedVariance({ events1: events2, n1: n2, events2: events1, n2: n1 }, -difference);
  const p2 = lowerRisk(groups, difference);
  const p1 = p2 + difference;
  return (p1 * Math.max(0, 1 - p1)) / n1 + (p2 * (1 - p2)) / n2;
}

// The most likely p2 in [0, 1 - difference], difference >= 0. The score is falling in p2; it is multiplied by the
// risks in its denominators, those with a count, which leaves a polynomial without poles.
function lowerRisk({ events1, n1, events2, n2 }: TwoGroups, difference: number): number {
  if (difference === 0) return (events1 + events2) / (n1 + n2);
  const score = (p2: number): number => {
    const p1 = p2 + difference;
    const terms = [
      { count: events1, risk: p1, sign: 1 },
      { count: n1 - events1, risk: Math.max(0, 1 - p1), sign: -1 },
      { count: events2, risk: p2, sign: 1 },
      { count: n2 - events2, risk: 1 - p2, sign: -1 },
    ].filter((term) => term.count > 0);
    return terms.reduce(
      (sum, term) =>
        sum +
        term.sign *
          terms.reduce((product, other) => product * (other === term ? other.count : other.risk), 1),
      0,
    );
  };
  const highest = 1 - difference;
  if (score(0) <= 0) return 0;
  if (score(highest) >= 0) return highest;
  return findRoot(score, 0, highest, { relativeTolerance: 1e-15, maximumIterations: 200 }).root;
}
