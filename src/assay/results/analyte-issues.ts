/** What the analytes of plates have to say, one message for what several analytes of a plate have in common. */
import type { Issue } from "../../core/issues/issue.ts";
import { ofAnalytes } from "../../core/issues/plate-results.ts";
import type { PlateResult } from "./plate-result.ts";

export function analyteIssues(plates: readonly PlateResult[]): readonly Issue[] {
  return plates.flatMap(({ plate, analytes }) => {
    const groups = new Map<string, { readonly issue: Issue; readonly names: string[] }>();
    for (const { analyte, issues } of analytes)
      for (const issue of issues) {
        const key = JSON.stringify(issue);
        const group = groups.get(key) ?? { issue, names: [] };
        if (analyte !== "") group.names.push(analyte);
        groups.set(key, group);
      }
    return [...groups.values()].map(({ issue, names }) =>
      ofAnalytes(plate === "" ? "plate" : plate, names, issue),
    );
  });
}
