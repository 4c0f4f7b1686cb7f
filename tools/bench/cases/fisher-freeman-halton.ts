import { randomStream } from "../../../src/core/random.ts";
import { fisherFreemanHalton } from "../../../src/stats/exact/index.ts";
import type { Benchmark } from "../benchmark.ts";

/** n subjects who fall into the cells of a table at random, every row and column alike. */
function randomTable(rows: number, columns: number, n: number): number[][] {
  const random = randomStream(4);
  const table = Array.from({ length: rows }, () => Array.from({ length: columns }, () => 0));
  for (let k = 0; k < n; k++) table[random.below(rows)]![random.below(columns)]!++;
  return table;
}

const at = (rows: number, columns: number) => (n: number) => {
  const table = randomTable(rows, columns, n);
  return () => fisherFreemanHalton(table, { seed: 1 });
};

/** R with a workspace of 2e8, without which it ends with an error. Tables like the last four took it 5.6 s to over 5 minutes. */
const entry = (
  setting: string,
  table: readonly (readonly number[])[],
  { sizes, isSlowInR = false }: { sizes?: readonly number[]; isSlowInR?: boolean } = {},
): Benchmark => ({
  method: "fisher-freeman-halton",
  setting,
  promiseMs: 1000,
  ours: () => fisherFreemanHalton(table, { seed: 1 }),
  ...(isSlowInR
    ? {}
    : {
        r: {
          setup: `t <- matrix(c(${table.flat().join(", ")}), ${table.length}, byrow = TRUE)`,
          call: "fisher.test(t, workspace = 2e8)$p.value",
        },
      }),
  ...(sizes === undefined ? {} : { growth: { sizes, at: at(table.length, table[0]!.length) } }),
});

const random = (
  rows: number,
  columns: number,
  n: number,
  more: { sizes?: readonly number[]; isSlowInR?: boolean } = {},
) => entry(`random ${rows}x${columns} of ${n}`, randomTable(rows, columns, n), more);

/** Two tables that users of gtsummary reported as refused by R (its issues 190 and 952). */
const STAGES = [
  [11, 421, 347, 239, 26],
  [1, 785, 492, 172, 17],
];
const TYPES = [
  [1, 77, 160, 80, 82],
  [0, 20, 39, 20, 21],
  [1, 39, 81, 40, 39],
];

export default [
  entry("2x5 of 2,511, gtsummary 190", STAGES),
  entry("3x5 of 700, gtsummary 952", TYPES),
  random(2, 5, 2500, { sizes: [250, 500, 1000, 2500] }),
  random(3, 3, 300, { sizes: [60, 150, 300, 600] }),
  random(5, 3, 150),
  random(5, 3, 300, { isSlowInR: true }),
  random(5, 4, 200, { isSlowInR: true }),
  random(5, 3, 600, { sizes: [60, 150, 300, 600], isSlowInR: true }),
  random(6, 5, 150, { isSlowInR: true }),
] satisfies readonly Benchmark[];
