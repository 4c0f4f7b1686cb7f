/** What the protocol says of the plates from which concentrations are computed. */
import * as z from "zod";
import {
  BACKGROUND_CHOICES,
  CURVE_CHOICES,
  DEFAULT_CHOICES,
  LIMIT_RULES,
  limitRule,
  WEIGHTINGS,
} from "../assay/results/choices.ts";

const file = z.string().min(1);

const run = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "a short name of small letters, digits and hyphens")
    .describe("Names the folder of its plate report below results/plates/"),
  files: z.array(file).min(1).describe("Exports of the instrument; the kind is recognised by the content"),
  map: file.optional().describe("Plate map: a table with well and sample, or a grid of names"),
  masks: file
    .optional()
    .describe("Wells that a person leaves out: a table with plate, well, analyte, reason and by"),
  controls: file
    .optional()
    .describe("Targets of the laboratory's controls: a table with control, analyte, mean, sd and runs"),
  analytes: z
    .record(z.string().min(1), z.string())
    .describe(
      'Variables of the study, each with the analyte\'s name on the plates, such as { il6: "Hu IL-6 (19)" }',
    ),
  limit: z
    .string()
    .refine((name) => limitRule(name) !== null, LIMIT_RULES)
    .describe(
      "Limit of detection of each plate, to be stated before the data are seen: blank+2.5sd, lloq, ...",
    ),
  low_samples: z
    .array(z.string().min(1))
    .default([])
    .describe(
      "Controls or samples of low concentration, from whose wells the limit ep17-lod takes its scatter",
    ),
  curve: z.enum(CURVE_CHOICES).default(DEFAULT_CHOICES.curve).describe("Model of the standard curve"),
  weights: z
    .enum(WEIGHTINGS as [string, ...string[]])
    .default(DEFAULT_CHOICES.weighting)
    .describe("Weights of the standards"),
  background: z
    .enum(BACKGROUND_CHOICES)
    .default(DEFAULT_CHOICES.background)
    .describe("What blanks do in the curve"),
  direction: z
    .enum(["rising", "falling"])
    .default(DEFAULT_CHOICES.direction)
    .describe("Of the signal, with concentration"),
  minimum_beads: z
    .number()
    .int()
    .min(0)
    .default(DEFAULT_CHOICES.minimumBeads)
    .describe("Readings with fewer beads are flagged"),
});

export const platesSchema = z.strictObject({
  failed: z
    .enum(["unknown", "used"])
    .describe("What samples are whose analyte did not pass on their plate: unknown, or used and said"),
  repeated: z
    .enum(["refuse", "first", "last"])
    .default("refuse")
    .describe(
      "Which result of a sample counts that was measured more than once, in the order of runs and files",
    ),
  balance: z
    .string()
    .optional()
    .describe("Variable whose groups are compared with plates: a difference of groups may be one of plates"),
  runs: z.array(run).min(1).describe("Plates that are computed in the same way"),
});

export type PlatesSpec = z.infer<typeof platesSchema>;
export type PlateRunSpec = PlatesSpec["runs"][number];

/** Every file of the section, each once, in the order in which it is named. */
export const plateFilesOf = (plates: PlatesSpec | undefined): readonly string[] => [
  ...new Set(
    (plates?.runs ?? []).flatMap(({ files, map, masks, controls }) => [
      ...files,
      ...[map, masks, controls].filter((one) => one !== undefined),
    ]),
  ),
];

/** The analytes' variables that are computed from plates. */
export const measuredOnPlates = (plates: PlatesSpec | undefined): ReadonlySet<string> =>
  new Set((plates?.runs ?? []).flatMap(({ analytes }) => Object.keys(analytes)));
