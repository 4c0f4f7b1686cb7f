/** The McDonald criteria of 2017 from their parts; which version a person was diagnosed by is a column of the data. */
import type { Recipe, RecipeInput } from "./recipe.ts";

const region = (where: string): RecipeInput => ({
  is: "condition",
  meaning: `At least one T2 lesion characteristic of multiple sclerosis ${where}`,
});

const REGIONS = {
  periventricular: region("beside the ventricles"),
  cortical: region("in or beside the cortex"),
  infratentorial: region("below the tentorium"),
  spinal: region("in the spinal cord"),
} as const;

const SOURCE = "Thompson et al., Lancet Neurology 17 (2018) 162";

/** True with two of the conditions, false without; unknown where the unknown ones decide. */
const twoOf = (conditions: readonly string[]): string =>
  conditions
    .flatMap((one, i) => conditions.slice(i + 1).map((other) => `(${one} and ${other})`))
    .join(" or ");

export const MCDONALD_RECIPES: readonly Recipe[] = [
  {
    id: "mcdonald-2017-space",
    title: "Dissemination in space (McDonald 2017)",
    inputs: REGIONS,
    settings: {},
    words: () =>
      "True with lesions in two or more of four regions: beside the ventricles, cortical or beside the cortex, infratentorial, spinal cord; unknown where regions that were not examined decide.",
    expression: ({ periventricular, cortical, infratentorial, spinal }) =>
      twoOf([periventricular!, cortical!, infratentorial!, spinal!]),
    source: SOURCE,
  },
  {
    id: "mcdonald-2017-time",
    title: "Dissemination in time (McDonald 2017)",
    inputs: {
      simultaneous: {
        is: "condition",
        meaning: "Enhancing and non-enhancing lesions at the same time",
      },
      new_lesion: {
        is: "condition",
        meaning: "A new T2 or enhancing lesion on a later MRI",
      },
      oligoclonal_bands: {
        is: "condition",
        meaning: "Bands in cerebrospinal fluid that serum does not have",
      },
    },
    settings: {},
    words: () =>
      "True with enhancing and non-enhancing lesions at once, with a new lesion later, or with oligoclonal bands specific to cerebrospinal fluid in their place; unknown where what was not examined decides.",
    expression: ({ simultaneous, new_lesion, oligoclonal_bands }) =>
      `${simultaneous} or ${new_lesion} or ${oligoclonal_bands}`,
    source: SOURCE,
  },
  {
    id: "mcdonald-2017",
    title: "Multiple sclerosis by the McDonald criteria of 2017",
    inputs: {
      attacks: { is: "number", meaning: "Clinical attacks" },
      lesions: { is: "number", meaning: "Lesions with objective clinical evidence" },
      space: {
        is: "condition",
        meaning: "Dissemination in space, clinically at a second site or by the recipe mcdonald-2017-space",
      },
      time: {
        is: "condition",
        meaning: "Dissemination in time, by a further attack or the recipe mcdonald-2017-time",
      },
    },
    settings: {},
    words: () =>
      "For an attack at onset: two attacks with evidence of two lesions need nothing more; two attacks with evidence of one lesion need dissemination in space; one attack with evidence of two lesions needs dissemination in time; one of each needs both. Other diagnoses are to be excluded by the physician. Clear historical evidence of an earlier lesion, and progression from onset, are not among its parts.",
    expression: ({ attacks, lesions, space, time }) =>
      `${attacks} >= 1 and ${lesions} >= 1 and (${lesions} >= 2 or ${space}) and (${attacks} >= 2 or ${time})`,
    source: SOURCE,
    unchecked: "written after summaries of the paper's table, not after the paper",
  },
];
