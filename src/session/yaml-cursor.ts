/** Where in a YAML document a cursor stands, also while the document is being written and cannot be read yet. */
import type { Path } from "../study/schema-at.ts";

export interface YamlCursor {
  /** Of the value under the cursor; where a key is written, of the map that gets it. */
  readonly path: Path;
  readonly keys: boolean;
  readonly values: boolean;
  /** Whether the cursor is inside brackets. */
  readonly flow: boolean;
  /** Where the word before the cursor begins. */
  readonly from: number;
}

interface Level {
  readonly indent: number;
  readonly step: string | number;
}

interface Bracket {
  readonly list: boolean;
  index: number;
  key: string | null;
  /** Where the current key or value begins. */
  from: number;
}

const KEY = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^\s#[\]{},"'|>&*!%@`][^#]*?))\s*:(?=\s|$)/;

/**
 * Reads the lines before the cursor, by their indentation and brackets; null inside quotes, comments and block texts.
 *
 * @example yamlCursor("design: coh", 11) // { path: ["design"], keys: false, values: true, flow: false, from: 8 }
 */
export function yamlCursor(text: string, offset: number): YamlCursor | null {
  const levels: Level[] = [];
  const brackets: Bracket[] = [];
  let blockText: number | null = null;
  let start = 0;
  for (const line of text.slice(0, offset).split("\n")) {
    const last = start + line.length === offset;
    const indent = line.length - line.trimStart().length;
    if (blockText !== null && (indent > blockText || (line.trim() === "" && !last))) {
      if (last) return null;
    } else if (brackets.length > 0) {
      if (!readBrackets(line, 0, start, brackets)) return null;
    } else {
      blockText = null;
      const column = readHeads(line, indent, levels, last);
      const rest = line.slice(column);
      const value = rest.trimStart();
      const from = start + column + (rest.length - value.length);
      if (/^[|>]/.test(value)) blockText = levels.at(-1)?.indent ?? 0;
      if (/^[[{]/.test(value)) {
        if (!readBrackets(line, from - start, start, brackets)) return null;
      } else if (last) return atEnd(line, column, value, from, levels);
    }
    start += line.length + 1;
  }
  const bracket = brackets.at(-1);
  if (bracket === undefined) return null;
  const path = [...levels.map(({ step }) => step), ...brackets.flatMap(stepOf)];
  const keys = !bracket.list && bracket.key === null;
  return { path, keys, values: !keys, flow: true, from: Math.min(bracket.from, offset) };
}

const stepOf = ({ list, index, key }: Bracket): Path => (list ? [index] : key === null ? [] : [key]);

/** Takes in the dashes and the key that a line begins with; gives the column behind them. */
function readHeads(line: string, indent: number, levels: Level[], last: boolean): number {
  let column = indent;
  if (line.trim() === "" || line[column] === "#") {
    if (last) dropTo(levels, column, true);
    return column;
  }
  for (;;) {
    const dash = /^-(?:\s+|$)/.exec(line.slice(column));
    if (dash === null) break;
    dropTo(levels, column, false);
    const top = levels.at(-1);
    if (top !== undefined && top.indent === column && typeof top.step === "number")
      levels.splice(-1, 1, { indent: column, step: top.step + 1 });
    else levels.push({ indent: column, step: 0 });
    column += dash[0].length;
  }
  const key = KEY.exec(line.slice(column));
  if (key === null) {
    if (last && column === indent) dropTo(levels, column, true);
    return column;
  }
  dropTo(levels, column, true);
  levels.push({ indent: column, step: key[1] ?? key[2] ?? key[3]!.trim() });
  return column + key[0].length;
}

function dropTo(levels: Level[], column: number, inclusive: boolean): void {
  while (levels.length > 0) {
    const { indent } = levels.at(-1)!;
    if (indent < column || (indent === column && !inclusive)) return;
    levels.pop();
  }
}

function atEnd(
  line: string,
  column: number,
  value: string,
  from: number,
  levels: readonly Level[],
): YamlCursor | null {
  if (/^["'#&*!|>]|\s#/.test(value)) return null;
  const path = levels.map(({ step }) => step);
  const head = line.slice(0, column).trimEnd();
  if (head.endsWith(":"))
    return line.length > column ? { path, keys: false, values: true, flow: false, from } : null;
  return { path, keys: true, values: head.endsWith("-"), flow: false, from };
}

/** Takes in brackets, commas and colons of a line; false when the line ends inside quotes or a comment that the cursor is in. */
function readBrackets(line: string, column: number, start: number, brackets: Bracket[]): boolean {
  const open = brackets.at(-1);
  if (open !== undefined && open.from === start - 1) open.from = start;
  for (let i = column; i < line.length; i++) {
    const character = line[i]!;
    const top = brackets.at(-1);
    if (character === '"' || character === "'") {
      const end = line.indexOf(character, i + 1);
      if (end === -1) return false;
      i = end;
    } else if (character === "#" && (i === 0 || /\s/.test(line[i - 1]!))) {
      if (top?.from === start + i) top.from = start + line.length;
      return true;
    } else if (character === "[" || character === "{")
      brackets.push({ list: character === "[", index: 0, key: null, from: start + i + 1 });
    else if (character === "]" || character === "}") {
      brackets.pop();
      if (brackets.length === 0) return true;
    } else if (top !== undefined && character === ",") {
      top.index += 1;
      top.key = null;
      top.from = start + i + 1;
    } else if (top !== undefined && !top.list && character === ":" && /\s|$/.test(line[i + 1] ?? " ")) {
      top.key = line
        .slice(Math.max(top.from - start, 0), i)
        .trim()
        .replaceAll(/^["']|["']$/g, "");
      top.from = start + i + 1;
    } else if (top !== undefined && /\s/.test(character) && start + i === top.from) top.from = start + i + 1;
  }
  return true;
}
