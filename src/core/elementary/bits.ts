/** The parts of a double: its exponent and its leading bits. */
const value = new Float64Array(1);
const words = new Uint32Array(value.buffer);
// Which of the two words holds sign and exponent depends on the machine.
value[0] = 1;
const HIGH = words[1] === 0x3ff00000 ? 1 : 0;
const LOW = 1 - HIGH;

/** Sign, exponent and the first 20 bits of the mantissa, as a signed 32-bit number. */
function highWord(x: number): number {
  value[0] = x;
  return words[HIGH]! | 0;
}

/** 2^k for k from -1022 to 1023. */
function powerOfTwo(k: number): number {
  words[HIGH] = (k + 1023) << 20;
  words[LOW] = 0;
  return value[0]!;
}

/**
 * x times 2^k, rounded once more only where the result is subnormal.
 *
 * @example timesPowerOfTwo(3, 4) // 48
 */
export function timesPowerOfTwo(x: number, k: number): number {
  if (k >= -1022 && k <= 1023) return x * powerOfTwo(k);
  if (k > 1023) return x * powerOfTwo(1023) * powerOfTwo(Math.min(1023, k - 1023));
  return x * powerOfTwo(Math.max(-1022, k + 1000)) * powerOfTwo(-1000);
}

/**
 * The exponent e of x = m 2^e with 1 <= |m| < 2, for finite x other than 0.
 *
 * @example exponentOf(8) // 3
 */
export function exponentOf(x: number): number {
  const exponent = (highWord(x) >>> 20) & 0x7ff;
  return exponent === 0 ? exponentOf(x * 18014398509481984) - 54 : exponent - 1023;
}
