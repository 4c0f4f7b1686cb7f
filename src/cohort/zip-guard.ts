/** Checks an .xlsx archive before anything unpacks it: complete, of bounded size, without external entities. */
import { damagedFile, tooLarge, workbookWithDoctype, wrongKind } from "../core/issues/file.ts";
import type { Issue } from "../core/issues/issue.ts";

/** Largest total size of an unpacked workbook, in bytes. */
export const MAX_UNPACKED_BYTES = 250 * 1048576;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly dataStart: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const SIZE_IN_ZIP64 = 0xffffffff;

/**
 * The reason why an archive must not be unpacked, or null.
 *
 * Declared sizes are checked first, then every part is unpacked in a stream that stops at the limit, so an archive
 * that lies about its sizes costs no memory. A document type declaration, which no office program writes, is refused:
 * readers resolve its entities wrongly or not at all.
 *
 * Source: APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16.
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

function readDirectory(bytes: Uint8Array): Entry[] | string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(view);
  if (end === null) return "a file that ends before its directory";
  const entries: Entry[] = [];
  const number = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < number; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== DIRECTORY_ENTRY) return "a broken directory";
    const nameLength = view.getUint16(at + 28, true);
    const packed = view.getUint32(at + 20, true);
    const unpacked = view.getUint32(at + 24, true);
    const local = view.getUint32(at + 42, true);
    if (packed === SIZE_IN_ZIP64 || unpacked === SIZE_IN_ZIP64) return "sizes beyond 4 GB";
    if (local + 30 > bytes.length || view.getUint32(local, true) !== LOCAL_ENTRY) return "a missing part";
    // Readers may believe the sizes of either place, so the two must agree.
    if (
      disagree(view.getUint32(local + 18, true), packed) ||
      disagree(view.getUint32(local + 22, true), unpacked)
    )
      return "a part with two different sizes";
    const dataStart = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    if (dataStart + packed > bytes.length) return "a part that is cut off";
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    entries.push({ name, method: view.getUint16(at + 10, true), packed, unpacked, dataStart });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

const disagree = (local: number, central: number): boolean =>
  local !== 0 && local !== SIZE_IN_ZIP64 && local !== central;

function endOfDirectory(view: DataView): number | null {
  const lowest = Math.max(0, view.byteLength - 22 - 65535);
  for (let at = view.byteLength - 22; at >= lowest; at--)
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  return null;
}

interface Part {
  readonly size: number;
  readonly hasDoctype: boolean;
}

/** Null when the part unpacks beyond `limit`, a text when it is damaged. */
async function inspect(bytes: Uint8Array, entry: Entry, limit: number): Promise<Part | string | null> {
  const packed = bytes.subarray(entry.dataStart, entry.dataStart + entry.packed);
  const isXml = /\.(?:xml|rels|vml)$/i.test(entry.name);
  if (entry.method === 0)
    return { size: packed.length, hasDoctype: isXml && declaresType(packed.subarray(0, PROLOGUE_BYTES)) };
  if (entry.method !== 8) return "a part packed by an unknown method";

  const reader = new Blob([new Uint8Array(packed)])
    .stream()
    .pipeThrough(new DecompressionStream("deflate-raw"))
    .getReader();
  const prologue: number[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > limit) {
        await reader.cancel();
        return null;
      }
      if (isXml && prologue.length < PROLOGUE_BYTES)
        prologue.push(...value.subarray(0, PROLOGUE_BYTES - prologue.length));
    }
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
