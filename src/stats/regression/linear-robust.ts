import { notOneOf } from "../../core/issues/input.ts";
import { refuse } from "../../core/issues/issue.ts";
import { checkConfidence, type Design, designIssues, LEAST_REMAINDER } from "./design.ts";
import { solvedDesign } from "./linear.ts";
import { missingTerm, type RobustTerm, robustTerm } from "./robust.ts";

export const HETEROSCEDASTIC_KINDS = ["hc0", "hc1", "hc2", "hc3"] as const;
export type HeteroscedasticKind = (typeof HETEROSCEDASTIC_KINDS)[number];

export interface LinearRobustOptions {
  readonly kind: HeteroscedasticKind;
  readonly confidence: number;
}

export interface LinearRobustResult {
  readonly method: "linear-robust";
  readonly kind: HeteroscedasticKind;
  readonly reference: "t";
  readonly confidence: number;
  readonly n: number;
  readonly terms: readonly RobustTerm[];
  /** `null` where one subject alone fixes a coefficient and the kind divides by 1 - leverage. */
  readonly covariance: readonly (readonly number[])[] | null;
  readonly warnings: readonly string[];
}

/**
 * Standard errors of least squares that stand when the residual variance differs between subjects.
 *
 * Variant: sandwich of White (HC0), times n / (n - p) (HC1), squared residuals over 1 - h (HC2) or over (1 - h)^2
 * (HC3), h the leverage; t reference with n - p degrees of freedom; frequency weights.
 * Source: MacKinnon & White, Journal of Econometrics 29 (1985) 305; Long & Ervin, American Statistician 54 (2000) 217
 * (HC3 for n below 250). Reference: R sandwich vcovHC.
 * Accuracy as measured: relative error below 1e-12 against R. Cost: that of `linearRegression`.
 *
 * @throws InputError - the design's issues, a kind that is none, or a confidence outside (0, 1)
 * @example
 * linearRobust(
 *   { names: ["(Intercept)", "x"], rows: [[1, 0], [1, 1], [1, 2], [1, 3]], y: [1, 3, 4, 4] },
 *   { kind: "hc0", confidence: 0.95 },
 * ).terms[1].standardError // 0.2236..., the root of 5 / 100
 */
export function linearRobust(design: Design, { kind, confidence }: LinearRobustOptions): LinearRobustResult {
  refuse([
    ...checkConfidence(confidence),
    ...(HETEROSCEDASTIC_KINDS.includes(kind) ? [] : [notOneOf("kind", HETEROSCEDASTIC_KINDS, kind)]),
    ...designIssues(design, "continuous", LEAST_REMAINDER),
  ]);
  const { fit, at, weights, n } = solvedDesign(design);
  const { names } = design;
  const df = n - names.length;
  const leverage = fit.leverage();
  const fixed = leverage.some((h) => h > 1 - 1e-12);
  const answer = { method: "linear-robust", kind, reference: "t", confidence, n } as const;
  const reason =
    df <= 0
      ? "as many coefficients as subjects: no residual is left to estimate errors from"
      : fixed && (kind === "hc2" || kind === "hc3")
        ? "one subject alone fixes a coefficient (leverage 1), so its residual says nothing"
        : null;
  if (reason !== null)
    return {
      ...answer,
      terms: names.map((name, k) => ({ ...missingTerm(name, reason), estimate: fit.coefficients[at[k]!]! })),
      covariance: null,
      warnings: [reason],
    };
  const factor = (h: number): number => {
    if (kind === "hc0") return 1;
    if (kind === "hc1") return n / df;
    return kind === "hc2" ? 1 / (1 - h) : 1 / (1 - h) ** 2;
  };
  const influence = fit.influence();
  const covariance = at.map((a) =>
    at.map((b) =>
      weights.reduce(
        (sum, w, i) =>
          sum + w * factor(leverage[i]!) * fit.residuals[i]! ** 2 * influence[i]![a]! * influence[i]![b]!,
        0,
      ),
    ),
  );
  return {
    ...answer,
    terms: names.map((name, k) =>
      robustTerm(name, fit.coefficients[at[k]!]!, covariance[k]![k]!, df, confidence),
    ),
    covariance,
    warnings: [],
  };
}
