/**
 * Elementary functions whose last bits do not depend on the engine. Those of `Math` do: between two versions of one engine a third of the
 * exponentials of a random sample differ, and with them the bytes of an answer. Square roots and the four operations are exact everywhere.
 */
export { exponentOf, timesPowerOfTwo } from "./elementary/bits.ts";
export { atan, cos, sin, tan } from "./elementary/circular.ts";
export { cosh, exp, expm1, sinh, tanh } from "./elementary/exponential.ts";
export { log, log10, log1p, log2 } from "./elementary/logarithm.ts";
export { hypot, pow } from "./elementary/power.ts";
