/** A checked study in the shape that the data report wants. */
import { type ColumnSummary, summaryOf } from "../cohort/summary/column-summary.ts";
import { missingPatterns } from "../cohort/summary/missing-patterns.ts";
import { isoDate } from "../cohort/read/iso-text.ts";
import type { DataReportInput } from "../report/data/data-report.ts";
import { dataRemarks } from "../study/data-remarks.ts";
import type { CheckedStudy } from "../study/run.ts";
import { filesRead } from "./files-read.ts";
import type { LoadedStudy } from "./read-study.ts";

export function dataReportInput(
  { resolved }: Pick<LoadedStudy, "resolved">,
  checked: CheckedStudy,
  version: string,
): DataReportInput {
  const { protocol, dictionary, vocabulary } = resolved;
  const { cohort } = checked;
  const summaries =
    cohort === null
      ? []
      : [...vocabulary.columns.values()].flatMap((info) => {
          const column = cohort.columns.get(info.name);
          return column === undefined || info.type === "id" ? [] : [{ info, summary: summaryOf(column) }];
        });
  // What is derived is unknown where its parts are.
  const incomplete = summaries.filter(
    ({ info, summary }) => protocol.derived[info.name] === undefined && summary.unknown.includes(true),
  );
  return {
    version,
    title: protocol.title,
    synthetic: protocol.synthetic,
    files: filesRead(checked),
    subjects: cohort?.subjects ?? null,
    issues: checked.issues,
    remarks: cohort === null ? [] : dataRemarks(cohort, dictionary),
    columns: summaries.map(({ info, summary }) => {
      const unknown = summary.unknown.filter(Boolean).length;
      return {
        name: info.name,
        label: info.label,
        type: info.type,
        unit: info.unit ?? "",
        known: summary.unknown.length - unknown,
        unknown,
        content: inWords(summary),
      };
    }),
    incomplete: incomplete.map(({ info }) => info.label),
    patterns:
      incomplete.length === 0
        ? []
        : missingPatterns(
            incomplete.map(({ summary }) => summary.unknown),
            cohort?.subjects ?? 0,
          ),
  };
}

function inWords(summary: ColumnSummary): string {
  if (summary.kind === "counts") return summary.counts.map(({ label, n }) => `${label}: ${n}`).join(", ");
  if (summary.five === null) return "";
  if (summary.kind === "date")
    return [summary.five[0]!, summary.five[2]!, summary.five[4]!]
      .map((day) => isoDate(Math.floor(day)) ?? "")
      .join(", ");
  return summary.five.map((value) => String(Number(value.toPrecision(6)))).join(", ");
}
