import { findRoot, type RootOptions, type RootResult } from "./root.ts";

const LEAST = 1e-300;
const MOST = 1e300;

/**
 * The root in (0, infinity) of a function with one change of sign, for unknowns such as an odds ratio whose
 * size is not known: the bracket grows from `start` by factors 2, 4, 16, ... to the side where the sign changes.
 *
 * `rising` says whether `f` goes from negative to positive. A function without a change of sign between 1e-300
 * and 1e300 gives `converged: false`, criterion `no-sign-change`.
 *
 * @example findPositiveRoot((x) => Math.log(x) - 2, true, 1, { relativeTolerance: 1e-15, maximumIterations: 100 }).root // 7.38905609893065
 */
export function findPositiveRoot(
  f: (x: number) => number,
  rising: boolean,
  start: number,
  options: RootOptions,
): RootResult {
  let near = Math.min(MOST, Math.max(LEAST, start));
  const atStart = f(near);
  if (atStart === 0) return { root: near, converged: true, iterations: 0, criterion: "exact-zero" };
  const upwards = atStart < 0 === rising;
  let factor = 2;
  for (;;) {
    const far = upwards ? Math.min(MOST, near * factor) : Math.max(LEAST, near / factor);
    if (Math.sign(f(far)) !== Math.sign(atStart)) return findRoot(f, near, far, options);
    if (far === LEAST || far === MOST)
      return { root: far, converged: false, iterations: 0, criterion: "no-sign-change" };
    near = far;
    factor *= factor;
  }
}
