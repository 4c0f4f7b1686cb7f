/** Remarks about files of statistics programs. */
import { type Issue } from "./issue.ts";
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
