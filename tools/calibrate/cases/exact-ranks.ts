import { brunnerMunzelPermutation } from "../../../src/stats/ranks/brunner-munzel-permutation.ts";
import { kruskalWallis } from "../../../src/stats/ranks/kruskal-wallis.ts";
import { spearmanCorrelation } from "../../../src/stats/correlation/spearman.ts";
import type { Calibration } from "../calibration.ts";
import { holds, normals, rejects } from "../simulated.ts";

// Pairs of a normal law with correlation 0.85: Spearman's of the law by an arcsine.
const STRONG = 0.85;
const STRONG_RANKS = (6 / Math.PI) * Math.asin(STRONG / 2);

export default [
  {
    method: "brunner-munzel-permutation",
    kind: "size",
    setting: "7 v 7, one common law, all arrangements",
    expected: "conservative",
    runs: 300,
    once: (random) =>
      rejects(
        brunnerMunzelPermutation(normals(random, 7), normals(random, 7), {
          alternative: "two-sided",
          draws: 4000,
          seed: 1,
        }).pValue,
      ),
  },
  {
    method: "brunner-munzel-permutation",
    kind: "size",
    setting: "15 v 8, the smaller group with three times the spread",
    expected: "nominal",
    // Exact for one common law only; studentised, it holds for unequal spread as groups grow.
    slack: 0.02,
    runs: 1000,
    once: (random) =>
      rejects(
        brunnerMunzelPermutation(
          normals(random, 15),
          normals(random, 8).map((v) => 3 * v),
          { alternative: "two-sided", draws: 400, seed: 1 },
        ).pValue,
      ),
  },
  {
    method: "kruskal-wallis",
    kind: "size",
    setting: "4 + 4 + 4, exact",
    expected: "conservative",
    runs: 600,
    once: (random) => rejects(kruskalWallis([4, 4, 4].map((n) => normals(random, n))).exactPValue),
  },
  {
    method: "spearman-correlation",
    kind: "coverage",
    setting: "40 normal pairs, rank correlation 0.84, limits of Bonett and Wright",
    expected: "nominal",
    // An approximate standard error.
    slack: 0.01,
    runs: 3000,
    once: (random) => {
      const x = normals(random, 40);
      const own = normals(random, 40);
      const y = x.map((v, i) => STRONG * v + Math.sqrt(1 - STRONG ** 2) * own[i]!);
      return holds(spearmanCorrelation(x, y, { confidence: 0.95 }).bonettWright!, STRONG_RANKS);
    },
  },
] satisfies readonly Calibration[];
