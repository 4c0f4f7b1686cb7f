/** Made-up data for the benchmarks: the same in every run. */
import { drawNormal } from "../../src/core/draw.ts";
import { randomStream } from "../../src/core/random.ts";

export function normals(n: number, seed: number): number[] {
  const random = randomStream(seed);
  return Array.from({ length: n }, () => drawNormal(random));
}

/** `count` groups that hold `n` values together. */
export const normalGroups = (n: number, count: number): number[][] =>
  Array.from({ length: count }, (_, g) => normals(Math.round(n / count), g + 1));

/** The same in R, under the names g and y. */
export const rGroups = (n: number, count: number): string =>
  `set.seed(1); y <- rnorm(${n}); g <- gl(${count}, ${n / count})`;

/** An intercept and `columns` normal covariates; the outcome follows the first. */
export function linearDesign(n: number, columns: number) {
  const covariates = Array.from({ length: columns }, (_, k) => normals(n, k + 1));
  const noise = normals(n, columns + 1);
  return {
    names: ["(Intercept)", ...covariates.map((_, k) => `x${k + 1}`)],
    rows: noise.map((_, i) => [1, ...covariates.map((column) => column[i]!)]),
    y: noise.map((value, i) => value + covariates[0]![i]!),
  };
}

export function binaryDesign(n: number, columns: number) {
  const design = linearDesign(n, columns);
  return { ...design, y: design.y.map((value) => (value > 0 ? 1 : 0)) };
}

/** The same kind of data in R: x, y and the binary b. */
export const rDesign = (n: number, columns: number): string =>
  `set.seed(1); x <- matrix(rnorm(${n * columns}), ${n}); y <- rnorm(${n}) + x[, 1]; b <- as.numeric(y > 0)`;
