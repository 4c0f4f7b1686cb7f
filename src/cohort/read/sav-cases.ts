/** The cases of an SPSS system file: plain, byte-coded, or byte-coded and packed by zlib (.zsav). */
import { byteReader, DamagedBytes } from "./byte-reader.ts";
import { inflate } from "./inflate.ts";
import type { SavRecords } from "./sav-records.ts";

/** The value that stands for "no value" in a number. */
export const SYSTEM_MISSING = -Number.MAX_VALUE;

const SPACES = new Uint8Array(8).fill(0x20);

/** Largest unpacked size of packed cases: 16 million numbers. */
export const MAX_CASE_BYTES = 128 * 1048576;

const BOMB_BYTES = 16 * 1048576;
const BOMB_RATIO = 500;

/** The bytes of the cases: the file's own, or what its blocks unpack to. */
export async function caseBytes(bytes: Uint8Array, records: SavRecords): Promise<Uint8Array> {
  return records.compression === 2 ? await unpackBlocks(bytes, records) : bytes.subarray(records.dataStart);
}

/**
 * Hands every case to `use` as bytes of 8 times the elements, valid until the next one, in file order.
 *
 * @throws DamagedBytes - where the file ends inside a case, or holds fewer or more cases than it says
 */
export function eachCase(data: Uint8Array, records: SavRecords, use: (bytes: Uint8Array) => void): number {
  const size = records.elements * 8;
  if (size === 0) throw new DamagedBytes("a dictionary without variables");
  const most = records.cases ?? Infinity;
  let seen = 0;
  // At once: a file that goes on beyond its own word is not read to its end.
  const counted = (bytes: Uint8Array): void => {
    seen++;
    if (seen > most) throw new DamagedBytes(`more cases than the ${most} of the header`);
    use(bytes);
  };
  const found =
    records.compression === 0 ? plainCases(data, size, counted) : codedCases(data, size, records, counted);
  if (records.cases !== null && found !== records.cases)
    throw new DamagedBytes(`${found} cases where the header says ${records.cases}`);
  return found;
}

function plainCases(data: Uint8Array, size: number, use: (bytes: Uint8Array) => void): number {
  if (data.length % size !== 0) throw new DamagedBytes("a file that ends inside a case");
  for (let at = 0; at < data.length; at += size) use(data.subarray(at, at + size));
  return data.length / size;
}

/**
 * Eight codes, then the bytes that they call for. 1 to 251: a small whole number; 252: the end; 253: eight bytes follow;
 * 254: eight spaces; 255: no value; 0: nothing.
 */
function codedCases(
  data: Uint8Array,
  size: number,
  records: SavRecords,
  use: (bytes: Uint8Array) => void,
): number {
  const { bias, littleEndian } = records;
  const current = new Uint8Array(size);
  const view = new DataView(current.buffer);
  let filled = 0;
  let found = 0;
  let at = 0;
  while (at + 8 <= data.length) {
    const codes = at;
    at += 8;
    for (let i = 0; i < 8; i++) {
      const code = data[codes + i] ?? 0;
      if (code === 0) continue;
      if (code === 252) {
        if (filled > 0) throw new DamagedBytes("a file that ends inside a case");
        return found;
      }
      if (code === 253) {
        if (at + 8 > data.length) throw new DamagedBytes("a file that ends inside a case");
        current.set(data.subarray(at, at + 8), filled);
        at += 8;
      } else if (code === 254) current.set(SPACES, filled);
      else if (code === 255) view.setFloat64(filled, SYSTEM_MISSING, littleEndian);
      else view.setFloat64(filled, code - bias, littleEndian);
      filled += 8;
      if (filled === size) {
        use(current);
        found++;
        filled = 0;
      }
    }
  }
  if (filled > 0 || at !== data.length) throw new DamagedBytes("a file that ends inside a case");
  return found;
}

async function unpackBlocks(bytes: Uint8Array, records: SavRecords): Promise<Uint8Array> {
  const reader = byteReader(bytes, records.littleEndian);
  reader.seek(records.dataStart);
  reader.skip(8);
  const trailerStart = reader.u64();
  reader.seek(trailerStart);
  reader.skip(20);
  const count = reader.u32();
  if (count > reader.left() / 24) throw new DamagedBytes(`${count} packed blocks`);
  const blocks = Array.from({ length: count }, () => {
    reader.skip(8);
    return { start: reader.u64(), unpacked: reader.u32(), packed: reader.u32() };
  });
  const total = blocks.reduce((sum, { unpacked }) => sum + unpacked, 0);
  // Data of people do not shrink to a five-hundredth: that much packing is made to fill the memory.
  const isBomb = total > BOMB_BYTES && total > BOMB_RATIO * bytes.length;
  if (total > MAX_CASE_BYTES || isBomb) throw new DamagedBytes(`cases that unpack to ${total} bytes`);
  const whole = new Uint8Array(total);
  let at = 0;
  for (const { start, unpacked, packed } of blocks) {
    reader.seek(start);
    const block = await inflate(reader.take(packed), "deflate", unpacked);
    if (block.length !== unpacked) throw new DamagedBytes("a packed block of another size than stated");
    whole.set(block, at);
    at += unpacked;
  }
  return whole;
}
