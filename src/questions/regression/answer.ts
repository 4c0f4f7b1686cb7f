import * as elementary from "../../core/elementary.ts";
import type { Expression } from "../../cohort/expression/expression.ts";
import { describeIssue, InputError } from "../../core/issues/issue.ts";
import type { Design } from "../../stats/regression/design.ts";
import { firthBlockTest, firthLogistic } from "../../stats/regression/firth.ts";
import { logisticBlockTest, logisticRegression } from "../../stats/regression/logistic.ts";
import { detectSeparation } from "../../stats/regression/separation.ts";
import type { Answer, MethodUse, Test, Warning } from "../answer.ts";
import { count, number, say } from "../answer.ts";
import { trusted, trustedCondition } from "../checks.ts";
import { filterLosses } from "../groups.ts";
import type { Context } from "../kind.ts";
import { columnOf } from "../sample-of.ts";
import { allOf, known } from "../who.ts";
import { prepare, type Prepared, type Term } from "./design.ts";
import type { RegressionSpec, TermSpec } from "./schema.ts";

export interface Coefficient {
  readonly column: string;
  readonly label: string;
  readonly variable: string;
  readonly role: Term["role"];
  /** Odds ratios; null where the estimate does not exist, and a null limit is open where the estimate does. */
  readonly oddsRatio: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly logOddsRatio: number | null;
  readonly standardError: number | null;
  readonly pValue: number | null;
  readonly reason: string | null;
}

export interface Model {
  readonly method: "logistic-maximum-likelihood" | "logistic-firth";
  readonly converged: boolean;
  readonly iterations: number;
  readonly criterion: number;
  readonly coefficients: readonly Coefficient[];
  /** Test of the whole exposure (all its categories at once). */
  readonly exposureTest: { readonly chiSquare: number; readonly df: number; readonly pValue: number } | null;
  readonly logLikelihood: number;
}

export interface RegressionResult {
  readonly outcome: string;
  readonly outcomeLabel: string;
  readonly exposure: string;
  readonly terms: readonly Term[];
  readonly n: number;
  /** Selects the complete cases. */
  readonly people: Expression;
  readonly events: number;
  readonly eventsPerVariable: number | null;
  readonly separation: {
    readonly kind: string;
    readonly infinite: readonly { readonly label: string; readonly direction: 1 | -1 }[];
  } | null;
  readonly whyMethod: string;
  readonly unadjusted: Model | null;
  readonly adjusted: Model | null;
  /** Why there is no model. */
  readonly reason: string | null;
  readonly design: Design;
}

export async function answerRegression(
  spec: RegressionSpec,
  context: Context,
): Promise<Answer<RegressionResult>> {
  const { confidence } = context.settings;
  const label = spec.outcome_label ?? spec.outcome;
  const nameOf = (term: TermSpec): string => (typeof term === "string" ? term : term.variable);
  const specs = [
    { spec: spec.exposure, column: context.columns.get(nameOf(spec.exposure))!, role: "exposure" as const },
    ...spec.adjust.map((term) => ({
      spec: term,
      column: context.columns.get(nameOf(term))!,
      role: "covariate" as const,
    })),
  ];
  const tally = await context.engine.tally({
    select: [
      { name: "outcome", expression: trustedCondition(spec.outcome) },
      ...specs.map(({ column }) => ({ name: column.name, expression: columnOf(column.name) })),
    ],
    ...(spec.where === undefined ? {} : { where: trusted(spec.where) }),
  });
  const prepared = prepare(tally, specs, label);
  const [exposure] = prepared.terms;
  const fitted = fit(spec, prepared, confidence);
  const warnings: Warning[] = [
    ...prepared.leftOut.map((text) => ({ code: "left-out", text: [`${text}.`] })),
    ...fitted.warnings,
  ];
  const lost = tally.subjects - tally.filteredOut - tally.filterUnknown - prepared.included;
  const asked = tally.subjects - tally.filteredOut - tally.filterUnknown;
  if (asked > 0 && lost > 0.2 * asked)
    warnings.push({
      code: "many-lost",
      text: say`${count(lost)} of ${count(asked)} subjects are lost because a value is unknown: the result holds for complete cases, who may differ from the others.`,
    });
  const test: Test = {
    id: "exposure",
    label: `${exposure!.label}${spec.adjust.length === 0 ? "" : ", adjusted"}`,
    method: fitted.result.adjusted?.method ?? "logistic-maximum-likelihood",
    reason:
      fitted.result.reason ??
      `${fitted.result.whyMethod}; ${fitted.result.adjusted?.method === "logistic-firth" ? "penalised likelihood-ratio test" : "likelihood-ratio test"}`,
    pValue: fitted.result.adjusted?.exposureTest?.pValue ?? null,
    family: spec.family ?? null,
    adjusted: null,
  };
  return {
    id: spec.id,
    kind: "regression",
    asked:
      spec.title ??
      `Does ${exposure!.label} go with ${label}${
        spec.adjust.length === 0
          ? ""
          : `, on its own after adjustment for ${prepared.terms
              .slice(1)
              .map((t) => t.label)
              .join(", ")}`
      }?`,
    confidence,
    result: {
      outcome: spec.outcome,
      outcomeLabel: label,
      exposure: exposure!.label,
      terms: prepared.terms,
      n: prepared.included,
      people: allOf(
        spec.where,
        known(trusted(spec.outcome)),
        ...specs.map(({ column }) => known(columnOf(column.name))),
      ),
      events: prepared.events,
      design: prepared.design,
      ...fitted.result,
    },
    tests: [test],
    counted: {
      subjects: tally.subjects,
      included: prepared.included,
      excluded: [...filterLosses(tally, spec.where), ...prepared.excluded].filter((loss) => loss.n > 0),
    },
    methods: fitted.methods,
    warnings,
  };
}

