import { autocorrelation } from "../../src/stats/describe/autocorrelation.ts";
import { summary } from "../../src/stats/describe/summary.ts";
import { oneWayAnova } from "../../src/stats/location/one-way-anova.ts";
import { linearRegression } from "../../src/stats/regression/linear.ts";
import { fitNonlinear } from "./nonlinear.ts";
import { type DataSet, type Kind, STARTS } from "./read.ts";

type Computed = ReadonlyMap<string, number | null>;

/** What the library makes of a set, under the names of the certified values. */
export const computed = (set: DataSet): Computed => COMPUTED[set.kind](set);

const COMPUTED: Readonly<Record<Kind, (set: DataSet) => Computed>> = {
  univariate({ rows }) {
    const values = rows.map((row) => row[0]!);
    const { mean, sd } = summary(values);
    return new Map([
      ["mean", mean],
      ["standard deviation", sd],
      ["autocorrelation", autocorrelation(values, 1).estimate],
    ]);
  },

  anova({ rows }) {
    const groups = new Map<number, number[]>();
    for (const [group, value] of rows) groups.set(group!, [...(groups.get(group!) ?? []), value!]);
    const { between, within, statistic, etaSquared, residualSd } = oneWayAnova([...groups.values()]);
    return new Map([
      ["sum of squares between", between.sumOfSquares],
      ["mean square between", between.meanSquare],
      ["sum of squares within", within.sumOfSquares],
      ["mean square within", within.meanSquare],
      ["F", statistic],
      ["R squared", etaSquared],
      ["residual standard deviation", residualSd],
    ]);
  },

  nonlinear({ nonlinear }) {
    const values = STARTS.flatMap((start, which): [string, number | null][] => {
      const { fit, standardErrors, residualStandardDeviation } = fitNonlinear(
        nonlinear!,
        nonlinear!.starts[which]!,
      );
      const ifConverged = (value: number | null): number | null => (fit.converged ? value : null);
      return [
        ...fit.parameters.map((value, k): [string, number | null] => [
          `b${k + 1}, ${start}`,
          ifConverged(value),
        ]),
        ...standardErrors.map((value, k): [string, number | null] => [
          `standard error of b${k + 1}, ${start}`,
          ifConverged(value),
        ]),
        [`residual sum of squares, ${start}`, ifConverged(fit.sumOfSquares)],
        [`residual standard deviation, ${start}`, ifConverged(residualStandardDeviation)],
      ];
    });
    return new Map(values);
  },

  linear(set) {
    const names = [...set.certified.keys()].filter((name) => /^B\d+$/.test(name));
    const fit = linearRegression(
      {
        names: names.map((name) => (name === "B0" ? "(Intercept)" : name)),
        rows: set.rows.map(([, ...x]) => names.map((name) => columnOf(x, Number(name.slice(1))))),
        y: set.rows.map(([y]) => y!),
      },
      { confidence: 0.95 },
    );
    return new Map([
      ...fit.terms.map(({ estimate }, k): [string, number] => [names[k]!, estimate]),
      ...fit.terms.map(({ standardError }, k): [string, number | null] => [
        `standard error of ${names[k]!}`,
        standardError,
      ]),
      ["residual standard deviation", fit.residualStandardDeviation],
      ["R squared", fit.rSquared],
      ["sum of squares regression", fit.sumOfSquaresRegression],
      ["mean square regression", fit.sumOfSquaresRegression / fit.dfRegression],
      ["sum of squares residual", fit.sumOfSquaresResidual],
      ["mean square residual", fit.sumOfSquaresResidual / fit.dfResidual],
      ["F", fit.fTest?.f ?? null],
    ]);
  },
};

/** With one predictor the parameters belong to its powers, with several to each of them. */
function columnOf(x: readonly number[], parameter: number): number {
  if (parameter === 0) return 1;
  return x.length === 1 ? x[0]! ** parameter : x[parameter - 1]!;
}
