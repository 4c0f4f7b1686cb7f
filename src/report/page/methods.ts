import { describeIssue } from "../../core/issues/issue.ts";
import { count } from "../../questions/answer.ts";
import { writeCount, writeShare } from "../digits.ts";
import { escapeMarkup, idPart } from "../escape.ts";
import type { ReportInput } from "../report-input.ts";
import { tableToHtml } from "../tables.ts";
import { type Plan, textTable } from "./parts.ts";
import { platesToHtml } from "./plates.ts";

const right = (label: string): { readonly label: string; readonly align: "right" } => ({
  label,
  align: "right",
});

const wide = (html: string): string => html.replace(`<div class="table`, `<div class="wide table`);

/** What holds for all questions: detection rules, families, variables, settings, methods, and how numbers are written. */
export function methodsToHtml(input: ReportInput, plan: Plan): string {
  return [
    `<section id="methods" aria-labelledby="methods-title">`,
    `<h2 id="methods-title">Methods</h2>`,
    ...platesToHtml(input.plates),
    ...detectionRules(input),
    ...families(input),
    ...variables(input),
    ...outcomes(input),
    "<h3>Settings</h3>",
    `<p>Confidence level ${writeShare(input.settings.confidence)}. ${
      input.settings.seed === null
        ? "No method used random numbers."
        : `Seed of the random numbers: <code>${escapeMarkup(String(input.settings.seed))}</code>.`
    }</p>`,
    ...methodsUsed(input, plan),
    "<h3>How numbers are written</h3>",
    `<p>Shares are whole percents from 10% to 99% and have one decimal outside that range, and everywhere when they stand on 1000 or more. Differences of shares are in percentage points (pp). p-values have three decimals, more where 0.05 would be reached by rounding; below 0.001 and above 0.999 the bound is given, with the exact value as its tooltip. A dash is a number that was not computed, and its note says why. All files beside this report hold unrounded numbers.</p>`,
    "</section>",
  ].join("\n");
}

function detectionRules(input: ReportInput): readonly string[] {
  if (input.detectionRules.length === 0) return [];
  return [
    "<h3>Detection rules</h3>",
    wide(
      tableToHtml(
        textTable(
          "detection-rules",
          "When a sample counts as detected; fixed in the protocol before the data were read",
          ["Analyte", "Rule", "Meaning", "Limits"],
          input.detectionRules.map((rule) => [
            rule.unit === "" ? rule.label : `${rule.label} (${rule.unit})`,
            rule.rule,
            rule.meaning,
            rule.limits,
          ]),
        ),
      ),
    ),
  ];
}

function families(input: ReportInput): readonly string[] {
  if (input.families.length === 0) return [];
  return [
    "<h3>Multiplicity</h3>",
    tableToHtml(
      textTable(
        "families",
        "Families of tests whose p-values are adjusted together",
        ["Family", "Method", right("Tests")],
        input.families.map((family) => [family.label, family.method, [count(family.tests)]]),
      ),
    ),
  ];
}

function variables(input: ReportInput): readonly string[] {
  const rows = input.variables.map((variable) => [
    variable.label === "" ? variable.name : variable.label,
    variable.name,
    variable.type,
    variable.unit,
    variable.levels.join(", "),
  ]);
  const derived = input.derived
    .map(
      ({ name, label, expression, recipe }) =>
        `<div><dt>${escapeMarkup(label === "" ? name : label)} <code>${escapeMarkup(name)}</code></dt>${recipe === undefined ? "" : recipeToHtml(recipe)}<dd><code>${escapeMarkup(expression)}</code></dd></div>`,
    )
    .join("\n");
  return [
    ...(rows.length === 0
      ? []
      : [
          "<h3>Variables</h3>",
          tableToHtml(
            textTable(
              "variables",
              "Variables read from the data",
              ["Variable", "Column", "Type", "Unit", "Levels"],
              rows,
            ),
            { captionHidden: true },
          ),
        ]),
    ...(derived === ""
      ? []
      : ["<h3>Derived variables</h3>", `<dl class="methods derived">`, derived, "</dl>"]),
  ];
}

