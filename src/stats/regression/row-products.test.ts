import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { randomStream } from "../../core/random.ts";
import {
  addCrossProducts,
  addProducts,
  addRows,
  lengths,
  paddedWidth,
  project,
  whiten,
} from "./row-products.ts";

const ROWS = 9;
const random = randomStream(4);
const numbers = (count: number): Float64Array =>
  Float64Array.from({ length: count }, () => random.uniform() - 0.4);
const sum = (count: number, term: (i: number) => number): number => {
  let total = 0;
  for (let i = 0; i < count; i++) total += term(i);
  return total;
};

describe("row products: each against its definition, with and without a lone column", () => {
  it.each([1, 3, 4, 6, 7, 12, 13])("%i columns", (width) => {
    expect(paddedWidth(width)).toBe(width);
    const z = numbers(ROWS * width);
    const factors = numbers(ROWS);
    const b = numbers(width);
    const near = (got: number, want: number): void => expect(relativeError(got, want)).toBeLessThan(1e-13);

    const out = new Float64Array(ROWS);
    project(z, b, out, width, 3, ROWS);
    expect(out[0]).toBe(0);
    for (let i = 3; i < ROWS; i++)
      near(
        out[i]!,
        sum(width, (k) => z[i * width + k]! * b[k]!),
      );

    const total = new Float64Array(width).fill(1);
    addRows(z, factors, total, width, 2, ROWS - 1);
    for (let k = 0; k < width; k++)
      near(total[k]!, 1 + sum(ROWS - 3, (i) => factors[i + 2]! * z[(i + 2) * width + k]!));

    const sums = new Float64Array(width * width).fill(2);
    addProducts(z, sums, width, ROWS);
    for (let row = 0; row < width; row++)
      for (let column = 0; column <= row; column++)
        near(sums[row * width + column]!, 2 + sum(ROWS, (i) => z[i * width + row]! * z[i * width + column]!));

    // An upper triangle M, entry (a, k) = 1 + a + 10 k, packed as `whiten` and `lengths` read it.
    const entry = (a: number, k: number): number => (a <= k ? 1 + a + 10 * k : 0);
    const tiles = width - (width % 3);
    const upper: number[] = [];
    for (let k = 0; k < tiles; k += 3)
      for (let a = 0; a < k + 3; a++) upper.push(entry(a, k), entry(a, k + 1), entry(a, k + 2));
    if (tiles < width) for (let a = 0; a < width; a++) upper.push(entry(a, tiles));
    const wide = 3 * Math.ceil(width / 3);
    const white = new Float64Array(ROWS * wide);
    whiten(z, Float64Array.from(upper), white, width, wide, 0, ROWS);
    const squares = new Float64Array(ROWS);
    lengths(z, Float64Array.from(upper), squares, width, 0, ROWS);
    for (let i = 0; i < ROWS; i++) {
      const u = Array.from({ length: width }, (_, k) => sum(width, (a) => z[i * width + a]! * entry(a, k)));
      for (let k = 0; k < width; k++) expect(Math.abs(white[i * wide + k]! - u[k]!)).toBeLessThan(1e-10);
      near(
        squares[i]!,
        sum(width, (k) => u[k]! ** 2),
      );
    }
  });

  it("products of two sets of rows fill the tiles of the leading columns alone", () => {
    const [a, b] = [numbers(ROWS * 6), numbers(ROWS * 6)];
    const sums = new Float64Array(2 * 36);
    addCrossProducts(a, b, sums, 36, 6, 3, ROWS);
    for (let row = 0; row < 6; row++)
      for (let column = 0; column < 6; column++) {
        const want = row < 3 && column < 3 ? sum(ROWS, (i) => a[i * 6 + row]! * b[i * 6 + column]!) : 0;
        expect(relativeError(sums[36 + row * 6 + column]!, want)).toBeLessThan(1e-13);
      }
    expect(sums.subarray(0, 36).every((value) => value === 0)).toBe(true);
  });
});

describe("row products: boundary", () => {
  it("two columns above a multiple of three are padded, one is not", () => {
    expect([1, 2, 3, 4, 5, 6].map(paddedWidth)).toEqual([1, 3, 3, 4, 6, 6]);
  });
});
