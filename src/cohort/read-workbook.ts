/** A sheet of an .xlsx or .xls workbook to a table of text cells. Adapter of hucre: nothing else imports it. */
import {
  damagedFile,
  formulaColumn,
  formulaWithoutValue,
  hiddenColumns,
  hiddenRows,
  hiddenSheets,
  leadingZeroFormat,
  mergedCells,
  noVisibleSheet,
  numberStoredAsText,
  percentAsText,
  percentFormat,
  severalSheets,
  sheetMissing,
  spreadsheetError,
  wrongKind,
} from "../core/issues/file.ts";
import type { Issue } from "../core/issues/issue.ts";
import { isZip, wrongKindOf } from "./decode-text.ts";
import { nearest } from "./nearest.ts";
import type { DecimalMark } from "./number-text.ts";
import { DamagedBytes } from "./read/byte-reader.ts";
import { isCompoundFile } from "./read/compound-file.ts";
import { readXls } from "./read/read-xls.ts";
import type { TableReading } from "./read-delimited.ts";
import { shapeTable } from "./table-shape.ts";
import type { SheetCell, SheetValue, WorkbookSheet } from "./workbook-sheet.ts";
import { checkArchive } from "./zip-guard.ts";

/** A sheet as text cells, nothing set aside. */
export interface SheetRows {
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: readonly (readonly (string | null)[])[];
}

/** Every sheet of a workbook, new or old by its first bytes, as rows of text, for readers that know their layout themselves. */
export async function readSheets(
  bytes: Uint8Array,
  file: string,
): Promise<{ readonly sheets: readonly SheetRows[]; readonly issues: readonly Issue[] }> {
  const opened = isCompoundFile(bytes) ? openOldWorkbook(bytes, file) : await openNewWorkbook(bytes, file);
  if ("issue" in opened) return { sheets: [], issues: [opened.issue] };
  const sheets = opened.sheets.map((sheet) => ({
    name: sheet.name,
    hidden: isHidden(sheet),
    rows: rowsOf(sheet),
  }));
  return { sheets, issues: [] };
}

/** Reads the named sheet, or the first visible one with data. */
export async function readWorkbook(
  bytes: Uint8Array,
  file: string,
  options: { readonly sheet?: string; readonly decimal?: DecimalMark },
): Promise<TableReading> {
  const opened = /\.xls$/i.test(file) ? openOldWorkbook(bytes, file) : await openNewWorkbook(bytes, file);
  if ("issue" in opened) return { table: null, issues: [opened.issue] };
  const { sheets, dateSystem } = opened;

  const issues: Issue[] = [];
  const sheet = chooseSheet(sheets, file, options.sheet, issues);
  if (sheet === null) return { table: null, issues };
  const shaped = shapeTable(rowsOf(sheet), file, (index) => index + 1);
  if (shaped === null) return { table: null, issues: [...issues, noVisibleSheet(file, [])] };
  issues.push(...shaped.issues);
  const { columns, records, rowNumbers } = shaped;
  issues.push(...sheetRemarks(sheet, file, columns, new Set(rowNumbers), shaped.headerIndex));
  const format = /\.xls$/i.test(file) ? "xls" : "xlsx";
  const dialect = { format, decimal: options.decimal ?? ".", dateSystem, sheet: sheet.name };
  const names = sheets.filter((other) => !isHidden(other) && holdsData(other)).map(({ name }) => name);
  return {
    table: {
      file,
      sheet: sheet.name,
      ...(names.length > 1 ? { sheets: names } : {}),
      columns,
      records,
      rowNumbers,
      dialect,
    },
    issues,
  };
}

type OpenedWorkbook =
  | { readonly sheets: readonly WorkbookSheet[]; readonly dateSystem: string }
  | { readonly issue: Issue };

async function openNewWorkbook(bytes: Uint8Array, file: string): Promise<OpenedWorkbook> {
  const expected = "an Excel workbook (.xlsx)";
  if (!isZip(bytes)) {
    const kind = wrongKindOf(bytes, file, expected);
    return {
      issue: kind ?? wrongKind(file, expected, "a file of another kind", "if it is text, rename it to .csv"),
    };
  }
  const danger = await checkArchive(bytes, file);
  if (danger !== null) return { issue: danger };
  try {
    const { readXlsx } = await import("hucre/xlsx");
    const workbook = await readXlsx(bytes, { readStyles: true });
    return { sheets: workbook.sheets, dateSystem: workbook.dateSystem ?? "1900" };
  } catch (error) {
    return { issue: damagedFile(file, expected, (error as Error).message) };
  }
}

