import {
  type Answer,
  count,
  type ForestRow,
  number,
  type Prose,
  pValue,
  ratio,
  type ResultRow,
  say,
  type Shown,
  statistic,
  type TableRow,
} from "../answer.ts";
import { listed, total } from "../groups.ts";
import { decisive, familyInWords, isSignificant, level, outOf } from "../wording.ts";
import { allOf, inGroup, whoIs } from "../who.ts";
import type { Coefficient, Model, RegressionResult } from "./answer.ts";

type RegressionAnswer = Answer<RegressionResult>;

export function showRegression(answer: RegressionAnswer): Shown {
  const { result } = answer;
  const { adjusted } = result;
  return {
    headline: headline(answer),
    sentences: sentences(answer),
    methods: methodsSentence(answer),
    tables: adjusted === null ? [] : [table(answer, adjusted)],
    figures:
      adjusted === null
        ? []
        : [
            {
              kind: "forest",
              id: "odds-ratios",
              title: `Odds ratios for: ${result.outcomeLabel}`,
              axisLabel: "Odds ratio",
              scale: "log",
              nullValue: 1,
              ends: [`less ${result.outcomeLabel}`, `more ${result.outcomeLabel}`],
              columns: ["Odds ratio", "p"],
              alt: say`Forest figure of odds ratios for "${result.outcomeLabel}": ${listed(
                adjusted.coefficients
                  .filter((c) => c.role === "exposure")
                  .map((c) => say`${c.label} ${ratioInWords(c, answer.confidence)}`),
              )}.`,
              notes: [
                say`Squares are odds ratios with ${level(answer.confidence)} profile ${adjusted.method === "logistic-firth" ? "penalised " : ""}likelihood intervals; an arrow is an interval that goes on. Covariates are there to adjust for: their odds ratios are not answers to a question of this study.`,
              ],
              rows: forestRows(answer, adjusted),
            },
          ],
    rows: rows(answer),
  };
}

const limitsOf = (c: Coefficient): Prose =>
  say`${c.lower === null ? "open" : ratio(c.lower)} to ${c.upper === null ? "open" : ratio(c.upper)}`;

const ratioInWords = (c: Coefficient, confidence: number): Prose =>
  c.oddsRatio === null
    ? say`no finite odds ratio (${c.reason ?? "not computed"})`
    : say`odds ratio ${ratio(c.oddsRatio)} (${level(confidence)} interval ${limitsOf(c)})`;

const exposureOf = (model: Model): Coefficient[] => model.coefficients.filter((c) => c.role === "exposure");

/** One odds ratio stands alone; several are named. */
function effectsInWords(model: Model, confidence: number): Prose {
  const exposure = exposureOf(model);
  return exposure.length === 1
    ? ratioInWords(exposure[0]!, confidence)
    : listed(exposure.map((c) => say`${c.label} ${ratioInWords(c, confidence)}`));
}

function headline(answer: RegressionAnswer): Prose {
  const { result } = answer;
  const [test] = answer.tests;
  if (result.adjusted === null)
    return say`There is no answer: ${result.reason ?? "no model could be fitted"}.`;
  const effects = effectsInWords(result.adjusted, answer.confidence);
  const others = result.terms.slice(1).filter((t) => t.columns.length > 0);
  const after = others.length === 0 ? "" : ` after adjustment for ${others.map((t) => t.label).join(", ")}`;
  const p: Prose =
    test === undefined ? [] : test.pValue === null ? say`no test` : say`p = ${pValue(decisive(test))}`;
  return isSignificant(test, answer.confidence)
    ? say`${result.exposure} goes with "${result.outcomeLabel}"${after}: ${effects}, ${p}.`
    : say`${result.exposure} does not go with "${result.outcomeLabel}" beyond chance${after}: ${effects}, ${p}; the interval says which effects remain possible.`;
}

