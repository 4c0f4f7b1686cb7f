/** Closes the declared families: every p-value of a family, from whichever question, is adjusted together. */
import { type AdjustmentMethod, adjustPValues } from "../stats/multiplicity/adjust-p-values.ts";
import type { Answer } from "./answer.ts";

export interface Family {
  readonly id: string;
  readonly label: string;
  readonly method: AdjustmentMethod;
  /** p-values that were computed; a comparison without a test is not counted. */
  readonly tests: number;
}

export function closeFamilies(
  answers: readonly Answer[],
  families: Readonly<
    Record<string, { readonly label?: string | undefined; readonly method: AdjustmentMethod }>
  >,
): { readonly answers: readonly Answer[]; readonly families: readonly Family[] } {
  const adjusted = new Map<string, Answer["tests"][number]["adjusted"]>();
  const closed = Object.entries(families).map(([id, { label, method }]): Family => {
    const members = answers.flatMap((answer) =>
      answer.tests
        .filter((test) => test.family === id)
        .map((test) => ({ key: `${answer.id} ${test.id}`, pValue: test.pValue })),
    );
    const result = adjustPValues(
      members.map((m) => m.pValue),
      method,
    );
    members.forEach((member, i) =>
      adjusted.set(member.key, { pValue: result.adjusted[i] ?? null, method, tests: result.tests }),
    );
    return { id, label: label ?? id, method, tests: result.tests };
  });
  return {
    families: closed,
    answers: answers.map((answer) => ({
      ...answer,
      tests: answer.tests.map((test) => ({
        ...test,
        adjusted: adjusted.get(`${answer.id} ${test.id}`) ?? null,
      })),
    })),
  };
}