function openOldWorkbook(bytes: Uint8Array, file: string): OpenedWorkbook {
  const expected = "an Excel workbook of 1997 or later (.xls)";
  if (isZip(bytes))
    return {
      issue: wrongKind(file, expected, "an Excel workbook (.xlsx) or a ZIP archive", "rename it to .xlsx"),
    };
  if (!isCompoundFile(bytes)) {
    const advice = "if it is text, as some instruments write it, rename it to .txt";
    return {
      issue:
        wrongKindOf(bytes, file, expected) ?? wrongKind(file, expected, "a file of another kind", advice),
    };
  }
  try {
    return readXls(bytes, file);
  } catch (error) {
    if (!(error instanceof DamagedBytes || error instanceof RangeError)) throw error;
    return { issue: damagedFile(file, expected, error.message) };
  }
}

/** All rows as wide as the widest. */
function rowsOf(sheet: WorkbookSheet): (string | null)[][] {
  const rows = sheet.rows.map((row, i) =>
    row.map((value, j) => cellText(value, sheet.cells?.get(`${i},${j}`))),
  );
  const width = Math.max(0, ...rows.map((row) => row.length));
  return rows.map((row) => [...row, ...Array.from({ length: width - row.length }, () => null)]);
}

const isHidden = (sheet: WorkbookSheet): boolean => sheet.hidden === true || sheet.veryHidden === true;
const holdsData = (sheet: WorkbookSheet): boolean =>
  sheet.rows.some((row) => row.some((value) => value !== null && value !== ""));

function chooseSheet(
  sheets: readonly WorkbookSheet[],
  file: string,
  wanted: string | undefined,
  issues: Issue[],
): WorkbookSheet | null {
  const hidden = sheets.filter((sheet) => isHidden(sheet)).map((sheet) => sheet.name);
  const visible = sheets.filter((sheet) => !isHidden(sheet) && holdsData(sheet));
  if (wanted !== undefined) {
    const names = sheets.map((sheet) => sheet.name);
    const found = sheets.find((sheet) => sheet.name === wanted);
    if (found === undefined) issues.push(sheetMissing(file, wanted, names, nearest(wanted, names)));
    else if (isHidden(found)) issues.push(hiddenSheets(file, [found.name], true));
    return found ?? null;
  }
  const [first, ...others] = visible;
  if (first === undefined) {
    issues.push(noVisibleSheet(file, hidden));
    return null;
  }
  if (hidden.length > 0) issues.push(hiddenSheets(file, hidden, false));
  if (others.length > 0)
    issues.push(
      severalSheets(
        file,
        first.name,
        others.map((sheet) => sheet.name),
      ),
    );
  return first;
}

/** The text of a cell before typing: what is stored, not how it is rounded for the screen. */
function cellText(value: SheetValue, cell: SheetCell | undefined): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return dateText(value, cell?.style?.numFmt ?? "");
  if (typeof value === "number") return isPaddedId(value, cell) ? shownPadded(value, cell) : String(value);
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  return value;
}

