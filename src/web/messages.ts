/** What the page asks of its worker, and what it gets. Everything is plain data: it crosses a thread. */
import type { Analyte } from "../cohort/dictionary.ts";
import type { Issue } from "../core/issues/issue.ts";
import type { ColumnInfo } from "../questions/kind.ts";
import type { TargetValues } from "../report/figures/scene.ts";
import type { ReportInput } from "../report/report-input.ts";
import type { Protocol } from "../study/protocol.ts";

/** A study's files by path below its folder. */
export type Files = ReadonlyMap<string, Uint8Array>;

export interface TableInfo {
  readonly file: string;
  readonly sheet?: string;
  readonly columns: readonly string[];
  readonly rows: number;
  readonly dialect: Readonly<Record<string, string>>;
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
  readonly tables: readonly TableInfo[];
  /** What questions may name; null where the protocol has errors. */
  readonly vocabulary: Vocabulary | null;
  /** Null where the protocol or the data have errors. */
  readonly report: ReportInput | null;
}

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
  evaluate: { ask: { protocol: string }; answer: Evaluation };
  /** Cells of a table, row by row; `rows` are record numbers. */
  cells: {
    ask: { table: number; rows: readonly number[]; from: number; to: number };
    answer: readonly (readonly (string | null)[])[];
  };
  /** Record numbers, in the first table, of the people behind a mark; null where the figure does not say who they are. */
  people: { ask: { who: string; values?: TargetValues }; answer: Int32Array | null };
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
