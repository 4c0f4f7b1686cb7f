/** A plate as its instrument's software wrote it, in one shape for every vendor. Nothing is computed and nothing is substituted. */

export type WellType = "standard" | "blank" | "control" | "unknown";

/** What one line of the file stands for: one well, or several wells that the software has already put together. */
export type RowLevel = "well" | "aggregated";

/** y = d + (a - d) / (1 + (x/c)^b)^g as the vendor printed it; g = 1 for a four-parameter curve. */
export interface PrintedCurve {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly g: number;
  /** The signal that the curve is for. */
  readonly of: "signal" | "net";
  /** The line of the file. */
  readonly text: string;
}

export interface PlateAnalyte {
  readonly name: string;
  /** Bead region, or spot of a well. */
  readonly region?: string;
  readonly unit: string;
  readonly printedCurve?: PrintedCurve;
}

export interface PlateRow {
  readonly level: RowLevel;
  /** A1 to P24, without leading zeros. */
  readonly wells: readonly string[];
  readonly type: WellType;
  /** The sample as the file names it; "" where it has no name. */
  readonly sample: string;
  /** The name of one of the plate's analytes. */
  readonly analyte: string;
  /** Null where the instrument has no signal; `signalText` says what it wrote instead. */
  readonly signal: number | null;
  readonly signalText: string;
  /** Signal less background, as the vendor computed it. */
  readonly net?: number;
  readonly beadCount?: number;
  /** Of a standard or control, before dilution, in the analyte's unit. */
  readonly expectedConcentration?: number;
  /** What the vendor printed as concentration, untouched: `OOR <`, `*1.55`, `12.5`; "" where nothing is printed. */
  readonly concentrationText: string;
  readonly dilution: number;
  /** The vendor's own remarks about this row, in its words: outlier marks, sampling errors, a masked well. */
  readonly flags: readonly string[];
}

export interface Plate {
  readonly plate: string;
  readonly software: string;
  /** ISO 8601, as far as the file says it. */
  readonly date?: string;
  readonly analytes: readonly PlateAnalyte[];
  readonly rows: readonly PlateRow[];
}
