/** One sheet of an .xls workbook: its cells, and what is hidden or merged. */
import type { SheetCell, SheetValue, WorkbookSheet } from "../workbook-sheet.ts";
import { type BiffRecord, biffRecords, biffText, partsReader } from "./biff-records.ts";
import { type ByteReader, byteReader, DamagedBytes } from "./byte-reader.ts";
import { isDateFormat, serialDate } from "./number-format.ts";
import type { XlsGlobals } from "./read-xls.ts";

const BOF = 0x809;
const EOF = 0x0a;
const ROW = 0x208;
const COLUMN_INFO = 0x7d;
const MERGED_CELLS = 0xe5;
const NUMBER = 0x203;
const SHORT_NUMBER = 0x27e;
const SHORT_NUMBERS = 0xbd;
const SHARED_TEXT = 0xfd;
const OWN_TEXT = 0x204;
const RICH_TEXT = 0xd6;
const BOOLEAN_OR_ERROR = 0x205;
const FORMULA = 0x06;
const FORMULA_TEXT = 0x207;

const ERRORS: Readonly<Record<number, string>> = {
  0x00: "#NULL!",
  0x07: "#DIV/0!",
  0x0f: "#VALUE!",
  0x17: "#REF!",
  0x1d: "#NAME?",
  0x24: "#NUM!",
  0x2a: "#N/A",
};

/** The sheet whose records begin at `start`. */
export function readXlsSheet(
  stream: Uint8Array,
  start: number,
  name: string,
  globals: XlsGlobals,
): WorkbookSheet {
  const sheet = emptySheet(globals);
  let depth = 0;
  for (const record of biffRecords(stream, start)) {
    if (record.type === BOF) depth++;
    else if (record.type === EOF) {
      depth--;
      if (depth <= 0) break;
    } else if (depth === 1) readRecord(record, sheet);
    if (depth === 0) throw new DamagedBytes(`no sheet ${name} where the workbook says`);
  }
  const { rows, cells, rowDefs, merges, columns } = sheet;
  return {
    name,
    rows: Array.from(rows, (row) => Array.from(row ?? [], (value) => value ?? null)),
    cells,
    rowDefs,
    merges,
    columns: Array.from(columns, (column) => column ?? {}),
  };
}

interface OpenSheet {
  readonly globals: XlsGlobals;
  readonly rows: (SheetValue[] | undefined)[];
  readonly cells: Map<string, SheetCell>;
  readonly rowDefs: Map<number, { hidden: boolean }>;
  readonly merges: { startRow: number; startCol: number; endRow: number; endCol: number }[];
  readonly columns: ({ hidden: boolean } | undefined)[];
  /** The cell of a formula whose text follows in a record of its own. */
  awaiting: { readonly row: number; readonly column: number; readonly format: number } | null;
}

const emptySheet = (globals: XlsGlobals): OpenSheet => ({
  globals,
  rows: [],
  cells: new Map(),
  rowDefs: new Map(),
  merges: [],
  columns: [],
  awaiting: null,
});

function readRecord(record: BiffRecord, sheet: OpenSheet): void {
  const [first = new Uint8Array()] = record.parts;
  const reader = byteReader(first, true);
  switch (record.type) {
    case ROW: {
      const row = reader.u16();
      reader.skip(10);
      if ((reader.u16() & 0x20) !== 0) sheet.rowDefs.set(row, { hidden: true });
      return;
    }
    case COLUMN_INFO: {
      const [from, to] = [reader.u16(), reader.u16()];
      reader.skip(4);
      const hidden = (reader.u16() & 1) === 1;
      for (let column = from; column <= Math.min(to, 255); column++) sheet.columns[column] = { hidden };
      return;
    }
    case MERGED_CELLS: {
      const count = reader.u16();
      for (let i = 0; i < count; i++) {
        const [startRow, endRow, startCol, endCol] = [reader.u16(), reader.u16(), reader.u16(), reader.u16()];
        sheet.merges.push({ startRow, startCol, endRow, endCol });
      }
      return;
    }
    case SHORT_NUMBERS: {
      const row = reader.u16();
      let column = reader.u16();
      while (reader.left() > 2) {
        const format = reader.u16();
        putNumber(sheet, row, column++, format, shortNumber(reader.u32()), false);
      }
      return;
    }
    case FORMULA_TEXT: {
      const { awaiting } = sheet;
      if (awaiting === null) return;
      put(sheet, awaiting.row, awaiting.column, awaiting.format, biffText(partsReader(record.parts), 2), {
        formula: "",
      });
      sheet.awaiting = null;
      return;
    }
    case NUMBER:
    case SHORT_NUMBER:
    case SHARED_TEXT:
    case OWN_TEXT:
    case RICH_TEXT:
    case BOOLEAN_OR_ERROR:
    case FORMULA:
      readCell(record, reader, sheet);
      return;
    default:
  }
}

