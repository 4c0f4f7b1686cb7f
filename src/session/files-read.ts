/** The tables of a study as its reports name them. */
import type { ReportData } from "../report/report-input.ts";
import type { CheckedStudy } from "../study/run.ts";

export const filesRead = ({ tables }: Pick<CheckedStudy, "tables">): ReportData["files"] =>
  tables.map(({ file, table }) => ({
    name: file.name,
    sha256: file.sha256,
    rows: table.records.length,
    columns: table.columns.length,
    dialect: Object.entries(table.dialect)
      .map(([key, value]) => `${key} ${value === "\t" ? "tab" : value}`)
      .join(", "),
  }));
