import { checkColumn, checkCondition, checkFamily } from "../checks.ts";
import type { QuestionKind, SpecProblem, Vocabulary } from "../kind.ts";
import { duplicateName } from "../../core/issues/protocol.ts";
import { answerAssociation, type AssociationResult } from "./answer.ts";
import { reproduceAssociation } from "./reproduce.ts";
import type { AssociationSpec } from "./schema.ts";
import { showAssociation } from "./show.ts";

function check(spec: AssociationSpec, vocabulary: Vocabulary): SpecProblem[] {
  return [
    ...spec.characteristics.flatMap((name, i) => checkColumn(vocabulary, ["characteristics", i], name)),
    ...spec.characteristics.flatMap((name, i) =>
      spec.characteristics.indexOf(name) < i
        ? [{ path: ["characteristics", i], issue: duplicateName("characteristic", name) }]
        : [],
    ),
    ...checkFamily(vocabulary, spec.family, null),
    ...checkCondition(vocabulary, ["outcome"], spec.outcome),
    ...checkCondition(vocabulary, ["where"], spec.where),
  ];
}

export const association: QuestionKind<AssociationSpec, AssociationResult> = {
  kind: "association",
  check,
  answer: answerAssociation,
  show: showAssociation,
  reproduce: reproduceAssociation,
};
