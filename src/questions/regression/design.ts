/** From tallied combinations to the columns of a regression, with everyone who is lost on the way. */
import type { Cell, Tally } from "../../tally/engine.ts";
import type { Design } from "../../stats/regression/design.ts";
import type { Counted } from "../answer.ts";
import { groupsOf, total } from "../groups.ts";
import type { ColumnInfo } from "../kind.ts";
import type { TermSpec } from "./schema.ts";

/** One variable of the model, and how it enters. */
export interface Term {
  readonly variable: string;
  readonly label: string;
  readonly role: "exposure" | "covariate";
  readonly coding: "categories" | "linear" | "two-level";
  readonly per: number;
  readonly unit: string;
  readonly reference: { readonly cell: Cell; readonly label: string } | null;
  /** Columns of the design that this term fills; empty when it was left out. */
  readonly columns: readonly string[];
  /** The level that each column stands for; empty for a slope. */
  readonly cells: readonly Cell[];
  /** Label of each column, for readers: "RR (against CIS)". */
  readonly columnLabels: readonly string[];
}

export interface Prepared {
  readonly design: Design;
  readonly terms: readonly Term[];
  readonly included: number;
  readonly events: number;
  readonly excluded: Counted["excluded"];
  readonly leftOut: readonly string[];
}

interface Row {
  readonly cells: readonly Cell[];
  readonly count: number;
}

/** Complete cases, losing subjects variable by variable in the order of the model; `tally` selects outcome, then the terms. */
export function prepare(
  tally: Tally,
  specs: readonly { spec: TermSpec; column: ColumnInfo; role: Term["role"] }[],
  outcomeLabel: string,
): Prepared {
  let rows: readonly Row[] = tally.rows;
  const excluded: { reason: string; n: number }[] = [];
  const drop = (reason: string, known: (row: Row) => boolean): void => {
    const n = total(rows.filter((row) => !known(row)).map((row) => row.count));
    rows = rows.filter(known);
    if (n > 0) excluded.push({ reason, n });
  };
  drop(`unknown: ${outcomeLabel}`, (row) => row.cells[0] !== null);
  for (const [i, { column }] of specs.entries())
    drop(`unknown: ${column.label}${i > 0 ? " (of those left)" : ""}`, (row) => row.cells[i + 1] !== null);

  const leftOut: string[] = [];
  const coded = specs.map(({ spec, column, role }, i) => {
    const { term, values } = code(spec, column, role, rows, i + 1);
    if (term.columns.length === 0)
      leftOut.push(`${column.label} has one value among the complete cases, so it is left out of the model`);
    return { term, values };
  });
  const merged = new Map<string, { x: number[]; events: number; weight: number }>();
  for (const row of rows) {
    const x = [1, ...coded.flatMap(({ values }) => values(row.cells))];
    const key = x.join(" ");
    const cell = merged.get(key) ?? { x, events: 0, weight: 0 };
    cell.weight += row.count;
    if (row.cells[0] === true) cell.events += row.count;
    merged.set(key, cell);
  }
  const cells = [...merged.values()];
  return {
    design: {
      names: ["(Intercept)", ...coded.flatMap(({ term }) => term.columns)],
      rows: cells.map((cell) => cell.x),
      y: cells.map((cell) => cell.events / cell.weight),
      weights: cells.map((cell) => cell.weight),
    },
    terms: coded.map(({ term }) => term),
    included: total(rows.map((row) => row.count)),
    events: total(cells.map((cell) => cell.events)),
    excluded,
    leftOut,
  };
}

const named = (spec: TermSpec): Exclude<TermSpec, string> =>
  typeof spec === "string" ? { variable: spec } : spec;

function code(
  termSpec: TermSpec,
  column: ColumnInfo,
  role: Term["role"],
  rows: readonly Row[],
  position: number,
): { term: Term; values: (cells: readonly Cell[]) => number[] } {
  const spec = named(termSpec);
  const present = new Set(rows.map((row) => row.cells[position] ?? null));
  const categorical =
    column.type === "nominal" ||
    column.type === "binary" ||
    column.type === "boolean" ||
    (column.type === "ordinal" && spec.as !== "linear");
  const base = {
    variable: spec.variable,
    label: column.label,
    role,
    per: spec.per ?? 1,
    unit: column.type === "edss" ? "points" : (column.unit ?? ""),
  };
  if (!categorical) {
    const rank = new Map((column.levels ?? []).map((level, i) => [level.value as Cell, i + 1]));
    const numeric = (cell: Cell): number =>
      (column.type === "ordinal" ? rank.get(cell)! : (cell as number)) / base.per;
    const step =
      column.type === "ordinal"
        ? "per category"
        : `per ${base.per === 1 && base.unit !== "" ? "" : `${base.per} `}${base.unit}`.trim();
    const columns = present.size < 2 ? [] : [column.name];
    return {
      term: {
        ...base,
        coding: "linear",
        reference: null,
        columns,
        cells: [],
        columnLabels: columns.map(() => (step === "per 1" ? column.label : `${column.label} (${step})`)),
      },
      values: (cells) => (columns.length === 0 ? [] : [numeric(cells[position] ?? null)]),
    };
  }
  const groups = groupsOf(column).filter((group) => present.has(group.cell));
  const wanted = spec.reference ?? column.reference;
  // A reference without a complete case cannot be one: the first group that has some takes its place, and the labels say so.
  const reference = groups.find((group) => group.value === wanted) ?? groups[0];
  const others = groups.filter((group) => group !== reference);
  const twoLevel = groupsOf(column).length === 2;
  return {
    term: {
      ...base,
      coding: twoLevel ? "two-level" : "categories",
      reference: reference === undefined ? null : { cell: reference.cell, label: reference.label },
      cells: others.map((group) => group.cell),
      columns: others.map((group) => `${column.name}=${group.value}`),
      columnLabels: others.map((group) =>
        column.type === "boolean"
          ? group.label
          : `${column.label}: ${group.label} (against ${reference!.label})`,
      ),
    },
    values: (cells) => others.map((group) => (cells[position] === group.cell ? 1 : 0)),
  };
}
