/** The dictionary of an SPSS system file as it stands in the bytes, texts not yet decoded. */
import { ascii, type ByteReader, byteReader, DamagedBytes } from "./byte-reader.ts";

export interface RawVariable {
  /** Index of its first 8-byte element in a case. */
  readonly element: number;
  /** 0 for a number, else the bytes of a text. */
  readonly width: number;
  readonly name: Uint8Array;
  readonly label: Uint8Array | null;
  readonly format: number;
  readonly missing: readonly Uint8Array[];
  /** True where the first two of `missing` are the ends of a range. */
  readonly hasRange: boolean;
}

export interface RawLabels {
  readonly entries: readonly { readonly value: Uint8Array; readonly label: Uint8Array }[];
  /** Elements of the variables that have these labels, counted from 0. */
  readonly elements: readonly number[];
}

export interface SavRecords {
  readonly littleEndian: boolean;
  readonly compression: 0 | 1 | 2;
  /** What 8-byte elements a case has. */
  readonly elements: number;
  /** Null where the file does not say. */
  readonly cases: number | null;
  readonly bias: number;
  readonly variables: readonly RawVariable[];
  readonly labels: readonly RawLabels[];
  /** Contents of the extension records, by subtype. */
  readonly extensions: ReadonlyMap<number, Uint8Array>;
  /** Where the cases begin. */
  readonly dataStart: number;
}

const HEADER_BYTES = 176;

/**
 * Source: the PSPP developer's guide, chapter "System File Format"; record types 2, 3, 4, 6, 7 and 999.
 *
 * @throws DamagedBytes
 */
export function readSavRecords(bytes: Uint8Array): SavRecords {
  if (bytes.length < HEADER_BYTES) throw new DamagedBytes("a file that ends inside its header");
  const littleEndian = layoutIsLittleEndian(bytes);
  const reader = byteReader(bytes, littleEndian);
  reader.seek(72);
  const compression = reader.i32();
  if (compression !== 0 && compression !== 1 && compression !== 2)
    throw new DamagedBytes(`an unknown compression, ${compression}`);
  reader.skip(4);
  const cases = reader.i32();
  const bias = reader.f64();
  reader.seek(HEADER_BYTES);
  const variables: RawVariable[] = [];
  const labels: RawLabels[] = [];
  const extensions = new Map<number, Uint8Array>();
  let elements = 0;
  let entries: RawLabels["entries"] | null = null;
  for (;;) {
    const type = reader.i32();
    if (type === 2) {
      const variable = readVariable(reader, elements);
      elements++;
      if (variable !== null) variables.push(variable);
    } else if (type === 3) entries = readLabels(reader);
    else if (type === 4) {
      if (entries === null) throw new DamagedBytes("variables of value labels without the labels");
      labels.push({ entries, elements: readLabelled(reader, elements) });
      entries = null;
    } else if (type === 6) reader.skip(reader.i32() * 80);
    else if (type === 7) {
      const subtype = reader.i32();
      const size = reader.i32();
      extensions.set(subtype, reader.take(size * reader.i32()));
    } else if (type === 999) {
      reader.skip(4);
      break;
    } else throw new DamagedBytes(`an unknown record, ${type}, in the dictionary`);
  }
  return {
    littleEndian,
    compression,
    elements,
    cases: cases < 0 ? null : cases,
    bias,
    variables,
    labels,
    extensions,
    dataStart: reader.at(),
  };
}

/** The layout code is 2 or 3 in the byte order of the machine that wrote the file. */
function layoutIsLittleEndian(bytes: Uint8Array): boolean {
  if (!/^\$FL[23]/.test(ascii(bytes.subarray(0, 4)))) throw new DamagedBytes("another signature");
  for (const littleEndian of [true, false]) {
    const reader = byteReader(bytes, littleEndian);
    reader.seek(64);
    const layout = reader.i32();
    if (layout === 2 || layout === 3) return littleEndian;
  }
  throw new DamagedBytes("an unknown byte order");
}

/** Null for the continuation of a text, which holds nothing of its own. */
function readVariable(reader: ByteReader, element: number): RawVariable | null {
  const width = reader.i32();
  const hasLabel = reader.i32();
  const missingCode = reader.i32();
  const format = (reader.u32() >>> 16) & 0xff;
  reader.skip(4);
  const name = reader.take(8);
  let label: Uint8Array | null = null;
  if (hasLabel === 1) {
    const length = reader.u32();
    label = reader.take(length);
    reader.skip((4 - (length % 4)) % 4);
  }
  const count = Math.abs(missingCode);
  if (count > 3) throw new DamagedBytes(`${missingCode} missing values of one variable`);
  const missing = Array.from({ length: count }, () => reader.take(8));
  if (width === -1) return null;
  if (width < 0 || width > 255) throw new DamagedBytes(`a text of ${width} bytes`);
  return { element, width, name, label, format, missing, hasRange: missingCode < -1 };
}

function readLabels(reader: ByteReader): RawLabels["entries"] {
  const count = reader.u32();
  // The shortest entry has 16 bytes.
  if (count > reader.left() / 16) throw new DamagedBytes(`${count} value labels`);
  return Array.from({ length: count }, () => {
    const value = reader.take(8);
    const length = reader.u8();
    const label = reader.take(length);
    reader.skip((8 - ((length + 1) % 8)) % 8);
    return { value, label };
  });
}

function readLabelled(reader: ByteReader, elements: number): number[] {
  const count = reader.u32();
  if (count > reader.left() / 4) throw new DamagedBytes(`value labels of ${count} variables`);
  return Array.from({ length: count }, () => {
    const element = reader.i32() - 1;
    if (element < 0 || element >= elements)
      throw new DamagedBytes("value labels of a variable that is not there");
    return element;
  });
}
