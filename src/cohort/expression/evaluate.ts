/** Trees to functions of a row. */
import * as elementary from "../../core/elementary.ts";
import type { Column, MeasurementColumn } from "../../core/column.ts";
import { missingThreshold } from "../../core/issues/expression.ts";
import { InputError, refuse } from "../../core/issues/issue.ts";
import type { Cohort } from "../cohort.ts";
import { detected } from "../detection.ts";
import { boundsOf } from "../measurement-bounds.ts";
import type { DetectionRule } from "../dictionary.ts";
import { daysOfIsoDate, yearAndMonth } from "./calendar.ts";
import { isDetectionRuleId, isFunctionName, typing } from "./check.ts";
import type { Expression } from "./expression.ts";
import { finite, holds, not, type Order, type Truth } from "./logic.ts";
import { placeAt } from "./position.ts";
import { columnTypes, type ExpressionSchema, type StaticType } from "./static-type.ts";

/** A value of an expression: null is unknown, a date is the number of days since 1970-01-01. */
export type Cell = string | number | boolean | null;

/** How the study decides on detection; only analytes that it declares. */
export interface AnalyteRules {
  get(analyte: string): { readonly rule: DetectionRule; readonly highestLod?: number } | undefined;
}

type Value<Result> = (row: number) => Result;

/**
 * A function that gives an expression's value for each row of a cohort.
 *
 * Comparisons with an unknown value are unknown; `and`, `or` and `not` follow Kleene's three-valued logic; `in` is a chain
 * of `==` joined by `or`, `between` two comparisons joined by `and`; `if` with an unknown condition is unknown unless both
 * branches agree. Arithmetic without a finite result (division by 0, log of 0 or less) is unknown. A date plus a fraction
 * of a day is the day it falls on. `value` gives the printed number, `limit` the sample's limit of detection or else the limit
 * that the cell states ("<2"), `at_least` and `at_most` what the value lies between, `status` the measurement's status. A bare concentration gives its printed number.
 *
 * Cost: the tree is walked once; then one call per node and row.
 *
 * @throws InputError - whatever `checkExpression` finds; a detection by threshold for an analyte without one
 * @example evaluator(tree of "age > 40", cohort, rules)(0) // true, false or null
 */
export function evaluator(expression: Expression, cohort: Cohort, analyteRules: AnalyteRules): Value<Cell> {
  const checked = typing(expression, schemaOf(cohort, analyteRules), "");
  refuse(checked.issues);
  return compile(expression, { columns: cohort.columns, analyteRules, typeOf: checked.typeOf });
}

/** What the names in an expression over this cohort can mean; without `binary`, every category of two levels is. */
export function schemaOf(
  cohort: Cohort,
  analyteRules: AnalyteRules,
  binary?: ReadonlySet<string>,
): ExpressionSchema {
  const columns = columnTypes(cohort.columns, binary);
  const measured = columns.filter((column) => column.type === "measurement").map(({ name }) => name);
  return { columns, analytes: measured.filter((name) => analyteRules.get(name) !== undefined) };
}

interface Scope {
  readonly columns: ReadonlyMap<string, Column>;
  readonly analyteRules: AnalyteRules;
  readonly typeOf: (node: Expression) => StaticType;
}

function compile(node: Expression, scope: Scope): Value<Cell> {
  switch (node.op) {
    case "literal": {
      const value = node.type === "date" ? daysOfIsoDate(String(node.value)) : node.value;
      return () => value;
    }
    case "unknown":
      return () => null;
    case "column":
      return columnValue(scope.columns.get(node.name));
    case "+":
    case "-":
    case "*":
    case "/":
      return arithmetic(node, scope);
    case "negate": {
      const of = numeric(node.of, scope);
      return (row) => mapped(of(row), (value) => -value);
    }
    case "==":
    case "!=":
    case "<":
    case "<=":
    case ">":
    case ">=": {
      const order = ordering(node.left, node.right, scope);
      const verdict = holds[node.op];
      return (row) => verdict(order(row));
    }
    case "and":
      return every([condition(node.left, scope), condition(node.right, scope)]);
    case "or":
      return some([condition(node.left, scope), condition(node.right, scope)]);
    case "not": {
      const of = condition(node.of, scope);
      return (row) => not(of(row));
    }
    case "in":
      return some(
        node.options.map((option) => {
          const order = ordering(node.of, option, scope);
          return (row) => holds["=="](order(row));
        }),
      );
    case "between": {
      const low = ordering(node.of, node.low, scope);
      const high = ordering(node.of, node.high, scope);
      return every([(row) => holds[">="](low(row)), (row) => holds["<="](high(row))]);
    }
    case "known": {
      const of = compile(node.of, scope);
      return (row) => of(row) !== null;
    }
    case "call":
      return call(node, scope);
    case "detected":
      return detection(node, scope);
  }
}

