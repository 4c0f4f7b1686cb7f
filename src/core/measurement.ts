/** What is known of a measured value before any number is used. */
export type MeasurementStatus =
  | "quantified"
  | "belowLod"
  | "belowLloq"
  | "extrapolatedLow"
  | "extrapolatedHigh"
  | "aboveUloq"
  | "notMeasured"
  | "invalid";

export type LimitType = "lod" | "lloq" | "uloq" | "lowestStandard" | "reported";

export interface Bound {
  readonly op: "<" | "<=" | ">" | ">=";
  readonly limit: number;
  readonly limitType: LimitType;
}

/** One measured cell. The status comes first; the raw text is never changed. */
export interface Measurement {
  readonly status: MeasurementStatus;
  /** What the instrument printed as a number, in `unit`, if it did. */
  readonly value?: number;
  readonly bound?: Bound;
  readonly raw: string;
  readonly unit: string;
  readonly dilution: number;
}

/** The limits that hold for one sample, in the analyte's unit; absent where the study does not know them. */
export interface Limits {
  readonly lod?: number;
  readonly lloq?: number;
  readonly uloq?: number;
}
