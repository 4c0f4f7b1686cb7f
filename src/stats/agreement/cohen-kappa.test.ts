import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import * as normal from "../../distributions/normal.ts";
import { InputError } from "../../core/issues/issue.ts";
import type { CountTable } from "../contingency/table.ts";
import { cohenKappa, type KappaWeights } from "./cohen-kappa.ts";

const golden = JSON.parse(readFileSync("test/reference/strata.json", "utf8")) as {
  source: string;
  cohenKappa: readonly {
    table: CountTable;
    weights: KappaWeights;
    expected: Readonly<Record<string, number | null>>;
  }[];
};

const plain = { weights: "unweighted", confidence: 0.95 } as const;
const all = ["unweighted", "linear", "quadratic"] as const;

const tables = (size: number, most: number) =>
  fc
    .array(fc.array(fc.nat(most), { minLength: size, maxLength: size }), { minLength: size, maxLength: size })
    .filter((table) => table.filter((row) => row.some((cell) => cell > 0)).length > 1);

describe(`cohenKappa against ${golden.source}`, () => {
  it.each(golden.cohenKappa)("$weights, $table", ({ table, weights, expected }) => {
    const got = cohenKappa(table, { weights, confidence: 0.95 });
    if (expected["kappa"] === null) {
      expect(got).toMatchObject({ kappa: null, standardError: null, pValue: null });
      expect(got.reason).toMatch(/^undefined: both raters/);
      return;
    }
    for (const [name, want] of Object.entries(expected)) {
      const value = got[name as "kappa"] as number;
      if (want === 0) expect(Math.abs(value), name).toBeLessThan(1e-15);
      else expect(relativeError(value, want as number), name).toBeLessThan(1e-13);
    }
  });
});

describe("cohenKappa", () => {
  it("has the kappa of a hand-worked table", () => {
    // po = 35/50, pe = (25*30 + 25*20)/2500 = 1/2: kappa = (0.7 - 0.5)/0.5 = 0.4
    const got = cohenKappa(
      [
        [20, 5],
        [10, 15],
      ],
      plain,
    );
    expect(got.kappa).toBeCloseTo(0.4, 15);
    expect(got.observedAgreement).toBeCloseTo(0.7, 15);
    // se0 = sqrt(pe + pe^2 - sum p q (p + q)) / ((1 - pe) sqrt n); margins 0.5, 0.5 and 0.6, 0.4
    const inner = 0.5 + 0.25 - (0.6 * 0.5 * 1.1 + 0.4 * 0.5 * 0.9);
    expect(got.nullStandardError).toBeCloseTo(Math.sqrt(inner / 50) / 0.5, 15);
    expect(relativeError(got.pValue as number, 2 * normal.sf(normal.standard, got.z as number))).toBeLessThan(
      1e-14,
    );
  });

  it("does not change when the raters change places, nor with the size of the sample", () => {
    fc.assert(
      fc.property(tables(3, 30), fc.constantFrom(...all), (table, weights) => {
        const one = cohenKappa(table, { weights, confidence: 0.9 });
        const turned = cohenKappa(
          table.map((_, i) => table.map((row) => row[i] as number)),
          { weights, confidence: 0.9 },
        );
        const nine = cohenKappa(
          table.map((row) => row.map((cell) => 9 * cell)),
          { weights, confidence: 0.9 },
        );
        if (one.kappa === null) expect(turned.kappa).toBeNull();
        else {
          expect(turned.kappa).toBeCloseTo(one.kappa, 12);
          expect(turned.standardError).toBeCloseTo(one.standardError as number, 12);
          expect(nine.standardError).toBeCloseTo((one.standardError as number) / 3, 12);
          expect(nine.kappa).toBeCloseTo(one.kappa, 12);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("all weights agree on two categories", () => {
    const table = [
      [12, 3],
      [5, 9],
    ];
    const [first, ...others] = all.map((weights) => cohenKappa(table, { weights, confidence: 0.95 }));
    for (const other of others) expect({ ...other, weights: "" }).toEqual({ ...first, weights: "" });
  });

  it("is 1 with no error for full agreement, and never past 1 on the log scale", () => {
    const full = cohenKappa(
      [
        [7, 0],
        [0, 4],
      ],
      plain,
    );
    expect(full).toMatchObject({ kappa: 1, standardError: 0, lower: 1, upper: 1, logUpper: null });
    const close = cohenKappa(
      [
        [7, 1],
        [0, 4],
      ],
      plain,
    );
    expect(close.upper).toBeGreaterThan(1);
    expect(close.logUpper).toBeLessThan(1);
    expect(close.logLower).toBeLessThan(close.kappa as number);
  });

  it("has a test without a result when one rater never varies", () => {
    const got = cohenKappa(
      [
        [9, 0],
        [4, 0],
      ],
      plain,
    );
    expect(got).toMatchObject({ kappa: 0, z: null, pValue: null });
    expect(got.reason).toMatch(/^no test/);
  });

  it("refuses what is not a square of counts, and unknown options", () => {
    const codes = (table: unknown, options: unknown = plain): string[] => {
      try {
        cohenKappa(table as CountTable, options as typeof plain);
      } catch (problem) {
        return (problem as InputError).issues.map((issue) => issue.code);
      }
      return [];
    };
    expect(
      codes([
        [1, 2, 3],
        [4, 5],
      ]),
    ).toEqual(["too-few"]);
    expect(codes([[3]])).toEqual(["too-few"]);
    expect(
      codes([
        [0, 0],
        [0, 0],
      ]),
    ).toEqual(["too-few"]);
    expect(
      codes([
        [0.5, -1],
        [0, 0],
      ]),
    ).toEqual(["not-a-count", "not-a-count"]);
    expect(
      codes(
        [
          [1, 2],
          [3, 4],
        ],
        { weights: "cubic", confidence: 2 },
      ),
    ).toEqual(["not-one-of", "out-of-range"]);
    expect(() => cohenKappa([], plain)).toThrow(/table: expected at least 2 categories, got 0/);
  });

  it("survives JSON", () => {
    const got = cohenKappa(
      [
        [20, 5],
        [2, 30],
      ],
      { weights: "linear", confidence: 0.95 },
    );
    expect(JSON.parse(JSON.stringify(got))).toEqual(got);
  });
});
