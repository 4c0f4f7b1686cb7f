/** A table as a file holds it: text cells, nothing guessed. */
export interface TextTable {
  readonly file: string;
  readonly sheet?: string;
  readonly columns: readonly string[];
  /** One array per record, as long as `columns`; null where the file has no cell. */
  readonly records: readonly (readonly (string | null)[])[];
  /** For each record, the row a spreadsheet or an editor shows (the header is row 1 where it stands first). */
  readonly rowNumbers: readonly number[];
  /** How the file was read, for the report. */
  readonly dialect: Readonly<Record<string, string>>;
}
