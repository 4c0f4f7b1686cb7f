/** An .xls workbook (Excel 97 to 2003, BIFF8) to its sheets. */
import { wrongKind } from "../../core/issues/file.ts";
import type { Issue } from "../../core/issues/issue.ts";
import type { WorkbookSheet } from "../workbook-sheet.ts";
import { type BiffRecord, biffRecords, biffText, partsReader } from "./biff-records.ts";
import { byteReader, DamagedBytes } from "./byte-reader.ts";
import { openCompoundFile } from "./compound-file.ts";
import { builtInFormat } from "./number-format.ts";
import { readXlsSheet } from "./xls-sheet.ts";

/** What the cells of every sheet refer to. */
export interface XlsGlobals {
  readonly texts: readonly string[];
  /** Number format of each cell format. */
  readonly formats: readonly string[];
  readonly is1904: boolean;
}

export interface XlsWorkbook {
  readonly sheets: readonly WorkbookSheet[];
  readonly dateSystem: "1900" | "1904";
}

interface SheetPlace {
  readonly name: string;
  readonly start: number;
  readonly visibility: number;
}

/**
 * Reads texts, numbers, results of formulas, dates, merged cells, hidden rows, columns and sheets. Workbooks with a
 * password and those of Excel 95 and before are refused.
 *
 * Source: [MS-XLS], sections 2.4 and 2.5.
 *
 * @throws DamagedBytes
 */
export function readXls(bytes: Uint8Array, file: string): XlsWorkbook | { readonly issue: Issue } {
  const refused = (kind: string, advice: string): { issue: Issue } => ({
    issue: wrongKind(file, "an Excel workbook of 1997 or later (.xls)", kind, advice),
  });
  const container = openCompoundFile(bytes);
  if (container.names.includes("EncryptedPackage"))
    return refused("a workbook with a password", "open it, remove the password and save it as .xlsx");
  const stream = container.stream("Workbook");
  if (stream === null)
    return container.names.includes("Book")
      ? refused("a workbook of Excel 95 or before", "open it and save it as .xlsx")
      : refused("another kind of Office document", "save the table as .xlsx or CSV");
  const read = readGlobals(stream);
  if (read === null)
    return refused("a workbook with a password", "open it, remove the password and save it as .xlsx");
  const { globals, places } = read;
  const sheets = places.map((place) => ({
    ...readXlsSheet(stream, place.start, place.name, globals),
    hidden: place.visibility === 1,
    veryHidden: place.visibility === 2,
  }));
  return { sheets, dateSystem: globals.is1904 ? "1904" : "1900" };
}

const BOF = 0x809;
const EOF = 0x0a;
const FILE_PASS = 0x2f;
const BOUND_SHEET = 0x85;
const DATE_MODE = 0x22;
const SHARED_TEXTS = 0xfc;
const FORMAT = 0x41e;
const CELL_FORMAT = 0xe0;
const BIFF8 = 0x600;

/** Null where the workbook is encrypted. */
function readGlobals(stream: Uint8Array): { globals: XlsGlobals; places: SheetPlace[] } | null {
  const own = new Map<number, string>();
  const cellFormats: number[] = [];
  const places: SheetPlace[] = [];
  let texts: string[] = [];
  let is1904 = false;
  for (const record of biffRecords(stream, 0)) {
    const [first = new Uint8Array()] = record.parts;
    const reader = byteReader(first, true);
    if (record.type === EOF) break;
    if (record.type === FILE_PASS) return null;
    if (record.type === BOF && reader.u16() !== BIFF8) throw new DamagedBytes("another version than BIFF8");
    if (record.type === DATE_MODE) is1904 = reader.u16() === 1;
    if (record.type === BOUND_SHEET) {
      const place = sheetPlace(record);
      if (place !== null) places.push(place);
    }
    if (record.type === FORMAT) own.set(reader.u16(), biffText(partsReader([first.subarray(2)]), 2));
    if (record.type === CELL_FORMAT) {
      reader.skip(2);
      cellFormats.push(reader.u16());
    }
    if (record.type === SHARED_TEXTS) texts = sharedTexts(record);
  }
  const formats = cellFormats.map((index) => own.get(index) ?? builtInFormat(index));
  return { globals: { texts, formats, is1904 }, places };
}

/** Null for charts, macros and other things that are not tables. */
function sheetPlace({ parts }: BiffRecord): SheetPlace | null {
  const reader = partsReader(parts);
  const start = reader.u32();
  const visibility = reader.u8() & 3;
  const kind = reader.u8();
  const name = biffText(reader, 1);
  return kind === 0 ? { name, start, visibility } : null;
}

function sharedTexts({ parts }: BiffRecord): string[] {
  const reader = partsReader(parts);
  reader.skip(4);
  const count = reader.u32();
  const texts: string[] = [];
  while (texts.length < count && reader.left()) texts.push(biffText(reader, 2));
  if (texts.length < count) throw new DamagedBytes(`${texts.length} of ${count} texts`);
  return texts;
}
