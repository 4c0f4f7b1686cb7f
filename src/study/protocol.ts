/** The study protocol, version 1: what study.yaml may say. The JSON Schema for editors is generated from this. */
import * as z from "zod";
import { TABLE_KINDS } from "../cohort/table-files.ts";
import { questionSchema } from "../questions/schema.ts";
import { derivedSchema } from "./derived-schema.ts";
import { followUpSchema } from "./follow-up-schema.ts";
import { platesSchema } from "./plate-schema.ts";
import { severitySchema } from "./severity.ts";

export const PROTOCOL_VERSION = 1;

/** A cell of the data as text: `0`, `0012` and `yes` keep their spelling (see read-protocol). */
const cell = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const name = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "a name of letters, digits and underscores that starts with a letter");

const level = z.union([
  cell,
  z.strictObject({
    value: cell.describe("The cell as it stands in the data"),
    label: z.string().min(1).describe("Words shown for it"),
  }),
]);

const variable = z.strictObject({
  label: z.string().min(1).optional().describe("Words shown for the variable; its name when left out"),
  type: z
    .enum(["id", "nominal", "ordinal", "binary", "count", "continuous", "date", "concentration", "edss"])
    .describe(
      "id names a subject; nominal has categories without order, ordinal with; edss is 0, 1.0, 1.5 ... 10",
    ),
  column: z.string().min(1).optional().describe("Header in the data file, when it differs from the name"),
  unit: z.string().min(1).optional(),
  levels: z
    .array(level)
    .min(1)
    .optional()
    .describe("Every allowed value, in order; of a binary variable two, the second being yes"),
  map: z
    .record(z.string().min(1), cell)
    .optional()
    .describe('Other spellings in the file, each with the level it means, such as { "RR-MS": RRMS }'),
  reference: cell.optional().describe("The value that others are compared with"),
  date_order: z
    .enum(["day-first", "month-first"])
    .optional()
    .describe("Of a date: how 03/04/2019 is read; guessed where a cell of the column decides, else refused"),
  missing: z
    .array(cell)
    .default([])
    .describe("Cells that mean unknown, such as -9; a blank cell always does"),
  range: z
    .tuple([z.number().nullable(), z.number().nullable()])
    .optional()
    .describe("Smallest and largest allowed value; null where open"),
});

const limit = z
  .union([z.number().positive(), z.string().min(1)])
  .describe("One number for the study, or the header of a column with each sample's own limit");

export const detectionRuleIds = [
  "any-number",
  "reported",
  "above-lod",
  "above-highest-lod",
  "above-lloq",
  "in-range",
  "above-threshold",
] as const;

const analyte = z.strictObject({
  label: z.string().min(1).optional(),
  unit: z.string().min(1).describe("Unit of the numbers, such as pg/mL"),
  file_unit: z
    .string()
    .min(1)
    .optional()
    .describe("Unit of the numbers in the data or on the plates, when it differs: they are converted"),
  molar_mass: z
    .number()
    .positive()
    .optional()
    .describe("In g/mol, to convert between mass and amount of substance, such as fmol/L and pg/mL"),
  limits: z
    .strictObject({ lod: limit.optional(), lloq: limit.optional(), uloq: limit.optional() })
    .default({})
    .describe("Limit of detection, lower and upper limit of quantification, in the analyte's unit"),
  detection: z
    .union([
      z.enum(detectionRuleIds),
      z.strictObject({
        rule: z.enum(detectionRuleIds),
        threshold: z.number().optional().describe("Only for above-threshold, in the analyte's unit"),
      }),
    ])
    .describe("When a sample counts as detected; to be stated before the data are seen"),
  not_detected: z
    .array(cell)
    .default([])
    .describe("Further cells that mean not detected in this file, such as 0"),
  not_measured: z.array(cell).default([]).describe("Further cells that mean not measured in this file"),
  operator: z
    .strictObject({
      column: z.string().min(1).describe("Header of the column that holds the operators"),
      below: z.array(cell).default([]).describe("Codes that make the number a limit from below, such as <"),
      above: z.array(cell).default([]).describe("Codes that make the number a limit from above, such as >"),
      exact: z
        .array(cell)
        .default([])
        .describe("Codes that mean a measured value, such as =; a blank does too"),
    })
    .optional()
    .describe("Where another column says whether the number is a value or a limit"),
});

const rule = z.strictObject({
  rule: z.string().min(1).describe('Such as: onset <= lp_date, or: dx != "control" or edss is unknown'),
  otherwise: z.string().min(1).optional().describe("What it means when the rule is broken, for the message"),
  severity: z.enum(["error", "warning"]).default("error").describe("Errors stop a run"),
});

