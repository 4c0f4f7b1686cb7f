/** Records of the BIFF8 stream of an .xls workbook, and the texts in them. */
import { byteReader, DamagedBytes } from "./byte-reader.ts";

export interface BiffRecord {
  readonly type: number;
  /** The record's own bytes, then those of each record that continues it. */
  readonly parts: readonly Uint8Array[];
}

const CONTINUE = 0x3c;

/** The records from a position to the end of the stream. */
export function* biffRecords(stream: Uint8Array, start: number): Generator<BiffRecord> {
  const reader = byteReader(stream, true);
  reader.seek(start);
  let current: { type: number; parts: Uint8Array[] } | null = null;
  while (reader.left() >= 4) {
    const type = reader.u16();
    const bytes = reader.take(reader.u16());
    if (type === CONTINUE && current !== null) current.parts.push(bytes);
    else {
      if (current !== null) yield current;
      current = { type, parts: [bytes] };
    }
  }
  if (current !== null) yield current;
}

/** Reads over the seams between the parts of a record. */
export interface PartsReader {
  readonly left: () => boolean;
  readonly u8: () => number;
  readonly u16: () => number;
  readonly u32: () => number;
  readonly skip: (length: number) => void;
  /** Letters; where a new part begins among them, its first byte says again whether they have one or two bytes. */
  readonly letters: (count: number, areWide: boolean) => string;
}

export function partsReader(parts: readonly Uint8Array[]): PartsReader {
  let part = 0;
  let at = 0;
  const current = (): Uint8Array => parts[part] ?? new Uint8Array();
  const settle = (): boolean => {
    let moved = false;
    while (at >= current().length && part < parts.length - 1) {
      part++;
      at = 0;
      moved = true;
    }
    return moved;
  };
  const u8 = (): number => {
    settle();
    const byte = current()[at];
    if (byte === undefined) throw new DamagedBytes("a record that ends too early");
    at++;
    return byte;
  };
  const u16 = (): number => u8() + 256 * u8();
  return {
    left: () => {
      settle();
      return at < current().length;
    },
    u8,
    u16,
    u32: () => u16() + 65_536 * u16(),
    skip: (length) => {
      let rest = length;
      while (rest > 0) {
        settle();
        const step = Math.min(rest, current().length - at);
        if (step <= 0) throw new DamagedBytes("a record that ends too early");
        at += step;
        rest -= step;
      }
    },
    letters: (count, areWide) => {
      const codes: number[] = [];
      let wide = areWide;
      for (let i = 0; i < count; i++) {
        if (settle()) wide = (u8() & 1) === 1;
        codes.push(wide ? u16() : u8());
      }
      return textOf(codes);
    },
  };
}

function textOf(codes: readonly number[]): string {
  let text = "";
  for (let start = 0; start < codes.length; start += 4096)
    text += String.fromCharCode(...codes.slice(start, start + 4096));
  return text;
}

/** A text with its length in one or two bytes, its flags, and formatting that is skipped. */
export function biffText(reader: PartsReader, lengthBytes: 1 | 2): string {
  const count = lengthBytes === 1 ? reader.u8() : reader.u16();
  const flags = reader.u8();
  const runs = (flags & 8) === 0 ? 0 : reader.u16();
  const extended = (flags & 4) === 0 ? 0 : reader.u32();
  const text = reader.letters(count, (flags & 1) === 1);
  reader.skip(4 * runs + extended);
  return text;
}
