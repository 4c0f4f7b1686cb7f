/** How the cells of one column are understood under what a protocol says of it: for a person who decides, not for a run. */
import type { Limits, Measurement } from "../core/measurement.ts";
import type { Analyte, Variable } from "../cohort/dictionary.ts";
import { sourcesOf } from "../cohort/join-tables.ts";
import { withOperators } from "../cohort/operator-column.ts";
import { measurementColumn, type LimitColumns } from "../cohort/measurement-column.ts";
import { readNumber } from "../cohort/number-text.ts";
import { codeMatcher, type SourceColumn } from "../cohort/source-column.ts";
import type { TextTable } from "../cohort/text-table.ts";
import { categoryColumn, dateColumn, numberColumn } from "../cohort/typed-columns.ts";

/** What a protocol says of a column: nothing, a variable, or a variable with its analyte. */
export interface ColumnMeaning {
  readonly variable: Variable | null;
  readonly analyte: Analyte | null;
}

export const CELL_KINDS = ["number", "text", "marked", "missing", "blank", "refused"] as const;
export type CellKind = (typeof CELL_KINDS)[number];

export interface CellReading {
  readonly kind: CellKind;
  /** Such as `1.25 pg/mL`, `not detected`, `unknown`; completes "is read as ...". */
  readonly words: string;
}

export interface ValueCount {
  readonly text: string;
  readonly n: number;
}

export interface ColumnSummary {
  /** The most frequent cells, trimmed, blank ones left out. */
  readonly values: readonly ValueCount[];
  /** Different cells altogether. */
  readonly distinct: number;
  readonly kinds: Readonly<Record<CellKind, number>>;
  /** One cell of each kind that has any, with how it is read. */
  readonly examples: readonly { readonly cell: string; readonly reading: CellReading }[];
}

/** Cells whose reading differs between two meanings. */
export interface ReadingChange {
  readonly changed: number;
  readonly examples: readonly {
    readonly cell: string;
    readonly n: number;
    readonly before: string;
    readonly after: string;
  }[];
}

const MOST_VALUES = 200;
const MOST_EXAMPLES = 3;

/** @example summarize(table, 3, { variable: null, analyte: null }).kinds.blank // 12 */
export function summarize(table: TextTable, column: number, meaning: ColumnMeaning): ColumnSummary {
  const read = readerOf(table, column, meaning);
  const values = new Map<string, number>();
  const kinds: Record<CellKind, number> = { number: 0, text: 0, marked: 0, missing: 0, blank: 0, refused: 0 };
  const examples = new Map<CellKind, { cell: string; reading: CellReading }>();
  for (const [i, record] of table.records.entries()) {
    const cell = record[column]?.trim() ?? "";
    if (cell !== "") values.set(cell, (values.get(cell) ?? 0) + 1);
    const reading = read(i);
    kinds[reading.kind]++;
    if (reading.kind !== "blank" && !examples.has(reading.kind))
      examples.set(reading.kind, { cell, reading });
  }
  return {
    values: [...values]
      .map(([text, n]) => ({ text, n }))
      .sort((a, b) => b.n - a.n)
      .slice(0, MOST_VALUES),
    distinct: values.size,
    kinds,
    examples: CELL_KINDS.flatMap((kind) => examples.get(kind) ?? []),
  };
}

/** Which cells another meaning reads otherwise: how many, and the first three different ones. */
export function compareReadings(
  table: TextTable,
  column: number,
  before: ColumnMeaning,
  after: ColumnMeaning,
): ReadingChange {
  const [was, is] = [readerOf(table, column, before), readerOf(table, column, after)];
  const groups = new Map<string, { cell: string; n: number; before: string; after: string }>();
  let changed = 0;
  for (const [i, record] of table.records.entries()) {
    const [old, now] = [was(i).words, is(i).words];
    if (old === now) continue;
    changed++;
    const cell = record[column]?.trim() ?? "";
    const group = groups.get(cell);
    if (group !== undefined) group.n++;
    else if (groups.size < MOST_EXAMPLES) groups.set(cell, { cell, n: 1, before: old, after: now });
  }
  return { changed, examples: [...groups.values()] };
}

const BLANK: CellReading = { kind: "blank", words: "blank, unknown" };
const MISSING: CellReading = { kind: "missing", words: "unknown" };
const REFUSED: CellReading = { kind: "refused", words: "an error" };

