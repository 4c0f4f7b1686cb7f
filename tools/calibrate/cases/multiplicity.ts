import type { RandomStream } from "../../../src/core/random.ts";
import * as normal from "../../../src/distributions/normal.ts";
import { type AdjustmentMethod, adjustPValues } from "../../../src/stats/multiplicity/adjust-p-values.ts";
import { westfallYoung, type WestfallYoungOptions } from "../../../src/stats/multiplicity/westfall-young.ts";
import type { Calibration } from "../calibration.ts";
import { normals, rejects } from "../simulated.ts";

/** One-sided p of z values that share a part, so that tests depend positively; false hypotheses come last, at 3. */
function pValues(random: RandomStream, truths: number, falsehoods: number, shared: number): number[] {
  const [common] = normals(random, 1);
  const own = normals(random, truths + falsehoods);
  return own.map((z, i) =>
    normal.sf(
      normal.standard,
      Math.sqrt(shared) * common! + Math.sqrt(1 - shared) * z + (i < truths ? 0 : 3),
    ),
  );
}

const anyFalse = (
  method: AdjustmentMethod,
  [truths, falsehoods]: readonly [number, number],
  shared: number,
  expected: "nominal" | "conservative",
) => ({
  method,
  kind: "size" as const,
  setting: `any of ${truths} true hypotheses rejected${falsehoods === 0 ? "" : `, beside ${falsehoods} false ones`}, ${shared === 0 ? "independent" : `correlation ${shared}`}`,
  expected,
  runs: 8000,
  once: (random: RandomStream) =>
    adjustPValues(pValues(random, truths, falsehoods, shared), method)
      .adjusted.slice(0, truths)
      .some(rejects),
});

/** Errs with a chance that is the share of false findings among all: its mean is the false discovery rate. */
const discoveries = (method: AdjustmentMethod, shared: number, expected: "nominal" | "conservative") => ({
  method,
  kind: "size" as const,
  setting: `false discovery rate, 20 true hypotheses alone, ${shared === 0 ? "independent" : `correlation ${shared}`}`,
  expected,
  runs: 8000,
  once: (random: RandomStream) => {
    const { adjusted } = adjustPValues(pValues(random, 20, 0, shared), method);
    return adjusted.some(rejects);
  },
});

const mixed = (method: AdjustmentMethod) => ({
  method,
  kind: "size" as const,
  setting: "false discovery rate, 15 true hypotheses beside 5 false ones, correlation 0.3",
  expected: "conservative" as const,
  runs: 8000,
  once: (random: RandomStream) => {
    const { adjusted } = adjustPValues(pValues(random, 15, 5, 0.3), method);
    const all = adjusted.filter(rejects).length;
    const wrong = adjusted.slice(0, 15).filter(rejects).length;
    return random.uniform() * Math.max(1, all) < wrong;
  },
});

/** Endpoints that share most of their variation; the false ones come last. */
function panel(
  random: RandomStream,
  inFirst: readonly boolean[],
  truths: number,
  falsehoods: number,
): number[][] {
  const common = normals(random, inFirst.length);
  return Array.from({ length: truths + falsehoods }, (_, j) => {
    const own = normals(random, inFirst.length);
    return own.map((v, i) => 0.8 * common[i]! + 0.6 * v + (j >= truths && inFirst[i]! ? 1.5 : 0));
  });
}

const groups = Array.from({ length: 22 }, (_, i) => i < 8);
const family = (
  procedure: WestfallYoungOptions["procedure"],
  statistic: WestfallYoungOptions["statistic"],
  falsehoods: number,
) => ({
  method: "westfall-young",
  kind: "size" as const,
  setting: `8 v 14, 10 true hypotheses${falsehoods === 0 ? "" : ` beside ${falsehoods} false ones`}, correlation 0.64, ${procedure}, ${statistic}, 199 draws`,
  expected: "conservative" as const,
  runs: 1500,
  once: (random: RandomStream) =>
    westfallYoung(panel(random, groups, 10, falsehoods), groups, {
      statistic,
      procedure,
      alternative: "two-sided",
      draws: 199,
      seed: random.below(1_000_000),
    })
      .endpoints.slice(0, 10)
      .some(({ adjusted }) => rejects(adjusted)),
});

export default [
  anyFalse("bonferroni", [8, 0], 0, "conservative"),
  anyFalse("bonferroni", [8, 0], 0.5, "conservative"),
  anyFalse("holm", [8, 0], 0.5, "conservative"),
  anyFalse("holm", [6, 6], 0, "conservative"),
  anyFalse("hochberg", [8, 0], 0, "conservative"),
  anyFalse("hochberg", [6, 6], 0.5, "conservative"),
  // Simes' test of independent hypotheses is exact.
  anyFalse("hommel", [8, 0], 0, "nominal"),
  anyFalse("hommel", [6, 6], 0.5, "conservative"),
  discoveries("benjamini-hochberg", 0, "nominal"),
  discoveries("benjamini-hochberg", 0.5, "conservative"),
  mixed("benjamini-hochberg"),
  discoveries("benjamini-yekutieli", 0, "conservative"),
  mixed("benjamini-yekutieli"),
  family("single-step", "student-t", 0),
  family("step-down", "welch-t", 5),
  family("step-down", "rank-sum", 0),
] satisfies readonly Calibration[];
