/** Severity scores of a study: what the protocol says of them, and their columns. */
import * as z from "zod";
import type { Cohort } from "../cohort/cohort.ts";
import { localSeverity } from "../cohort/severity/local-severity.ts";
import { readSeverityTable, severityFrom } from "../cohort/severity/severity-table.ts";
import type { TextTable } from "../cohort/text-table.ts";
import type { Issue } from "../core/issues/issue.ts";
import { severityInFirstYear, severityOfFew } from "../core/issues/severity.ts";

const shared = {
  label: z.string().min(1).optional(),
  score: z.enum(["msss", "armss"]).describe("msss: over years of disease; armss: over years of age"),
  edss: z.string().min(1).describe("Column of the EDSS"),
  years: z.string().min(1).describe("Column of the years since onset, or of age"),
};

export const severitySchema = z.discriminatedUnion("from", [
  z.strictObject({
    ...shared,
    from: z.literal("cohort"),
    within: z
      .number()
      .int()
      .min(0)
      .default(2)
      .describe("People whose completed years differ by at most so many are compared"),
    least_people: z
      .number()
      .int()
      .min(1)
      .default(10)
      .describe("Fewer people to compare: the score is unknown"),
  }),
  z.strictObject({
    ...shared,
    from: z.literal("table"),
    file: z
      .string()
      .min(1)
      .describe("Published table: years in the first column, other headers end with an EDSS"),
  }),
]);

export type SeveritySpec = z.infer<typeof severitySchema>;
export type SeveritySection = Readonly<Record<string, SeveritySpec>>;

/** Tables of the section, each once. */
export const severityFilesOf = (section: SeveritySection): readonly string[] => [
  ...new Set(Object.values(section).flatMap((spec) => (spec.from === "table" ? [spec.file] : []))),
];

export const severityLabel = ({ label, score }: SeveritySpec): string =>
  label ??
  (score === "msss" ? "Multiple sclerosis severity score" : "Age-related multiple sclerosis severity score");

/** How a score came about, for the report. */
export function severityInWords(spec: SeveritySpec): { readonly words: string; readonly source: string } {
  const of = spec.score === "msss" ? "years of disease" : "years of age";
  return spec.from === "table"
    ? {
        words: `Score from 0 to 10 that the table ${spec.file} gives for ${spec.edss} and the completed ${of} (${spec.years}); its last row for more.`,
        source: `The table ${spec.file}`,
      }
    : {
        words: `Ten times the mean rank of ${spec.edss} among the people of this study whose completed ${of} (${spec.years}) differ by at most ${spec.within}, over their number plus one; unknown where fewer than ${spec.least_people} can be compared.`,
        source:
          spec.score === "msss"
            ? "Roxburgh et al., Neurology 64 (2005) 1144, with this cohort as the reference"
            : "Manouchehrinia et al., Multiple Sclerosis 23 (2017) 1938, with this cohort as the reference",
      };
}

/** The cohort with a column for each score. @param tables - of the section's files, by name */
export function withSeverity(
  section: SeveritySection,
  tables: ReadonlyMap<string, TextTable>,
  cohort: Cohort,
): { readonly cohort: Cohort; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const columns = new Map(cohort.columns);
  const numbers = (name: string): Float64Array => {
    const column = cohort.columns.get(name);
    return column?.kind === "number" ? column.values : new Float64Array(cohort.subjects).fill(Number.NaN);
  };
  for (const [name, spec] of Object.entries(section)) {
    const [edss, years] = [numbers(spec.edss), numbers(spec.years)];
    const areBoth = Array.from(edss, (score, i) => !Number.isNaN(score) && !Number.isNaN(years[i]!));
    const early = areBoth.filter((both, i) => both && years[i]! < 1).length;
    if (spec.score === "msss" && early > 0) issues.push(severityInFirstYear(name, early));
    if (spec.from === "cohort") {
      const values = localSeverity(edss, years, spec.within, spec.least_people);
      const few = areBoth.filter((both, i) => both && Number.isNaN(values[i]!)).length;
      if (few > 0) issues.push(severityOfFew(name, few, spec.least_people));
      columns.set(name, { kind: "number", values });
      continue;
    }
    const table = tables.get(spec.file);
    const read = table === undefined ? { severity: null, issues: [] } : readSeverityTable(table);
    issues.push(...read.issues);
    columns.set(name, {
      kind: "number",
      values:
        read.severity === null
          ? new Float64Array(cohort.subjects).fill(Number.NaN)
          : severityFrom(read.severity, edss, years),
    });
  }
  return { cohort: { ...cohort, columns }, issues };
}
