/** Reads numbers and pieces from bytes; every length is checked against the bytes that are left. */

/** The bytes are not what their format promises. The message completes the sentence "got ...". */
export class DamagedBytes extends Error {
  override readonly name = "DamagedBytes";
}

export interface ByteReader {
  readonly at: () => number;
  readonly left: () => number;
  readonly seek: (position: number) => void;
  readonly skip: (length: number) => void;
  /** A view of the next bytes, not a copy. */
  readonly take: (length: number) => Uint8Array;
  readonly u8: () => number;
  readonly i8: () => number;
  readonly u16: () => number;
  readonly i16: () => number;
  readonly u32: () => number;
  readonly i32: () => number;
  readonly f32: () => number;
  readonly f64: () => number;
  /** Refused above 2^53: no file holds so much. */
  readonly u64: () => number;
}

export function byteReader(bytes: Uint8Array, littleEndian: boolean): ByteReader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let position = 0;
  const advance = (length: number): number => {
    if (!Number.isSafeInteger(length) || length < 0 || length > bytes.length - position)
      throw new DamagedBytes(`a piece of ${length} bytes where ${bytes.length - position} are left`);
    position += length;
    return position - length;
  };
  return {
    at: () => position,
    left: () => bytes.length - position,
    seek: (target) => {
      position = 0;
      advance(target);
    },
    skip: (length) => {
      advance(length);
    },
    take: (length) => {
      const start = advance(length);
      return bytes.subarray(start, start + length);
    },
    u8: () => view.getUint8(advance(1)),
    i8: () => view.getInt8(advance(1)),
    u16: () => view.getUint16(advance(2), littleEndian),
    i16: () => view.getInt16(advance(2), littleEndian),
    u32: () => view.getUint32(advance(4), littleEndian),
    i32: () => view.getInt32(advance(4), littleEndian),
    f32: () => view.getFloat32(advance(4), littleEndian),
    f64: () => view.getFloat64(advance(8), littleEndian),
    u64: () => {
      const value = view.getBigUint64(advance(8), littleEndian);
      if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new DamagedBytes(`a length of ${value} bytes`);
      return Number(value);
    },
  };
}

/** The ASCII text of bytes, for names and signatures of a format. */
export function ascii(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** Bytes up to the first zero, or all of them. */
export function untilZero(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

/** Bytes without the spaces (and zeros) that fill a field of fixed width. */
export function withoutPadding(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 0x20 || bytes[end - 1] === 0)) end--;
  return bytes.subarray(0, end);
}
