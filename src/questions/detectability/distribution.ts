/** Concentrations by group for the swarm figure: numbers, non-detects and limits as counts. */
import type { Expression } from "../../cohort/expression/expression.ts";
import type { SwarmFigure } from "../answer.ts";
import { trusted } from "../checks.ts";
import { type Group, total } from "../groups.ts";
import type { Context } from "../kind.ts";
import type { DetectabilitySpec } from "./schema.ts";

export interface Distribution {
  readonly groups: SwarmFigure["groups"];
  /** Distinct limits of detection in the data. */
  readonly limits: readonly number[];
}

export async function distributionByGroup(
  spec: DetectabilitySpec,
  context: Context,
  groups: readonly Group[],
): Promise<Distribution> {
  const at = { start: 0, end: 0 };
  const analyteColumn: Expression = { op: "column", name: spec.analyte, at };
  const call = (name: string): Expression => ({ op: "call", name, args: [analyteColumn], at });
  const tally = await context.engine.tally({
    select: [
      { name: "group", expression: { op: "column", name: spec.by, at } },
      { name: "detected", expression: { op: "detected", analyte: spec.analyte, at } },
      { name: "value", expression: call("value") },
      { name: "status", expression: call("status") },
      { name: "limit", expression: call("limit") },
    ],
    ...(spec.where === undefined ? {} : { where: trusted(spec.where) }),
  });
  const limits = [
    ...new Set(
      tally.rows.flatMap(({ cells: [, , , status, limit] }) =>
        typeof limit === "number" && status !== "aboveUloq" ? [limit] : [],
      ),
    ),
  ].sort((a, b) => a - b);
  const highest = limits.at(-1) ?? -Infinity;
  return {
    limits,
    groups: groups.map((group) => {
      const rows = tally.rows.filter((row) => row.cells[0] === group.cell && row.cells[1] !== null);
      const numbers = rows.filter((row) => typeof row.cells[2] === "number");
      const without = rows.filter((row) => row.cells[2] === null);
      const above = without.filter((row) => row.cells[1] === true);
      const below = without.filter((row) => row.cells[1] === false);
      const points = new Map<string, { value: number; count: number; detected: boolean }>();
      for (const row of numbers) {
        const key = `${row.cells[2]} ${row.cells[1]}`;
        points.set(key, {
          value: row.cells[2] as number,
          detected: row.cells[1] === true,
          count: row.count + (points.get(key)?.count ?? 0),
        });
      }
      const nonDetects = new Map<number | null, number>();
      for (const row of below) {
        const limit = typeof row.cells[4] === "number" ? row.cells[4] : null;
        nonDetects.set(limit, row.count + (nonDetects.get(limit) ?? 0));
      }
      const n = total(rows.map((row) => row.count));
      return {
        label: group.label,
        n,
        points: [...points.values()].sort((a, b) => a.value - b.value),
        nonDetects: [...nonDetects]
          .map(([limit, count]) => ({ limit, count }))
          .sort((a, b) => (a.limit ?? Infinity) - (b.limit ?? Infinity)),
        aboveRange: total(above.map((row) => row.count)),
        median: medianAmongNumbers([...points.values()], total(below.map((row) => row.count)), n, highest),
      };
    }),
  };
}

/** The median where it is a printed number at or above every limit: then the order of the non-detects does not matter. */
function medianAmongNumbers(
  points: readonly { value: number; count: number }[],
  below: number,
  n: number,
  highestLimit: number,
): number | null {
  const ascending = [...points].sort((a, b) => a.value - b.value);
  const at = (rank: number): number | null => {
    let seen = below;
    if (rank <= seen) return null;
    for (const point of ascending) {
      seen += point.count;
      if (rank <= seen) return point.value;
    }
    return null;
  };
  const low = at(Math.floor((n + 1) / 2));
  const high = at(Math.ceil((n + 1) / 2));
  if (n === 0 || low === null || high === null || (Number.isFinite(highestLimit) && low < highestLimit))
    return null;
  return (low + high) / 2;
}
