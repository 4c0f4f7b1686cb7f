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

/** R with a workspace of 2e8, without which it ends with an error. */
const entry = (rows: number, columns: number, n: number, sizes?: readonly number[]): Benchmark => ({
  method: "fisher-freeman-halton",
  setting: `random ${rows}x${columns} of ${n}`,
  promiseMs: 1000,
  ours: at(rows, columns)(n),
  r: {
    setup: `t <- matrix(c(${randomTable(rows, columns, n).flat().join(", ")}), ${rows}, byrow = TRUE)`,
    call: "fisher.test(t, workspace = 2e8)$p.value",
  },
  ...(sizes === undefined ? {} : { growth: { sizes, at: at(rows, columns) } }),
});

export default [
  entry(2, 5, 2500, [250, 500, 1000, 2500]),
  entry(3, 3, 300, [60, 150, 300, 600]),
  entry(5, 3, 150),
  entry(5, 3, 300),
  entry(5, 3, 600, [60, 150, 300, 600]),
  entry(5, 4, 200),
  entry(6, 5, 150),
] satisfies readonly Benchmark[];
