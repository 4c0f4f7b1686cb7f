/** How many samples of a run each rule would call detected. */
import { type DetectedShare, type DetectionLimitRule, detectedShares } from "../limits/detected-shares.ts";
import { highestLimit } from "../limits/common-limit.ts";
import { PRINTED_RULE } from "../read/printed-measurements.ts";
import type { ResultChoices } from "./choices.ts";
import type { AnalyteResult, PlateResult } from "./plate-result.ts";

export interface AnalyteShares {
  readonly analyte: string;
  readonly shares: readonly DetectedShare[];
}

/** The chosen rule's highest limit over the plates, as a concentration: what is above it would have been detected on each of them. */
function highestOf(
  results: readonly { readonly at: string; readonly result: AnalyteResult }[],
): DetectionLimitRule | null {
  const limits = results.flatMap(({ at, result }) => {
    const limit = result.limits[0].concentration;
    return limit === null ? [] : [{ name: at, limit }];
  });
  if (results.length < 2 || limits.length < results.length) return null;
  const { limit } = highestLimit(limits);
  return {
    name: `highest ${results[0]!.result.limits[0].rule}`,
    of: "concentration",
    limits: new Map(limits.map(({ name }) => [name, limit])),
  };
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
    const highest = highestOf(results);
    const all = highest === null ? rules : [...rules, highest];
    return { analyte, shares: [...detectedShares(samples, all, direction), printedShare(results)] };
  });
}
