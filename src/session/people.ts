/** From a mark of a figure to the people behind it. */
import { analyteRules } from "../cohort/analyte-rules.ts";
import type { Cohort } from "../cohort/cohort.ts";
import type { Analyte } from "../cohort/dictionary.ts";
import { evaluator } from "../cohort/expression/evaluate.ts";
import type { Expression } from "../cohort/expression/expression.ts";
import { columnOf } from "../questions/sample-of.ts";
import { allOf, known } from "../questions/who.ts";
import type { Target, TargetValues } from "../report/figures/scene.ts";

const at = { start: 0, end: 0 };

/**
 * The subjects that a target stands for, as rows of the cohort in ascending order; null where the figure does not say
 * who they are (a limit line, a condition too long to be written down).
 *
 * Their number is the target's `people`, for the cohort that the figure was made from.
 *
 * @throws InputError - the condition names what the cohort does not have: the figure belongs to another study
 * @example peopleBehind(cohort, analytes, { who: 'diagnosis == "RR" and detected(il6) is known' }) // Int32Array [0, 4, ...]
 */
export function peopleBehind(
  cohort: Cohort,
  analytes: readonly Analyte[],
  target: Pick<Target, "who" | "values">,
): Int32Array | null {
  if (target.who === undefined) return null;
  const cells: Expression =
    target.values === undefined
      ? { op: "literal", value: true, type: "boolean", at }
      : cellsOf(target.values);
  const truth = evaluator(allOf(target.who, cells), cohort, analyteRules(cohort, analytes));
  const rows = Int32Array.from({ length: cohort.subjects }, (_, row) => row);
  return rows.filter((row) => truth(row) === true);
}

/** The condition that picks the cells a mark stands for. */
function cellsOf(values: TargetValues): Expression {
  const { analyte } = values;
  const call = (name: string): Expression => ({ op: "call", name, args: [columnOf(analyte)], at });
  const not = (of: Expression): Expression => ({ op: "not", of, at });
  const equals = (left: Expression, value: number): Expression => ({
    op: "==",
    left,
    right: { op: "literal", value, type: "number", at },
    at,
  });
  const detected: Expression = { op: "detected", analyte, at };
  const numbered = known(call("value"));
  switch (values.kind) {
    case "value":
      if (values.value === undefined) return numbered;
      return allOf(
        undefined,
        equals(call("value"), values.value),
        ...(values.detected === undefined ? [] : [values.detected ? detected : not(detected)]),
      );
    case "nonDetect": {
      const { limit } = values;
      const limited =
        limit === undefined
          ? []
          : [limit === null ? not(known(call("limit"))) : equals(call("limit"), limit)];
      return allOf(undefined, not(numbered), not(detected), ...limited);
    }
    case "above":
      return allOf(undefined, not(numbered), detected);
  }
}
