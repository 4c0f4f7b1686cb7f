/** A Parquet file to a table of text cells. Adapter of hyparquet: only this file and its guard import it. */
import type {
  AsyncBuffer,
  ColumnData,
  Compressors,
  DecodedArray,
  FileMetaData,
  SchemaElement,
} from "hyparquet";
import { nestedColumn } from "../../core/issues/file.ts";
import type { Issue } from "../../core/issues/issue.ts";
import type { ColumnDescription, TextTable } from "../text-table.ts";
import { DamagedBytes } from "./byte-reader.ts";
import { clockText, isoDate, isoDateTime } from "./iso-text.ts";
import { sharedNumbers, sharedTexts, shortestFloat } from "./shared-texts.ts";
import { columnNames, limitCells } from "./table-limits.ts";

/**
 * Reads every row group. Decimals keep their scale (`2.0`), dates and times are ISO 8601 without a zone (`unit` says
 * "UTC" where the file does), whole numbers of 64 bits lose no digit.
 *
 * @throws DamagedBytes
 */
export async function readParquet(
  bytes: Uint8Array,
  file: string,
): Promise<{ table: TextTable | null; issues: Issue[] }> {
  const { parquetMetadata, parquetRead } = await import("hyparquet");
  const { checkPages } = await import("./parquet-guard.ts");
  const compressors = await boundedCompressors();
  const { buffer } = new Uint8Array(bytes);
  let metadata: FileMetaData;
  try {
    metadata = parquetMetadata(buffer, { geoparquet: false });
  } catch (error) {
    throw new DamagedBytes(`a footer that cannot be read (${(error as Error).message})`);
  }
  const fields = metadata.schema.slice(1);
  const nested = fields.find(
    (field) => (field.num_children ?? 0) > 0 || field.repetition_type === "REPEATED",
  );
  if (nested !== undefined) return { table: null, issues: [nestedColumn(file, nested.name)] };
  const rows = metadata.row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
  if (rows !== Number(metadata.num_rows))
    throw new DamagedBytes(`groups of ${rows} rows where the footer says ${metadata.num_rows}`);
  limitCells(fields.length)(rows);
  const columns = columnNames(fields.map(({ name }) => name));
  try {
    checkPages(bytes, metadata, compressors);
    const records = await readRecords(parquetRead, buffer, metadata, compressors, fields, rows);
    return {
      table: {
        file,
        columns,
        descriptions: fields.map((field) => descriptionOf(field)),
        records,
        rowNumbers: Array.from({ length: rows }, (_, i) => i + 1),
        dialect: { format: "Parquet", encoding: "utf-8", decimal: "." },
      },
      issues: [],
    };
  } catch (error) {
    throw error instanceof DamagedBytes
      ? error
      : new DamagedBytes(`pages that cannot be read (${(error as Error).message})`);
  }
}

/** The library's own, with an output of the stated size for the one that would otherwise believe the packed data. */
async function boundedCompressors(): Promise<Compressors> {
  const { compressors, decompressZstd } = await import("hyparquet-compressors");
  return { ...compressors, ZSTD: (input, length) => decompressZstd(input, new Uint8Array(length)) };
}

