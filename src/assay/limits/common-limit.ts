/** One limit for several lots, plates or runs. */
import { finiteIssues } from "../checks.ts";
import { tooFew } from "../../core/issues/input.ts";
import { refuse } from "../../core/issues/issue.ts";

export interface NamedLimit {
  /** Plate, lot or run. */
  readonly name: string;
  readonly limit: number;
}

export interface CommonLimit {
  readonly method: "highest-limit";
  readonly limit: number;
  /** Those that have it. */
  readonly from: readonly string[];
  readonly limits: readonly NamedLimit[];
}

/**
 * The highest limit: what is above it would have been detected on every plate.
 *
 * EP17 takes the highest of two or three reagent lots; results of four and more are pooled before a limit is
 * computed. For a study it is the limit under which detection means the same everywhere.
 *
 * @throws InputError - no limit, or one that is not finite
 * @example highestLimit([{ name: "P1", limit: 0.4 }, { name: "P2", limit: 0.7 }]).from // ["P2"]
 */
export function highestLimit(limits: readonly NamedLimit[]): CommonLimit {
  refuse([
    ...(limits.length === 0 ? [tooFew("limits", "limit", 1, 0)] : []),
    ...finiteIssues(
      "limits",
      limits.map(({ limit }) => limit),
    ),
  ]);
  const limit = limits.reduce((most, item) => Math.max(most, item.limit), -Infinity);
  return {
    method: "highest-limit",
    limit,
    from: limits.filter((item) => item.limit === limit).map(({ name }) => name),
    limits,
  };
}
