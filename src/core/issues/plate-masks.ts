/** Refusals about what a person says of wells and samples beside the exports: masks and groups. */
import { type Issue, shown } from "./issue.ts";
import { issue, list } from "./parts.ts";

export const maskColumnMissing = (file: string, absent: readonly string[]): Issue => ({
  code: "mask-column-missing",
  severity: "error",
  at: { file },
  expected:
    "a table of masked wells with the columns plate, well, reason and by, and analyte where not all are meant",
  got: `none named ${absent.join(", ")}`,
  advice: "name every column in the first row; reason and by are kept in the results",
});

export const maskCellMissing = (file: string, row: number, column: string, got: string): Issue =>
  issue(
    "mask-cell-missing",
    "error",
    { file, row, column },
    column === "well" ? "a well, A1 to P24" : "a text",
    shown(got),
    "fill it in; this line masks nothing",
  );

export const maskWithoutWell = (file: string, row: number, what: string): Issue =>
  issue(
    "mask-without-well",
    "error",
    { file, row },
    "a well that is on the plates that were read",
    shown(what),
    "compare plate, well and analyte with measurements.csv; this line masks nothing",
  );

export const maskOfPart = (file: string, row: number, wells: readonly string[]): Issue =>
  issue(
    "mask-of-part",
    "error",
    { file, row },
    "a well with a row of its own",
    `the row ${list(wells)}, which the software has put together`,
    "export every well, or mask all wells of the row; this line masks nothing",
  );

export const groupColumnMissing = (file: string, absent: readonly string[]): Issue => ({
  code: "group-column-missing",
  severity: "error",
  at: { file },
  expected: "a table of groups with the columns sample and group",
  got: `none named ${absent.join(", ")}`,
  advice: "name both columns in the first row",
});

export const sampleInTwoGroups = (
  file: string,
  row: number,
  sample: string,
  first: string,
  second: string,
): Issue =>
  issue(
    "sample-in-two-groups",
    "error",
    { file, row },
    `one group of ${shown(sample)}`,
    `${shown(first)} and ${shown(second)}`,
    "keep one of them; the first counts",
  );
