/** The members of a SAS transport file: what each says of its variables, and where its rows are. */
import { ascii, type ByteReader, byteReader, DamagedBytes, withoutPadding } from "./byte-reader.ts";

export interface XptVariable {
  readonly isText: boolean;
  /** Bytes in a row, and where they begin. */
  readonly bytes: number;
  readonly offset: number;
  readonly name: Uint8Array;
  readonly label: Uint8Array;
  readonly format: string;
}

export interface XptMember {
  readonly name: string;
  readonly label: Uint8Array;
  readonly variables: readonly XptVariable[];
  readonly rowBytes: number;
  /** With the spaces that fill the last record. */
  readonly data: Uint8Array;
  /** Version 8 may state the number of rows, version 5 does not. */
  readonly rows: number | null;
}

const RECORD = 80;

/**
 * Source: SAS technical notes TS-140, "The Record Layout of a SAS Transport Data Set", for versions 5/6 and 8/9.
 *
 * @throws DamagedBytes
 */
export function readXptMembers(bytes: Uint8Array): { version: 5 | 8; members: XptMember[] } {
  if (bytes.length % RECORD !== 0) throw new DamagedBytes("a file that ends inside a record of 80 bytes");
  const reader = byteReader(bytes, false);
  const library = headerKind(reader.take(RECORD));
  if (library !== "LIBRARY" && library !== "LIBV8")
    throw new DamagedBytes("another header than that of a library");
  const version = library === "LIBV8" ? 8 : 5;
  reader.skip(2 * RECORD);
  const members: XptMember[] = [];
  while (reader.left() > 0) members.push(readMember(reader, bytes, version));
  return { version, members };
}

/** The word in `HEADER RECORD*******MEMBER  HEADER RECORD!!!!!!!`, or null. */
function headerKind(record: Uint8Array): string | null {
  return /^HEADER RECORD\*{7}(.{8})HEADER RECORD!{7}/.exec(ascii(record))?.[1]?.trim() ?? null;
}

function expectHeader(reader: ByteReader, ...kinds: readonly string[]): string {
  const record = reader.take(RECORD);
  const kind = headerKind(record);
  if (kind === null || !kinds.includes(kind))
    throw new DamagedBytes(`no ${kinds[0]} header at byte ${reader.at()}`);
  return ascii(record);
}

function readMember(reader: ByteReader, bytes: Uint8Array, version: 5 | 8): XptMember {
  const header = expectHeader(reader, version === 5 ? "MEMBER" : "MEMBV8");
  const descriptionBytes = Number(header.slice(74, 78));
  if (descriptionBytes !== 140 && descriptionBytes !== 136)
    throw new DamagedBytes(`descriptions of ${header.slice(74, 78)} bytes`);
  expectHeader(reader, version === 5 ? "DSCRPTR" : "DSCPTV8");
  const first = reader.take(RECORD);
  const second = reader.take(RECORD);
  const count = Number(expectHeader(reader, version === 5 ? "NAMESTR" : "NAMSTV8").slice(53, 58));
  if (!Number.isInteger(count)) throw new DamagedBytes("no number of variables");
  const variables = Array.from({ length: count }, () => readVariable(reader.take(descriptionBytes), version));
  reader.skip((RECORD - ((count * descriptionBytes) % RECORD)) % RECORD);
  const labelled = version === 8 ? readLongLabels(reader, variables) : variables;
  const observations = expectHeader(reader, version === 5 ? "OBS" : "OBSV8");
  const start = reader.at();
  const end = nextMember(bytes, start);
  reader.seek(end);
  const stated = version === 8 ? Number(/\d+/.exec(observations.slice(48, 63))?.[0] ?? 0) : 0;
  return {
    name: ascii(withoutPadding(first.subarray(8, version === 5 ? 16 : 40))),
    label: withoutPadding(second.subarray(32, 72)),
    variables: labelled,
    rowBytes: labelled.reduce((sum, variable) => Math.max(sum, variable.offset + variable.bytes), 0),
    data: bytes.subarray(start, end),
    rows: stated > 0 ? stated : null,
  };
}

function readVariable(bytes: Uint8Array, version: 5 | 8): XptVariable {
  const reader = byteReader(bytes, false);
  const isText = reader.u16() === 2;
  reader.skip(2);
  const length = reader.u16();
  reader.skip(2);
  const shortName = reader.take(8);
  const label = withoutPadding(reader.take(40));
  const format = ascii(withoutPadding(reader.take(8)));
  reader.skip(20);
  const offset = reader.u32();
  const longName = version === 8 ? withoutPadding(reader.take(32)) : new Uint8Array();
  if (!isText && (length < 2 || length > 8)) throw new DamagedBytes(`a number of ${length} bytes`);
  const name = longName.length > 0 ? longName : withoutPadding(shortName);
  return { isText, bytes: length, offset, name, label, format };
}

/** Labels of more than 40 characters stand apart in version 8. */
function readLongLabels(reader: ByteReader, variables: readonly XptVariable[]): readonly XptVariable[] {
  const start = reader.at();
  const record = reader.take(RECORD);
  const kind = headerKind(record);
  if (kind !== "LABELV8" && kind !== "LABELV9") {
    reader.seek(start);
    return variables;
  }
  // One number, or six of five digits each, of which the first counts.
  const digits = /\d+/.exec(ascii(record.subarray(48)))?.[0] ?? "0";
  const count = Number(digits.length > 15 ? digits.slice(0, 5) : digits);
  const from = reader.at();
  const changed = [...variables];
  for (let i = 0; i < count; i++) {
    const number = reader.u16();
    const lengths = Array.from({ length: kind === "LABELV9" ? 4 : 2 }, () => reader.u16());
    const [name, label] = lengths.map((length) => reader.take(length));
    const variable = changed[number - 1];
    if (variable !== undefined && name !== undefined && label !== undefined)
      changed[number - 1] = { ...variable, name: withoutPadding(name), label: withoutPadding(label) };
  }
  reader.skip((RECORD - ((reader.at() - from) % RECORD)) % RECORD);
  return changed;
}

function nextMember(bytes: Uint8Array, start: number): number {
  for (let at = start; at + RECORD <= bytes.length; at += RECORD) {
    if (bytes[at] !== 0x48) continue;
    const kind = headerKind(bytes.subarray(at, at + RECORD));
    if (kind === "MEMBER" || kind === "MEMBV8") return at;
  }
  return bytes.length;
}
