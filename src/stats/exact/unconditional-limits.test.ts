import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { differenceScore, type EffectScale, INVERSIONS, lowerLimit } from "./unconditional-limits.ts";

/** What one scale says: risk 1 by risk 2, its slope, and the range of risk 2. */
interface Curve {
  readonly risk1: (risk2: number) => number;
  readonly slope: (risk2: number) => number;
  readonly low: number;
  readonly high: number;
}
const curves: Readonly<Record<EffectScale, (effect: number) => Curve>> = {
  "risk-difference": (e) => ({
    risk1: (p) => p + e,
    slope: () => 1,
    low: Math.max(0, -e),
    high: Math.min(1, 1 - e),
  }),
  "risk-ratio": (e) => ({ risk1: (p) => e * p, slope: () => e, low: 0, high: Math.min(1, 1 / e) }),
  "odds-ratio": (e) => ({
    risk1: (p) => (e * p) / (1 - p + e * p),
    slope: (p) => e / (1 - p + e * p) ** 2,
    low: 0,
    high: 1,
  }),
};

/** The most likely risk 2: where the derivative of the log-likelihood changes its sign, by halving. */
function likelyRisk(x1: number, n1: number, x2: number, n2: number, curve: Curve): number {
  const share = (x: number, p: number): number => (x === 0 ? 0 : x / p);
  let [low, high] = [curve.low, curve.high];
  for (let k = 0; k < 60; k++) {
    const p = (low + high) / 2;
    const q = curve.risk1(p);
    const own = share(x1, q) - share(n1 - x1, 1 - q);
    if (curve.slope(p) * own + share(x2, p) - share(n2 - x2, 1 - p) > 0) low = p;
    else high = p;
  }
  return (low + high) / 2;
}

function statistic(
  scale: EffectScale,
  effect: number,
  x1: number,
  n1: number,
  x2: number,
  n2: number,
): number {
  if (x1 + x2 === 0 && scale !== "risk-difference") return 0;
  if (x1 + x2 === n1 + n2 && scale === "odds-ratio") return 0;
  const curve = curves[scale](effect);
  const p2 = likelyRisk(x1, n1, x2, n2, curve);
  const p1 = curve.risk1(p2);
  const [v1, v2] = [p1 * (1 - p1), p2 * (1 - p2)];
  if (scale === "odds-ratio") return (x1 - n1 * p1) * Math.sqrt(1 / (n1 * v1) + 1 / (n2 * v2));
  const factor = scale === "risk-ratio" ? effect : 1;
  const excess = x1 / n1 - (scale === "risk-ratio" ? (effect * x2) / n2 : x2 / n2 + effect);
  return Math.abs(excess) < 1e-12 ? 0 : excess / Math.sqrt(v1 / n1 + (factor * factor * v2) / n2);
}

describe("differenceScore", () => {
  it("law: the standard error is that of the most likely risks, also at the ends of their range", () => {
    let worst = 0;
    for (const n1 of [1, 2, 3, 10, 25])
      for (const n2 of [1, 2, 4, 9])
        for (let x1 = 0; x1 <= n1; x1++)
          for (let x2 = 0; x2 <= n2; x2++)
            for (const size of [1e-6, 0.05, 0.3, 0.7, 0.95, 0.9999])
              for (const difference of [size, -size]) {
                const excess = x1 / n1 - x2 / n2 - difference;
                if (Math.abs(excess) < 1e-9) continue;
                const got = differenceScore({ events1: x1, n1, events2: x2, n2 }, difference);
                const p2 = likelyRisk(x1, n1, x2, n2, curves["risk-difference"](difference));
                const p1 = p2 + difference;
                const variance = (p1 * (1 - p1)) / n1 + (p2 * (1 - p2)) / n2;
                // Halving ends within 1e-16 of an end of the range, where the complements cancel.
                const error = Math.abs((excess / got) ** 2 - variance) / (variance + 1e-7);
                worst = Math.max(worst, Math.sign(got) === Math.sign(excess) ? error : Infinity);
              }
    expect(worst).toBeLessThan(1e-9);
  });

  it("no difference tested: the pooled risk; an excess of 0 is 0", () => {
    // 3/4 less 1/2 over the root of 5/8 3/8 (1/4 + 1/4).
    const got = differenceScore({ events1: 3, n1: 4, events2: 2, n2: 4 }, 0);
    expect(relativeError(got, 0.25 / Math.sqrt((15 / 64) * 0.5))).toBeLessThan(1e-14);
    expect(differenceScore({ events1: 3, n1: 4, events2: 2, n2: 4 }, 0.25)).toBe(0);
    expect(differenceScore({ events1: 2, n1: 4, events2: 3, n2: 4 }, -0.25)).toBe(0);
  });
});

