/** Unpacks deflate streams without believing what they say of their size. */
import { DamagedBytes } from "./byte-reader.ts";

/**
 * The unpacked bytes, at most `limit`.
 *
 * @param format - "deflate" has the header of zlib, "deflate-raw" none
 * @throws DamagedBytes - where the stream is broken, or longer than the limit
 */
export async function inflate(
  packed: Uint8Array,
  format: "deflate" | "deflate-raw",
  limit: number,
): Promise<Uint8Array> {
  const reader = new Blob([new Uint8Array(packed)])
    .stream()
    .pipeThrough(new DecompressionStream(format))
    .getReader();
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > limit) {
        await reader.cancel();
        break;
      }
      pieces.push(value);
    }
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
