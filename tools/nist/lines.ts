import { readdirSync, readFileSync } from "node:fs";
import { computed } from "./compute.ts";
import type { Line } from "./page.ts";
import { type DataSet, readDataSet } from "./read.ts";
import { logRelativeError } from "./score.ts";

interface RFile {
  readonly source: string;
  readonly digits: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** What test/reference/generate/nist.R left. */
export const rDigits = (): RFile => JSON.parse(readFileSync("test/reference/nist-r.json", "utf8")) as RFile;

/** The univariate, linear, nonlinear and analysis-of-variance sets of a folder, by name. */
export const dataSetsIn = (folder: string): readonly DataSet[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".dat"))
    .sort()
    .flatMap((name) => {
      const set = readDataSet(name.slice(0, -".dat".length), readFileSync(`${folder}/${name}`, "latin1"));
      return set === null ? [] : [set];
    });

export function linesOf(set: DataSet, { digits }: RFile): readonly Line[] {
  const got = computed(set);
  return [...set.certified].map(([value, certified]) => ({
    set: set.name,
    kind: set.kind,
    value,
    ours: logRelativeError(got.get(value), certified),
    r: digits[set.name]?.[value] ?? null,
  }));
}
