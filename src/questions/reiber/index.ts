import { wrongKind } from "../../core/issues/protocol.ts";
import { checkCategory, checkColumn, checkCondition } from "../checks.ts";
import type { QuestionKind, SpecProblem, Vocabulary } from "../kind.ts";
import { answerReiber, type ReiberResult } from "./answer.ts";
import { reproduceReiber } from "./reproduce.ts";
import type { ReiberSpec } from "./schema.ts";
import { showReiber } from "./show.ts";

function check(spec: ReiberSpec, vocabulary: Vocabulary): SpecProblem[] {
  const numbers = (["quotient", "albumin", "age"] as const).flatMap((key): SpecProblem[] => {
    const problems = checkColumn(vocabulary, [key], spec[key]);
    const column = vocabulary.columns.get(spec[key]);
    if (problems.length > 0 || column === undefined || column.valueType === "number") return problems;
    return [
      {
        path: [key],
        issue: wrongKind(
          "a column of numbers",
          spec[key],
          column.type,
          "derive it, for a quotient with the recipe csf-serum-quotient",
        ),
      },
    ];
  });
  return [
    ...numbers,
    ...(spec.by === undefined ? [] : checkCategory(vocabulary, ["by"], spec.by)),
    ...checkCondition(vocabulary, ["where"], spec.where),
  ];
}

export const reiber: QuestionKind<ReiberSpec, ReiberResult> = {
  kind: "reiber",
  check,
  answer: answerReiber,
  show: showReiber,
  reproduce: reproduceReiber,
};
