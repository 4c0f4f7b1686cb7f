/** Numbers with an operator in a column of its own: a limit is not a value. */
import { contradictoryResult, unknownOperator } from "../core/issues/file.ts";
import type { Issue } from "../core/issues/issue.ts";
import type { OperatorSource } from "./dictionary.ts";
import { readNumber } from "./number-text.ts";
import { codeMatcher, placeOf, type SourceColumn } from "./source-column.ts";

/**
 * The cells as results: `<0.5` for 0.5 where the operator says below, the number itself where it says exact or nothing.
 *
 * A cell that is no number keeps its own meaning. An unknown operator, and a cell whose own sign says otherwise, are errors
 * and leave the result blank.
 */
export function withOperators(
  source: SourceColumn,
  operators: SourceColumn,
  codes: OperatorSource,
): { readonly source: SourceColumn; readonly issues: readonly Issue[] } {
  const isBelow = codeMatcher(codes.below, operators.decimal);
  const isAbove = codeMatcher(codes.above, operators.decimal);
  const isExact = codeMatcher(codes.exact, operators.decimal);
  const unknown = new Map<string, number[]>();
  const contradictions = new Map<string, number[]>();
  const note = (map: Map<string, number[]>, key: string, i: number): null => {
    map.set(key, [...(map.get(key) ?? []), i]);
    return null;
  };
  const cells = source.cells.map((cell, i): string | null => {
    const text = cell?.trim() ?? "";
    const operator = operators.cells[i]?.trim() ?? "";
    if (text === "") return cell;
    const sign = isBelow(operator) ? "<" : isAbove(operator) ? ">" : "";
    if (sign === "" && operator !== "" && !isExact(operator)) return note(unknown, operator, i);
    const own = /^[<>]/.exec(text)?.[0] ?? "";
    if (own !== "" && operator !== "" && own !== sign)
      return note(
        contradictions,
        `${JSON.stringify(text)} beside the operator ${JSON.stringify(operator)}`,
        i,
      );
    return own === "" && "value" in readNumber(text, source.decimal) ? `${sign}${text}` : cell;
  });
  const at = (where: SourceColumn, indices: readonly number[]) =>
    placeOf(
      where,
      indices.map((i) => where.rows[i] ?? 0),
    );
  const known = [...codes.below, ...codes.above, ...codes.exact];
  return {
    source: { ...source, cells },
    issues: [
      ...[...unknown].map(([got, indices]) => unknownOperator(at(operators, indices), got, known)),
      ...[...contradictions].map(([got, indices]) =>
        contradictoryResult(at(source, indices), "a cell and an operator that agree", got),
      ),
    ],
  };
}
