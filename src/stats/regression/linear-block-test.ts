import { refuse } from "../../core/issues/issue.ts";
import * as f from "../../distributions/f.ts";
import { leastSquares } from "../../num/least-squares.ts";
import { checkBlock, type Design, designIssues, LEAST_REMAINDER } from "./design.ts";

export interface LinearBlockTest {
  readonly method: "linear-block-f";
  readonly columns: readonly string[];
  /** `null` where no residual degree of freedom is left, or the fit is perfect and nothing is explained. */
  readonly statistic: number | null;
  readonly df1: number;
  readonly df2: number;
  readonly pValue: number | null;
  readonly logPValue: number | null;
  readonly sumOfSquares: number;
  readonly reason: string | null;
}

/**
 * F test that a block of coefficients of a linear model, such as the bends of a spline, is all 0.
 *
 * Variant: what the block explains after all other columns, over the residual mean square of the full model.
 * Source: Weisberg, Applied Linear Regression, 4th ed., sec. 6.1. Reference: R anova(lm, lm).
 * Accuracy as measured: relative error below 1e-12 against R. Cost: one fit.
 *
 * @param columns - column numbers of the block in the design
 * @throws InputError - the design's issues, no columns, or a column that is not there
 * @example
 * linearBlockTest(
 *   { names: ["(Intercept)", "x"], rows: [[1, 0], [1, 1], [1, 2], [1, 3]], y: [1, 3, 4, 4] },
 *   [1],
 * ).statistic // 10
 */
export function linearBlockTest(design: Design, columns: readonly number[]): LinearBlockTest {
  refuse(designIssues(design, "continuous", LEAST_REMAINDER));
  refuse(checkBlock(design.names, columns));
  const { names, rows, y } = design;
  const weights = design.weights ?? y.map(() => 1);
  const order = [...names.keys()].filter((k) => !columns.includes(k)).concat(columns);
  const fit = leastSquares(
    order.map((k) => rows.map((row) => row[k]!)),
    y,
    weights,
  );
  const df1 = columns.length;
  const df2 = weights.reduce((sum, w) => sum + w, 0) - names.length;
  const sumOfSquares = fit.explained.slice(-df1).reduce((sum, part) => sum + part, 0);
  const reason =
    df2 <= 0
      ? "as many coefficients as subjects: no residual is left to test against"
      : fit.residualSum === 0
        ? "the fit is perfect: no residual is left to test against"
        : null;
  const statistic = reason === null ? sumOfSquares / df1 / (fit.residualSum / df2) : null;
  return {
    method: "linear-block-f",
    columns: columns.map((k) => names[k]!),
    statistic,
    df1,
    df2,
    pValue: statistic === null ? null : f.sf({ df1, df2 }, statistic),
    logPValue: statistic === null ? null : f.logSf({ df1, df2 }, statistic),
    sumOfSquares,
    reason,
  };
}
