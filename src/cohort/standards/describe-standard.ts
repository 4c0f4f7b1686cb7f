/** Recognises interchange standards by their columns and adds what their rows say to the table. */
import type { Issue } from "../../core/issues/issue.ts";
import type { TextTable } from "../text-table.ts";
import { olinkRemarks } from "./olink.ts";
import { omopResults } from "./omop.ts";
import { sdtmResults } from "./sdtm.ts";
import type { QualifiedColumn } from "./standard-columns.ts";

/** The table with the results of OMOP and SDTM described, its cells untouched; any other table as it is. */
export function describeStandard(table: TextTable): { table: TextTable; issues: Issue[] } {
  const qualified = omopResults(table) ?? sdtmResults(table);
  if (qualified === null) return { table, issues: olinkRemarks(table) };
  return { table: withResults(table, qualified), issues: [...qualified.issues] };
}

export function withResults(table: TextTable, { column, results, unit }: QualifiedColumn): TextTable {
  const descriptions = table.columns.map((_, j) => {
    const known = table.descriptions?.[j] ?? {};
    return j === column ? { ...known, results, ...(unit === undefined ? {} : { unit }) } : known;
  });
  return { ...table, descriptions };
}
