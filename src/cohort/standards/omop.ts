/** Measurement tables of the OMOP common data model: a number and the operator that says what it is. */
import { contradictoryResult, unknownOperator } from "../../core/issues/file.ts";
import type { Issue } from "../../core/issues/issue.ts";
import type { TextTable } from "../text-table.ts";
import {
  columnCells,
  columnIndex,
  commonText,
  type SaidByText,
  saidByText,
  type QualifiedColumn,
  recordsAt,
} from "./standard-columns.ts";

const OPERATORS: Readonly<Record<string, string>> = {
  "4171756": "<",
  "4171754": "<=",
  "4172703": "",
  "4171755": ">=",
  "4172704": ">",
  // No concept, and a blank cell: the number stands for itself.
  "0": "",
  "": "",
};

/**
 * Results of `value_as_number` under `operator_concept_id`; null where the table is no measurement table.
 *
 * Without a number the source text is asked: `<0.5` there is a bound, `*0.1` a value outside the curve, anything else means that nothing was measured. A
 * source text that says the opposite of the operator is an error.
 *
 * Source: OMOP CDM 5.4, table MEASUREMENT; standard concepts of the domain "Meas Value Operator".
 */
export function omopResults(table: TextTable): QualifiedColumn | null {
  const numbers = columnCells(table, "value_as_number");
  const operators = columnCells(table, "operator_concept_id");
  if (numbers === null || operators === null || columnIndex(table, "person_id") < 0) return null;
  const sources = columnCells(table, "value_source_value");
  const unit = commonText(columnCells(table, "unit_source_value"));
  const column = columnIndex(table, "value_as_number");
  const unknown = new Map<string, number[]>();
  const contradictions = new Map<string, number[]>();
  const results = numbers.map((number, i): string | null => {
    const id = operators[i] ?? "";
    const sign = OPERATORS[id];
    const source = sources?.[i] ?? "";
    if (sign === undefined) {
      unknown.set(id, [...(unknown.get(id) ?? []), i]);
      return null;
    }
    const said = saidByText(source, unit.unit ?? "");
    const isOffCurve = source.startsWith("*");
    if (number === "") return sign === "" ? (isBound(said) || isOffCurve ? source : null) : wordOf(sign);
    if (contradicts(sign, said, number)) {
      const got = `${sign}${number} beside the source text ${JSON.stringify(source)}`;
      contradictions.set(got, [...(contradictions.get(got) ?? []), i]);
      return null;
    }
    return `${sign}${number}`;
  });
  const issues: Issue[] = [
    ...[...unknown].map(([id, at]) =>
      unknownOperator(
        recordsAt(table, columnIndex(table, "operator_concept_id"), at),
        id,
        Object.keys(OPERATORS).filter((known) => known.length > 1),
      ),
    ),
    ...[...contradictions].map(([got, at]) =>
      contradictoryResult(recordsAt(table, column, at), "an operator and a source text that agree", got),
    ),
  ];
  return { column, results, ...unit, issues };
}

const isBound = ({ kind }: SaidByText): boolean => kind === "below" || kind === "above";

const wordOf = (sign: string): string => (sign.startsWith("<") ? "<LOD" : ">ULOQ");

/** A bound in the source whose direction, or whose limit, the operator and the number do not give. */
function contradicts(sign: string, said: SaidByText, number: string): boolean {
  if (!isBound(said)) return sign !== "" && said.kind === "number";
  if ((said.kind === "below") !== sign.startsWith("<") || (said.kind === "above") !== sign.startsWith(">"))
    return true;
  return said.amount !== undefined && said.amount !== Number(number);
}
