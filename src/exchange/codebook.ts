/** What each exported column is, for people and for programs. */
import { csvFile } from "../report/tables.ts";
import type { FlatColumn } from "./flat-table.ts";

const ROLES: Readonly<Record<FlatColumn["role"], string>> = {
  id: "identifier",
  variable: "as read and checked",
  limit: "limit of this sample",
  derived: "derived; not read back",
  value: "for other programs; not read back",
  bound: "for other programs; not read back",
  operator: "for other programs; not read back",
  detected: "for other programs; not read back",
};

/** How the cells of the kind are written, in words. */
const WRITTEN: Readonly<Record<FlatColumn["kind"], string>> = {
  text: "text",
  number: "number",
  date: "date, year-month-day",
  category: "one of the levels",
  boolean: "1 yes, 0 no",
};

/**
 * One row per column: name, label, role, how it is written, unit, levels, number of known cells. A blank cell is unknown everywhere.
 *
 * @param nameOf - the column's name in the format that is written
 */
export const codebook = (
  columns: readonly FlatColumn[],
  nameOf: (column: FlatColumn) => string = ({ name }) => name,
): string =>
  csvFile([
    ["name", "label", "role", "written as", "unit", "levels", "known"],
    ...columns.map((column) => [
      nameOf(column),
      column.label,
      ROLES[column.role],
      column.analyte === column.name
        ? "measured value; <x below, >x above, *x outside the curve, <LOD, <LLOQ, >ULOQ (with a number in brackets where one was printed), ????? invalid"
        : WRITTEN[column.kind],
      column.unit ?? "",
      (column.levels ?? [])
        .map(({ value, label }) => (value === label ? value : `${value} = ${label}`))
        .join(" | "),
      String(column.cells.filter((cell) => cell !== null).length),
    ]),
  ]);
