/**
 * The tree of an expression. Positions are offsets into the source text, for messages that point at the character.
 * A date literal holds its text, `2020-01-31`. `x not in (...)` is a `not` over an `in`, `x is unknown` a `not` over a `known`.
 */
export type Expression =
  | {
      readonly op: "literal";
      readonly value: number | string | boolean;
      readonly type: "number" | "text" | "boolean" | "date";
      readonly at: Span;
    }
  /** The value that nobody knows; of any type. */
  | { readonly op: "unknown"; readonly at: Span }
  | { readonly op: "column"; readonly name: string; readonly at: Span }
  /** Arithmetic; a date minus a date is a number of days, a date plus a number of days a date. */
  | {
      readonly op: "+" | "-" | "*" | "/";
      readonly left: Expression;
      readonly right: Expression;
      readonly at: Span;
    }
  | { readonly op: "negate"; readonly of: Expression; readonly at: Span }
  | {
      readonly op: "==" | "!=" | "<" | "<=" | ">" | ">=";
      readonly left: Expression;
      readonly right: Expression;
      readonly at: Span;
    }
  | { readonly op: "and" | "or"; readonly left: Expression; readonly right: Expression; readonly at: Span }
  | { readonly op: "not"; readonly of: Expression; readonly at: Span }
  | { readonly op: "in"; readonly of: Expression; readonly options: readonly Expression[]; readonly at: Span }
  | {
      readonly op: "between";
      readonly of: Expression;
      readonly low: Expression;
      readonly high: Expression;
      readonly at: Span;
    }
  | { readonly op: "known"; readonly of: Expression; readonly at: Span }
  | { readonly op: "call"; readonly name: string; readonly args: readonly Expression[]; readonly at: Span }
  /** Whether an analyte counts as detected; without a rule, by the rule that the protocol states. */
  | { readonly op: "detected"; readonly analyte: string; readonly rule?: string; readonly at: Span };

/** Half-open character range [start, end) of the source text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
