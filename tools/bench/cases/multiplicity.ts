import { randomStream } from "../../../src/core/random.ts";
import { type AdjustmentMethod, adjustPValues } from "../../../src/stats/multiplicity/index.ts";
import type { Benchmark } from "../benchmark.ts";

function pValues(n: number): number[] {
  const random = randomStream(5);
  return Array.from({ length: n }, () => random.uniform() ** 3);
}

function entry(method: AdjustmentMethod, inR: string): Benchmark {
  const at = (n: number): (() => unknown) => {
    const given = pValues(n);
    return () => adjustPValues(given, method);
  };
  // R's Hommel, quadratic, needs a minute for 10,000.
  const n = method === "hommel" ? 2000 : 10_000;
  return {
    method,
    setting: `${n} p-values`,
    ours: at(n),
    r: { setup: `set.seed(1); p <- runif(${n})^3`, call: `p.adjust(p, "${inR}")` },
    growth: { sizes: [1000, 3000, 10_000], at },
  };
}

export default [
  entry("none", "none"),
  entry("bonferroni", "bonferroni"),
  entry("holm", "holm"),
  entry("hochberg", "hochberg"),
  entry("hommel", "hommel"),
  entry("benjamini-hochberg", "BH"),
  entry("benjamini-yekutieli", "BY"),
] satisfies readonly Benchmark[];
