/** The report on a study's data: what is wrong, what is worth a look, what every column holds, and what is unknown together. */
import { describeIssue, type Issue, placeInWords } from "../../core/issues/issue.ts";
import type { Prose, Table } from "../../questions/answer.ts";
import { documentHtml } from "../document.ts";
import { escapeMarkup } from "../escape.ts";
import { labelToHtml, proseToHtml } from "../format.ts";
import { textTable } from "../page/parts.ts";
import { drawingToHtml } from "../plate/drawing.ts";
import type { ReportData } from "../report-input.ts";
import { tableToHtml } from "../tables.ts";
import { missingScene } from "./missing-scene.ts";

export interface ReportColumn {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly unit: string;
  readonly known: number;
  readonly unknown: number;
  /** Smallest value, quartiles, largest value as text; or levels and statuses with how often each occurs. */
  readonly content: string;
}

export interface ReportPattern {
  /** One per column that has an unknown cell. */
  readonly unknown: readonly boolean[];
  readonly subjects: number;
}

export interface DataReportInput {
  readonly version: string;
  readonly title: string;
  readonly synthetic: boolean | string;
  readonly files: ReportData["files"];
  /** Null where an error leaves nobody to analyse. */
  readonly subjects: number | null;
  readonly issues: readonly Issue[];
  readonly remarks: readonly Issue[];
  readonly columns: readonly ReportColumn[];
  /** Labels of the columns that have an unknown cell, in the order of the patterns' entries. */
  readonly incomplete: readonly string[];
  readonly patterns: readonly ReportPattern[];
}

const MOST_PATTERNS = 25;

const right = (label: string): { readonly label: string; readonly align: "right" } => ({
  label,
  align: "right",
});

/** A table that may be wider than the text. */
const wide = (table: Table): string =>
  tableToHtml(table, { captionHidden: true }).replace(`<div class="table`, `<div class="wide table`);

const counted = (n: number): Prose => [{ value: n, as: "count" }];

/** One page without script or network; the same data give the same bytes. */
export function dataReportHtml(input: DataReportInput): string {
  const { issues, remarks, subjects } = input;
  const of = (severity: Issue["severity"]): readonly Issue[] =>
    issues.filter((issue) => issue.severity === severity);
  const [errors, warnings, notes] = [of("error"), of("warning"), of("note")];
  const verdict: Prose =
    errors.length > 0
      ? [
          { value: errors.length, as: "count" },
          errors.length === 1 ? " problem must" : " problems must",
          " be mended before anything is computed.",
        ]
      : [{ value: subjects ?? 0, as: "count" }, " subjects can be analysed."];
  const sections = [
    ...problems("errors", "To be mended", errors, "Nothing."),
    ...problems("warnings", "To be considered", warnings, "Nothing."),
    ...problems("remarks", "Worth a look", [...remarks, ...notes], "Nothing."),
    ...columnsToHtml(input),
    ...missingToHtml(input),
    ...filesToHtml(input),
  ];
  return documentHtml({
    title: `Data: ${input.title}`,
    synthetic: input.synthetic,
    skip: { to: "errors", words: "Skip to the problems" },
    header: [
      `<p class="kicker">Data report</p>`,
      `<h1>${labelToHtml(input.title)}</h1>`,
      `<p class="lead">${proseToHtml(verdict)}</p>`,
      `<p class="facts">${proseToHtml([
        { value: warnings.length, as: "count" },
        warnings.length === 1 ? " warning, " : " warnings, ",
        { value: notes.length + remarks.length, as: "count" },
        ` to look at. Checked with Cistern ${input.version}.`,
      ])}</p>`,
    ],
    sections,
    contents: [
      `<nav class="contents" aria-label="Contents">`,
      "<ol>",
      ...[
        ["errors", "To be mended"],
        ["warnings", "To be considered"],
        ["remarks", "Worth a look"],
        ...(input.columns.length === 0 ? [] : [["columns", "What the columns hold"]]),
        ...(input.incomplete.length === 0 ? [] : [["unknown", "Unknown cells"]]),
        ["files", "Files"],
      ].map(([id, words]) => `<li><a href="#${id!}">${words!}</a></li>`),
      "</ol>",
      "</nav>",
    ].join("\n"),
  });
}

