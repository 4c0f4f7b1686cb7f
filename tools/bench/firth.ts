/** `npx tsx tools/bench/firth.ts`: Firth fits of 300 quasi-separated cohorts, every limit held against its equation. */
import { randomStream } from "../../src/core/random.ts";
import { upperQuantile } from "../../src/distributions/chi-square.ts";
import type { Design } from "../../src/stats/regression/design.ts";
import { firthLogistic, type FirthResult } from "../../src/stats/regression/firth.ts";

const COHORTS = 300;
const SUBJECTS = 60;
const NOISE = 6;
const CONFIDENCE = 0.95;

/** Noise covariates from the normal, and a marker found in one in eight, all of whom have the event. */
function cohort(seed: number): Design {
  const random = randomStream(seed);
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
  const names = ["(Intercept)", "marker", ...Array.from({ length: NOISE }, (_, k) => `noise${k + 1}`)];
  for (;;) {
    const rows: number[][] = [];
    const y: number[] = [];
    for (let i = 0; i < SUBJECTS; i++) {
      const marker = random.uniform() < 0.125 ? 1 : 0;
      rows.push([1, marker, ...Array.from({ length: NOISE }, normal)]);
      y.push(marker === 1 || random.uniform() < 0.35 ? 1 : 0);
    }
    if (rows.some((row) => row[1] === 1)) return { names, rows, y };
  }
}

/**
 * Penalised log-likelihood at its maximum with one coefficient held, found apart from the library: plain coordinates,
 * Gauss-Jordan instead of Cholesky, Fisher steps with halving, from several starts.
 */
function profileValue(
  { rows, y }: Design,
  column: number,
  held: number | null,
  starts: readonly number[][],
): number {
  const size = rows[0]!.length;
  const free = Array.from({ length: size }, (_, k) => k).filter((k) => held === null || k !== column);
  let best = -Infinity;
  for (const start of starts) {
    const beta = start.map((value, k) => (held !== null && k === column ? held : value));
    let here = score(rows, y, beta);
    for (let iteration = 0; iteration < 5000; iteration++) {
      const { inverse } = invert(free.map((a) => free.map((b) => here.information[a]![b]!)));
      const step = free.map((_, a) =>
        free.reduce((sum, k, b) => sum + inverse[a]![b]! * here.gradient[k]!, 0),
      );
      const decrement = Math.sqrt(
        Math.abs(free.reduce((sum, k, a) => sum + step[a]! * here.gradient[k]!, 0)),
      );
      if (decrement < 1e-10) break;
      let share = 1;
      let moved = false;
      while (share > 1e-10 && !moved) {
        const trial = [...beta];
        for (const [a, k] of free.entries()) trial[k]! += share * step[a]!;
        const there = score(rows, y, trial);
        if (there.value >= here.value - 1e-13) {
          for (const k of free) beta[k] = trial[k]!;
          here = there;
          moved = true;
        }
        share /= 2;
      }
      if (!moved) break;
    }
    best = Math.max(best, here.value);
  }
  return best;
}

function score(
  rows: readonly (readonly number[])[],
  y: readonly number[],
  beta: readonly number[],
): {
  value: number;
  gradient: number[];
  information: number[][];
} {
  const size = beta.length;
  const information = Array.from({ length: size }, () => Array.from({ length: size }, () => 0));
  const mu = rows.map((row) => 1 / (1 + Math.exp(-row.reduce((sum, x, k) => sum + x * beta[k]!, 0))));
  let value = 0;
  for (const [i, row] of rows.entries()) {
    value += Math.log(
      y[i] === 1 ? mu[i]! : 1 / (1 + Math.exp(row.reduce((sum, x, k) => sum + x * beta[k]!, 0))),
    );
    for (let a = 0; a < size; a++)
      for (let b = 0; b < size; b++) information[a]![b]! += mu[i]! * (1 - mu[i]!) * row[a]! * row[b]!;
  }
  const { inverse, logDeterminant } = invert(information);
  const gradient = beta.map(() => 0);
  for (const [i, row] of rows.entries()) {
    let hat = 0;
    for (let a = 0; a < size; a++) for (let b = 0; b < size; b++) hat += row[a]! * inverse[a]![b]! * row[b]!;
    hat *= mu[i]! * (1 - mu[i]!);
    for (let k = 0; k < size; k++) gradient[k]! += (y[i]! - mu[i]! + hat * (0.5 - mu[i]!)) * row[k]!;
  }
  return { value: value + 0.5 * logDeterminant, gradient, information };
}

function invert(matrix: readonly (readonly number[])[]): { inverse: number[][]; logDeterminant: number } {
  const size = matrix.length;
  const work = matrix.map((row, i) => [...row, ...row.map((_, k) => (k === i ? 1 : 0))]);
  let logDeterminant = 0;
  for (let k = 0; k < size; k++) {
    const pivot = work[k]![k]!;
    logDeterminant += Math.log(pivot);
    for (let c = 0; c < 2 * size; c++) work[k]![c]! /= pivot;
    for (let row = 0; row < size; row++) {
      if (row === k) continue;
      const share = work[row]![k]!;
      for (let c = 0; c < 2 * size; c++) work[row]![c]! -= share * work[k]![c]!;
    }
  }
  return { inverse: work.map((row) => row.slice(size)), logDeterminant };
}

const quantile = upperQuantile({ df: 1 }, 1 - CONFIDENCE);
let separated = 0;
let flagged = 0;
let unconverged = 0;
let limits = 0;
let worst = { gap: 0, where: "none" };
let milliseconds = 0;
const checked = process.argv.includes("--no-check") ? 0 : COHORTS;
for (let seed = 1; seed <= COHORTS; seed++) {
  const design = cohort(seed);
  const begin = performance.now();
  const fit: FirthResult = firthLogistic(design, { confidence: CONFIDENCE });
  milliseconds += performance.now() - begin;
  if (fit.separation.kind !== "none") separated++;
  if (!fit.converged) unconverged++;
  const estimate = fit.terms.map((t) => t.estimate);
  const starts = [estimate, estimate.map(() => 0)];
  for (const [column, term] of fit.terms.entries()) {
    const top = seed <= checked ? profileValue(design, column, null, starts) : 0;
    for (const limit of [term.profileLower, term.profileUpper]) {
      if (limit === null) {
        flagged++;
        continue;
      }
      limits++;
      if (seed > checked) continue;
      const gap = Math.abs(2 * (top - profileValue(design, column, limit, starts)) - quantile);
      if (!(gap <= worst.gap)) worst = { gap, where: `cohort ${seed}, ${term.name}` };
    }
  }
}
process.stdout.write(
  [
    `${COHORTS} cohorts of ${SUBJECTS}, ${NOISE} noise covariates, ${separated} separated`,
    `full model not converged: ${unconverged}`,
    `limits given: ${limits}; limits flagged as missing: ${flagged}`,
    `worst |deviance of the profile - chi-square quantile|: ${worst.gap.toExponential(2)} (${worst.where})`,
    `time per fit with tests and limits: ${(milliseconds / COHORTS).toFixed(2)} ms`,
    "",
  ].join("\n"),
);
