/** The frame of every page that Cistern writes: no script, no network, light, dark and print. */
import { escapeMarkup } from "./escape.ts";
import { syntheticNote } from "./page/parts.ts";
import { style } from "./page/style.ts";

const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

export interface DocumentParts {
  /** As text. */
  readonly title: string;
  readonly synthetic: boolean | string;
  /** Where the first link of the page leads, and its words. */
  readonly skip: { readonly to: string; readonly words: string };
  /** HTML of the page's head: kicker, title and facts. */
  readonly header: readonly string[];
  readonly sections: readonly string[];
  /** HTML of the table of contents. */
  readonly contents: string;
}

/** The same parts give the same bytes. */
export const documentHtml = ({ title, synthetic, skip, header, sections, contents }: DocumentParts): string =>
  [
    "<!doctype html>",
    `<html lang="en">`,
    "<head>",
    `<meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<meta name="color-scheme" content="light dark">`,
    `<title>${synthetic === false ? "" : "Synthetic data: "}${escapeMarkup(title)}</title>`,
    `<style>${style(synthetic !== false)}</style>`,
    "</head>",
    "<body>",
    `<a class="skip" href="#${skip.to}">${escapeMarkup(skip.words)}</a>`,
    `<div class="page">`,
    "<main>",
    "<header>",
    ...(synthetic === false ? [] : [syntheticNote(synthetic)]),
    ...header,
    "</header>",
    ...sections,
    "</main>",
    contents,
    "</div>",
    "</body>",
    "</html>",
    "",
  ].join("\n");