function dateText(date: Date, format: string): string {
  const seconds = new Date(Math.round(date.getTime() / 1000) * 1000);
  if (Number.isNaN(seconds.getTime())) return "";
  const iso = seconds.toISOString();
  // A format without year or day shows a time of day; its date part is an artefact of the epoch.
  if (format !== "" && !/[yd]/i.test(format.replaceAll(/"[^"]*"|\\./g, ""))) return iso.slice(11, 19);
  return iso.slice(11, 19) === "00:00:00" ? iso.slice(0, 10) : iso.slice(0, 19);
}

const isPaddedId = (value: number, cell: SheetCell | undefined): boolean =>
  Number.isInteger(value) && value >= 0 && /^0{2,}$/.test(cell?.style?.numFmt ?? "");

const shownPadded = (value: number, cell: SheetCell | undefined): string =>
  String(value).padStart(cell?.style?.numFmt?.length ?? 0, "0");

/** Everything that a person at a spreadsheet sees, or does not see, and a table of text loses. */
function sheetRemarks(
  sheet: WorkbookSheet,
  file: string,
  columns: readonly string[],
  dataRows: ReadonlySet<number>,
  headerIndex: number,
): Issue[] {
  const issues: Issue[] = [];
  const place = (column: number, rows: readonly number[]) => ({
    file,
    sheet: sheet.name,
    column: columns[column] ?? `column_${column + 1}`,
    rows,
  });
  for (const [j] of columns.entries())
    issues.push(...columnRemarks(sheet, j, dataRows, (rows) => place(j, rows)));
  for (const [j, column] of (sheet.columns ?? []).entries())
    if (column.hidden === true && j < columns.length) issues.push(hiddenColumns(place(j, [])));
  const hidden = [...(sheet.rowDefs ?? [])].flatMap(([i, row]) =>
    row.hidden === true && dataRows.has(i + 1) ? [i + 1] : [],
  );
  if (hidden.length > 0) issues.push(hiddenRows(file, sheet.name, hidden));
  for (const inData of [false, true]) {
    const merges = (sheet.merges ?? []).filter((merge) => merge.endRow > headerIndex === inData);
    const ranges = merges.map((m) => `${cellName(m.startRow, m.startCol)}:${cellName(m.endRow, m.endCol)}`);
    if (ranges.length > 0) issues.push(mergedCells(file, sheet.name, ranges, inData));
  }
  return issues;
}

type RowsPlace = (rows: readonly number[]) => {
  file: string;
  sheet: string;
  column: string;
  rows: readonly number[];
};

function columnRemarks(
  sheet: WorkbookSheet,
  j: number,
  dataRows: ReadonlySet<number>,
  place: RowsPlace,
): Issue[] {
  const errors = new Map<string, number[]>();
  const lost: number[] = [];
  const formulas: number[] = [];
  const percents: number[] = [];
  const padded: number[] = [];
  const numericTexts: number[] = [];
  const percentTexts = new Map<string, number[]>();
  let numbers = 0;
  for (const row of dataRows) {
    const value = sheet.rows[row - 1]?.[j] ?? null;
    const cell = sheet.cells?.get(`${row - 1},${j}`);
    const format = cell?.style?.numFmt ?? "";
    if (cell?.type === "error") errors.set(String(value), [...(errors.get(String(value)) ?? []), row]);
    else if (cell?.formula !== undefined) (value === null ? lost : formulas).push(row);
    if (typeof value === "number") {
      numbers++;
      if (format.includes("%")) percents.push(row);
      if (isPaddedId(value, cell)) padded.push(row);
    } else if (typeof value === "string" && /^[+-]?\d+(?:[.,]\d+)?$/.test(value.trim()))
      numericTexts.push(row);
    else if (typeof value === "string" && /^[+-]?\d+(?:[.,]\d+)?\s?%$/.test(value.trim()))
      percentTexts.set(value, [...(percentTexts.get(value) ?? []), row]);
  }
  const stored = (row: number | undefined): number => Number(sheet.rows[(row ?? 1) - 1]?.[j] ?? 0);
  const issues = [...errors].map(([text, rows]) => spreadsheetError(place(rows), text));
  const formula = sheet.cells?.get(`${(lost[0] ?? 1) - 1},${j}`)?.formula;
  if (lost.length > 0) issues.push(formulaWithoutValue(place(lost), formula ?? ""));
  if (formulas.length > 0) issues.push(formulaColumn(place(formulas)));
  if (percents.length > 0) {
    const fraction = stored(percents[0]);
    issues.push(
      percentFormat(place(percents), String(fraction), `${Number((fraction * 100).toPrecision(12))}%`),
    );
  }
  if (padded.length > 0) {
    const cell = sheet.cells?.get(`${(padded[0] ?? 1) - 1},${j}`);
    const value = stored(padded[0]);
    issues.push(leadingZeroFormat(place(padded), String(value), shownPadded(value, cell)));
  }
  if (numbers > 0) for (const [text, rows] of percentTexts) issues.push(percentAsText(place(rows), text));
  if (numbers > 0 && numericTexts.length > 0) issues.push(numberStoredAsText(place(numericTexts)));
  return issues;
}

function cellName(row: number, column: number): string {
  let letters = "";
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26))
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  return `${letters}${row + 1}`;
}
