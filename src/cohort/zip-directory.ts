/** The directory of a ZIP archive: what it says it holds, and where. Nothing is unpacked here. */

export interface ZipEntry {
  readonly name: string;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc32: number;
  readonly packed: number;
  /** What the archive claims; only unpacking tells. */
  readonly unpacked: number;
  readonly dataStart: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const SIZE_IN_ZIP64 = 0xffffffff;

/**
 * Every entry of the archive, or in a few words what is damaged.
 *
 * Source: APPNOTE.TXT, sections 4.3.7, 4.3.12, 4.3.16 and 4.4.4.
 */
export function readDirectory(bytes: Uint8Array): readonly ZipEntry[] | string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(view);
  if (end === null) return "a file that ends before its directory";
  const entries: ZipEntry[] = [];
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
    // Readers may believe the sizes and names of either place, so the two must agree.
    if (
      disagree(view.getUint32(local + 18, true), packed) ||
      disagree(view.getUint32(local + 22, true), unpacked)
    )
      return "a part with two different sizes";
    const name = bytes.subarray(at + 46, at + 46 + nameLength);
    const localName = bytes.subarray(local + 30, local + 30 + view.getUint16(local + 26, true));
    if (!isSame(name, localName)) return "a part with two different names";
    const dataStart = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    if (dataStart + packed > bytes.length) return "a part that is cut off";
    entries.push({
      name: new TextDecoder().decode(name),
      method: view.getUint16(at + 10, true),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      crc32: view.getUint32(at + 16, true),
      packed,
      unpacked,
      dataStart,
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

const disagree = (local: number, central: number): boolean =>
  local !== 0 && local !== SIZE_IN_ZIP64 && local !== central;

const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

function endOfDirectory(view: DataView): number | null {
  const lowest = Math.max(0, view.byteLength - 22 - 65535);
  for (let at = view.byteLength - 22; at >= lowest; at--)
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  return null;
}
