/** Digits that NIST prints: more cannot be asked for. */
export const MOST_DIGITS = 15;

/**
 * Log relative error: correct significant digits of `got`, at most 15; of a certified 0 the decimals. McCullough 1998, Am Stat 52:358-366.
 * 0 where nothing was computed or no digit is right.
 */
export function logRelativeError(got: number | null | undefined, certified: number): number {
  if (got === null || got === undefined || Number.isNaN(got)) return 0;
  const error = certified === 0 ? Math.abs(got) : Math.abs(got - certified) / Math.abs(certified);
  return error === 0 ? MOST_DIGITS : Math.min(MOST_DIGITS, Math.max(0, -Math.log10(error)));
}