interface Fitted {
  readonly result: Pick<
    RegressionResult,
    "eventsPerVariable" | "separation" | "whyMethod" | "unadjusted" | "adjusted" | "reason"
  >;
  readonly methods: readonly MethodUse[];
  readonly warnings: readonly Warning[];
}

const noModel = (reason: string): Fitted => ({
  result: {
    eventsPerVariable: null,
    separation: null,
    whyMethod: "no model was fitted",
    unadjusted: null,
    adjusted: null,
    reason,
  },
  methods: [],
  warnings: [{ code: "no-model", text: [`No model: ${reason}.`] }],
});

function fit(spec: RegressionSpec, prepared: Prepared, confidence: number): Fitted {
  const { design, included, events, terms } = prepared;
  if (included === 0) return noModel("no subject has the outcome and every variable known");
  if (events === 0) return noModel("no complete case has the outcome");
  if (events === included) return noModel("every complete case has the outcome");
  if (terms[0]!.columns.length === 0)
    return noModel(`${terms[0]!.label} has one value among the complete cases`);
  try {
    return fitModels(spec, prepared, confidence);
  } catch (problem) {
    // A design that no model can be fitted to (aliased columns) is an answer of its own; anything else is a defect.
    if (!(problem instanceof InputError)) throw problem;
    return noModel(
      problem.issues.map(describeIssue).join("; ") + ` (design of ${design.names.length} columns)`,
    );
  }
}

function fitModels(
  spec: RegressionSpec,
  { design, terms, events, included }: Prepared,
  confidence: number,
): Fitted {
  const separation = detectSeparation(design);
  const firth =
    spec.method === "firth" || (spec.method === "firth-if-separated" && separation.kind !== "none");
  const whyMethod =
    spec.method === "firth"
      ? "Firth's penalised likelihood, as the protocol states"
      : spec.method === "logistic"
        ? "maximum likelihood, as the protocol states"
        : firth
          ? `Firth's penalised likelihood, since the data are separated (${separation.kind})`
          : "maximum likelihood, since the data are not separated";
  const exposureColumns = terms[0]!.columns.map((name) => design.names.indexOf(name));
  const crude: Design = {
    ...design,
    names: ["(Intercept)", ...terms[0]!.columns],
    rows: design.rows.map((row) => [1, ...exposureColumns.map((k) => row[k]!)]),
  };
  const model = (d: Design): { model: Model; warnings: readonly string[] } =>
    firth ? firthModel(d, terms, confidence) : logisticModel(d, terms, confidence);
  const adjusted = model(design);
  const unadjusted = design.names.length === crude.names.length ? null : model(crude);
  const labels = new Map(
    terms.flatMap((term) => term.columns.map((name, i) => [name, term.columnLabels[i]!])),
  );
  const rarer = Math.min(events, included - events);
  const slopes = design.names.length - 1;
  const infinite = separation.infinite.map(({ name, direction }) => ({
    label: labels.get(name) ?? name,
    direction,
  }));
  const warnings: Warning[] = [
    ...(separation.kind === "none"
      ? []
      : [
          {
            code: "separation",
            text: say`${separation.kind === "complete" ? "Complete" : "Quasi-complete"} separation: the outcome is predicted without error along ${infinite.map((i) => i.label).join(", ") || "a combination of variables"}, so the maximum likelihood odds ratio ${infinite.length === 1 ? "is" : "of these is"} ${infinite.map((i) => (i.direction > 0 ? "infinite" : "zero")).join(", ") || "infinite"}${firth ? "; Firth's penalised estimate is finite" : "; ask for method: firth to get a finite estimate"}.`,
          },
        ]),
    ...(rarer / slopes < 10
      ? [
          {
            code: "few-events",
            text: say`${number(rarer / slopes)} events per variable (${count(rarer)} in the rarer outcome, ${count(slopes)} coefficients): estimates may be unstable. Ten is a guide, not a law.`,
          },
        ]
      : []),
    ...adjusted.warnings.map((text) => ({ code: "model", text: [text] })),
  ];
  return {
    result: {
      eventsPerVariable: rarer / slopes,
      separation: { kind: separation.kind, infinite },
      whyMethod,
      unadjusted: unadjusted?.model ?? null,
      adjusted: adjusted.model,
      reason: null,
    },
    methods: [
      firth
        ? {
            id: "logistic-firth",
            variant: "penalised likelihood-ratio tests, profile penalised likelihood intervals",
          }
        : {
            id: "logistic-maximum-likelihood",
            variant: "likelihood-ratio tests, profile likelihood intervals",
          },
      { id: "separation-linear-programming", variant: separation.kind },
    ],
    warnings,
  };
}

