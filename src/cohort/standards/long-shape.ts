/** Which columns of an interchange standard name the person, the test, the result and the day. */
import type { LongShape } from "../long-table.ts";
import type { TextTable } from "../text-table.ts";
import { columnCells, columnIndex } from "./standard-columns.ts";

interface Standard {
  readonly id: string;
  /** The first that the table has, with something in it. */
  readonly test: readonly string[];
  readonly value: string;
  readonly date: string;
  /** Where the names of the columns are not enough to tell. */
  readonly format?: string;
}

const STANDARDS: readonly Standard[] = [
  {
    id: "person_id",
    test: ["measurement_source_value", "measurement_concept_id"],
    value: "value_as_number",
    date: "measurement_date",
  },
  { id: "usubjid", test: ["lbtestcd"], value: "lbstresn", date: "lbdtc" },
  { id: "sampleid", test: ["assay"], value: "npx", date: "" },
  { id: "subject", test: ["code"], value: "value", date: "effective", format: "FHIR R4" },
];

/** Null where the table is no table of measurements of these standards. */
export function longShapeOf(table: TextTable): { readonly id: string; readonly shape: LongShape } | null {
  for (const { id, test, value, date, format } of STANDARDS) {
    if (format !== undefined && table.dialect["format"] !== format) continue;
    const named = test.find((name) => columnCells(table, name)?.some((cell) => cell !== "") === true);
    if (named === undefined || columnIndex(table, id) < 0 || columnIndex(table, value) < 0) continue;
    const header = (name: string): string => table.columns[columnIndex(table, name)] ?? "";
    return {
      id: header(id),
      shape: {
        test: header(named),
        value: header(value),
        repeated: "refuse",
        ...(columnIndex(table, date) < 0 ? {} : { date: header(date) }),
      },
    };
  }
  return null;
}
