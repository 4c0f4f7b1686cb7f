/** What an export cannot do, and what it had to say otherwise. */
import { type Issue, shown } from "./issue.ts";
import { count, issue, list } from "./parts.ts";

export const dateNotStated = (name: string | undefined, dates: readonly string[]): Issue =>
  issue(
    "export-date",
    "error",
    { path: "--date" },
    dates.length === 0
      ? "a variable of type date, but the study has none"
      : `the date variable of the samples (${list(dates)})`,
    name === undefined ? undefined : shown(name),
    dates.length === 0 ? "declare one, or choose another format" : `such as --date ${dates[0]!}`,
  );

export const textTooLong = (columns: readonly string[]): Issue =>
  issue(
    "export-text-too-long",
    "error",
    { path: "--as spss" },
    "texts of at most 255 bytes",
    `longer ones in ${list(columns)}`,
    "export as csv or parquet",
  );

export const notReadBack = (analyte: string, cells: number, raw: string): Issue =>
  issue(
    "export-not-read-back",
    "note",
    { path: analyte },
    "cells that say what the study knows",
    `${count(cells, "cell")} with a number beside a label that outranks it, or with a status that no cell can say, such as ${shown(raw)}`,
    "the label, or the nearest status, is written",
  );

export const exportedCodes = (codes: readonly (readonly [string, string])[]): Issue =>
  issue(
    "export-missing-codes",
    "note",
    { path: "redcap-records.csv" },
    "missing data codes that the project knows",
    undefined,
    `before the import add to its "Missing Data Codes": ${codes.map(([code, label]) => `${code}, ${label}`).join(" | ")}`,
  );

export const exportedUnmarked = (cells: number): Issue =>
  issue(
    "export-unmarked",
    "warning",
    { path: "redcap-records.csv" },
    "a place for values outside the curve, for numbers beside a label, and for invalid ones",
    count(cells, "cell that says more than its fields can", "cells that say more than their fields can"),
    "values outside the curve stand as numbers, the label without its number, invalid ones blank; csv, spss and parquet keep all of it",
  );

export const exportedFormulas = (
  columns: readonly { readonly name: string; readonly count: number }[],
): Issue =>
  issue(
    "export-formulas",
    "note",
    { path: list(columns.map(({ name }) => name)) },
    "texts that no spreadsheet runs as a formula",
    count(
      columns.reduce((sum, column) => sum + column.count, 0),
      "text that begins like one",
      "texts that begin like one",
    ),
    "each has an apostrophe in front; spss and parquet keep them as they are",
  );
