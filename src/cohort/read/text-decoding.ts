/** Texts of binary formats: each file has one encoding, declared or found. */
import { encodingGuessed } from "../../core/issues/file.ts";
import type { Issue } from "../../core/issues/issue.ts";
import { decodeWindows1252, type TextEncoding } from "../decode-text.ts";
import { DamagedBytes } from "./byte-reader.ts";

export interface TextDecoding {
  readonly name: string;
  readonly decode: (bytes: Uint8Array) => string;
}

/** Thrown at the first text that is not UTF-8, where that was only a guess. */
class NotUtf8 extends Error {
  override readonly name = "NotUtf8";
}

// Code pages of Windows under the names that decoders know.
const CODE_PAGES: Readonly<Record<string, string>> = {
  "866": "ibm866",
  "932": "shift_jis",
  "936": "gbk",
  "949": "euc-kr",
  "950": "big5",
  "20866": "koi8-r",
  "21866": "koi8-u",
  "65001": "utf-8",
};

/** @example encodingName("cp1252") // "windows-1252" */
function encodingName(declared: string): string {
  const name = declared.trim().toLowerCase();
  const page = /^(?:cp|windows-)?(\d{3,5})$/.exec(name)?.[1];
  if (page === undefined) return name;
  if (/^2859\d$|^2860[0-5]$/.test(page)) return `iso-8859-${Number(page) - 28_590}`;
  return CODE_PAGES[page] ?? `windows-${page}`;
}

/** The decoder of a declared encoding. Windows-1252 is our own: some decoders give control characters for 0x80 to 0x9f. */
export function decodingOf(declared: string): TextDecoding {
  const name = encodingName(declared);
  if (name === "windows-1252") return { name, decode: (bytes) => decodeWindows1252(bytes) };
  const decoder = strictDecoder(name);
  if (decoder === null) throw new DamagedBytes(`text in an unknown encoding, ${JSON.stringify(declared)}`);
  return {
    name,
    decode: (bytes) => {
      try {
        return decoder.decode(bytes);
      } catch {
        throw new DamagedBytes(`text that is not ${name}, as the file declares`);
      }
    },
  };
}

function strictDecoder(name: string) {
  try {
    return new TextDecoder(name, { fatal: true, ignoreBOM: true });
  } catch {
    return null;
  }
}

/**
 * Reads a file that declares no encoding: as UTF-8 where every text allows that, else as Windows-1252, with a note.
 *
 * @param read - called with a decoder; called again where the first does not fit
 */
export async function withFoundEncoding<Result>(
  file: string,
  stated: TextEncoding | undefined,
  issues: Issue[],
  read: (decoding: TextDecoding) => Result | Promise<Result>,
): Promise<Result> {
  if (stated !== undefined) return await read(decodingOf(stated));
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const decode = (bytes: Uint8Array): string => {
    try {
      return decoder.decode(bytes);
    } catch {
      throw new NotUtf8();
    }
  };
  try {
    return await read({ name: "utf-8", decode });
  } catch (error) {
    if (!(error instanceof NotUtf8)) throw error;
    issues.push(encodingGuessed(file, "windows-1252"));
    return await read(decodingOf("windows-1252"));
  }
}
