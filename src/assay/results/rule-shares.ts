/** How many samples of a run each rule would call detected. */
import { type DetectedShare, type DetectionLimitRule, detectedShares } from "../limits/detected-shares.ts";
import { PRINTED_RULE } from "../read/printed-measurements.ts";
import type { ResultChoices } from "./choices.ts";
import type { AnalyteResult, PlateResult } from "./plate-result.ts";

export interface AnalyteShares {
  readonly analyte: string;
  readonly shares: readonly DetectedShare[];
}

function printedShare(results: readonly { readonly result: AnalyteResult }[]): DetectedShare {
  const printed = results.flatMap(({ result }) =>
    result.samples.flatMap(({ type, signal, printed: word }) =>
      type === "unknown" && signal !== null ? [word] : [],
    ),
  );
  const judged = printed.filter((word) => word !== null);
  return {
    rule: PRINTED_RULE,
    detected: judged.filter((word) => word).length,
    judged: judged.length,
    notJudged: printed.length - judged.length,
  };
}

/** Each analyte over all plates, and what the vendor's words say beside our rules; samples without a signal are not judged, controls are not samples. */
export function ruleShares(
  plates: readonly PlateResult[],
  { direction }: ResultChoices,
): readonly AnalyteShares[] {
  const byAnalyte = new Map<string, { readonly at: string; readonly result: AnalyteResult }[]>();
  for (const [i, plate] of plates.entries())
    for (const result of plate.analytes) {
      const found = byAnalyte.get(result.analyte) ?? [];
      found.push({ at: String(i), result });
      byAnalyte.set(result.analyte, found);
    }
  return [...byAnalyte].map(([analyte, results]) => {
    const samples = results.flatMap(({ at, result }) =>
      result.samples.flatMap(({ type, signal, onPlate, off }) =>
        type === "unknown" && signal !== null ? [{ plate: at, signal, concentration: onPlate, off }] : [],
      ),
    );
    const rules = (results[0]?.result.limits ?? []).map(({ rule }, k): DetectionLimitRule => {
      const of = rule === "lloq" ? "concentration" : "signal";
      return {
        name: rule,
        of,
        limits: new Map(
          results.flatMap(({ at, result }) => {
            const value = result.limits[k]?.[of] ?? null;
            return value === null ? [] : [[at, value] as const];
          }),
        ),
      };
    });
    return { analyte, shares: [...detectedShares(samples, rules, direction), printedShare(results)] };
  });
}
