import { type Answer, type Prose, type Table, type Test, count, pValue } from "../../questions/answer.ts";
import { writeShare } from "../digits.ts";
import { escapeLines, escapeMarkup } from "../escape.ts";
import { labelToHtml, proseToHtml } from "../format.ts";
import type { ReportAnswer, ReportFamily } from "../report-input.ts";
import { tableToHtml } from "../tables.ts";
import { type Plan, figureToHtml, paragraph } from "./parts.ts";

/** The parts of one question as markup, for a page that lays them out itself. */
export interface QuestionParts {
  readonly headline: string;
  readonly sentences: string;
  readonly tables: readonly string[];
  /** Empty where there is none. */
  readonly warnings: string;
  readonly counted: string;
  /** Empty where there is none. */
  readonly tests: string;
  readonly computed: string;
  readonly r: string;
}

export function questionParts(
  { answer, shown, r }: ReportAnswer,
  i: number,
  plan: Plan,
  families: readonly ReportFamily[],
): QuestionParts {
  const id = plan.questionId(i);
  return {
    headline: paragraph(shown.headline, "headline"),
    sentences: shown.sentences.map((sentence) => paragraph(sentence)).join("\n"),
    tables: shown.tables.map((table, at) =>
      tableToHtml(table, { number: plan.tableNumber(i, at), idPrefix: `${id}-t${at + 1}` }),
    ),
    warnings: warningsToHtml(answer).join("\n"),
    counted: `<h3>Who was counted</h3>\n${countedToHtml(answer, id)}`,
    tests: testsToHtml(answer, id, plan, families).join("\n"),
    computed: [
      "<h3>How it was computed</h3>",
      paragraph(shown.methods),
      `<p class="notes">Confidence level of the intervals: ${writeShare(answer.confidence)}. ${methodLinks(answer, plan)}</p>`,
    ].join("\n"),
    r: r.length === 0 ? "" : `<pre tabindex="0"><code>${escapeLines(r.join("\n"))}</code></pre>`,
  };
}

/** One question: what was asked, the finding, pictures and tables, who was counted, warnings, tests, methods, R lines. */
export function questionToHtml(
  entry: ReportAnswer,
  i: number,
  plan: Plan,
  families: readonly ReportFamily[],
): string {
  const id = plan.questionId(i);
  const { answer, shown } = entry;
  const parts = questionParts(entry, i, plan, families);
  return [
    `<section class="question" id="${id}" aria-labelledby="${id}-asked">`,
    "<header>",
    `<p class="kicker">Question ${i + 1}</p>`,
    `<h2 id="${id}-asked">${labelToHtml(answer.asked)}</h2>`,
    parts.headline,
    "</header>",
    ...(parts.sentences === "" ? [] : [parts.sentences]),
    ...shown.figures.map((figure, at) => figureToHtml(figure, plan.figureNumber(i, at), `${id}-f${at + 1}`)),
    ...parts.tables,
    ...(parts.warnings === "" ? [] : [parts.warnings]),
    parts.counted,
    ...(parts.tests === "" ? [] : [parts.tests]),
    parts.computed,
    ...(parts.r === ""
      ? []
      : [
          `<details class="code"><summary>The same numbers in R<span class="unseen">: question ${i + 1}</span></summary>`,
          parts.r,
          "</details>",
          `<p class="print-only notes">The R lines that give the same numbers are in reproduce.R, beside this report.</p>`,
        ]),
    "</section>",
  ].join("\n");
}

function warningsToHtml(answer: Answer): readonly string[] {
  if (answer.warnings.length === 0) return [];
  const items = answer.warnings.map(({ text }) => `<li>${proseToHtml(text)}</li>`).join("");
  return [
    `<div class="warnings"><h3>${answer.warnings.length === 1 ? "Warning" : "Warnings"}</h3><ul>${items}</ul></div>`,
  ];
}

