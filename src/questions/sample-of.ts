/** Samples of a numeric, ordinal or concentration column from a tally. */
import type { Expression } from "../cohort/expression/expression.ts";
import type { Cell, Selection, Tally } from "../tally/engine.ts";
import type { ColumnInfo } from "./kind.ts";

const at = { start: 0, end: 0 };

export const columnOf = (name: string): Expression => ({ op: "column", name, at });

/** Distinct values with how many subjects share each. */
export interface CountedValues {
  readonly values: readonly number[];
  readonly counts: readonly number[];
}

export const size = (sample: CountedValues): number => sample.counts.reduce((sum, n) => sum + n, 0);

/** What must be selected to read one column; a concentration needs its number, its detection and its limit. */
export function selectionFor(column: ColumnInfo, prefix: string): Selection[] {
  if (column.type !== "concentration") return [{ name: prefix, expression: columnOf(column.name) }];
  const call = (name: string): Expression => ({ op: "call", name, args: [columnOf(column.name)], at });
  return [
    { name: `${prefix}.value`, expression: call("value") },
    { name: `${prefix}.detected`, expression: { op: "detected", analyte: column.name, at } },
    { name: `${prefix}.status`, expression: call("status") },
    { name: `${prefix}.limit`, expression: call("limit") },
  ];
}

export interface Reading {
  /** A number that orders this subject, or null where unknown. */
  readonly of: (cells: readonly Cell[]) => number | null;
  /** For a concentration: how non-detects were ordered. */
  readonly note: string | null;
}

/**
 * How a tally row orders a subject. Ordinal levels become 1, 2, ...; of a concentration every value below the
 * highest limit of detection counts as tied below it, so that centres with different limits are compared fairly.
 */
export function readingOf(column: ColumnInfo, tally: Tally, first: number): Reading {
  if (column.type === "ordinal" || column.type === "nominal" || column.type === "binary") {
    const rank = new Map((column.levels ?? []).map((level, i) => [level.value as Cell, i + 1]));
    return { of: (cells) => rank.get(cells[first] ?? null) ?? null, note: null };
  }
  if (column.type === "boolean")
    return { of: (cells) => (cells[first] === null ? null : cells[first] === true ? 1 : 0), note: null };
  if (column.type !== "concentration")
    return { of: (cells) => (typeof cells[first] === "number" ? cells[first] : null), note: null };

  const limits = tally.rows
    .filter((row) => row.cells[first + 2] !== "aboveUloq")
    .map((row) => row.cells[first + 3]);
  const known = limits.filter((limit) => typeof limit === "number");
  const numbers = tally.rows.map((row) => row.cells[first]).filter((value) => typeof value === "number");
  const notDetectedNumbers = tally.rows
    .filter((row) => row.cells[first + 1] === false)
    .map((row) => row.cells[first])
    .filter((value) => typeof value === "number");
  const highest = known.reduce((a, b) => Math.max(a, b), -Infinity);
  const ends = highest === -Infinity ? numbers : [...numbers, highest];
  const [floor, ceiling] =
    ends.length === 0
      ? [0, 0]
      : [ends.reduce((a, b) => Math.min(a, b)), ends.reduce((a, b) => Math.max(a, b))];
  const below = floor - 1;
  const above = ceiling + 1;
  const unnumbered = (detected: boolean): boolean =>
    tally.rows.some((row) => row.cells[first] === null && row.cells[first + 1] === detected);
  const several = new Set(known).size > 1;
  return {
    of(cells) {
      const value = cells[first];
      if (typeof value === "number")
        return value < highest || (highest === -Infinity && cells[first + 1] === false) ? below : value;
      if (cells[first + 1] === false) return below;
      return cells[first + 1] === true ? above : null;
    },
    note: several
      ? `values below the highest limit of detection (${highest} ${column.unit ?? ""}) are tied with the non-detects`
      : notDetectedNumbers.length > 0 || known.length > 0 || unnumbered(false)
        ? "non-detects are tied below every number"
        : unnumbered(true)
          ? "values above the range are tied above every number"
          : null,
  };
}

/** The sample of those rows for which `belongs`. */
export function sampleOf(
  tally: Tally,
  reading: Reading,
  belongs: (cells: readonly Cell[]) => boolean,
): CountedValues {
  const counts = new Map<number, number>();
  for (const row of tally.rows) {
    if (!belongs(row.cells)) continue;
    const value = reading.of(row.cells);
    if (value !== null) counts.set(value, row.count + (counts.get(value) ?? 0));
  }
  const values = [...counts.keys()].sort((a, b) => a - b);
  return { values, counts: values.map((value) => counts.get(value)!) };
}
