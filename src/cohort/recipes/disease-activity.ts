/** Disease activity at the lumbar puncture, course and time since onset. */
import {
  type Columns,
  DAYS_PER_YEAR,
  number,
  quoted,
  type Recipe,
  type RecipeInput,
  type RecipeSetting,
  type Settings,
} from "./recipe.ts";

const PUNCTURE: RecipeInput = { is: "date", meaning: "Date of lumbar puncture" };
const LAST_RELAPSE: RecipeInput = { is: "date", meaning: "Date on which the last relapse began" };
const HAD_RELAPSE: RecipeInput = {
  is: "condition",
  meaning: "Whether there was a relapse before; without it a missing date is unknown, not no relapse",
  optional: true,
};
const MRI: RecipeInput = { is: "date", meaning: "Date of the MRI" };
const ENHANCING: RecipeInput = { is: "number", meaning: "Gadolinium-enhancing lesions on it" };
const NEW_T2: RecipeInput = { is: "number", meaning: "New or enlarging T2 lesions on it", optional: true };

const window = (what: string): RecipeSetting => ({
  meaning: `Days ${what}; the field has no standard`,
});
const CLINICAL = window("before lumbar puncture in which a relapse must have begun");
const RADIOLOGICAL = window("between MRI and lumbar puncture, at most, either way");

const LUBLIN =
  "Lublin et al. 2014, Neurology 83:278-286 (activity: relapse, enhancing or new T2 lesion in a stated window; not assessed is indeterminate)";

function clinical(columns: Columns, settings: Settings): string {
  const { lumbar_puncture, last_relapse, had_relapse } = columns;
  const within = `(${lumbar_puncture} - ${last_relapse}) between 0 and ${number(settings, "clinical_window_days")}`;
  return had_relapse === undefined ? within : `if(${had_relapse}, ${within}, false)`;
}

function radiological(columns: Columns, settings: Settings): string {
  const { lumbar_puncture, mri, enhancing_lesions, new_t2_lesions } = columns;
  const seen = `${enhancing_lesions} > 0${new_t2_lesions === undefined ? "" : ` or ${new_t2_lesions} > 0`}`;
  return `if(abs(${mri} - ${lumbar_puncture}) <= ${number(settings, "radiological_window_days")}, ${seen}, unknown)`;
}

const clinicalWords = (settings: Settings): string =>
  `a relapse that began in the ${number(settings, "clinical_window_days")} days before lumbar puncture`;
const radiologicalWords = (settings: Settings): string =>
  `an enhancing (or, where given, a new T2) lesion on an MRI at most ${number(settings, "radiological_window_days")} days from lumbar puncture; an MRI that is missing or farther away is unknown, never inactive`;

const ACTIVITY_INPUTS = {
  lumbar_puncture: PUNCTURE,
  last_relapse: LAST_RELAPSE,
  had_relapse: HAD_RELAPSE,
  mri: MRI,
  enhancing_lesions: ENHANCING,
  new_t2_lesions: NEW_T2,
} as const;
const ACTIVITY_SETTINGS = { clinical_window_days: CLINICAL, radiological_window_days: RADIOLOGICAL } as const;

