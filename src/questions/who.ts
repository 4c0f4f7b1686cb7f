/** Conditions that select the subjects behind a mark of a figure. Names and levels may be any text: they are quoted. */
import { parseExpression } from "../cohort/expression/parse.ts";
import { printExpression } from "../cohort/expression/print.ts";
import type { Expression } from "../cohort/expression/expression.ts";
import { trusted } from "./checks.ts";
import type { Group } from "./groups.ts";
import { columnOf } from "./sample-of.ts";

const at = { start: 0, end: 0 };

/** Subjects in one group of a categorical or true/false column. */
export function inGroup(column: string, cell: Group["cell"]): Expression {
  if (cell === true) return columnOf(column);
  if (cell === false) return { op: "not", of: columnOf(column), at };
  return {
    op: "==",
    left: columnOf(column),
    right: { op: "literal", value: String(cell), type: "text", at },
    at,
  };
}

export const known = (of: Expression): Expression => ({ op: "known", of, at });

/** Samples whose detection is decided under the analyte's rule. */
export const measured = (analyte: string): Expression => known({ op: "detected", analyte, at });

/** A concentration that has a rank among others: a number, or a decided detection. */
export const ranked = (analyte: string): Expression => ({
  op: "or",
  left: known({ op: "call", name: "value", args: [columnOf(analyte)], at }),
  right: measured(analyte),
  at,
});

/** All of the conditions, the question's `where` in front. */
export function allOf(where: string | undefined, first: Expression, ...others: Expression[]): Expression {
  const both = (left: Expression, right: Expression): Expression => ({ op: "and", left, right, at });
  const own = others.reduce(both, first);
  return where === undefined ? own : both(trusted(where), own);
}

/**
 * The field `who` of a mark: the condition as text. Left out where the text would be too long or too deep to be read
 * again, as may happen to a question whose own condition is nearly that.
 *
 * @example whoIs(allOf('sex == "F"', inGroup("diagnosis", "RR"))) // { who: 'sex == "F" and diagnosis == "RR"' }
 */
export function whoIs(people: Expression): { readonly who?: string } {
  const who = printExpression(people);
  return "issues" in parseExpression(who) ? {} : { who };
}
