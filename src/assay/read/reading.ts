/** What a reader hands back: plates whose every cell has a status and a place, and everything that a person should know. */
import type { Issue } from "../../core/issues/issue.ts";
import type { Bound, MeasurementStatus } from "../../core/measurement.ts";
import type { Plate, PlateRow } from "../plate.ts";

export type PlateFileKind =
  | "bio-plex-table"
  | "bio-plex-side-by-side"
  | "bio-plex-xml"
  | "xponent"
  | "intelliflex"
  | "msd-workbench"
  | "methodical-mind"
  | "simoa"
  | "gen5"
  | "softmax"
  | "plate-grid"
  | "assay-long"
  | "olink-npx"
  | "plate-map";

/** `signalOnly`: the file holds no concentration for this row. Null: none was to be printed, as for a blank. */
export type ReadStatus = MeasurementStatus | "signalOnly" | null;

export interface RowPlace {
  readonly sheet?: string;
  /** As a spreadsheet or an editor numbers it. */
  readonly row: number;
}

export interface ReadRow extends PlateRow {
  readonly status: ReadStatus;
  /** The number that the vendor printed as concentration, also where the status forbids to use it. */
  readonly concentration: number | null;
  /** In the sample: times the dilution where the vendor prints its limits before dilution. */
  readonly bound?: Bound;
  /** False where the file says nothing and `dilution` is 1 for want of a better number. */
  readonly dilutionStated: boolean;
  /** Whether the printed concentration is that of the sample, and not that of the well. */
  readonly dilutionApplied: boolean;
  /** The file's own label of the role: `S1`, `X3`, `U001`; "" where it has none. */
  readonly code: string;
  readonly at: RowPlace;
  /** Every other cell of the row by the name of its column, untouched. */
  readonly printed: Readonly<Record<string, string>>;
}

export interface ReadPlate extends Plate {
  readonly rows: readonly ReadRow[];
}

export interface PlatesReading {
  readonly plates: readonly ReadPlate[];
  readonly issues: readonly Issue[];
}
