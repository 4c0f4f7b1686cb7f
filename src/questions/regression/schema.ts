import * as z from "zod";
import { columnName, expression, family, questionBase } from "../schema-parts.ts";

const term = z.union([
  columnName,
  z.strictObject({
    variable: columnName,
    per: z
      .number()
      .positive()
      .optional()
      .describe("The odds ratio is for this many units (10 for a decade of age)"),
    as: z
      .enum(["categories", "linear"])
      .optional()
      .describe("How an ordinal variable enters: a category each (the default), or one slope over its order"),
    reference: z.string().min(1).optional().describe("Reference value of a categorical variable"),
  }),
]);

export const regressionSchema = z
  .strictObject({
    ...questionBase,
    kind: z.literal("regression"),
    outcome: expression.describe("True/false condition to be explained, such as: detected(il6)"),
    outcome_label: z.string().min(1).optional().describe('Words for the outcome, such as "disease activity"'),
    exposure: term.describe("The variable whose effect is asked for"),
    adjust: z.array(term).default([]).describe("Covariates that the effect is adjusted for"),
    method: z
      .enum(["logistic", "firth", "firth-if-separated"])
      .describe(
        "Maximum likelihood, Firth's penalised likelihood, or Firth only where the data are separated",
      ),
    family: family.optional(),
  })
  .describe("Does the exposure go with the outcome on its own, after adjustment?");

export type RegressionSpec = z.infer<typeof regressionSchema>;
export type TermSpec = z.infer<typeof term>;