function columnValue(column: Column | undefined): Value<Cell> {
  if (column === undefined) return () => null;
  switch (column.kind) {
    case "category": {
      const values = column.levels.map((level) => level.value);
      return (row) => values[column.codes[row] ?? -1] ?? null;
    }
    case "number":
      return (row) => finite(column.values[row] ?? NaN);
    case "date":
      return (row) => finite(column.days[row] ?? NaN);
    case "boolean":
      return (row) => truthOfCode(column.values[row]);
    case "measurement":
      return (row) => finite(column.records[row]?.value ?? NaN);
    case "id":
      return (row) => column.values[row] ?? null;
  }
}

const truthOfCode = (code: number | undefined): Truth => (code === 1 ? true : code === 0 ? false : null);

/** The value as a condition: a binary category is true at its second level. */
function condition(node: Expression, scope: Scope): Value<Truth> {
  const value = compile(node, scope);
  const type = scope.typeOf(node);
  if (type.type !== "text") return value as Value<Truth>;
  const yes = type.levels?.[1]?.value;
  return (row) => {
    const text = value(row);
    return text === null ? null : text === yes;
  };
}

/** The check has made sure of the type. */
const numeric = (node: Expression, scope: Scope): Value<number | null> =>
  compile(node, scope) as Value<number | null>;

const mapped = (value: number | null, change: (value: number) => number): number | null =>
  value === null ? null : finite(change(value));

const operations = {
  "+": (a: number, b: number) => a + b,
  "-": (a: number, b: number) => a - b,
  "*": (a: number, b: number) => a * b,
  "/": (a: number, b: number) => a / b,
} as const;

function arithmetic(node: Extract<Expression, { op: keyof typeof operations }>, scope: Scope): Value<Cell> {
  const left = numeric(node.left, scope);
  const right = numeric(node.right, scope);
  const operation = operations[node.op];
  const wholeDays = scope.typeOf(node).type === "date";
  return (row) => {
    const a = left(row);
    if (a === null) return null;
    const b = right(row);
    if (b === null) return null;
    const result = operation(a, b);
    return finite(wholeDays ? Math.floor(result) : result);
  };
}

/** How two values compare: numbers by size, categories with a declared order by level, the rest only as equal or not. */
function ordering(left: Expression, right: Expression, scope: Scope): Value<Order> {
  const ranks = ranksOf(scope.typeOf(left)) ?? ranksOf(scope.typeOf(right));
  const a = ranked(compile(left, scope), ranks);
  const b = ranked(compile(right, scope), ranks);
  return (row) => {
    const first = a(row);
    const second = b(row);
    if (first === null || second === null) return null;
    if (first === second) return 0;
    return first < second ? -1 : 1;
  };
}

function ranksOf(type: StaticType): ReadonlyMap<Cell, number> | null {
  if (type.type !== "text" || !type.ordered || type.levels === undefined) return null;
  return new Map(type.levels.map((level, rank) => [level.value, rank]));
}

/** The rank of an ordered category's level; whatever has none keeps its text, so that it only equals itself. */
function ranked(value: Value<Cell>, ranks: ReadonlyMap<Cell, number> | null): Value<Cell> {
  if (ranks === null) return value;
  return (row) => {
    const cell = value(row);
    return ranks.get(cell) ?? cell;
  };
}

function every(parts: readonly Value<Truth>[]): Value<Truth> {
  return (row) => {
    let unknown = false;
    for (const part of parts) {
      const truth = part(row);
      if (truth === false) return false;
      if (truth === null) unknown = true;
    }
    return unknown ? null : true;
  };
}

