/** A Stata file (.dta, releases 113 to 119) to a table of text cells with what it says of its variables. */
import type { Issue } from "../../core/issues/issue.ts";
import type { TextEncoding } from "../decode-text.ts";
import type { ColumnDescription, TextTable } from "../text-table.ts";
import { DamagedBytes, untilZero } from "./byte-reader.ts";
import { type DtaLayout, type DtaVariable, readDtaLayout } from "./dta-layout.ts";
import { dtaNumber, missingText } from "./dta-numbers.ts";
import { type StataPeriod, stataPeriod } from "./dta-periods.ts";
import { sharedNumbers, sharedTexts, shortestFloat } from "./shared-texts.ts";
import { columnNames, limitCells } from "./table-limits.ts";
import { decodingOf, type TextDecoding, withFoundEncoding } from "./text-decoding.ts";

/**
 * Reads every observation: numbers as the shortest text of their own precision (a float 3.6 is `3.6`), dates as ISO,
 * `.a` to `.z` as text and `.` as null.
 *
 * Releases before 118 do not declare their encoding: UTF-8 where that fits, else Windows-1252 with a note.
 *
 * @throws DamagedBytes
 */
export async function readDta(
  bytes: Uint8Array,
  file: string,
  options: { readonly encoding?: TextEncoding },
): Promise<{ table: TextTable; issues: Issue[] }> {
  const issues: Issue[] = [];
  const layout = readDtaLayout(bytes);
  limitCells(layout.variables.length)(layout.rows);
  const read = (decoding: TextDecoding): TextTable => tableOf(layout, file, decoding);
  const table =
    layout.release >= 118
      ? read(decodingOf("utf-8"))
      : await withFoundEncoding(file, options.encoding, issues, read);
  return { table, issues };
}

function tableOf(layout: DtaLayout, file: string, decoding: TextDecoding): TextTable {
  const { variables, rows, data, littleEndian } = layout;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const records = Array.from({ length: rows }, (): (string | null)[] => []);
  const descriptions: ColumnDescription[] = [];
  const width = variables.reduce((sum, { bytes }) => sum + bytes, 0);
  let offset = 0;
  for (const variable of variables) {
    const cell = cellReader(variable, layout, data, view, decoding);
    const missing = new Set<string>();
    for (let i = 0; i < rows; i++) {
      const text = cell(i * width + offset, littleEndian);
      if (text !== null && variable.storage !== "text" && /^\.[a-z]$/.test(text)) missing.add(text);
      records[i]?.push(text);
    }
    descriptions.push(descriptionOf(variable, layout, [...missing].sort(), decoding));
    offset += variable.bytes;
  }
  const fileLabel = decoding.decode(layout.fileLabel);
  return {
    file,
    columns: columnNames(variables.map(({ name }) => decoding.decode(name))),
    descriptions,
    records,
    rowNumbers: Array.from({ length: rows }, (_, i) => i + 1),
    dialect: {
      format: `Stata ${layout.release}`,
      encoding: decoding.name,
      decimal: ".",
      ...(fileLabel === "" ? {} : { label: fileLabel }),
    },
  };
}

type CellReader = (at: number, littleEndian: boolean) => string | null;

function cellReader(
  variable: DtaVariable,
  layout: DtaLayout,
  data: Uint8Array,
  view: DataView,
  { decode }: TextDecoding,
): CellReader {
  const share = sharedTexts();
  const { storage, bytes } = variable;
  if (storage === "text") return (at) => share(decode(untilZero(data.subarray(at, at + bytes))));
  if (storage === "long-text")
    return (at, littleEndian) => {
      const key = longTextKey(view, at, layout.release, littleEndian);
      if (key === "0:0") return "";
      const text = layout.longTexts.get(key);
      if (text === undefined) throw new DamagedBytes(`a cell that refers to a text ${key} that is not there`);
      return share(decode(text));
    };
  const period = stataPeriod(variable.format);
  const text = sharedNumbers(
    (value) =>
      period?.text(value) ?? String(storage === "float" ? shortestFloat(value) : value === 0 ? 0 : value),
  );
  return (at, littleEndian) => {
    const number = dtaNumber(view, at, storage, littleEndian);
    if (typeof number === "string") return number === "." ? null : number;
    return text(number);
  };
}

/** Release 117 has 4 bytes for the variable and 4 for the observation, 118 has 2 and 6, 119 has 3 and 5. */
function longTextKey(view: DataView, at: number, release: number, littleEndian: boolean): string {
  const variableBytes = release === 117 ? 4 : release === 118 ? 2 : 3;
  const number = (start: number, length: number): number => {
    let value = 0;
    for (let i = 0; i < length; i++)
      value = value * 256 + view.getUint8(littleEndian ? start + length - 1 - i : start + i);
    return value;
  };
  return `${number(at, variableBytes)}:${number(at + variableBytes, 8 - variableBytes)}`;
}

function descriptionOf(
  variable: DtaVariable,
  layout: DtaLayout,
  missing: readonly string[],
  { decode }: TextDecoding,
): ColumnDescription {
  const label = decode(variable.label);
  const isText = variable.storage === "text" || variable.storage === "long-text";
  const period: StataPeriod | null = isText ? null : stataPeriod(variable.format);
  const valueLabels = (layout.labelSets.get(variable.labelSet)?.entries ?? []).map((entry) => ({
    value: missingText(entry.value) ?? String(entry.value),
    label: decode(entry.label),
  }));
  return {
    type: isText ? "text" : (period?.type ?? "number"),
    ...(label === "" ? {} : { label }),
    ...(valueLabels.length === 0 ? {} : { valueLabels }),
    ...(missing.length === 0 ? {} : { missing }),
  };
}
