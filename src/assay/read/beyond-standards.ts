/** What xPONENT prints unmarked: numbers beyond the standards, and bounds before dilution. */
import type { Issue } from "../../core/issues/issue.ts";
import {
  boundUnclear,
  limitBeforeDilution,
  outsideStandards,
  type PlateCells,
} from "../../core/issues/plate-file.ts";
import { rowCells } from "./few-beads.ts";
import type { ReadRow } from "./reading.ts";
import type { StandardEnds } from "./settle.ts";

/**
 * Plain numbers beyond the standards are extrapolated, and bounds that equal a standard hold before dilution.
 *
 * @param ends - of each analyte, by the standards that were measured
 * @param levels - of each analyte, every expected concentration that the file lists
 */
export function beyondStandards(
  rows: readonly ReadRow[],
  ends: ReadonlyMap<string, StandardEnds | null>,
  levels: ReadonlyMap<string, readonly number[]>,
  file: string,
): { readonly rows: readonly ReadRow[]; readonly issues: readonly Issue[] } {
  const outside: PlateCells[] = [];
  const undiluted: PlateCells[] = [];
  const unclear: PlateCells[] = [];
  const same = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-6 * b;
  const done = rows.map((row): ReadRow => {
    const [low, high] = ends.get(row.analyte)?.concentration ?? [null, null];
    if (row.status === "quantified" && row.concentration !== null && low !== null && high !== null) {
      const inWell = row.concentration / row.dilution;
      if (inWell >= low && inWell <= high) return row;
      outside.push(rowCells(row, row.concentrationText));
      return { ...row, status: inWell < low ? "extrapolatedLow" : "extrapolatedHigh" };
    }
    const bound = row.bound;
    if (bound === undefined) return row;
    const isLevel = (levels.get(row.analyte) ?? []).some((level) => same(bound.limit, level));
    if (row.dilution !== 1) (isLevel ? undiluted : unclear).push(rowCells(row, row.concentrationText));
    if (!isLevel) return row;
    const limitType = bound.op.startsWith("<") ? "lowestStandard" : bound.limitType;
    return { ...row, bound: { ...bound, limit: bound.limit * row.dilution, limitType } };
  });
  return {
    rows: done,
    issues: [
      ...(undiluted.length === 0 ? [] : [limitBeforeDilution(file, undiluted)]),
      ...(unclear.length === 0 ? [] : [boundUnclear(file, unclear)]),
      ...(outside.length === 0 ? [] : [outsideStandards(file, outside)]),
    ],
  };
}
