import type { Column } from "../core/column.ts";

/** One row per subject, every column typed: what questions are asked of. */
export interface Cohort {
  readonly subjects: number;
  /** Identifiers in file order, without spaces around them. */
  readonly ids: readonly string[];
  /** By the variable's name in the protocol; every column has `subjects` entries. */
  readonly columns: ReadonlyMap<string, Column>;
  /** For each subject, the row of `file` as a spreadsheet shows it. */
  readonly rowNumbers: readonly number[];
  /** The main file, which decides who is a subject. */
  readonly file: string;
}
