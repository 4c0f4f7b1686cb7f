/** Text with separators to a table of text cells. Adapter of csv-parse: nothing else imports it. */
import { type CsvError, parse } from "csv-parse/sync";
import {
  type CellPlace,
  controlCharacter,
  damagedText,
  emptyFile,
  formulaLike,
  mixedNewlines,
  strayQuote,
  unclosedQuote,
} from "../core/issues/file.ts";
import type { Issue } from "../core/issues/issue.ts";
import { decodeText, type TextEncoding } from "./decode-text.ts";
import { decideDecimal } from "./decimal-mark.ts";
import { guessDelimiter } from "./delimiter.ts";
import { type DecimalMark, readNumber } from "./number-text.ts";
import { splitSimple } from "./split-simple.ts";
import { type Row, type ShapedTable, shapeTable } from "./table-shape.ts";
import type { TextTable } from "./text-table.ts";

export interface DelimitedOptions {
  readonly delimiter?: string;
  readonly decimal?: DecimalMark;
  readonly encoding?: TextEncoding;
}

export interface TableReading {
  readonly table: TextTable | null;
  readonly issues: Issue[];
}

/** Reads CSV, TSV and their kin: decoding, delimiter, records, header and decimal mark, each reported in `dialect`. */
export function readDelimited(bytes: Uint8Array, file: string, options: DelimitedOptions): TableReading {
  const decoded = decodeText(bytes, file, options.encoding);
  const issues = [...decoded.issues];
  if (decoded.text === null) return { table: null, issues };
  const announced = /^sep=(.)\r?\n/i.exec(decoded.text);
  const text = announced === null ? decoded.text : decoded.text.slice(announced[0].length);
  if (text.trim() === "") return { table: null, issues: [...issues, emptyFile(file)] };

  const delimiter = options.delimiter ?? announced?.[1] ?? guessDelimiter(text);
  const newlines = kindsOfNewline(text);
  let rows: string[][];
  try {
    rows = splitText(text, delimiter);
  } catch (error) {
    return { table: null, issues: [...issues, quoteIssue(error as CsvError, text, delimiter, file)] };
  }
  if (newlines.length > 1)
    issues.push(
      mixedNewlines(
        file,
        newlines.map((newline) => NEWLINE_NAMES[newline] ?? newline),
      ),
    );

  const shaped = shapeTable(rows, file, (index) => index + 1, lineCounter(rows));
  if (shaped === null) return { table: null, issues: [...issues, emptyFile(file)] };
  issues.push(...shaped.issues, ...strangeCharacters(shaped, file, text, decoded.damaged));
  issues.push(...formulaLikeCells(shaped, file));
  const decided = decideDecimal(shaped, file, delimiter, options.decimal);
  issues.push(...decided.issues);
  const dialect = {
    format: "text",
    encoding: decoded.encoding,
    byteOrderMark: decoded.mark ? "yes" : "no",
    delimiter,
    decimal: decided.decimal,
    newline: newlines.map((newline) => NEWLINE_NAMES[newline] ?? newline).join(", "),
  };
  const { columns, records, rowNumbers } = shaped;
  return { table: { file, columns, records, rowNumbers, dialect }, issues };
}

/** Rows of cells: simple texts at once, all others by the rules of RFC 4180. Throws a CsvError on misplaced quotes. */
export const splitText = (text: string, delimiter: string): string[][] =>
  splitSimple(text, delimiter) ?? splitQuoted(text, delimiter);

/**
 * Rows of cells by the rules of RFC 4180, however long the rows are. Throws a CsvError on misplaced quotes;
 * `relaxed` takes a quote inside a cell that is not quoted as a character of it.
 */
export const splitQuoted = (text: string, delimiter: string, relaxed = false): string[][] =>
  parse(text, {
    delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: relaxed,
    skip_empty_lines: false,
  });

const NEWLINE_NAMES: Readonly<Record<string, string>> = { "\r\n": "CRLF", "\n": "LF", "\r": "CR" };

// Newlines inside quoted cells do not count: they belong to the cell.
function kindsOfNewline(text: string): string[] {
  const kinds = new Set<string>();
  const bare = text.includes('"') ? text.replaceAll(/"(?:[^"]|"")*"/g, "") : text;
  if (bare.includes("\r\n")) kinds.add("\r\n");
  if (/(?:^|[^\r])\n/.test(bare)) kinds.add("\n");
  if (/\r(?!\n)/.test(bare)) kinds.add("\r");
  return [...kinds];
}

