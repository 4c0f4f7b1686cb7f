/** Cells that are possible and yet worth a look: never a reason to refuse. */
import type { Issue } from "./issue.ts";
import { type CellPlace, cellIssue, count } from "./parts.ts";

export const farFromOthers = (
  at: CellPlace,
  values: readonly string[],
  median: number,
  scale: string,
): Issue =>
  cellIssue(
    "far-from-others",
    "note",
    at,
    `values like the others (median ${median}; judged ${scale === "logarithms" ? "by logarithms" : "as measured"})`,
    values.length <= 5 ? values.join(", ") : `${values.slice(0, 5).join(", ")} and ${values.length - 5} more`,
    "look at the source; nothing is left out",
  );

export const digitsPreferred = (at: CellPlace, share: number, values: number, decimals: number): Issue =>
  cellIssue(
    "digit-preference",
    "note",
    at,
    `last digits${decimals === 0 ? "" : ` (${count(decimals, "decimal")})`} that are 0 or 5 in about 20 % of ${count(values, "value")}`,
    `${Math.round(100 * share)} %`,
    "the values were probably rounded when they were written down",
  );
