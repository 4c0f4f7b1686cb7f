import * as elementary from "../../core/elementary.ts";

/** Limits estimate x exp(-/+ z standard error of the logarithm). */
export function logRatioLimits(
  estimate: number,
  logStandardError: number,
  z: number,
): { lower: number; upper: number; limitsReason: null } {
  const factor = elementary.exp(z * logStandardError);
  return { lower: estimate / factor, upper: estimate * factor, limitsReason: null };
}

export const noLimits = (limitsReason: string): { lower: null; upper: null; limitsReason: string } => ({
  lower: null,
  upper: null,
  limitsReason,
});
