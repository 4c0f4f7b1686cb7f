/** Bytes of an instrument's file to sheets of text cells; nothing is set aside, and no row is lost. */
import { damagedFile, damagedText, emptyFile, hiddenSheets, tooLarge } from "../../core/issues/file.ts";
import type { Issue } from "../../core/issues/issue.ts";
import { ambiguousPlateNumber, noFinalLineEnd, quotesTakenLiterally } from "../../core/issues/plate-file.ts";
import { decodeText, isZip, type TextEncoding, wrongKindOf } from "../../cohort/decode-text.ts";
import { guessDelimiter } from "../../cohort/delimiter.ts";
import { MAX_FILE_BYTES } from "../../cohort/file-limit.ts";
import { type DecimalMark, decimalEvidence } from "../../cohort/number-text.ts";
import { splitQuoted, splitText } from "../../cohort/read-delimited.ts";
import { type BinaryFormat, binaryFormatOf, readBinary } from "../../cohort/read/read-binary.ts";
import { readSheets } from "../../cohort/read-workbook.ts";
import { isCompoundFile } from "../../cohort/read/compound-file.ts";

export interface SourceSheet {
  /** Absent in a text file. */
  readonly name?: string;
  /** Trimmed cells; a row's number is its index plus one. */
  readonly rows: readonly (readonly string[])[];
}

export interface Source {
  readonly file: string;
  /** The decoded text; null for a workbook. */
  readonly text: string | null;
  readonly encoding: TextEncoding | null;
  readonly delimiter: string | null;
  /** By the majority of the cells that have one reading. */
  readonly decimal: DecimalMark;
  readonly sheets: readonly SourceSheet[];
}

/** The delimiter of the kinds whose first lines would mislead a guess. */
const TELLING_LINES: readonly RegExp[] = [
  /^(?:"?Program"?)([,;\t|])"?xPONENT/m,
  /^"?Analyte"?([,;\t|])"?Type"?\1/m,
  /^"?Sample"?([,;\t|])(?:"?Assay"?|"?Well"?)\1/m,
  /^"?Sample Barcode"?([,;\t|])/m,
  /^"?INSTRUMENT TYPE"?([,;\t|])/m,
  /^##BLOCKS=.*\s(?:Plate|Group):(\t)/,
  /^Software Version(\t)/m,
  /^FileName\s*:(\t)/m,
];

const delimiterOf = (text: string): string => {
  for (const pattern of TELLING_LINES) {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined) return found;
  }
  return guessDelimiter(text);
};

/** A lone carriage return ends a line only where all lines end so. */
export const endsWithLine = (text: string): boolean =>
  text.endsWith("\n") || (text.endsWith("\r") && !text.includes("\n"));

/** Null with the issues that say why where the bytes are no text and no workbook. */
export async function readSource(
  bytes: Uint8Array,
  file: string,
): Promise<{ readonly source: Source | null; readonly issues: readonly Issue[] }> {
  if (bytes.length === 0) return { source: null, issues: [emptyFile(file)] };
  if (bytes.length > MAX_FILE_BYTES)
    return { source: null, issues: [tooLarge(file, bytes.length, MAX_FILE_BYTES)] };
  if (isZip(bytes) || isCompoundFile(bytes)) return workbookSource(bytes, file);
  const parquet = binaryFormatOf("table.parquet");
  if (parquet?.isOne(bytes) === true) return parquetSource(bytes, file, parquet);
  const kind = wrongKindOf(bytes, file, "a text file or a workbook of an instrument");
  if (kind !== null) return { source: null, issues: [kind] };

  const decoded = decodeText(bytes, file);
  const issues = [...decoded.issues];
  if (decoded.text === null) return { source: null, issues };
  if (decoded.text.trim() === "") return { source: null, issues: [...issues, emptyFile(file)] };
  if (decoded.damaged) {
    const line = decoded.text.slice(0, decoded.text.indexOf("\ufffd")).split("\n").length;
    issues.push(damagedText({ file, column: "", rows: [line] }, "a cell"));
  }
  const { text, encoding } = decoded;
  // A document is no table; its reader takes the text.
  if (/^\s*<\?xml/.test(text))
    return { source: { file, text, encoding, delimiter: null, decimal: ".", sheets: [] }, issues };
  if (!endsWithLine(text)) issues.push(noFinalLineEnd(file, text.split("\n").length));
  const delimiter = delimiterOf(text);
  const { rows, issue } = split(text, delimiter, file);
  if (issue !== null) issues.push(issue);
  const sheets = [{ rows }];
  const { mark, unclear } = decimalOf(sheets, delimiter);
  if (unclear !== null)
    issues.push(ambiguousPlateNumber({ file, column: "", rows: [unclear.row] }, unclear.cell));
  return { source: { file, text, encoding, delimiter, decimal: mark, sheets }, issues };
}

