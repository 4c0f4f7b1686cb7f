/** What the protocol says of the data: the types that readers, checks and questions share. */
import type { Level } from "../core/column.ts";
import type { DateOrder } from "./date-text.ts";
import type { UnitConversion } from "./unit-conversion.ts";

export type VariableType =
  | "id"
  | "nominal"
  | "ordinal"
  | "binary"
  | "count"
  | "continuous"
  | "date"
  | "concentration"
  | "edss";

export interface Variable {
  /** Name in the protocol and in expressions. */
  readonly name: string;
  /** Header in the data file; the same as `name` unless stated. */
  readonly column: string;
  readonly label: string;
  readonly type: VariableType;
  readonly unit?: string;
  /** Categorical types: every allowed value, in order; for `binary` exactly two, the second is "yes". */
  readonly levels?: readonly Level[];
  /** Spellings in the file, each with the level that it means. */
  readonly map?: Readonly<Record<string, string>>;
  readonly reference?: string;
  /** Of dates: which of the two leading numbers is the day, where cells leave it open. */
  readonly dateOrder?: DateOrder;
  /** Cells (after trimming) that mean "unknown"; a blank cell always does. */
  readonly missing: readonly string[];
  /** Smallest and largest allowed value, both included; null is open. */
  readonly range?: readonly [number | null, number | null];
}

/** A limit of an analyte: one number for the study, or a column with each sample's own. */
export type LimitSource = { readonly value: number } | { readonly column: string };

/** Names of the detection rules; `cohort/detection.ts` holds what each means. */
export type DetectionRuleId =
  | "any-number"
  | "reported"
  | "above-lod"
  | "above-highest-lod"
  | "above-lloq"
  | "in-range"
  | "above-threshold";

export interface DetectionRule {
  readonly id: DetectionRuleId;
  /** Only for `above-threshold`, in the analyte's unit. */
  readonly threshold?: number;
}

export interface Analyte {
  /** Name of the concentration variable. */
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  /** Where the data files have the numbers in another unit. */
  readonly conversion?: UnitConversion;
  readonly limits: { readonly lod?: LimitSource; readonly lloq?: LimitSource; readonly uloq?: LimitSource };
  readonly detection: DetectionRule;
  /** Further cells that mean "not detected" (for instance 0) or "not measured" in this file, as text. */
  readonly notDetected: readonly string[];
  readonly notMeasured: readonly string[];
  /** Where the numbers may be limits, told by another column. */
  readonly operator?: OperatorSource;
}

/** A column that says what the number beside it is, with the codes of each meaning. A blank cell means exact. */
export interface OperatorSource {
  readonly column: string;
  readonly below: readonly string[];
  readonly above: readonly string[];
  readonly exact: readonly string[];
}

export interface DerivedColumn {
  readonly name: string;
  readonly label: string;
  readonly expression: string;
  readonly unit?: string;
}

/** Everything that gives the text cells of a file their meaning. */
export interface Dictionary {
  readonly id: string;
  readonly variables: readonly Variable[];
  readonly analytes: readonly Analyte[];
}
