import { needed, wrongKind } from "../../core/issues/protocol.ts";
import { checkColumn, checkCondition, checkFamily, checkLevel } from "../checks.ts";
import type { QuestionKind, SpecProblem, Vocabulary } from "../kind.ts";
import { answerRegression, type RegressionResult } from "./answer.ts";
import { reproduceRegression } from "./reproduce.ts";
import type { RegressionSpec, TermSpec } from "./schema.ts";
import { showRegression } from "./show.ts";

function checkTerm(
  vocabulary: Vocabulary,
  path: readonly (string | number)[],
  term: TermSpec,
): SpecProblem[] {
  const spec = typeof term === "string" ? { variable: term } : term;
  const at = typeof term === "string" ? path : [...path, "variable"];
  const problems = checkColumn(vocabulary, at, spec.variable);
  const column = vocabulary.columns.get(spec.variable);
  if (problems.length > 0 || column === undefined) return problems;
  if (column.type === "concentration")
    return [
      {
        path: at,
        issue: wrongKind(
          "a variable with a number or a category for every subject",
          spec.variable,
          "a concentration, whose non-detects have no number",
          `derive one under derived:, such as ${spec.variable}_detected with expression: detected(${spec.variable})`,
        ),
      },
    ];
  if (column.type === "date")
    return [
      {
        path: at,
        issue: wrongKind(
          "a number or a category",
          spec.variable,
          "a date",
          "derive a number of days or a year under derived:",
        ),
      },
    ];
  const categorical =
    column.type === "nominal" ||
    column.type === "binary" ||
    (column.type === "ordinal" && spec.as !== "linear");
  const reference = spec.reference ?? column.reference;
  return [
    ...(spec.reference === undefined
      ? []
      : checkLevel(vocabulary, [...path, "reference"], spec.variable, spec.reference)),
    ...(categorical && column.type !== "binary" && reference === undefined
      ? [
          {
            path: at,
            issue: needed(
              "a reference group",
              `${spec.variable} enters by categories`,
              `add reference: to the variable ${spec.variable}`,
            ),
          },
        ]
      : []),
    ...(spec.per !== undefined && (categorical || column.type === "boolean")
      ? [
          {
            path: [...path, "per"],
            issue: wrongKind("a number", spec.variable, column.type, "remove per:, it is for numbers"),
          },
        ]
      : []),
  ];
}

function check(spec: RegressionSpec, vocabulary: Vocabulary): SpecProblem[] {
  return [
    ...checkCondition(vocabulary, ["outcome"], spec.outcome),
    ...checkTerm(vocabulary, ["exposure"], spec.exposure),
    ...spec.adjust.flatMap((term, i) => checkTerm(vocabulary, ["adjust", i], term)),
    ...checkFamily(vocabulary, spec.family, null),
    ...checkCondition(vocabulary, ["where"], spec.where),
  ];
}

export const regression: QuestionKind<RegressionSpec, RegressionResult> = {
  kind: "regression",
  check,
  answer: answerRegression,
  show: showRegression,
  reproduce: reproduceRegression,
};
