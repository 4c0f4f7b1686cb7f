import type { MeasurementColumn } from "../core/column.ts";
import type { Cohort } from "./cohort.ts";
import { highestLod } from "./detection.ts";
import type { Analyte } from "./dictionary.ts";
import type { AnalyteRules } from "./expression/evaluate.ts";

/**
 * Each analyte's detection rule with the highest limit of detection in the study: the largest that any measured sample
 * has or the study states.
 */
export function analyteRules(cohort: Cohort, analytes: readonly Analyte[]): AnalyteRules {
  return new Map(
    analytes.map((analyte) => {
      const column = cohort.columns.get(analyte.name);
      const highest = column?.kind === "measurement" ? highestOf(column, analyte) : null;
      return [
        analyte.name,
        { rule: analyte.detection, ...(highest === null ? {} : { highestLod: highest }) },
      ];
    }),
  );
}

function highestOf(column: MeasurementColumn, analyte: Analyte): number | null {
  const { lod } = analyte.limits;
  const stated = lod !== undefined && "value" in lod ? lod.value : -Infinity;
  const highest = Math.max(stated, highestLod(column) ?? -Infinity);
  return highest === -Infinity ? null : highest;
}
