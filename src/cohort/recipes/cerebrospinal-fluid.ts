/** Quotients, indices and Reiber's limits of cerebrospinal fluid. Quotients are in 1e-3, as the field writes them. */
import {
  AGE_LIMIT_SOURCE,
  AGE_LIMITS,
  type Immunoglobulin,
  IMMUNOGLOBULINS,
  REIBER_LIMITS,
  REIBER_SOURCE,
} from "../reiber.ts";
import {
  type Columns,
  number,
  type Recipe,
  type RecipeInput,
  type RecipeSetting,
  type Settings,
} from "./recipe.ts";

const ALBUMIN: RecipeInput = { is: "number", meaning: "Albumin quotient in 1e-3" };
const IG_QUOTIENT: RecipeInput = { is: "number", meaning: "Quotient of the immunoglobulin in 1e-3" };
const AGE: RecipeInput = { is: "number", meaning: "Age in years" };

/** Grams per litre of one unit. */
const GRAMS: Readonly<Record<string, number>> = { "g/L": 1, "mg/L": 1e-3, "g/dL": 10, "mg/dL": 1e-2 };
const unitSetting = (where: string): RecipeSetting => ({
  meaning: `Unit in ${where}`,
  choices: Object.keys(GRAMS),
});

/** Of a quotient in 1e-3: the two units' ratio, whole or a decimal that is exact in the text. */
function factor(settings: Settings): string {
  const ratio = (1000 * GRAMS[String(settings["csf_unit"])]!) / GRAMS[String(settings["serum_unit"])]!;
  return String(Number(ratio.toPrecision(12)));
}

const quotient = ({ csf, serum }: Columns, settings: Settings): string =>
  `if(${serum} > 0 and ${csf} > 0, ${factor(settings)} * ${csf} / ${serum}, unknown)`;

const CONCENTRATIONS: Readonly<Record<"csf" | "serum", RecipeInput>> = {
  csf: { is: "concentration", meaning: "Measured concentration in cerebrospinal fluid" },
  serum: { is: "concentration", meaning: "Measured concentration in serum" },
};
const UNITS = { csf_unit: unitSetting("cerebrospinal fluid"), serum_unit: unitSetting("serum") } as const;

/** The smallest quotient has the least in cerebrospinal fluid and the most in serum. */
function boundedQuotient({ csf, serum }: Columns, settings: Settings): { least: string; most: string } {
  const of = (top: string, bottom: string): string =>
    `if(${bottom}(${serum}) > 0, ${factor(settings)} * ${top}(${csf}) / ${bottom}(${serum}), unknown)`;
  return { least: of("at_least", "at_most"), most: of("at_most", "at_least") };
}

const IMMUNOGLOBULIN: RecipeSetting = { meaning: "Which immunoglobulin", choices: IMMUNOGLOBULINS };

function limit(albumin: string, settings: Settings, which: "lower" | "upper"): string {
  const { ratio, squared, c } = REIBER_LIMITS[String(settings["immunoglobulin"]) as Immunoglobulin][which];
  return `${ratio} * sqrt(${albumin} * ${albumin} + ${squared}) - ${c}`;
}

const AGE_LIMIT: RecipeSetting = {
  meaning: "Formula of the age-dependent limit of the albumin quotient; laboratories differ",
  choices: AGE_LIMITS,
};
const ageLimit = (age: string, settings: Settings): string =>
  settings["limit"] === "4+age/15" ? `(4 + ${age} / 15)` : `(8 + ${age} / 25)`;
