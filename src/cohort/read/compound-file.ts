/** The container of .xls and .doc files: a small file system in a file. */
import { byteReader, DamagedBytes } from "./byte-reader.ts";

const SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const END_OF_CHAIN = 0xfffffffe;
const HEADER_BYTES = 512;
const ENTRY_BYTES = 128;
const MINI_SECTOR_BYTES = 64;

export const isCompoundFile = (bytes: Uint8Array): boolean => SIGNATURE.every((byte, i) => bytes[i] === byte);

export interface CompoundFile {
  readonly names: readonly string[];
  /** The bytes of a stream, or null where there is none of that name. */
  readonly stream: (name: string) => Uint8Array | null;
}

interface Entry {
  readonly name: string;
  readonly type: number;
  readonly start: number;
  readonly size: number;
}

/**
 * Source: [MS-CFB], sections 2.2 to 2.6.
 *
 * @throws DamagedBytes
 */
export function openCompoundFile(bytes: Uint8Array): CompoundFile {
  if (bytes.length < HEADER_BYTES) throw new DamagedBytes("a file that ends inside its header");
  const header = byteReader(bytes, true);
  header.seek(30);
  const shift = header.u16();
  if (shift !== 9 && shift !== 12) throw new DamagedBytes(`sectors of 2^${shift} bytes`);
  const sectorBytes = 2 ** shift;
  header.seek(44);
  const tableCount = header.u32();
  const directoryStart = header.u32();
  header.skip(4);
  const miniCutoff = header.u32();
  const miniTableStart = header.u32();
  header.skip(4);
  const moreStart = header.u32();

  const sector = (index: number): Uint8Array => {
    const at = (index + 1) * sectorBytes;
    if (at >= bytes.length) throw new DamagedBytes("a chain that leads out of the file");
    // The last sector of a file may be short.
    return bytes.subarray(at, at + sectorBytes);
  };
  const table = sectorTable(header, sector, tableCount, moreStart, sectorBytes);
  const chain = (
    start: number,
    next: readonly number[],
    piece: (index: number) => Uint8Array,
  ): Uint8Array => {
    const pieces: Uint8Array[] = [];
    for (let index = start; index !== END_OF_CHAIN; index = next[index] ?? END_OF_CHAIN) {
      if (pieces.length > next.length || index >= next.length)
        throw new DamagedBytes("a chain without an end");
      pieces.push(piece(index));
    }
    return joined(pieces);
  };
  const directory = chain(directoryStart, table, sector);
  const entries: Entry[] = [];
  for (let at = 0; at + ENTRY_BYTES <= directory.length; at += ENTRY_BYTES)
    entries.push(readEntry(directory.subarray(at, at + ENTRY_BYTES)));
  const root = entries.find(({ type }) => type === 5);
  if (root === undefined) throw new DamagedBytes("a directory without a root");
  const read = ({ start, size }: Entry): Uint8Array => {
    if (size >= miniCutoff) return chain(start, table, sector).subarray(0, size);
    const mini = root.size === 0 ? new Uint8Array() : chain(root.start, table, sector);
    const miniTable = numbersOf(chain(miniTableStart, table, sector));
    return chain(start, miniTable, (index) =>
      mini.subarray(index * MINI_SECTOR_BYTES, (index + 1) * MINI_SECTOR_BYTES),
    ).subarray(0, size);
  };
  const streams = entries.filter(({ type }) => type === 2);
  return {
    names: streams.map(({ name }) => name),
    stream: (name) => {
      const entry = streams.find((each) => each.name === name);
      return entry === undefined ? null : whole(read(entry), entry);
    },
  };
}

function whole(stream: Uint8Array, { size, name }: Entry): Uint8Array {
  if (stream.length < size) throw new DamagedBytes(`a stream ${name} that is cut off`);
  return stream;
}

/** For each sector, the one that follows it. Its own sectors are listed in the header and in a chain of further lists. */
function sectorTable(
  header: ReturnType<typeof byteReader>,
  sector: (index: number) => Uint8Array,
  count: number,
  moreStart: number,
  sectorBytes: number,
): number[] {
  header.seek(76);
  const lists = Array.from({ length: 109 }, () => header.u32());
  const seen = new Set<number>();
  for (let more = moreStart; more < END_OF_CHAIN && !seen.has(more); ) {
    seen.add(more);
    const numbers = numbersOf(sector(more));
    lists.push(...numbers.slice(0, sectorBytes / 4 - 1));
    more = numbers[sectorBytes / 4 - 1] ?? END_OF_CHAIN;
  }
  const used = lists.filter((index) => index < END_OF_CHAIN - 3).slice(0, count);
  if (new Set(used).size !== used.length) throw new DamagedBytes("a sector table that repeats itself");
  return used.flatMap((index) => numbersOf(sector(index)));
}

function numbersOf(bytes: Uint8Array): number[] {
  const reader = byteReader(bytes, true);
  return Array.from({ length: Math.floor(bytes.length / 4) }, () => reader.u32());
}

function readEntry(bytes: Uint8Array): Entry {
  const reader = byteReader(bytes, true);
  reader.seek(64);
  const nameBytes = Math.min(64, reader.u16());
  const type = reader.u8();
  reader.seek(116);
  const start = reader.u32();
  const size = reader.u32();
  reader.seek(0);
  const name = new TextDecoder("utf-16le").decode(reader.take(Math.max(0, nameBytes - 2)));
  return { name, type, start, size };
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
