import { describe, expect, it } from "vitest";
import { randomStream } from "../../core/random.ts";
import type { IntervalSample } from "./censored-sample.ts";
import { innermostRuns } from "./innermost.ts";
import { fitMasses, reachableGap } from "./self-consistent.ts";

const random = randomStream(5);
const samples: Readonly<Record<string, (n: number) => IntervalSample>> = {
  // Each subject is looked at once.
  "one look": (n) => {
    const looks = Array.from({ length: n }, () => {
      const time = 10 * random.uniform();
      const look = 10 * random.uniform();
      return time <= look ? [0, look] : [look, Infinity];
    });
    return { lower: looks.map(([low]) => low!), upper: looks.map(([, high]) => high!) };
  },
  // Several looks, the last at 12 at most.
  visits: (n) => {
    const looks = Array.from({ length: n }, () => {
      const time = -4 * Math.log(random.uniform());
      let [low, high] = [0, 2 * random.uniform()];
      while (high < time && high < 12) [low, high] = [high, high + 2 * random.uniform()];
      return [low, high < time ? Infinity : high];
    });
    return { lower: looks.map(([low]) => low!), upper: looks.map(([, high]) => high!) };
  },
  // Whole numbers, points among them, each for one to five subjects.
  grid: (n) => {
    const looks = Array.from({ length: n }, () => {
      const low = random.below(20);
      return [low, low + random.below(6), 1 + random.below(5)];
    });
    return {
      lower: looks.map(([low]) => low!),
      upper: looks.map(([, high]) => high!),
      counts: looks.map(([, , count]) => count!),
    };
  },
};

describe("fitMasses", () => {
  it.each(Object.entries(samples))(
    "cost: a dozen steps prove the maximum where EM takes thousands, %s",
    (_, make) => {
      for (const n of [30, 60, 100, 150, 200, 300, 400]) {
        const runs = innermostRuns(make(n), "left-open");
        const tolerance = reachableGap(runs.n);
        const fit = fitMasses(runs, { tolerance, maximumIterations: 14 });
        expect(fit.converged).toBe(true);
        expect(fit.gap).toBeLessThanOrEqual(tolerance);
        expect(fit.masses.every((mass) => mass >= 0)).toBe(true);
        expect(Math.abs(fit.masses.reduce((sum, mass) => sum + mass, 0) - 1)).toBeLessThan(1e-12);
        // Self-consistency: each mass is the mean share that it has of the runs that hold it.
        for (const [j, mass] of fit.masses.entries()) {
          let share = 0;
          for (let i = 0; i < runs.from.length; i++) {
            if (j < runs.from[i]! || j > runs.to[i]!) continue;
            let reached = 0;
            for (let k = runs.from[i]!; k <= runs.to[i]!; k++) reached += fit.masses[k]!;
            share += (runs.weights[i]! * mass) / reached;
          }
          expect(Math.abs(share / runs.n - mass)).toBeLessThan(1e-4);
        }
      }
    },
  );

  it("without a step nothing is claimed", () => {
    // (0, 2], (1, 3], (3, 4]: even masses on two places, of which 2/3 and 1/3 are right. D = 2 / (1/2), so 3 log(4 / 3).
    const runs = innermostRuns({ lower: [0, 1, 3], upper: [2, 3, 4] }, "left-open");
    const fit = fitMasses(runs, { tolerance: 1e-11, maximumIterations: 0 });
    expect(fit).toMatchObject({ converged: false, iterations: 0 });
    expect(fit.gap).toBeCloseTo(3 * Math.log(4 / 3), 14);
    expect(fit.logLikelihood).toBeCloseTo(3 * Math.log(1 / 2), 14);
  });

  it("the gap asked for is 1e-11 per subject, and what rounding leaves of it beyond 1000", () => {
    expect(reachableGap(10)).toBeCloseTo(1e-10, 24);
    expect(reachableGap(1000)).toBeCloseTo(1e-8, 22);
    expect(reachableGap(10_000)).toBeCloseTo(1e-6, 20);
  });
});
