/** A table as an SPSS system file: labels, value labels, dates and measurement levels. */
import { type ByteWriter, byteWriter, cutToBytes, utf8Length } from "./byte-writer.ts";
import type { FlatColumn, FlatTable } from "./flat-table.ts";

/** The most bytes of one text; longer ones would have to be stored in several variables. */
export const MOST_TEXT_BYTES = 255;
const MOST_LABEL_BYTES = 120;
const MOST_NAME_BYTES = 64;

const SYSTEM_MISSING = -Number.MAX_VALUE;
// SPSS counts seconds from 14 October 1582.
const EPOCH_DAYS = 141_428;
const DAY_SECONDS = 86_400;

// Print formats.
const FORMAT_TEXT = 1;
const FORMAT_NUMBER = 5;
const FORMAT_DATE = 39;

interface SavColumn {
  readonly column: FlatColumn;
  readonly name: string;
  /** Eight characters by which the records refer to it. */
  readonly short: string;
  /** Bytes of a text, 0 for a number. */
  readonly width: number;
  readonly values: readonly (string | number | null)[];
  readonly labels: readonly { readonly value: string | number; readonly label: string }[];
}

/** Columns with a text that is too long for the format. */
export const tooLongForSav = ({ columns }: FlatTable): readonly FlatColumn[] =>
  columns.filter(({ cells }) =>
    cells.some((cell) => typeof cell === "string" && utf8Length(cell) > MOST_TEXT_BYTES),
  );

/**
 * UTF-8, not packed, without a time in its header: the same table gives the same bytes. A category whose levels are all plain
 * numbers is a number with value labels, as SPSS users have it; another is a text with them.
 *
 * Source: the PSPP developer's guide, chapter "System File Format".
 */
export function writeSav(table: FlatTable, title: string): Uint8Array {
  const columns = savColumns(table);
  const out = byteWriter();
  const elements = columns.reduce((sum, { width }) => sum + elementsOf(width), 0);
  out.text("$FL2", 4);
  out.text("@(#) SPSS DATA FILE - Cistern", 60);
  out.i32(2);
  out.i32(elements);
  out.i32(0);
  out.i32(0);
  out.i32(table.subjects);
  out.f64(100);
  out.text("01 Jan 70", 9);
  out.text("00:00:00", 8);
  out.text(cutToBytes(title, 64), 64);
  out.text("", 3);
  for (const column of columns) writeVariable(out, column);
  writeLabels(out, columns);
  writeExtensions(out, columns);
  out.i32(999);
  out.i32(0);
  for (let i = 0; i < table.subjects; i++)
    for (const { width, values } of columns) {
      const value = values[i] ?? null;
      if (width === 0) out.f64(value === null ? SYSTEM_MISSING : Number(value));
      else out.text(value === null ? "" : String(value), elementsOf(width) * 8);
    }
  return out.done();
}

const elementsOf = (width: number): number => (width === 0 ? 1 : Math.ceil(width / 8));

const PLAIN_NUMBER = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{0,14}[1-9])?$/;

function savColumns({ columns }: FlatTable): SavColumn[] {
  const names = new Set<string>();
  return columns.map((column, i): SavColumn => {
    let name = cutToBytes(column.name, MOST_NAME_BYTES);
    for (let k = 2; names.has(name.toUpperCase()); k++)
      name = `${cutToBytes(column.name, MOST_NAME_BYTES - 4)}_${k}`;
    names.add(name.toUpperCase());
    const base = { column, name, short: `V${i + 1}` };
    const { cells, levels = [] } = column;
    const isNumeric = column.kind === "category" && levels.every(({ value }) => PLAIN_NUMBER.test(value));
    if (column.kind === "text" || (column.kind === "category" && !isNumeric)) {
      const longest = Math.max(
        1,
        ...cells.map((cell) => utf8Length(String(cell ?? ""))),
        ...levels.map(({ value }) => utf8Length(value)),
      );
      return {
        ...base,
        width: longest,
        values: cells,
        labels: levels.filter(({ value, label }) => value !== label),
      };
    }
    return {
      ...base,
      width: 0,
      values: cells.map((cell) =>
        cell === null
          ? null
          : column.kind === "date"
            ? (Number(cell) + EPOCH_DAYS) * DAY_SECONDS
            : Number(cell),
      ),
      labels:
        column.kind === "boolean"
          ? [
              { value: 0, label: "no" },
              { value: 1, label: "yes" },
            ]
          : levels.map(({ value, label }) => ({ value: Number(value), label })),
    };
  });
}

