import * as z from "zod";
import { columnName, expression, family, questionBase } from "../schema-parts.ts";

export const associationSchema = z
  .strictObject({
    ...questionBase,
    kind: z.literal("association"),
    outcome: expression.describe("True/false condition that splits the subjects, such as: detected(il6)"),
    outcome_label: z
      .string()
      .min(1)
      .optional()
      .describe('Words for subjects with the outcome, such as "IL-6 detected"'),
    characteristics: z
      .array(columnName)
      .min(1)
      .describe("Variables to be compared between those with and without the outcome"),
    family,
  })
  .describe("Which of many characteristics go with the outcome?");

export type AssociationSpec = z.infer<typeof associationSchema>;
