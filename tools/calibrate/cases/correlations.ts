import { kendallTauB } from "../../../src/stats/correlation/kendall.ts";
import { pearsonCorrelation } from "../../../src/stats/correlation/pearson.ts";
import { spearmanCorrelation } from "../../../src/stats/correlation/spearman.ts";
import type { Calibration } from "../calibration.ts";
import { categories, holds, normals, pairs, rejects } from "../simulated.ts";

const level = { confidence: 0.95 } as const;
const size = { kind: "size", expected: "nominal", runs: 5000 } as const;
const exact = { kind: "size", expected: "conservative", runs: 5000 } as const;
const coverage = { kind: "coverage", expected: "nominal", runs: 4000 } as const;
// Of two normal variables with correlation 0.6.
const SPEARMAN = (6 / Math.PI) * Math.asin(0.3);
const KENDALL = (2 / Math.PI) * Math.asin(0.6);

export default [
  {
    ...size,
    method: "pearson-correlation",
    setting: "9 normal pairs, no correlation",
    once: (random) => rejects(pearsonCorrelation(normals(random, 9), normals(random, 9), level).pValue),
  },
  {
    ...coverage,
    method: "pearson-correlation",
    setting: "25 normal pairs, correlation 0.6",
    slack: 0.005,
    once: (random) => {
      const { x, y } = pairs(random, 25, 0.6);
      return holds(pearsonCorrelation(x, y, level), 0.6);
    },
  },
  {
    ...exact,
    method: "spearman-correlation",
    setting: "8 pairs without ties, exact",
    once: (random) => rejects(spearmanCorrelation(normals(random, 8), normals(random, 8), level).exactPValue),
  },
  {
    ...size,
    method: "spearman-correlation",
    setting: "40 pairs, one variable in three categories, t",
    slack: 0.005,
    once: (random) =>
      rejects(
        spearmanCorrelation(normals(random, 40), categories(random, 40, [0.5, 0.3, 0.2]), level).tPValue,
      ),
  },
  {
    ...coverage,
    method: "spearman-correlation",
    setting: "40 normal pairs, rank correlation 0.58",
    slack: 0.01,
    once: (random) => {
      const { x, y } = pairs(random, 40, 0.6);
      return holds(spearmanCorrelation(x, y, level), SPEARMAN);
    },
  },
  {
    ...exact,
    method: "kendall-tau-b",
    setting: "8 pairs without ties, exact",
    once: (random) => rejects(kendallTauB(normals(random, 8), normals(random, 8), level).exactPValue),
  },
  {
    ...size,
    method: "kendall-tau-b",
    setting: "40 pairs, one variable in three categories, normal",
    slack: 0.005,
    once: (random) =>
      rejects(
        kendallTauB(normals(random, 40), categories(random, 40, [0.5, 0.3, 0.2]), level).asymptotic?.pValue ??
          null,
      ),
  },
  {
    ...coverage,
    method: "kendall-tau-b",
    setting: "40 normal pairs, tau 0.41",
    slack: 0.01,
    once: (random) => {
      const { x, y } = pairs(random, 40, 0.6);
      return holds(kendallTauB(x, y, level), KENDALL);
    },
  },
] satisfies readonly Calibration[];
