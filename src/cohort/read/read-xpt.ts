/** A SAS transport file (.xpt, version 5 or 8) to a table of text cells. */
import { severalSheets, sheetMissing, trailingBlankRows } from "../../core/issues/file.ts";
import type { Issue } from "../../core/issues/issue.ts";
import type { TextEncoding } from "../decode-text.ts";
import { nearest } from "../nearest.ts";
import type { ColumnDescription, TextTable } from "../text-table.ts";
import { DamagedBytes, withoutPadding } from "./byte-reader.ts";
import { ibmNumber } from "./ibm-number.ts";
import { sasDateText, sasKind } from "./sas-dates.ts";
import { sharedNumbers, sharedTexts } from "./shared-texts.ts";
import { columnNames, limitCells } from "./table-limits.ts";
import { type TextDecoding, withFoundEncoding } from "./text-decoding.ts";
import { readXptMembers, type XptMember, type XptVariable } from "./xpt-members.ts";

/**
 * Reads the named member, or the first. `.` is null, `._` and `.A` to `.Z` stay as text and are named in `descriptions`.
 *
 * @throws DamagedBytes
 */
export async function readXpt(
  bytes: Uint8Array,
  file: string,
  options: { readonly encoding?: TextEncoding; readonly sheet?: string },
): Promise<{ table: TextTable | null; issues: Issue[] }> {
  const issues: Issue[] = [];
  const { version, members } = readXptMembers(bytes);
  const member = chooseMember(members, file, options.sheet, issues);
  if (member === null) return { table: null, issues };
  const rows = rowsOf(member, file, issues);
  limitCells(member.variables.length)(rows);
  const read = (decoding: TextDecoding): TextTable => tableOf(member, rows, version, file, decoding);
  return { table: await withFoundEncoding(file, options.encoding, issues, read), issues };
}

function chooseMember(
  members: readonly XptMember[],
  file: string,
  wanted: string | undefined,
  issues: Issue[],
): XptMember | null {
  const names = members.map(({ name }) => name);
  const [first] = members;
  if (first === undefined) throw new DamagedBytes("a library without members");
  if (wanted !== undefined) {
    const found = members.find(({ name }) => name === wanted);
    if (found === undefined) issues.push(sheetMissing(file, wanted, names, nearest(wanted, names)));
    return found ?? null;
  }
  if (members.length > 1) issues.push(severalSheets(file, first.name, names.slice(1)));
  return first;
}

/**
 * Version 5 fills its last record with spaces, and rows of spaces alone cannot be told from them. A number is never all
 * spaces, so only a table of short texts leaves a doubt, which is told.
 */
function rowsOf(member: XptMember, file: string, issues: Issue[]): number {
  const { data, rowBytes, rows, variables } = member;
  if (rowBytes === 0) throw new DamagedBytes("rows without variables");
  if (rows !== null) {
    if (rows * rowBytes > data.length || data.length - rows * rowBytes >= 80)
      throw new DamagedBytes(`bytes for ${data.length / rowBytes} rows where the header says ${rows}`);
    return rows;
  }
  const whole = Math.floor(data.length / rowBytes);
  let count = whole;
  while (count > 0 && (count - 1) * rowBytes > data.length - 80 && isBlank(data, count - 1, rowBytes))
    count--;
  if (!data.subarray(count * rowBytes).every((byte) => byte === 0x20 || byte === 0))
    throw new DamagedBytes("a file that ends inside a row");
  if (count < whole && variables.every(({ isText }) => isText))
    issues.push(trailingBlankRows(file, whole - count));
  return count;
}

const isBlank = (data: Uint8Array, row: number, rowBytes: number): boolean =>
  data.subarray(row * rowBytes, (row + 1) * rowBytes).every((byte) => byte === 0x20);

function tableOf(
  member: XptMember,
  rows: number,
  version: number,
  file: string,
  decoding: TextDecoding,
): TextTable {
  const { data, rowBytes, variables } = member;
  const records = Array.from({ length: rows }, (): (string | null)[] => []);
  const descriptions: ColumnDescription[] = [];
  for (const variable of variables) {
    const cell = cellReader(variable, decoding);
    const missing = new Set<string>();
    for (let i = 0; i < rows; i++) {
      const start = i * rowBytes + variable.offset;
      const text = cell(data.subarray(start, start + variable.bytes));
      if (!variable.isText && text !== null && /^\.[A-Z_]$/.test(text)) missing.add(text);
      records[i]?.push(text);
    }
    const label = decoding.decode(variable.label);
    descriptions.push({
      type: variable.isText ? "text" : (sasKind(variable.format) ?? "number"),
      ...(label === "" ? {} : { label }),
      ...(missing.size === 0 ? {} : { missing: [...missing].sort() }),
    });
  }
  return {
    file,
    sheet: member.name,
    columns: columnNames(variables.map(({ name }) => decoding.decode(name))),
    descriptions,
    records,
    rowNumbers: Array.from({ length: rows }, (_, i) => i + 1),
    dialect: {
      format: `SAS transport ${version}`,
      encoding: decoding.name,
      decimal: ".",
      sheet: member.name,
    },
  };
}

function cellReader(variable: XptVariable, { decode }: TextDecoding): (bytes: Uint8Array) => string | null {
  if (variable.isText) {
    const share = sharedTexts();
    return (bytes) => share(decode(withoutPadding(bytes)));
  }
  const kind = sasKind(variable.format);
  const text = sharedNumbers((value) => (kind === null ? null : sasDateText(value, kind)) ?? String(value));
  return (bytes) => {
    const number = ibmNumber(bytes);
    if (typeof number === "string") return number === "." ? null : number;
    return text(number);
  };
}
