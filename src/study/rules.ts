/** Rules that the cells of one person must keep together, such as `onset <= lp_date`. */
import { analyteRules } from "../cohort/analyte-rules.ts";
import type { Cohort } from "../cohort/cohort.ts";
import type { Analyte, DerivedColumn } from "../cohort/dictionary.ts";
import { deriveColumns } from "../cohort/expression/derive.ts";
import { ruleBroken, ruleNotCondition } from "../core/issues/file.ts";
import type { Issue } from "../core/issues/issue.ts";
import type { Protocol } from "./protocol.ts";

/** A name that no column can have. */
const nameOf = (index: number): string => `rule-${index + 1}`;

const columnsOf = (protocol: Protocol): DerivedColumn[] =>
  protocol.rules.map(({ rule }, i) => ({ name: nameOf(i), label: rule, expression: rule }));

/** What is wrong with the rules themselves, each with its index and where in its text. */
export function faultsOfRules(
  protocol: Protocol,
  empty: Cohort,
  analytes: readonly Analyte[],
  binary: ReadonlySet<string>,
): { readonly index: number; readonly issue: Issue }[] {
  const { cohort, issues } = deriveColumns(empty, columnsOf(protocol), analyteRules(empty, analytes), binary);
  return protocol.rules.flatMap(({ rule }, index) => {
    const own = issues.filter(({ at }) => at.path === `derived.${nameOf(index)}`);
    const kind = cohort.columns.get(nameOf(index))?.kind;
    const all = own.length > 0 || kind === "boolean" ? own : [ruleNotCondition(rule)];
    return all.map((issue) => ({ index, issue }));
  });
}

/** The people who break a rule; where a cell is unknown, nobody can say. */
export function brokenRules(
  protocol: Protocol,
  cohort: Cohort,
  analytes: readonly Analyte[],
  binary: ReadonlySet<string>,
): Issue[] {
  if (protocol.rules.length === 0) return [];
  const { columns } = deriveColumns(
    cohort,
    columnsOf(protocol),
    analyteRules(cohort, analytes),
    binary,
  ).cohort;
  return protocol.rules.flatMap(({ rule, otherwise, severity }, i) => {
    const column = columns.get(nameOf(i));
    if (column?.kind !== "boolean") return [];
    const rows = cohort.rowNumbers.filter((_, subject) => column.values[subject] === 0);
    return rows.length === 0 ? [] : [ruleBroken(cohort.file, rows, rule, otherwise, severity)];
  });
}
