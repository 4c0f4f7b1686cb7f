/** The pages of a SAS data set: what its subheaders say of the columns, and where the rows are. */
import { ascii, type ByteReader, byteReader, DamagedBytes, withoutPadding } from "./byte-reader.ts";

export interface SasColumn {
  readonly name: Uint8Array;
  readonly label: Uint8Array;
  readonly format: string;
  readonly isText: boolean;
  readonly offset: number;
  readonly bytes: number;
}

export interface SasDataSet {
  readonly littleEndian: boolean;
  readonly encoding: string;
  readonly columns: readonly SasColumn[];
  /** The bytes of each row, in file order. */
  readonly rows: readonly Uint8Array[];
}

interface Layout {
  readonly littleEndian: boolean;
  /** Bytes of a length or an offset. */
  readonly word: 4 | 8;
  readonly pageBytes: number;
  readonly pages: number;
  readonly headerBytes: number;
}

/** A piece of the texts that column names, formats and labels share. */
interface TextReference {
  readonly block: number;
  readonly offset: number;
  readonly length: number;
}

interface Found {
  rowBytes: number;
  rows: number;
  rowsOfMixedPage: number;
  columns: number;
  readonly texts: Uint8Array[];
  readonly names: TextReference[];
  readonly places: { offset: number; bytes: number; isText: boolean }[];
  readonly formats: TextReference[];
  readonly labels: TextReference[];
}

// Codes of SAS for what texts are encoded in.
const ENCODINGS: Readonly<Record<number, string>> = {
  0: "windows-1252",
  20: "utf-8",
  28: "us-ascii",
  29: "iso-8859-1",
  30: "iso-8859-2",
  40: "iso-8859-15",
  60: "windows-1250",
  61: "windows-1251",
  62: "windows-1252",
  63: "windows-1253",
  64: "windows-1254",
};

/**
 * Source: M. Shotwell, "SAS7BDAT Database Binary Format" (2012 to 2014), and files of SAS 9.
 *
 * @throws DamagedBytes - also for compressed data sets
 */
export function readSasDataSet(bytes: Uint8Array): SasDataSet {
  const { layout, encoding } = readLayout(bytes);
  const found: Found = {
    rowBytes: 0,
    rows: 0,
    rowsOfMixedPage: 0,
    columns: 0,
    texts: [],
    names: [],
    places: [],
    formats: [],
    labels: [],
  };
  const rows: Uint8Array[] = [];
  for (let i = 0; i < layout.pages; i++) {
    const start = layout.headerBytes + i * layout.pageBytes;
    const page = bytes.subarray(start, start + layout.pageBytes);
    if (page.length < layout.pageBytes) throw new DamagedBytes("a file that ends inside a page");
    readPage(page, layout, found, rows);
  }
  if (rows.length !== found.rows)
    throw new DamagedBytes(`${rows.length} rows where the header says ${found.rows}`);
  return { littleEndian: layout.littleEndian, encoding, columns: columnsOf(found), rows };
}

function readLayout(bytes: Uint8Array): { layout: Layout; encoding: string } {
  if (bytes.length < 288) throw new DamagedBytes("a file that ends inside its header");
  const word = bytes[32] === 0x33 ? 8 : 4;
  const shift = bytes[35] === 0x33 ? 4 : 0;
  const littleEndian = bytes[37] === 1;
  const encoding = ENCODINGS[bytes[70] ?? 0];
  if (encoding === undefined) throw new DamagedBytes(`text in an encoding that is not known, ${bytes[70]}`);
  const reader = byteReader(bytes, littleEndian);
  reader.seek(196 + shift);
  const headerBytes = reader.u32();
  const pageBytes = reader.u32();
  const pages = word === 8 ? reader.u64() : reader.u32();
  if (pageBytes < 64 || headerBytes + pages * pageBytes > bytes.length)
    throw new DamagedBytes(`${pages} pages of ${pageBytes} bytes where the file has ${bytes.length}`);
  return { layout: { littleEndian, word, pageBytes, pages, headerBytes }, encoding };
}

const META = 0x0000;
const DATA = 0x0100;
const MIXED = 0x0200;