async function readRecords(
  parquetRead: typeof import("hyparquet")["parquetRead"],
  buffer: ArrayBuffer,
  metadata: FileMetaData,
  compressors: Compressors,
  fields: readonly SchemaElement[],
  rows: number,
): Promise<(string | null)[][]> {
  const file: AsyncBuffer = {
    byteLength: buffer.byteLength,
    slice: (start, end) => buffer.slice(start, end),
  };
  const records = Array.from({ length: rows }, () =>
    Array.from<string | null>({ length: fields.length }).fill(null),
  );
  const filled = Array.from(fields, () => 0);
  const texts = fields.map((field) => cellText(field));
  const positions = new Map(fields.map(({ name }, j) => [name, j]));
  const take = (column: string, data: DecodedArray, start: number): void => {
    const j = positions.get(column) ?? -1;
    for (let i = 0; i < data.length; i++) {
      const value: unknown = data[i];
      const record = records[start + i];
      if (record !== undefined && value !== null && value !== undefined)
        record[j] = texts[j]?.(value) ?? null;
    }
    filled[j] = (filled[j] ?? 0) + data.length;
  };
  const chunks: ColumnData[] = [];
  await parquetRead({
    file,
    metadata: withWideUnsigned({
      ...metadata,
      schema: metadata.schema.map((element) => plainNumbers(element)),
    }),
    compressors,
    utf8: false,
    geoparquet: false,
    parsers: {
      timestampFromMilliseconds: (ms) => momentText(ms, 1n),
      timestampFromMicroseconds: (micros) => momentText(micros, 1000n),
      timestampFromNanoseconds: (nanos) => momentText(nanos, 1_000_000n),
      dateFromDays: (days) => (days === undefined || days === null ? null : (isoDate(days) ?? String(days))),
      stringFromBytes: (text) => text,
      jsonFromBytes: (text) => text,
    },
    // What a callback throws is lost: chunks are only kept here.
    onChunk: (chunk) => chunks.push(chunk),
  });
  for (const { columnName, columnData, rowStart } of chunks) take(columnName, columnData, rowStart);
  const short = filled.findIndex((count) => count < rows);
  if (short >= 0)
    throw new DamagedBytes(`${filled[short]} of ${rows} values in column ${fields[short]?.name}`);
  return records;
}

const isUnsigned32 = ({ type, converted_type: converted, logical_type: logical }: SchemaElement): boolean =>
  type === "INT32" &&
  (converted === "UINT_32" || (logical?.type === "INTEGER" && logical.bitWidth === 32 && !logical.isSigned));

/**
 * Unsigned numbers of 32 bits in delta encoding, read as numbers of 64 bits: some programs write the first of a page with more
 * bits than the library reads in 32.
 *
 * @throws DamagedBytes where the column has other encodings besides, which a width of 64 bits would misread
 */
function withWideUnsigned(metadata: FileMetaData): FileMetaData {
  const unsigned = new Set(metadata.schema.filter((field) => isUnsigned32(field)).map(({ name }) => name));
  if (unsigned.size === 0) return metadata;
  const wide = new Set<string>();
  const rowGroups = metadata.row_groups.map((group) => ({
    ...group,
    columns: group.columns.map((chunk) => {
      const own = chunk.meta_data;
      const name = own?.path_in_schema[0] ?? "";
      if (own === undefined || !unsigned.has(name) || !own.encodings.includes("DELTA_BINARY_PACKED"))
        return chunk;
      const others = own.encodings.filter(
        (one) => !["DELTA_BINARY_PACKED", "RLE", "BIT_PACKED"].includes(one),
      );
      if (others.length > 0)
        throw new DamagedBytes(`unsigned numbers in column ${name} that are packed in two ways`);
      wide.add(name);
      return { ...chunk, meta_data: { ...own, type: "INT64" as const } };
    }),
  }));
  return {
    ...metadata,
    row_groups: rowGroups,
    schema: metadata.schema.map((element) =>
      wide.has(element.name) && isUnsigned32(element)
        ? (({ converted_type: _converted, logical_type: _logical, ...plain }) => ({
            ...plain,
            type: "INT64" as const,
          }))(element)
        : element,
    ),
  };
}

/** Without the annotations that the library turns into numbers of limited precision. */
function plainNumbers(element: SchemaElement): SchemaElement {
  const kind = element.logical_type?.type ?? element.converted_type ?? "";
  if (!/^(?:DECIMAL|TIME(?:_|$))/.test(kind) && element.converted_type !== "DECIMAL") return element;
  const { converted_type: _converted, logical_type: _logical, ...plain } = element;
  return plain;
}

