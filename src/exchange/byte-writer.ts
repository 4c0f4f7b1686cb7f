/** Little-endian bytes, appended. */
export interface ByteWriter {
  i32(value: number): void;
  u8(value: number): void;
  f64(value: number): void;
  /** UTF-8, cut or padded with blanks to a length. */
  text(text: string, length: number): void;
  bytes(bytes: Uint8Array): void;
  /** Zeros or blanks up to a multiple. */
  pad(multiple: number, fill: number): void;
  done(): Uint8Array;
}

const utf8 = new TextEncoder();

export function byteWriter(): ByteWriter {
  let buffer = new Uint8Array(1 << 16);
  let view = new DataView(buffer.buffer);
  let at = 0;
  const room = (more: number): void => {
    if (at + more <= buffer.length) return;
    const grown = new Uint8Array(Math.max(buffer.length * 2, at + more));
    grown.set(buffer);
    buffer = grown;
    view = new DataView(buffer.buffer);
  };
  const bytes = (added: Uint8Array): void => {
    room(added.length);
    buffer.set(added, at);
    at += added.length;
  };
  return {
    i32(value) {
      room(4);
      view.setInt32(at, value, true);
      at += 4;
    },
    u8(value) {
      room(1);
      buffer[at++] = value;
    },
    f64(value) {
      room(8);
      view.setFloat64(at, value, true);
      at += 8;
    },
    text(text, length) {
      const own = utf8.encode(text).subarray(0, length);
      bytes(own);
      bytes(new Uint8Array(length - own.length).fill(0x20));
    },
    bytes,
    pad(multiple, fill) {
      bytes(new Uint8Array((multiple - (at % multiple)) % multiple).fill(fill));
    },
    done: () => buffer.slice(0, at),
  };
}

/** Bytes of a text in UTF-8. */
export const utf8Length = (text: string): number => utf8.encode(text).length;

/** A text cut to so many bytes of UTF-8, never inside a character. */
export function cutToBytes(text: string, length: number): string {
  if (utf8Length(text) <= length) return text;
  let cut = "";
  for (const sign of text) {
    if (utf8Length(cut) + utf8Length(sign) > length) break;
    cut += sign;
  }
  return cut;
}
