/** Binary files other than workbooks, told apart by name and by first bytes, and read by a reader each. */
import { damagedFile, wrongKind } from "../../core/issues/file.ts";
import type { Issue } from "../../core/issues/issue.ts";
import { isZip, type TextEncoding, wrongKindOf } from "../decode-text.ts";
import type { TableReading } from "../read-delimited.ts";
import type { TextTable } from "../text-table.ts";
import { ascii, DamagedBytes } from "./byte-reader.ts";
import { readDta } from "./read-dta.ts";
import { readParquet } from "./read-parquet.ts";
import { readSas7bdat } from "./read-sas7bdat.ts";
import { readSav } from "./read-sav.ts";
import { readXpt } from "./read-xpt.ts";

export interface BinaryOptions {
  readonly sheet?: string;
  readonly encoding?: TextEncoding;
}

export interface BinaryFormat {
  readonly name: RegExp;
  /** Completes "expected ...". */
  readonly what: string;
  readonly isOne: (bytes: Uint8Array) => boolean;
  readonly read: (
    bytes: Uint8Array,
    file: string,
    options: BinaryOptions,
  ) => Promise<{ table: TextTable | null; issues: Issue[] }>;
}

const begins = (bytes: Uint8Array, text: string): boolean => ascii(bytes.subarray(0, text.length)) === text;

/** Release, byte order, and a 1 that all releases before 117 have. */
const isOldStata = ([release = 0, order, kind]: Uint8Array): boolean =>
  release >= 102 && release <= 115 && (order === 1 || order === 2) && kind === 1;

const SAS_DATA_SET = [...Array.from({ length: 12 }, () => 0), 0xc2, 0xea, 0x81, 0x60];

const FORMATS: readonly BinaryFormat[] = [
  {
    name: /\.z?sav$/i,
    what: "an SPSS file (.sav, .zsav)",
    isOne: (bytes) => begins(bytes, "$FL2") || begins(bytes, "$FL3"),
    read: readSav,
  },
  {
    name: /\.dta$/i,
    what: "a Stata file (.dta)",
    isOne: (bytes) => begins(bytes, "<stata_dta>") || isOldStata(bytes),
    read: readDta,
  },
  {
    name: /\.xpt$/i,
    what: "a SAS transport file (.xpt)",
    isOne: (bytes) => begins(bytes, "HEADER RECORD*******"),
    read: readXpt,
  },
  {
    name: /\.sas7bdat$/i,
    what: "a SAS data set (.sas7bdat)",
    isOne: (bytes) => SAS_DATA_SET.every((byte, i) => bytes[i] === byte),
    read: readSas7bdat,
  },
  {
    name: /\.(?:parquet|pq)$/i,
    what: "a Parquet file (.parquet)",
    isOne: (bytes) => begins(bytes, "PAR1"),
    read: readParquet,
  },
];

/** The format that the file's name promises, or null for text and workbooks. */
export const binaryFormatOf = (file: string): BinaryFormat | null =>
  FORMATS.find(({ name }) => name.test(file)) ?? null;

/** Reads a file whose name promises `format`; what is damaged or another kind of file is refused. */
export async function readBinary(
  bytes: Uint8Array,
  file: string,
  format: BinaryFormat,
  options: BinaryOptions,
): Promise<TableReading> {
  const { what } = format;
  if (!format.isOne(bytes)) {
    const other = wrongKindOf(bytes, file, what);
    const kind = isZip(bytes) ? "a ZIP archive or a workbook" : "a file of another kind";
    return {
      table: null,
      issues: [other ?? wrongKind(file, what, kind, "check its name, or export it again")],
    };
  }
  try {
    return await format.read(bytes, file, options);
  } catch (error) {
    // A RangeError comes from a length that no check foresaw.
    if (!(error instanceof DamagedBytes || error instanceof RangeError)) throw error;
    return { table: null, issues: [damagedFile(file, what, error.message)] };
  }
}
