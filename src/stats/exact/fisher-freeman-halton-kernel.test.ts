import { describe, expect, it } from "vitest";
import { byDefinition } from "../../../test/all-tables.ts";
import { relativeError } from "../../../tools/conform/compare.ts";
import { coprimeStride, divide, tailSum } from "./fisher-freeman-halton-kernel.ts";
import { TIE_SLACK } from "./fisher-freeman-halton-monte-carlo.ts";

describe("divide", () => {
  it.each([
    { columns: [5, 9], left: [0], middle: [], right: [1] },
    { columns: [5, 9, 7], left: [2], middle: [0], right: [1] },
    { columns: [4, 3, 2, 1], left: [2, 3], middle: [], right: [0, 1] },
    { columns: [1, 2, 3, 4, 5], left: [2, 1], middle: [0], right: [4, 3] },
    { columns: [6, 1, 5, 2, 4, 3], left: [5, 3], middle: [1], right: [0, 2, 4] },
  ])("the largest right, the smallest in the middle: $columns", ({ columns, ...want }) => {
    expect(divide(columns)).toEqual(want);
  });
});

describe("coprimeStride", () => {
  it("law: visits every place once", () => {
    for (let count = 1; count <= 200; count++) {
      const stride = coprimeStride(count);
      const seen = new Set<number>();
      for (let k = 0, at = 0; k < count; k++, at = (at + stride) % count) seen.add(at);
      expect(seen.size).toBe(count);
    }
  });

  it("law: the first places are scattered", () => {
    const stride = coprimeStride(1000);
    const first = Array.from({ length: 10 }, (_, k) => Math.floor(((k * stride) % 1000) / 100));
    expect(new Set(first).size).toBeGreaterThan(7);
  });
});

const middling = [
  [12, 14, 9, 10],
  [9, 15, 12, 13],
  [14, 10, 16, 17],
];

describe("tailSum", () => {
  it("law: tables within the tie slack count, beyond it they do not", () => {
    // Margins 2, 2, 2 and 2, 2, 2 hold 90 arrangements: 1 in each of 6 tables like this one, 4 in each of 9 with a single 2,
    // 8 in each of 6 without any.
    const table = [
      [2, 0, 0],
      [0, 2, 0],
      [0, 0, 2],
    ];
    for (const [factor, ways] of [
      [1.01, 6],
      [3.9, 6],
      [4.1, 42],
      [7.9, 42],
      [8.1, 90],
    ] as const) {
      const { logLower, logUpper } = tailSum(table, Math.log(factor), 1e6).tail!;
      expect(logLower).toBe(logUpper);
      expect(Math.abs(logUpper - Math.log(ways / 90))).toBeLessThan(1e-13);
    }
    const { logLower, logUpper } = tailSum(table, 0, 1e6).tail!;
    expect(logLower).toBe(-Infinity);
    expect(Math.abs(logUpper - Math.log(6 / 90))).toBeLessThan(1e-13);
  });

  it("law: with a middle column and without", () => {
    for (const table of [
      [
        [3, 1, 0, 2, 1],
        [0, 2, 3, 1, 2],
      ],
      [
        [2, 0, 1, 0, 1],
        [0, 2, 0, 1, 0],
        [1, 1, 0, 2, 1],
      ],
      [
        [3, 0, 1, 1],
        [0, 3, 1, 1],
        [2, 0, 1, 3],
      ],
    ]) {
      const { logLower, logUpper } = tailSum(table, TIE_SLACK, 1e8).tail!;
      expect(logLower).toBe(logUpper);
      expect(relativeError(Math.exp(logLower), byDefinition(table))).toBeLessThan(2e-13);
    }
  });

  it("budget: enough is enough, half of it is not, and little is noticed soon", () => {
    const whole = tailSum(middling, TIE_SLACK, 1e9);
    expect(whole.tail).not.toBeNull();
    expect(tailSum(middling, TIE_SLACK, 1.5 * whole.work).tail).toEqual(whole.tail);
    for (const share of [0.5, 0.1, 0.02]) {
      const { tail, work } = tailSum(middling, TIE_SLACK, share * whole.work);
      expect(tail).toBeNull();
      // Up to 46 x 50 vectors of row totals are weighed at 100 each before the first look at the meter.
      expect(work).toBeLessThan(Math.max(share * whole.work * 1.5, 46 * 50 * 100));
    }
    expect(tailSum(middling, TIE_SLACK, 0).tail).toBeNull();
  });

  it("budget: the lists of left columns count too", () => {
    // Their work is kept apart from that of the vectors, which is told.
    const { tail, work } = tailSum(middling, TIE_SLACK, 1e9);
    expect(tail).not.toBeNull();
    expect(tailSum(middling, TIE_SLACK, work).tail).toBeNull();
  });

  it("work: two rows, every table beside the observed one looked into, by hand", () => {
    // Only the two mirror images are as improbable: no vector counts whole. Right column 60, left 50, middle 40.
    const table = [
      [60, 0, 15],
      [0, 50, 25],
    ];
    const [rows, right, middle] = [[75, 75], 60, 40];
    // A vector w = (x, 60 - x): 100, its list of one split 540; at each of the ways to share out the middle 4 and a look of
    // 20 to 23, and 4 once. The grid of one right split has few places.
    let [least, most] = [0, 0];
    for (let x = 0; x <= right; x++) {
      const ways = Math.min(middle, rows[0]! - x) - Math.max(0, middle - (rows[1]! - (right - x))) + 1;
      least += 640 + 24 * ways;
      most += 640 + 27 * ways + 4 * middle + 64;
    }
    const { work, tail } = tailSum(table, TIE_SLACK, 1e9);
    expect(tail).not.toBeNull();
    expect(work).toBeGreaterThanOrEqual(least);
    expect(work).toBeLessThanOrEqual(most);
  });

  it("boundary: a row and a column of millions are more counts than memory should hold", () => {
    const table = [
      [1, 0, 0],
      [0, 4_100_000, 1],
    ];
    expect(tailSum(table, TIE_SLACK, 1e9)).toEqual({ tail: null, work: 0 });
  });

  it("boundary: nothing beyond what memory holds, and bounds alone beyond what numbers hold", () => {
    const many = Array.from({ length: 4 }, () => [100, 100, 100, 100]);
    expect(tailSum(many, TIE_SLACK, 1e9)).toEqual({ tail: null, work: 0 });
    // 2 / C(2k, k) of the probability, less than exp(-1300), and no more tables than one of k + 1.
    const k = 1000;
    const { tail, work } = tailSum(
      [
        [k, 0],
        [0, k],
      ],
      TIE_SLACK,
      1e9,
    );
    let log = 0;
    for (let i = 1; i <= k; i++) log += Math.log(i / (k + i));
    expect(work).toBe(0);
    expect(tail!.logLower).toBeLessThanOrEqual(log + Math.LN2);
    expect(relativeError(tail!.logLower, log)).toBeLessThan(1e-12);
    expect(tail!.logUpper).toBeGreaterThanOrEqual(log + Math.LN2);
    expect(tail!.logUpper).toBeLessThan(log + Math.log(k + 1) + 1e-5);
  });
});
