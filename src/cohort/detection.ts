/** Whether a measured sample counts as detected: seven named rules over one measured cell. */
import type { MeasurementColumn } from "../core/column.ts";
import type { Bound, Limits, Measurement } from "../core/measurement.ts";
import type { DetectionRule, DetectionRuleId } from "./dictionary.ts";

export interface DetectionRuleMeaning {
  readonly id: DetectionRuleId;
  readonly label: string;
  /** One sentence that completes "A sample counts as detected when ...". */
  readonly meaning: string;
  /** What the data or the protocol must give before the rule can be used. */
  readonly needs: "nothing" | "lod" | "lloq" | "threshold";
}

/** Every rule, from the one that detects most to those that detect least. */
export const DETECTION_RULES: readonly DetectionRuleMeaning[] = [
  {
    id: "any-number",
    label: "Any number",
    meaning: "A sample counts as detected when a number was printed for it, extrapolated ones included.",
    needs: "nothing",
  },
  {
    id: "reported",
    label: "Reported without mark",
    meaning:
      "A sample counts as detected when the laboratory printed a plain number without a mark, or one above the range (>).",
    needs: "nothing",
  },
  {
    id: "above-lod",
    label: "At or above the LOD",
    meaning: "A sample counts as detected when its value is at least its own limit of detection.",
    needs: "lod",
  },
  {
    id: "above-highest-lod",
    label: "At or above the highest LOD",
    meaning:
      "A sample counts as detected when its value is at least the highest limit of detection in the study.",
    needs: "lod",
  },
  {
    id: "above-lloq",
    label: "At or above the LLOQ",
    meaning: "A sample counts as detected when its value is at least its lower limit of quantification.",
    needs: "lloq",
  },
  {
    id: "in-range",
    label: "Within the range",
    meaning:
      "A sample counts as detected when it was quantified without extrapolation, within the limits of quantification where these are known.",
    needs: "nothing",
  },
  {
    id: "above-threshold",
    label: "At or above the threshold",
    meaning: "A sample counts as detected when its value is at least the threshold that the protocol states.",
    needs: "threshold",
  },
];

/** What the whole study adds to one sample's limits. */
export interface StudyLimits {
  readonly highestLod?: number;
}

/**
 * Whether a measured cell counts as detected under a rule: true, false, or null where that cannot be known.
 *
 * A cell that was not measured or is invalid is never known. A bound decides only where it lies on one side of
 * the rule's limit: `<0.5` is below a limit of 0.5 and says nothing about one of 0.3. A mark without a number
 * ("ND", "OOR <") is not detected under every rule; "below LLOQ" without a number leaves the LOD open unless the
 * two limits are equal. Where the rule's limit is unknown for a sample, so is the answer.
 *
 * @example detected(cell, { lod: 0.5 }, { id: "above-lod" }, {}) // false for a cell "<0.5"
 */
export function detected(
  measurement: Measurement,
  limits: Limits,
  rule: DetectionRule,
  study: StudyLimits,
): boolean | null {
  if (measurement.status === "notMeasured" || measurement.status === "invalid") return null;
  switch (rule.id) {
    case "any-number":
      return measurement.value !== undefined || measurement.status === "aboveUloq";
    case "reported":
      return measurement.status === "quantified" || measurement.status === "aboveUloq";
    case "in-range":
      return isInRange(measurement, limits);
    case "above-lod":
      return reaches(measurement, limits, limits.lod, "lod");
    case "above-highest-lod":
      return reaches(measurement, limits, study.highestLod, "lod");
    case "above-lloq":
      return reaches(measurement, limits, limits.lloq, "lloq");
    case "above-threshold":
      return reaches(measurement, limits, rule.threshold, "threshold");
  }
}

function isInRange(measurement: Measurement, limits: Limits): boolean {
  if (measurement.status !== "quantified" || measurement.value === undefined) return false;
  const { lloq = -Infinity, uloq = Infinity } = limits;
  return measurement.value >= lloq && measurement.value <= uloq;
}

type LimitKind = "lod" | "lloq" | "threshold";

// The laboratory's label outranks a number printed beside it: "below detection range, 0.7" is not above the LOD.
const labelledBelow = (measurement: Measurement, kind: LimitKind): boolean =>
  kind !== "threshold" &&
  (measurement.status === "belowLod" || (measurement.status === "belowLloq" && kind === "lloq"));

function reaches(
  measurement: Measurement,
  limits: Limits,
  target: number | undefined,
  kind: LimitKind,
): boolean | null {
  const { status, value, bound } = measurement;
  if (bound !== undefined) return boundReaches(bound, target, kind);
  if (labelledBelow(measurement, kind)) return false;
  if (value !== undefined) {
    if (target === undefined) return null;
    if (value >= target) return true;
    return status === "aboveUloq" ? null : false;
  }
  switch (status) {
    case "belowLod":
      return false;
    case "belowLloq":
    case "extrapolatedLow":
      if (kind === "lloq") return false;
      return limits.lloq !== undefined && target !== undefined && limits.lloq <= target ? false : null;
    case "aboveUloq":
    case "extrapolatedHigh":
      return limits.uloq !== undefined && target !== undefined && limits.uloq < target ? null : true;
    case "quantified":
    case "notMeasured":
    case "invalid":
      return null;
  }
}

function boundReaches(bound: Bound, target: number | undefined, kind: LimitKind): boolean | null {
  const isUpperBound = bound.op === "<" || bound.op === "<=";
  if (target === undefined) {
    // The bound itself names the missing limit, and the LOD is never above the LLOQ.
    if (isUpperBound)
      return bound.limitType === kind || (bound.limitType === "lod" && kind === "lloq") ? false : null;
    return bound.limitType === "uloq" ? true : null;
  }
  if (isUpperBound) return (bound.op === "<" ? bound.limit <= target : bound.limit < target) ? false : null;
  return bound.limit >= target ? true : null;
}

/** The highest limit of detection among measured samples; absent where the study knows none. */
export function highestLod(column: MeasurementColumn): number | undefined {
  let highest: number | undefined;
  for (const [i, limits] of column.limits.entries()) {
    const status = column.records[i]?.status;
    if (limits.lod === undefined || status === "notMeasured" || status === "invalid") continue;
    if (highest === undefined || limits.lod > highest) highest = limits.lod;
  }
  return highest;
}

/**
 * The rules that the data allow, in the order of `DETECTION_RULES`, for a table of one result under each.
 * A threshold is taken from the protocol's own rule: the data cannot supply one.
 */
export function applicableRules(column: MeasurementColumn, rule: DetectionRule): DetectionRule[] {
  const hasLod = column.limits.some((limits) => limits.lod !== undefined);
  const hasLloq = column.limits.some((limits) => limits.lloq !== undefined);
  return DETECTION_RULES.flatMap(({ id, needs }): DetectionRule[] => {
    if (needs === "threshold") return rule.id === id && rule.threshold !== undefined ? [rule] : [];
    return needs === "nothing" || (needs === "lod" ? hasLod : hasLloq) ? [{ id }] : [];
  });
}
