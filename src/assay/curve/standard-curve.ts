/** The standard curve of one analyte on one plate. */
import * as elementary from "../../core/elementary.ts";
import { finiteIssues } from "../checks.ts";
import { noBlanks, signalNotPositive, tooFewLevels } from "../../core/issues/assay.ts";
import { outOfRange } from "../../core/issues/input.ts";
import { type Issue, refuse } from "../../core/issues/issue.ts";
import { curveFlags, type LackOfFit, lackOfFitOf } from "./curve-flags.ts";
import { logisticResponse, type LogisticParameters, type OffCurve } from "./logistic.ts";
import type { LogisticShape } from "./logistic-fit.ts";
import { type OutlierRule, withoutOutliers } from "./outlying-standards.ts";
import { pointsOf } from "./standard-points.ts";
import type { WeightedFit } from "./weighted-fit.ts";
import type { Weighting } from "./weighting.ts";

export interface Standard {
  readonly concentration: number;
  readonly signal: number;
  /** Why a person leaves it out of the fit. */
  readonly masked?: string;
}

export interface StandardCurveInput {
  readonly standards: readonly Standard[];
  /** Signals of blank wells. */
  readonly blanks: readonly number[];
}

/**
 * What is done with the blanks. `ignored`: nothing. `subtracted`: their mean is taken from every signal. `included`:
 * each is a standard of concentration 0. `constrained`: the curve starts from their mean at concentration 0, taken as
 * known.
 */
export type Background = "ignored" | "subtracted" | "included" | "constrained";

/**
 * The two families of five-parameter curves: the exponent g shapes the approach to the signal at high concentrations
 * (b > 0) or the rise from the signal at concentration 0 (b < 0). They are different curves unless g = 1.
 */
export type Family = "exponent-high" | "exponent-low";

export interface StandardCurveOptions {
  readonly model: "4PL" | "5PL";
  /** Of a five-parameter curve; `either` takes the one that fits better. */
  readonly family: Family | "either";
  readonly weighting: Weighting;
  readonly background: Background;
  /** Of the signal with concentration: `rising` for a sandwich assay, `falling` for a competitive one. */
  readonly direction: "rising" | "falling";
  readonly outliers: OutlierRule;
}

/** Why a standard was left out of the fit. */
export type Mask =
  | { readonly by: "person"; readonly reason: string }
  | { readonly by: "studentised-residual"; readonly residual: number; readonly pValue: number };

export interface StandardPoint {
  /** Position among the standards; null for a blank. */
  readonly standard: number | null;
  readonly concentration: number;
  /** As fitted: less background where that is subtracted. */
  readonly signal: number;
  readonly fitted: number;
  /** (signal - fitted) sqrt(weight) / s; null where s is not known. */
  readonly residual: number | null;
  /** Concentration read off the curve, and its ratio to the true one. */
  readonly recalculated: number | null;
  readonly off: OffCurve | null;
  /** Null at concentration 0 and off the curve. */
  readonly recovery: number | null;
  readonly mask: Mask | null;
}

/** Mean of the logarithms of the fitted signals, and their sum of squares about it. */
export interface PowerInformation {
  readonly meanLog: number;
  readonly sumOfSquares: number;
}

