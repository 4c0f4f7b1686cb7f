import { describe, expect, it } from "vitest";
import { randomStream } from "../../core/random.ts";
import { type Packed, packBinary } from "./design.ts";
import { fastProfiles } from "./firth-profiles.ts";
import { firthTop } from "./firth-top.ts";
import { penalisedLikelihood } from "./likelihood.ts";
import { maximise, TIGHT } from "./maximise.ts";
import type { PenalisedKernel } from "./penalised-kernel.ts";
import { fitIn, type Profiled, reachIn } from "./profile.ts";

/** Few subjects or many, shares or single outcomes, effects from none to strong. */
function simulated(seed: number): Packed {
  const random = randomStream(seed);
  const p = 1 + (seed % 4);
  const n = 15 + ((seed * 37) % 70);
  const strength = [0, 0.7, 1.6][seed % 3]!;
  const rows = Array.from({ length: n }, () => [
    1,
    ...Array.from({ length: p }, (_, k) =>
      k % 2 === 0 ? random.uniform() * 4 - 2 : Number(random.uniform() < 0.4),
    ),
  ]);
  const y = rows.map((row) => Number(random.uniform() < 1 / (1 + Math.exp(0.3 - strength * row[1]!))));
  const names = ["(Intercept)", ...Array.from({ length: p }, (_, k) => `x${k + 1}`)];
  const isShared = seed % 5 === 0;
  return packBinary(
    isShared
      ? { names, rows, y: y.map((v) => (v + 1) / 3), weights: rows.map((_, i) => 1 + (i % 4)) }
      : { names, rows, y },
  );
}
const seeds = Array.from({ length: 24 }, (_, k) => 101 + k);

/** Twice what the penalised log-likelihood loses where the coefficient placed last is held. */
function lost({ coordinates, objective, top }: Profiled, coefficient: number): number {
  const { order } = coordinates.packed;
  const place = coefficient * coordinates.r[order * order - 1]!;
  // Step by step from the maximum: held far away at once, the others might not be found.
  let at = Float64Array.from(top.at);
  let value = top.evaluation.value;
  for (const share of [0.4, 0.8, 1]) {
    const start = Float64Array.from(at);
    start[order - 1] = top.at[order - 1]! + share * (place - top.at[order - 1]!);
    const held = maximise(objective, start, reachIn(coordinates.packed), {
      free: order - 1,
      maximumIterations: 200,
      tolerance: TIGHT,
    });
    at = Float64Array.from(held.at);
    value = held.evaluation.value;
  }
  return 2 * (top.evaluation.value - value);
}

describe("fastProfiles", () => {
  it.each([3.841458820694124, 0.4549364231195724, 10.827566170662733])(
    "law: what settles meets its equation within twice its criterion, at the quantile %d",
    (quantile) => {
      let settled = 0;
      let asked = 0;
      for (const seed of seeds) {
        const packed = simulated(seed);
        const top = firthTop(packed, [], 200);
        if (top === null) continue;
        const fast = fastProfiles(top, quantile);
        for (let column = 0; column < packed.order; column++) {
          const { lower, upper, atZero } = fast(column);
          const slow = fitIn(packed, penalisedLikelihood, [column], 200);
          asked += 3;
          for (const found of [lower, upper]) {
            if (found === null) continue;
            settled++;
            const missed = Math.abs(lost(slow, found.value) - quantile);
            // The criterion is what is expected: 1e-10 of the quantile. Two log-likelihoods near 50 are told apart to 1e-13.
            expect(found.criterion).toBeLessThan(1e-10 * quantile + 1e-12);
            expect(missed).toBeLessThan(2 * found.criterion + 2e-12);
          }
          if (atZero === null) continue;
          settled++;
          const statistic = lost(slow, 0);
          expect(Math.abs(2 * (top.point.value - atZero) - statistic)).toBeLessThan(
            1e-10 * statistic + 4e-12,
          );
        }
      }
      expect(settled).toBeGreaterThan(0.93 * asked);
    },
  );

  it("cost: less than nine evaluations for both limits and the test of a coefficient, with few subjects too", () => {
    let work = 0;
    let coefficients = 0;
    for (const seed of seeds) {
      const top = firthTop(simulated(seed), [], 200);
      if (top === null) continue;
      const evaluate: PenalisedKernel["evaluate"] = (at, pull, into) => {
        work += pull === undefined ? 1 : 0.5;
        return top.kernel.evaluate(at, pull, into);
      };
      const fast = fastProfiles({ ...top, kernel: { ...top.kernel, evaluate } }, 3.841458820694124);
      for (let column = 0; column < top.kernel.order; column++, coefficients++) fast(column);
    }
    expect(work / coefficients).toBeLessThan(9);
  });
});
