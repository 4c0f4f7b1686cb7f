import * as beta from "../../../src/distributions/beta.ts";
import * as chiSquare from "../../../src/distributions/chi-square.ts";
import * as f from "../../../src/distributions/f.ts";
import * as gamma from "../../../src/distributions/gamma.ts";
import * as normal from "../../../src/distributions/normal.ts";
import * as t from "../../../src/distributions/student-t.ts";

const quantiles: Record<string, (a: number, b: number, p: number) => number> = {
  normal: (mean, sd, p) => normal.quantile({ mean, sd }, p),
  t: (df, _, p) => t.quantile({ df }, p),
  chi2: (df, _, p) => chiSquare.quantile({ df }, p),
  f: (df1, df2, p) => f.quantile({ df1, df2 }, p),
  beta: (shape1, shape2, p) => beta.quantile({ shape1, shape2 }, p),
  gamma: (shape, rate, p) => gamma.quantile({ shape, rate }, p),
};

export default function ({ dist, params: [a = 0, b = 1], p }: { dist: string; params: number[]; p: number }) {
  return { x: quantiles[dist]!(a, b, p) };
}
