/** Every recipe by its id, and how an entry of a protocol becomes an expression. */
import { ACTIVITY_RECIPES } from "./disease-activity.ts";
import { FLUID_RECIPES } from "./cerebrospinal-fluid.ts";
import { MCDONALD_RECIPES } from "./mcdonald.ts";
import { column, type Recipe, type Settings } from "./recipe.ts";

export const RECIPES: readonly Recipe[] = [...ACTIVITY_RECIPES, ...MCDONALD_RECIPES, ...FLUID_RECIPES];

export const RECIPE_IDS = RECIPES.map(({ id }) => id) as [string, ...string[]];

export interface RecipeUse {
  readonly recipe: string;
  /** Columns of the study by the recipe's names of its inputs. */
  readonly from: Readonly<Record<string, string>>;
  readonly settings: Settings;
}

/** What is wrong with an entry, at a path below it. */
export interface RecipeProblem {
  readonly path: readonly string[];
  readonly expected: string;
}

export interface WrittenRecipe {
  readonly recipe: Recipe;
  readonly settings: Settings;
  readonly expression: string;
  readonly words: string;
}

/**
 * The expression of a recipe over the study's columns, or everything that is missing or unknown in the entry.
 *
 * @example writtenRecipe({ recipe: "disease-duration", from: { onset: "onset", at: "lp" }, settings: {} }).expression // "if(lp >= onset, (lp - onset) / 365.25, unknown)"
 */
export function writtenRecipe(
  use: RecipeUse,
): WrittenRecipe | { readonly problems: readonly RecipeProblem[] } {
  const recipe = RECIPES.find(({ id }) => id === use.recipe);
  if (recipe === undefined) return { problems: [{ path: ["recipe"], expected: RECIPE_IDS.join(", ") }] };
  const inputs = Object.entries(recipe.inputs);
  const settings = Object.fromEntries(
    Object.entries(recipe.settings).flatMap(([name, one]) => {
      const value = use.settings[name] ?? one.default;
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const problems = [
    ...inputs.flatMap(([name, { optional, meaning, is }]) =>
      optional === true || use.from[name] !== undefined
        ? []
        : [{ path: ["from"], expected: `${name} of the recipe ${recipe.id}, a ${is}: ${meaning}` }],
    ),
    ...unknownNames(use.from, recipe.inputs).map((name) => ({
      path: ["from", name],
      expected: `an input of the recipe ${recipe.id}: ${inputs.map(([input]) => input).join(", ")}`,
    })),
    ...unknownNames(use.settings, recipe.settings).map((name) => ({
      path: ["settings", name],
      expected: `a setting of the recipe ${recipe.id}: ${Object.keys(recipe.settings).join(", ") || "it has none"}`,
    })),
    ...Object.entries(recipe.settings).flatMap(([name, { choices, isText, meaning }]) => {
      const value = settings[name];
      const path = use.settings[name] === undefined ? ["settings"] : ["settings", name];
      if (value === undefined)
        return [{ path, expected: `${name} of the recipe ${recipe.id}, to be stated: ${meaning}` }];
      const fits =
        choices === undefined
          ? isText === true || (typeof value === "number" && value >= 0)
          : choices.includes(String(value));
      return fits ? [] : [{ path, expected: choices?.join(", ") ?? "a number that is not below 0" }];
    }),
  ];
  if (problems.length > 0) return { problems };
  const columns = Object.fromEntries(Object.entries(use.from).map(([name, of]) => [name, column(of)]));
  return {
    recipe,
    settings,
    expression: recipe.expression(columns, settings),
    words: recipe.words(settings),
  };
}

const unknownNames = (
  given: Readonly<Record<string, unknown>>,
  known: Readonly<Record<string, unknown>>,
): string[] => Object.keys(given).filter((name) => !Object.hasOwn(known, name));
