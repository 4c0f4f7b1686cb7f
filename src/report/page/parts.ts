import type { FigureSpec, Prose, Table, TableRow } from "../../questions/answer.ts";
import { escapeMarkup, idPart } from "../escape.ts";
import { figureNumbers } from "../figures/numbers.ts";
import { labelToHtml, proseToHtml } from "../format.ts";
import type { ReportInput } from "../report-input.ts";
import { figureToSvg } from "../svg.ts";
import { notesToHtml, tableToHtml } from "../tables.ts";

/** The page's numbering: question ids and running numbers of tables and figures, known before a word is written. */
export interface Plan {
  readonly questionId: (question: number) => string;
  readonly tableNumber: (question: number, table: number) => string;
  readonly figureNumber: (question: number, figure: number) => string;
  readonly methodTitle: (id: string) => string;
  /** Id of a method's paragraph, or null where the report does not describe it. */
  readonly methodAnchor: (id: string) => string | null;
}

export function planOf(input: ReportInput): Plan {
  const before = (question: number, of: (i: number) => number): number =>
    input.answers.slice(0, question).reduce((sum, _, i) => sum + of(i), 0);
  const tables = (i: number): number => input.answers[i]?.shown.tables.length ?? 0;
  const figures = (i: number): number => input.answers[i]?.shown.figures.length ?? 0;
  const titles = new Map(input.methods.map((method) => [method.id, method.title]));
  return {
    questionId: (question) => `q${question + 1}-${idPart(input.answers[question]?.answer.id ?? "")}`,
    tableNumber: (question, table) => `Table ${before(question, tables) + table + 1}.`,
    figureNumber: (question, figure) => `Figure ${before(question, figures) + figure + 1}.`,
    methodTitle: (id) => titles.get(id) ?? id,
    methodAnchor: (id) => {
      const i = input.methods.findIndex((method) => method.id === id);
      return i === -1 ? null : `method-${i + 1}-${idPart(id)}`;
    },
  };
}

export const paragraph = (prose: Prose, name = ""): string =>
  `<p${name === "" ? "" : ` class="${name}"`}>${proseToHtml(prose)}</p>`;

/** True where the picture itself prints the numbers: paper then does without the table. */
const repeats = (figure: FigureSpec): boolean =>
  figure.kind === "bars" || (figure.kind === "forest" && figure.columns.length > 0);

/** A picture with its legend, its numbers as a table, and what it shows in words. */
export function figureToHtml(figure: FigureSpec, number: string, idPrefix: string): string {
  const id = `${idPrefix}-${idPart(figure.id)}`;
  return [
    `<figure id="${id}-figure">`,
    `<div class="scroll" role="group" aria-label="${escapeMarkup(`${number} ${figure.title}`)}" tabindex="0">`,
    figureToSvg(figure, { theme: "page", idPrefix }).trimEnd(),
    "</div>",
    `<figcaption><b>${number}</b> ${labelToHtml(figure.title)}`,
    ...notesToHtml(figure.notes.map((note) => proseToHtml(note))),
    "</figcaption>",
    "</figure>",
    `<details class="${repeats(figure) ? "numbers repeats" : "numbers"}"><summary>Numbers behind the figure<span class="unseen">: ${escapeMarkup(figure.title)}</span></summary>`,
    `<p class="alternative">${proseToHtml(figure.alt)}</p>`,
    tableToHtml(figureNumbers(figure), { idPrefix, captionHidden: true }),
    "</details>",
  ].join("\n");
}

/** A table of plain texts. */
export function textTable(
  id: string,
  title: string,
  columns: readonly (string | { readonly label: string; readonly align: "right" })[],
  rows: readonly (readonly (string | Prose)[])[],
  notes: readonly Prose[] = [],
): Table {
  return {
    id,
    title,
    columns: columns.map((column) =>
      typeof column === "string" ? { label: column, align: "left" } : column,
    ),
    rows: rows.map(
      (cells): TableRow => ({
        cells: cells.map((cell) => (typeof cell === "string" ? [cell] : cell)),
      }),
    ),
    notes,
  };
}

/** The banner of invented data. */
export const syntheticNote = (synthetic: true | string): string =>
  `<p class="synthetic"><b>Synthetic data</b>${escapeMarkup(
    synthetic === true
      ? "The data of this report are invented. Nothing here was found in patients."
      : synthetic,
  )}</p>`;
