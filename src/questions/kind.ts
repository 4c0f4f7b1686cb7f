/** The contract every kind of question fulfils: one folder of this room, one line in `index.ts`. */
import type { Analyte, VariableType } from "../cohort/dictionary.ts";
import type { Level } from "../core/column.ts";
import type { Issue } from "../core/issues/issue.ts";
import type { Engine, ValueType } from "../tally/engine.ts";
import type { Answer, Shown } from "./answer.ts";

/** A column that a question may name: declared in the protocol, or derived there. */
export interface ColumnInfo {
  readonly name: string;
  readonly label: string;
  /** As declared; a derived true/false column is `boolean`, other derived columns get the nearest type. */
  readonly type: VariableType | "boolean";
  readonly valueType: ValueType;
  readonly unit?: string;
  readonly levels?: readonly Level[];
  readonly reference?: string;
}

/** What a question may refer to; known before any data are read. */
export interface Vocabulary {
  readonly columns: ReadonlyMap<string, ColumnInfo>;
  readonly analytes: ReadonlyMap<string, Analyte>;
  readonly families: ReadonlySet<string>;
}

export interface Context extends Vocabulary {
  readonly engine: Engine;
  readonly settings: { readonly confidence: number; readonly seed: number };
}

/** A problem inside one question of the protocol: `path` leads from the question to the place. */
export interface SpecProblem {
  readonly path: readonly (string | number)[];
  readonly issue: Omit<Issue, "at">;
  /** Offset into the text at `path`, for expressions. */
  readonly offset?: number;
}

export interface QuestionKind<Spec extends { id: string; kind: string }, Result> {
  readonly kind: string;
  /** What the schema cannot see: names, types, levels. */
  check(spec: Spec, vocabulary: Vocabulary): SpecProblem[];
  answer(spec: Spec, context: Context): Promise<Answer<Result>>;
  show(answer: Answer<Result>): Shown;
  /** R lines that give the same numbers, from the counts that the answer used. */
  reproduce(answer: Answer<Result>): readonly string[];
}
