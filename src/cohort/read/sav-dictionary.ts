/** The dictionary of an SPSS system file with its texts decoded: names, labels, missing values, long texts. */
import type { Level } from "../../core/column.ts";
import type { ColumnDescription } from "../text-table.ts";
import { ascii, byteReader, DamagedBytes, withoutPadding } from "./byte-reader.ts";
import { clockText, isoDate, isoDateTime } from "./iso-text.ts";
import { SYSTEM_MISSING } from "./sav-cases.ts";
import type { RawVariable, SavRecords } from "./sav-records.ts";
import type { TextDecoding } from "./text-decoding.ts";

export interface SavVariable {
  readonly name: string;
  /** Bytes of a text, 0 for a number. */
  readonly width: number;
  /** Offsets in a case and lengths of the pieces that make its value. */
  readonly pieces: readonly { readonly offset: number; readonly length: number }[];
  /** The text of a number, date or time. */
  readonly text: (value: number) => string | null;
  readonly description: ColumnDescription;
}

// A long text is stored in several variables: each holds 255 bytes and counts for 252.
const PIECE_BYTES = 255;
const PIECE_COUNTS = 252;

/** What the file declares of its encoding; null where it does not. */
export function declaredEncoding(records: SavRecords): string | null {
  const named = records.extensions.get(20);
  if (named !== undefined) return ascii(withoutPadding(named));
  const machine = records.extensions.get(3);
  if (machine === undefined) return null;
  const reader = byteReader(machine, records.littleEndian);
  reader.seek(28);
  const code = reader.i32();
  if (code === 1) throw new DamagedBytes("text in EBCDIC");
  if (code === 65001) return "utf-8";
  return code >= 437 ? `cp${code}` : null;
}

export function savVariables(records: SavRecords, { decode }: TextDecoding): SavVariable[] {
  const text = (bytes: Uint8Array): string => decode(withoutPadding(bytes));
  const longNames = pairsOf(records, 13, text);
  const longWidths = pairsOf(records, 14, text);
  const longLabels = longTextLabels(records, text);
  const longMissing = longTextMissing(records, text);
  const measures = measuresOf(records);
  const variables: SavVariable[] = [];
  for (let i = 0; i < records.variables.length; i++) {
    const raw = records.variables[i] as RawVariable;
    const measure = measures[i];
    const shortName = text(raw.name);
    const name = longNames.get(shortName) ?? shortName;
    const width = Number(longWidths.get(shortName) ?? raw.width);
    const count = width <= PIECE_BYTES ? 1 : Math.ceil(width / PIECE_COUNTS);
    const pieces = records.variables.slice(i, i + count);
    if (!Number.isInteger(width) || pieces.length < count)
      throw new DamagedBytes(`a text ${name} of ${width} bytes without the variables that hold it`);
    i += pieces.length - 1;
    const isText = width > 0;
    const kind = isText ? "text" : kindOfFormat(raw.format);
    const code = (bytes: Uint8Array): string => (isText ? text(bytes) : numberText(numberOf(bytes, records)));
    const ends = raw.hasRange ? raw.missing.slice(0, 2).map((bytes) => numberOf(bytes, records)) : [];
    const missing = [...raw.missing.slice(ends.length).map(code), ...(longMissing.get(name) ?? [])];
    const valueLabels = [...labelsOf(records, raw, code, text), ...(longLabels.get(name) ?? [])];
    const label = raw.label === null ? "" : text(raw.label);
    variables.push({
      name,
      width,
      pieces: pieces.map(({ element }, k) => ({
        offset: element * 8,
        length: isText ? Math.max(0, Math.min(PIECE_BYTES, width - k * PIECE_BYTES)) : 8,
      })),
      text: textOfNumbers(kind, missing, ends),
      description: {
        type: kind,
        ...(label === "" ? {} : { label }),
        ...(measure === undefined ? {} : { measure }),
        ...(valueLabels.length === 0 ? {} : { valueLabels }),
        ...(missing.length === 0 ? {} : { missing }),
        ...(ends.length === 0 ? {} : { missingRange: openEnds(ends) }),
      },
    });
  }
  return variables;
}

const numberOf = (bytes: Uint8Array, records: SavRecords): number =>
  byteReader(bytes, records.littleEndian).f64();
const numberText = (value: number): string => String(value === 0 ? 0 : value);

/** LOWEST and HIGHEST of SPSS are the outermost numbers that are not "no value". */
const openEnds = ([low = -Infinity, high = Infinity]: readonly number[]): readonly [
  number | null,
  number | null,
] => [low <= -1.7976931348623155e308 ? null : low, high >= Number.MAX_VALUE ? null : high];

