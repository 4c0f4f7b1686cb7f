/** Which group each sample belongs to, as a table: whether groups sit on plates of their own is asked with it. */
import { readDelimited } from "../../cohort/read-delimited.ts";
import type { Issue } from "../../core/issues/issue.ts";
import { groupColumnMissing, sampleInTwoGroups } from "../../core/issues/plate-masks.ts";

/**
 * Reads a table with the columns sample and group; rows with a blank are left out.
 *
 * @example readSampleGroups(bytes, "groups.csv").groups.get("MS-001") // "RR"
 */
export function readSampleGroups(
  bytes: Uint8Array,
  file: string,
): { readonly groups: ReadonlyMap<string, string>; readonly issues: readonly Issue[] } {
  const { table, issues: found } = readDelimited(bytes, file, {});
  if (table === null) return { groups: new Map(), issues: found };
  const at = (name: string): number =>
    table.columns.findIndex((column) => column.trim().toLowerCase() === name);
  const absent = ["sample", "group"].filter((name) => at(name) < 0);
  if (absent.length > 0) return { groups: new Map(), issues: [...found, groupColumnMissing(file, absent)] };
  const issues = [...found];
  const groups = new Map<string, string>();
  for (const [i, record] of table.records.entries()) {
    const [sample, group] = [at("sample"), at("group")].map((j) => (record[j] ?? "").trim()) as [
      string,
      string,
    ];
    if (sample === "" || group === "") continue;
    const first = groups.get(sample);
    if (first === undefined) groups.set(sample, group);
    else if (first !== group)
      issues.push(sampleInTwoGroups(file, table.rowNumbers[i] ?? 0, sample, first, group));
  }
  return { groups, issues };
}
