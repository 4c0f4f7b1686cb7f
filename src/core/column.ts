import type { Limits, Measurement } from "./measurement.ts";

/** A level of a categorical variable: the text in the data, and the words shown for it. */
export interface Level {
  readonly value: string;
  readonly label: string;
}

/** `codes[i]` is an index into `levels`, or -1 where the value is unknown. */
export interface CategoryColumn {
  readonly kind: "category";
  readonly levels: readonly Level[];
  readonly ordered: boolean;
  readonly codes: Int32Array;
}

/** NaN where the value is unknown. */
export interface NumberColumn {
  readonly kind: "number";
  readonly values: Float64Array;
}

/** Days since 1970-01-01 (proleptic Gregorian, no time zone); NaN where unknown. */
export interface DateColumn {
  readonly kind: "date";
  readonly days: Float64Array;
}

/** 1 true, 0 false, -1 unknown. */
export interface BooleanColumn {
  readonly kind: "boolean";
  readonly values: Int8Array;
}

/** Measured cells of one analyte with the limits that hold for each sample. */
export interface MeasurementColumn {
  readonly kind: "measurement";
  readonly analyte: string;
  readonly records: readonly Measurement[];
  readonly limits: readonly Limits[];
}

/** Identifiers: kept for finding a row again, never analysed. */
export interface IdColumn {
  readonly kind: "id";
  readonly values: readonly string[];
}

export type Column =
  | CategoryColumn
  | NumberColumn
  | DateColumn
  | BooleanColumn
  | MeasurementColumn
  | IdColumn;
