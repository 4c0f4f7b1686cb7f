import {
  bartlett,
  brownForsythe,
  flignerKilleen,
  oneWayAnova,
  pairedT,
  standardisedMeanDifference,
  studentT,
  tukey,
  varianceRatio,
  welchAnova,
  welchT,
} from "../../../src/stats/location/index.ts";
import type { Benchmark } from "../benchmark.ts";
import { normalGroups, rGroups } from "../data.ts";

const SIZES = [300, 1000, 3000];
const options = { alternative: "two-sided", confidence: 0.95 } as const;

type Groups = readonly (readonly number[])[];

function entry(method: string, count: number, of: (groups: Groups) => unknown, call?: string): Benchmark {
  const groups = normalGroups(3000, count);
  return {
    method,
    setting: `${count} groups, 3000 values in all`,
    ours: () => of(groups),
    ...(call === undefined ? {} : { r: { setup: rGroups(3000, count), call } }),
    growth: {
      sizes: SIZES,
      at: (n) => {
        const fewer = normalGroups(n, count);
        return () => of(fewer);
      },
    },
  };
}

const two = (method: string, of: (x: readonly number[], y: readonly number[]) => unknown, call?: string) =>
  entry(method, 2, ([x, y]) => of(x!, y!), call);

export default [
  two("welch-t", (x, y) => welchT(x, y, options), "t.test(y ~ g)"),
  two("student-t", (x, y) => studentT(x, y, options), "t.test(y ~ g, var.equal = TRUE)"),
  two("paired-t", (x, y) => pairedT(x, y, options), "t.test(y[1:1500], y[1501:3000], paired = TRUE)"),
  two("standardised-mean-difference", standardisedMeanDifference),
  two("variance-ratio", (x, y) => varianceRatio(x, y, options), "var.test(y ~ g)"),
  entry("one-way-anova", 5, oneWayAnova, "anova(lm(y ~ g))"),
  entry("welch-anova", 5, welchAnova, "oneway.test(y ~ g)"),
  entry("tukey-kramer", 5, (groups) => tukey(groups, { confidence: 0.95 }), "TukeyHSD(aov(y ~ g))"),
  entry("brown-forsythe", 5, (groups) => brownForsythe(groups, { centre: "median" })),
  entry("levene", 5, (groups) => brownForsythe(groups, { centre: "mean" })),
  entry("fligner-killeen", 5, flignerKilleen, "fligner.test(y, g)"),
  entry("bartlett", 5, bartlett, "bartlett.test(y, g)"),
] satisfies readonly Benchmark[];
