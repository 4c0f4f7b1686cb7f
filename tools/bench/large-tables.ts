/**
 * Large tables to a checked cohort as a whole process from a cold start, beside R's readers where R has them.
 *
 * R reads alone: it checks nothing, and data.table guesses types where Cistern tests every cell against the protocol.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomStream } from "../../src/core/random.ts";
import { line, once, type Run } from "./whole-process.ts";

interface TableShape {
  readonly name: string;
  readonly rows: number;
  readonly numbers: number;
  readonly categories: number;
  readonly dates: number;
  readonly decimals: number;
}

const SHAPES: readonly TableShape[] = [
  { name: "160,000 x 80", rows: 160_000, numbers: 49, categories: 20, dates: 10, decimals: 2 },
  { name: "6,500 x 2,800", rows: 6_500, numbers: 2_799, categories: 0, dates: 0, decimals: 3 },
];

const LEVELS = ["RR", "SP", "PP", "CIS"];

/** A study folder with one random table; a tenth of the cells is blank. */
function writeStudy(folder: string, { rows, numbers, categories, dates, decimals }: TableShape): string {
  mkdirSync(folder);
  const random = randomStream(1);
  const draw = (n: number): number => Math.floor(random.uniform() * n);
  const two = (n: number): string => String(n).padStart(2, "0");
  const cells: readonly (() => string)[] = [
    ...Array.from({ length: numbers }, () => () => (random.uniform() * 100).toFixed(decimals)),
    ...Array.from({ length: categories }, () => () => LEVELS[draw(4)]!),
    ...Array.from(
      { length: dates },
      () => () => `20${two(10 + draw(14))}-${two(1 + draw(12))}-${two(1 + draw(28))}`,
    ),
  ];
  const names = cells.map((_, j) => `v${j}`);
  const text = [["id", ...names].join(",")];
  for (let i = 0; i < rows; i++)
    text.push([`P${i}`, ...cells.map((cell) => (random.uniform() < 0.1 ? "" : cell()))].join(","));
  const table = join(folder, "a.csv");
  writeFileSync(table, `${text.join("\n")}\n`);
  const typeOf = (j: number): string =>
    j < numbers
      ? "continuous"
      : j < numbers + categories
        ? `nominal, levels: [${LEVELS.join(", ")}]`
        : "date";
  writeFileSync(
    join(folder, "study.yaml"),
    [
      "cistern: 1",
      "title: Large",
      "synthetic: true",
      "design: cohort",
      "data: [{ file: a.csv }]",
      "variables:",
      "  id: { type: id }",
      ...names.map((name, j) => `  ${name}: { type: ${typeOf(j)} }`),
      "questions:",
      "  - { id: q, kind: describe, variables: [v0] }",
      "settings: { confidence: 0.95, seed: 1 }",
      "",
    ].join("\n"),
  );
  return table;
}

const READERS = [
  ["data.table::fread", "data.table", "invisible(data.table::fread(file))"],
  ["readr::read_csv", "readr", "invisible(readr::read_csv(file, show_col_types = FALSE))"],
] as const;

/** What to say of `runs` turns of each program on each table. */
export async function largeTables(runs: number): Promise<readonly string[]> {
  const readers = READERS.filter(
    ([, name]) =>
      spawnSync("Rscript", ["-e", `stopifnot(requireNamespace("${name}", quietly = TRUE))`]).status === 0,
  );
  const folder = mkdtempSync(join(tmpdir(), "cistern-bench-"));
  try {
    const said: string[] = [];
    for (const [i, shape] of SHAPES.entries()) {
      const study = join(folder, String(i));
      const table = writeStudy(study, shape);
      const ours: Run[] = [];
      const theirs = readers.map((): Run[] => []);
      for (let turn = 0; turn < runs; turn++) {
        ours.push(await once(process.execPath, ["bin/cistern.js", "check", "--quiet", study]));
        for (const [k, [, , code]] of readers.entries())
          theirs[k]!.push(await once("Rscript", ["-e", `file <- ${JSON.stringify(table)}; ${code}`]));
      }
      said.push(
        line(`cistern check, ${shape.name} of csv`, ours),
        ...readers.map(([name], k) => line(`${name}, the same file`, theirs[k]!)),
      );
    }
    return said;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
