/** What the section `severity:` of a protocol says, against the rest of it. */
import { nearest } from "../cohort/nearest.ts";
import { duplicateName, outsideStudy, unknownName } from "../core/issues/protocol.ts";
import type { ColumnInfo } from "../questions/kind.ts";
import { isInside, type Report } from "./check-plates.ts";
import { type SeveritySection, severityLabel } from "./severity.ts";

/** @param columns - of the study, those of a follow-up and derived ones too */
export function severityColumns(
  section: SeveritySection,
  columns: ReadonlyMap<string, ColumnInfo>,
  report: Report,
): readonly ColumnInfo[] {
  const numbers = [...columns.values()]
    .filter(({ valueType }) => valueType === "number")
    .map(({ name }) => name);
  return Object.entries(section).map(([name, spec]): ColumnInfo => {
    const path = ["severity", name];
    if (columns.has(name)) report(path, duplicateName("column", name), { key: true });
    for (const key of ["edss", "years"] as const)
      if (!numbers.includes(spec[key]))
        report(
          [...path, key],
          unknownName("a column of numbers", spec[key], numbers, nearest(spec[key], numbers)),
        );
    if (spec.from === "table" && !isInside(spec.file)) report([...path, "file"], outsideStudy(spec.file));
    return { name, label: severityLabel(spec), type: "continuous", valueType: "number" };
  });
}