/** The line where a row begins, counting newlines inside quoted cells; walked only when an issue asks. */
function lineCounter(rows: readonly Row[]): (index: number) => number {
  let starts: number[] | null = null;
  return (index) => {
    if (starts === null) {
      let line = 1;
      starts = rows.map((row) => {
        const start = line;
        line += 1;
        for (const cell of row) if (cell?.includes("\n") || cell?.includes("\r")) line += newlinesIn(cell);
        return start;
      });
    }
    return starts[index] ?? index + 1;
  };
}

const newlinesIn = (text: string): number => text.match(/\r\n|\n|\r/g)?.length ?? 0;

interface QuotePosition {
  readonly line: number;
  readonly row: number;
  readonly field: number;
}

function quoteIssue(error: CsvError, text: string, delimiter: string, file: string): Issue {
  const header = text.split(/\r\n|\n|\r/, 1)[0]?.split(delimiter) ?? [];
  const nameOf = (field: number): string | undefined => header[field]?.replaceAll('"', "").trim();
  const open = openQuote(text, delimiter);
  if (error.code === "CSV_QUOTE_NOT_CLOSED" && open !== null)
    return unclosedQuote(file, open.line, open.row, nameOf(open.field));
  const line = typeof error["lines"] === "number" ? error["lines"] : 1;
  const row = typeof error["records"] === "number" ? error["records"] + 1 : line;
  return strayQuote(file, line, row, typeof error.column === "number" ? nameOf(error.column) : undefined);
}

// Where the quote that is still open at the end of the file was opened.
function openQuote(text: string, delimiter: string): QuotePosition | null {
  let [line, row, field] = [1, 1, 0];
  let open: QuotePosition | null = null;
  let atCellStart = true;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    const isNewline = c === "\n" || (c === "\r" && text[i + 1] !== "\n");
    if (isNewline) line++;
    if (open !== null) {
      if (c === '"' && text[i + 1] === '"') i++;
      else if (c === '"') open = null;
    } else if (c === '"' && atCellStart) open = { line, row, field };
    else if (c === delimiter) [field, atCellStart] = [field + 1, true];
    else if (isNewline) [row, field, atCellStart] = [row + 1, 0, true];
    else atCellStart = false;
  }
  return open;
}

const CONTROL_NAMES: Readonly<Record<number, string>> = {
  0: "NUL",
  7: "BEL",
  8: "BACKSPACE",
  26: "SUB",
  27: "ESC",
  127: "DEL",
};
// Tab and line ends may stand in a quoted cell.
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

function strangeCharacters(table: ShapedTable, file: string, text: string, damaged: boolean): Issue[] {
  const issues: Issue[] = [];
  if (!damaged && !CONTROL.test(text)) return issues;
  for (const [i, record] of table.records.entries()) {
    for (const [j, cell] of record.entries()) {
      if (cell === null || cell === "") continue;
      const at = { file, column: table.columns[j] ?? "", rows: [table.rowNumbers[i] ?? 0] };
      if (damaged && cell.includes("\ufffd")) issues.push(damagedText(at, cell));
      const control = CONTROL.exec(cell)?.[0].charCodeAt(0);
      if (control !== undefined)
        issues.push(
          controlCharacter(at, CONTROL_NAMES[control] ?? `U+${control.toString(16).padStart(4, "0")}`),
        );
    }
  }
  return issues;
}

// What a spreadsheet would run: a formula by its first sign, or a sum that begins like a number.
const FORMULA = /^(?:[=@]|[\t\r]\s*[=@+-]).|^[+-].*[+*/(!|-]/s;
// Tab, line end, + - = @; NaN for an empty cell.
const beginsLikeFormula = (code: number): boolean =>
  code === 9 || code === 13 || code === 43 || code === 45 || code === 61 || code === 64;

function formulaLikeCells(table: ShapedTable, file: string): Issue[] {
  const found = new Map<number, { rows: number[]; got: string }>();
  for (const [i, record] of table.records.entries()) {
    for (let j = 0; j < record.length; j++) {
      const cell = record[j] ?? null;
      if (cell === null || !beginsLikeFormula(cell.charCodeAt(0)) || !FORMULA.test(cell)) continue;
      if (/^-+$/.test(cell) || "value" in readNumber(cell, ".") || "value" in readNumber(cell, ",")) continue;
      const column = found.get(j) ?? { rows: [], got: cell };
      column.rows.push(table.rowNumbers[i] ?? 0);
      found.set(j, column);
    }
  }
  return [...found].map(([j, { rows, got }]) => {
    const at: CellPlace = { file, column: table.columns[j] ?? "", rows };
    return formulaLike(at, got);
  });
}
