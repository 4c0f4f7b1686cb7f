/** A derived column of the protocol: an expression, or a recipe that is written as one. */
import * as z from "zod";
import { RECIPE_IDS, writtenRecipe } from "../cohort/recipes/index.ts";

const cell = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/** What was asked for by name, for the report. */
export interface UsedRecipe {
  readonly id: string;
  readonly words: string;
  readonly source: string;
  readonly unchecked?: string;
}

export const derivedSchema = z
  .strictObject({
    label: z.string().min(1).optional(),
    expression: z
      .string()
      .min(1)
      .optional()
      .describe('Such as: edss >= 3, or: if(il6_lod < 0.5, "sensitive", "coarse")'),
    recipe: z
      .enum(RECIPE_IDS)
      .optional()
      .describe("A clinical definition by name, in place of an expression; see docs/recipes.md"),
    from: z
      .record(z.string(), z.string().min(1))
      .default({})
      .describe("The recipe's inputs, each with the column of the study that holds it"),
    settings: z
      .record(z.string(), z.union([z.number(), z.string()]))
      .default({})
      .describe("What the recipe leaves to the study"),
    unit: z.string().min(1).optional(),
    reference: cell
      .optional()
      .describe("The value that others are compared with, where the column has categories"),
  })
  .transform(({ expression, recipe, from, settings, ...rest }, context) => {
    const refuse = (path: readonly string[], expected: string): void =>
      context.addIssue({ code: "custom", path: [...path], message: expected });
    const plain = { ...rest, expression: expression ?? "unknown" };
    if (recipe === undefined) {
      if (expression === undefined) refuse([], "an expression, or a recipe with from: and settings:");
      for (const [key, given] of Object.entries({ from, settings }))
        if (Object.keys(given).length > 0) refuse([key], "only beside a recipe");
      return plain;
    }
    if (expression !== undefined) refuse(["expression"], "either an expression or a recipe");
    const written = writtenRecipe({ recipe, from, settings });
    if ("problems" in written) {
      for (const { path, expected } of written.problems) refuse(path, expected);
      return plain;
    }
    const { id, title, unit, reference, source, unchecked } = written.recipe;
    const used: UsedRecipe = {
      id,
      words: written.words,
      source,
      ...(unchecked === undefined ? {} : { unchecked }),
    };
    return {
      ...(unit === undefined ? {} : { unit }),
      ...(reference === undefined ? {} : { reference }),
      label: title,
      ...rest,
      expression: written.expression,
      recipe: used,
    };
  });
