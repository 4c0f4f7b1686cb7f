/** Quanterix Simoa HD-X run history: rows of replicates with rows of their statistics between them. */
import type { Issue } from "../../core/issues/issue.ts";
import { locationUnread, noBlanks, rawAndSummary, statusFromSignal } from "../../core/issues/plate-file.ts";
import { type FlatRow, flatTable, headerIndex, repeatedHeaders } from "./flat-table.ts";
import { addTo } from "./grouped.ts";
import { plateDate } from "./plate-date.ts";
import type { PlatesReading, ReadPlate, ReadRow } from "./reading.ts";
import { type DraftRow, type RowReader, rowReader } from "./rows.ts";
import { typeOfSample, wellType } from "./sample-type.ts";
import { settleRows } from "./settle.ts";
import type { Source } from "./source.ts";
import { dayOrder } from "./vendor-date.ts";
import { byWell, wellName } from "./wells.ts";

export const SIMOA_HEADER = ["Sample Barcode", "Replicate AEB"];

const KNOWN = new Set(["Sample Barcode", "Assay", "Location", "Unit", "Sample Type", "Batch Name"]);

/** Multiples of the blanks' standard deviation above their mean; below it a signal is that of a blank. */
const BLANK_SDS = 2.5;

/** A row of statistics has means and no replicate; a failed replicate has neither. */
function isReplicate(row: FlatRow): boolean {
  const has = (column: string): boolean => row.text(column) !== "";
  if (has("Replicate AEB") || has("Replicate Conc.")) return true;
  return !has("Mean AEB") && !has("Mean Conc.") && has("Location");
}

/** `A1`, `A01`, also behind the name of a plate (`Plate 1 - A01`); none where the location says no well. */
function wellsAt(location: string): readonly string[] {
  const last = /(?:^|[^A-Za-z])([A-Pa-p]\d{1,2})$/.exec(location.trim())?.[1] ?? "";
  const well = wellName(last);
  return well === null ? [] : [well];
}

function rowOf(row: FlatRow, wells: readonly string[], reader: RowReader): DraftRow {
  const sample = row.text("Sample Barcode");
  const code = row.text("Sample Type");
  const named = typeOfSample(sample);
  const type = wellType(code) ?? "unknown";
  const replicate = isReplicate(row);
  const flags = ["Flags", "Errors"].map((column) => row.text(column)).filter((text) => text !== "");
  const status = row.text("Result Status");
  if (replicate && status !== "" && !/^(?:completed?|ok)$/i.test(status)) flags.push(status);
  return reader.row({
    level: replicate ? "well" : "aggregated",
    wells,
    // A calibrator or a specimen that is called a blank, a standard or a control is one.
    type: named === "unknown" ? type : named,
    code,
    sample,
    analyte: row.text("Assay"),
    signal: row.cell(replicate ? "Replicate AEB" : "Mean AEB"),
    beadCount: row.cell("Number of Beads"),
    concentration: row.cell(replicate ? "Replicate Conc." : "Mean Conc."),
    dilution: row.cell("Dilution Factor"),
    flags,
    printed: row.rest(KNOWN),
    at: { row: row.row },
  });
}

interface BlankLimit {
  readonly limit: number;
  readonly blanks: number;
}

function blankLimit(rows: readonly ReadRow[]): BlankLimit | null {
  const signals = rows.flatMap((row) =>
    row.level === "well" && row.type === "blank" && row.signal !== null ? [row.signal] : [],
  );
  if (signals.length < 2) return null;
  const mean = signals.reduce((sum, x) => sum + x, 0) / signals.length;
  const variance = signals.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (signals.length - 1);
  return { limit: mean + BLANK_SDS * Math.sqrt(variance), blanks: signals.length };
}

/**
 * The software prints numbers down to the blank and nothing above the curve. A signal up to the limit is belowLod; a blank
 * concentration above it is aboveUloq where the signal reaches half of the highest one on the plate, else notMeasured.
 */
function bySignal(row: ReadRow, limit: number, highest: number): ReadRow {
  if (row.level !== "well" || row.signal === null || row.status === "invalid") return row;
  if (row.signal <= limit) return { ...row, status: "belowLod" };
  if (row.concentration === null)
    return { ...row, status: row.signal >= highest / 2 ? "aboveUloq" : "notMeasured" };
  return row;
}

