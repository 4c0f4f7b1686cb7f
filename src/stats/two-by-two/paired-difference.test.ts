import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { twoSidedZ } from "../proportions/interval.ts";
import { mcNemar } from "./mcnemar.ts";
import { newcombePairedDifference } from "./newcombe-paired-difference.ts";
import { tangoPairedDifference } from "./tango-paired-difference.ts";

const golden = JSON.parse(readFileSync("test/reference/equivalence.json", "utf8")) as {
  readonly paired: readonly {
    readonly table: readonly [number, number, number, number];
    readonly confidence: number;
    readonly tango: readonly [number, number];
    readonly newcombe: readonly [number, number];
  }[];
};
const square = (a: number, b: number, c: number, d: number) =>
  [
    [a, b],
    [c, d],
  ] as const;
const tables = fc
  .tuple(fc.nat(60), fc.nat(60), fc.nat(60), fc.nat(60))
  .filter((cells) => cells.some((cell) => cell > 0));

describe.each([
  { name: "newcombePairedDifference", method: newcombePairedDifference, key: "newcombe" as const },
  { name: "tangoPairedDifference", method: tangoPairedDifference, key: "tango" as const },
])("$name", ({ method, key }) => {
  it.each(golden.paired)("golden: $table at $confidence", (want) => {
    const got = method(square(...want.table), { confidence: want.confidence });
    expect(Math.abs(got.lower - want[key][0])).toBeLessThan(1e-13);
    expect(Math.abs(got.upper - want[key][1])).toBeLessThan(1e-13);
  });

  it("law: turns over with the members of the pair and with the outcome, holds the estimate", () => {
    fc.assert(
      fc.property(tables, ([a, b, c, d]) => {
        const one = method(square(a, b, c, d), { confidence: 0.95 });
        const turned = method(square(a, c, b, d), { confidence: 0.95 });
        expect(Math.abs(turned.lower + one.upper)).toBeLessThan(1e-12);
        expect(Math.abs(method(square(d, b, c, a), { confidence: 0.95 }).lower - one.lower)).toBeLessThan(
          1e-12,
        );
        expect(one.lower <= one.estimate + 1e-15 && one.estimate - 1e-15 <= one.upper).toBe(true);
        expect(one.lower >= -1 - 1e-15 && one.upper <= 1 + 1e-15).toBe(true);
      }),
    );
  });

  it("boundary: one pair, only discordant pairs, only concordant ones; survives JSON", () => {
    for (const table of [square(1, 0, 0, 0), square(0, 1, 0, 0), square(0, 3, 3, 0), square(4, 0, 0, 4)]) {
      const got = method(table, { confidence: 0.95 });
      expect([got.lower, got.upper].every(Number.isFinite)).toBe(true);
      expect(JSON.parse(JSON.stringify(got))).toEqual(got);
    }
  });

  it("refuses, all faults at once", () => {
    expect(() => method(square(0, 0, 0, 0), { confidence: 1 })).toThrow(
      "table: expected at least 1 pairs, got 0; collect more, or describe the data without this method\nconfidence: expected a value in (0, 1), got 1; correct the value",
    );
    expect(() => method(square(1, -1, 0.5, 0), { confidence: 0.9 })).toThrow(
      "table[0][1]: expected a whole number >= 0, got -1; give counts of subjects, not shares or percentages\ntable[1][0]: expected a whole number >= 0, got 0.5",
    );
  });
});

describe("tangoPairedDifference", () => {
  it("hand-worked: 5 pairs, all with the event first only", () => {
    // The most likely shares leave T = sqrt(n (1 - D) / (1 + D)), so D = (n - z^2) / (n + z^2).
    const z = twoSidedZ(0.95);
    const got = tangoPairedDifference(square(0, 5, 0, 0), { confidence: 0.95 });
    expect(relativeError(got.lower, (5 - z * z) / (5 + z * z))).toBeLessThan(1e-12);
    expect(got.upper).toBe(1);
  });

  it("hand-worked: no discordant pair of n leaves z^2 / (n + z^2)", () => {
    const z = twoSidedZ(0.95);
    const got = tangoPairedDifference(square(7, 0, 0, 3), { confidence: 0.95 });
    expect(relativeError(got.upper, (z * z) / (10 + z * z))).toBeLessThan(1e-12);
    expect(relativeError(-got.lower, got.upper)).toBeLessThan(1e-12);
  });

  it("law: holds 0 exactly when McNemar's chi-square does not reject", () => {
    fc.assert(
      fc.property(tables, ([a, b, c, d]) => {
        if (b + c === 0) return;
        const { lower, upper, converged } = tangoPairedDifference(square(a, b, c, d), { confidence: 0.95 });
        expect(lower <= 0 && upper >= 0).toBe(mcNemar(square(a, b, c, d)).pValue >= 0.05);
        expect(converged).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe("newcombePairedDifference", () => {
  it("hand-worked: independent members with 2 of 4 each give Newcombe's unpaired form", () => {
    // a d = b c: phi 0, both Wilson half-widths w, limits 0 -+ w sqrt(2).
    const z = twoSidedZ(0.95);
    const half = (z * Math.sqrt((z * z) / 4 + 1)) / (4 + z * z);
    const got = newcombePairedDifference(square(1, 1, 1, 1), { confidence: 0.95 });
    expect(relativeError(got.upper, half * Math.SQRT2)).toBeLessThan(1e-14);
  });
});
