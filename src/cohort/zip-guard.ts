/** Checks an .xlsx archive before anything unpacks it: complete, of bounded size, without external entities. */
import { damagedFile, tooLarge, workbookWithDoctype, wrongKind } from "../core/issues/file.ts";
import type { Issue } from "../core/issues/issue.ts";
import { eachPiece } from "./read/inflate.ts";
import { readDirectory, type ZipEntry } from "./zip-directory.ts";

/** Largest total size of an unpacked workbook, in bytes. */
export const MAX_UNPACKED_BYTES = 250 * 1048576;

/**
 * The reason why an archive must not be unpacked, or null.
 *
 * Declared sizes are checked first, then every part is unpacked in a stream that stops at the limit, so an archive
 * that lies about its sizes costs no memory. A document type declaration, which no office program writes, is refused:
 * readers resolve its entities wrongly or not at all.
 */
export async function checkArchive(
  bytes: Uint8Array,
  file: string,
  limit = MAX_UNPACKED_BYTES,
): Promise<Issue | null> {
  const entries = readDirectory(bytes);
  if (typeof entries === "string") return damagedFile(file, "a complete workbook (.xlsx)", entries);
  if (!entries.some((entry) => entry.name === "[Content_Types].xml" || entry.name.startsWith("xl/")))
    return wrongKind(file, "an Excel workbook (.xlsx)", "another kind of ZIP archive", "unpack it first");
  const declared = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
  if (declared > limit) return tooLarge(file, declared, limit, "an unpacked workbook");

  let total = 0;
  for (const entry of entries) {
    const part = await inspect(bytes, entry, limit - total);
    if (part === null) return tooLarge(file, limit + 1, limit, "an unpacked workbook");
    if (typeof part === "string") return damagedFile(file, "a complete workbook (.xlsx)", part);
    total += part.size;
    if (part.hasDoctype) return workbookWithDoctype(file, entry.name);
  }
  return null;
}

interface Part {
  readonly size: number;
  readonly hasDoctype: boolean;
}

/** Null when the part unpacks beyond `limit`, a text when it is damaged. */
async function inspect(bytes: Uint8Array, entry: ZipEntry, limit: number): Promise<Part | string | null> {
  const packed = bytes.subarray(entry.dataStart, entry.dataStart + entry.packed);
  const isXml = /\.(?:xml|rels|vml)$/i.test(entry.name);
  if (entry.method === 0)
    return { size: packed.length, hasDoctype: isXml && declaresType(packed.subarray(0, PROLOGUE_BYTES)) };
  if (entry.method !== 8) return "a part packed by an unknown method";

  const prologue: number[] = [];
  let size = 0;
  try {
    const isWhole = await eachPiece(packed, "deflate-raw", (piece) => {
      size += piece.length;
      if (size <= limit && isXml && prologue.length < PROLOGUE_BYTES)
        prologue.push(...piece.subarray(0, PROLOGUE_BYTES - prologue.length));
      return size <= limit;
    });
    if (!isWhole) return null;
  } catch {
    return "a part that cannot be unpacked";
  }
  return { size, hasDoctype: isXml && declaresType(Uint8Array.from(prologue)) };
}

const PROLOGUE_BYTES = 8192;

// A declaration must stand before the root element; UTF-16 parts have a zero beside every letter.
const declaresType = (bytes: Uint8Array): boolean => {
  const text = new TextDecoder("latin1").decode(bytes).replaceAll("\0", "");
  return /<!(?:DOCTYPE|ENTITY)/i.test(text);
};
