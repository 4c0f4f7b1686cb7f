/** Each control with a target over the plates of a run, on a Levey-Jennings chart. */
import { controlNotOnPlates } from "../../core/issues/plate-results.ts";
import type { Issue } from "../../core/issues/issue.ts";
import { type ControlTarget, leveyJennings, WESTGARD_RULES, type WestgardRule } from "../quality/westgard.ts";
import type { PlateResult } from "./plate-result.ts";

/** The laboratory's own mean and standard deviation of a control. */
export interface NamedTarget extends ControlTarget {
  readonly control: string;
  readonly analyte: string;
}

export interface ControlReading {
  readonly plate: string;
  readonly wells: readonly string[];
  /** Null off the curve, and without a good one: it is then not on the chart. */
  readonly concentration: number | null;
  /** In standard deviations of the target. */
  readonly z: number | null;
  /** Rules that are broken with this reading as the last of a stretch. */
  readonly broken: readonly WestgardRule[];
}

export interface ControlChart {
  readonly target: NamedTarget;
  /** In the order of the plates. */
  readonly readings: readonly ControlReading[];
  /** The target comes from fewer than 20 runs. */
  readonly fewRuns: boolean;
}

/** Readings without a concentration stand among the others and take no part in the rules. */
function chartOf(plates: readonly PlateResult[], target: NamedTarget): ControlChart {
  const found = plates.flatMap(({ plate, analytes }) =>
    analytes
      .filter(({ analyte }) => analyte === target.analyte)
      .flatMap(({ samples }) =>
        samples.filter(({ type, sample }) => type === "control" && sample === target.control),
      )
      .map(({ wells, onPlate, dilution }) => ({
        plate,
        wells,
        concentration: onPlate === null ? null : onPlate * dilution,
      })),
  );
  const values = found.flatMap(({ concentration }) => (concentration === null ? [] : [concentration]));
  const { z, hits, fewRuns } = leveyJennings(values, target);
  let at = 0;
  const readings = found.map((reading): ControlReading => {
    if (reading.concentration === null) return { ...reading, z: null, broken: [] };
    const i = at++;
    return { ...reading, z: z[i]!, broken: WESTGARD_RULES.filter((rule) => hits[rule].includes(i)) };
  });
  return { target, readings, fewRuns };
}

export function controlCharts(
  plates: readonly PlateResult[],
  targets: readonly NamedTarget[],
): { readonly charts: readonly ControlChart[]; readonly issues: readonly Issue[] } {
  const charts = targets.map((target) => chartOf(plates, target));
  return {
    charts,
    issues: charts.flatMap(({ target, readings }) =>
      readings.length === 0 ? [controlNotOnPlates(target.control, target.analyte)] : [],
    ),
  };
}