const section = (id: string, title: string, content: readonly string[]): readonly string[] => [
  `<section id="${id}" aria-labelledby="${id}-title">`,
  `<h2 id="${id}-title">${title}</h2>`,
  ...content,
  "</section>",
];

/** Rows that a table can name; the others are counted. */
const MOST_ROWS = 40;

function problems(id: string, title: string, issues: readonly Issue[], none: string): readonly string[] {
  if (issues.length === 0) return section(id, title, [`<p>${none}</p>`]);
  return section(id, title, [
    wide(
      textTable(
        `${id}-table`,
        title,
        ["Where", "Expected", "Found", "What to do"],
        issues.map((issue) => [placeOf(issue), issue.expected, issue.got ?? "", issue.advice]),
      ),
    ),
  ]);
}

function placeOf(issue: Issue): string {
  const { rows } = issue;
  if (rows === undefined || rows.length < 2) return placeInWords(issue.at) || describeIssue(issue);
  const { row: _row, ...at } = issue.at;
  const named = rows.slice(0, MOST_ROWS).join(", ");
  const more = rows.length > MOST_ROWS ? ` and ${rows.length - MOST_ROWS} more` : "";
  return `${placeInWords(at)}, rows ${named}${more}`;
}

function columnsToHtml({ columns }: DataReportInput): readonly string[] {
  if (columns.length === 0) return [];
  const table: Table = textTable(
    "column-table",
    "Every column of the protocol",
    ["Column", "Type", right("Known"), right("Unknown"), "Smallest, quartiles, largest; or how often"],
    columns.map(({ name, label, type, unit, known, unknown, content }): readonly (string | Prose)[] => [
      label === name ? name : `${label} (${name})`,
      unit === "" ? type : `${type}, ${unit}`,
      counted(known),
      counted(unknown),
      content,
    ]),
  );
  return section("columns", "What the columns hold", [wide(table)]);
}

function missingToHtml({ incomplete, patterns, subjects, columns }: DataReportInput): readonly string[] {
  if (incomplete.length === 0)
    return columns.length === 0 ? [] : section("unknown", "Unknown cells", ["<p>No cell is unknown.</p>"]);
  const shown = patterns.slice(0, MOST_PATTERNS);
  const others = patterns.slice(MOST_PATTERNS);
  const complete = patterns.find(({ unknown }) => !unknown.includes(true))?.subjects ?? 0;
  const rest = others.reduce((sum, { subjects: n }) => sum + n, 0);
  const alt = `${complete} of ${subjects ?? 0} subjects have every cell. Each row is a pattern, with how many subjects have it; the marked cells are unknown${others.length === 0 ? "" : `; ${others.length} rarer patterns of ${rest} subjects are not drawn`}.`;
  const rows = shown.map(({ unknown, subjects: n }): readonly (string | Prose)[] => [
    counted(n),
    incomplete.filter((_, j) => unknown[j] === true).join(", ") || "nothing",
  ]);
  return section("unknown", "Unknown cells", [
    drawingToHtml(missingScene(incomplete, shown), "missing", "Cells that are unknown together", alt),
    `<details class="numbers"><summary>Numbers behind the figure</summary>`,
    tableToHtml(
      textTable("pattern-table", "Patterns of unknown cells", [right("Subjects"), "Unknown"], rows),
      { captionHidden: true },
    ),
    "</details>",
  ]);
}

function filesToHtml({ files }: DataReportInput): readonly string[] {
  return section("files", "Files", [
    tableToHtml(
      textTable(
        "file-table",
        "Files read",
        ["File", right("Rows"), right("Columns"), "Read as"],
        files.map(({ name, rows, columns, dialect }) => [name, counted(rows), counted(columns), dialect]),
      ),
      { captionHidden: true },
    ),
    `<div class="notes"><p>SHA-256 of the files:</p>${files
      .map(
        ({ name, sha256 }) =>
          `<p>${escapeMarkup(name)}: <span class="hash">${escapeMarkup(sha256)}</span></p>`,
      )
      .join("")}</div>`,
  ]);
}