export interface StandardCurve {
  readonly method: "logistic-standard-curve";
  readonly model: "4PL" | "5PL";
  /** Null for a four-parameter curve, where both are the same. */
  readonly family: Family | null;
  readonly weighting: Weighting;
  /** The variance of a signal is residualVariance * signal^variancePower, the signal before background is subtracted. */
  readonly variancePower: number;
  readonly background: Background;
  /** Mean of the blanks; null where they are not used as such. */
  readonly backgroundSignal: number | null;
  readonly direction: "rising" | "falling";
  readonly parameters: LogisticParameters;
  /** Of a, b, c, d, g; 0 for what is fixed. Null where it does not exist. */
  readonly covariance: readonly (readonly number[])[] | null;
  readonly standardErrors: LogisticParameters | null;
  /** s^2 of a signal of weight 1. */
  readonly residualVariance: number | null;
  /** Of residualVariance: points less fitted parameters. */
  readonly degreesOfFreedom: number;
  /** What the standards say about a fitted power; null where the power is given. */
  readonly powerInformation: PowerInformation | null;
  /** Standards and included blanks in the fit. */
  readonly n: number;
  readonly weightedSumOfSquares: number;
  readonly converged: boolean;
  readonly criterion: string;
  readonly iterations: number;
  /** Smallest signal of the fit before background is subtracted: the scatter of a lower one is taken to be no smaller. */
  readonly lowestSignal: number;
  readonly points: readonly StandardPoint[];
  /** Null without replicates or without a degree of freedom left. */
  readonly lackOfFit: LackOfFit | null;
  /** `good` only where the fit has converged away from every bound to a curve that the standards determine. */
  readonly status: "good" | "degenerate" | "not-converged";
  readonly flags: readonly Issue[];
}

/**
 * A four- or five-parameter logistic curve through the standards: y = d + (a - d) / (1 + (x/c)^b)^g.
 *
 * Variant: weighted Levenberg-Marquardt on a, d, log |b|, log c, log g from the best places of a grid; fixed weights
 * are of the observed signals, those of `fitted-power` of the fitted ones, refitted until the power settles. With
 * `family: "either"` the smaller weighted sum of squares wins, a fit at a bound only where both are. A four-parameter
 * curve is written with b > 0, so that a is the signal at concentration 0.
 * Source: Findlay & Dillard, AAPS Journal 9 (2007) E260; Gottschalk & Dunn, Analytical Biochemistry 343 (2005) 54
 * (five parameters); Carroll & Ruppert, Transformation and Weighting in Regression, ch. 2.
 * Reference: minimum found by minpack.lm from many starts and polished to 50 digits (22 curves of real plates).
 * Accuracy as measured: parameters and standard errors to 10 digits. Cost: docs/benchmarks.md.
 *
 * @throws InputError - too few levels, signals that weights cannot take, blanks that are needed and missing
 * @example
 * standardCurve(
 *   { standards: [[1, 12], [4, 18], [16, 41], [64, 120], [256, 290], [1024, 440]].map(([concentration, signal]) => ({ concentration, signal })), blanks: [10] },
 *   { model: "4PL", family: "either", weighting: "1", background: "ignored", direction: "rising", outliers: { rule: "none" } },
 * ).status // "good"
 */
export function standardCurve(input: StandardCurveInput, options: StandardCurveOptions): StandardCurve {
  refuse(curveIssues(input, options));
  const { model, weighting, background, direction } = options;
  const blankMean =
    input.blanks.length === 0 ? null : input.blanks.reduce((sum, y) => sum + y, 0) / input.blanks.length;
  const usesMean = background === "subtracted" || background === "constrained";
  const backgroundSignal = usesMean ? blankMean : null;
  const subtracted = background === "subtracted" ? blankMean! : 0;
  const points = [
    ...input.standards.map(({ concentration, signal, masked }, standard) => ({
      standard,
      x: concentration,
      y: signal - subtracted,
      mask: masked === undefined ? null : ({ by: "person", reason: masked } as const),
    })),
    ...(background === "included"
      ? input.blanks.map((signal) => ({ standard: null, x: 0, y: signal, mask: null }))
      : []),
  ];
  const shape = {
    model,
    ...(background === "constrained" ? { atZero: blankMean! } : {}),
  };
  const { weighted, masks } = withoutOutliers(points, {
    shapes: shapesOf(options, shape),
    weighting,
    subtracted,
    rule: options.outliers,
  });
  const { logistic, variancePower, powerSettled, used } = weighted;
  const degreesOfFreedom = used.length - logistic.fitted;
  const residualVariance = degreesOfFreedom > 0 ? logistic.sumOfSquares / degreesOfFreedom : null;
  const covariance =
    residualVariance === null || logistic.inverse === null
      ? null
      : logistic.inverse.map((row) => row.map((value) => value * residualVariance));
  const lowestSignal = used.reduce((least, { y }) => Math.min(least, y + subtracted), Infinity);
  const lackOfFit = lackOfFitOf(weighted);
  const errorOf = (k: number): number => Math.sqrt(covariance![k]![k]!);
  const flags = curveFlags({ weighted, covariance, direction, lackOfFit, powerSettled });
  return {
    method: "logistic-standard-curve",
    model,
    family: model === "4PL" ? null : logistic.parameters.b > 0 ? "exponent-high" : "exponent-low",
    weighting,
    variancePower,
    background,
    backgroundSignal,
    direction,
    parameters: logistic.parameters,
    covariance,
    standardErrors:
      covariance === null
        ? null
        : { a: errorOf(0), b: errorOf(1), c: errorOf(2), d: errorOf(3), g: errorOf(4) },
    residualVariance,
    degreesOfFreedom,
    powerInformation:
      weighting === "fitted-power" ? powerInformationOf(weighted, lowestSignal, subtracted) : null,
    n: used.length,
    weightedSumOfSquares: logistic.sumOfSquares,
    converged: logistic.converged,
    criterion: logistic.criterion,
    iterations: logistic.iterations,
    lowestSignal,
    points: pointsOf(points, masks, weighted, residualVariance, subtracted),
    lackOfFit,
    status: !logistic.converged
      ? "not-converged"
      : flags.some(({ severity }) => severity === "error")
        ? "degenerate"
        : "good",
    flags,
  };
}

