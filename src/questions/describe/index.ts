import { wrongKind } from "../../core/issues/protocol.ts";
import { checkCategory, checkColumn, checkCondition, checkFamily } from "../checks.ts";
import type { QuestionKind, SpecProblem, Vocabulary } from "../kind.ts";
import { answerDescribe, type DescribeResult } from "./answer.ts";
import { reproduceDescribe } from "./reproduce.ts";
import type { DescribeSpec } from "./schema.ts";
import { showDescribe } from "./show.ts";

function check(spec: DescribeSpec, vocabulary: Vocabulary): SpecProblem[] {
  const means = spec.mean.flatMap((name, i): SpecProblem[] => {
    const type = vocabulary.columns.get(name)?.type;
    if (type === undefined || type === "continuous" || type === "count")
      return checkColumn(vocabulary, ["mean", i], name);
    return [
      {
        path: ["mean", i],
        issue: wrongKind(
          "a continuous variable or a count, which has a mean",
          name,
          type,
          "remove it from mean:; it is shown by median or counts",
        ),
      },
    ];
  });
  return [
    ...(spec.by === undefined ? [] : checkCategory(vocabulary, ["by"], spec.by)),
    ...spec.variables.flatMap((name, i) => checkColumn(vocabulary, ["variables", i], name)),
    ...means,
    ...checkFamily(vocabulary, spec.family, null),
    ...checkCondition(vocabulary, ["where"], spec.where),
  ];
}

export const describe: QuestionKind<DescribeSpec, DescribeResult> = {
  kind: "describe",
  check,
  answer: answerDescribe,
  show: showDescribe,
  reproduce: reproduceDescribe,
};
