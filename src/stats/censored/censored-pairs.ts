import { lengthMismatch, notACount, notFinite, notOneOf, tooFew } from "../../core/issues/input.ts";
import type { Issue } from "../../core/issues/issue.ts";

/** Two measurements of each subject, either of which may be a non-detect, "< value". */
export interface CensoredPairs {
  readonly x: readonly number[];
  /** Which x are non-detects; none where left out. */
  readonly xNondetect?: readonly boolean[];
  readonly y: readonly number[];
  /** Which y are non-detects; none where left out. */
  readonly yNondetect?: readonly boolean[];
  /** How often each pair occurs; once where left out. */
  readonly counts?: readonly number[];
}

/** Checked pairs with all lists in full; pairs that occur 0 times are gone. */
export interface FullPairs {
  readonly x: Float64Array;
  readonly xNondetect: Uint8Array;
  readonly y: Float64Array;
  readonly yNondetect: Uint8Array;
  readonly counts: Float64Array;
  readonly n: number;
}

const sum = (counts: ArrayLike<number>): number => {
  let total = 0;
  for (let i = 0; i < counts.length; i++) total += counts[i]!;
  return total;
};

/** Every reason to refuse pairs: values that are not finite, flags or counts that do not fit, too few. */
export function checkCensoredPairs(pairs: CensoredPairs, least: number): Issue[] {
  const { x, y, xNondetect, yNondetect, counts } = pairs;
  const issues: Issue[] = [];
  for (const [path, values] of [
    ["x", x],
    ["y", y],
  ] as const)
    for (const [i, value] of values.entries())
      if (!Number.isFinite(value)) issues.push(notFinite(`${path}[${i}]`, value));
  if (y.length !== x.length) issues.push(lengthMismatch("y", x.length, y.length));
  for (const [path, flags] of [
    ["xNondetect", xNondetect],
    ["yNondetect", yNondetect],
  ] as const) {
    if (flags === undefined) continue;
    if (flags.length !== x.length) issues.push(lengthMismatch(path, x.length, flags.length));
    for (const [i, flag] of flags.entries())
      if (typeof flag !== "boolean") issues.push(notOneOf(`${path}[${i}]`, ["true", "false"], flag));
  }
  if (counts !== undefined) {
    if (counts.length !== x.length) issues.push(lengthMismatch("counts", x.length, counts.length));
    for (const [i, count] of counts.entries())
      if (!Number.isSafeInteger(count) || count < 0) issues.push(notACount(`counts[${i}]`, count));
  }
  const n = counts === undefined ? x.length : sum(counts);
  if (issues.length === 0 && n < least) issues.push(tooFew("x", "pairs", least, n));
  return issues;
}

export function fullPairs({ x, y, xNondetect, yNondetect, counts }: CensoredPairs): FullPairs {
  const kept = Array.from(x.keys()).filter((i) => counts === undefined || counts[i]! > 0);
  const flagsOf = (flags: readonly boolean[] | undefined): Uint8Array =>
    Uint8Array.from(kept, (i) => (flags?.[i] === true ? 1 : 0));
  const full = {
    x: Float64Array.from(kept, (i) => x[i]! + 0),
    xNondetect: flagsOf(xNondetect),
    y: Float64Array.from(kept, (i) => y[i]! + 0),
    yNondetect: flagsOf(yNondetect),
    counts: Float64Array.from(kept, (i) => counts?.[i] ?? 1),
  };
  return { ...full, n: sum(full.counts) };
}

/** 1 where a is surely above b, -1 where surely below, 0 where equal or undecided: a non-detect lies strictly below its limit. */
export function sureSign(a: number, aNondetect: number, b: number, bNondetect: number): number {
  if (aNondetect === 1) return bNondetect === 0 && a <= b ? -1 : 0;
  if (bNondetect === 1) return b <= a ? 1 : 0;
  return a > b ? 1 : a < b ? -1 : 0;
}
