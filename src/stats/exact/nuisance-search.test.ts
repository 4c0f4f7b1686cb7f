import { describe, expect, it } from "vitest";
import { randomStream } from "../../core/random.ts";
import { exceeds, type NuisanceProblem } from "./nuisance-search.ts";

const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);
const binomial = (n: number, k: number, p: number): number => choose(n, k) * p ** k * (1 - p) ** (n - k);

/** The summed probability of the sides by their definition. */
function valueAt({ sides }: NuisanceProblem, risk2: number): number {
  let value = 0;
  for (const { staircase, risk1, flipped } of sides) {
    const { n1, n2, limits } = staircase;
    const [p1, p2] = flipped ? [1 - risk1(risk2), 1 - risk2] : [risk1(risk2), risk2];
    for (let x1 = 0; x1 <= n1; x1++)
      for (let x2 = 0; x2 <= limits[x1]!; x2++) value += binomial(n1, x1, p1) * binomial(n2, x2, p2);
  }
  return value;
}

/** Largest value on a fine grid, refined around its best point. */
function supremum(problem: NuisanceProblem): number {
  let [low, high] = [problem.low, problem.high];
  let best = 0;
  for (let round = 0; round < 5; round++) {
    const step = (high - low) / 200;
    let at = low;
    for (let k = 0; k <= 200; k++) {
      const value = valueAt(problem, low + k * step);
      if (value > best) [best, at] = [value, low + k * step];
    }
    [low, high] = [Math.max(problem.low, at - 2 * step), Math.min(problem.high, at + 2 * step)];
  }
  return best;
}

const cut = (risk: number): number => Math.min(1, Math.max(0, risk));
const shapes = {
  difference: (d: number) => ({
    risk1: (p: number): number => cut(p + d),
    low: Math.max(0, -d),
    high: Math.min(1, 1 - d),
    shape: 1,
  }),
  ratio: (d: number) => {
    const ratio = Math.exp(2 * d);
    return {
      risk1: (p: number): number => cut(ratio * p),
      low: 0,
      high: Math.min(1, 1 / ratio),
      shape: ratio,
    };
  },
  odds: (d: number) => {
    const ratio = Math.exp(3 * d);
    return {
      risk1: (p: number): number => (ratio * p) / (1 - p + ratio * p),
      low: 0,
      high: 1,
      shape: "logit" as const,
    };
  },
};

describe("exceeds", () => {
  it.each(Object.entries(shapes))("law: decides on either side of the largest value, %s", (_, shapeOf) => {
    const random = randomStream(12);
    const below = (n: number): number => Math.floor(random.uniform() * n);
    for (let run = 0; run < 8; run++) {
      const [n1, n2] = [1 + below(5), 1 + below(5)];
      const staircase = (): { n1: number; n2: number; limits: Int32Array } => ({
        n1,
        n2,
        limits: Int32Array.from({ length: n1 + 1 }, () => below(n2 + 1) - 1).sort(),
      });
      const { risk1, ...range } = shapeOf(1.4 * random.uniform() - 0.7);
      const up = { staircase: staircase(), risk1, flipped: false };
      const down = { staircase: staircase(), risk1, flipped: true };
      for (const sides of [[up], [down], [up, down]]) {
        const problem: NuisanceProblem = { sides, ...range };
        const top = supremum(problem);
        if (top === 0) continue;
        // A proof, so never before enough of the range has been seen; with bounds this close, soon.
        expect(exceeds(problem, top * (1 + 1e-6), 2000)).toBe("not-above");
        expect(exceeds(problem, top * (1 - 1e-6), 2000)).toBe("above");
        // Bounds of the curvature make few halvings do: eight stretches to begin with, 200 between them for a thousandth.
        expect(exceeds(problem, top * 1.2, 20)).toBe("not-above");
        expect(exceeds(problem, top * 1.05, 40)).toBe("not-above");
        expect(exceeds(problem, top * 1.001, 220)).toBe("not-above");
      }
    }
  });

  it("boundary: nothing is above a target of 1, everything above one below 0, none of it looked into", () => {
    const staircase = { n1: 2, n2: 3, limits: Int32Array.from([-1, 0, 3]) };
    const problem: NuisanceProblem = {
      sides: [{ staircase, risk1: (p) => p, flipped: false }],
      low: 0,
      high: 1,
      shape: "logit",
    };
    expect(exceeds(problem, 1 + 1e-12, 8)).toBe("not-above");
    expect(exceeds(problem, -1, 0)).toBe("above");
    // All of it at risk 1: the last row alone.
    expect(exceeds(problem, 1 - 1e-12, 0)).toBe("above");
    expect(exceeds({ ...problem, high: 0.5 }, 0.5, 300)).toBe("not-above");
    expect(exceeds(problem, 0.999, 0)).toBe("above");
    expect(exceeds({ ...problem, high: 0.5 }, 0.4, 0)).toBe("undecided");
  });
});
