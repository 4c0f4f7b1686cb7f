/** Bytes of a text file to text, without trusting a byte order mark to be there. */
import { binaryFile, cannotDecode, encodingGuessed, wrongKind } from "../core/issues/file.ts";
import type { Issue } from "../core/issues/issue.ts";

export type TextEncoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

export interface DecodedText {
  /** Without the byte order mark; null when the file was refused. */
  readonly text: string | null;
  readonly encoding: TextEncoding;
  readonly mark: boolean;
  /** True when the text is UTF-8 with damaged places, shown as U+FFFD. */
  readonly damaged: boolean;
  readonly issues: readonly Issue[];
}

// Bytes 0x80 to 0x9f of Windows-1252. Written out because decoders labelled "windows-1252" may give C1 controls here.
const WINDOWS_1252 =
  "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f" +
  "\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

/**
 * Decodes a text file: byte order mark first, then UTF-16 by its zero bytes, then strict UTF-8, else Windows-1252.
 *
 * A file that is not valid UTF-8 but holds at least one valid letter of several bytes is damaged UTF-8, not
 * Windows-1252: its bad bytes become U+FFFD and the caller names the cells.
 *
 * @example decodeText(bytes, "cohort.csv").encoding // "utf-8"
 */
export function decodeText(bytes: Uint8Array, file: string, stated?: TextEncoding): DecodedText {
  const marked = byteOrderMark(bytes);
  const zeros = zeroBytes(bytes);
  const encoding = stated ?? marked?.encoding ?? zeros.encoding;
  const mark = marked !== null && marked.encoding === encoding;
  const body = mark ? bytes.subarray(marked.length) : bytes;
  const done = (
    text: string,
    as: TextEncoding,
    issues: readonly Issue[] = [],
    damaged = false,
  ): DecodedText => ({
    text,
    encoding: as,
    mark,
    damaged,
    issues,
  });
  const refused = (as: TextEncoding, issue: Issue): DecodedText => ({
    text: null,
    encoding: as,
    mark,
    damaged: false,
    issues: [issue],
  });

  if (encoding === "utf-16le" || encoding === "utf-16be") {
    const text = decodeUtf16(body, encoding);
    return text === null ? refused(encoding, cannotDecode(file, encoding, 1)) : done(text, encoding);
  }
  if (zeros.isBinary) return refused("utf-8", binaryFile(file));
  if (encoding === "windows-1252") return done(decodeWindows1252(body), encoding);

  try {
    return done(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body), "utf-8");
  } catch {
    const lenient = new TextDecoder("utf-8", { ignoreBOM: true }).decode(body);
    if (encoding === "utf-8" || holdsLettersOfSeveralBytes(lenient)) return done(lenient, "utf-8", [], true);
    return done(decodeWindows1252(body), "windows-1252", [encodingGuessed(file, "windows-1252")]);
  }
}

// U+FFFD itself may be what a bad byte became, so it proves nothing.
const holdsLettersOfSeveralBytes = (text: string): boolean => /[\u0080-\ufffc]/.test(text);

function byteOrderMark(bytes: Uint8Array): { encoding: TextEncoding; length: number } | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: "utf-8", length: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: "utf-16le", length: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: "utf-16be", length: 2 };
  return null;
}

// Latin text in UTF-16 has a zero in every second byte; a single zero in plain text is one damaged cell.
function zeroBytes(bytes: Uint8Array): { encoding: TextEncoding | undefined; isBinary: boolean } {
  const length = Math.min(bytes.length, 65536);
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  const half = length / 2;
  if (odd > 0.4 * half && even < 0.05 * half) return { encoding: "utf-16le", isBinary: false };
  if (even > 0.4 * half && odd < 0.05 * half) return { encoding: "utf-16be", isBinary: false };
  return { encoding: undefined, isBinary: even + odd > Math.max(2, 0.01 * length) };
}

function decodeUtf16(bytes: Uint8Array, encoding: "utf-16le" | "utf-16be"): string | null {
  let little = bytes;
  if (encoding === "utf-16be") {
    little = new Uint8Array(bytes.length);
    for (let i = 0; i + 1 < bytes.length; i += 2) {
      little[i] = bytes[i + 1] ?? 0;
      little[i + 1] = bytes[i] ?? 0;
    }
  }
  try {
    return new TextDecoder("utf-16le", { fatal: true, ignoreBOM: true }).decode(little);
  } catch {
    return null;
  }
}

export function decodeWindows1252(bytes: Uint8Array): string {
  const parts: string[] = [];
  // In pieces: one call with a million arguments would overflow the stack.
  for (let start = 0; start < bytes.length; start += 8192)
    parts.push(String.fromCharCode(...bytes.subarray(start, start + 8192)));
  return parts.join("").replaceAll(/[\u0080-\u009f]/g, (c) => WINDOWS_1252[c.charCodeAt(0) - 0x80] ?? c);
}

interface Signature {
  readonly begins: readonly number[];
  readonly kind: string;
  readonly advice: string;
}

const ascii = (text: string): readonly number[] => Array.from(text, (c) => c.charCodeAt(0));

const SIGNATURES: readonly Signature[] = [
  { begins: ascii("%PDF"), kind: "a PDF", advice: "export the table itself, not a printout" },
  {
    begins: [0xd0, 0xcf, 0x11, 0xe0],
    kind: "an old Excel workbook (.xls) or one with a password",
    advice: "open it, remove the password and save it as .xlsx or CSV",
  },
  { begins: [0x1f, 0x8b], kind: "a gzip archive", advice: "unpack it first" },
  { begins: ascii("PAR1"), kind: "a Parquet file", advice: "rename it to .parquet" },
  { begins: ascii("$FL"), kind: "an SPSS file", advice: "rename it to .sav" },
  { begins: ascii("<stata_dta>"), kind: "a Stata file", advice: "rename it to .dta" },
  { begins: ascii("HEADER RECORD*******"), kind: "a SAS transport file", advice: "rename it to .xpt" },
  {
    begins: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xc2, 0xea, 0x81, 0x60],
    kind: "a SAS data set (.sas7bdat)",
    advice: "rename it to .sas7bdat",
  },
  { begins: ascii("{\\rtf"), kind: "an RTF document", advice: "export the table as CSV" },
  { begins: [0x89, 0x50, 0x4e, 0x47], kind: "a picture", advice: "export the table as CSV" },
];

/** True for the first bytes of every ZIP archive, which an .xlsx workbook is. */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 &&
  bytes[1] === 0x4b &&
  (bytes[2] === 3 || bytes[2] === 5) &&
  bytes[3] === (bytes[2] ?? 0) + 1;

/** Names the kind of a file that is neither text nor what its name says. */
export function wrongKindOf(bytes: Uint8Array, file: string, expected: string): Issue | null {
  for (const { begins, kind, advice } of SIGNATURES)
    if (begins.every((byte, i) => bytes[i] === byte)) return wrongKind(file, expected, kind, advice);
  return null;
}
