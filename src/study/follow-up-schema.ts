/** What the protocol says of the course after the sample: visits, relapses, and the outcomes that follow from them. */
import * as z from "zod";
import { FUNCTIONAL_SYSTEMS } from "../cohort/course/person.ts";
import { PIRA_DEFINITIONS, PIRA_IDS } from "../cohort/course/relapse-independence.ts";

const header = z.string().min(1);
const cell = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const days = z.number().int().min(0);
const variable = z.string().min(1);

const table = {
  file: z.string().min(1).describe("One row for each; relative to study.yaml, inside the study folder"),
  sheet: z.string().min(1).optional().describe("Sheet of a workbook; the first visible one when left out"),
  id: header
    .optional()
    .describe("Header of the subject's identifier, when it differs from that of the id variable"),
  missing: z
    .array(cell)
    .default([])
    .describe("Cells that mean unknown, such as NA; a blank cell always does"),
};

const visits = z.strictObject({
  ...table,
  date: header.describe("Header of the date of the visit"),
  edss: header.describe("Header of the EDSS; visits without a score are left out and counted"),
  functional_systems: z
    .partialRecord(z.enum(FUNCTIONAL_SYSTEMS), header)
    .default({})
    .describe("Headers of the functional systems' scores"),
  days_since_relapse: header
    .optional()
    .describe("Header of the days since the latest relapse, where there is no table of relapses"),
});

const relapses = z.strictObject({
  ...table,
  date: header.describe("Header of the date of onset"),
  nobody: z
    .enum(["none", "unknown"])
    .describe("What a person without a row is: one who had no relapse, or one of whom nobody knows"),
});

const shared = { label: z.string().min(1).optional() };

const change = {
  ...shared,
  start: variable
    .optional()
    .describe(
      "Date variable from which time counts; no earlier visit is a baseline. The first baseline visit when left out",
    ),
  step_at_5_5: z
    .union([z.literal(0.5), z.literal(1)])
    .describe("Increase that counts from a baseline of 5.5, on which published rules differ"),
  confirmed_after: days.describe("Days from the event to its confirmation, at least, such as 84 or 168"),
  tolerance: days.default(0).describe("Days that the confirming visit may come early"),
  baseline: z
    .enum(["fixed", "roving"])
    .default("fixed")
    .describe("Roving: a confirmed improvement lowers the baseline"),
  after_relapse: z
    .enum(["keep", "new"])
    .default("keep")
    .describe("New: after a relapse the first visit out of its reach is the baseline"),
  sustained: z.boolean().default(false).describe("Whether it must hold at every later visit"),
  relapse_free: z
    .strictObject({
      baseline: days.default(30),
      event: days.default(0),
      confirmation: days.default(30),
    })
    .prefault({})
    .describe("Days after the onset of a relapse in which a visit is no baseline, event or confirmation"),
};

const outcome = z.discriminatedUnion("outcome", [
  z
    .strictObject({ outcome: z.literal("confirmed-worsening"), ...change })
    .describe("First confirmed worsening of the EDSS"),
  z
    .strictObject({
      outcome: z.literal("pira"),
      ...change,
      definition: z
        .enum(PIRA_IDS)
        .describe(PIRA_DEFINITIONS.map(({ id, words }) => `${id}: no relapse began ${words}`).join("; ")),
    })
    .describe("First progression independent of relapse activity"),
  z
    .strictObject({
      outcome: z.literal("raw"),
      ...change,
      within: days.default(90).describe("Days before the event in which a relapse began"),
    })
    .describe("First relapse-associated worsening"),
  z
    .strictObject({
      outcome: z.literal("secondary-progression"),
      ...change,
      least_edss: z.number().min(0).max(10).default(4),
      least_pyramidal: z.number().min(0).max(6).default(2),
    })
    .describe("Conversion to secondary progressive disease by the rule of Lorscheider 2016"),
  z
    .strictObject({
      outcome: z.literal("relapses-before"),
      ...shared,
      at: variable.describe("Date variable, such as the lumbar puncture"),
      within: days.describe("Days before it that count"),
    })
    .describe("Number of relapses in a time before a date"),
  z
    .strictObject({
      outcome: z.literal("relapses-after"),
      ...shared,
      at: variable.describe("Date variable from which relapses count"),
      within: days.describe("Days after it that count; fewer where the visits end before"),
    })
    .describe("Number of relapses in a time after a date"),
  z
    .strictObject({
      outcome: z.literal("edss-at"),
      ...shared,
      at: variable.describe("Date variable, such as the lumbar puncture"),
      before: days.describe("Days before it in which a visit counts"),
      after: days.describe("Days after it in which a visit counts"),
    })
    .describe("EDSS of the visit nearest to a date"),
]);

export const followUpSchema = z.strictObject({
  visits: visits.describe("Visits with their EDSS, one row each"),
  relapses: relapses.optional().describe("Relapses, one row each"),
  outcomes: z
    .record(
      z
        .string()
        .regex(
          /^[A-Za-z_][A-Za-z0-9_]*$/,
          "a name of letters, digits and underscores that starts with a letter",
        ),
      outcome,
    )
    .refine((outcomes) => Object.keys(outcomes).length > 0, "at least one outcome"),
});

export type FollowUpSpec = z.infer<typeof followUpSchema>;
export type OutcomeSpec = FollowUpSpec["outcomes"][string];

/** Files of the section, in the order in which they are read. */
export const followUpFilesOf = (followUp: FollowUpSpec | undefined): readonly string[] =>
  followUp === undefined
    ? []
    : [followUp.visits.file, ...(followUp.relapses === undefined ? [] : [followUp.relapses.file])];

/** A column that an outcome adds to the cohort, under `NAME` or `NAME_part`. */
export interface OutcomeColumn {
  readonly name: string;
  readonly label: string;
  readonly kind: "boolean" | "number" | "date";
  readonly unit?: string;
}

const titles: Readonly<Record<OutcomeSpec["outcome"], string>> = {
  "confirmed-worsening": "Confirmed worsening",
  pira: "Progression independent of relapse activity",
  raw: "Relapse-associated worsening",
  "secondary-progression": "Secondary progression",
  "relapses-before": "Relapses before",
  "relapses-after": "Relapses after",
  "edss-at": "EDSS",
};

/** The columns of an outcome: what it is first, then what belongs to it. */
export function outcomeColumns(name: string, spec: OutcomeSpec): readonly OutcomeColumn[] {
  const label = spec.label ?? titles[spec.outcome];
  switch (spec.outcome) {
    case "relapses-before":
      return [
        { name, label, kind: "number" },
        { name: `${name}_latest`, label: `${label}: the latest`, kind: "date" },
      ];
    case "relapses-after":
      return [
        { name, label, kind: "number" },
        { name: `${name}_years`, label: `${label}: time observed`, kind: "number", unit: "years" },
      ];
    case "edss-at":
      return [
        { name, label, kind: "number" },
        { name: `${name}_days`, label: `${label}: days from the date`, kind: "number", unit: "days" },
      ];
    case "confirmed-worsening":
    case "pira":
    case "raw":
    case "secondary-progression":
      return [
        { name, label, kind: "boolean" },
        {
          name: `${name}_years`,
          label: `${label}: time to it, or known to be free of it`,
          kind: "number",
          unit: "years",
        },
        { name: `${name}_date`, label: `${label}: date`, kind: "date" },
      ];
  }
}
