import type { RandomStream } from "../../../src/core/random.ts";
import * as normal from "../../../src/distributions/normal.ts";
import { andersonDarlingNormality } from "../../../src/stats/normality/anderson-darling.ts";
import { cramerVonMisesNormality } from "../../../src/stats/normality/cramer-von-mises.ts";
import { lilliefors } from "../../../src/stats/normality/lilliefors.ts";
import { shapiroWilk } from "../../../src/stats/normality/shapiro-wilk.ts";
import type { Calibration } from "../calibration.ts";

const sample = (random: RandomStream, n: number): number[] =>
  Array.from({ length: n }, () => normal.quantile({ mean: 7, sd: 2 }, random.uniform()));

const entry = (
  method: string,
  test: (x: readonly number[]) => { readonly pValue: number | null },
  n: number,
) => ({
  method,
  kind: "size" as const,
  setting: `${n} normal values`,
  expected: "nominal" as const,
  // The p-value is a published approximation, good to some tenths of a percent at 5 %.
  slack: 0.005,
  runs: 6000,
  once: (random: RandomStream) => test(sample(random, n)).pValue! <= 0.05,
});

export default [
  entry("shapiro-wilk", shapiroWilk, 8),
  entry("shapiro-wilk", shapiroWilk, 60),
  entry("lilliefors", lilliefors, 30),
  entry("anderson-darling-normality", andersonDarlingNormality, 30),
  entry("cramer-von-mises-normality", cramerVonMisesNormality, 30),
] satisfies readonly Calibration[];