function settledByBlanks(
  rows: readonly ReadRow[],
  analytes: readonly string[],
  file: string,
  issues: Issue[],
): readonly ReadRow[] {
  return analytes.flatMap((analyte) => {
    const own = rows.filter((row) => row.analyte === analyte);
    const found = blankLimit(own);
    if (found === null) {
      issues.push(noBlanks(file, analyte));
      return own;
    }
    const highest = Math.max(...own.map((row) => row.signal ?? 0));
    issues.push(
      statusFromSignal(
        file,
        `at most ${found.limit} (mean of ${found.blanks} blanks + ${BLANK_SDS} SD of ${analyte}) is below the LOD`,
      ),
    );
    return own.map((row) => bySignal(row, found.limit, highest));
  });
}

/** A batch may hold several plates: their carriers then tell them apart. */
function plateNames(rows: readonly FlatRow[]): (row: FlatRow) => string {
  const carriers = new Map<string, Set<string>>();
  for (const row of rows) {
    const batch = row.text("Batch Name");
    carriers.set(batch, (carriers.get(batch) ?? new Set()).add(row.text("Carrier Barcode")));
  }
  return (row) => {
    const [batch, carrier] = [row.text("Batch Name"), row.text("Carrier Barcode")];
    return (carriers.get(batch)?.size ?? 0) > 1 || batch === "" ? `${batch} ${carrier}`.trim() : batch;
  };
}

/** Reads replicates as wells; the rows of statistics are kept as aggregated rows, with the wells of their replicates. */
export function readSimoa(source: Source): PlatesReading {
  const { file } = source;
  const [sheet = { rows: [] }] = source.sheets;
  const headers = repeatedHeaders(sheet.rows, headerIndex(sheet.rows, SIMOA_HEADER));
  const tables = headers.map((at) => flatTable(sheet, file, at));
  const table = { rows: tables.flatMap(({ rows }) => rows) };
  const reader = rowReader(file, source.decimal);
  const issues: Issue[] = tables.flatMap((one) => one.issues);
  const batchOf = plateNames(table.rows);
  const keyOf = (row: FlatRow): string =>
    `${batchOf(row)}\n${row.text("Assay")}\n${row.text("Sample Barcode")}`;
  const wellsOf = new Map<string, string[]>();
  for (const row of table.rows) {
    if (!isReplicate(row)) continue;
    for (const well of wellsAt(row.text("Location"))) addTo(wellsOf, keyOf(row), well);
  }
  const byBatch = new Map<string, FlatRow[]>();
  for (const row of table.rows) addTo(byBatch, batchOf(row), row);

  const plates = [...byBatch].map(([plate, flat]): ReadPlate => {
    const lost: number[] = [];
    const drafts = flat.map((row) => {
      const own = isReplicate(row) ? wellsAt(row.text("Location")) : (wellsOf.get(keyOf(row)) ?? []);
      if (isReplicate(row) && own.length === 0) lost.push(row.row);
      return rowOf(row, own.toSorted(byWell), reader);
    });
    if (lost.length > 0) issues.push(locationUnread(file, lost));
    const units = new Map(flat.map((row) => [row.text("Assay"), row.text("Unit")]));
    const analytes = [...units.keys()];
    const settled = settleRows(drafts, file);
    issues.push(...settled.issues);
    const rows = settledByBlanks(settled.rows, analytes, file, issues);
    const summaries = rows.filter((row) => row.level === "aggregated").length;
    if (summaries > 0) issues.push(rawAndSummary(file, rows.length - summaries, summaries));
    const written = flat[0]?.text("Completion Date") ?? "";
    const dated = plateDate(written, file, issues, orderOf(flat));
    return {
      plate,
      software: "HD-X",
      ...dated,
      analytes: analytes.map((name) => ({ name, unit: units.get(name) ?? "" })),
      rows,
    };
  });
  return { plates, issues: [...issues, ...reader.issues()] };
}

const orderOf = (rows: readonly FlatRow[]): ReturnType<typeof dayOrder> =>
  rows.map((row) => dayOrder(row.text("Completion Date"))).find((order) => order !== null) ?? null;
