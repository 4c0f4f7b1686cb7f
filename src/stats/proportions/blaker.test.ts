import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { InputError } from "../../core/issues/issue.ts";
import { blakerInterval } from "./blaker.ts";
import { blakerTest } from "./blaker-test.ts";
import { clopperPearsonInterval } from "./clopper-pearson.ts";

interface Golden {
  readonly intervals: readonly {
    readonly events: number;
    readonly n: number;
    readonly confidence: number;
    readonly lower: number;
    readonly upper: number;
    readonly gaps: readonly (readonly [number, number])[];
  }[];
  readonly tests: readonly {
    readonly events: number;
    readonly n: number;
    readonly share: number;
    readonly p: number;
  }[];
}
const golden = JSON.parse(readFileSync("test/reference/blaker.json", "utf8")) as Golden;

const cases = fc
  .record({
    n: fc.integer({ min: 1, max: 60 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    confidence: fc.constantFrom(0.2, 0.5, 0.8, 0.9, 0.95, 0.999),
  })
  .map(({ n, share, confidence }) => ({ n, events: Math.round(share * n), confidence }));

describe("blakerInterval", () => {
  it.each(golden.intervals)(
    "golden: $events of $n at $confidence",
    ({ events, n, confidence, lower, upper, gaps }) => {
      const got = blakerInterval(events, n, { confidence });
      expect(relativeError(got.lower, lower)).toBeLessThan(1e-12);
      expect(relativeError(got.upper, upper)).toBeLessThan(1e-12);
      expect(got.gaps.length).toBe(gaps.length);
      for (const [i, { from, to }] of got.gaps.entries()) {
        expect(relativeError(from, gaps[i]![0])).toBeLessThan(1e-12);
        expect(relativeError(to, gaps[i]![1])).toBeLessThan(1e-12);
      }
    },
  );

  it("hand-worked: 1 of 1 and 0 of 10", () => {
    // One of one: P(X >= 1) = p and P(X <= 0) = 1 - p is added from p = 1/2 on, where all is accepted: lower limit alpha.
    expect(relativeError(blakerInterval(1, 1, { confidence: 0.95 }).lower, 0.05)).toBeLessThan(1e-14);
    // None of 10: on the stretch where P(X >= 6) is still the larger, (1-p)^10 + P(X >= 7) would have to reach 0.05.
    // It does not; the limit is where P(X >= 6) = (1-p)^10 lets the sum jump to twice (1-p)^10 = 0.0719.
    const { upper } = blakerInterval(0, 10, { confidence: 0.95 });
    const term = (k: number, choose: number): number => choose * upper ** k * (1 - upper) ** (10 - k);
    const six = term(6, 210) + term(7, 120) + term(8, 45) + term(9, 10) + term(10, 1);
    expect(relativeError(six, term(0, 1))).toBeLessThan(1e-12);
    expect(2 * six).toBeGreaterThan(0.05);
    expect(term(0, 1) + six - term(6, 210)).toBeLessThan(0.05);
  });

  it("law: no share outside is accepted, none inside and outside the gaps is rejected", () => {
    fc.assert(
      fc.property(cases, fc.double({ min: 0, max: 1, noNaN: true }), ({ events, n, confidence }, share) => {
        const { lower, upper, gaps } = blakerInterval(events, n, { confidence });
        const { pValue } = blakerTest(events, n, { nullShare: share });
        const margin = 1e-9;
        const near = [lower, upper, ...gaps.flatMap(({ from, to }) => [from, to])].some(
          (edge) => Math.abs(edge - share) < margin,
        );
        if (near) return;
        const inside = share > lower && share < upper;
        const inGap = gaps.some(({ from, to }) => share > from && share < to);
        expect(pValue > 1 - confidence).toBe(inside && !inGap);
      }),
      { numRuns: 400 },
    );
  });

  it("law: mirrors, lies within Clopper and Pearson's, grows with the confidence", () => {
    fc.assert(
      fc.property(cases, ({ events, n, confidence }) => {
        const one = blakerInterval(events, n, { confidence });
        const other = blakerInterval(n - events, n, { confidence });
        expect(Math.abs(one.lower + other.upper - 1)).toBeLessThan(1e-13);
        const exact = clopperPearsonInterval(events, n, { confidence });
        expect(one.lower >= exact.lower && one.upper <= exact.upper).toBe(true);
        expect(one.lower <= one.estimate && one.estimate <= one.upper).toBe(true);
        const wider = blakerInterval(events, n, { confidence: (1 + confidence) / 2 });
        expect(wider.lower <= one.lower && wider.upper >= one.upper).toBe(true);
        expect(one.converged).toBe(true);
      }),
    );
  });

  it("boundary: one subject, nobody, everybody, a million", () => {
    expect(blakerInterval(0, 1, { confidence: 0.95 })).toMatchObject({ lower: 0, gaps: [] });
    expect(blakerInterval(10, 10, { confidence: 0.95 }).upper).toBe(1);
    const many = blakerInterval(500_000, 1_000_000, { confidence: 0.95 });
    expect(many.converged).toBe(true);
    expect(Math.abs(many.lower + many.upper - 1)).toBeLessThan(1e-12);
    expect(blakerTest(500_000, 1_000_000, { nullShare: many.lower * (1 - 1e-9) }).pValue).toBeLessThan(0.05);
    expect(blakerTest(500_000, 1_000_000, { nullShare: many.lower * (1 + 1e-9) }).pValue).toBeGreaterThan(
      0.05,
    );
  });

  it("refuses, all faults at once", () => {
    expect(() => blakerInterval(5, 4, { confidence: 95 })).toThrow(
      "events: expected a value in [0, 4], got 5; correct the value\nconfidence: expected a value in (0, 1), got 95; correct the value",
    );
    expect(() => blakerInterval(0, 0, { confidence: 0.9 })).toThrow(InputError);
  });

  it("survives JSON", () => {
    const got = blakerInterval(0, 21, { confidence: 0.9 });
    expect(JSON.parse(JSON.stringify(got))).toEqual(got);
  });
});

describe("blakerTest", () => {
  it.each(golden.tests)("golden: $events of $n at $share", ({ events, n, share, p }) => {
    expect(relativeError(blakerTest(events, n, { nullShare: share }).pValue, p)).toBeLessThan(1e-12);
  });

  it("hand-worked: 3 of 10 at 1/2 adds the mirrored tail, which is equal", () => {
    // P(X <= 3) = (1 + 10 + 45 + 120) / 1024, and P(X >= 7) the same.
    expect(relativeError(blakerTest(3, 10, { nullShare: 0.5 }).pValue, 352 / 1024)).toBeLessThan(1e-14);
  });

  it("boundary: an impossible count has p 0 and no logarithm", () => {
    expect(blakerTest(3, 10, { nullShare: 0 })).toMatchObject({ pValue: 0, logPValue: null });
    expect(blakerTest(0, 10, { nullShare: 0 }).pValue).toBe(1);
    const far = blakerTest(0, 5000, { nullShare: 0.9 });
    expect([far.pValue, relativeError(far.logPValue!, 5000 * Math.log(0.1)) < 1e-12]).toEqual([0, true]);
  });

  it("refuses, all faults at once", () => {
    expect(() => blakerTest(1.5, 4, { nullShare: 2 })).toThrow(
      "events: expected a whole number >= 0, got 1.5; give counts of subjects, not shares or percentages\nnullShare: expected a value in [0, 1], got 2; correct the value",
    );
  });
});
