/** The design of a regression: named columns, one row per distinct combination of values, and how often it occurs. */
import {
  aliasedColumn,
  lengthMismatch,
  noVariation,
  notFinite,
  outOfRange,
  tooFew,
} from "../../core/issues/input.ts";
import { type Issue, refuse } from "../../core/issues/issue.ts";
import { orthogonalise, solveUpper } from "../../num/matrix.ts";

export const INTERCEPT = "(Intercept)";

export interface Design {
  /** One name per column of `rows`; the intercept column, first, is named "(Intercept)". */
  readonly names: readonly string[];
  readonly rows: readonly (readonly number[])[];
  /** Share of events in each row, 0 to 1, for a binary outcome; any finite number for a continuous one. */
  readonly y: readonly number[];
  /** How many subjects each row stands for; 1 each where absent. */
  readonly weights?: readonly number[];
}

/** What the kernels work on: the same numbers, packed. */
export interface Packed {
  /** Row-major, `count` rows of `order` entries. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly weights: Float64Array;
  readonly count: number;
  readonly order: number;
}

export type Outcome = "binary" | "continuous";

/** Every reason to refuse a design, named by row and column; `least` is the share of itself a column must keep
 * after the columns before it are taken out. */
export function designIssues(design: Design, outcome: Outcome, least: number): Issue[] {
  const issues = entryIssues(design, outcome);
  return issues.length > 0 ? issues : rankIssues(design, least);
}

/** What is wrong with single entries and with the lengths. */
export function entryIssues({ names, rows, y, weights }: Design, outcome: Outcome): Issue[] {
  const issues: Issue[] = [];
  if (names.length === 0) issues.push(tooFew("names", "columns", 1, 0));
  if (rows.length === 0) issues.push(tooFew("rows", "rows", 1, 0));
  if (y.length !== rows.length) issues.push(lengthMismatch("y", rows.length, y.length));
  if (weights !== undefined && weights.length !== rows.length)
    issues.push(lengthMismatch("weights", rows.length, weights.length));
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (row.length !== names.length) {
      issues.push(lengthMismatch(`rows[${i}]`, names.length, row.length));
      continue;
    }
    for (let k = 0; k < row.length; k++)
      if (!Number.isFinite(row[k])) issues.push(notFinite(`rows[${i}] ${names[k]!}`, row[k]));
  }
  for (let i = 0; i < y.length; i++) {
    const value = y[i]!;
    if (!Number.isFinite(value)) issues.push(notFinite(`y[${i}]`, value));
    else if (outcome === "binary" && (value < 0 || value > 1))
      issues.push(outOfRange(`y[${i}]`, value, "[0, 1]"));
  }
  for (const [i, value] of (weights ?? []).entries()) {
    if (!Number.isFinite(value)) issues.push(notFinite(`weights[${i}]`, value));
    else if (value <= 0) issues.push(outOfRange(`weights[${i}]`, value, "(0, Infinity)"));
  }
  return issues;
}

/** A block of columns to be tested: at least one, each in the design once. */
export function checkBlock(names: readonly string[], columns: readonly number[]): Issue[] {
  if (columns.length === 0) return [tooFew("columns", "columns", 1, 0)];
  const range = `0 ... ${names.length - 1}, each once`;
  return columns.flatMap((column, at) =>
    names[column] === undefined || columns.indexOf(column) !== at
      ? [outOfRange(`columns[${at}]`, column, range)]
      : [],
  );
}

export function checkConfidence(confidence: number): Issue[] {
  return confidence > 0 && confidence < 1 ? [] : [outOfRange("confidence", confidence, "(0, 1)")];
}

/** Columns that do not vary, or are combinations of those before them. */
export function rankIssues({ names, rows }: Design, least: number): Issue[] {
  const columns = names.map((_, k) => {
    const column = new Float64Array(rows.length);
    for (let i = 0; i < rows.length; i++) column[i] = rows[i]![k]!;
    return column;
  });
  const flat = columns.map((column) => column.every((value) => value === column[0]));
  const constant = flat.findIndex((isFlat, k) => isFlat && columns[k]![0] !== 0);
  const issues: Issue[] = [];
  const kept: number[] = [];
  for (const [k, name] of names.entries()) {
    if (flat[k] && k !== constant) issues.push(noVariation(name, "a covariate"));
    else kept.push(k);
  }
  const varying = kept.map((k) => unitLength(columns[k]!));
  const { r, remainder } = orthogonalise(varying, least);
  const basis = remainder.flatMap((share, k) => (share > least ? [k] : []));
  for (const [k, share] of remainder.entries()) {
    if (share > least) continue;
    const before = basis.filter((b) => b < k);
    const factor = Float64Array.from(
      before.flatMap((row) => before.map((column) => r[row * kept.length + column]!)),
    );
    const shares = solveUpper(
      factor,
      before.length,
      before.map((row) => r[row * kept.length + k]!),
    );
    const others = before.flatMap((b, i) => (Math.abs(shares[i]!) > 1e-7 ? [names[kept[b]!]!] : []));
    issues.push(aliasedColumn("rows", names[kept[k]!]!, others));
  }
  return issues;
}

function unitLength(column: Float64Array): Float64Array {
  // Divided by the largest entry first: squares of 1e200 would overflow.
  const largest = column.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const length = largest * Math.sqrt(column.reduce((sum, value) => sum + (value / largest) ** 2, 0));
  return column.map((value) => value / length);
}

// A column of a logistic design with less of its own than this is rounding error of the others.
export const LEAST_REMAINDER = 1e-11;

/** Refuses what no logistic regression can be fitted to, and packs the rest. */
export function packBinary(design: Design): Packed {
  refuse(designIssues(design, "binary", LEAST_REMAINDER));
  return pack(design);
}

export function pack({ names, rows, y, weights }: Design): Packed {
  const x = new Float64Array(rows.length * names.length);
  let at = 0;
  for (const row of rows) for (let k = 0; k < names.length; k++) x[at++] = row[k]!;
  return {
    x,
    y: new Float64Array(y),
    weights: weights === undefined ? new Float64Array(rows.length).fill(1) : new Float64Array(weights),
    count: rows.length,
    order: names.length,
  };
}

export interface Size {
  /** Subjects: the sum of the weights. */
  readonly n: number;
  readonly events: number;
}

export function sizeOf({ y, weights }: Packed): Size {
  let n = 0;
  let events = 0;
  for (let i = 0; i < y.length; i++) {
    n += weights[i]!;
    events += weights[i]! * y[i]!;
  }
  return { n, events };
}

/** Column numbers of the slopes: every column but the intercept. */
export const slopesOf = (names: readonly string[]): number[] =>
  names.flatMap((name, k) => (name === INTERCEPT ? [] : [k]));

/** The design of some rows and columns, in the order given. */
export function subset(design: Packed, rows: readonly number[], columns: readonly number[]): Packed {
  const x = new Float64Array(rows.length * columns.length);
  let at = 0;
  for (const i of rows) for (const k of columns) x[at++] = design.x[i * design.order + k]!;
  return {
    x,
    y: Float64Array.from(rows, (i) => design.y[i]!),
    weights: Float64Array.from(rows, (i) => design.weights[i]!),
    count: rows.length,
    order: columns.length,
  };
}
