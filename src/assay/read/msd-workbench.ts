/** MSD Discovery Workbench: a table of wells and spots, with a label for the detection range. */
import type { Issue } from "../../core/issues/issue.ts";
import {
  labelAgainstNumber,
  noWell,
  type PlateCells,
  sampleTypeUnknown,
  severalTables,
  unitMissing,
  zeroStandard,
} from "../../core/issues/plate-file.ts";
import type { WellType } from "../plate.ts";
import { type FlatRow, flatTable } from "./flat-table.ts";
import { addTo } from "./grouped.ts";
import type { PlatesReading, ReadPlate } from "./reading.ts";
import { type DraftRow, type RowReader, rowReader } from "./rows.ts";
import { settleRows } from "./settle.ts";
import type { Source, SourceSheet } from "./source.ts";
import { readPrinted } from "./vocabulary.ts";
import { wellNames } from "./wells.ts";

const HEADER = ["Sample", "Well"];
/** Users choose their columns; one of these is always among them. */
const TELLING = ["Adjusted Signal", "Calc. Concentration", "Calc. Conc. Mean", "Detection Range", "Spot"];

const isHeader = (row: readonly string[]): boolean =>
  HEADER.every((column) => row.includes(column)) && TELLING.some((column) => row.includes(column));

export const isMsdSheet = (sheet: SourceSheet): boolean => sheet.rows.some((row) => isHeader(row));

const SECTION = /^(?:Unknowns?|Standards?|Calibrators?|Controls?|Blanks?):\s*(.+)$/i;

const KNOWN = new Set(["Sample", "Assay", "Well"]);

const TYPES: Readonly<Record<string, WellType>> = {
  S: "standard",
  STD: "standard",
  U: "unknown",
  C: "control",
  QC: "control",
  B: "blank",
  BLANK: "blank",
};

/** S001 standard (a blank where its concentration is 0), U001 unknown, C001 control, B001 blank; null for other names. */
function typeOf(sample: string, concentration: number | null): WellType | null {
  const letters = /^([A-Z]+)[-_ ]?\d*$/i.exec(sample)?.[1]?.toUpperCase() ?? "";
  const type = TYPES[letters] ?? null;
  return type === "standard" && concentration === 0 ? "blank" : type;
}

/** Remarks that concern several rows of the file. */
interface Remarks {
  readonly untyped: Set<string>;
  readonly zeros: Set<string>;
  readonly against: PlateCells[];
}

function rowOf(
  row: FlatRow,
  assay: string,
  source: Source,
  reader: RowReader,
  remarks: Remarks,
): DraftRow | null {
  const wells = wellNames(row.text("Well"));
  if (wells === null) return null;
  const sample = row.text("Sample");
  const at = { row: row.row };
  const concentration = reader.number(row.cell("Concentration"), at);
  const type = typeOf(sample, concentration);
  if (type === null) remarks.untyped.add(sample);
  if (type === "blank" && concentration === 0) remarks.zeros.add(sample);
  const printed = row.rest(KNOWN);
  // A template without the wells' own concentrations prints those of their means.
  const column = ["Calc. Concentration", "Calc. Conc. Mean"].find((name) => name in printed);
  const read = reader.row({
    level: wells.length > 1 ? "aggregated" : "well",
    wells,
    type: type ?? "unknown",
    code: sample,
    sample,
    analyte: row.text("Assay") === "" ? assay : row.text("Assay"),
    signal: row.cell("Signal" in printed ? "Signal" : "Adjusted Signal"),
    ...("Adjusted Signal" in printed ? { net: row.cell("Adjusted Signal") } : {}),
    expected: row.cell("Concentration"),
    concentration: column === undefined ? null : row.cell(column),
    dilution: row.cell("Dilution"),
    flags: /^(true|yes|1)$/i.test(row.text("Excluded")) ? ["excluded"] : [],
    printed,
    at,
  });
  const label = row.text("Detection Range");
  const labelled = label === "" ? null : readPrinted(label, source.decimal);
  if (labelled === null || labelled.status === "nothing" || labelled.status === "quantified") return read;
  if (read.concentration !== null)
    remarks.against.push({ wells, analyte: read.analyte, text: `${label}: ${read.concentrationText}` });
  return { ...read, status: labelled.status };
}

function readTable(
  sheet: SourceSheet,
  header: number,
  source: Source,
  reader: RowReader,
  remarks: Remarks,
  byPlate: Map<string, DraftRow[]>,
  spots: Map<string, string>,
): Issue[] {
  const table = flatTable(sheet, source.file, header, isHeader);
  const issues = [...table.issues];
  const above = table.above.filter((cell) => !/^Unnamed: \d+$/.test(cell));
  // An older export has a table for each assay and role, and names both in a line of its own.
  const assay = above.map((cell) => SECTION.exec(cell)?.[1]).findLast((name) => name !== undefined) ?? "";
  const named = table.columns.includes("Plate Name");
  // A table without a title goes on with the plate above it.
  const lastPlate = [...byPlate.keys()].at(-1) ?? "";
  for (const row of table.rows) {
    const read = rowOf(row, assay, source, reader, remarks);
    if (read === null) {
      issues.push(noWell(source.file, sheet.name, row.row, row.text("Well")));
      continue;
    }
    const plate = named ? row.text("Plate Name") : (titleOf(above) ?? lastPlate);
    addTo(byPlate, plate, placed(read, sheet.name));
    if (!spots.has(read.analyte)) spots.set(read.analyte, row.text("Spot"));
  }
  return issues;
}

/** The line that names the plate, else the last title above the table. */
function titleOf(above: readonly string[]): string | undefined {
  const titles = above.filter((cell) => !SECTION.test(cell));
  return titles.findLast((title) => /plate/i.test(title)) ?? titles.at(-1);
}

const placed = (row: DraftRow, sheet: string | undefined): DraftRow =>
  sheet === undefined ? row : { ...row, at: { ...row.at, sheet } };

export function readMsdWorkbench(source: Source): PlatesReading {
  const { file } = source;
  const reader = rowReader(file, source.decimal);
  const remarks: Remarks = { untyped: new Set(), zeros: new Set(), against: [] };
  const byPlate = new Map<string, DraftRow[]>();
  const spots = new Map<string, string>();
  const issues: Issue[] = [];
  for (const sheet of source.sheets)
    for (const [header, row] of sheet.rows.entries())
      if (isHeader(row)) issues.push(...readTable(sheet, header, source, reader, remarks, byPlate, spots));

  const plates = [...byPlate].map(([plate, drafts]): ReadPlate => {
    const settled = settleRows(drafts, file);
    issues.push(...settled.issues);
    const names = [...new Set(settled.rows.map((row) => row.analyte))];
    const analytes = names.map((name) => {
      const region = spots.get(name) ?? "";
      return { name, ...(region === "" ? {} : { region }), unit: "" };
    });
    return { plate, software: "Discovery Workbench", analytes, rows: settled.rows };
  });
  const names = (used: boolean): string[] =>
    source.sheets.flatMap((sheet) =>
      isMsdSheet(sheet) === used && sheet.name !== undefined ? [sheet.name] : [],
    );
  if (names(false).length > 0) issues.push(severalTables(file, names(true), names(false)));
  if (remarks.untyped.size > 0) issues.push(sampleTypeUnknown(file, [...remarks.untyped]));
  if (remarks.zeros.size > 0) issues.push(zeroStandard(file, [...remarks.zeros]));
  if (remarks.against.length > 0) issues.push(labelAgainstNumber(file, remarks.against));
  return { plates, issues: [...issues, ...reader.issues(), unitMissing(file, [...spots.keys()])] };
}
