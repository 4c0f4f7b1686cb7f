/** A published table of severity scores: a row for each year, a column for each EDSS. */
import { cellNotNumber, severityTableShape } from "../../core/issues/severity.ts";
import type { Issue } from "../../core/issues/issue.ts";
import { readNumber } from "../number-text.ts";
import type { TextTable } from "../text-table.ts";

export interface SeverityTable {
  readonly firstYear: number;
  /** Scores of each year from the first, by EDSS. */
  readonly rows: readonly ReadonlyMap<number, number>[];
}

/**
 * Reads a table whose first column holds years in a row (`18`, `dd3`) and whose other headers end with an EDSS (`EDSS.2.5`).
 */
export function readSeverityTable(table: TextTable): {
  readonly severity: SeverityTable | null;
  readonly issues: readonly Issue[];
} {
  const scores = table.columns
    .slice(1)
    .map((header) => Number(/(\d+(?:\.\d+)?)\s*$/.exec(header)?.[1] ?? "x"));
  const years = table.records.map((record) => Number(/(\d+)\s*$/.exec(record[0] ?? "")?.[1] ?? "x"));
  const isRow = years.every((year, i) => i === 0 || year === years[i - 1]! + 1);
  if (
    years.length === 0 ||
    scores.length === 0 ||
    [...scores, ...years].some((one) => Number.isNaN(one)) ||
    !isRow
  )
    return { severity: null, issues: [severityTableShape(table.file)] };
  const issues: Issue[] = [];
  const rows = table.records.map((record, i) => {
    const row = new Map<number, number>();
    for (const [j, score] of scores.entries()) {
      const reading = readNumber(record[j + 1] ?? "", table.dialect["decimal"] === "," ? "," : ".");
      if ("value" in reading && reading.value >= 0 && reading.value <= 10) row.set(score, reading.value);
      else
        issues.push(
          cellNotNumber(
            {
              file: table.file,
              column: table.columns[j + 1]!,
              rows: [table.rowNumbers[i]!],
            },
            record[j + 1] ?? "",
          ),
        );
    }
    return row;
  });
  return { severity: issues.length > 0 ? null : { firstYear: years[0]!, rows }, issues };
}

/**
 * The score of each person: the row of the completed years, the last row for more. NaN before the first year, where something is
 * unknown, and for an EDSS that the table does not have.
 */
export const severityFrom = (
  { firstYear, rows }: SeverityTable,
  edss: Float64Array,
  years: Float64Array,
): Float64Array =>
  Float64Array.from(edss, (score, i) => {
    const row = Math.floor(years[i]!) - firstYear;
    if (Number.isNaN(row) || row < 0) return Number.NaN;
    return rows[Math.min(row, rows.length - 1)]!.get(score) ?? Number.NaN;
  });
