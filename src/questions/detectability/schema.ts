import * as z from "zod";
import { columnName, family, questionBase } from "../schema-parts.ts";

export const detectabilitySchema = z
  .strictObject({
    ...questionBase,
    kind: z.literal("detectability"),
    analyte: z.string().min(1).describe("Name of the analyte whose detection is counted"),
    by: columnName.describe("Categorical variable that forms the groups"),
    compare: z
      .enum(["reference", "all-pairs", "none"])
      .describe("Each group against the reference group, every pair, or the global test alone"),
    reference: z
      .string()
      .min(1)
      .optional()
      .describe("Value of the group that others are compared with; the variable's reference when left out"),
    risk_difference: z
      .enum(["newcombe", "miettinen-nurminen"])
      .default("newcombe")
      .describe("Interval of the risk difference"),
    trend: z
      .boolean()
      .optional()
      .describe("Test for a trend over ordered groups; yes for an ordinal variable when left out"),
    family: family.optional(),
  })
  .describe("In what share of each group is the analyte detected, and do the groups differ?");

export type DetectabilitySpec = z.infer<typeof detectabilitySchema>;
