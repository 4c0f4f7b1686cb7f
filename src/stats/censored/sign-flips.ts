import * as elementary from "../../core/elementary.ts";
/** Tails of a sum of numbers whose signs are all equally likely. */
export interface FlipTails {
  readonly twoSided: number;
  /** P(sum <= observed), P(sum >= observed). */
  readonly less: number;
  readonly greater: number;
}

/** Different sums of one half above which the distribution is left alone: some hundredths of a second. */
const affordable = 1 << 18;
// Sums nearer to each other than this share of the largest number differ by rounding only.
const SAME = 1e-13;
const SLACK = 1e-11;

interface Sums {
  readonly sums: Float64Array;
  readonly shares: Float64Array;
}

/**
 * The sum of d_1 ... d_n against its law when every sign is a fair coin; zeros are left out.
 *
 * The numbers are halved, the sums of each half listed in order, equal ones as one, and the lists walked against each
 * other. Every term is positive. Cost: 2^(n/2) without ties, far less with them.
 *
 * @returns null when a half has too many different sums (more than some 36 different numbers)
 */
export function signFlipTails(differences: readonly number[]): FlipTails | null {
  const sizes = differences
    .map(Math.abs)
    .filter((size) => size > 0)
    .sort((a, b) => a - b);
  if (sizes.length === 0) return { twoSided: 1, less: 1, greater: 1 };
  const scale = sizes.at(-1)!;
  // Turn by turn: equal sizes stay together, and both halves get about as many.
  const cut = Math.ceil(sizes.length / 2);
  const one = sumsOf(sizes.slice(0, cut), SAME * scale);
  const other = sumsOf(sizes.slice(cut), SAME * scale);
  if (one === null || other === null) return null;
  const observed = differences.reduce((a, b) => a + b, 0);
  const slack = SLACK * scale;
  const atMost = (at: number): number => Math.min(1, shareUpTo(one, other, at + slack));
  // The law is symmetric about 0.
  const less = atMost(observed);
  const greater = atMost(-observed);
  return { twoSided: Math.min(1, 2 * atMost(-Math.abs(observed))), less, greater };
}

function sumsOf(sizes: readonly number[], same: number): Sums | null {
  let list: Sums = { sums: Float64Array.of(0), shares: Float64Array.of(1) };
  for (const [i, size] of sizes.entries()) {
    const before = list.sums.length;
    list = flip(list, size, same);
    const growth = list.sums.length / before;
    // Sums on a lattice hardly grow any more by now; others would go on to multiply.
    const left = sizes.length - 1 - i;
    const hopeless = before > 1024 && list.sums.length * elementary.pow(growth, left / 2) > affordable;
    if (hopeless || list.sums.length > affordable) return null;
  }
  return list;
}

/** The sums less `size` and the sums plus `size`, each with half its share, in order. */
function flip({ sums, shares }: Sums, size: number, same: number): Sums {
  const merged = new Float64Array(2 * sums.length);
  const halved = new Float64Array(merged.length);
  let low = 0;
  let high = 0;
  let length = 0;
  while (low < sums.length || high < sums.length) {
    const down = low < sums.length ? sums[low]! - size : Infinity;
    const up = high < sums.length ? sums[high]! + size : Infinity;
    const next = Math.min(down, up);
    const share = (down <= up ? shares[low++]! : shares[high++]!) / 2;
    if (length > 0 && next - merged[length - 1]! <= same) halved[length - 1]! += share;
    else {
      merged[length] = next;
      halved[length++] = share;
    }
  }
  return { sums: merged.slice(0, length), shares: halved.slice(0, length) };
}

function shareUpTo(one: Sums, other: Sums, at: number): number {
  let i = 0;
  let below = 0;
  let share = 0;
  for (let j = other.sums.length - 1; j >= 0; j--) {
    while (i < one.sums.length && one.sums[i]! + other.sums[j]! <= at) below += one.shares[i++]!;
    share += below * other.shares[j]!;
  }
  return share;
}
