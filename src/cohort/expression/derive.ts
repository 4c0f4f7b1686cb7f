/** Adds the derived columns of a protocol to a cohort. */
import type { Column } from "../../core/column.ts";
import {
  derivedCycle,
  derivedNameTaken,
  identifierNotDerived,
  measurementNotDerived,
  noType,
} from "../../core/issues/expression.ts";
import type { Issue } from "../../core/issues/issue.ts";
import type { Cohort } from "../cohort.ts";
import type { DerivedColumn } from "../dictionary.ts";
import { typing } from "./check.ts";
import { type AnalyteRules, type Cell, evaluator, schemaOf } from "./evaluate.ts";
import type { Expression } from "./expression.ts";
import { parseExpression } from "./parse.ts";
import { placeAt } from "./position.ts";
import { columnsUsed } from "./references.ts";
import type { ExpressionSchema, StaticType } from "./static-type.ts";

interface Parsed {
  readonly name: string;
  readonly text: string;
  readonly expression: Expression;
  /** Derived columns that have to be there first. */
  readonly needs: readonly string[];
}

/**
 * The cohort with its derived columns, each evaluated after those that it uses.
 *
 * The column's kind is the static type of its expression; a text's levels stand in the order in which the expression
 * mentions them. A column that cannot be derived is left out and reported, with `path` saying which; those that need it are left
 * out too, and only reported for faults of their own. `binary` names the variables that may stand as conditions; without it,
 * every category of two levels may.
 *
 * @example deriveColumns(cohort, [{ name: "young", label: "Young", expression: "age < 40" }], rules).cohort.columns.get("young")?.kind // "boolean"
 */
export function deriveColumns(
  cohort: Cohort,
  derived: readonly DerivedColumn[],
  analyteRules: AnalyteRules,
  binary?: ReadonlySet<string>,
): { readonly cohort: Cohort; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const report = (name: string, found: readonly Issue[]): void => {
    for (const issue of found) issues.push({ ...issue, at: { ...issue.at, path: pathOf(name) } });
  };

  const { parsed, refused } = parseAll(cohort, derived, report);
  const columns = new Map<string, Column>(cohort.columns);
  for (const column of inOrderOfNeed(parsed, refused, issues)) {
    const grown: Cohort = { ...cohort, columns };
    const result = deriveOne(column, grown, schemaOf(grown, analyteRules, binary), analyteRules, refused);
    if ("issues" in result) {
      report(column.name, result.issues);
      refused.add(column.name);
    } else columns.set(column.name, result.column);
  }
  return { cohort: { ...cohort, columns: declaredOrder(cohort, derived, columns) }, issues };
}

const pathOf = (name: string): string => `derived.${name}`;

function parseAll(
  cohort: Cohort,
  derived: readonly DerivedColumn[],
  report: (name: string, found: readonly Issue[]) => void,
): { readonly parsed: ReadonlyMap<string, Parsed>; readonly refused: Set<string> } {
  const names = new Set(derived.map((column) => column.name));
  const parsed = new Map<string, Parsed>();
  const refused = new Set<string>();
  for (const { name, expression: text } of derived) {
    if (cohort.columns.has(name) || parsed.has(name) || refused.has(name)) {
      report(name, [derivedNameTaken({}, name)]);
      continue;
    }
    const result = parseExpression(text);
    if ("issues" in result) {
      report(name, result.issues);
      refused.add(name);
      continue;
    }
    const { expression } = result;
    // A name that the data have already means the data's column.
    const needs = [...columnsUsed(expression)].filter((used) => names.has(used) && !cohort.columns.has(used));
    parsed.set(name, { name, text, expression, needs });
  }
  return { parsed, refused };
}

/** Every column after those it needs; the members of a circle are reported once, refused, and left out. */
function inOrderOfNeed(
  parsed: ReadonlyMap<string, Parsed>,
  refused: Set<string>,
  issues: Issue[],
): readonly Parsed[] {
  const order: Parsed[] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (name: string): void => {
    const column = parsed.get(name);
    if (column === undefined || done.has(name)) return;
    const since = path.indexOf(name);
    if (since !== -1) {
      const circle = path.slice(since);
      if (!circle.every((member) => refused.has(member)))
        issues.push(derivedCycle({ path: pathOf(name) }, [...circle, name]));
      for (const member of circle) refused.add(member);
      return;
    }
    path.push(name);
    for (const need of column.needs) visit(need);
    path.pop();
    done.add(name);
    if (!refused.has(name)) order.push(column);
  };
  for (const name of parsed.keys()) visit(name);
  return order;
}

function deriveOne(
  { text, expression, needs }: Parsed,
  cohort: Cohort,
  schema: ExpressionSchema,
  analyteRules: AnalyteRules,
  refused: ReadonlySet<string>,
): { readonly column: Column } | { readonly issues: readonly Issue[] } {
  const gone = [...refused].map((name) => ({ name, type: "unknown" as const }));
  const { type, issues } = typing(expression, { ...schema, columns: [...schema.columns, ...gone] }, text);
  if (issues.length > 0) return { issues };
  if (needs.some((need) => refused.has(need))) return { issues: [] };
  const place = placeAt(text, expression.at.start);
  const name = expression.op === "column" ? expression.name : text;
  if (type.type === "unknown") return { issues: [noType(place)] };
  if (type.type === "measurement") return { issues: [measurementNotDerived(place, name)] };
  if (type.type === "id") return { issues: [identifierNotDerived(place, name)] };
  return { column: filled(type, evaluator(expression, cohort, analyteRules), cohort.subjects) };
}

function filled(type: StaticType, value: (row: number) => Cell, subjects: number): Column {
  switch (type.type) {
    case "boolean":
      return {
        kind: "boolean",
        values: Int8Array.from({ length: subjects }, (_, row) => codeOfTruth(value(row))),
      };
    case "text": {
      const levels = type.levels ?? [];
      const codes = new Map<Cell, number>(levels.map((level, code) => [level.value, code]));
      return {
        kind: "category",
        levels,
        ordered: type.ordered,
        codes: Int32Array.from({ length: subjects }, (_, row) => codes.get(value(row)) ?? -1),
      };
    }
    case "date":
      return { kind: "date", days: numbers(value, subjects) };
    case "number":
    case "measurement":
    case "id":
    case "unknown":
      return { kind: "number", values: numbers(value, subjects) };
  }
}

const codeOfTruth = (truth: Cell): number => (truth === null ? -1 : truth === true ? 1 : 0);

const numbers = (value: (row: number) => Cell, subjects: number): Float64Array =>
  Float64Array.from({ length: subjects }, (_, row) => {
    const cell = value(row);
    return typeof cell === "number" ? cell : NaN;
  });

/** The data's columns first, then the derived ones as the protocol lists them, not as they were evaluated. */
function declaredOrder(
  cohort: Cohort,
  derived: readonly DerivedColumn[],
  columns: ReadonlyMap<string, Column>,
): ReadonlyMap<string, Column> {
  const ordered = new Map<string, Column>(cohort.columns);
  for (const { name } of derived) {
    const column = columns.get(name);
    if (column !== undefined) ordered.set(name, column);
  }
  return ordered;
}
