/** An SPSS system file (.sav, .zsav) to a table of text cells with what its dictionary says of them. */
import type { Issue } from "../../core/issues/issue.ts";
import type { TextEncoding } from "../decode-text.ts";
import type { TextTable } from "../text-table.ts";
import { DamagedBytes, withoutPadding } from "./byte-reader.ts";
import { caseBytes, eachCase } from "./sav-cases.ts";
import { declaredEncoding, type SavVariable, savVariables } from "./sav-dictionary.ts";
import { readSavRecords, type SavRecords } from "./sav-records.ts";
import { sharedNumbers, sharedTexts } from "./shared-texts.ts";
import { columnNames, limitCells } from "./table-limits.ts";
import { decodingOf, type TextDecoding, withFoundEncoding } from "./text-decoding.ts";

const PACKINGS = ["none", "bytes", "zlib"] as const;

/**
 * Reads every case: numbers as their shortest text, dates as ISO, long texts whole. Codes that the file declares to be
 * missing stay in the cells and are named in `descriptions`; where there is no value at all, the cell is null.
 *
 * @throws DamagedBytes - where the file is cut off or contradicts itself; no case is ever left out in silence
 */
export async function readSav(
  bytes: Uint8Array,
  file: string,
  options: { readonly encoding?: TextEncoding },
): Promise<{ table: TextTable; issues: Issue[] }> {
  const issues: Issue[] = [];
  const records = readSavRecords(bytes);
  const data = await caseBytes(bytes, records);
  const declared = options.encoding ?? declaredEncoding(records);
  const read = (decoding: TextDecoding): TextTable => tableOf(records, data, file, decoding);
  const table =
    declared === null ? await withFoundEncoding(file, undefined, issues, read) : read(decodingOf(declared));
  return { table, issues };
}

function tableOf(records: SavRecords, data: Uint8Array, file: string, decoding: TextDecoding): TextTable {
  const variables = savVariables(records, decoding);
  const cells = variables.map((variable) => cellReader(variable, records.littleEndian, decoding));
  const rows: (string | null)[][] = [];
  const checkCells = limitCells(variables.length);
  const size = eachCase(data, records, (bytes) => {
    checkCells(rows.length + 1);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    rows.push(cells.map((cell) => cell(bytes, view)));
  });
  return {
    file,
    columns: columnNames(variables.map(({ name }) => name)),
    descriptions: variables.map(({ description }) => description),
    records: rows,
    rowNumbers: Array.from({ length: size }, (_, i) => i + 1),
    dialect: {
      format: "SPSS",
      encoding: decoding.name,
      decimal: ".",
      packing: PACKINGS[records.compression],
    },
  };
}

function cellReader(
  variable: SavVariable,
  littleEndian: boolean,
  { decode }: TextDecoding,
): (bytes: Uint8Array, view: DataView) => string | null {
  const { pieces, width } = variable;
  const [first] = pieces;
  if (first === undefined) throw new DamagedBytes("a variable without a place");
  if (width === 0) {
    const text = sharedNumbers(variable.text);
    return (_, view) => text(view.getFloat64(first.offset, littleEndian));
  }
  const share = sharedTexts();
  const whole = new Uint8Array(width);
  return (bytes) => {
    let at = 0;
    for (const { offset, length } of pieces) {
      whole.set(bytes.subarray(offset, offset + length), at);
      at += length;
    }
    return share(decode(withoutPadding(whole)));
  };
}
