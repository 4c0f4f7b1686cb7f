import * as elementary from "../../core/elementary.ts";
import { notOneOf } from "../../core/issues/input.ts";
import { refuse } from "../../core/issues/issue.ts";
import { cholesky, inverseCholesky } from "../../num/matrix.ts";
import { covarianceOfCoefficients, toCoefficients } from "./coordinates.ts";
import { type Design, packBinary } from "./design.ts";
import { likelihood, penalisedLikelihood, softPlus } from "./likelihood.ts";
import { fitIn, type Profiled } from "./profile.ts";
import { overlapOf } from "./separation.ts";

export const INFLUENCE_ESTIMATORS = ["maximum-likelihood", "firth"] as const;
export type InfluenceEstimator = (typeof INFLUENCE_ESTIMATORS)[number];

/** One subject of a row with one outcome, and what leaving it out would change, to first order. */
export interface LogisticInfluence {
  readonly row: number;
  readonly event: 0 | 1;
  /** How many such subjects there are. */
  readonly count: number;
  readonly fitted: number;
  readonly leverage: number;
  readonly pearson: number;
  readonly standardisedPearson: number | null;
  readonly deviance: number;
  readonly standardisedDeviance: number | null;
  readonly cooksDistance: number | null;
  /** One-step change of each coefficient: estimate with the subject less estimate without it. */
  readonly dfbeta: readonly number[] | null;
  /** The same in standard errors of the coefficient. */
  readonly dfbetas: readonly number[] | null;
}

export interface LogisticInfluenceResult {
  readonly method: "logistic-influence";
  readonly estimator: InfluenceEstimator;
  readonly names: readonly string[];
  readonly converged: boolean;
  readonly iterations: number;
  readonly criterion: number;
  /** Empty where there is no finite estimate: `reason` says so. */
  readonly subjects: readonly LogisticInfluence[];
  readonly reason: string | null;
}

/**
 * Leverage, residuals and one-step influence of each subject on a logistic model.
 *
 * Variant: Pregibon's, from the weights v = p (1 - p) at the estimate; a row with a share of events gives one entry
 * for its events and one for its non-events, each for one subject. For Firth the same formulas hold at its estimate.
 * Source: Pregibon, Annals of Statistics 9 (1981) 705, secs. 3-4. Reference: R hatvalues, rstandard, cooks.distance of
 * glm; the one-step changes on their definition.
 * Accuracy as measured: relative error below 1e-9 against R. Cost: one fit, n p^2 more.
 *
 * @throws InputError - the design's issues, or an estimator that is none
 * @example
 * logisticInfluence(
 *   { names: ["(Intercept)", "x"], rows: [[1, 0], [1, 1]], y: [0.25, 0.5], weights: [20, 20] },
 *   { estimator: "maximum-likelihood" },
 * ).subjects[0].leverage // 0.05, one of 20 subjects of a group with a parameter of its own
 */
export function logisticInfluence(
  design: Design,
  { estimator }: { readonly estimator: InfluenceEstimator },
): LogisticInfluenceResult {
  refuse(
    INFLUENCE_ESTIMATORS.includes(estimator) ? [] : [notOneOf("estimator", INFLUENCE_ESTIMATORS, estimator)],
  );
  const packed = packBinary(design);
  const { names } = design;
  const answer = { method: "logistic-influence", estimator, names } as const;
  if (estimator === "maximum-likelihood" && overlapOf(packed).kind !== "none")
    return {
      ...answer,
      converged: true,
      iterations: 0,
      criterion: 0,
      subjects: [],
      reason: "the outcome is separated: the likelihood has no finite maximum",
    };
  const fit = fitIn(packed, estimator === "firth" ? penalisedLikelihood : likelihood, [], 200);
  const { converged, iterations, criterion } = fit.top;
  return {
    ...answer,
    converged,
    iterations,
    criterion,
    subjects: converged ? subjectsOf(fit, names.length) : [],
    reason: converged ? null : "the likelihood was not maximised",
  };
}

function subjectsOf({ coordinates, top }: Profiled, order: number): LogisticInfluence[] {
  const { x, y, weights, count } = coordinates.packed;
  const inverse = inverseCholesky(cholesky(top.evaluation.information, order, 0)!, order);
  const covariance = covarianceOfCoefficients(coordinates, inverse);
  const errors = covariance.map((row, k) => Math.sqrt(row[k]!));
  const found: LogisticInfluence[] = [];
  for (let i = 0; i < count; i++) {
    const row = x.subarray(i * order, (i + 1) * order);
    const spread = Float64Array.from(row, (_, a) =>
      row.reduce((sum, value, b) => sum + inverse[a * order + b]! * value, 0),
    );
    const eta = row.reduce((sum, value, k) => sum + value * top.at[k]!, 0);
    const fitted = 1 / (1 + elementary.exp(-eta));
    const unfitted = 1 / (1 + elementary.exp(eta));
    const variance = fitted * unfitted;
    const leverage = variance * row.reduce((sum, value, k) => sum + value * spread[k]!, 0);
    const changes = toCoefficients(coordinates, spread);
    for (const event of [1, 0] as const) {
      const times = weights[i]! * (event === 1 ? y[i]! : 1 - y[i]!);
      if (times === 0) continue;
      const residual = event === 1 ? unfitted : -fitted;
      const pearson = residual / Math.sqrt(variance);
      const size = Math.sqrt(2 * softPlus(event === 1 ? -eta : eta));
      const deviance = event === 1 ? size : -size;
      const rest = 1 - leverage;
      const usable = rest > 1e-12;
      const dfbeta = usable ? changes.map((value) => (value * residual) / rest) : null;
      found.push({
        row: i,
        event,
        count: times,
        fitted,
        leverage,
        pearson,
        standardisedPearson: usable ? pearson / Math.sqrt(rest) : null,
        deviance,
        standardisedDeviance: usable ? deviance / Math.sqrt(rest) : null,
        cooksDistance: usable ? (pearson * pearson * leverage) / (rest * rest * order) : null,
        dfbeta,
        dfbetas: dfbeta?.map((value, k) => value / errors[k]!) ?? null,
      });
    }
  }
  return found;
}
