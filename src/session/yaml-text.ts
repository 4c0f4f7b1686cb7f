/** Values as YAML text, in the manner of the file that they are written into. */

/** How a file is laid out. */
export interface Layout {
  /** Spaces by which an entry stands behind its parent. */
  readonly step: number;
  /** Spaces by which a dash stands behind the key of its list. */
  readonly dash: number;
}

const WIDTH = 110;

// Words and shapes that YAML 1.1 or 1.2 reads as something else than text.
const OTHER_TYPE = /^(?:true|false|null|yes|no|on|off|y|n)$/i;
const PLAIN_START = /^[\p{L}_(]/u;
// Line breaks of any script, control and formatting characters: written as escapes, so that they are seen.
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

const escaped = (unseen: string): string =>
  unseen
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");

/** Text without quotes where it stays the same text, otherwise in double quotes. */
export function scalarText(value: unknown, inFlow: boolean, quoted = false): string {
  if (typeof value === "number")
    return Number.isFinite(value)
      ? String(value)
      : Number.isNaN(value)
        ? ".nan"
        : value > 0
          ? ".inf"
          : "-.inf";
  if (typeof value !== "string") return JSON.stringify(value) ?? "null";
  const plain =
    !quoted &&
    PLAIN_START.test(value) &&
    !OTHER_TYPE.test(value) &&
    !/: | #|[:\s]$|[\ud800-\udfff]/.test(value.replace(/[\ud800-\udbff][\udc00-\udfff]/g, "")) &&
    value.search(UNSEEN) === -1 &&
    !(inFlow && /[,[\]{}]/.test(value));
  return plain ? value : JSON.stringify(value).replace(UNSEEN, escaped);
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const isCollection = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Entries that are said; one that is `undefined` is left out, as in JSON. */
const said = (value: object): [string, unknown][] =>
  Object.entries(value).filter(([, inner]) => inner !== undefined);

/** On one line, in brackets. */
export function flowText(value: unknown): string {
  if (isList(value)) return `[${value.map(flowText).join(", ")}]`;
  if (!isCollection(value)) return scalarText(value, true);
  const entries = said(value).map(([key, inner]) => `${scalarText(key, true)}: ${flowText(inner)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

/** A value that stands on the line of its key; null when it needs lines of its own. */
export function inlineText(value: unknown, column: number, inBrackets: boolean): string | null {
  if (!isCollection(value)) return scalarText(value, false);
  const flow = flowText(value);
  if (flow === "[]" || flow === "{}") return flow;
  const brackets = inBrackets || (isList(value) && !value.some(isCollection));
  return brackets && column + flow.length <= WIDTH ? flow : null;
}

/** The lines of a map or list that is not empty, every one indented by `column`. */
export function blockLines(value: object, column: number, layout: Layout): string[] {
  return isList(value)
    ? value.flatMap((item) => entryLines("-", item, column, false, layout))
    : said(value).flatMap(([key, inner]) =>
        entryLines(`${scalarText(key, false)}:`, inner, column, false, layout),
      );
}

/** The lines of one entry; `head` is its key with colon, or its dash. */
export function entryLines(
  head: string,
  value: unknown,
  column: number,
  inBrackets: boolean,
  layout: Layout,
): string[] {
  const pad = " ".repeat(column);
  const inline = inlineText(value, column + head.length + 1, inBrackets);
  if (inline !== null) return [`${pad}${head} ${inline}`];
  const lines = blockLines(value as object, childColumn(head, value, column, layout), layout);
  return head === "-" ? [`${pad}- ${lines[0]!.trimStart()}`, ...lines.slice(1)] : [`${pad}${head}`, ...lines];
}

export const childColumn = (head: string, value: unknown, column: number, layout: Layout): number =>
  column + (head === "-" ? 2 : isList(value) ? layout.dash : layout.step);

/** A block scalar: its header behind the key, then its lines; null for a text that would not survive it. */
export function blockText(value: string, folded: boolean, comment: string, column: number): string | null {
  const ends = value.endsWith("\n");
  const lines = (ends ? value.slice(0, -1) : value).split("\n");
  if (lines[0] === "" || lines.at(-1) === "") return null;
  if (lines.some((line) => line !== line.trim() || line.search(UNSEEN) !== -1)) return null;
  const written = folded
    ? lines.flatMap((line, i) => [
        ...(i > 0 ? [""] : []),
        ...(line === "" ? [] : foldedLines(line, WIDTH - column)),
      ])
    : lines;
  const header = `${folded ? ">" : "|"}${ends ? "" : "-"}${comment === "" ? "" : ` ${comment}`}`;
  return [header, ...written.map((line) => (line === "" ? "" : " ".repeat(column) + line))].join("\n");
}

/** Breaks between words; a run of spaces stays on its line. */
function foldedLines(line: string, width: number): string[] {
  const found: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const breaks = [...rest.matchAll(/(?<=\S) (?=\S)/g)].map((match) => match.index);
    const at = breaks.findLast((index) => index <= width) ?? breaks[0];
    if (at === undefined) break;
    found.push(rest.slice(0, at));
    rest = rest.slice(at + 1);
  }
  return [...found, rest];
}
