import { notOneOf, outOfRange } from "../../core/issues/input.ts";
import { type Issue, refuse } from "../../core/issues/issue.ts";
import { checkIntervalSample, type IntervalSample } from "./censored-sample.ts";
import { innermostRuns, type IntervalEnds } from "./innermost.ts";
import { fitMasses, gapCriterion, reachableGap } from "./self-consistent.ts";

export interface TurnbullOptions {
  /** Whether the upper end of an interval belongs to it. */
  readonly ends: IntervalEnds;
  /** Shares for which quantiles are wanted, each in (0, 1). */
  readonly probabilities: readonly number[];
  readonly maximumIterations?: number;
}

/** Where the estimate has mass: a point, or an interval within which it says nothing of where. */
export interface TurnbullPlace {
  /** null: no end below (-Infinity). */
  readonly lower: number | null;
  /** null: no end above (Infinity). */
  readonly upper: number | null;
  readonly probability: number;
  /** P(X <= upper). */
  readonly cumulative: number;
}

export interface TurnbullResult {
  readonly method: "turnbull";
  readonly variant: IntervalEnds;
  /** Places with mass, ascending. */
  readonly places: readonly TurnbullPlace[];
  /** The place where the cumulative probability reaches each share asked for. */
  readonly quantiles: readonly {
    readonly probability: number;
    readonly lower: number | null;
    readonly upper: number | null;
  }[];
  readonly logLikelihood: number;
  /** Proven: no other distribution has a log-likelihood higher by more. */
  readonly gap: number;
  readonly n: number;
  readonly converged: boolean;
  readonly iterations: number;
  readonly criterion: string;
}

/**
 * Turnbull's estimate of a distribution from values of which some are only known to lie between two ends.
 *
 * It has the largest likelihood of all distributions, and mass only on points and innermost intervals, within which it
 * is silent. Found by EM with the iterative convex minorant and Newton steps, until the Kuhn-Tucker conditions prove
 * the log-likelihood to be within 1e-11 per subject of the maximum: `gap`. Below one limit, or several without other intervals, it
 * equals Kaplan-Meier. Masses can be undetermined between neighbouring intervals; the likelihood never is.
 *
 * Cost as measured: 2 to 3 ms for 1,000 intervals on a grid or with one look each, 0.1 s for 2,000 with 1,400 places.
 *
 * Source: Turnbull, J R Stat Soc B 38 (1976) 290; Wellner & Zhan, J Am Stat Assoc 92 (1997) 945; Gentleman & Geyer,
 * Biometrika 81 (1994) 618. Reference: R survival survfit(type = "interval2"), Icens EM ("left-open").
 *
 * @throws InputError - an empty sample, ends out of order, an entry without either end, options out of range
 * @example turnbull({ lower: [0, 1, 3], upper: [2, 3, 4] }, { ends: "open", probabilities: [] }).places[0].probability // 0.6666666666666666
 */
export function turnbull(sample: IntervalSample, options: TurnbullOptions): TurnbullResult {
  refuse(check(sample, options));
  const { ends, probabilities, maximumIterations = 1000 } = options;
  const runs = innermostRuns(sample, ends);
  const fit = fitMasses(runs, { tolerance: reachableGap(runs.n), maximumIterations });
  let cumulative = 0;
  const places = runs.places.flatMap(({ lower, upper }, j) => {
    const probability = fit.masses[j]!;
    cumulative += probability;
    return probability < 1e-12
      ? []
      : [{ lower: finite(lower), upper: finite(upper), probability, cumulative: Math.min(1, cumulative) }];
  });
  return {
    method: "turnbull",
    variant: ends,
    places,
    quantiles: probabilities.map((probability) => {
      const { lower, upper } = placeOf(places, probability);
      return { probability, lower, upper };
    }),
    logLikelihood: fit.logLikelihood,
    gap: fit.gap,
    n: runs.n,
    converged: fit.converged,
    iterations: fit.iterations,
    criterion: gapCriterion,
  };
}

const finite = (end: number): number | null => (Number.isFinite(end) ? end : null);

// A share that is reached but for the tolerance of the fit has been reached.
const placeOf = (places: readonly TurnbullPlace[], probability: number): TurnbullPlace =>
  places.find(({ cumulative }) => cumulative >= probability - 1e-8) ?? places.at(-1)!;

function check(sample: IntervalSample, { ends, probabilities, maximumIterations }: TurnbullOptions): Issue[] {
  return [
    ...checkIntervalSample("sample", sample, 1),
    ...(ends === "open" || ends === "left-open" ? [] : [notOneOf("ends", ["open", "left-open"], ends)]),
    ...probabilities.flatMap((p, i) =>
      p > 0 && p < 1 ? [] : [outOfRange(`probabilities[${i}]`, p, "(0, 1)")],
    ),
    ...(maximumIterations === undefined || (Number.isSafeInteger(maximumIterations) && maximumIterations >= 0)
      ? []
      : [outOfRange("maximumIterations", maximumIterations, "whole numbers >= 0")]),
  ];
}
