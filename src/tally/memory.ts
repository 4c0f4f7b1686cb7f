/** The tally over a cohort in memory: typed arrays, no dependency, the same in a browser and in Node. */
import { analyteRules } from "../cohort/analyte-rules.ts";
import type { Cohort } from "../cohort/cohort.ts";
import type { Analyte } from "../cohort/dictionary.ts";
import { checkCondition, typing } from "../cohort/expression/check.ts";
import { type AnalyteRules, evaluator, schemaOf } from "../cohort/expression/evaluate.ts";
import type { Expression } from "../cohort/expression/expression.ts";
import type { ExpressionSchema } from "../cohort/expression/static-type.ts";
import type { Level } from "../core/column.ts";
import { duplicateSelection, identifierSelected } from "../core/issues/expression.ts";
import { type Issue, refuse } from "../core/issues/issue.ts";
import type { Cell, Engine, PanelRequest, Schema, SchemaColumn, Tally, TallyRequest } from "./engine.ts";

/**
 * An engine over a cohort that is already read and checked.
 *
 * Rows are told apart by exact values; they come sorted by the selected columns from left to right: numbers and dates ascending, false before
 * true, a category by its levels, unknown last. Requests are checked in full before a row is read.
 *
 * Detection by the study's highest limit takes the largest LOD of the analyte that any sample has or the study states.
 *
 * @throws InputError - from `tally` and `tallyEach`: every fault of the request
 * @example await memoryEngine(cohort, analytes).tally({ select: [{ name: "sex", expression: { op: "column", name: "sex", at } }] })
 */
export function memoryEngine(cohort: Cohort, analytes: readonly Analyte[]): Engine {
  const rules = analyteRules(cohort, analytes);
  const types = schemaOf(cohort, rules);
  const counted = (request: TallyRequest): Tally => {
    refuse(checkRequest(request, types));
    return tally(request, cohort, rules, types);
  };
  return {
    schema: async () => schema(cohort, types),
    tally: async (request) => counted(request),
    async *tallyEach({ analytes: panel, request }: PanelRequest) {
      for (const analyte of panel) yield [analyte, counted(request(analyte))] as const;
    },
    close: async () => {},
  };
}

function schema(cohort: Cohort, types: ExpressionSchema): Schema {
  const columns = types.columns.flatMap(({ name, type, levels, ordered }): SchemaColumn[] =>
    type === "unknown"
      ? []
      : [{ name, type, ...(levels === undefined ? {} : { levels, ordered: ordered === true }) }],
  );
  return { subjects: cohort.subjects, columns };
}

function checkRequest({ select, where }: TallyRequest, types: ExpressionSchema): readonly Issue[] {
  const issues: Issue[] = [];
  const seen = new Set<string>();
  for (const { name, expression } of select) {
    const path = `select.${name}`;
    if (seen.has(name)) issues.push(duplicateSelection({ path }, name));
    seen.add(name);
    const checked = typing(expression, types, "");
    issues.push(...checked.issues.map((issue) => ({ ...issue, at: { ...issue.at, path } })));
    if (checked.type.type === "id") issues.push(identifierSelected({ path }, name));
  }
  const condition = where === undefined ? null : checkCondition(where, types, "");
  if (condition !== null && "issues" in condition)
    issues.push(...condition.issues.map((issue) => ({ ...issue, at: { ...issue.at, path: "where" } })));
  return issues;
}

/** Which subjects a filter lets through, and how many it does not. */
interface Filtered {
  readonly rows: Int32Array;
  readonly filteredOut: number;
  readonly filterUnknown: number;
}

function filtered(where: Expression | undefined, cohort: Cohort, rules: AnalyteRules): Filtered {
  const { subjects } = cohort;
  const rows = new Int32Array(subjects);
  if (where === undefined) {
    for (let row = 0; row < subjects; row++) rows[row] = row;
    return { rows, filteredOut: 0, filterUnknown: 0 };
  }
  const truth = evaluator({ op: "and", left: where, right: always, at: where.at }, cohort, rules);
  let kept = 0;
  let unknown = 0;
  for (let row = 0; row < subjects; row++) {
    const here = truth(row);
    if (here === true) rows[kept++] = row;
    else if (here === null) unknown += 1;
  }
  return {
    rows: rows.subarray(0, kept),
    filteredOut: subjects - kept - unknown,
    filterUnknown: unknown,
  };
}

