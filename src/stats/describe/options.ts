import { notOneOf, outOfRange } from "../../core/issues/input.ts";
import type { Issue } from "../../core/issues/issue.ts";

/** Which direction counts against the hypothesis; said of x compared with y. */
export type Alternative = "two-sided" | "less" | "greater";

export interface ConfidenceOptions {
  /** Between 0 and 1, for example 0.95. */
  readonly confidence: number;
}

export interface TestOptions extends ConfidenceOptions {
  readonly alternative: Alternative;
}

const alternatives: readonly Alternative[] = ["two-sided", "less", "greater"];

export function checkConfidence(confidence: number): Issue[] {
  return confidence > 0 && confidence < 1 ? [] : [outOfRange("confidence", confidence, "(0, 1)")];
}

export function checkAlternative(alternative: Alternative): Issue[] {
  return alternatives.includes(alternative) ? [] : [notOneOf("alternative", alternatives, alternative)];
}