function countedToHtml(answer: Answer, idPrefix: string): string {
  const { subjects, included, excluded } = answer.counted;
  const left = subjects - included;
  const explained = excluded.reduce((sum, { n }) => sum + n, 0);
  if (excluded.length === 0 && left === 0)
    return `<p>All ${proseToHtml([count(subjects)])} subjects in the data.</p>`;
  const table: Table = {
    id: "counted",
    title: "Subjects counted and left out",
    columns: [
      { label: "Subjects", align: "left" },
      { label: "n", align: "right" },
    ],
    rows: [
      { cells: [["In the data"], [count(subjects)]] },
      ...excluded.map(({ reason, n }) => ({
        indented: true,
        cells: [[`Left out: ${reason}`], [count(-n)]] as readonly Prose[],
      })),
      { cells: [["Counted"], [count(included)]] },
    ],
    notes:
      explained === left
        ? []
        : [["The reasons add up to ", count(explained), "; ", count(left), " subjects were left out."]],
  };
  return tableToHtml(table, { idPrefix, className: "counted", captionHidden: true });
}

function testsToHtml(
  answer: Answer,
  idPrefix: string,
  plan: Plan,
  families: readonly ReportFamily[],
): readonly string[] {
  if (answer.tests.length === 0) return [];
  const familyLabel = (test: Test): string =>
    test.family === null ? "" : (families.find((family) => family.id === test.family)?.label ?? test.family);
  const same = sharedReason(answer.tests);
  const table: Table = {
    id: "tests",
    title: "Tests, with raw and adjusted p-values",
    columns: [
      { label: "Test", align: "left" },
      ...(same === null ? [{ label: "Method, and why", align: "left" } as const] : []),
      { label: "p", align: "right" },
      { label: "Adjusted p", align: "right" },
    ],
    rows: answer.tests.map((test) => ({
      cells: [
        [test.label],
        ...(same === null ? [methodAndReason(test, plan)] : []),
        [pValue(test.pValue, test.reason)],
        adjusted(test),
      ],
    })),
    notes: [
      ...(same === null ? [] : [[...methodAndReason(same, plan), "."]]),
      ...familyNotes(answer, familyLabel),
    ],
  };
  return ["<h3>Tests</h3>", tableToHtml(table, { idPrefix, captionHidden: true })];
}

const adjusted = (test: Test): Prose =>
  test.adjusted === null
    ? [test.family === null ? "stands alone" : "not adjusted"]
    : [pValue(test.adjusted.pValue, test.reason)];

const methodAndReason = (test: Test, plan: Plan): Prose => [
  plan.methodTitle(test.method),
  test.reason === "" ? "" : `: ${test.reason}`,
];

/** A test that speaks for all that were possible, when they share method and reason. */
function sharedReason(tests: readonly Test[]): Test | null {
  const [first, ...others] = tests.filter((test) => test.pValue !== null);
  if (first === undefined || others.length === 0) return null;
  return others.every((test) => test.method === first.method && test.reason === first.reason) ? first : null;
}

/** One sentence for each family that the tests belong to. */
function familyNotes(answer: Answer, familyLabel: (test: Test) => string): readonly Prose[] {
  const seen = new Map<string, Prose>();
  for (const test of answer.tests)
    if (test.family !== null && test.adjusted !== null && !seen.has(test.family))
      seen.set(test.family, [
        `Family “${familyLabel(test)}”: `,
        count(test.adjusted.tests),
        ` ${test.adjusted.tests === 1 ? "test" : "tests"}, `,
        test.adjusted.method === "none" ? "not adjusted." : `adjusted by ${test.adjusted.method}.`,
      ]);
  return [...seen.values()];
}

function methodLinks(answer: Answer, plan: Plan): string {
  if (answer.methods.length === 0) return "";
  const links = answer.methods.map(({ id, variant }) => {
    const anchor = plan.methodAnchor(id);
    const title = escapeMarkup(plan.methodTitle(id));
    const name = anchor === null ? title : `<a href="#${anchor}">${title}</a>`;
    return variant === "" ? name : `${name} (${escapeMarkup(variant)})`;
  });
  return `Methods: ${links.join("; ")}.`;
}
