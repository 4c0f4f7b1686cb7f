import * as z from "zod";
import { AGE_LIMITS, IMMUNOGLOBULINS } from "../../cohort/reiber.ts";
import { columnName, questionBase } from "../schema-parts.ts";

export const reiberSchema = z
  .strictObject({
    ...questionBase,
    kind: z.literal("reiber"),
    immunoglobulin: z.enum(IMMUNOGLOBULINS).describe("Whose limits are drawn"),
    quotient: columnName.describe("Quotient of the immunoglobulin in 1e-3"),
    albumin: columnName.describe("Albumin quotient in 1e-3"),
    age: columnName.describe("Age in years, for the limit of the albumin quotient"),
    limit: z.enum(AGE_LIMITS).describe("Limit of the albumin quotient; laboratories differ"),
    by: columnName.optional().describe("Categorical variable whose groups are told apart"),
  })
  .describe("Is an immunoglobulin made within the nervous system? Reiber's diagram.");

export type ReiberSpec = z.infer<typeof reiberSchema>;
