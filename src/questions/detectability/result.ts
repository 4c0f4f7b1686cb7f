/** What a detectability answer holds: plain numbers for show and R lines. */
import type { Expression } from "../../cohort/expression/expression.ts";
import type { Distribution } from "./distribution.ts";
import type { DetectabilitySpec } from "./schema.ts";

interface Limits {
  readonly lower: number;
  readonly upper: number;
}

export interface DetectedGroup {
  readonly value: string;
  readonly label: string;
  readonly detected: number;
  readonly measured: number;
  /** Samples in the group whose detection is unknown: not measured, invalid, or undecidable under the rule. */
  readonly unknown: number;
  /** Selects the measured samples. */
  readonly people: Expression;
  readonly share: number | null;
  readonly wilson: Limits | null;
  readonly clopperPearson: Limits | null;
  /** Where none or all are detected: the exact one-sided bound at the study's confidence. */
  readonly bound: { readonly side: "upper" | "lower"; readonly value: number } | null;
}

export interface Comparison {
  readonly id: string;
  readonly first: string;
  readonly second: string;
  readonly riskDifference: {
    readonly estimate: number;
    readonly lower: number;
    readonly upper: number;
  } | null;
  /** Conditional maximum likelihood; null ends are open. */
  readonly oddsRatio: {
    readonly estimate: number | null;
    readonly lower: number | null;
    readonly upper: number | null;
  } | null;
  readonly reason: string | null;
}

export interface DetectabilityResult {
  readonly analyte: string;
  /** Name of the concentration variable. */
  readonly variable: string;
  readonly unit: string;
  readonly by: string;
  readonly rule: { readonly id: string; readonly label: string; readonly meaning: string };
  readonly groups: readonly DetectedGroup[];
  readonly reference: string | null;
  readonly compare: DetectabilitySpec["compare"];
  readonly riskDifferenceMethod: DetectabilitySpec["risk_difference"];
  readonly globalBounds: {
    readonly lower: number | null;
    readonly upper: number | null;
    readonly variant: string;
  } | null;
  readonly comparisons: readonly Comparison[];
  readonly trend: { readonly z: number; readonly direction: "rises" | "falls" | "flat" } | null;
  readonly rules: readonly {
    readonly id: string;
    readonly label: string;
    readonly chosen: boolean;
    readonly counts: readonly { readonly detected: number; readonly measured: number }[];
  }[];
  readonly distribution: Distribution;
}
