/** Findings domains of CDISC SDTM, such as LB: results as characters, as numbers, and the status of what was not done. */
import { contradictoryResult } from "../../core/issues/file.ts";
import type { TextTable } from "../text-table.ts";
import {
  columnCells,
  columnIndex,
  commonText,
  saidByText,
  type QualifiedColumn,
  recordsAt,
} from "./standard-columns.ts";

/**
 * Results of `--STRESN`, which is blank for `<0.5`: the characters of `--STRESC`, else of `--ORRES`, say what was found.
 * Null where the table is no findings domain.
 *
 * A number beside characters that say "below" was put in by somebody; it is an error, as is a result of a test that was not
 * done, and a number other than its characters.
 *
 * Source: SDTM Implementation Guide 3.4, section 6.3.
 */
export function sdtmResults(table: TextTable): QualifiedColumn | null {
  const domain = /^([a-z]{2})stresn$/i.exec(
    table.columns.find((column) => /^[a-z]{2}stresn$/i.test(column.trim()))?.trim() ?? "",
  )?.[1];
  if (domain === undefined || columnIndex(table, "usubjid") < 0) return null;
  const cells = (name: string): readonly string[] => columnCells(table, `${domain}${name}`) ?? [];
  const [numbers, standard, original, status] = [
    cells("STRESN"),
    cells("STRESC"),
    cells("ORRES"),
    cells("STAT"),
  ];
  const unit = commonText(cells("STRESU"));
  const column = columnIndex(table, `${domain}stresn`);
  const contradictions = new Map<string, number[]>();
  const results = numbers.map((number, i): string | null => {
    const text = standard[i] === undefined || standard[i] === "" ? (original[i] ?? "") : standard[i];
    const problem = problemOf(number, text, status[i] ?? "", unit.unit ?? "");
    if (problem !== null) {
      contradictions.set(problem, [...(contradictions.get(problem) ?? []), i]);
      return null;
    }
    if (text !== "") return text;
    return number === "" ? null : number;
  });
  const issues = [...contradictions].map(([got, at]) =>
    contradictoryResult(recordsAt(table, column, at), "characters, number and status that agree", got),
  );
  return { column, results, ...unit, issues };
}

function problemOf(number: string, text: string, status: string, unit: string): string | null {
  if (/not done/i.test(status))
    return number === "" && text === ""
      ? null
      : `${JSON.stringify(text || number)} of a test that was not done`;
  if (number === "") return null;
  const said = saidByText(text, unit);
  const isOther = said.kind === "number" && said.amount !== Number(number);
  return said.kind === "below" || said.kind === "above" || isOther
    ? `the number ${number} beside ${JSON.stringify(text)}`
    : null;
}