function readCell(record: BiffRecord, reader: ByteReader, sheet: OpenSheet): void {
  const [row, column, format] = [reader.u16(), reader.u16(), reader.u16()];
  switch (record.type) {
    case NUMBER:
      putNumber(sheet, row, column, format, reader.f64(), false);
      return;
    case SHORT_NUMBER:
      putNumber(sheet, row, column, format, shortNumber(reader.u32()), false);
      return;
    case SHARED_TEXT: {
      const text = sheet.globals.texts[reader.u32()];
      if (text === undefined) throw new DamagedBytes("a cell that refers to a text that is not there");
      put(sheet, row, column, format, text, {});
      return;
    }
    case OWN_TEXT:
    case RICH_TEXT: {
      const parts = partsReader(record.parts);
      parts.skip(6);
      put(sheet, row, column, format, biffText(parts, 2), {});
      return;
    }
    case BOOLEAN_OR_ERROR: {
      const [code, isError] = [reader.u8(), reader.u8()];
      putBooleanOrError(sheet, row, column, format, code, isError === 1, {});
      return;
    }
    default:
      readFormula(reader, sheet, row, column, format);
  }
}

/** The stored result: a number, or, where its last two bytes are 0xffff, what its first byte says. */
function readFormula(
  reader: ByteReader,
  sheet: OpenSheet,
  row: number,
  column: number,
  format: number,
): void {
  const result = reader.take(8);
  if (result[6] !== 0xff || result[7] !== 0xff) {
    putNumber(sheet, row, column, format, byteReader(result, true).f64(), true);
    return;
  }
  const [kind = 0, , code = 0] = result;
  if (kind === 0) sheet.awaiting = { row, column, format };
  else if (kind === 3) put(sheet, row, column, format, "", { formula: "" });
  else putBooleanOrError(sheet, row, column, format, code, kind === 2, { formula: "" });
}

function putNumber(
  sheet: OpenSheet,
  row: number,
  column: number,
  format: number,
  value: number,
  isResult: boolean,
): void {
  const { formats, is1904 } = sheet.globals;
  const shown = isDateFormat(formats[format] ?? "") ? serialDate(value, is1904) : value;
  put(sheet, row, column, format, shown, isResult ? { formula: "" } : {});
}

function putBooleanOrError(
  sheet: OpenSheet,
  row: number,
  column: number,
  format: number,
  code: number,
  isError: boolean,
  cell: SheetCell,
): void {
  if (isError) put(sheet, row, column, format, ERRORS[code] ?? "#ERROR", { ...cell, type: "error" });
  else put(sheet, row, column, format, code === 1, cell);
}

const MOST_COLUMNS = 256;

function put(
  sheet: OpenSheet,
  row: number,
  column: number,
  format: number,
  value: SheetValue,
  cell: SheetCell,
): void {
  if (column >= MOST_COLUMNS) throw new DamagedBytes(`a cell in column ${column + 1}`);
  const cells = sheet.rows[row] ?? [];
  cells[column] = value;
  sheet.rows[row] = cells;
  const numFmt = sheet.globals.formats[format] ?? "";
  if (numFmt !== "" || cell.formula !== undefined || cell.type !== undefined)
    sheet.cells.set(`${row},${column}`, { ...cell, style: { numFmt } });
}

/**
 * A number in four bytes: bit 0 says that it was multiplied by 100, bit 1 that it is whole; else the other 30 bits are the
 * upper ones of a double.
 *
 * @example shortNumber(0x02 | (1234 << 2)) // 1234
 */
function shortNumber(bits: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setUint32(4, (bits & 0xfffffffc) >>> 0, true);
  const value = (bits & 2) === 0 ? view.getFloat64(0, true) : (bits | 0) >> 2;
  return (bits & 1) === 0 ? value : value / 100;
}