function powerInformationOf(
  { used, logistic }: WeightedFit,
  lowestSignal: number,
  subtracted: number,
): PowerInformation {
  const logs = used.map(({ x }) =>
    elementary.log(Math.max(lowestSignal, logisticResponse(logistic.parameters, x) + subtracted)),
  );
  const meanLog = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  const about = logs.reduce((sum, log) => sum + (log - meanLog) ** 2, 0);
  // Fitting the curve has taken its share of what the residuals say.
  return { meanLog, sumOfSquares: (about * (used.length - logistic.fitted)) / used.length };
}

/** b > 0, b < 0 or both. */
function shapesOf(
  { model, family }: StandardCurveOptions,
  shape: Omit<LogisticShape, "sign">,
): readonly LogisticShape[] {
  const signs: readonly (1 | -1)[] =
    model === "4PL" || family === "exponent-high" ? [1] : family === "exponent-low" ? [-1] : [1, -1];
  return signs.map((sign) => ({ ...shape, sign }));
}

export function curveIssues(
  { standards, blanks }: StandardCurveInput,
  { model, weighting, background, outliers }: StandardCurveOptions,
): Issue[] {
  const used = standards.filter(({ masked }) => masked === undefined);
  const blankIsLevel = background === "included" && blanks.length > 0;
  const levels = new Set([...used.map(({ concentration }) => concentration), ...(blankIsLevel ? [0] : [])]);
  const parameters = (model === "4PL" ? 4 : 5) - (background === "constrained" ? 1 : 0);
  const found = [
    ...finiteIssues(
      "signal",
      standards.map(({ signal }) => signal),
    ),
    ...finiteIssues("blanks", blanks),
    ...standards.flatMap(({ concentration }, i) =>
      Number.isFinite(concentration) && concentration >= 0
        ? []
        : [outOfRange(`standards[${i}].concentration`, concentration, "[0, Infinity)")],
    ),
    ...(background !== "ignored" && blanks.length === 0 ? [noBlanks(background)] : []),
    ...(outliers.rule === "none" || (outliers.level > 0 && outliers.level < 1)
      ? []
      : [outOfRange("outliers.level", outliers.level, "(0, 1)")]),
  ];
  if (levels.size <= parameters) found.push(tooFewLevels(parameters, levels.size));
  if (weighting !== "1")
    for (const [i, { signal, masked }] of standards.entries())
      if (masked === undefined && signal <= 0)
        found.push(signalNotPositive(`standards[${i}].signal`, signal, weighting));
  if (weighting !== "1" && background === "included")
    for (const [i, signal] of blanks.entries())
      if (signal <= 0) found.push(signalNotPositive(`blanks[${i}]`, signal, weighting));
  return found;
}
