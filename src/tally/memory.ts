/** The tally over a cohort in memory: typed arrays, no dependency, the same in a browser and in Node. */
import type { Cohort } from "../cohort/cohort.ts";
import { highestLod } from "../cohort/detection.ts";
import type { Analyte } from "../cohort/dictionary.ts";
import { checkCondition, typing } from "../cohort/expression/check.ts";
import { type AnalyteRules, evaluator, schemaOf } from "../cohort/expression/evaluate.ts";
import type { Expression } from "../cohort/expression/expression.ts";
import type { ExpressionSchema, StaticType } from "../cohort/expression/static-type.ts";
import type { MeasurementColumn } from "../core/column.ts";
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
  const rules = rulesOf(cohort, analytes);
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

/** Each analyte's detection rule with the highest limit of detection in the study. */
function rulesOf(cohort: Cohort, analytes: readonly Analyte[]): AnalyteRules {
  return new Map(
    analytes.map((analyte) => {
      const column = cohort.columns.get(analyte.name);
      const highest = column?.kind === "measurement" ? highestOf(column, analyte) : null;
      return [
        analyte.name,
        { rule: analyte.detection, ...(highest === null ? {} : { highestLod: highest }) },
      ];
    }),
  );
}

function highestOf(column: MeasurementColumn, analyte: Analyte): number | null {
  const { lod } = analyte.limits;
  const stated = lod !== undefined && "value" in lod ? lod.value : -Infinity;
  const highest = Math.max(stated, highestLod(column) ?? -Infinity);
  return highest === -Infinity ? null : highest;
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
  const seen = new Map<Cell, number>();
  const codes = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const cell = value(rows[i] as number);
    let code = seen.get(cell);
    if (code === undefined) {
      code = seen.size;
      seen.set(cell, code);
    }
    codes[i] = code;
  }
  const before = order(typing(expression, types, "").type);
  const found = [...seen.keys()];
  const cells = found.toSorted(before);
  const ranks = new Int32Array(found.length);
  cells.forEach((cell, rank) => {
    ranks[seen.get(cell) ?? 0] = rank;
  });
  for (let i = 0; i < codes.length; i++) codes[i] = ranks[codes[i] as number] as number;
  return { codes, cells };
}

/** How a column's values are sorted; unknown is always last. */
function order(type: StaticType): (a: Cell, b: Cell) => number {
  const levels = type.type === "text" ? (type.levels ?? []) : [];
  const ranks = new Map<Cell, number>(levels.map((level, rank) => [level.value, rank]));
  const rank = (cell: Cell): number => (typeof cell === "string" ? (ranks.get(cell) ?? -1) : Number(cell));
  return (a, b) => {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return rank(a) - rank(b);
  };
}

/** Above this many possible combinations a hash map finds the group, below it an array. */
const denseLimit = 1 << 20;

/**
 * Counts the combinations. Columns are joined one after the other, and the groups numbered afresh after each, so
 * that a key never exceeds (subjects)^2, which a double holds exactly up to 94 million subjects.
 */
function groups(columns: readonly Coded[], included: number): Tally["rows"] {
  if (included === 0) return [];
  let keys = new Int32Array(included);
  let first = Int32Array.of(0);
  for (const { codes, cells } of columns) {
    const joined = join(keys, first.length, codes, cells.length);
    keys = joined.keys;
    first = joined.first;
  }
  const counts = new Int32Array(first.length);
  for (const key of keys) counts[key] = (counts[key] as number) + 1;
  // Any member of a group shows its values.
  const codeIn = (column: Coded, group: number): number => column.codes[first[group] as number] as number;
  return Array.from(counts.keys())
    .sort((a, b) => {
      for (const column of columns) {
        const difference = codeIn(column, a) - codeIn(column, b);
        if (difference !== 0) return difference;
      }
      return 0;
    })
    .map((group) => ({
      cells: columns.map((column) => column.cells[codeIn(column, group)] ?? null),
      count: counts[group] as number,
    }));
}

interface Joined {
  /** The group of every row. */
  readonly keys: Int32Array<ArrayBuffer>;
  /** The first row of every group. */
  readonly first: Int32Array<ArrayBuffer>;
}

function join(keys: Int32Array, groupCount: number, codes: Int32Array, codeCount: number): Joined {
  const possible = groupCount * codeCount;
  const dense = possible <= denseLimit ? new Int32Array(possible).fill(-1) : null;
  const sparse = new Map<number, number>();
  const joined = new Int32Array(keys.length);
  const first: number[] = [];
  for (let i = 0; i < keys.length; i++) {
    const key = (keys[i] as number) * codeCount + (codes[i] as number);
    let group = dense === null ? (sparse.get(key) ?? -1) : (dense[key] as number);
    if (group === -1) {
      group = first.length;
      first.push(i);
      if (dense === null) sparse.set(key, group);
      else dense[key] = group;
    }
    joined[i] = group;
  }
  return { keys: joined, first: Int32Array.from(first) };
}
