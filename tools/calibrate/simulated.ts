/** What the cases share: simulated data, and whether an answer errs on them. */
import { drawExponential, drawNormal } from "../../src/core/draw.ts";
import type { RandomStream } from "../../src/core/random.ts";

/** Events among n subjects of one risk. */
export function events(random: RandomStream, n: number, risk: number): number {
  let count = 0;
  for (let i = 0; i < n; i++) if (random.uniform() < risk) count++;
  return count;
}

/** A risk or another truth between two limits, drawn anew in every run: what errs at one risk is made up for at another. */
export const between = (random: RandomStream, low: number, high: number): number =>
  low + (high - low) * random.uniform();

export const normals = (random: RandomStream, n: number, mean = 0, sd = 1): number[] =>
  Array.from({ length: n }, () => mean + sd * drawNormal(random));

export const exponentials = (random: RandomStream, n: number): number[] =>
  Array.from({ length: n }, () => drawExponential(random));

/** Categories 0, 1, 2 ... by their shares. */
export const categories = (random: RandomStream, n: number, shares: readonly number[]): number[] =>
  Array.from({ length: n }, () => {
    let u = random.uniform();
    for (const [k, share] of shares.entries()) {
      u -= share;
      if (u < 0) return k;
    }
    return shares.length - 1;
  });

/** Pairs of standard normal numbers with a correlation. */
export function pairs(random: RandomStream, n: number, correlation: number): { x: number[]; y: number[] } {
  const x = normals(random, n);
  const rest = Math.sqrt(1 - correlation ** 2);
  return { x, y: x.map((value) => correlation * value + rest * drawNormal(random)) };
}

/** A table of counts with a row for each group. */
export const tableOf = (groups: readonly (readonly number[])[], columns: number): number[][] =>
  groups.map((group) => Array.from({ length: columns }, (_, k) => group.filter((v) => v === k).length));

/** A p-value that is not given rejects nothing. */
export const rejects = (p: number | null): boolean => p !== null && p <= 0.05;

/** Limits that are not given exclude nothing. */
export const holds = (
  { lower, upper }: { readonly lower: number | null; readonly upper: number | null },
  truth: number,
): boolean => (lower === null || lower <= truth) && (upper === null || truth <= upper);
