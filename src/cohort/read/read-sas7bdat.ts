/** A SAS data set (.sas7bdat, not compressed) to a table of text cells. */
import type { Issue } from "../../core/issues/issue.ts";
import type { TextEncoding } from "../decode-text.ts";
import type { ColumnDescription, TextTable } from "../text-table.ts";
import { withoutPadding } from "./byte-reader.ts";
import { sasDateText, sasKind } from "./sas-dates.ts";
import { readSasDataSet, type SasColumn, type SasDataSet } from "./sas7bdat-pages.ts";
import { sharedNumbers, sharedTexts } from "./shared-texts.ts";
import { columnNames, limitCells } from "./table-limits.ts";
import { decodingOf, type TextDecoding } from "./text-decoding.ts";

/**
 * Reads every row; dates are ISO. `.` is null, `._` and `.A` to `.Z` stay as text and are named in `descriptions`.
 *
 * @throws DamagedBytes
 */
export function readSas7bdat(
  bytes: Uint8Array,
  file: string,
  options: { readonly encoding?: TextEncoding },
): Promise<{ table: TextTable; issues: Issue[] }> {
  const data = readSasDataSet(bytes);
  limitCells(data.columns.length)(data.rows.length);
  const decoding = decodingOf(options.encoding ?? data.encoding);
  const records = data.rows.map((): (string | null)[] => []);
  const descriptions = data.columns.map((column) => readColumn(column, data, decoding, records));
  const table: TextTable = {
    file,
    columns: columnNames(data.columns.map(({ name }) => decoding.decode(name))),
    descriptions,
    records,
    rowNumbers: records.map((_, i) => i + 1),
    dialect: { format: "SAS data set", encoding: decoding.name, decimal: "." },
  };
  return Promise.resolve({ table, issues: [] });
}

/** Adds a column's cells to the records. */
function readColumn(
  column: SasColumn,
  { rows, littleEndian }: SasDataSet,
  { decode }: TextDecoding,
  records: readonly (string | null)[][],
): ColumnDescription {
  const { offset, bytes, isText } = column;
  const kind = isText ? null : sasKind(column.format);
  const share = sharedTexts();
  const shown = sharedNumbers((value) => (kind === null ? null : sasDateText(value, kind)) ?? String(value));
  const missing = new Set<string>();
  for (const [i, row] of rows.entries()) {
    const cell = row.subarray(offset, offset + bytes);
    const read = isText ? share(decode(withoutPadding(cell))) : sasNumber(cell, littleEndian);
    if (typeof read === "string" && !isText) missing.add(read);
    records[i]?.push(typeof read === "number" ? shown(read === 0 ? 0 : read) : read);
  }
  const label = decode(column.label);
  return {
    type: isText ? "text" : (kind ?? "number"),
    ...(label === "" ? {} : { label }),
    ...(missing.size === 0 ? {} : { missing: [...missing].sort() }),
  };
}

/** A double whose least bytes may be left out. What is no number is missing, its kind in the third byte from above. */
function sasNumber(cell: Uint8Array, littleEndian: boolean): number | string | null {
  const whole = new Uint8Array(8);
  whole.set(cell, littleEndian ? 8 - cell.length : 0);
  const view = new DataView(whole.buffer);
  const value = view.getFloat64(0, littleEndian);
  if (Number.isFinite(value)) return value;
  const letter = String.fromCharCode(~(whole[littleEndian ? 5 : 2] ?? 0) & 0xff);
  return /^[A-Z_]$/.test(letter) ? `.${letter}` : null;
}