export const ACTIVITY_RECIPES: readonly Recipe[] = [
  {
    id: "clinical-activity",
    title: "Relapse before lumbar puncture",
    inputs: { lumbar_puncture: PUNCTURE, last_relapse: LAST_RELAPSE, had_relapse: HAD_RELAPSE },
    settings: { clinical_window_days: CLINICAL },
    words: (settings) => `True with ${clinicalWords(settings)}.`,
    expression: clinical,
    source: LUBLIN,
  },
  {
    id: "radiological-activity",
    title: "Active lesion near lumbar puncture",
    inputs: { lumbar_puncture: PUNCTURE, mri: MRI, enhancing_lesions: ENHANCING, new_t2_lesions: NEW_T2 },
    settings: { radiological_window_days: RADIOLOGICAL },
    words: (settings) => `True with ${radiologicalWords(settings)}.`,
    expression: radiological,
    source: LUBLIN,
  },
  {
    id: "active-disease",
    title: "Active disease at lumbar puncture",
    inputs: ACTIVITY_INPUTS,
    settings: ACTIVITY_SETTINGS,
    words: (settings) =>
      `True with ${clinicalWords(settings)}, or ${radiologicalWords(settings)}. Unknown where one of the two is unknown and the other does not decide.`,
    expression: (columns, settings) => `${clinical(columns, settings)} or ${radiological(columns, settings)}`,
    source: LUBLIN,
  },
  {
    id: "disease-activity-at-lumbar-puncture",
    title: "Disease activity at lumbar puncture",
    inputs: ACTIVITY_INPUTS,
    settings: ACTIVITY_SETTINGS,
    reference: "neither",
    words: (settings) =>
      `Clinical: ${clinicalWords(settings)}. Radiological: ${radiologicalWords(settings)}. Both, clinical only, radiological only, neither; unknown where one of the two is.`,
    expression: (columns, settings) => {
      const [c, r] = [clinical(columns, settings), radiological(columns, settings)];
      return `if(${c}, if(${r}, "both", "clinical only"), if(${r}, "radiological only", "neither"))`;
    },
    source: LUBLIN,
  },
  {
    id: "steroids-before-lumbar-puncture",
    title: "Steroids before lumbar puncture",
    inputs: {
      lumbar_puncture: PUNCTURE,
      last_steroids: { is: "date", meaning: "Last day of steroids" },
      had_steroids: {
        is: "condition",
        meaning: "Whether steroids were given; without it a missing date is unknown, not none",
        optional: true,
      },
    },
    settings: { window_days: window("before lumbar puncture") },
    words: (settings) =>
      `True where steroids were given in the ${number(settings, "window_days")} days before lumbar puncture.`,
    expression: ({ lumbar_puncture, last_steroids, had_steroids }, settings) => {
      const within = `(${lumbar_puncture} - ${last_steroids}) between 0 and ${number(settings, "window_days")}`;
      return had_steroids === undefined ? within : `if(${had_steroids}, ${within}, false)`;
    },
    source: "A confounder of cytokines in cerebrospinal fluid; the window is the study's own",
  },
  {
    id: "lublin-course",
    title: "Course with activity",
    inputs: {
      course: { is: "category", meaning: "Course or phenotype" },
      active: { is: "condition", meaning: "Active disease, for instance by the recipe active-disease" },
      progressing: {
        is: "condition",
        meaning: "Progression, for progressive courses",
        optional: true,
      },
    },
    settings: {
      relapsing: { meaning: "The level of relapsing-remitting disease", isText: true },
      primary_progressive: { meaning: "The level of primary progressive disease", isText: true },
      secondary_progressive: { meaning: "The level of secondary progressive disease", isText: true },
    },
    words: () =>
      "Relapsing-remitting and progressive courses are active, not active or, where activity is unknown, indeterminate; progressive ones also with or without progression, where that is given. Every other level is unknown.",
    expression: ({ course, active, progressing }, settings) => {
      const activity = (prefix: string, suffix = ""): string =>
        `if(${active} is unknown, ${quoted(`${prefix} indeterminate${suffix}`)}, if(${active}, ${quoted(`${prefix} active${suffix}`)}, ${quoted(`${prefix} not active${suffix}`)}))`;
      const progressive = (level: string): string =>
        progressing === undefined
          ? activity(level)
          : `if(${progressing} is unknown, ${activity(level, ", progression unknown")}, if(${progressing}, ${activity(level, ", with progression")}, ${activity(level, ", without progression")}))`;
      const [rr, pp, sp] = ["relapsing", "primary_progressive", "secondary_progressive"].map((name) =>
        String(settings[name]),
      ) as [string, string, string];
      return `if(${course} == ${quoted(rr)}, ${activity(rr)}, if(${course} == ${quoted(pp)}, ${progressive(pp)}, if(${course} == ${quoted(sp)}, ${progressive(sp)}, unknown)))`;
    },
    source: LUBLIN,
  },
  {
    id: "disease-duration",
    title: "Disease duration",
    inputs: {
      onset: { is: "date", meaning: "Date of onset" },
      at: { is: "date", meaning: "Date at which the duration is taken, such as lumbar puncture" },
    },
    settings: {},
    unit: "years",
    words: () => `Years from onset, of ${DAYS_PER_YEAR} days; unknown where onset is later.`,
    expression: ({ onset, at }) => `if(${at} >= ${onset}, (${at} - ${onset}) / ${DAYS_PER_YEAR}, unknown)`,
    source: "Days between two dates",
  },
  {
    id: "age-at-onset",
    title: "Age at onset",
    inputs: {
      age: { is: "number", meaning: "Age in years at the date" },
      at: { is: "date", meaning: "Date at which the age is taken, such as lumbar puncture" },
      onset: { is: "date", meaning: "Date of onset" },
    },
    settings: {},
    unit: "years",
    words: () => `Age less the years from onset, of ${DAYS_PER_YEAR} days.`,
    expression: ({ age, at, onset }) => `${age} - (${at} - ${onset}) / ${DAYS_PER_YEAR}`,
    source: "Days between two dates",
  },
  {
    id: "annualised-relapse-rate",
    title: "Annualised relapse rate",
    inputs: {
      relapses: { is: "number", meaning: "Relapses between the two dates" },
      from: { is: "date", meaning: "First day of follow-up" },
      to: { is: "date", meaning: "Last day of follow-up" },
    },
    settings: {
      least_days: {
        meaning: "Follow-up below which the rate of a person is unknown: over short times it is 0 or large",
      },
    },
    unit: "per year",
    words: (settings) =>
      `Relapses per year of follow-up, of ${DAYS_PER_YEAR} days; unknown below ${number(settings, "least_days")} days.`,
    expression: ({ relapses, from, to }, settings) =>
      `if((${to} - ${from}) >= ${Math.max(1, number(settings, "least_days"))}, ${relapses} / ((${to} - ${from}) / ${DAYS_PER_YEAR}), unknown)`,
    source: "Relapses over person-years",
  },
  {
    id: "neda-3",
    title: "No evidence of disease activity (NEDA-3)",
    inputs: {
      relapse: { is: "condition", meaning: "A relapse in the period" },
      worsening: { is: "condition", meaning: "Confirmed disability worsening in the period" },
      mri_activity: { is: "condition", meaning: "New or enhancing lesions in the period" },
    },
    settings: {},
    words: () =>
      "True without relapse, without confirmed worsening and without MRI activity; false with any of them; unknown where one is unknown and none of the others is true. A missing MRI is never no activity.",
    expression: ({ relapse, worsening, mri_activity }) =>
      `not ${relapse} and not ${worsening} and not ${mri_activity}`,
    source: "Three components over a stated period, as in PMC8353667",
  },
];
