/** The answers of two runs: which are new, gone, moved or the same. */
import type { ResultRow, Test } from "../questions/answer.ts";

/** What answers.json says of one question, as far as it is compared. */
export interface WrittenAnswer {
  readonly id: string;
  readonly asked: string;
  readonly finding: string;
  readonly tests: readonly Pick<Test, "id" | "label" | "pValue" | "adjusted">[];
  readonly rows: readonly Pick<ResultRow, "group" | "statistic" | "label" | "value" | "lower" | "upper">[];
}

export interface MovedTest {
  readonly label: string;
  /** Adjusted where a family adjusts it; null is not computed. */
  readonly before: number | null;
  readonly after: number | null;
  /** Whether the two lie on different sides of 1 minus the confidence. */
  readonly crosses: boolean;
}

export interface AnswerChange {
  readonly id: string;
  readonly asked: string;
  readonly change: "new" | "gone" | "moved" | "same";
  readonly findings: { readonly before: string | null; readonly after: string | null };
  readonly tests: readonly MovedTest[];
  /** Numbers that differ, of all that both have. */
  readonly numbers: { readonly moved: number; readonly of: number };
}

const pOf = ({ pValue, adjusted }: WrittenAnswer["tests"][number]): number | null =>
  adjusted === null ? pValue : adjusted.pValue;

/** The answers of a file that a run wrote; null for anything else. */
export function writtenAnswers(text: string): readonly WrittenAnswer[] | null {
  try {
    const { answers } = JSON.parse(text) as { answers?: unknown };
    if (!Array.isArray(answers)) return null;
    const isAnswer = (one: unknown): one is WrittenAnswer =>
      typeof one === "object" &&
      one !== null &&
      "id" in one &&
      "tests" in one &&
      Array.isArray(one.tests) &&
      "rows" in one &&
      Array.isArray(one.rows);
    return answers.every(isAnswer) ? answers : null;
  } catch {
    // No JSON: nothing that a run wrote.
    return null;
  }
}

/** Answers of either side by their id, in the order of the later run. @param alpha - 1 minus the confidence */
export function compareAnswers(
  before: readonly WrittenAnswer[],
  after: readonly WrittenAnswer[],
  alpha: number,
): readonly AnswerChange[] {
  const old = new Map(before.map((answer) => [answer.id, answer]));
  const now = new Set(after.map(({ id }) => id));
  const alone = (answer: WrittenAnswer, change: "new" | "gone"): AnswerChange => ({
    id: answer.id,
    asked: answer.asked,
    change,
    findings: {
      before: change === "gone" ? answer.finding : null,
      after: change === "new" ? answer.finding : null,
    },
    tests: [],
    numbers: { moved: 0, of: 0 },
  });
  return [
    ...after.map((answer) => {
      const earlier = old.get(answer.id);
      return earlier === undefined ? alone(answer, "new") : compared(earlier, answer, alpha);
    }),
    ...before.filter(({ id }) => !now.has(id)).map((answer) => alone(answer, "gone")),
  ];
}

/** Rows by group, statistic and label, and by their turn where these are the same. */
function keyed(rows: WrittenAnswer["rows"]): ReadonlyMap<string, WrittenAnswer["rows"][number]> {
  const found = new Map<string, WrittenAnswer["rows"][number]>();
  for (const row of rows) {
    const base = JSON.stringify([row.group, row.statistic, row.label]);
    let key = base;
    for (let turn = 2; found.has(key); turn++) key = `${base} ${turn}`;
    found.set(key, row);
  }
  return found;
}

function compared(before: WrittenAnswer, after: WrittenAnswer, alpha: number): AnswerChange {
  const earlier = keyed(before.rows);
  const both = [...keyed(after.rows)].flatMap(([key, row]) => {
    const old = earlier.get(key);
    return old === undefined ? [] : [[old, row] as const];
  });
  const differs = (["value", "lower", "upper"] as const).some.bind(["value", "lower", "upper"] as const);
  const moved = both.filter(([old, now]) => differs((part) => (old[part] ?? null) !== (now[part] ?? null)));
  const oldTests = new Map(before.tests.map((test) => [test.id, test]));
  const tests = after.tests.flatMap((test): MovedTest[] => {
    const old = oldTests.get(test.id);
    if (old === undefined || pOf(old) === pOf(test)) return [];
    const [p, q] = [pOf(old), pOf(test)];
    return [
      {
        label: test.label,
        before: p,
        after: q,
        crosses: p !== null && q !== null && p < alpha !== q < alpha,
      },
    ];
  });
  const isSame =
    moved.length === 0 &&
    tests.length === 0 &&
    before.finding === after.finding &&
    before.rows.length === after.rows.length &&
    both.length === after.rows.length;
  return {
    id: after.id,
    asked: after.asked,
    change: isSame ? "same" : "moved",
    findings: { before: before.finding, after: after.finding },
    tests,
    numbers: { moved: moved.length, of: both.length },
  };
}
