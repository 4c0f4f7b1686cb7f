/** docs/recipes.md: every clinical definition that a protocol can ask for by name. */
import { RECIPES } from "../../src/cohort/recipes/index.ts";
import type { Recipe, RecipeSetting } from "../../src/cohort/recipes/recipe.ts";

export const RECIPES_PAGE = "docs/recipes.md";

const HEAD = `# Recipes: clinical definitions by name

Written by \`npm run docs\`. An entry of \`derived:\` in study.yaml names a recipe in place of an expression:

    derived:
      activity:
        recipe: disease-activity-at-lumbar-puncture
        from:
          lumbar_puncture: lp_date
          last_relapse: last_relapse_date
          had_relapse: relapse_ever
          mri: mri_date
          enhancing_lesions: gd_lesions
        settings: { clinical_window_days: 90, radiological_window_days: 30 }

\`from\` says which column of the study holds each input; inputs marked optional may be left out. A setting without a default changes conclusions and has no standard in the field: it must be stated. The recipe is written as an
expression over the columns, with the three-valued logic of all expressions (unknown is never false), and the report shows its words, settings, source and the expression itself. It can be used wherever a derived column can.

Not among them, since they need many visits of a person or the whole cohort: confirmed disability worsening, PIRA, RAW and secondary progression, which [follow_up](follow-up.md) derives, and MSSS and ARMSS, which severity: does (described there too).
`;

function settingRow(name: string, { meaning, default: value, choices, source }: RecipeSetting): string {
  const given = value === undefined ? "to be stated" : `${value}${source === undefined ? "" : `, ${source}`}`;
  return `| \`${name}\` | ${meaning}${choices === undefined ? "" : `: ${choices.join(", ")}`} | ${given} |`;
}

function section(recipe: Recipe): string {
  const { id, title, inputs, settings, unit, source, unchecked, words } = recipe;
  const shown = Object.fromEntries(
    Object.entries(settings).map(([name, one]) => [name, one.default ?? one.choices?.[0] ?? `[${name}]`]),
  );
  return [
    `## ${id}`,
    "",
    `${title}${unit === undefined ? "" : ` (${unit})`}. ${words(shown)}`,
    "",
    "| input | type | what it holds |",
    "| --- | --- | --- |",
    ...Object.entries(inputs).map(
      ([name, { is, meaning, optional }]) =>
        `| \`${name}\` | ${is}${optional === true ? ", optional" : ""} | ${meaning} |`,
    ),
    ...(Object.keys(settings).length === 0
      ? []
      : [
          "",
          "| setting | what it chooses | default |",
          "| --- | --- | --- |",
          ...Object.entries(settings).map(([name, one]) => settingRow(name, one)),
        ]),
    "",
    `Source: ${source}.${unchecked === undefined ? "" : ` Caution: ${unchecked}.`}`,
    "",
  ].join("\n");
}

export const recipesPage = (): string => `${HEAD}\n${RECIPES.map(section).join("\n")}`;