function sentences(answer: RegressionAnswer): Prose[] {
  const { result } = answer;
  const said: Prose[] = [
    say`${outOf(result.events, result.n)} complete cases have the outcome "${result.outcomeLabel}".`,
  ];
  if (result.eventsPerVariable !== null)
    said.push(say`Events per variable: ${number(result.eventsPerVariable)}. Method: ${result.whyMethod}.`);
  if (result.unadjusted !== null)
    said.push(
      say`Without adjustment, in the same subjects: ${effectsInWords(result.unadjusted, answer.confidence)}.`,
    );
  for (const model of [result.unadjusted, result.adjusted])
    if (model !== null && !model.converged)
      said.push(
        say`The ${model === result.adjusted ? "adjusted" : "unadjusted"} fit did not converge (${count(model.iterations)} iterations, criterion ${statistic(model.criterion)}): its numbers must not be used.`,
      );
  return said;
}

function methodsSentence(answer: RegressionAnswer): Prose {
  const { result } = answer;
  if (result.adjusted === null) return say`No model was fitted: ${result.reason ?? ""}.`;
  const firth = result.adjusted.method === "logistic-firth";
  const codings = result.terms
    .filter((t) => t.columns.length > 0)
    .map(
      (t) =>
        `${t.label} (${t.coding === "linear" ? (t.per === 1 ? `linear${t.unit === "" ? "" : `, per ${t.unit}`}` : `linear, per ${t.per} ${t.unit}`) : `against ${t.reference?.label ?? ""}`})`,
    );
  return say`"${result.outcomeLabel}" was modelled by logistic regression on ${codings.join(", ")}: ${result.whyMethod}; separation was looked for by linear programming. Intervals are ${firth ? "profile penalised likelihood" : "profile likelihood"} intervals at ${level(answer.confidence)}, p-values come from ${firth ? "penalised " : ""}likelihood-ratio tests. Subjects with an unknown value of any of these variables are left out; ${familyInWords(answer.tests)}.`;
}

function forestRows(answer: RegressionAnswer, model: Model): ForestRow[] {
  const strong = isSignificant(answer.tests[0], answer.confidence);
  const row = (c: Coefficient, under: string): ForestRow => ({
    label: c.label,
    estimate: c.oddsRatio,
    lower: c.lower,
    upper: c.upper,
    cells: [
      c.oddsRatio === null ? [ratio(null, c.reason ?? "")] : say`${ratio(c.oddsRatio)} (${limitsOf(c)})`,
      [pValue(c.pValue, c.reason ?? "")],
    ],
    emphasised: c.role === "exposure" && strong,
    under,
    ...peopleOf(answer.result, c),
  });
  const head = (label: string): ForestRow => ({
    label,
    heading: true,
    estimate: null,
    lower: null,
    upper: null,
    cells: [[""], [""]],
    emphasised: false,
  });
  const crude = answer.result.unadjusted === null ? [] : exposureOf(answer.result.unadjusted);
  const covariates = model.coefficients.filter((c) => c.role === "covariate");
  const block = (heading: string, coefficients: readonly Coefficient[]): ForestRow[] => [
    head(heading),
    ...coefficients.map((c) => row(c, heading)),
  ];
  return [
    ...(crude.length === 0
      ? []
      : block("Exposure, unadjusted", crude).map((r) => ({ ...r, emphasised: false }))),
    ...block(covariates.length === 0 ? "Exposure" : "Exposure, adjusted", exposureOf(model)),
    ...(covariates.length === 0 ? [] : block("Covariates adjusted for", covariates)),
  ];
}

/** The complete cases with the coefficient's level; all of them for a slope. */
function peopleOf(
  { terms, design, n, people }: RegressionResult,
  c: Coefficient,
): Pick<ForestRow, "n" | "who"> {
  const term = terms.find((t) => t.variable === c.variable)!;
  const cell = term.cells[term.columns.indexOf(c.column)];
  if (cell === undefined) return { n, ...whoIs(people) };
  const position = design.names.indexOf(c.column);
  const weights = design.weights ?? [];
  return {
    n: total(design.rows.map((x, i) => (x[position] === 1 ? (weights[i] ?? 1) : 0))),
    ...whoIs(allOf(undefined, people, inGroup(c.variable, cell))),
  };
}

