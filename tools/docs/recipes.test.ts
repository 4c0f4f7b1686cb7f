import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { RECIPES_PAGE, recipesPage } from "./recipes.ts";

it("docs/recipes.md is what the recipes say (npm run docs writes it)", () => {
  expect(readFileSync(RECIPES_PAGE, "utf8")).toBe(recipesPage());
});
