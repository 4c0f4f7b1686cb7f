import { documentHtml } from "./document.ts";
import { escapeMarkup } from "./escape.ts";
import { labelToHtml, proseToHtml } from "./format.ts";
import { dataToHtml, methodsToHtml, provenanceToHtml } from "./page/methods.ts";
import { type Plan, planOf } from "./page/parts.ts";
import { questionToHtml } from "./page/question.ts";
import type { ReportInput } from "./report-input.ts";

/**
 * The whole report as one page: no script, no network, nothing beside it needed. Light, dark and print; the
 * same input gives the same bytes.
 */
export function reportHtml(input: ReportInput): string {
  const plan = planOf(input);
  return documentHtml({
    title: input.study.title,
    synthetic: input.study.synthetic,
    skip: { to: "findings", words: "Skip to the findings" },
    header: titleBlock(input),
    sections: [
      findings(input, plan),
      ...input.answers.map((entry, i) => questionToHtml(entry, i, plan, input.families)),
      methodsToHtml(input, plan),
      dataToHtml(input),
      provenanceToHtml(input),
    ],
    contents: contents(input, plan),
  });
}

function titleBlock({ study, data }: ReportInput): readonly string[] {
  const places = [
    ...new Set(study.authors.flatMap(({ affiliation }) => (affiliation === undefined ? [] : [affiliation]))),
  ];
  const numbered = places.length > 1;
  const author = ({ name, affiliation }: (typeof study.authors)[number]): string =>
    escapeMarkup(name) +
    (numbered && affiliation !== undefined ? `<sup>${places.indexOf(affiliation) + 1}</sup>` : "");
  return [
    `<p class="kicker">Study report</p>`,
    `<h1>${labelToHtml(study.title)}</h1>`,
    ...(study.authors.length === 0 ? [] : [`<p class="authors">${study.authors.map(author).join(", ")}</p>`]),
    ...(places.length === 0
      ? []
      : [
          `<ul class="affiliations">${places
            .map(
              (place, i) => `<li>${numbered ? `<sup>${i + 1}</sup>\u2009` : ""}${escapeMarkup(place)}</li>`,
            )
            .join("")}</ul>`,
        ]),
    ...(study.description === undefined ? [] : [`<p class="lead">${labelToHtml(study.description)}</p>`]),
    ...(study.design === undefined ? [] : [`<p>${labelToHtml(study.design)}</p>`]),
    `<p class="facts">${proseToHtml([{ value: data.subjects, as: "count" }, " subjects, ", { value: data.files.length, as: "count" }, data.files.length === 1 ? " data file" : " data files", `. Computed with Cistern ${study.version}.`])}</p>`,
  ];
}

function findings(input: ReportInput, plan: Plan): string {
  const items = input.answers.map(({ answer, shown }, i) => {
    const warned = answer.warnings.length;
    return [
      `<li><span class="order" aria-hidden="true">${i + 1}</span><div>`,
      `<a href="#${plan.questionId(i)}">${labelToHtml(answer.asked)}</a>`,
      `<p>${proseToHtml(shown.headline)}</p>`,
      warned === 0 ? "" : `<small>${warned === 1 ? "One warning" : `${warned} warnings`}</small>`,
      "</div></li>",
    ].join("");
  });
  return [
    `<section id="findings" aria-labelledby="findings-title">`,
    `<h2 id="findings-title">What was asked and found</h2>`,
    items.length === 0 ? "<p>No question was asked.</p>" : `<ol class="findings">${items.join("\n")}</ol>`,
    "</section>",
  ].join("\n");
}

function contents(input: ReportInput, plan: Plan): string {
  const questions = input.answers.map(
    ({ answer }, i) =>
      `<li><span class="order" aria-hidden="true">${i + 1}</span><a href="#${plan.questionId(i)}">${labelToHtml(answer.asked)}</a></li>`,
  );
  return [
    `<nav class="contents" aria-label="Contents">`,
    "<ol>",
    `<li><a href="#findings">What was asked and found</a>${questions.length === 0 ? "" : `<ol>${questions.join("")}</ol>`}</li>`,
    `<li><a href="#methods">Methods</a></li>`,
    `<li><a href="#data">Data and checks</a></li>`,
    `<li><a href="#provenance">Provenance</a></li>`,
    "</ol>",
    "</nav>",
  ].join("\n");
}