export const FLUID_RECIPES: readonly Recipe[] = [
  {
    id: "csf-serum-quotient",
    title: "Quotient of cerebrospinal fluid and serum",
    inputs: {
      csf: { is: "number", meaning: "Concentration in cerebrospinal fluid" },
      serum: { is: "number", meaning: "Concentration in serum" },
    },
    settings: { csf_unit: unitSetting("cerebrospinal fluid"), serum_unit: unitSetting("serum") },
    unit: "1e-3",
    words: (settings) =>
      `Cerebrospinal fluid (${settings["csf_unit"]}) over serum (${settings["serum_unit"]}), times 1000; unknown where either is not above 0.`,
    expression: quotient,
    source: "Albumin, IgG, IgA, IgM or free light chains alike",
  },
  ...(["least", "most"] as const).map(
    (side): Recipe => ({
      id: `csf-serum-quotient-at-${side}`,
      title: `Quotient of cerebrospinal fluid and serum, at ${side}`,
      inputs: CONCENTRATIONS,
      settings: UNITS,
      unit: "1e-3",
      words: (settings) =>
        `What the quotient of cerebrospinal fluid (${settings["csf_unit"]}) and serum (${settings["serum_unit"]}), times 1000, is at ${side}, given the limits of values that are only bounded; unknown where it has no such limit.`,
      expression: (columns, settings) => boundedQuotient(columns, settings)[side],
      source: "Interval of the quotient of two positive intervals",
    }),
  ),
  {
    id: "csf-index-from",
    title: "Index at or above a cut-off",
    inputs: { ...CONCENTRATIONS, albumin_quotient: ALBUMIN },
    settings: {
      ...UNITS,
      cut_off: {
        meaning:
          "Index from which it counts; published for kappa free light chains: 5.8, 6.1, 6.6; for IgG: 0.7",
      },
    },
    words: (settings) =>
      `True where the quotient over the albumin quotient is ${number(settings, "cut_off")} or more whatever a value below or above its limit is; false where it is less whatever that value is; unknown where the bound leaves it open.`,
    expression: (columns, settings) => {
      const { least, most } = boundedQuotient(columns, settings);
      const over = (bound: string): string => `(${bound}) / ${columns["albumin_quotient"]}`;
      const cut = number(settings, "cut_off");
      return `if(${columns["albumin_quotient"]} > 0, if((${over(least)}) is known and ${over(least)} >= ${cut}, true, if((${over(most)}) is known and ${over(most)} < ${cut}, false, unknown)), unknown)`;
    },
    source: "Cut-offs: PMC9138559 (5.8), Leurs 2020 (6.6); a quotient of a non-detect is a bound",
    unchecked: "6.1 was not checked against its primary source",
  },
  {
    id: "albumin-quotient-limit",
    title: "Limit of the albumin quotient",
    inputs: { age: AGE },
    settings: { limit: AGE_LIMIT },
    unit: "1e-3",
    words: (settings) => `${settings["limit"]}, in 1e-3.`,
    expression: ({ age }, settings) => ageLimit(age!, settings),
    source: AGE_LIMIT_SOURCE,
  },
  {
    id: "barrier-dysfunction",
    title: "Blood-CSF barrier dysfunction",
    inputs: { albumin_quotient: ALBUMIN, age: AGE },
    settings: { limit: AGE_LIMIT },
    words: (settings) => `True where the albumin quotient is above ${settings["limit"]} (1e-3).`,
    expression: ({ albumin_quotient, age }, settings) => `${albumin_quotient} > ${ageLimit(age!, settings)}`,
    source: AGE_LIMIT_SOURCE,
  },
  {
    id: "immunoglobulin-index",
    title: "Immunoglobulin index",
    inputs: { immunoglobulin_quotient: IG_QUOTIENT, albumin_quotient: ALBUMIN },
    settings: {},
    unit: "ratio",
    words: () => "Quotient of the immunoglobulin (or of kappa free light chains) over the albumin quotient.",
    expression: ({ immunoglobulin_quotient, albumin_quotient }) =>
      `if(${albumin_quotient} > 0, ${immunoglobulin_quotient} / ${albumin_quotient}, unknown)`,
    source: "Link and Tibbling 1977, Scand J Clin Lab Invest 37:397-401",
  },
  {
    id: "index-above-cut-off",
    title: "Index above the cut-off",
    inputs: { index: { is: "number", meaning: "IgG index or kappa index" } },
    settings: {
      cut_off: { meaning: "Cut-off, itself above: IgG 0.7 is usual; kappa 5.8, 6.1 and 6.6 are published" },
    },
    words: (settings) => `True from ${number(settings, "cut_off")} upwards.`,
    expression: ({ index }, settings) => `${index} >= ${number(settings, "cut_off")}`,
    source: "IgG 0.70; kappa 5.8 (PMC9138559), 6.6 (Leurs 2020, PMC7350201), 6.1",
    unchecked: "kappa 6.1 was not checked against its primary source",
  },
  {
    id: "reiber-limit",
    title: "Reiber's upper limit",
    inputs: { albumin_quotient: ALBUMIN },
    settings: { immunoglobulin: IMMUNOGLOBULIN },
    unit: "1e-3",
    words: (settings) =>
      `Upper limit of the ${settings["immunoglobulin"]} quotient at this albumin quotient (Qlim).`,
    expression: ({ albumin_quotient }, settings) => limit(albumin_quotient!, settings, "upper"),
    source: REIBER_SOURCE,
  },
  {
    id: "intrathecal-fraction",
    title: "Intrathecal fraction",
    inputs: { immunoglobulin_quotient: IG_QUOTIENT, albumin_quotient: ALBUMIN },
    settings: { immunoglobulin: IMMUNOGLOBULIN },
    unit: "%",
    words: (settings) =>
      `Share of ${settings["immunoglobulin"]} that is made in the central nervous system: 100 (1 - Qlim / Q) where the quotient is above Reiber's limit, else 0.`,
    expression: ({ immunoglobulin_quotient, albumin_quotient }, settings) => {
      const most = limit(albumin_quotient!, settings, "upper");
      return `if(${immunoglobulin_quotient} > ${most}, 100 * (1 - (${most}) / ${immunoglobulin_quotient}), 0)`;
    },
    source: REIBER_SOURCE,
    unchecked: "the formula of the fraction was not checked against its primary source",
  },
  {
    id: "local-immunoglobulin",
    title: "Locally made immunoglobulin",
    inputs: {
      immunoglobulin_quotient: IG_QUOTIENT,
      albumin_quotient: ALBUMIN,
      serum_immunoglobulin: { is: "number", meaning: "Immunoglobulin in serum, g/L" },
    },
    settings: { immunoglobulin: IMMUNOGLOBULIN },
    unit: "mg/L",
    words: (settings) =>
      `(Q - Qlim) times ${settings["immunoglobulin"]} in serum (g/L), in mg/L of cerebrospinal fluid; 0 at or below Reiber's limit.`,
    expression: ({ immunoglobulin_quotient, albumin_quotient, serum_immunoglobulin }, settings) => {
      const most = limit(albumin_quotient!, settings, "upper");
      return `if(${immunoglobulin_quotient} > ${most}, (${immunoglobulin_quotient} - (${most})) * ${serum_immunoglobulin}, 0)`;
    },
    source: REIBER_SOURCE,
    unchecked: "the formula was not checked against its primary source",
  },
  {
    id: "reiber-class",
    title: "Reiber's class",
    inputs: { immunoglobulin_quotient: IG_QUOTIENT, albumin_quotient: ALBUMIN, age: AGE },
    settings: { immunoglobulin: IMMUNOGLOBULIN, limit: AGE_LIMIT },
    reference: "normal",
    words: (settings) =>
      `By the ${settings["immunoglobulin"]} quotient against Reiber's limits and the albumin quotient against ${settings["limit"]}: normal, barrier dysfunction, both, synthesis alone; below the lower limit it is implausible and a measurement is to be checked.`,
    expression: ({ immunoglobulin_quotient, albumin_quotient, age }, settings) => {
      const barrier = `${albumin_quotient} > ${ageLimit(age!, settings)}`;
      const [low, high] = (["lower", "upper"] as const).map((which) =>
        limit(albumin_quotient!, settings, which),
      );
      return `if(${immunoglobulin_quotient} < ${low}, "implausible", if(${immunoglobulin_quotient} > ${high}, if(${barrier}, "synthesis and barrier dysfunction", "synthesis"), if(${barrier}, "barrier dysfunction", "normal")))`;
    },
    source: REIBER_SOURCE,
  },
  {
    id: "oligoclonal-bands-positive",
    title: "Oligoclonal bands",
    inputs: { bands: { is: "number", meaning: "Bands in cerebrospinal fluid that serum does not have" } },
    settings: {
      least_bands: {
        meaning: "Fewest bands that count as positive",
        default: 2,
        source: "two or more bands restricted to cerebrospinal fluid (Medscape 934024)",
      },
    },
    words: (settings) =>
      `True with ${number(settings, "least_bands")} bands or more that serum does not have.`,
    expression: ({ bands }, settings) => `${bands} >= ${number(settings, "least_bands")}`,
    source: "Bands restricted to cerebrospinal fluid",
  },
];
