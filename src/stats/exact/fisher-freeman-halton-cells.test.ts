import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import {
  cellsOf,
  evenCells,
  logTableProbability,
  pooledCells,
  splitBound,
  sumOfTerms,
} from "./fisher-freeman-halton-cells.ts";

/** Sum of logarithms in two parts, so that nothing of the summation is lost. */
function sumOfLogs(ratios: readonly number[]): number {
  let high = 0;
  let low = 0;
  for (const ratio of ratios) {
    const add = Math.log(ratio);
    const next = high + add;
    const rest = next - high;
    low += high - (next - rest) + (add - rest);
    high = next;
  }
  return high + low;
}
const from = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, k) => first + k);

describe("cellsOf and evenCells", () => {
  it.each([
    { rows: [3, 5], columns: [2, 6] },
    { rows: [900, 40_000, 30_000], columns: [50_000, 20_000, 900] },
  ])(
    "a term is the sum of log(E / count) from the expected count E outwards: $rows by $columns",
    ({ rows, columns }) => {
      const n = rows.reduce((a, b) => a + b, 0);
      const own = cellsOf(rows, columns);
      const even = evenCells(rows, columns);
      const largest = Math.max(...rows);
      for (const [i, r] of rows.entries())
        for (const [j, c] of columns.entries())
          for (const [terms, expected, most] of [
            [own.terms[i]![j]!, (r * c) / n, Math.min(r, c)],
            [even.terms[i]![j]!, c / rows.length, Math.min(largest, c)],
          ] as const) {
            expect(terms.length).toBe(most + 1);
            const centre = Math.min(Math.round(expected), most);
            expect(terms[centre]).toBe(0);
            for (const x of new Set([0, 1, centre - 1, centre + 1, (centre + most) >> 1, most])) {
              if (x < 0 || x > most || x === centre) continue;
              const want =
                x > centre
                  ? -sumOfLogs(from(centre + 1, x).map((k) => k / expected))
                  : sumOfLogs(from(x + 1, centre).map((k) => k / expected));
              // Neighbours of the centre are near 0, each logarithm right to 1e-16.
              expect(Math.abs(terms[x]! - want)).toBeLessThan(4e-15 * Math.abs(want) + 1e-15);
            }
          }
      expect(own).toMatchObject({ rows, columns, n });
      expect(even).toMatchObject({ rows: rows.map(() => n / rows.length), columns, n });
    },
  );
});

describe("logTableProbability", () => {
  it("hand-worked: 3!2!2!3! over 5! and the cells' factorials", () => {
    // [[2, 1], [0, 2]]: rows 3 and 2, columns 2 and 3: 3! 2! 2! 3! / (5! 2! 1! 0! 2!) = 144 / 480.
    const table = [
      [2, 1],
      [0, 2],
    ];
    const cells = cellsOf([3, 2], [2, 3]);
    expect(relativeError(Math.exp(logTableProbability(cells, table)), 0.3)).toBeLessThan(1e-14);
    // Its sum of terms and one constant of the margins make it up.
    const { constant } = pooledCells(table);
    const other = [
      [1, 2],
      [1, 1],
    ];
    expect(relativeError(Math.exp(constant + sumOfTerms(cells, table)), 0.3)).toBeLessThan(1e-14);
    expect(relativeError(Math.exp(constant + sumOfTerms(cells, other)), 0.6)).toBeLessThan(1e-14);
  });
});

describe("splitBound", () => {
  it("is met where the expected counts are whole, and above every split", () => {
    const cells = cellsOf([5, 10, 20], [14, 21]);
    // Rows by 2 / 5 and 3 / 5.
    const whole = splitBound(cells, [5, 10, 20], 35, [0, 1]);
    const met = sumOfTerms(
      cells,
      [5, 10, 20].map((r) => [(r * 2) / 5, (r * 3) / 5]),
    );
    expect(Math.abs(whole - met)).toBeLessThan(1e-11);
    const part = splitBound(cells, [0, 7, 8], 15, [0, 1]);
    let [most, mostOfPart] = [-Infinity, -Infinity];
    for (let a = 0; a <= 5; a++)
      for (let b = 0; b <= 10; b++) {
        const split = (x: readonly number[], of: readonly number[]): number =>
          sumOfTerms(
            cells,
            of.map((r, i) => [x[i]!, r - x[i]!]),
          );
        if (14 - a - b <= 20 && 14 - a - b >= 0)
          most = Math.max(most, split([a, b, 14 - a - b], [5, 10, 20]));
        // A part of 15 of which 6 go into the first column, as 14 of 35 do.
        if (b <= 6) mostOfPart = Math.max(mostOfPart, split([0, b, 6 - b], [0, 7, 8]));
      }
    expect(whole).toBeGreaterThanOrEqual(most);
    expect(Math.abs(whole - most)).toBeLessThan(1e-11);
    expect(part).toBeGreaterThanOrEqual(mostOfPart);
  });
});
