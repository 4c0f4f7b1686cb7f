import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { InputError } from "../../core/issues/issue.ts";
import * as binomial from "../../distributions/binomial.ts";
import { agrestiCoullInterval } from "./agresti-coull.ts";
import { clopperPearsonInterval } from "./clopper-pearson.ts";
import { twoSidedZ } from "./interval.ts";
import { jeffreysInterval } from "./jeffreys.ts";
import { logitInterval } from "./logit.ts";
import { midPInterval } from "./mid-p.ts";
import { oneSidedBound } from "./one-sided-bound.ts";
import { waldInterval } from "./wald.ts";
import { wilsonCorrectedInterval } from "./wilson-corrected.ts";
import { wilsonInterval } from "./wilson.ts";

const methods = [
  wilsonInterval,
  wilsonCorrectedInterval,
  clopperPearsonInterval,
  midPInterval,
  jeffreysInterval,
  agrestiCoullInterval,
  waldInterval,
  logitInterval,
].map((interval) => ({ name: interval.name, interval }));

const cases = fc
  .record({
    n: fc.constantFrom(1, 2, 7, 40, 637, 1_000_000),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    confidence: fc.constantFrom(0.5, 0.8, 0.95, 0.9999),
  })
  .map(({ n, share, confidence }) => ({ n, events: Math.round(share * n), confidence }));