const family = z.strictObject({
  label: z.string().min(1).optional(),
  method: z
    .enum(["none", "bonferroni", "holm", "hochberg", "hommel", "benjamini-hochberg", "benjamini-yekutieli"])
    .describe("How the p-values of this family are adjusted together"),
});

const window = {
  to: z
    .string()
    .min(1)
    .optional()
    .describe("For nearest: the date variable that a sample must be near to, such as the lumbar puncture"),
  before: z.number().int().min(0).optional().describe("For nearest: days before it in which a sample counts"),
  after: z.number().int().min(0).optional().describe("For nearest: days after it in which a sample counts"),
};

const dataFile = z.strictObject({
  file: z.string().min(1).describe(`${TABLE_KINDS}; relative to study.yaml, inside the study folder`),
  sheet: z.string().min(1).optional().describe("Sheet of a workbook; the first visible one when left out"),
  id: z
    .string()
    .min(1)
    .optional()
    .describe("Header of the subject's identifier, when it differs from that of the id variable"),
  long: z
    .strictObject({
      test: z
        .string()
        .min(1)
        .describe("Header of the column that names the test; each test becomes a column"),
      value: z.string().min(1).describe("Header of the column that holds its result"),
      repeated: z
        .enum(["refuse", "first", "last", "nearest"])
        .default("refuse")
        .describe("Which of several samples of a person counts; none unless stated"),
      date: z.string().min(1).optional().describe("Header of the date of each sample"),
      ...window,
    })
    .optional()
    .describe("For a file with one row per measurement, such as OMOP, SDTM, FHIR or Olink"),
  repeated: z
    .strictObject({
      rule: z.enum(["first", "last", "nearest"]).describe("Which of several samples of a person counts"),
      date: z.string().min(1).describe("Header of the date of each sample"),
      ...window,
    })
    .optional()
    .describe("For a file with several samples of a person, one row each; refused unless stated"),
  delimiter: z.enum([",", ";", "tab", "|"]).optional().describe("Guessed and reported when left out"),
  decimal: z
    .enum([".", ","])
    .optional()
    .describe("Decimal sign of numbers; guessed and reported when left out"),
  encoding: z
    .enum(["utf-8", "utf-16le", "utf-16be", "windows-1252"])
    .optional()
    .describe("Guessed and reported when left out"),
});

export const protocolSchema = z
  .strictObject({
    cistern: z.literal(PROTOCOL_VERSION).describe("Version of the protocol format"),
    title: z.string().min(1),
    synthetic: z
      .union([z.boolean(), z.string().min(1)])
      .default(false)
      .describe("True, or how the data were made, when they are not of real people: every page then says so"),
    description: z.string().min(1).optional(),
    authors: z
      .array(
        z.union([
          z.string().min(1),
          z.strictObject({
            name: z.string().min(1),
            affiliation: z.string().min(1).optional(),
            orcid: z.string().min(1).optional(),
          }),
        ]),
      )
      .default([]),
    design: z
      .enum(["cross-sectional", "case-control", "cohort", "trial"])
      .describe("How subjects were chosen"),
    data: z
      .array(dataFile)
      .min(1)
      .describe("One row per subject in each; further files join on the identifier"),
    plates: platesSchema
      .optional()
      .describe("Raw exports of instruments from which concentrations are computed"),
    follow_up: followUpSchema
      .optional()
      .describe("Visits and relapses, and the outcomes that follow from them"),
    severity: z
      .record(name, severitySchema)
      .default({})
      .describe("Severity scores (MSSS, ARMSS), from this cohort or from a table"),
    variables: z.record(name, variable).describe("Every column that is used, by name"),
    analytes: z
      .record(name, analyte)
      .default({})
      .describe("One entry per variable of type concentration, under the same name"),
    derived: z.record(name, derivedSchema).default({}).describe("Columns computed from others"),
    rules: z
      .array(rule)
      .default([])
      .describe(
        "Conditions that the cells of one person must keep; each is checked where all its cells are known",
      ),
    families: z
      .record(
        z.string().regex(/^[a-z][a-z0-9-]*$/, "a short name of small letters, digits and hyphens"),
        family,
      )
      .default({}),
    questions: z.array(questionSchema).min(1),
    settings: z.strictObject({
      confidence: z
        .number()
        .gt(0.5)
        .lt(1)
        .describe(
          "Confidence of every interval, such as 0.95; results are called different below 1 minus this",
        ),
      seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).describe("Seed of every random number"),
    }),
  })
  .describe("Protocol of a fluid-biomarker study");

export type Protocol = z.infer<typeof protocolSchema>;

/** JSON Schema (draft 2020-12) for completion in editors. */
export function protocolJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(protocolSchema, { io: "input" });
  return { ...schema, title: "Cistern study protocol, version 1" };
}
