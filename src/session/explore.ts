/** What would be answered if detection were decided by another number. The protocol and its answers stay as they are. */
import type { Cohort } from "../cohort/cohort.ts";
import type { Analyte } from "../cohort/dictionary.ts";
import { nearest } from "../cohort/nearest.ts";
import { notFinite } from "../core/issues/input.ts";
import { type Issue, refuse } from "../core/issues/issue.ts";
import { unknownName } from "../core/issues/protocol.ts";
import { type Answer, plain, say } from "../questions/answer.ts";
import { detectability } from "../questions/detectability/index.ts";
import type { DetectabilityResult } from "../questions/detectability/result.ts";
import type { Resolved } from "../study/resolve.ts";
import { type AnsweredQuestion, contextOf, withDerived } from "../study/run.ts";

/**
 * The detectability questions of one analyte, in the protocol's order, answered as if a sample counted as detected from
 * `threshold` on (in the analyte's unit). Derived columns that ask for detection follow the threshold too.
 *
 * The families stay open: they may hold p-values of other questions, which are not answered here, so no p-value is
 * adjusted, and a warning of each answer says so. Whoever shows an answer has to mark it as an exploration.
 *
 * Cost: about 9 ms of processor time a question for 637 subjects in up to 5 groups, twice that the first time; the exact test
 * over all groups adds to it where it is long.
 *
 * @throws InputError - an analyte that the protocol does not declare; a threshold that is no number
 * @example (await exploreThreshold(resolved, cohort, "il6", 0.5))[0]?.answer.id // "il6-in-ms"
 */
export async function exploreThreshold(
  resolved: Resolved,
  cohort: Cohort,
  analyte: string,
  threshold: number,
): Promise<readonly AnsweredQuestion[]> {
  const prespecified = declared(resolved, analyte, threshold);
  const explored = underThreshold(resolved, prespecified, threshold);
  const context = contextOf(explored, derivedAgain(explored, cohort));
  const answers: AnsweredQuestion[] = [];
  for (const question of resolved.protocol.questions) {
    if (question.kind !== "detectability" || question.analyte !== analyte) continue;
    const answer = asExploration(await detectability.answer(question, context), prespecified, threshold);
    answers.push({ answer, shown: detectability.show(answer), r: detectability.reproduce(answer) });
  }
  await context.engine.close();
  return answers;
}

function declared({ dictionary }: Resolved, name: string, threshold: number): Analyte {
  const names = dictionary.analytes.map((analyte) => analyte.name);
  const found = dictionary.analytes.find((analyte) => analyte.name === name);
  const unknown: Issue[] =
    found === undefined
      ? [{ ...unknownName("an analyte", name, names, nearest(name, names)), at: { path: "analyte" } }]
      : [];
  refuse([...unknown, ...(Number.isFinite(threshold) ? [] : [notFinite("threshold", threshold)])]);
  return found!;
}

/** The study with the one rule exchanged. */
function underThreshold(resolved: Resolved, { name }: Analyte, threshold: number): Resolved {
  const analytes = resolved.dictionary.analytes.map(
    (analyte): Analyte =>
      analyte.name === name ? { ...analyte, detection: { id: "above-threshold", threshold } } : analyte,
  );
  return {
    ...resolved,
    dictionary: { ...resolved.dictionary, analytes },
    vocabulary: {
      ...resolved.vocabulary,
      analytes: new Map(analytes.map((analyte) => [analyte.name, analyte])),
    },
  };
}

function derivedAgain(explored: Resolved, cohort: Cohort): Cohort {
  const { derived } = explored.protocol;
  const columns = new Map([...cohort.columns].filter(([name]) => !Object.hasOwn(derived, name)));
  const again = withDerived(explored, { ...cohort, columns });
  refuse(again.issues);
  return again.cohort;
}

/** Says what the answer is not: the rule of the protocol keeps its mark in the table of rules. */
function asExploration(
  answer: Answer<DetectabilityResult>,
  { detection, unit }: Analyte,
  threshold: number,
): Answer<DetectabilityResult> {
  const { result } = answer;
  const isOwn = detection.id === "above-threshold" && detection.threshold === threshold;
  const inFamily = answer.tests.some((test) => test.family !== null);
  return {
    ...answer,
    result: {
      ...result,
      rule: {
        ...result.rule,
        meaning: "A sample counts as detected when its value is at least the threshold that is tried out.",
      },
      rules: result.rules.map((rule) => ({
        ...rule,
        chosen: rule.id === detection.id && (rule.id !== "above-threshold" || isOwn),
      })),
    },
    warnings: [
      {
        code: "exploration",
        text: say`Tried out: detection from ${plain(threshold)} ${unit} on. This is not the prespecified answer.${
          inFamily
            ? " Its p-values are not adjusted, since their families may hold tests of questions that were not answered again."
            : ""
        }`,
      },
      ...answer.warnings,
    ],
  };
}