describe.each(methods)("$name", ({ interval }) => {
  it("mirrors: others' limits are 1 minus events' limits", () => {
    fc.assert(
      fc.property(cases, ({ events, n, confidence }) => {
        const one = interval(events, n, { confidence });
        const other = interval(n - events, n, { confidence });
        if (one.lower === null || other.upper === null)
          expect([one.lower, other.upper]).toEqual([null, null]);
        else expect(Math.abs(one.lower + other.upper - 1)).toBeLessThan(1e-12);
      }),
      { numRuns: 60 },
    );
  });

  it("holds the estimate and grows with the confidence", () => {
    fc.assert(
      fc.property(cases, ({ events, n }) => {
        const levels = [0.8, 0.95, 0.999].map((confidence) => interval(events, n, { confidence }));
        for (const [k, { lower, upper, estimate }] of levels.entries()) {
          if (lower === null || upper === null) continue;
          expect(lower <= estimate && estimate <= upper).toBe(true);
          const narrower = levels[k - 1];
          // Agresti and Coull's limits outside [0, 1] need not be nested.
          if (narrower !== undefined) {
            expect(Math.max(0, lower) <= Math.max(0, narrower.lower!)).toBe(true);
            expect(Math.min(1, upper) >= Math.min(1, narrower.upper!)).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it("answers nobody, everybody and one subject with finite numbers or null", () => {
    for (const [events, n] of [
      [0, 1],
      [1, 1],
      [0, 1_000_000],
      [1_000_000, 1_000_000],
    ] as const) {
      const { lower, upper } = interval(events, n, { confidence: 0.95 });
      for (const limit of [lower, upper]) expect(limit === null || Number.isFinite(limit)).toBe(true);
      expect(JSON.parse(JSON.stringify(interval(events, n, { confidence: 0.95 })))).toEqual(
        interval(events, n, { confidence: 0.95 }),
      );
    }
  });

  it.each([
    { name: "no subject", args: [0, 0, 0.95], codes: ["too-few"] },
    { name: "more events than subjects", args: [5, 4, 0.95], codes: ["out-of-range"] },
    { name: "a share, and a level of 95", args: [0.2, 10, 95], codes: ["not-a-count", "out-of-range"] },
    { name: "NaN", args: [Number.NaN, 10, 0.95], codes: ["not-a-count"] },
  ])("refuses $name", ({ args, codes }) => {
    const [events, n, confidence] = args as [number, number, number];
    try {
      interval(events, n, { confidence });
      expect.unreachable();
    } catch (problem) {
      expect(problem).toBeInstanceOf(InputError);
      expect((problem as InputError).issues.map((issue) => issue.code)).toEqual(codes);
    }
  });
});

describe("the limits solve their own equation", () => {
  it("wilson: the score test is just rejected", () => {
    fc.assert(
      fc.property(cases, ({ events, n, confidence }) => {
        const z = twoSidedZ(confidence);
        const { lower, upper } = wilsonInterval(events, n, { confidence });
        for (const p of [lower, upper])
          if (p > 0 && p < 1 && n < 1000)
            expect(relativeError(n * (events / n - p) ** 2, z * z * p * (1 - p))).toBeLessThan(1e-9);
      }),
    );
  });

  it("clopper-pearson and mid-p: each tail is half of 1 - confidence", () => {
    fc.assert(
      fc.property(cases, ({ events, n, confidence }) => {
        const tail = (1 - confidence) / 2;
        const exact = clopperPearsonInterval(events, n, { confidence });
        const midP = midPInterval(events, n, { confidence });
        expect(midP.converged).toBe(true);
        const at = (probability: number) => ({ n, probability });
        const half = (p: number) => binomial.density(at(p), events) / 2;
        if (events > 0) {
          expect(relativeError(binomial.sf(at(exact.lower), events - 1), tail)).toBeLessThan(1e-8);
          expect(relativeError(binomial.sf(at(midP.lower), events) + half(midP.lower), tail)).toBeLessThan(
            1e-8,
          );
        }
        if (events < n) {
          expect(relativeError(binomial.cdf(at(exact.upper), events), tail)).toBeLessThan(1e-8);
          expect(
            relativeError(binomial.cdf(at(midP.upper), events - 1) + half(midP.upper), tail),
          ).toBeLessThan(1e-8);
        }
        expect(midP.lower >= exact.lower && midP.upper <= exact.upper).toBe(true);
      }),
    );
  });
});

describe("hand-worked limits", () => {
  it("nobody of 10: 1 - 0.025^(1/10), 1 - 0.05^(1/10), z^2 / (10 + z^2)", () => {
    const options = { confidence: 0.95 };
    const z = 1.959963984540054;
    expect(relativeError(clopperPearsonInterval(0, 10, options).upper, 1 - 0.025 ** 0.1)).toBeLessThan(1e-14);
    expect(relativeError(midPInterval(0, 10, options).upper, 1 - 0.05 ** 0.1)).toBeLessThan(1e-14);
    expect(relativeError(wilsonInterval(0, 10, options).upper, z ** 2 / (10 + z ** 2))).toBeLessThan(1e-14);
    expect(waldInterval(0, 10, options)).toMatchObject({ lower: 0, upper: 0 });
    expect(agrestiCoullInterval(0, 10, options).lower).toBeLessThan(0);
    expect(jeffreysInterval(0, 10, options).posteriorLower).toBeGreaterThan(0);
    expect(logitInterval(0, 10, options).reason).toBe("the log odds are infinite at 0 of 10 events");
  });

  it("has no continuity correction at half the subjects, as in R", () => {
    const options = { confidence: 0.95 };
    expect(
      relativeError(wilsonCorrectedInterval(50, 100, options).lower, wilsonInterval(50, 100, options).lower),
    ).toBeLessThan(1e-15);
    expect(wilsonCorrectedInterval(49, 100, options).lower).toBeLessThan(
      wilsonInterval(49, 100, options).lower,
    );
  });
});

describe("oneSidedBound", () => {
  it("solves (1 - p)^n = 1 - confidence", () => {
    for (const n of [1, 10, 1000, 1_000_000]) {
      const upper = oneSidedBound(0, n, { confidence: 0.95 });
      const lower = oneSidedBound(n, n, { confidence: 0.95 });
      expect([upper.side, lower.side]).toEqual(["upper", "lower"]);
      expect(relativeError(n * Math.log1p(-upper.bound), Math.log(0.05))).toBeLessThan(1e-13);
      expect(relativeError(n * Math.log(lower.bound), Math.log(0.05))).toBeLessThan(1e-9);
    }
  });

  it("refuses anything between", () => {
    expect(() => oneSidedBound(1, 10, { confidence: 0.95 })).toThrow(
      "events: expected a value in {0, 10}, got 1; correct the value",
    );
    expect(() => oneSidedBound(0, 0, { confidence: 0.95 })).toThrow(InputError);
  });
});
