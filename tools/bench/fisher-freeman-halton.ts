/** `npx tsx tools/bench/fisher-freeman-halton.ts [COUNT]`: time and variant per size, COUNT random tables of each kind. */
import { randomStream, type RandomStream } from "../../src/core/random.ts";
import { fisherFreemanHalton } from "../../src/stats/exact/fisher-freeman-halton.ts";

const SIZES: readonly (readonly [rows: number, columns: number, n: number])[] = [
  [5, 3, 600],
  [2, 5, 2600],
  [3, 3, 150],
  [3, 3, 600],
  [4, 3, 300],
  [4, 4, 200],
  [5, 4, 200],
  [6, 5, 150],
];

/** Subjects fall into cells with weights row x column; `slope` ties the row's place to the column's. */
function randomTable(
  random: RandomStream,
  [rows, columns, n]: (typeof SIZES)[number],
  isEven: boolean,
  slope: number,
) {
  const share = (count: number) => Array.from({ length: count }, () => (isEven ? 1 : 0.1 + random.uniform()));
  const [ofRow, ofColumn] = [share(rows), share(columns)];
  const weights = ofRow.map((r, i) =>
    ofColumn.map((c, j) => r * c * Math.exp(slope * (i / (rows - 1) - 0.5) * (j / (columns - 1) - 0.5))),
  );
  const total = weights.flat().reduce((sum, w) => sum + w, 0);
  const table = weights.map((row) => row.map(() => 0));
  for (let k = 0; k < n; k++) {
    let u = random.uniform() * total;
    let cell = 0;
    while (cell < rows * columns - 1 && u >= weights[Math.floor(cell / columns)]![cell % columns]!) {
      u -= weights[Math.floor(cell / columns)]![cell % columns]!;
      cell++;
    }
    table[Math.floor(cell / columns)]![cell % columns]!++;
  }
  return table;
}

const count = Number(process.argv[2] ?? 50);
const random = randomStream(20260101);
for (const size of SIZES) {
  for (const [name, isEven, slope] of [
    ["even, null", true, 0],
    ["uneven, null", false, 0],
    ["even, associated", true, 4],
    ["uneven, associated", false, 4],
  ] as const) {
    const times: number[] = [];
    const variants = new Map<string, number>();
    for (let k = 0; k < count; k++) {
      const table = randomTable(random, size, isEven, slope);
      const start = process.cpuUsage().user;
      const { variant } = fisherFreemanHalton(table, { seed: k });
      times.push((process.cpuUsage().user - start) / 1000);
      variants.set(variant, (variants.get(variant) ?? 0) + 1);
    }
    times.sort((a, b) => a - b);
    const used = [...variants].map(([variant, times_]) => `${variant} ${times_}`).join(", ");
    process.stdout.write(
      `${size[0]}x${size[1]} n=${size[2]} ${name}: CPU median ${times[Math.floor(count / 2)]!.toFixed(0)} ms, ` +
        `worst ${times.at(-1)!.toFixed(0)} ms; ${used}\n`,
    );
  }
}