/** Joined to a filter by `and`, it turns a binary variable into true and false. */
const always: Expression = { op: "literal", value: true, type: "boolean", at: { start: 0, end: 0 } };

function tally(
  { select, where }: TallyRequest,
  cohort: Cohort,
  rules: AnalyteRules,
  types: ExpressionSchema,
): Tally {
  const { rows, filteredOut, filterUnknown } = filtered(where, cohort, rules);
  const columns = select.map(({ expression }) => coded(expression, cohort, rules, types, rows));
  return {
    names: select.map(({ name }) => name),
    rows: groups(columns, rows.length),
    subjects: cohort.subjects,
    filteredOut,
    filterUnknown,
  };
}

/** A selected column: for every kept row the index of its value among the sorted distinct values. */
interface Coded {
  readonly codes: Int32Array;
  readonly cells: readonly Cell[];
}

function coded(
  expression: Expression,
  cohort: Cohort,
  rules: AnalyteRules,
  types: ExpressionSchema,
  rows: Int32Array,
): Coded {
  const value = evaluator(expression, cohort, rules);
  const { type } = typing(expression, types, "");
  if (type.type === "text") return codedByLevel(value, rows, type.levels ?? []);
  if (type.type === "boolean") return codedByOrder(value, rows, [false, true]);
  return codedNumbers(value, rows);
}

const codedByLevel = (value: (row: number) => Cell, rows: Int32Array, levels: readonly Level[]): Coded =>
  codedByOrder(
    value,
    rows,
    levels.map((level) => level.value),
  );

/** Values of a known list, in its order; unknown comes after them. */
function codedByOrder(value: (row: number) => Cell, rows: Int32Array, listed: readonly Cell[]): Coded {
  const cells = [...listed, null];
  const codeOf = new Map(cells.map((cell, code) => [cell, code]));
  const unknown = listed.length;
  return { codes: rows.map((row) => codeOf.get(value(row)) ?? unknown), cells };
}

/** Numbers from the smallest; unknown, held as NaN, comes after them as typed arrays sort it. */
function codedNumbers(value: (row: number) => Cell, rows: Int32Array): Coded {
  const numbers = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const cell = value(rows[i] as number);
    numbers[i] = typeof cell === "number" ? cell : NaN;
  }
  const distinct = numbers
    .toSorted()
    .filter((number, i, sorted) => !Number.isNaN(number) && number !== sorted[i - 1]);
  const codes = Int32Array.from(numbers, (number) => rankIn(distinct, number));
  return { codes, cells: [...distinct, null] };
}

/** The place of a number in a sorted list that holds it; the list's length for NaN. */
function rankIn(sorted: Float64Array, number: number): number {
  if (Number.isNaN(number)) return sorted.length;
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Sorts the rows by all columns, then counts each run of equal ones. */
function groups(columns: readonly Coded[], included: number): Tally["rows"] {
  const sorted = columns.reduceRight(
    countingSort,
    Int32Array.from({ length: included }, (_, i) => i),
  );
  const differs = (i: number): boolean =>
    columns.some(({ codes }) => codes[sorted[i] as number] !== codes[sorted[i - 1] as number]);
  const found: { cells: Cell[]; count: number }[] = [];
  for (let start = 0, i = 1; i <= included; i++) {
    if (i < included && !differs(i)) continue;
    const row = sorted[start] as number;
    found.push({
      cells: columns.map(({ codes, cells }) => cells[codes[row] as number] ?? null),
      count: i - start,
    });
    start = i;
  }
  return found;
}

/** Orders rows by one column and leaves the order of equal ones as it is. */
function countingSort(rows: Int32Array<ArrayBuffer>, { codes, cells }: Coded): Int32Array<ArrayBuffer> {
  const next = new Int32Array(cells.length + 1);
  for (const code of codes) next[code + 1] = (next[code + 1] as number) + 1;
  for (let code = 1; code < next.length; code++)
    next[code] = (next[code] as number) + (next[code - 1] as number);
  const sorted = new Int32Array(rows.length);
  for (const row of rows) {
    const code = codes[row] as number;
    const place = next[code] as number;
    sorted[place] = row;
    next[code] = place + 1;
  }
  return sorted;
}
