/** Numbers of IBM mainframes, as SAS transport files store them: base 16, 7 bits of exponent, 56 of fraction. */

/**
 * The number, or the text of a missing value: `.`, `._`, `.A` to `.Z`.
 *
 * Fewer than 8 bytes are a number whose last bytes are 0. A fraction of more than 53 bits is rounded to the nearest double.
 *
 * @example ibmNumber(Uint8Array.of(0x41, 0x10, 0, 0, 0, 0, 0, 0)) // 1
 */
export function ibmNumber(bytes: Uint8Array): number | string {
  const [first = 0] = bytes;
  const rest = bytes.subarray(1);
  if (rest.every((byte) => byte === 0)) {
    if (first === 0) return 0;
    if (first === 0x2e) return ".";
    if (first === 0x5f || (first >= 0x41 && first <= 0x5a)) return `.${String.fromCharCode(first)}`;
  }
  let upper = 0;
  let lower = 0;
  for (let i = 0; i < 3; i++) upper = upper * 256 + (rest[i] ?? 0);
  for (let i = 3; i < 7; i++) lower = lower * 256 + (rest[i] ?? 0);
  const fraction = upper * 2 ** 32 + lower;
  const value = fraction * 2 ** (4 * ((first & 0x7f) - 64) - 56);
  return first >= 0x80 ? -value : value;
}