type Kind = NonNullable<ColumnDescription["type"]>;

// Print formats: 20 DATE, 23 ADATE, 24 JDATE, 28 MOYR, 29 QYR, 30 WKYR, 38 EDATE, 39 SDATE; 22 DATETIME, 41 YMDHMS;
// 21 TIME, 25 DTIME, 40 MTIME.
const DATES = new Set([20, 23, 24, 28, 29, 30, 38, 39]);
const DATE_TIMES = new Set([22, 41]);
const TIMES = new Set([21, 25, 40]);

const kindOfFormat = (format: number): Kind =>
  DATES.has(format) ? "date" : DATE_TIMES.has(format) ? "datetime" : TIMES.has(format) ? "time" : "number";

// SPSS counts seconds from 14 October 1582, 141,428 days before 1970.
const EPOCH_DAYS = 141_428;
const DAY_SECONDS = 86_400;

/** A code that means "unknown" stays the number it is, also in a column of dates. */
function textOfNumbers(
  kind: Kind,
  missing: readonly string[],
  ends: readonly number[],
): (value: number) => string | null {
  const codes = new Set(missing);
  const [low = Infinity, high = -Infinity] = ends;
  return (value) => {
    if (value === SYSTEM_MISSING || Number.isNaN(value)) return null;
    const plain = numberText(value);
    if (kind === "number" || codes.has(plain) || (value >= low && value <= high)) return plain;
    if (kind === "time") return clockText(value) ?? plain;
    const ms = (value - EPOCH_DAYS * DAY_SECONDS) * 1000;
    const date = kind === "date" ? isoDate(value / DAY_SECONDS - EPOCH_DAYS) : null;
    return date ?? isoDateTime(ms) ?? plain;
  };
}

function labelsOf(
  records: SavRecords,
  variable: RawVariable,
  code: (bytes: Uint8Array) => string,
  text: (bytes: Uint8Array) => string,
): Level[] {
  return records.labels
    .filter(({ elements }) => elements.includes(variable.element))
    .flatMap(({ entries }) =>
      entries.map(({ value, label }) => ({ value: code(value), label: text(label) })),
    );
}

/** Extension records of pairs `NAME=value`, separated by tabulators and zeros. */
function pairsOf(
  records: SavRecords,
  subtype: number,
  text: (bytes: Uint8Array) => string,
): Map<string, string> {
  const bytes = records.extensions.get(subtype);
  const pairs = bytes === undefined ? [] : text(bytes).split(/[\t\0]+/);
  return new Map(
    pairs.flatMap((pair) => {
      const split = pair.indexOf("=");
      return split < 0 ? [] : [[pair.slice(0, split), pair.slice(split + 1)] as const];
    }),
  );
}

const MEASURES = ["nominal", "ordinal", "scale"] as const;

/** The measurement level of each variable: the first of two or three numbers that describe its display. */
function measuresOf(records: SavRecords): readonly ("nominal" | "ordinal" | "scale" | undefined)[] {
  const bytes = records.extensions.get(11);
  if (bytes === undefined) return [];
  const each = bytes.length / 4 / records.variables.length;
  if (each !== 2 && each !== 3) return [];
  const reader = byteReader(bytes, records.littleEndian);
  return records.variables.map(() => {
    const measure = MEASURES[reader.i32() - 1];
    reader.skip((each - 1) * 4);
    return measure;
  });
}

function longTextLabels(records: SavRecords, text: (bytes: Uint8Array) => string): Map<string, Level[]> {
  const found = new Map<string, Level[]>();
  const bytes = records.extensions.get(21);
  if (bytes === undefined) return found;
  const reader = byteReader(bytes, records.littleEndian);
  while (reader.left() > 0) {
    const name = text(reader.take(reader.u32()));
    reader.skip(4);
    const count = reader.u32();
    const levels: Level[] = [];
    for (let i = 0; i < count; i++) {
      const value = text(reader.take(reader.u32()));
      levels.push({ value, label: text(reader.take(reader.u32())) });
    }
    found.set(name, levels);
  }
  return found;
}

function longTextMissing(records: SavRecords, text: (bytes: Uint8Array) => string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const bytes = records.extensions.get(22);
  if (bytes === undefined) return found;
  const reader = byteReader(bytes, records.littleEndian);
  while (reader.left() > 0) {
    const name = text(reader.take(reader.u32()));
    const count = reader.u8();
    const length = reader.u32();
    found.set(
      name,
      Array.from({ length: count }, () => text(reader.take(length))),
    );
  }
  return found;
}