interface RawTerm {
  readonly name: string;
  readonly estimate: number | null;
  readonly standardError: number | null;
  readonly profileLower: number | null;
  readonly profileUpper: number | null;
  readonly pValue: number | null;
  readonly reason: string | null;
}

function coefficients(raw: readonly RawTerm[], terms: readonly Term[]): Coefficient[] {
  return terms.flatMap((term) =>
    term.columns.flatMap((name, i): Coefficient[] => {
      const found = raw.find((r) => r.name === name);
      if (found === undefined) return [];
      const ratio = (log: number | null): number | null =>
        log === null || !Number.isFinite(elementary.exp(log)) ? null : elementary.exp(log);
      return [
        {
          column: name,
          label: term.columnLabels[i]!,
          variable: term.variable,
          role: term.role,
          oddsRatio: ratio(found.estimate),
          lower: ratio(found.profileLower),
          upper: ratio(found.profileUpper),
          logOddsRatio: found.estimate,
          standardError: found.standardError,
          pValue: found.pValue,
          reason: found.reason,
        },
      ];
    }),
  );
}

function exposureIndices(design: Design, terms: readonly Term[]): number[] {
  return terms[0]!.columns.map((name) => design.names.indexOf(name));
}

type Fit = Omit<Model, "coefficients" | "exposureTest"> & {
  readonly terms: readonly RawTerm[];
  readonly warnings: readonly string[];
};

function modelOf(
  { terms: raw, warnings, ...fit }: Fit,
  block: {
    readonly converged: boolean;
    readonly chiSquare: number;
    readonly df: number;
    readonly pValue: number;
  },
  terms: readonly Term[],
): { model: Model; warnings: readonly string[] } {
  const { converged, chiSquare, df, pValue } = block;
  return {
    model: {
      ...fit,
      coefficients: coefficients(raw, terms),
      exposureTest: converged ? { chiSquare, df, pValue } : null,
    },
    warnings,
  };
}

function firthModel(
  design: Design,
  terms: readonly Term[],
  confidence: number,
): { model: Model; warnings: readonly string[] } {
  const { method, converged, iterations, criterion, penalisedLogLikelihood, warnings, ...result } =
    firthLogistic(design, { confidence });
  const raw = result.terms.map((t) => ({
    ...t,
    pValue: t.penalisedLikelihoodRatio?.pValue ?? null,
    reason: t.profileReason,
  }));
  const fit = {
    method,
    converged,
    iterations,
    criterion,
    logLikelihood: penalisedLogLikelihood,
    terms: raw,
    warnings,
  };
  return modelOf(fit, firthBlockTest(design, exposureIndices(design, terms)), terms);
}

function logisticModel(
  design: Design,
  terms: readonly Term[],
  confidence: number,
): { model: Model; warnings: readonly string[] } {
  const { method, converged, iterations, criterion, logLikelihood, warnings, ...result } = logisticRegression(
    design,
    { confidence },
  );
  const raw = result.terms.map((t) => ({
    ...t,
    pValue: t.likelihoodRatio?.pValue ?? null,
    reason: t.profileReason,
  }));
  const fit = { method, converged, iterations, criterion, logLikelihood, terms: raw, warnings };
  return modelOf(fit, logisticBlockTest(design, exposureIndices(design, terms)), terms);
}
