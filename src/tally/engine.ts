import type { Cell } from "../cohort/expression/evaluate.ts";
import type { Expression } from "../cohort/expression/expression.ts";
import type { ValueType } from "../cohort/expression/static-type.ts";
import type { Level } from "../core/column.ts";

/** A value in a tally: text of a level, a number (dates as days since 1970-01-01), true/false, or null where unknown. */
export type { Cell };

/** A column asked for: a name of its own, and the expression that gives it (a bare name is a column of the data). */
export interface Selection {
  readonly name: string;
  readonly expression: Expression;
}

export interface TallyRequest {
  readonly select: readonly Selection[];
  /** Rows where this is true are counted; false and unknown are told apart in the tally. */
  readonly where?: Expression;
}

/** Distinct combinations with how many subjects share each. Rows come sorted, so the same data give the same bytes. */
export interface Tally {
  readonly names: readonly string[];
  readonly rows: readonly { readonly cells: readonly Cell[]; readonly count: number }[];
  /** Subjects in the data; those for whom `where` is false; those for whom it is unknown. */
  readonly subjects: number;
  readonly filteredOut: number;
  readonly filterUnknown: number;
}

export interface PanelRequest {
  /** Analytes one after the other. */
  readonly analytes: readonly string[];
  readonly request: (analyte: string) => TallyRequest;
}

export type { ValueType };

export interface SchemaColumn {
  readonly name: string;
  readonly type: ValueType;
  /** For categories, in the protocol's order. */
  readonly levels?: readonly Level[];
  readonly ordered?: boolean;
}

export interface Schema {
  readonly subjects: number;
  readonly columns: readonly SchemaColumn[];
}

/** The one door between data and statistics: how many subjects share each combination of values? */
export interface Engine {
  schema(): Promise<Schema>;
  tally(request: TallyRequest): Promise<Tally>;
  /** The same request for every analyte of a panel. */
  tallyEach(request: PanelRequest): AsyncIterable<readonly [string, Tally]>;
  close(): Promise<void>;
}
