import type { Level } from "../core/column.ts";
import type { Measurement } from "../core/measurement.ts";
import type { OperatorSource } from "./dictionary.ts";

/** What a file says of a column besides its cells; everything that it does not say is absent. */
export interface ColumnDescription {
  readonly label?: string;
  /** How the file stores the cells. Dates and times are ISO 8601 text in the cells. */
  readonly type?: "text" | "number" | "date" | "datetime" | "time" | "boolean";
  readonly measure?: "nominal" | "ordinal" | "scale";
  readonly unit?: string;
  /** Values as the cells write them, with the words for each. */
  readonly valueLabels?: readonly Level[];
  /** Cells that the file declares to be unknown although they hold a value, as text. */
  readonly missing?: readonly string[];
  /** Numbers from low to high, both included, that are declared unknown; null is open. */
  readonly missingRange?: readonly [number | null, number | null];
  /**
   * One per record, where other columns of an interchange standard qualify the cell: `<=0.7` for 0.7 with the operator
   * "at most". A cell of such a column alone must never be read as a measured value.
   */
  readonly results?: readonly (string | null)[];
  /** One per record, where the cells were computed by ourselves and need not be read again: null is not measured. */
  readonly measurements?: readonly (Measurement | null)[];
  /** Where `results` come from an operator column of the table, that column and its codes. */
  readonly operator?: OperatorSource;
  /** Codes that mean a result below the limit of detection. */
  readonly notDetected?: readonly string[];
}

/** A table as a file holds it: text cells, nothing guessed. */
export interface TextTable {
  readonly file: string;
  readonly sheet?: string;
  /** Every visible sheet with data of a workbook that has several. */
  readonly sheets?: readonly string[];
  readonly columns: readonly string[];
  /** One per column, where the format describes its columns. */
  readonly descriptions?: readonly ColumnDescription[];
  /** One array per record, as long as `columns`; null where the file has no cell. */
  readonly records: readonly (readonly (string | null)[])[];
  /** For each record, the row a spreadsheet or an editor shows (the header is row 1 where it stands first). */
  readonly rowNumbers: readonly number[];
  /** How the file was read, for the report. */
  readonly dialect: Readonly<Record<string, string>>;
}
