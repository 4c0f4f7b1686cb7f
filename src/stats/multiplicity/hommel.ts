import { ascendingOrder } from "./order.ts";

/**
 * Hommel's procedure: family-wise error for independent or positively dependent tests, at least as
 * powerful as Hochberg's. It is closed testing with Simes' test of every intersection.
 *
 * Among the intersections of k tests that contain a given one, the hardest to reject consists of that test
 * and the k - 1 others with the largest p-values; the adjusted value is the largest Simes p over k.
 *
 * Source: Hommel 1988, Biometrika 75:383-386. Cost: quadratic in the number of tests.
 */
export function hommel(pValues: readonly number[]): number[] {
  const n = pValues.length;
  const order = ascendingOrder(pValues);
  const sorted = order.map((i) => pValues[i] as number);
  const worst = Array.from({ length: n }, () => 0);
  for (let k = 1; k <= n; k++) {
    // Simes' p of the k - 1 largest, placed at ranks 2..k of an intersection of k tests.
    let others = Infinity;
    for (let j = 2; j <= k; j++) others = Math.min(others, (k * (sorted[n - k + j - 1] as number)) / j);
    const inside = Math.min(others, k * (sorted[n - k] as number));
    for (let i = 0; i < n; i++) {
      const simes = i < n - k ? Math.min(others, k * (sorted[i] as number)) : inside;
      if (simes > (worst[i] as number)) worst[i] = simes;
    }
  }
  const adjusted = sorted.slice();
  for (const [rank, i] of order.entries()) adjusted[i] = Math.min(1, worst[rank] as number);
  return adjusted;
}
