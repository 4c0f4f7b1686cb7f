import { ASSAY_METHODS } from "../../src/assay/registry.ts";
import type { Method } from "../../src/stats/registry.ts";
import type { Measured } from "./measured.ts";
import { calledIn, type Home } from "./sources.ts";
import type { Subject } from "./subjects.ts";

export interface PageParts {
  readonly subject: string;
  readonly homes: readonly Home[];
  readonly calibration: readonly Measured[];
  readonly speed: readonly Measured[];
}

const WRITTEN = (room: string): string =>
  `<!-- Written by \`npm run docs\` from src/${room}/registry: change it there. -->`;

/** The room that a method lives in. */
const roomOf = ({ id }: Method): string =>
  ASSAY_METHODS.some((method) => method.id === id) ? "assay" : "stats";

/** Signs that Markdown would read as markup, made plain. */
export const plain = (text: string): string => text.replace(/[\\`*_<>[\]|]/g, "\\$&");

/** One page of docs/methods: the same bytes for the same registry. */
export function methodPage(method: Method, { subject, homes, calibration, speed }: PageParts): string {
  const section = (title: string, text: string | undefined): string[] =>
    text === undefined ? [] : [`## ${title}`, "", text, ""];
  return `${[
    WRITTEN(roomOf(method)),
    "",
    `# ${plain(method.title)}`,
    "",
    `\`${method.id}\` · [${plain(subject)}](index.md#${anchorOf(subject)})`,
    "",
    plain(method.summary),
    "",
    ...section("When", plain(method.when)),
    ...section("When not", plain(method.whenNot)),
    ...section("Formula", plain(method.formula)),
    ...section("Variant", plain(method.variant)),
    ...section("Example", exampleOf(method)),
    ...section(
      "Accuracy and cost",
      [
        `- Accuracy, as measured: ${plain(method.accuracy)}`,
        `- Cost, as measured: ${plain(method.cost)}`,
        `- Checked against: ${plain(method.reference)}`,
      ].join("\n"),
    ),
    ...section("How often it errs", tablesOf(calibration, "calibration")),
    ...section("Speed", tablesOf(speed, "benchmarks")),
    ...section("Source", plain(method.source)),
    ...section("Code", homes.map(linkOf).join("\n")),
  ]
    .join("\n")
    .trimEnd()}\n`;
}

function exampleOf(method: Method): string {
  const { example } = method;
  return [
    "```js",
    `import { ${calledIn(example.code).join(", ")} } from "cistern/${roomOf(method)}";`,
    "",
    `${example.code}; // ${valueText(example.value)}`,
    "```",
  ].join("\n");
}

const valueText = (value: unknown): string =>
  Array.isArray(value) ? `[${value.map(valueText).join(", ")}]` : JSON.stringify(value);

function tablesOf(measured: readonly Measured[], page: string): string | undefined {
  if (measured.length === 0) return undefined;
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [
    `From [${page}](../${page}.md):`,
    ...measured.map(({ head, rows }) =>
      ["", line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n"),
    ),
  ].join("\n");
}

function linkOf({ file, test }: Home): string {
  const link = (path: string): string => `[${path}](../../${path})`;
  return `- ${link(file)}${test === null ? "" : `, test: ${link(test)}`}`;
}

/** Where a heading can be linked to: the rule of GitHub's pages. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, "")
    .replaceAll(" ", "-");

/** docs/methods/index.md: every method under its subject. */
export function indexPage(list: readonly Subject[]): string {
  const count = list.reduce((sum, { methods }) => sum + methods.length, 0);
  const parts = list.flatMap(({ title, methods }) => [
    `## ${plain(title)}`,
    "",
    ...methods.map(
      ({ id, title: name, when }) => `- [${plain(name)}](${id}.md): ${plain(firstSentence(when))}`,
    ),
    "",
  ]);
  return `${[
    WRITTEN("stats"),
    "",
    "# Methods",
    "",
    `${count} methods, each with its question, formula, source, measured accuracy and an example that a test runs.`,
    "",
    ...parts,
  ]
    .join("\n")
    .trimEnd()}\n`;
}

const firstSentence = (text: string): string => /^.*?[.?](?= [A-Z]|$)/.exec(text)?.[0] ?? text;
