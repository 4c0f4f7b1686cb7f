import type { Prose, ResultRow, Table, TableRow } from "../questions/answer.ts";
import { cleanText, escapeMarkup, idPart } from "./escape.ts";
import { labelToHtml, proseToHtml, proseToText } from "./format.ts";

export interface TableOptions {
  /** `Table 2`: stands bold before the title. */
  readonly number?: string;
  /** Put before the table's id, so that ids stay unique on one page. */
  readonly idPrefix?: string;
  /** Where a heading above already says what the caption says: it is then there for a screen reader alone. */
  readonly captionHidden?: boolean;
  readonly className?: string;
}

const footnoteLetter = (i: number): string =>
  (i >= 26 ? footnoteLetter(Math.floor(i / 26) - 1) : "") + String.fromCharCode(97 + (i % 26));

/**
 * A table with caption, headings that name their scope, and below it the reasons for its dashes and its notes. It
 * scrolls inside a box of its own where the page is narrower.
 */
export function tableToHtml(table: Table, options: TableOptions = {}): string {
  const id = `${options.idPrefix === undefined ? "" : `${idPart(options.idPrefix)}-`}${idPart(table.id)}`;
  const reasons: string[] = [];
  const footnote = (reason: string): string => {
    if (!reasons.includes(reason)) reasons.push(reason);
    return `<sup>${footnoteLetter(reasons.indexOf(reason))}</sup>`;
  };
  const body = bodies(table.rows)
    .map((rows) => `<tbody>\n${rows.map((row) => rowToHtml(row, table, footnote)).join("\n")}\n</tbody>`)
    .join("\n");
  const number = options.number === undefined ? "" : `<b>${escapeMarkup(options.number)}</b> `;
  const notes = [
    ...reasons.map(
      (reason, i) => `<sup>${footnoteLetter(i)}</sup>\u2009Not computed: ${escapeMarkup(reason)}`,
    ),
    ...table.notes.map((note) => proseToHtml(note)),
  ];
  const classes = [
    ...(table.columns.length > 7 ? ["many"] : []),
    ...(options.className === undefined ? [] : [options.className]),
  ].join(" ");
  return [
    `<div class="table${table.rows.length <= 14 ? " whole" : ""}" id="${id}">`,
    `<div class="scroll" role="group" aria-label="${escapeMarkup(table.title)}" tabindex="0">`,
    `<table${classes === "" ? "" : ` class="${classes}"`}>`,
    `<caption${options.captionHidden === true ? ` class="unseen"` : ""}><span>${number}${labelToHtml(table.title)}</span></caption>`,
    `<thead><tr>${table.columns.map(columnHead).join("")}</tr></thead>`,
    body,
    "</table>",
    "</div>",
    ...notesToHtml(notes),
    "</div>",
  ].join("\n");
}

/** Small print under a table or a figure, each note on a line of its own; the notes are HTML already. */
export const notesToHtml = (notes: readonly string[]): readonly string[] =>
  notes.length === 0 ? [] : [`<div class="notes">${notes.map((note) => `<p>${note}</p>`).join("")}</div>`];

/** The rows cut where a heading row begins. */
function bodies(rows: readonly TableRow[]): readonly (readonly TableRow[])[] {
  const parts: TableRow[][] = [];
  for (const row of rows) {
    const last = parts.at(-1);
    if (last === undefined || row.heading === true) parts.push([row]);
    else last.push(row);
  }
  return parts;
}

function columnHead({ label, align }: Table["columns"][number]): string {
  if (label.trim() === "") return "<td></td>";
  const names = [...(align === "right" ? ["right"] : []), ...(label.length <= 12 ? ["short"] : [])].join(" ");
  return `<th scope="col"${names === "" ? "" : ` class="${names}"`}>${labelToHtml(label)}</th>`;
}

const alignment = (align: "left" | "right"): string => (align === "right" ? ` class="right"` : "");

function rowToHtml(row: TableRow, table: Table, footnote: (reason: string) => string): string {
  const cell = (prose: Prose): string => proseToHtml(prose, { missing: "dash" }, footnote);
  if (row.heading === true)
    return `<tr class="heading"><th scope="rowgroup" colspan="${table.columns.length}">${cell(row.cells[0] ?? [])}</th></tr>`;
  const cells = table.columns.map((column, i) => {
    const content = cell(row.cells[i] ?? []);
    return i === 0
      ? `<th scope="row"${row.indented === true ? ` class="indented"` : alignment(column.align)}>${content}</th>`
      : `<td${alignment(column.align)}>${content}</td>`;
  });
  return `<tr>${cells.join("")}</tr>`;
}

const plainNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * A cell of a comma-separated file (RFC 4180). A text that a spreadsheet would take for a formula gets an apostrophe
 * in front; a plain number, negative ones too, does not.
 */
export function csvCell(text: string): string {
  const risky = /^[=+\-@\t\r\n]/.test(text) && !plainNumber.test(text) && text !== "-Inf";
  const safe = risky ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Lines of cells as a file: UTF-8 without byte order mark, a line feed after every line. */
export const csvFile = (lines: readonly (readonly string[])[]): string =>
  lines.map((line) => `${line.map(csvCell).join(",")}\n`).join("");

/** Shortest decimal form that reads back as the same number; `Inf` and `-Inf` as R writes them. */
export const csvNumber = (x: number): string =>
  Number.isFinite(x) ? String(x) : Number.isNaN(x) ? "" : x > 0 ? "Inf" : "-Inf";

// Spreadsheets and scripts know the hyphen as minus and the plain blank, not their typographic kin.
const plainSigns = (text: string): string =>
  text.replaceAll("\u2212", "-").replace(/[\u00a0\u202f\u2009]/g, " ");

function proseToCsv(prose: Prose): string {
  const [only] = prose;
  if (prose.length === 1 && only !== undefined && typeof only !== "string" && only.value !== null)
    return csvNumber(only.value);
  return prose.map((part) => (typeof part === "string" ? part : plainSigns(proseToText([part])))).join("");
}

/**
 * A table as a comma-separated file. A cell that is one number is written unrounded, proportions as proportions; a cell
 * of words and numbers as it is read on the page.
 */
export function tableToCsv(table: Table): string {
  return csvFile([
    table.columns.map((column) => cleanText(column.label)),
    ...table.rows.map((row) => table.columns.map((_, i) => proseToCsv(row.cells[i] ?? []))),
  ]);
}

const rowHeader = [
  "question",
  "group",
  "statistic",
  "label",
  "value",
  "lower",
  "upper",
  "unit",
  "format",
  "method",
  "reason",
];

const cellOf = (x: number | null | undefined): string => (x === null || x === undefined ? "" : csvNumber(x));

/** Result rows unrounded. An empty value is not computed, and `reason` says why. */
export function rowsToCsv(questionId: string, rows: readonly ResultRow[]): string {
  return csvFile([
    rowHeader,
    ...rows.map((row) => [
      questionId,
      row.group,
      row.statistic,
      row.label,
      cellOf(row.value),
      cellOf(row.lower),
      cellOf(row.upper),
      row.unit,
      row.format,
      row.method ?? "",
      row.warning ?? "",
    ]),
  ]);
}
