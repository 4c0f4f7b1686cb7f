/** A sheet as a workbook stores it: what the readers of .xlsx and .xls give, and tables are made of. */

export type SheetValue = string | number | boolean | Date | null;

export interface SheetCell {
  /** "error" for the spreadsheet's own errors. */
  readonly type?: string | undefined;
  /** Present where the value is the result of a formula. */
  readonly formula?: string | undefined;
  readonly style?: { readonly numFmt?: string | undefined } | undefined;
}

export interface WorkbookSheet {
  readonly name: string;
  readonly hidden?: boolean | undefined;
  readonly veryHidden?: boolean | undefined;
  readonly rows: readonly (readonly SheetValue[])[];
  /** By `row,column`, both counted from 0. */
  readonly cells?: ReadonlyMap<string, SheetCell> | undefined;
  readonly columns?: readonly { readonly hidden?: boolean | undefined }[] | undefined;
  readonly rowDefs?: ReadonlyMap<number, { readonly hidden?: boolean | undefined }> | undefined;
  readonly merges?:
    | readonly {
        readonly startRow: number;
        readonly startCol: number;
        readonly endRow: number;
        readonly endCol: number;
      }[]
    | undefined;
}
