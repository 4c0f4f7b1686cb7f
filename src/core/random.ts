/**
 * Seeded random numbers: xoshiro128** with splitmix32 seeding.
 *
 * The stream is frozen: the same seed gives the same numbers in every version, in Node and in the browser.
 * Parallel work takes one stream per task from `streams`, so a parallel run gives the numbers of a serial one.
 *
 * Source: Blackman & Vigna, Scrambled linear pseudorandom number generators, ACM TOMS 47 (2021) 36.
 */
export interface RandomStream {
  /** Uniform on [0, 1), 53 random bits. */
  uniform(): number;
  /** Uniform on the whole numbers 0 ... bound - 1, without modulo bias; bound at most 2^32. */
  below(bound: number): number;
  /** Next raw 32 bits as an unsigned number. */
  bits(): number;
}

type State = [number, number, number, number];

const rotateLeft = (x: number, k: number): number => (x << k) | (x >>> (32 - k));

function step(s: State): number {
  const result = Math.imul(rotateLeft(Math.imul(s[1], 5), 7), 9) >>> 0;
  const t = s[1] << 9;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = rotateLeft(s[3], 11);
  return result;
}

function seeded(seed: number): State {
  let z = seed >>> 0;
  // A seed above 2^32 also uses its high bits, so 53-bit seeds stay distinct.
  const high = Math.floor(seed / 4294967296) >>> 0;
  const next = (): number => {
    z = (z + 0x9e3779b9 + high) >>> 0;
    let x = z;
    x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
    x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
    return (x ^ (x >>> 15)) >>> 0;
  };
  return [next(), next(), next(), next()];
}

// The jump polynomial of xoshiro128**: equals 2^64 calls of `step`.
const JUMP = [0x8764000b, 0xf542d2d3, 0x6fa035c3, 0x77f2db5b];

function jump(s: State): void {
  const sum: State = [0, 0, 0, 0];
  for (const word of JUMP) {
    for (let bit = 0; bit < 32; bit++) {
      if ((word & (1 << bit)) !== 0)
        for (let i = 0; i < 4; i++) sum[i as 0 | 1 | 2 | 3] ^= s[i as 0 | 1 | 2 | 3];
      step(s);
    }
  }
  s[0] = sum[0];
  s[1] = sum[1];
  s[2] = sum[2];
  s[3] = sum[3];
}

function fromState(s: State): RandomStream {
  const bits = (): number => step(s);
  return {
    bits,
    uniform: () => ((bits() >>> 5) * 67108864 + (bits() >>> 6)) / 9007199254740992,
    below(bound) {
      const limit = 4294967296 - (4294967296 % bound);
      let x = bits();
      while (x >= limit) x = bits();
      return x % bound;
    },
  };
}

/**
 * One stream for a seed (a whole number >= 0, at most 2^53).
 *
 * @example randomStream(1).uniform() === randomStream(1).uniform() // true
 */
export const randomStream = (seed: number): RandomStream => fromState(seeded(seed));

/** `count` streams that do not overlap for 2^64 numbers each, for parallel tasks. */
export function randomStreams(seed: number, count: number): RandomStream[] {
  const state = seeded(seed);
  return Array.from({ length: count }, () => {
    const own: State = [state[0], state[1], state[2], state[3]];
    jump(state);
    return fromState(own);
  });
}
