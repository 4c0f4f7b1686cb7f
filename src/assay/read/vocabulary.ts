/** The words that instruments write where a concentration should be, and the status that each of them means. */
import type { Bound, MeasurementStatus } from "../../core/measurement.ts";
import { type DecimalMark, readNumber } from "../../cohort/number-text.ts";

/** `extrapolated` and `unsided` do not say on which side of the standards; `nothing` is no word at all. */
export type PrintedStatus = MeasurementStatus | "extrapolated" | "unsided" | "nothing";

export interface PrintedConcentration {
  readonly status: PrintedStatus;
  readonly value: number | null;
  readonly bound?: Pick<Bound, "op" | "limit">;
}

const words = (status: PrintedStatus, ...tokens: string[]): [string, PrintedStatus][] =>
  tokens.map((token) => [token, status]);

// Keys in lower case, without spaces and full stops.
const WORDS: ReadonlyMap<string, PrintedStatus> = new Map([
  ...words("nothing", "", "nan", "***", "n/a", "na", "none", "null", "-"),
  ...words("belowLod", "oor<", "<oor", "belowdetectionrange", "belowfitcurverange", "<lod", "<llod", "<min"),
  ...words("belowLloq", "<lloq", "<loq", "bql", "blq"),
  ...words("aboveUloq", "oor>", ">oor", "abovedetectionrange", "abovefitcurverange", ">hod", ">uloq", ">max"),
  ...words("aboveUloq", "ovrflw", "overflow", "saturated"),
  ...words("invalid", "---", "masked", "error", "nofit", "fail", "failed"),
  ...words("unsided", "?????", "????", "range?", "oor", "range", "outofrange"),
  ...words("quantified", "indetectionrange", "inrange"),
]);

const BOUND = /^([<>])\s*(=?)\s*(.+)$/;

/**
 * Reads one printed concentration; null where it is neither a known word nor a number.
 *
 * | printed | status |
 * |---|---|
 * | `12.5` | quantified, with the number |
 * | `*1.55` | extrapolated, with the number: Bio-Plex Manager does not say to which side |
 * | `OOR <`, `Below Detection Range`, `Below Fit Curve Range`, `<LOD`, `<0.000` | belowLod |
 * | `<22.500`, `< 0.61` | belowLloq, with the bound: the lowest standard, not a detection limit |
 * | `OOR >`, `Above ... Range`, `>HOD`, `OVRFLW`, `>209.8` | aboveUloq |
 * | `Range?`, `?????`, `OOR` | unsided: only the signal can say which side |
 * | `---` (designated outlier), `Masked` | invalid |
 * | blank, `NaN`, `***`, `N/A` | nothing |
 *
 * Several words with strokes between them, as where replicates disagree (`Below Detection Range/Below Fit Curve Range`), have
 * the status that all of them share, else invalid.
 *
 * Sources: footers of Bio-Plex Manager; exports of xPONENT, MSD Discovery Workbench, Gen5 and SoftMax Pro (docs/plates.md).
 *
 * @example readPrinted("*1.55", ".") // { status: "extrapolated", value: 1.55 }
 */
export function readPrinted(text: string, decimal: DecimalMark): PrintedConcentration | null {
  const cell = text.trim();
  const key = cell.toLowerCase().replaceAll(/[\s.]/g, "");
  const word = WORDS.get(key);
  if (word !== undefined) return { status: word, value: null };

  if (cell.startsWith("*")) {
    const number = readNumber(cell.slice(1), decimal);
    return "value" in number ? { status: "extrapolated", value: number.value } : null;
  }
  const bound = BOUND.exec(cell);
  if (bound !== null) {
    const number = readNumber(bound[3] ?? "", decimal);
    if ("problem" in number) return null;
    const below = bound[1] === "<";
    const op: Bound["op"] = below ? (bound[2] === "" ? "<" : "<=") : bound[2] === "" ? ">" : ">=";
    if (below && number.value <= 0) return { status: "belowLod", value: null };
    return { status: below ? "belowLloq" : "aboveUloq", value: null, bound: { op, limit: number.value } };
  }
  if (cell.includes("/")) {
    const parts = new Set(cell.split("/").map((part) => readPrinted(part, decimal)?.status ?? null));
    if (parts.has(null)) return null;
    const [only, ...others] = [...parts];
    return {
      status: others.length === 0 && only !== null && only !== undefined ? only : "invalid",
      value: null,
    };
  }
  const number = readNumber(cell, decimal);
  if ("problem" in number) return null;
  // A straight line through the standards can print less than nothing.
  return { status: number.value < 0 ? "extrapolatedLow" : "quantified", value: number.value };
}
