/** The laboratory's own means and standard deviations of its controls, as a table. */
import { readDelimited } from "../../cohort/read-delimited.ts";
import { readNumber } from "../../cohort/number-text.ts";
import type { Issue } from "../../core/issues/issue.ts";
import { controlColumnMissing, controlNumberWrong, controlTwice } from "../../core/issues/plate-results.ts";
import type { NamedTarget } from "../results/control-charts.ts";

const COLUMNS = ["control", "analyte", "mean", "sd", "runs"] as const;

export interface TargetsReading {
  readonly targets: readonly NamedTarget[];
  readonly issues: readonly Issue[];
}

/**
 * Reads a table with the columns control, analyte, mean, sd and runs (how many runs the two come from); a row that is wrong is
 * listed and left out.
 *
 * @example readControlTargets(bytes, "qc.csv").targets[0] // { control: "QC1", analyte: "IL-6", mean: 12, sd: 1, runs: 25 }
 */
export function readControlTargets(bytes: Uint8Array, file: string): TargetsReading {
  const { table, issues: found } = readDelimited(bytes, file, {});
  if (table === null) return { targets: [], issues: found };
  const at = new Map(
    COLUMNS.map((name) => [name, table.columns.findIndex((column) => column.trim().toLowerCase() === name)]),
  );
  const absent = COLUMNS.filter((name) => at.get(name) === -1);
  if (absent.length > 0)
    return { targets: [], issues: [...found, controlColumnMissing(file, COLUMNS, absent)] };
  const issues = [...found];
  const targets = new Map<string, NamedTarget>();
  for (const [i, record] of table.records.entries()) {
    const row = table.rowNumbers[i] ?? 0;
    const text = (name: (typeof COLUMNS)[number]): string => (record[at.get(name)!] ?? "").trim();
    const number = (name: "mean" | "sd" | "runs"): number => {
      const read = readNumber(text(name), table.dialect["decimal"] === "," ? "," : ".");
      if ("value" in read && (name === "mean" || read.value > 0)) return read.value;
      issues.push(controlNumberWrong(file, row, name, text(name)));
      return NaN;
    };
    const target = {
      control: text("control"),
      analyte: text("analyte"),
      mean: number("mean"),
      sd: number("sd"),
      runs: number("runs"),
    };
    const key = `${target.control}\n${target.analyte}`;
    if (targets.has(key)) issues.push(controlTwice(file, row, target.control, target.analyte));
    else if (Number.isFinite(target.mean + target.sd + target.runs)) targets.set(key, target);
  }
  return { targets: [...targets.values()], issues };
}