function some(parts: readonly Value<Truth>[]): Value<Truth> {
  return (row) => {
    let unknown = false;
    for (const part of parts) {
      const truth = part(row);
      if (truth === true) return true;
      if (truth === null) unknown = true;
    }
    return unknown ? null : false;
  };
}

const numberFunctions = {
  abs: Math.abs,
  exp: elementary.exp,
  log: elementary.log,
  log2: elementary.log2,
  log10: elementary.log10,
  sqrt: Math.sqrt,
  year: (days: number): number => yearAndMonth(days).year,
  month: (days: number): number => yearAndMonth(days).month,
} as const;

function call(node: Extract<Expression, { op: "call" }>, scope: Scope): Value<Cell> {
  const [first, second, third] = node.args;
  if (!isFunctionName(node.name) || first === undefined) return () => null;
  switch (node.name) {
    case "if":
      return second === undefined || third === undefined
        ? () => null
        : choice(condition(first, scope), compile(second, scope), compile(third, scope));
    case "min":
    case "max": {
      const pick = node.name === "min" ? Math.min : Math.max;
      return extreme(
        node.args.map((arg) => numeric(arg, scope)),
        pick,
      );
    }
    case "value":
      return compile(first, scope);
    case "limit":
      return measured(first, scope, ({ limits, records }, row) =>
        finite(limits[row]?.lod ?? records[row]?.bound?.limit ?? NaN),
      );
    case "at_least":
      return measured(
        first,
        scope,
        ({ limits, records }, row) => boundsOf(records[row], limits[row] ?? {})?.low ?? null,
      );
    case "at_most":
      return measured(
        first,
        scope,
        ({ limits, records }, row) => boundsOf(records[row], limits[row] ?? {})?.high ?? null,
      );
    case "status":
      return measured(first, scope, ({ records }, row) => records[row]?.status ?? null);
    case "abs":
    case "exp":
    case "log":
    case "log2":
    case "log10":
    case "sqrt":
    case "year":
    case "month": {
      const change = numberFunctions[node.name];
      const of = numeric(first, scope);
      return (row) => mapped(of(row), change);
    }
  }
}

const choice =
  (asked: Value<Truth>, yes: Value<Cell>, no: Value<Cell>): Value<Cell> =>
  (row) => {
    const truth = asked(row);
    if (truth === true) return yes(row);
    if (truth === false) return no(row);
    const either = yes(row);
    return either === no(row) ? either : null;
  };

const extreme =
  (parts: readonly Value<number | null>[], pick: (a: number, b: number) => number): Value<number | null> =>
  (row) => {
    let best: number | null = null;
    for (const part of parts) {
      const value = part(row);
      if (value === null) return null;
      best = best === null ? value : pick(best, value);
    }
    return best;
  };

function measured(
  node: Expression,
  scope: Scope,
  read: (column: MeasurementColumn, row: number) => Cell,
): Value<Cell> {
  const column = node.op === "column" ? scope.columns.get(node.name) : undefined;
  return column?.kind === "measurement" ? (row) => read(column, row) : () => null;
}

function detection(node: Extract<Expression, { op: "detected" }>, scope: Scope): Value<Truth> {
  const column = scope.columns.get(node.analyte);
  const known = scope.analyteRules.get(node.analyte);
  if (column?.kind !== "measurement" || known === undefined) return () => null;
  const rule = namedRule(node, known.rule);
  const study = known.highestLod === undefined ? {} : { highestLod: known.highestLod };
  return (row) => {
    const record = column.records[row];
    return record === undefined ? null : detected(record, column.limits[row] ?? {}, rule, study);
  };
}

/** The rule that the expression names, otherwise the analyte's own. A threshold is always the analyte's own. */
function namedRule(node: Extract<Expression, { op: "detected" }>, own: DetectionRule): DetectionRule {
  const id = node.rule !== undefined && isDetectionRuleId(node.rule) ? node.rule : own.id;
  if (id !== "above-threshold") return { id };
  if (own.threshold === undefined)
    throw new InputError([missingThreshold(placeAt("", node.at.start), node.analyte)]);
  return { id, threshold: own.threshold };
}
