/**
 * `npm run mutate [-- --every K] [--only TEXT]`: changes the code of the exact tests, the censored methods and Firth's fit in small ways, and
 * counts which changes the tests notice.
 *
 * There are some ten thousand changes and each runs tests: hours. `--every K` takes those within every K-th line, the lines fixed by
 * the file's name; the share noticed then has a 95 % interval. `--only` takes the files whose path holds TEXT.
 * The run fails when the score is proved to lie below 80 %.
 */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { clopperPearsonInterval } from "../../src/stats/proportions/clopper-pearson.ts";

const FOLDERS = ["src/stats/exact", "src/stats/censored"];
const FILES = ["firth", "firth-axes", "firth-profiles", "firth-top"].map(
  (name) => `src/stats/regression/${name}.ts`,
);
const LEAST = 0.8;

interface Mutant {
  readonly status: string;
}

const option = (name: string): string | undefined => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};

function mutated(): string[] {
  const inFolders = FOLDERS.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && name !== "index.ts")
      .map((name) => `${folder}/${name}`),
  );
  return [...inFolders, ...FILES].filter((path) => path.includes(option("--only") ?? ""));
}

/** Single lines of a file as Stryker's ranges. The first line differs from file to file, so that no place is favoured. */
function ranges(path: string, every: number): string[] {
  if (every <= 1) return [path];
  const lines = readFileSync(path, "utf8").split("\n");
  let first = 7;
  for (let k = 0; k < path.length; k++) first = (first * 31 + path.charCodeAt(k)) % 9973;
  const ranges: string[] = [];
  for (let k = first % every; k < lines.length; k += every) ranges.push(`${path}:${k + 1}-${k + 1}`);
  return ranges;
}

const every = Number(option("--every") ?? 1);
const targets = mutated().flatMap((path) => ranges(path, every));
if (!Number.isInteger(every) || every < 1 || targets.length === 0) {
  process.stderr.write("usage: npm run mutate [-- --every K] [--only TEXT]; K a whole number >= 1\n");
  process.exit(2);
}
const run = spawnSync("npx", ["stryker", "run", "--mutate", targets.join(",")], { stdio: "inherit" });
if (run.status !== 0) process.exit(run.status ?? 1);
const report = JSON.parse(readFileSync("coverage/mutation.json", "utf8")) as {
  readonly files: Readonly<Record<string, { readonly mutants: readonly Mutant[] }>>;
};
let [noticed, all] = [0, 0];
for (const [path, { mutants }] of Object.entries(report.files).sort(([a], [b]) => (a < b ? -1 : 1))) {
  const counted = mutants.filter(({ status }) =>
    ["Killed", "Timeout", "Survived", "NoCoverage"].includes(status),
  );
  const found = counted.filter(({ status }) => status === "Killed" || status === "Timeout").length;
  noticed += found;
  all += counted.length;
  if (counted.length > 0) process.stdout.write(`${path}: ${found} of ${counted.length} noticed\n`);
}
const { estimate, lower, upper } = clopperPearsonInterval(noticed, all, { confidence: 0.95 });
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
process.stdout.write(
  `mutation score ${percent(estimate)} (${noticed} of ${all}${every > 1 ? `; 95 % interval ${percent(lower)} to ${percent(upper)}` : ""})\n`,
);
process.exitCode = (every > 1 ? upper : estimate) < LEAST ? 1 : 0;
