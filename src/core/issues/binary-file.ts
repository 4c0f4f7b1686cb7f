/** Refusals and remarks about files of statistics programs and columnar files. */
import type { Issue } from "./issue.ts";
import { count, issue } from "./parts.ts";

export const trailingBlankRows = (file: string, rows: number): Issue =>
  issue(
    "trailing-blank-rows",
    "warning",
    { file },
    "rows that can be told from the filling of the last record",
    `${count(rows, "row")} of spaces at the end`,
    "they are not read; if they are subjects without any text, export the data as CSV",
  );

export const nestedColumn = (file: string, column: string): Issue =>
  issue(
    "nested-column",
    "error",
    { file, column },
    "one value per cell",
    "lists or groups of values",
    "unfold the column before the export, or leave it out",
  );
