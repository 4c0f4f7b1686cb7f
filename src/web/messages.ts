/** What the page asks of its worker, and what it gets. Everything is plain data: it crosses a thread. */
import type { Analyte } from "../cohort/dictionary.ts";
import type { ReadOptions } from "../cohort/read-table.ts";
import type { Issue } from "../core/issues/issue.ts";
import type { ColumnInfo } from "../questions/kind.ts";
import type { TargetValues } from "../report/figures/scene.ts";
import type { ReportAnswer, ReportInput } from "../report/report-input.ts";
import type { ColumnMeaning, ColumnSummary, ReadingChange } from "../session/column-reading.ts";
import type { Protocol } from "../study/protocol.ts";

/** A study's files by path below its folder. */
export type Files = ReadonlyMap<string, Uint8Array>;

export interface TableInfo {
  readonly file: string;
  readonly sheet?: string;
  /** Every visible sheet with data of a workbook that has several. */
  readonly sheets?: readonly string[];
  readonly columns: readonly string[];
  readonly rows: number;
  /** Characters that a column needs, from its header and its first cells. */
  readonly widths: readonly number[];
  readonly dialect: Readonly<Record<string, string>>;
}

/** Cells as they stand in the file, row by row, with the row numbers that a spreadsheet shows. */
export interface CellBlock {
  readonly cells: readonly (readonly (string | null)[])[];
  readonly rowNumbers: readonly number[];
}

/** A text file as it is read now, and as it would be read otherwise. */
export interface Reread {
  readonly before: ReadHead;
  /** Null where nothing can be read that way; `errors` say why. */
  readonly after: ReadHead | null;
  /** As many rows and columns as now: only then cells are compared. */
  readonly sameShape: boolean;
  /** Cells that would hold another text or number. */
  readonly examples: readonly {
    readonly column: string;
    readonly row: number;
    readonly cell: string;
    readonly before: string;
    readonly after: string;
  }[];
  readonly errors: readonly Issue[];
}

export interface ReadHead {
  readonly columns: number;
  readonly rows: number;
  /** The first headers. */
  readonly names: readonly string[];
  readonly dialect: Readonly<Record<string, string>>;
}

/** Where a problem of the data stands. */
export interface IssuePlace {
  readonly table: number;
  /** Null where the problem is about the whole table. */
  readonly column: number | null;
  /** Record numbers, ascending; none where the problem is about the whole column. */
  readonly records: Int32Array;
}

export interface Vocabulary {
  readonly protocol: Protocol;
  readonly columns: readonly ColumnInfo[];
  readonly analytes: readonly Analyte[];
}

/** What is known of a study after one change. */
export interface Evaluation {
  /** Problems of the protocol, of which errors stop everything. */
  readonly protocolIssues: readonly Issue[];
  /** Problems of the data files. */
  readonly dataIssues: readonly Issue[];
  /** One per problem of the data; null where it is about no table. */
  readonly dataPlaces: readonly (IssuePlace | null)[];
  readonly tables: readonly TableInfo[];
  /** What questions may name; null where the protocol has errors. */
  readonly vocabulary: Vocabulary | null;
  /** Null where the protocol or the data have errors. */
  readonly report: ReportInput | null;
}

/** An answer that the page has already is not sent again: its id stands for it. */
export type SentAnswer = ReportAnswer | { readonly unchanged: string };

export type SentEvaluation = Omit<Evaluation, "report"> & {
  readonly report: (Omit<ReportInput, "answers"> & { readonly answers: readonly SentAnswer[] }) | null;
};

export interface Calls {
  /** Gives the worker the study's files, all of them; earlier ones are forgotten. */
  files: { ask: { files: Files }; answer: null };
  /** The files of a saved study. */
  unpack: {
    ask: { bytes: Uint8Array; name: string };
    answer: { files: Files } | { issues: readonly Issue[] };
  };
  /** The study as one .cistern file. */
  pack: { ask: { protocol: string }; answer: Uint8Array };
  /** The first protocol for a table that has none. */
  draft: {
    ask: { file: string };
    answer: { protocol: string; decisions: readonly string[] } | { issues: readonly Issue[] };
  };
  /** Reads, checks and answers; sends progress. */
  evaluate: { ask: { protocol: string }; answer: SentEvaluation };
  /** Cells of a table; `rows` are record numbers. Null where the table was not read yet. */
  cells: {
    ask: { table: number; rows: readonly number[]; from: number; to: number };
    answer: CellBlock | null;
  };
  /** Record numbers of the rows that have a cell with the text. */
  search: { ask: { table: number; text: string }; answer: Int32Array };
  /** What stands in a column, and how it is read. */
  column: {
    ask: { table: number; column: number; meaning: ColumnMeaning };
    answer: ColumnSummary | null;
  };
  /** Which cells of a column are read otherwise after a change. */
  compare: {
    ask: { table: number; column: number; before: ColumnMeaning; after: ColumnMeaning };
    answer: ReadingChange | null;
  };
  /** What a column that the protocol does not use may hold; null where nothing can be guessed. */
  guess: { ask: { table: number; column: number }; answer: ColumnMeaning | null };
  /** A text file read in another way, for comparison: nothing is changed. */
  reread: { ask: { table: number; options: ReadOptions }; answer: Reread | null };
  /** Record numbers, in the first table, of the people behind a mark; null where the figure does not say who they are. */
  people: { ask: { who: string; values?: TargetValues }; answer: Int32Array | null };
  /** The detectability questions of an analyte as they would be answered under another limit. */
  explore: { ask: { analyte: string; threshold: number }; answer: readonly ReportAnswer[] };
  /** The report as the command line writes it, and everything beside it. */
  bundle: {
    ask: { started: string; finished: string; runtime: string };
    answer: ReadonlyMap<string, string>;
  };
}

export type CallName = keyof Calls;

export type Request = { [N in CallName]: { id: number; name: N; ask: Calls[N]["ask"] } }[CallName];

export interface ProgressNote {
  readonly label: string;
  readonly done: number;
  readonly of: number;
}

export type Response =
  | { readonly id: number; readonly kind: "progress"; readonly progress: ProgressNote }
  | { readonly id: number; readonly kind: "answer"; readonly answer: unknown }
  | { readonly id: number; readonly kind: "superseded" }
  | { readonly id: number; readonly kind: "failed"; readonly reason: string };
