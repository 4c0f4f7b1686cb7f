import { describe, expect, it } from "vitest";
import { cellsOf } from "./fisher-freeman-halton-cells.ts";
import { stagesOf } from "./fisher-freeman-halton-stages.ts";

describe("stagesOf", () => {
  it.each([
    { rows: [17, 20], columns: [5, 7, 9, 16] },
    { rows: [14, 15, 16], columns: [8, 10, 12, 15] },
    { rows: [5, 6, 7, 9], columns: [6, 8, 13] },
    { rows: [60, 80, 300], columns: [30, 90, 100, 220] },
  ])(
    "law: every sum is at or above that of its arcs, by at most the stated excess: $rows x $columns",
    ({ rows, columns }) => {
      const { arcs, totals, excess, scales } = stagesOf(cellsOf(rows, columns), 0.2)!;
      let compared = 0;
      for (let k = 1; k < columns.length - 1; k++) {
        const own = arcs[k]!;
        const stride = Math.ceil(totals[k]!.length / 3000);
        for (let v = 0; v < totals[k]!.length; v += stride) {
          if (totals[k]![v] === 0) continue;
          let sum = 0;
          for (const [a, offset] of own.offsets.entries())
            if (v >= offset) sum += own.weights[a]! * totals[k + 1]![v - offset]! * scales[k]!;
          expect(totals[k]![v]! * (1 + 1e-14)).toBeGreaterThanOrEqual(sum);
          expect(totals[k]![v]! - sum).toBeLessThanOrEqual(excess[k]!);
          expect(excess[k]!).toBeLessThan(1e-11);
          compared++;
        }
      }
      expect(compared).toBeGreaterThan(15);
    },
  );

  it("law: with tilt 0 the sum over all tables is the number of tables", () => {
    // Rows 2, 2, 2 and columns 2, 2, 2: 21 tables.
    const { arcs, totals, start, logScale } = stagesOf(cellsOf([2, 2, 2], [2, 2, 2]), 0)!;
    let sum = 0;
    for (const [a, offset] of arcs[0]!.offsets.entries())
      sum += arcs[0]!.weights[a]! * (totals[1]![start - offset] ?? 0);
    expect(Math.abs(Math.log(sum) + logScale - Math.log(21))).toBeLessThan(1e-12);
  });

  it("law: peaks bound every filling of a block", () => {
    const { arcs, totals, peaks } = stagesOf(cellsOf([60, 80, 90], [50, 80, 100]), 0.1)!;
    const { offsets, corners, first } = arcs[0]!;
    let compared = 0;
    for (let v = 0; v < totals[1]!.length; v += 97)
      for (const [b, corner] of corners.entries())
        for (let a = first[b]!; a < first[b + 1]!; a++) {
          const sum = totals[1]![v - offsets[a]!] ?? 0;
          if (sum === 0) continue;
          expect(peaks[1]![v - corner]!).toBeGreaterThanOrEqual(sum);
          compared++;
        }
    expect(compared).toBeGreaterThan(1000);
  });

  it("boundary: sums too long to make", () => {
    expect(stagesOf(cellsOf([50, 50, 50, 50, 50], [50, 50, 50, 50, 50]), 0.2)).toBeNull();
  });
});
