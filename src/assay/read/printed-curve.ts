/** The curve that the vendor printed, and whether its printed concentrations follow from it. */
import * as elementary from "../../core/elementary.ts";
import type { Issue } from "../../core/issues/issue.ts";
import { curveAtBound, printedDisagrees } from "../../core/issues/plate-file.ts";
import { type DecimalMark, readNumber } from "../../cohort/number-text.ts";
import type { PlateAnalyte, PrintedCurve } from "../plate.ts";
import type { ReadRow } from "./reading.ts";

const NUMBER = String.raw`([-+]?[\d.,]+(?:[eE][-+]?\d+)?)`;
const BIO_PLEX = new RegExp(
  String.raw`FI\s*=\s*${NUMBER}\s*\+\s*\(\s*${NUMBER}\s*[-+]\s*${NUMBER}\s*\)\s*/\s*\(+\s*1\s*\+\s*\(\s*Conc\s*/\s*${NUMBER}\s*\)\s*\^\s*${NUMBER}\s*\)+(?:\s*\^\s*${NUMBER})?`,
);

/**
 * `Std. Curve: FI = d + (a - d) / ((1 + (Conc / c)^b))^g` of Bio-Plex Manager; null for another model.
 *
 * Source: footers of its exports; the curve holds for FI - Bkgd.
 */
export function bioPlexCurve(text: string, decimal: DecimalMark): PrintedCurve | null {
  const parts = BIO_PLEX.exec(text);
  if (parts === null) return null;
  const [d, a, , c, b, g] = parts.slice(1).map((part) => {
    const reading = part === undefined ? { value: 1 } : readNumber(part, decimal);
    return "value" in reading ? reading.value : Number.NaN;
  });
  const curve = { a: a ?? 1, b: b ?? 1, c: c ?? 1, d: d ?? 1, g: g ?? 1 };
  return Object.values(curve).every((x) => Number.isFinite(x)) ? { ...curve, of: "net", text } : null;
}

/**
 * The concentration at which the curve has a signal; null where it has it nowhere.
 *
 * @example invertPrinted({ a: 14533.9, b: -0.963123, c: 1030.4, d: -0.269369, g: 1.09621, of: "net", text: "" }, 29.8) // 2.965...
 */
export function invertPrinted({ a, b, c, d, g }: PrintedCurve, signal: number): number | null {
  const share = (a - d) / (signal - d);
  if (!(share > 0 && share < Infinity)) return null;
  const power = elementary.pow(share, 1 / g) - 1;
  if (!(power > 0)) return null;
  const x = c * elementary.pow(power, 1 / b);
  return Number.isFinite(x) ? x : null;
}

/** Half a unit of the last printed place of a number: 0.005 of `3.38`, 0.5 of `12`. */
export function halfUnit(text: string): number {
  const digits = /^\D*\d+(?:[.,](\d*))?(?:[eE]([-+]?\d+))?/.exec(text.trim());
  return 0.5 * elementary.pow(10, Number(digits?.[2] ?? 0) - (digits?.[1] ?? "").length);
}

/** How closely a vendor's printed numbers can follow from its printed curve. */
export interface Rounding {
  /** Half a unit of the last place of the signal that entered the curve; 0 where it is printed in full. */
  readonly signal: (row: ReadRow) => number;
  /** Relative room for the rounding of the parameters: 1e-3 for six figures. */
  readonly parameters: number;
}

/** True where a row without a number may lack one: the curve has no concentration there, or one on the far side of the printed bound. */
function isBeyond({ status, bound }: ReadRow, recomputed: readonly number[]): boolean {
  const outOfRange = status === "belowLod" || status === "belowLloq" || status === "aboveUloq";
  if (!outOfRange || recomputed.length < 3) return true;
  if (bound === undefined) return false;
  return bound.op.startsWith("<")
    ? Math.min(...recomputed) <= bound.limit
    : Math.max(...recomputed) >= bound.limit;
}

/** What is printed and what the curve gives instead; null where they agree or nothing can be compared. */
function disagreement(row: ReadRow, curve: PrintedCurve, rounding: Rounding): string | null {
  const signal = curve.of === "net" ? (row.net ?? null) : row.signal;
  if (signal === null) return null;
  const factor = row.dilutionApplied ? row.dilution : 1;
  const at = (y: number): number | null => {
    const x = invertPrinted(curve, y);
    return x === null ? null : x * factor;
  };
  const slack = rounding.signal(row);
  const around = [at(signal - slack), at(signal), at(signal + slack)];
  const known = around.filter((x) => x !== null);
  const where = `${row.concentrationText} in ${row.wells.join(", ")}`;
  if (row.concentration === null) return isBeyond(row, known) ? null : `${where}, recomputed ${around[1]}`;
  if (known.length === 0) return `${where}, where the curve has no concentration`;
  if (known.length < around.length) return null;
  const room = halfUnit(row.concentrationText) + rounding.parameters * Math.abs(row.concentration);
  const low = Math.min(...known) - room;
  const high = Math.max(...known) + room;
  return row.concentration >= low && row.concentration <= high ? null : `${where}, recomputed ${around[1]}`;
}

/** Bounds of the asymmetry that Bio-Plex Manager keeps to. */
const BOUNDS = [0.1, 10] as const;

export function curveRemarks(
  file: string,
  sheet: string | undefined,
  analyte: string,
  curve: PrintedCurve,
): readonly Issue[] {
  const atBound = BOUNDS.some((bound) => Math.abs(curve.g / bound - 1) < 0.002);
  return atBound ? [curveAtBound(file, sheet, analyte, curve.g)] : [];
}

/**
 * Every printed concentration of an analyte beside the one that its printed curve gives.
 *
 * Agreement means: within half a unit of the last printed place of the concentration, and the rounding of signal and parameters. A row
 * that is out of range must be one where the curve cannot be inverted.
 *
 * @returns an issue per analyte that disagrees, with the number of rows compared
 */
export function checkPrinted(
  file: string,
  analytes: readonly PlateAnalyte[],
  rows: readonly ReadRow[],
  rounding: Rounding,
): readonly Issue[] {
  return analytes.flatMap(({ name, printedCurve }) => {
    if (printedCurve === undefined) return [];
    const compared = rows.filter((row) => row.analyte === name && row.concentrationText !== "");
    const found = compared
      .map((row) => disagreement(row, printedCurve, rounding))
      .filter((text) => text !== null);
    return found.length === 0 ? [] : [printedDisagrees(file, name, compared.length, found)];
  });
}