/** Olink exports its long tables as Parquet too. */
async function parquetSource(
  bytes: Uint8Array,
  file: string,
  format: BinaryFormat,
): Promise<{ readonly source: Source | null; readonly issues: readonly Issue[] }> {
  const { table, issues } = await readBinary(bytes, file, format, {});
  if (table === null) return { source: null, issues };
  const rows = [table.columns, ...table.records.map((record) => record.map((cell) => cell ?? ""))];
  return {
    source: { file, text: null, encoding: null, delimiter: null, decimal: ".", sheets: [{ rows }] },
    issues,
  };
}

async function workbookSource(
  bytes: Uint8Array,
  file: string,
): Promise<{ readonly source: Source | null; readonly issues: readonly Issue[] }> {
  const { sheets, issues } = await readSheets(bytes, file);
  if (issues.length > 0) return { source: null, issues };
  const hidden = sheets.filter((sheet) => sheet.hidden).map(({ name }) => name);
  const visible = sheets
    .filter((sheet) => !sheet.hidden)
    .map(({ name, rows }) => ({ name, rows: rows.map((row) => row.map((cell) => (cell ?? "").trim())) }));
  if (visible.every((sheet) => sheet.rows.length === 0))
    return { source: null, issues: [damagedFile(file, "a visible sheet with data", "none")] };
  return {
    source: {
      file,
      text: null,
      encoding: null,
      delimiter: null,
      decimal: decimalOf(visible, null).mark,
      sheets: visible,
    },
    issues: hidden.length === 0 ? [] : [hiddenSheets(file, hidden, false)],
  };
}

/** Misplaced quotes must not hide the rest of a plate: the lines are then split without regard to them. */
function split(text: string, delimiter: string, file: string): { rows: string[][]; issue: Issue | null } {
  const trimmed = (rows: string[][]): string[][] => rows.map((row) => row.map((cell) => cell.trim()));
  try {
    return { rows: trimmed(splitText(text, delimiter)), issue: null };
  } catch (error) {
    const line = Number((error as { lines?: unknown }).lines ?? 1);
    const bare = (cell: string): string => cell.replace(/^"(.*)"$/, "$1").replace(/^"/, "");
    try {
      return {
        rows: trimmed(splitQuoted(text, delimiter, true)),
        issue: quotesTakenLiterally(file, line),
      };
    } catch {
      const rows = text.split(/\r\n|\n|\r/).map((one) => oneLine(one, delimiter).map((cell) => bare(cell)));
      return { rows: trimmed(rows), issue: quotesTakenLiterally(file, line) };
    }
  }
}

function oneLine(line: string, delimiter: string): string[] {
  try {
    return splitQuoted(line, delimiter, true)[0] ?? [""];
  } catch {
    return line.split(delimiter);
  }
}

interface Decimal {
  readonly mark: DecimalMark;
  /** The first of the cells such as `1.234` in a file that does not say whether they are thousands. */
  readonly unclear: { readonly row: number; readonly cell: string } | null;
}

/**
 * Cells with one reading vote; a tie means a point. Programs write semicolons where the decimal mark is a comma: there `1.234`
 * may be 1234, unless another cell votes.
 */
function decimalOf(sheets: readonly SourceSheet[], delimiter: string | null): Decimal {
  let points = 0;
  let commas = 0;
  let unclear: Decimal["unclear"] = null;
  for (const { rows } of sheets)
    for (const [i, row] of rows.entries())
      for (const cell of row) {
        if (!cell.includes(",") && !cell.includes(".")) continue;
        const evidence = decimalEvidence(cell);
        if (evidence === ".") points++;
        if (evidence === ",") commas++;
        if (evidence === "ambiguous-point" && delimiter === ";") unclear ??= { row: i + 1, cell };
      }
  return { mark: commas > points ? "," : ".", unclear: points + commas > 0 ? null : unclear };
}
