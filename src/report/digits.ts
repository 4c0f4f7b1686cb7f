/**
 * How a number becomes digits. All rounding of the product happens here.
 *
 * Halves are rounded away from zero on the shortest decimal form of the number, so that what a reader
 * computes from the printed decimals (29 of 200 is 14.5%, hence 15%) is what stands in the report.
 */

/** True minus, thin group space and no-break space, so that a number never breaks over two lines. */
export const minus = "\u2212";
export const thinSpace = "\u202f";
export const noBreakSpace = "\u00a0";

/** x times 10^places, exact in the decimal digits of x. */
function shifted(x: number, places: number): number {
  const [digits = "0", exponent = "0"] = String(x).split("e");
  return Number(`${digits}e${Number(exponent) + places}`);
}

const POWERS = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];
const PARTS = [1, 1e-1, 1e-2, 1e-3, 1e-4];

/** x rounded to so many decimals, halves away from zero. */
export function roundTo(x: number, decimals: number): number {
  const size = roundedSize(Math.abs(x), decimals);
  return x < 0 ? -size : size;
}

/** Where the product is nowhere near a half, its rounding cannot matter, and the quotient is the number that the digits write. */
function roundedSize(x: number, decimals: number): number {
  const power = POWERS[decimals];
  const product = power === undefined ? Infinity : x * power;
  return product < 1e8 && Math.abs((product % 1) - 0.5) > 1e-6
    ? Math.round(product) / power!
    : shifted(Math.round(shifted(x, decimals)), -decimals);
}

/** Decimal exponent of the first digit: 3 for 1234, -2 for 0.012. */
function magnitude(x: number): number {
  const size = Math.abs(x);
  if (size >= 1 && size < 1e9) return POWERS.findIndex((power) => size < power) - 1;
  if (size < 1 && size >= 1e-4) return -PARTS.findIndex((part) => size >= part);
  return Number(x.toExponential().split("e")[1]);
}

/** The digits as they stand, with thin spaces between thousands from 10 000 on. */
function grouped(digits: string): string {
  const [whole = "", fraction] = digits.split(".");
  const groups = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, thinSpace) : whole;
  return fraction === undefined ? groups : `${groups}.${fraction}`;
}

/** Fixed decimals, true minus, no "-0". */
export function fixed(x: number, decimals: number): string {
  if (!Number.isFinite(x)) return x > 0 ? "∞" : `${minus}∞`;
  const rounded = roundTo(x, decimals);
  const sign = rounded < 0 ? minus : "";
  return sign + grouped(Math.abs(rounded).toFixed(decimals));
}

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const raised = (n: number): string =>
  (n < 0 ? "⁻" : "") + Array.from(String(Math.abs(n)), (digit) => superscripts[Number(digit)]).join("");

/** 1.23 × 10⁻⁷ */
function scientific(x: number, significant: number): string {
  const [digits = "", exponent = "0"] = Math.abs(x)
    .toExponential(significant - 1)
    .split("e");
  const sign = x < 0 ? minus : "";
  return `${sign}${digits}${noBreakSpace}×${noBreakSpace}10${raised(Number(exponent))}`;
}

/**
 * So many significant digits at least; the whole part is never cut, and trailing zeros stand.
 * Powers of ten are used below 0.0001 and from 1e9 on only.
 */
export function writeNumber(x: number, significant = 3): string {
  if (x === 0) return "0";
  if (!Number.isFinite(x)) return fixed(x, 0);
  if (Math.abs(x) < 1e-4 || Math.abs(x) >= 1e9) return scientific(x, significant);
  const decimalsOf = (value: number): number => Math.max(0, significant - 1 - magnitude(value));
  // 9.996 has two decimals before rounding and one after it: 10.0
  const decimals = decimalsOf(roundTo(x, decimalsOf(x)));
  return fixed(x, decimals);
}

/** A whole number, thin spaces between thousands from 10 000 on. */
export function writeCount(x: number): string {
  return Number.isInteger(x) ? fixed(x, 0) : writeNumber(x, 3);
}

/** `1 subject`, `61 subjects`. */
export const subjectsInWords = (n: number): string => `${writeCount(n)} ${n === 1 ? "subject" : "subjects"}`;

/** The number exactly as it is, with a true minus. */
export function writePlain(x: number): string {
  if (!Number.isFinite(x)) return fixed(x, 0);
  return String(x).replace("e", "×10^").replaceAll("-", minus).replace("^+", "^");
}

/**
 * A proportion as a percentage: whole percents from 10% to 99%, one decimal outside, where a tenth matters,
 * and everywhere when it stands on 1000 or more. Nothing but 0 prints as 0% and nothing but 1 as 100%.
 */
export function writeShare(x: number, n?: number): string {
  if (!Number.isFinite(x)) return fixed(x, 0);
  const percent = shifted(x, 2);
  if (percent === 0 || percent === 100) return `${percent}%`;
  if (percent > 0 && percent < 0.05) return `<${noBreakSpace}0.1%`;
  if (percent < 100 && roundTo(percent, 1) === 100) return `>${noBreakSpace}99.9%`;
  const wholeWillDo = roundTo(percent, 1) >= 10 && percent <= 99;
  return `${fixed(percent, wholeWillDo && !(n !== undefined && n >= 1000) ? 0 : 1)}%`;
}

/** A difference of proportions in percentage points (pp), always with its sign; one decimal below 10. */
export function writeDifference(x: number): string {
  if (!Number.isFinite(x)) return fixed(x, 0);
  const points = shifted(x, 2);
  const decimals = Math.abs(roundTo(points, 1)) < 10 ? 1 : 0;
  const sign = roundTo(points, decimals) > 0 ? "+" : "";
  return `${sign}${fixed(points, decimals)}${noBreakSpace}pp`;
}

/**
 * Two decimals up to 10, one up to 100, none above; two significant digits below 0.1.
 * A ratio close to 1 gets the decimals it needs not to print as 1.00: a limit of 0.998 does not touch 1.
 */
export function writeRatio(x: number): string {
  if (!Number.isFinite(x) || x === 0) return fixed(x, 0);
  const size = Math.abs(x);
  if (size < 1e-4 || size >= 1e6) return scientific(x, 2);
  if (size < 0.0995) return writeNumber(x, 2);
  if (roundTo(size, 2) >= 10) return fixed(x, roundTo(size, 1) >= 100 ? 0 : 1);
  if (size !== 1 && roundTo(size, 2) === 1)
    return fixed(x, roundTo(size, 3) !== 1 ? 3 : roundTo(size, 4) !== 1 ? 4 : 2);
  return fixed(x, 2);
}

/** Two decimals; two significant digits where those would print as 0.00. */
export function writeStatistic(x: number): string {
  if (x === 0 || !Number.isFinite(x)) return x === 0 ? "0" : fixed(x, 0);
  if (Math.abs(x) < 1e-4 || Math.abs(x) >= 1e9) return scientific(x, 2);
  if (Math.abs(x) < 0.01) return writeNumber(x, 2);
  return fixed(x, Math.abs(x) >= 1000 ? 0 : 2);
}

/**
 * Three decimals between 0.001 and 0.999; beyond them the bound.
 * A p-value on either side of 0.05 gets the decimals that keep it on its side: 0.0496, not 0.050.
 */
export function writePValue(p: number): string {
  if (p < 0.001) return `<${noBreakSpace}0.001`;
  if (p > 0.999) return `>${noBreakSpace}0.999`;
  if (p === 0.05) return fixed(p, 3);
  return fixed(p, [3, 4, 5, 6, 7].find((decimals) => roundTo(p, decimals) !== 0.05) ?? 8);
}
