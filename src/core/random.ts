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

/** Where a stream stands: four unsigned 32-bit words. Plain data, so it can be handed to a worker. */
export type StreamState = readonly [number, number, number, number];

type State = Int32Array;

const rotateLeft = (x: number, k: number): number => (x << k) | (x >>> (32 - k));

function step(s: State): number {
  const second = s[1]!;
  const result = Math.imul(rotateLeft(Math.imul(second, 5), 7), 9) >>> 0;
  const third = s[2]! ^ s[0]!;
  const fourth = s[3]! ^ second;
  s[1] = second ^ third;
  s[0] = s[0]! ^ fourth;
  s[2] = third ^ (second << 9);
  s[3] = rotateLeft(fourth, 11);
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
  return Int32Array.of(next(), next(), next(), next());
}

// The jump polynomial of xoshiro128**: equals 2^64 calls of `step`.
const JUMP = [0x8764000b, 0xf542d2d3, 0x6fa035c3, 0x77f2db5b];

function jump(s: State): void {
  const sum = new Int32Array(4);
  for (const word of JUMP) {
    for (let bit = 0; bit < 32; bit++) {
      if ((word & (1 << bit)) !== 0) for (let i = 0; i < 4; i++) sum[i]! ^= s[i]!;
      step(s);
    }
  }
  s.set(sum);
}

function fromState(s: State): RandomStream {
  const bits = (): number => step(s);
  return {
    bits,
    uniform: () => ((bits() >>> 5) * 67108864 + (bits() >>> 6)) / 9007199254740992,
    below(bound) {
      for (;;) {
        const x = bits();
        // x % bound; the quotient of two whole numbers below 2^32 is never rounded up to a whole number.
        const rest = x - Math.floor(x / bound) * bound;
        // The last, incomplete run of `bound` numbers below 2^32 would favour the small ones.
        if (x - rest + bound <= 4294967296) return rest;
      }
    },
  };
}

/**
 * One stream for a seed (a whole number >= 0, at most 2^53).
 *
 * @example randomStream(1).uniform() === randomStream(1).uniform() // true
 */
export const randomStream = (seed: number): RandomStream => fromState(seeded(seed));

/**
 * Where `count` streams start that do not overlap for 2^64 numbers each; plain data, for parallel tasks.
 *
 * @example streamStates(1, 2)[0] // [1580013426, 350525680, 3524174333, 3011703609]
 */
export function streamStates(seed: number, count: number): StreamState[] {
  const state = seeded(seed);
  return Array.from({ length: count }, () => {
    const [a, b, c, d] = Uint32Array.from(state);
    jump(state);
    return [a!, b!, c!, d!];
  });
}

/** The stream that starts there. @example streamFrom(streamStates(1, 1)[0]).bits() // 393288148 */
export const streamFrom = (state: StreamState): RandomStream =>
  fromState(Int32Array.from(state, (word) => word | 0));

/**
 * `count` streams that do not overlap for 2^64 numbers each, for parallel tasks.
 *
 * @example randomStreams(1, 3)[2].bits() // 2735290384
 */
export const randomStreams = (seed: number, count: number): RandomStream[] =>
  streamStates(seed, count).map(streamFrom);
