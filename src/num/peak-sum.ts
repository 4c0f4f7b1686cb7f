/** Integrals of smooth one-peaked positive functions on the whole line, from logarithm to logarithm. */
import * as elementary from "../core/elementary.ts";

// A term this far below the largest adds nothing to a double.
const NEGLIGIBLE = -42;

/**
 * log of the integral of exp(logOf(x)) over the line, by the trapezoidal rule with the given step.
 *
 * For an analytic function with one peak that falls at least exponentially on both sides, the rule's error
 * shrinks like exp(-2 pi d / step) with d the half-width of the strip of analyticity: halve the step to check.
 * The peak is climbed to from `start` in growing strides, then summed outwards until terms no longer count.
 *
 * Source: Trefethen & Weideman (2014), The exponentially convergent trapezoidal rule, SIAM Review 56.
 */
export function logIntegral(logOf: (x: number) => number, start: number, step: number): number {
  const at = (i: number): number => logOf(start + i * step);
  let peak = 0;
  let top = at(0);
  for (let stride = 1; stride >= 1; ) {
    const right = at(peak + stride);
    const left = at(peak - stride);
    if (right > top || left > top) {
      peak += right >= left ? stride : -stride;
      top = Math.max(right, left);
      stride *= 2;
    } else stride = Math.floor(stride / 2);
  }
  if (top === -Infinity || Number.isNaN(top)) return top;
  let sum = 1;
  for (const direction of [1, -1]) {
    for (let i = peak + direction; ; i += direction) {
      const term = at(i) - top;
      if (!(term > NEGLIGIBLE)) break;
      sum += elementary.exp(term);
    }
  }
  return top + elementary.log(sum * step);
}
