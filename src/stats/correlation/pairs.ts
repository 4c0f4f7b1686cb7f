import * as elementary from "../../core/elementary.ts";
import { lengthMismatch, notFinite, tooFew } from "../../core/issues/input.ts";
import type { Issue } from "../../core/issues/issue.ts";
import * as normal from "../../distributions/normal.ts";
import * as pair from "../../core/pair.ts";
import { momentsOf } from "../describe/moments.ts";
import { checkConfidence } from "../describe/options.ts";
import { sorted } from "../describe/sample.ts";

/** Said where one of the two variables is a single value. */
export const constantReason = "one of the variables does not vary: no correlation is defined";

/** Every reason to refuse two lists of paired numbers. */
export function checkPairs(x: readonly number[], y: readonly number[], confidence: number): Issue[] {
  const issues: Issue[] = checkConfidence(confidence);
  for (const [path, values] of [
    ["x", x],
    ["y", y],
  ] as const)
    for (const [i, value] of values.entries())
      if (!Number.isFinite(value)) issues.push(notFinite(`${path}[${i}]`, value));
  if (x.length !== y.length) issues.push(lengthMismatch("y", x.length, y.length));
  else if (x.length < 3) issues.push(tooFew("x", "pairs", 3, x.length));
  return issues;
}

export interface ProductMoment {
  readonly r: number;
  /** 1 - r^2, kept apart: near r = 1 it would be lost. */
  readonly rest: number;
}

/** Pearson's r, all sums with 32 digits; null where a variable does not vary. */
export function productMoment(x: readonly number[], y: readonly number[]): ProductMoment | null {
  const first = momentsOf(sorted(x));
  const second = momentsOf(sorted(y));
  if (first.squares === 0 || second.squares === 0) return null;
  // Powers of two near each spread: products of products neither overflow nor vanish, and nothing is rounded.
  const unitX = 2 ** -Math.round(elementary.log2(first.squares) / 2);
  const unitY = 2 ** -Math.round(elementary.log2(second.squares) / 2);
  let [xx, yy, xy] = [pair.zero, pair.zero, pair.zero];
  for (const [i, value] of x.entries()) {
    const dx = pair.scale(pair.subtract(pair.fromNumber(value), first.mean), unitX);
    const dy = pair.scale(pair.subtract(pair.fromNumber(y[i]!), second.mean), unitY);
    xx = pair.add(xx, pair.multiply(dx, dx));
    yy = pair.add(yy, pair.multiply(dy, dy));
    xy = pair.add(xy, pair.multiply(dx, dy));
  }
  const both = pair.multiply(xx, yy);
  const rest = Math.max(0, pair.toNumber(pair.subtract(both, pair.multiply(xy, xy))) / pair.toNumber(both));
  const perfect = rest < 1e-28;
  const sign = Math.sign(pair.toNumber(xy));
  const r = sign * Math.sqrt(pair.toNumber(pair.multiply(xy, xy)) / pair.toNumber(both));
  return perfect ? { r: sign, rest: 0 } : { r: Math.max(-1, Math.min(1, r)), rest };
}

/** Limits by Fisher's z with a given standard error of z; null where r is 1 or -1. */
export function fisherInterval(
  { r, rest }: ProductMoment,
  standardError: number,
  confidence: number,
): { readonly lower: number; readonly upper: number } | null {
  if (rest === 0) return null;
  const z = Math.sign(r) * (elementary.log1p(Math.abs(r)) - elementary.log(rest) / 2);
  const reach = normal.upperQuantile(normal.standard, (1 - confidence) / 2) * standardError;
  return { lower: elementary.tanh(z - reach), upper: elementary.tanh(z + reach) };
}
