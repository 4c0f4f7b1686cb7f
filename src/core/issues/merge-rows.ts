/** The same trouble in many rows is one issue. */
import type { Issue } from "./issue.ts";
import { otherRows } from "./parts.ts";

const keyOf = ({ code, severity, at, expected, got, advice }: Issue): string =>
  JSON.stringify([code, severity, at.file, at.sheet, at.column, at.path, expected, got, advice]);

/**
 * Issues that differ in their row alone become one, at the first row, with the others named; the order is kept.
 *
 * @example mergeRows([3, 5].map((row) => ({ code: "ragged", severity: "error", at: { row }, expected: "4 cells", got: "5 cells", advice: "check it" })))[0].got // "5 cells (also in row 5)"
 */
export function mergeRows(issues: readonly Issue[]): readonly Issue[] {
  const groups = new Map<string, Issue[]>();
  for (const issue of issues) {
    const key = keyOf(issue);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [issue]);
    else group.push(issue);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const rows = group.flatMap(({ at }) => (at.row === undefined ? [] : [at.row]));
    if (first === undefined || rows.length < 2) return group;
    return [{ ...first, got: `${first.got ?? ""}${otherRows(rows)}` }];
  });
}
