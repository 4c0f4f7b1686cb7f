import * as z from "zod";
import { columnName, family, questionBase } from "../schema-parts.ts";

export const describeSchema = z
  .strictObject({
    ...questionBase,
    kind: z.literal("describe"),
    by: columnName
      .optional()
      .describe("Categorical variable that forms the columns; all subjects together when left out"),
    variables: z.array(columnName).min(1).describe("Variables to be described, in order"),
    overall: z.boolean().default(true).describe("Whether a column for all subjects is shown"),
    mean: z
      .array(columnName)
      .default([])
      .describe(
        "Continuous variables shown as mean (SD) and compared by their means; others are shown as median (quartiles)",
      ),
    differences: z
      .enum(["largest", "none"])
      .default("largest")
      .describe("Largest absolute standardised difference between any two groups, or none"),
    tests: z.boolean().default(false).describe("Whether groups are compared by tests; only when asked for"),
    family: family.optional(),
  })
  .describe("Who are the subjects? Table 1 by group.");

export type DescribeSpec = z.infer<typeof describeSchema>;