function momentText(value: bigint | null | undefined, perMillisecond: bigint): string | null {
  if (value === null || value === undefined) return null;
  const whole = value / perMillisecond;
  const rest = value % perMillisecond;
  const text = rest === 0n ? isoDateTime(Number(whole)) : null;
  if (text !== null) return text;
  // Fractions below a millisecond are added as digits: a double would lose them.
  const floor = rest < 0n ? whole - 1n : whole;
  const below = rest < 0n ? rest + perMillisecond : rest;
  const base = isoDateTime(Number(floor));
  if (base === null) return String(value);
  const digits = String(below)
    .padStart(String(perMillisecond).length - 1, "0")
    .replace(/0+$/, "");
  return `${base.includes(".") ? base : `${base}.000`}${digits}`;
}

const scaleOf = (field: SchemaElement): number =>
  field.logical_type?.type === "DECIMAL" ? field.logical_type.scale : (field.scale ?? 0);

const isDecimal = (field: SchemaElement): boolean =>
  field.logical_type?.type === "DECIMAL" || field.converted_type === "DECIMAL";

/** Units of a time of day per second; null for another type. */
function timeUnits(field: SchemaElement): number | null {
  const { logical_type: logical, converted_type: converted } = field;
  if (logical?.type === "TIME") return { MILLIS: 1e3, MICROS: 1e6, NANOS: 1e9 }[logical.unit];
  if (converted === "TIME_MILLIS") return 1e3;
  return converted === "TIME_MICROS" ? 1e6 : null;
}

function cellText(field: SchemaElement): (value: unknown) => string | null {
  const share = sharedTexts();
  const shortest = sharedNumbers();
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const units = timeUnits(field);
  return (value) => {
    if (typeof value === "number") {
      if (isDecimal(field)) return decimalText(BigInt(value), scaleOf(field));
      if (units !== null) return clockText(value / units);
      if (isUnsigned32(field)) return String(value >>> 0);
      return shortest(field.type === "FLOAT" ? shortestFloat(value) : value);
    }
    if (typeof value === "bigint") {
      if (isDecimal(field)) return decimalText(value, scaleOf(field));
      if (isUnsigned32(field)) return String(BigInt.asUintN(32, value));
      return units === null ? String(value) : clockText(Number(value) / units);
    }
    if (typeof value === "boolean") return value ? "true" : "false";
    if (typeof value === "string") return share(value);
    if (!(value instanceof Uint8Array)) throw new DamagedBytes(`a value of an unknown kind in ${field.name}`);
    return isDecimal(field) ? decimalText(signedNumber(value), scaleOf(field)) : share(decoder.decode(value));
  };
}

/** Big-endian two's complement. */
function signedNumber(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = value * 256n + BigInt(byte);
  return (bytes[0] ?? 0) >= 128 ? value - (1n << BigInt(8 * bytes.length)) : value;
}

function decimalText(unscaled: bigint, scale: number): string {
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, "0");
  const sign = unscaled < 0n ? "-" : "";
  if (scale <= 0) return `${sign}${digits}`;
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function descriptionOf(field: SchemaElement): ColumnDescription {
  const { logical_type: logical, converted_type: converted, type } = field;
  const isUtc = logical?.type === "TIMESTAMP" && logical.isAdjustedToUTC;
  if (isDecimal(field)) return { type: "number" };
  if (timeUnits(field) !== null) return { type: "time" };
  if (converted === "DATE" || logical?.type === "DATE") return { type: "date" };
  if (logical?.type === "TIMESTAMP" || converted?.startsWith("TIMESTAMP") === true || type === "INT96")
    return { type: "datetime", ...(isUtc ? { unit: "UTC" } : {}) };
  if (type === "BOOLEAN") return { type: "boolean" };
  const isText = type === "BYTE_ARRAY" || (type === "FIXED_LEN_BYTE_ARRAY" && logical?.type !== "FLOAT16");
  return { type: isText ? "text" : "number" };
}