function readPage(page: Uint8Array, layout: Layout, found: Found, rows: Uint8Array[]): void {
  const { word, littleEndian } = layout;
  const start = word === 8 ? 32 : 16;
  const reader = byteReader(page, littleEndian);
  reader.seek(start);
  const type = reader.u16();
  const blocks = reader.u16();
  const subheaders = reader.u16();
  reader.skip(2);
  const kind = type & 0x0f00;
  if (kind === DATA) {
    takeRows(page, start + 8, Math.min(blocks, found.rows - rows.length), found, rows);
    return;
  }
  if (kind !== META && kind !== MIXED) return;
  if ((type & 0x8000) !== 0) return;
  const pointerBytes = 3 * word;
  for (let i = 0; i < subheaders; i++) {
    reader.seek(start + 8 + i * pointerBytes);
    const offset = readWord(reader, word);
    const length = readWord(reader, word);
    const compression = reader.u8();
    // 1 marks a subheader that was cut off and stands whole elsewhere.
    if (length === 0 || compression === 1) continue;
    if (compression === 4)
      throw new DamagedBytes("a compressed data set; export it from SAS without COMPRESS");
    reader.seek(offset);
    readSubheader(reader.take(length), layout, found);
  }
  if (kind !== MIXED) return;
  // Rows begin at a multiple of 8.
  const end = start + 8 + subheaders * pointerBytes;
  takeRows(page, end + (end % 8), Math.min(found.rowsOfMixedPage, found.rows - rows.length), found, rows);
}

const readWord = (reader: ByteReader, word: 4 | 8): number => (word === 8 ? reader.u64() : reader.u32());

function takeRows(
  page: Uint8Array,
  start: number,
  count: number,
  { rowBytes }: Found,
  rows: Uint8Array[],
): void {
  if (rowBytes === 0) throw new DamagedBytes("rows before their description");
  for (let i = 0; i < count; i++) {
    const at = start + i * rowBytes;
    if (at + rowBytes > page.length) throw new DamagedBytes("a page with more rows than fit");
    rows.push(page.subarray(at, at + rowBytes));
  }
}

const ROW_SIZE = 0xf7f7f7f7;
const COLUMN_SIZE = 0xf6f6f6f6;
const COLUMN_TEXT = 0xfffffffd;
const COLUMN_NAMES = 0xffffffff;
const COLUMN_PLACES = 0xfffffffc;
const COLUMN_FORMAT = 0xfffffbfe;

function readSubheader(bytes: Uint8Array, { littleEndian, word }: Layout, found: Found): void {
  const reader = byteReader(bytes, littleEndian);
  let signature = reader.u32();
  // In 64 bits and big-endian the number that tells stands second.
  if (word === 8 && !littleEndian && (signature === 0xffffffff || signature === 0)) signature = reader.u32();
  const reference = (at: number): TextReference => {
    reader.seek(at);
    return { block: reader.u16(), offset: reader.u16(), length: reader.u16() };
  };
  const number = (index: number): number => {
    reader.seek(index * word);
    return readWord(reader, word);
  };
  // Lists of columns end this many bytes before their subheader does.
  const after = word === 8 ? 12 : 8;
  switch (signature) {
    case COLUMN_SIZE:
      found.columns = number(1);
      return;
    case ROW_SIZE:
      found.rowBytes = number(5);
      found.rows = number(6);
      found.rowsOfMixedPage = number(15);
      return;
    case COLUMN_TEXT: {
      const text = bytes.subarray(word);
      if (/SASYZCR[L2]/.test(ascii(text.subarray(0, 64))))
        throw new DamagedBytes("a compressed data set; export it from SAS without COMPRESS");
      found.texts.push(text);
      return;
    }
    case COLUMN_NAMES: {
      const first = word + 8;
      for (let at = first; at + 8 <= bytes.length - after; at += 8) found.names.push(reference(at));
      return;
    }
    case COLUMN_PLACES: {
      const each = word + 8;
      for (let at = word + 8; at + each <= bytes.length - after; at += each) {
        reader.seek(at);
        const offset = readWord(reader, word);
        const length = reader.u32();
        reader.skip(2);
        found.places.push({ offset, bytes: length, isText: reader.u8() === 2 });
      }
      return;
    }
    case COLUMN_FORMAT:
      found.formats.push(reference(word === 8 ? 46 : 34));
      found.labels.push(reference(word === 8 ? 52 : 40));
      return;
    default:
  }
}

function columnsOf(found: Found): SasColumn[] {
  const { places, names, formats, labels, rowBytes } = found;
  if (places.length !== found.columns || names.length < places.length)
    throw new DamagedBytes(`${places.length} places and ${names.length} names of ${found.columns} columns`);
  const text = (reference: TextReference | undefined): Uint8Array => {
    if (reference === undefined || reference.length === 0) return new Uint8Array();
    const block = found.texts[reference.block];
    if (block === undefined || reference.offset + reference.length > block.length)
      throw new DamagedBytes("a name that is not among the texts");
    return withoutPadding(block.subarray(reference.offset, reference.offset + reference.length));
  };
  return places.map(({ offset, bytes, isText }, i) => {
    if (offset + bytes > rowBytes || (!isText && (bytes < 2 || bytes > 8)))
      throw new DamagedBytes("a column that does not fit its row");
    return {
      name: text(names[i]),
      label: text(labels[i]),
      format: ascii(text(formats[i])),
      isText,
      offset,
      bytes,
    };
  });
}
