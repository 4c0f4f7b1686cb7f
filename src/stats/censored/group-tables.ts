import type { RealScore } from "./real-score-sums.ts";

/** Tables that may be looked at: some tenths of a second. */
export const affordableTables = 5_000_000;

/**
 * P(spread >= observed) over all ways to share the subjects out to groups of these sizes, each equally likely; spread
 * is the sum over groups of (score sum)^2 / size. Every table of scores by groups is looked at once.
 *
 * @returns null when there are more than `limit` (partial) tables to look at
 */
export function spreadTail(
  scores: readonly RealScore[],
  sizes: readonly number[],
  observed: number,
  limit: number = affordableTables,
): number | null {
  const groups = sizes.length;
  const sums = new Float64Array(groups);
  const left = Float64Array.from(sizes);
  const least = observed * (1 - 1e-11);
  let looked = 0;
  let hits = 0;
  let all = 0;
  // Shares out the subjects with score k to the groups from `group` on; ways: arrangements that give this table.
  const share = (k: number, group: number, remaining: number, ways: number): void => {
    if (++looked > limit) return;
    if (group === groups - 1) {
      if (remaining > left[group]!) return;
      sums[group]! += remaining * scores[k]!.score;
      left[group]! -= remaining;
      if (k + 1 < scores.length) share(k + 1, 0, scores[k + 1]!.count, ways);
      else {
        all += ways;
        let spread = 0;
        for (let g = 0; g < groups; g++) spread += (sums[g]! * sums[g]!) / sizes[g]!;
        if (spread >= least) hits += ways;
      }
      left[group]! += remaining;
      sums[group]! -= remaining * scores[k]!.score;
      return;
    }
    const most = Math.min(remaining, left[group]!);
    let choices = ways;
    for (let taken = 0; taken <= most; taken++) {
      const before = sums[group]!;
      sums[group] = before + taken * scores[k]!.score;
      left[group]! -= taken;
      share(k, group + 1, remaining - taken, choices);
      left[group]! += taken;
      sums[group] = before;
      choices *= (remaining - taken) / (taken + 1);
    }
  };
  share(0, 0, scores[0]!.count, 1);
  return looked > limit ? null : hits / all;
}
