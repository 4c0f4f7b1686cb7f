/** Statuses that one cell leaves open are settled by the standards of the plate. */
import type { Issue } from "../../core/issues/issue.ts";
import { type PlateCells, sideUnknown } from "../../core/issues/plate-file.ts";
import type { ReadRow, ReadStatus } from "./reading.ts";
import { type DraftRow, isOverflow } from "./rows.ts";

/** What the standards of one analyte say about its ends. */
export interface StandardEnds {
  /** Lowest and highest expected concentration above 0 of the standards that the vendor did not exclude. */
  readonly concentration: readonly [number, number];
  /** Mean signals at those two; null where a standard has no signal. */
  readonly signal: readonly [number, number] | null;
}

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

export function standardEnds(rows: readonly DraftRow[]): StandardEnds | null {
  const standards = rows.filter(
    (row) => row.type === "standard" && row.status !== "invalid" && (row.expectedConcentration ?? 0) > 0,
  );
  const levels = standards.map((row) => row.expectedConcentration ?? 0);
  if (levels.length === 0) return null;
  const ends = [Math.min(...levels), Math.max(...levels)] as const;
  const signals = ends.map((end) =>
    standards.flatMap((row) =>
      row.expectedConcentration === end && row.signal !== null ? [row.signal] : [],
    ),
  );
  const [low = [], high = []] = signals;
  return {
    concentration: ends,
    signal: low.length === 0 || high.length === 0 ? null : [mean(low), mean(high)],
  };
}

type Side = "low" | "high" | null;

/** The nearer end of the standards, on the logarithmic scale of concentrations. */
function sideOfConcentration(row: DraftRow, ends: StandardEnds | null): Side {
  if (ends === null || row.concentration === null) return null;
  const inWell = row.dilutionApplied ? row.concentration / row.dilution : row.concentration;
  const [low, high] = ends.concentration;
  return inWell > Math.sqrt(low * high) ? "high" : "low";
}

/** Half-way between the ends of the signals: what cannot be inverted lies beyond one of them. Falling curves are turned round. */
function sideOfSignal(row: DraftRow, ends: StandardEnds | null): Side {
  const [low, high] = ends?.signal ?? [null, null];
  const falls = low !== null && high !== null && high < low;
  if (isOverflow(row.signalText)) return falls ? "low" : "high";
  if (low === null || high === null || row.signal === null) return null;
  return row.signal > (low + high) / 2 === high > low ? "high" : "low";
}

const EXTRAPOLATED = { low: "extrapolatedLow", high: "extrapolatedHigh" } as const;
const OUT_OF_RANGE = { low: "belowLloq", high: "aboveUloq" } as const;

function settled(row: DraftRow, ends: StandardEnds | null): ReadStatus {
  const isOpen = row.status === "unsided" || row.status === "nothing" || row.status === "signalOnly";
  if (isOpen && isOverflow(row.signalText)) return OUT_OF_RANGE[sideOfSignal(row, ends) ?? "high"];
  if (row.status === "extrapolated") {
    const side = sideOfConcentration(row, ends) ?? sideOfSignal(row, ends);
    return side === null ? "invalid" : EXTRAPOLATED[side];
  }
  if (row.status === "unsided") {
    const side = sideOfSignal(row, ends);
    return side === null ? "invalid" : OUT_OF_RANGE[side];
  }
  if (row.status === "signalOnly" && row.signal === null)
    return row.signalText === "---" || /^masked$/i.test(row.signalText) ? "invalid" : "notMeasured";
  if (row.status !== "nothing") return row.status;
  const isMissing = row.type === "unknown" || (row.type !== "blank" && row.concentrationText !== "");
  return isMissing ? "notMeasured" : null;
}

/**
 * Gives every row its final status.
 *
 * `*x` becomes extrapolatedLow or extrapolatedHigh by the nearer end of the standards (x / dilution, logarithmic scale). `Range?` and
 * `?????` become belowLloq or aboveUloq by the signal. A row with neither is invalid, and listed. A blank cell is notMeasured in a
 * sample and no status elsewhere; where the detector overflowed (`OVRFLW`) it is aboveUloq, on a falling curve belowLloq; a word such as `***` or `NaN` is no status only in a blank.
 */
export function settleRows(
  rows: readonly DraftRow[],
  file: string,
): { readonly rows: readonly ReadRow[]; readonly issues: readonly Issue[] } {
  const byAnalyte = new Map<string, DraftRow[]>();
  for (const row of rows) {
    const known = byAnalyte.get(row.analyte);
    if (known === undefined) byAnalyte.set(row.analyte, [row]);
    else known.push(row);
  }
  const ends = new Map([...byAnalyte].map(([analyte, of]) => [analyte, standardEnds(of)]));
  const lost: PlateCells[] = [];
  const done = rows.map((row): ReadRow => {
    const status = settled(row, ends.get(row.analyte) ?? null);
    if (status === "invalid" && (row.status === "extrapolated" || row.status === "unsided"))
      lost.push({ wells: row.wells, analyte: row.analyte, text: row.concentrationText });
    return { ...row, status };
  });
  return { rows: done, issues: lost.length === 0 ? [] : [sideUnknown(file, lost)] };
}