function outcomes(input: ReportInput): readonly string[] {
  if (input.outcomes.length === 0) return [];
  const entries = input.outcomes.map(
    ({ name, label, words, source }) =>
      `<div><dt>${escapeMarkup(label)} <code>${escapeMarkup(name)}</code></dt><dd>${escapeMarkup(words)}</dd><dd class="small">Source: ${escapeMarkup(source)}.</dd></div>`,
  );
  return ["<h3>Outcomes and severity</h3>", `<dl class="methods derived">`, ...entries, "</dl>"];
}

function recipeToHtml({
  id,
  words,
  source,
  unchecked,
}: NonNullable<ReportInput["derived"][number]["recipe"]>): string {
  const caution = unchecked === undefined ? "" : ` Caution: ${unchecked}.`;
  return `<dd>${escapeMarkup(words)}</dd><dd class="small">Recipe ${escapeMarkup(id)}. Source: ${escapeMarkup(source)}.${escapeMarkup(caution)}</dd>`;
}

function methodsUsed(input: ReportInput, plan: Plan): readonly string[] {
  if (input.methods.length === 0) return [];
  const uses = (id: string): string => {
    const questions = input.answers.flatMap(({ answer }, i) =>
      answer.methods.some((method) => method.id === id) || answer.tests.some((test) => test.method === id)
        ? [`<a href="#${plan.questionId(i)}">question ${i + 1}</a>`]
        : [],
    );
    return questions.length === 0 ? "" : ` Used in ${questions.join(", ")}.`;
  };
  return [
    "<h3>Methods used</h3>",
    `<dl class="methods">`,
    ...input.methods.map((method, i) =>
      [
        `<div id="method-${i + 1}-${idPart(method.id)}"><dt>${escapeMarkup(method.title)}</dt>`,
        `<dd>${escapeMarkup(method.summary)}${uses(method.id)}</dd>`,
        `<dd class="small">Source: ${escapeMarkup(method.source)}</dd>`,
        `<dd class="small">Accuracy: ${escapeMarkup(method.accuracy)}</dd></div>`,
      ].join("\n"),
    ),
    "</dl>",
  ];
}

/** What was read and what the checks said. */
export function dataToHtml({ data }: ReportInput): string {
  const files = textTable(
    "files",
    "Files read",
    ["File", right("Rows"), right("Columns"), "Read as"],
    data.files.map((file) => [file.name, [count(file.rows)], [count(file.columns)], file.dialect]),
  );
  const hashes = data.files
    .map(
      (file) => `<p>${escapeMarkup(file.name)}: <span class="hash">${escapeMarkup(file.sha256)}</span></p>`,
    )
    .join("");
  const issues = data.issues.map((issue) => `<li>${escapeMarkup(describeIssue(issue))}</li>`).join("");
  return [
    `<section id="data" aria-labelledby="data-title">`,
    `<h2 id="data-title">Data and checks</h2>`,
    `<p>${writeCount(data.subjects)} subjects.</p>`,
    ...(data.files.length === 0
      ? []
      : [
          tableToHtml(files, { captionHidden: true }),
          `<div class="notes"><p>SHA-256 of the files:</p>${hashes}</div>`,
        ]),
    "<h3>Checks of the data</h3>",
    issues === "" ? "<p>Reading and checking gave no warning.</p>" : `<ul class="plain">${issues}</ul>`,
    "</section>",
  ].join("\n");
}

export function provenanceToHtml(input: ReportInput): string {
  return [
    `<section id="provenance" aria-labelledby="provenance-title">`,
    `<h2 id="provenance-title">Provenance</h2>`,
    `<ul class="plain">`,
    ...input.provenance.map((line) => `<li>${escapeMarkup(line)}</li>`),
    "</ul>",
    `<p class="notes">The same inputs give the same report, byte for byte; the time of the run stands in provenance.json alone.</p>`,
    "</section>",
  ].join("\n");
}