function writeVariable(out: ByteWriter, { column, short, width }: SavColumn): void {
  const unit = column.unit === undefined ? "" : ` (${column.unit})`;
  const label = cutToBytes(`${column.label}${unit}`, MOST_LABEL_BYTES);
  const isDate = column.kind === "date";
  const format =
    width > 0
      ? (FORMAT_TEXT << 16) | (width << 8)
      : isDate
        ? (FORMAT_DATE << 16) | (10 << 8)
        : (FORMAT_NUMBER << 16) | (8 << 8) | (column.kind === "number" ? 2 : 0);
  out.i32(2);
  out.i32(width);
  out.i32(1);
  out.i32(0);
  out.i32(format);
  out.i32(format);
  out.text(short, 8);
  const bytes = utf8Length(label);
  out.i32(bytes);
  out.text(label, bytes + ((4 - (bytes % 4)) % 4));
  for (let k = 1; k < elementsOf(width); k++) {
    out.i32(2);
    out.i32(-1);
    out.i32(0);
    out.i32(0);
    out.i32(0);
    out.i32(0);
    out.text("", 8);
  }
}

/** Labels of numbers and of texts of at most 8 bytes. */
function writeLabels(out: ByteWriter, columns: readonly SavColumn[]): void {
  let element = 1;
  for (const { width, labels } of columns) {
    if (labels.length > 0 && width <= 8) {
      out.i32(3);
      out.i32(labels.length);
      for (const { value, label } of labels) {
        if (width === 0) out.f64(Number(value));
        else out.text(String(value), 8);
        const words = cutToBytes(label, MOST_LABEL_BYTES);
        const bytes = utf8Length(words);
        out.u8(bytes);
        out.text(words, bytes + ((8 - ((bytes + 1) % 8)) % 8));
      }
      out.i32(4);
      out.i32(1);
      out.i32(element);
    }
    element += elementsOf(width);
  }
}

const MEASURES: Readonly<Record<FlatColumn["kind"], number>> = {
  text: 1,
  category: 1,
  boolean: 1,
  number: 3,
  date: 3,
};

function writeExtensions(out: ByteWriter, columns: readonly SavColumn[]): void {
  const record = (subtype: number, size: number, content: Uint8Array): void => {
    out.i32(7);
    out.i32(subtype);
    out.i32(size);
    out.i32(content.length / size);
    out.bytes(content);
  };
  const numbers = (values: readonly number[]): Uint8Array => {
    const own = byteWriter();
    for (const value of values) own.i32(value);
    return own.done();
  };
  // Version 1.0.0, no machine code, IEEE numbers, little-endian, UTF-8.
  record(3, 4, numbers([1, 0, 0, -1, 1, 1, 2, 65_001]));
  const limits = byteWriter();
  limits.f64(SYSTEM_MISSING);
  limits.f64(Number.MAX_VALUE);
  limits.f64(-1.7976931348623155e308);
  record(4, 8, limits.done());
  record(
    11,
    4,
    numbers(
      columns.flatMap(({ column, width }) => [
        column.ordered === true ? 2 : MEASURES[column.kind],
        Math.min(40, Math.max(8, width)),
        width > 0 ? 0 : 1,
      ]),
    ),
  );
  const utf8 = new TextEncoder();
  record(13, 1, utf8.encode(columns.map(({ short, name }) => `${short}=${name}`).join("\t")));
  const long = columns.filter(({ width, labels }) => width > 8 && labels.length > 0);
  if (long.length > 0) {
    const own = byteWriter();
    const counted = (text: string, length: number): void => {
      own.i32(length);
      own.text(text, length);
    };
    for (const { name, width, labels } of long) {
      counted(name, utf8Length(name));
      own.i32(width);
      own.i32(labels.length);
      for (const { value, label } of labels) {
        counted(String(value), width);
        const words = cutToBytes(label, MOST_LABEL_BYTES);
        counted(words, utf8Length(words));
      }
    }
    record(21, 1, own.done());
  }
  record(20, 1, utf8.encode("UTF-8"));
}
