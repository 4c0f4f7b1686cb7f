import { checkCategory, checkCondition, checkFamily, checkLevel } from "../checks.ts";
import { nearest } from "../../cohort/nearest.ts";
import { needed, unknownName } from "../../core/issues/protocol.ts";
import type { QuestionKind, SpecProblem, Vocabulary } from "../kind.ts";
import { answerDetectability } from "./answer.ts";
import type { DetectabilityResult } from "./result.ts";
import { reproduceDetectability } from "./reproduce.ts";
import type { DetectabilitySpec } from "./schema.ts";
import { showDetectability } from "./show.ts";

function check(spec: DetectabilitySpec, vocabulary: Vocabulary): SpecProblem[] {
  const analytes = [...vocabulary.analytes.keys()];
  const reference = spec.reference ?? vocabulary.columns.get(spec.by)?.reference;
  return [
    ...(vocabulary.analytes.has(spec.analyte)
      ? []
      : [
          {
            path: ["analyte"],
            issue: unknownName("an analyte", spec.analyte, analytes, nearest(spec.analyte, analytes)),
          },
        ]),
    ...checkCategory(vocabulary, ["by"], spec.by),
    ...(spec.reference === undefined ? [] : checkLevel(vocabulary, ["reference"], spec.by, spec.reference)),
    ...(spec.compare === "reference" && reference === undefined && vocabulary.columns.has(spec.by)
      ? [
          {
            path: ["compare"],
            issue: needed(
              "a reference group",
              `compare: reference needs one`,
              `add reference: here, or to the variable ${spec.by}`,
            ),
          },
        ]
      : []),
    ...checkFamily(
      vocabulary,
      spec.family,
      spec.compare === "none" ? null : "several groups are compared, so their p-values need a family",
    ),
    ...checkCondition(vocabulary, ["where"], spec.where),
  ];
}

export const detectability: QuestionKind<DetectabilitySpec, DetectabilityResult> = {
  kind: "detectability",
  check,
  answer: answerDetectability,
  show: showDetectability,
  reproduce: reproduceDetectability,
};
