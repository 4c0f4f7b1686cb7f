/** CRC-32 of a part of a ZIP archive: tells a damaged byte that unpacking does not notice. */

const POLYNOMIAL = 0xedb88320;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = (value & 1) === 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
  return value;
});

/**
 * Source: ISO 3309, reflected polynomial 0x04c11db7, as APPNOTE.TXT section 4.4.7 asks.
 *
 * @example crc32(new TextEncoder().encode("123456789")) // 0xcbf43926
 */
export function crc32(bytes: Uint8Array): number {
  let register = 0xffffffff;
  for (const byte of bytes) register = (register >>> 8) ^ TABLE[(register ^ byte) & 0xff]!;
  return (register ^ 0xffffffff) >>> 0;
}
