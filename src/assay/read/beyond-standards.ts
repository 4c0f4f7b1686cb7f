/** What xPONENT prints unmarked: numbers beyond the standards, and bounds before dilution. */
import type { Issue } from "../../core/issues/issue.ts";
import { limitBeforeDilution, outsideStandards, type PlateCells } from "../../core/issues/plate-file.ts";
import { rowCells } from "./few-beads.ts";
import type { ReadRow } from "./reading.ts";
import type { StandardEnds } from "./settle.ts";

/** Plain numbers beyond the standards are extrapolated, and bounds that equal an outer standard hold before dilution. */
export function beyondStandards(
  rows: readonly ReadRow[],
  ends: ReadonlyMap<string, StandardEnds | null>,
  file: string,
): { readonly rows: readonly ReadRow[]; readonly issues: readonly Issue[] } {
  const outside: PlateCells[] = [];
  const undiluted: PlateCells[] = [];
  const same = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-6 * b;
  const done = rows.map((row): ReadRow => {
    const [low, high] = ends.get(row.analyte)?.concentration ?? [null, null];
    if (low === null || high === null) return row;
    if (row.status === "quantified" && row.concentration !== null) {
      const inWell = row.concentration / row.dilution;
      if (inWell >= low && inWell <= high) return row;
      outside.push(rowCells(row, row.concentrationText));
      return { ...row, status: inWell < low ? "extrapolatedLow" : "extrapolatedHigh" };
    }
    const bound = row.bound;
    if (bound === undefined) return row;
    const isLow = same(bound.limit, low);
    if (!isLow && !same(bound.limit, high)) return row;
    if (row.dilution !== 1) undiluted.push(rowCells(row, row.concentrationText));
    const limitType = isLow ? "lowestStandard" : bound.limitType;
    return { ...row, bound: { ...bound, limit: bound.limit * row.dilution, limitType } };
  });
  return {
    rows: done,
    issues: [
      ...(undiluted.length === 0 ? [] : [limitBeforeDilution(file, undiluted)]),
      ...(outside.length === 0 ? [] : [outsideStandards(file, outside)]),
    ],
  };
}
