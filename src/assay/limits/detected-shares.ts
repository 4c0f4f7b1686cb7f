/** How many samples are detected under each of several rules. */
import { lengthMismatch } from "../../core/issues/input.ts";
import { refuse } from "../../core/issues/issue.ts";

/** A sample's mean signal and what the curve made of it. */
export interface JudgedSample {
  readonly plate: string;
  readonly signal: number;
  /** On the plate, before dilution; null off the curve. */
  readonly concentration: number | null;
  /** Null where the signal lies on the curve. */
  readonly off: "below-curve" | "above-curve" | null;
}

/** A limit of each plate, on signals or on concentrations; a plate without one is not judged. */
export interface DetectionLimitRule {
  readonly name: string;
  readonly of: "signal" | "concentration";
  readonly limits: ReadonlyMap<string, number>;
}

export interface DetectedShare {
  readonly rule: string;
  readonly detected: number;
  /** Samples of plates that have a limit under this rule. */
  readonly judged: number;
  readonly notJudged: number;
}

/**
 * Detected samples under every rule: what a study would have found under each.
 *
 * Detected is above the limit, not at it; on concentrations a sample below the curve is not detected and one above it
 * is.
 *
 * @throws InputError - no rule
 */
export function detectedShares(
  samples: readonly JudgedSample[],
  rules: readonly DetectionLimitRule[],
  direction: "rising" | "falling",
): readonly DetectedShare[] {
  refuse(rules.length === 0 ? [lengthMismatch("rules", 1, 0)] : []);
  return rules.map(({ name, of, limits }) => {
    const judged = samples.filter(({ plate }) => limits.has(plate));
    const detected = judged.filter(({ plate, signal, concentration, off }) => {
      const limit = limits.get(plate)!;
      if (of === "signal") return direction === "rising" ? signal > limit : signal < limit;
      return concentration === null ? off === "above-curve" : concentration > limit;
    });
    return {
      rule: name,
      detected: detected.length,
      judged: judged.length,
      notJudged: samples.length - judged.length,
    };
  });
}
