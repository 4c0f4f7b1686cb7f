/** Unpacks deflate streams without believing what they say of their size. */
import { DamagedBytes } from "./byte-reader.ts";

/** "deflate" has the header of zlib, "deflate-raw" none. */
export type DeflateFormat = "deflate" | "deflate-raw";

/**
 * Gives the unpacked pieces one after the other; false from `take` ends the work before the rest is unpacked.
 *
 * @returns whether the stream was read to its end; rejects where it is broken
 */
export async function eachPiece(
  packed: Uint8Array,
  format: DeflateFormat,
  take: (piece: Uint8Array) => boolean,
): Promise<boolean> {
  const reader = new Blob([new Uint8Array(packed)])
    .stream()
    .pipeThrough(new DecompressionStream(format))
    .getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return true;
    if (!take(value)) {
      await reader.cancel();
      return false;
    }
  }
}

/**
 * The unpacked bytes, at most `limit`.
 *
 * @throws DamagedBytes - where the stream is broken, or longer than the limit
 */
export async function inflate(packed: Uint8Array, format: DeflateFormat, limit: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    await eachPiece(packed, format, (piece) => {
      size += piece.length;
      if (size <= limit) pieces.push(piece);
      return size <= limit;
    });
  } catch {
    throw new DamagedBytes("a packed part that cannot be unpacked");
  }
  if (size > limit) throw new DamagedBytes(`a packed part of more than ${limit} bytes`);
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
