/** A long table: one row per well and analyte, under column names that laboratories use. */
import type { Issue } from "../../core/issues/issue.ts";
import { noWell, unitMissing } from "../../core/issues/plate-file.ts";
import { type FlatRow, flatTable, repeatedHeaders } from "./flat-table.ts";
import { addTo } from "./grouped.ts";
import type { PlatesReading, ReadPlate } from "./reading.ts";
import { type DraftRow, type RowReader, rowReader } from "./rows.ts";
import { typeOfSample, wellType } from "./sample-type.ts";
import { settleRows } from "./settle.ts";
import type { Source, SourceSheet } from "./source.ts";
import { wellNames } from "./wells.ts";

/** Accepted names of each column, without spaces, strokes and case. */
const NAMES = {
  plate: ["plate", "plateid", "platename"],
  well: ["well", "wells", "wellid", "wellposition", "location", "position"],
  type: ["type", "sampletype", "welltype", "role"],
  sample: ["sample", "sampleid", "samplename", "name", "description", "specimen"],
  analyte: ["analyte", "assay", "target", "biomarker", "protein"],
  dilution: ["dilution", "dilutionfactor", "dil"],
  expected: ["expectedconc", "expectedconcentration", "expconc", "nominal", "nominalconc", "standardconc"],
  signal: ["signal", "od", "od450", "absorbance", "mfi", "fi", "rlu", "ecl", "aeb", "median", "rfu"],
  net: ["net", "netmfi", "netsignal", "fibkgd", "correctedod"],
  beads: ["beads", "beadcount", "count", "numberofbeads"],
  concentration: [
    "conc",
    "concentration",
    "obsconc",
    "observedconc",
    "calcconc",
    "calculatedconcentration",
    "result",
  ],
  unit: ["unit", "units", "concunit"],
} as const;

export type LongColumn = keyof typeof NAMES;

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

/** Which column of a header plays which part. */
export function longColumns(header: readonly string[]): ReadonlyMap<LongColumn, string> {
  const found = new Map<LongColumn, string>();
  for (const [part, names] of Object.entries(NAMES) as [LongColumn, readonly string[]][]) {
    const column = header.find((cell) => names.includes(plain(cell)));
    if (column !== undefined) found.set(part, column);
  }
  return found;
}

const HEADER_WITHIN = 20;

/** The row with a well and at least the parts that are asked for; -1 where there is none. */
export function longHeader(sheet: SourceSheet, parts: readonly LongColumn[]): number {
  return sheet.rows.slice(0, HEADER_WITHIN).findIndex((row) => {
    const columns = longColumns(row);
    return columns.has("well") && parts.every((part) => columns.has(part));
  });
}

export const isLongTable = (sheet: SourceSheet): boolean =>
  longHeader(sheet, ["signal"]) >= 0 || longHeader(sheet, ["concentration", "sample", "analyte"]) >= 0;

const headerOf = (sheet: SourceSheet): number => {
  const withSignal = longHeader(sheet, ["signal"]);
  return withSignal >= 0 ? withSignal : longHeader(sheet, ["concentration", "sample", "analyte"]);
};

function rowOf(
  row: FlatRow,
  wells: readonly string[],
  columns: ReadonlyMap<LongColumn, string>,
  sheet: string | undefined,
  reader: RowReader,
): DraftRow {
  const column = (part: LongColumn): string => columns.get(part) ?? "";
  const text = (part: LongColumn): string => (columns.has(part) ? row.text(column(part)) : "");
  const cell = (part: LongColumn): { text: string; column: string } => ({
    text: text(part),
    column: column(part),
  });
  const sample = text("sample");
  return reader.row({
    level: wells.length > 1 ? "aggregated" : "well",
    wells,
    type: wellType(text("type")) ?? typeOfSample(sample),
    code: text("type"),
    sample,
    analyte: text("analyte"),
    signal: cell("signal"),
    ...(columns.has("net") ? { net: cell("net") } : {}),
    ...(columns.has("beads") ? { beadCount: cell("beads") } : {}),
    expected: cell("expected"),
    concentration: columns.has("concentration") ? cell("concentration") : null,
    dilution: cell("dilution"),
    printed: row.rest(new Set(columns.values())),
    at: { ...(sheet === undefined ? {} : { sheet }), row: row.row },
  });
}

export function readAssayLong(source: Source): PlatesReading {
  const { file } = source;
  const issues: Issue[] = [];
  const reader = rowReader(file, source.decimal);
  const byPlate = new Map<string, DraftRow[]>();
  const units = new Map<string, string>();
  for (const sheet of source.sheets.filter((one) => isLongTable(one))) {
    const tables = repeatedHeaders(sheet.rows, headerOf(sheet)).map((at) => flatTable(sheet, file, at));
    const columns = longColumns(tables[0]?.columns ?? []);
    issues.push(...tables.flatMap((table) => table.issues));
    for (const row of tables.flatMap((table) => table.rows)) {
      const well = row.text(columns.get("well") ?? "");
      const wells = wellNames(well);
      if (wells === null) {
        issues.push(noWell(file, sheet.name, row.row, well));
        continue;
      }
      const plate = columns.has("plate") ? row.text(columns.get("plate") ?? "") : (sheet.name ?? "");
      const draft = rowOf(row, wells, columns, sheet.name, reader);
      addTo(byPlate, plate, draft);
      if (columns.has("unit")) units.set(draft.analyte, row.text(columns.get("unit") ?? ""));
    }
  }
  const plates = [...byPlate].map(([plate, drafts]): ReadPlate => {
    const settled = settleRows(drafts, file);
    issues.push(...settled.issues);
    const names = [...new Set(settled.rows.map((row) => row.analyte))];
    const analytes = names.map((name) => ({ name, unit: units.get(name) ?? "" }));
    return { plate, software: "", analytes, rows: settled.rows };
  });
  const unitless = [
    ...new Set(
      plates.flatMap(({ analytes }) => analytes.flatMap(({ name, unit }) => (unit === "" ? [name] : []))),
    ),
  ];
  if (unitless.length > 0) issues.push(unitMissing(file, unitless));
  return { plates, issues: [...issues, ...reader.issues()] };
}