const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);
const binomial = (n: number, k: number, p: number): number => choose(n, k) * p ** k * (1 - p) ** (n - k);

/** Largest probability of the tables at least as extreme as the observed one, over a fine grid of risk 2. */
function pValue(
  scale: EffectScale,
  twoSided: boolean,
  effect: number,
  [x1, n1, x2, n2]: readonly [number, number, number, number],
): number {
  const size = (z: number): number => (twoSided ? Math.abs(z) : z);
  const observed = size(statistic(scale, effect, x1, n1, x2, n2));
  const region: [number, number][] = [];
  for (let a = 0; a <= n1; a++)
    for (let b = 0; b <= n2; b++)
      if (size(statistic(scale, effect, a, n1, b, n2)) >= observed - 1e-7 * (1 + Math.abs(observed)))
        region.push([a, b]);
  const { risk1, low, high } = curves[scale](effect);
  let most = 0;
  for (let k = 0; k <= 120; k++) {
    const p2 = low + (high - low) * Math.sin((Math.PI * k) / 240) ** 2;
    const p1 = Math.min(1, Math.max(0, risk1(p2)));
    let sum = 0;
    for (const [a, b] of region) sum += binomial(n1, a, p1) * binomial(n2, b, p2);
    most = Math.max(most, sum);
  }
  return most;
}

const scales = ["risk-difference", "risk-ratio", "odds-ratio"] as const;
describe.each(scales)("lowerLimit of the %s", (scale) => {
  const coordinateOf = (effect: number): number => (scale === "risk-difference" ? effect : Math.log(effect));
  const effectOf = (u: number): number => (scale === "risk-difference" ? u : Math.exp(u));

  it.each(INVERSIONS)(
    "law: every effect below it is rejected, those just above are not, by %s",
    (inversion) => {
      const twoSided = inversion === "agresti-min";
      for (const confidence of [0.8, 0.95]) {
        const target = twoSided ? 1 - confidence : (1 - confidence) / 2;
        for (const [n1, n2] of [
          [1, 2],
          [3, 2],
          [2, 4],
        ] as const)
          for (let x1 = 0; x1 <= n1; x1++)
            for (let x2 = 0; x2 <= n2; x2++) {
              const table = [x1, n1, x2, n2] as const;
              const groups = { events1: x1, n1, events2: x2, n2 };
              const { limit, converged } = lowerLimit(groups, scale, inversion, confidence);
              expect(converged).toBe(true);
              const isEnd = scale === "risk-difference" ? limit === -1 : limit === 0;
              if (isEnd) {
                // Nothing is less than the observed table: no effect is rejected, however small.
                for (const near of scale === "risk-difference" ? [-0.999, -0.9] : [1e-6, 1e-2])
                  expect(pValue(scale, twoSided, near, table)).toBeGreaterThan(target);
                continue;
              }
              const at = coordinateOf(limit);
              const start = scale === "risk-difference" ? -1 : at - 8;
              for (let k = 1; k <= 8; k++) {
                // Just below the limit, and all the way down.
                const u = at - (at - start) * (k === 1 ? 1e-5 : (k - 1) / 8.5);
                expect(pValue(scale, twoSided, effectOf(u), table)).toBeLessThan(target * (1 + 1e-3));
              }
              // The grid of risks misses the largest p by a share of 1e-3 and less.
              const above = [1e-6, 1e-4].map((step) => pValue(scale, twoSided, effectOf(at + step), table));
              expect(Math.max(...above)).toBeGreaterThan(target * (1 - 2e-3));
            }
      }
    },
  );

  it("boundary: at the end nothing is searched", () => {
    const groups = { events1: 0, n1: 3, events2: 4, n2: 4 };
    for (const inversion of INVERSIONS)
      expect(lowerLimit(groups, scale, inversion, 0.95)).toEqual({
        limit: scale === "risk-difference" ? -1 : 0,
        converged: true,
        iterations: 0,
      });
  });
});
