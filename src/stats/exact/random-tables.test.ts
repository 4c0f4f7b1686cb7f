import { describe, expect, it } from "vitest";
import { randomStream } from "../../core/random.ts";
import { logFactorial } from "../../num/gamma.ts";
import { drawTables, tableLaw } from "./random-tables.ts";

/** Every way to share out `total` over cells that hold at most `most`. */
function* fillings(total: number, most: readonly number[]): Generator<number[]> {
  if (most.length === 1) {
    if (total <= most[0]!) yield [total];
    return;
  }
  for (let x = 0; x <= Math.min(total, most[0]!); x++)
    for (const rest of fillings(total - x, most.slice(1))) yield [x, ...rest];
}

/** Probability of each sum of log factorials: multinomial coefficients of all tables, column by column. */
function lawOfSums(rows: readonly number[], columns: readonly number[]): Map<string, number> {
  const law = new Map<string, number>();
  const n = rows.reduce((a, b) => a + b, 0);
  const margins = [...rows, ...columns].reduce((sum, x) => sum + logFactorial(x), 0) - logFactorial(n);
  const walk = (left: readonly number[], j: number, sum: number): void => {
    if (j === columns.length) {
      const key = sum.toFixed(6);
      law.set(key, (law.get(key) ?? 0) + Math.exp(margins - sum));
      return;
    }
    for (const column of fillings(columns[j]!, left))
      walk(
        left.map((x, i) => x - column[i]!),
        j + 1,
        column.reduce((total, x) => total + logFactorial(x), sum),
      );
  };
  walk(rows, 0, 0);
  return law;
}

describe("drawTables", () => {
  it.each([
    { name: "guided cells and one from the mode", rows: [5, 3, 4], columns: [4, 6, 2] },
    { name: "six inner cells", rows: [2, 3, 2, 3], columns: [3, 2, 4, 1] },
    { name: "a row and a column of one", rows: [1, 9], columns: [1, 4, 5] },
    { name: "too large to be guided", rows: [6000, 6001], columns: [5, 11996] },
    { name: "one row", rows: [7], columns: [3, 4] },
  ])("law: every table is as frequent as it is probable ($name)", ({ rows, columns }) => {
    const law = lawOfSums(rows, columns);
    expect([...law.values()].reduce((a, b) => a + b, 0)).toBeCloseTo(1, 7);
    const draws = 60_000;
    const sums = new Float64Array(draws);
    drawTables(tableLaw(rows, columns), randomStream(8), sums);
    const counts = new Map<string, number>();
    for (const sum of sums) counts.set(sum.toFixed(6), (counts.get(sum.toFixed(6)) ?? 0) + 1);
    for (const key of counts.keys()) expect(law.has(key)).toBe(true);
    // Five standard deviations, and a few for the rarest.
    for (const [key, p] of law)
      expect(Math.abs((counts.get(key) ?? 0) - draws * p)).toBeLessThan(
        5 * Math.sqrt(draws * p * (1 - p)) + 5,
      );
  });

  it("law: tables drawn in parts are those drawn at once", () => {
    const law = tableLaw([40, 50, 60], [30, 70, 50]);
    const whole = new Float64Array(100);
    drawTables(law, randomStream(2), whole);
    const random = randomStream(2);
    const first = new Float64Array(37);
    const second = new Float64Array(63);
    drawTables(tableLaw([40, 50, 60], [30, 70, 50]), random, first);
    drawTables(law, random, second);
    expect([...first, ...second]).toEqual([...whole]);
  });
});