/** The same readers as a run uses, over the records of one table; a limit column in another table is not seen. */
function readerOf(
  table: TextTable,
  column: number,
  { variable, analyte }: ColumnMeaning,
): (record: number) => CellReading {
  const source = columnAt(table, column);
  const cellAt = (i: number): string => source.cells[i]?.trim() ?? "";
  if (variable === null)
    return (i) => {
      if (cellAt(i) === "") return BLANK;
      return {
        kind: "value" in readNumber(cellAt(i), source.decimal) ? "number" : "text",
        words: "not used",
      };
    };
  const isMissing = codeMatcher(variable.missing, source.decimal);
  const unknown = (i: number): CellReading =>
    cellAt(i) === "" ? BLANK : isMissing(cellAt(i)) ? MISSING : REFUSED;
  switch (variable.type) {
    case "id":
      return (i) => (cellAt(i) === "" ? BLANK : { kind: "text", words: `the person ${cellAt(i)}` });
    case "nominal":
    case "ordinal":
    case "binary": {
      const { levels, codes } = categoryColumn(source, variable).column;
      return (i) => {
        const level = levels[codes[i]!];
        return level === undefined ? unknown(i) : { kind: "text", words: level.label };
      };
    }
    case "count":
    case "continuous":
    case "edss": {
      const { values } = numberColumn(source, variable).column;
      // A number that other columns of the file make a limit is not a value.
      const isLimit = (i: number): boolean =>
        source.results !== undefined && (source.results[i]?.trim() ?? "") !== cellAt(i);
      return (i) => {
        if (isLimit(i)) return REFUSED;
        return Number.isNaN(values[i]!) ? unknown(i) : numbered(values[i]!, variable.unit);
      };
    }
    case "date": {
      const { days } = dateColumn(source, variable).column;
      return (i) =>
        Number.isNaN(days[i]!)
          ? unknown(i)
          : { kind: "text", words: new Date(days[i]! * 86_400_000).toISOString().slice(0, 10) };
    }
    case "concentration": {
      if (analyte === null) return unknown;
      const limits = limitColumnsOf(table, analyte);
      const results = resultsOf(table, source, analyte);
      const { records, limits: each } = measurementColumn(results, analyte, variable.missing, limits).column;
      return (i) => {
        // A cell that its operator contradicts has no result.
        if (cellAt(i) !== "" && (results.cells[i]?.trim() ?? "") === "") return REFUSED;
        return measured(records[i]!, each[i] ?? {}, cellAt(i));
      };
    }
  }
}

const numbered = (value: number, unit: string | undefined): CellReading => ({
  kind: "number",
  words: unit === undefined || unit === "" ? String(value) : `${value} ${unit}`,
});

function measured({ status, value, bound, unit }: Measurement, limits: Limits, cell: string): CellReading {
  const marked = (words: string): CellReading => ({
    kind: "marked",
    words: bound === undefined ? words : `${words} (${bound.op} ${bound.limit} ${unit})`,
  });
  switch (status) {
    case "quantified":
      return numbered(value!, unit);
    case "belowLod":
      return marked(
        bound === undefined && limits.lod !== undefined
          ? `not detected, below ${limits.lod} ${unit}`
          : "not detected",
      );
    case "belowLloq":
      return marked("below the limit of quantification");
    case "extrapolatedLow":
    case "extrapolatedHigh":
      return { kind: "marked", words: `${value} ${unit}, extrapolated` };
    case "aboveUloq":
      return marked("above the range");
    case "notMeasured":
      return cell === "" ? BLANK : { kind: "missing", words: "not measured" };
    case "invalid":
      return REFUSED;
  }
}

const columnAt = (table: TextTable, index: number): SourceColumn =>
  sourcesOf(table, [...table.records.keys()], undefined)(index);

/** Numbers beside operators, or beside what an interchange standard says of them, as the results that they are. */
function resultsOf(table: TextTable, source: SourceColumn, { operator }: Analyte): SourceColumn {
  if (operator === undefined) return { ...source, cells: source.results ?? source.cells };
  const index = table.columns.indexOf(operator.column);
  return index < 0 ? source : withOperators(source, columnAt(table, index), operator).source;
}

function limitColumnsOf(table: TextTable, analyte: Analyte): LimitColumns {
  const columns: { -readonly [name in keyof LimitColumns]: LimitColumns[name] } = {};
  for (const name of ["lod", "lloq", "uloq"] as const) {
    const limit = analyte.limits[name];
    const index = limit !== undefined && "column" in limit ? table.columns.indexOf(limit.column) : -1;
    if (index >= 0) columns[name] = columnAt(table, index);
  }
  return columns;
}