function table(answer: RegressionAnswer, model: Model): Shown["tables"][number] {
  const { result } = answer;
  const cells = (c: Coefficient | undefined): Prose[] =>
    c === undefined
      ? [[""], [""], [""]]
      : [
          [ratio(c.oddsRatio, c.reason ?? "")],
          c.oddsRatio === null ? [ratio(null, c.reason ?? "")] : limitsOf(c),
          [pValue(c.pValue, c.reason ?? "")],
        ];
  const crudeOf = (c: Coefficient): Coefficient | undefined =>
    result.unadjusted?.coefficients.find((u) => u.column === c.column);
  const row = (c: Coefficient): TableRow => ({
    indented: true,
    cells: [[c.label], ...(result.unadjusted === null ? [] : cells(crudeOf(c))), ...cells(c)],
  });
  const width = result.unadjusted === null ? 4 : 7;
  const heading = (text: string): TableRow => ({
    heading: true,
    cells: [[text], ...Array.from({ length: width - 1 }, (): Prose => [""])],
  });
  const covariates = model.coefficients.filter((c) => c.role === "covariate");
  const columns = (kind: string): Shown["tables"][number]["columns"] => [
    { label: `${kind}odds ratio`, align: "right" },
    { label: "Interval", align: "right" },
    { label: "p", align: "right" },
  ];
  return {
    id: "odds-ratios",
    title: `Odds ratios for: ${result.outcomeLabel} (${result.events} of ${result.n})`,
    columns: [
      { label: "Variable", align: "left" },
      ...(result.unadjusted === null ? [] : columns("Unadjusted ")),
      ...columns(result.unadjusted === null ? "" : "Adjusted "),
    ],
    rows: [
      heading("Exposure"),
      ...exposureOf(model).map(row),
      ...(covariates.length === 0
        ? []
        : [heading("Covariates adjusted for (not to be read as effects)"), ...covariates.map(row)]),
    ],
    notes: [
      say`${level(answer.confidence)} profile ${model.method === "logistic-firth" ? "penalised " : ""}likelihood intervals; "open" is an end at which the likelihood never falls far enough. Unadjusted and adjusted models use the same complete cases.${
        model.exposureTest === null || model.exposureTest.df === 1
          ? ""
          : say` All categories of the exposure at once: chi-square ${statistic(model.exposureTest.chiSquare)}, ${count(model.exposureTest.df)} degrees of freedom, p = ${pValue(model.exposureTest.pValue)}.`
      }`,
    ],
  };
}

function rows(answer: RegressionAnswer): ResultRow[] {
  const { result } = answer;
  const of = (model: Model | null, kind: string): ResultRow[] =>
    model === null
      ? []
      : model.coefficients
          .filter((c) => kind === "adjusted" || c.role === "exposure")
          .flatMap((c): ResultRow[] => [
            {
              group: c.label,
              statistic: `${kind}-odds-ratio`,
              value: c.oddsRatio,
              lower: c.lower,
              upper: c.upper,
              unit: "",
              label: `${kind} odds ratio`,
              format: "ratio",
              method: model.method,
              ...(c.reason === null ? {} : { warning: c.reason }),
            },
            {
              group: c.label,
              statistic: `${kind}-p`,
              value: c.pValue,
              unit: "",
              label: `p of the ${kind} odds ratio, not adjusted for multiplicity`,
              format: "p-value",
              method: model.method,
            },
            {
              group: c.label,
              statistic: `${kind}-log-odds-ratio`,
              value: c.logOddsRatio,
              unit: "",
              label: `${kind} log odds ratio`,
              format: "number",
              method: model.method,
            },
            {
              group: c.label,
              statistic: `${kind}-standard-error`,
              value: c.standardError,
              unit: "",
              label: "standard error of the log odds ratio",
              format: "number",
              method: model.method,
            },
          ]);
  return [
    {
      group: "model",
      statistic: "subjects",
      value: result.n,
      unit: "",
      label: "complete cases",
      format: "count",
    },
    {
      group: "model",
      statistic: "events",
      value: result.events,
      unit: "",
      label: "complete cases with the outcome",
      format: "count",
    },
    {
      group: "model",
      statistic: "events-per-variable",
      value: result.eventsPerVariable,
      unit: "",
      label: "events per variable",
      format: "number",
      ...(result.reason === null ? {} : { warning: result.reason }),
    },
    ...of(result.unadjusted, "unadjusted"),
    ...of(result.adjusted, "adjusted"),
  ];
}
