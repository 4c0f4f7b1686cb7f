/** Cuts the text of an expression into its words. */
import {
  badDate,
  badNumber,
  emptyName,
  habitSymbols,
  keywordCase,
  nameNeedsTicks,
  strangeSymbol,
  unclosed,
} from "../../core/issues/expression.ts";
import type { Issue } from "../../core/issues/issue.ts";
import { daysOfIsoDate } from "./calendar.ts";
import type { Span } from "./expression.ts";
import { placeAt } from "./position.ts";

export type TokenKind = "number" | "text" | "date" | "name" | "quotedName" | "keyword" | "symbol" | "end";

export interface Token {
  readonly kind: TokenKind;
  /** The meaning: a text without its quotes, a name without its back-ticks, otherwise what is written. */
  readonly text: string;
  readonly at: Span;
}

/** Words that are never names of columns unless they stand between back-ticks. */
export const keywords: ReadonlySet<string> = new Set([
  "and",
  "or",
  "not",
  "in",
  "between",
  "is",
  "true",
  "false",
  "unknown",
]);

const space = /\s+/y;
const date = /\d{4}-\d{2}-\d{2}(?![\w.])/y;
const dateLike = /\d{4}-\d{2}-\d{2}\w*/y;
const number = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const numberLike = /[\d.][\w.]*/y;
const word = /[\p{L}_][\p{L}\p{M}\p{N}_]*/uy;
const plainName = /^[A-Za-z_][A-Za-z0-9_]*$/;
const symbol = /==|!=|<=|>=|[<>+\-*/(),]/y;

/** Every word of `text`, and after them one of kind "end"; and every place that is no word at all. */
export function tokens(text: string): {
  readonly tokens: readonly Token[];
  readonly issues: readonly Issue[];
} {
  const found: Token[] = [];
  const issues: Issue[] = [];
  let here = 0;

  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = here;
    return pattern.exec(text)?.[0] ?? null;
  };
  const push = (kind: TokenKind, meaning: string, length: number): void => {
    found.push({ kind, text: meaning, at: { start: here, end: here + length } });
    here += length;
  };
  const quoted = (quote: string): void => {
    const what = quote === "`" ? "name" : "text";
    const end = closing(text, quote, here + 1);
    if (end === -1) {
      issues.push(unclosed(placeAt(text, here), what, quote));
      here = text.length;
      return;
    }
    const meaning = text.slice(here + 1, end).replaceAll(quote + quote, quote);
    if (what === "name" && meaning === "") issues.push(emptyName(placeAt(text, here)));
    push(what === "name" ? "quotedName" : "text", meaning, end + 1 - here);
  };
  const numeric = (): void => {
    const day = take(date);
    const place = placeAt(text, here);
    if (day !== null) {
      if (daysOfIsoDate(day) === null) issues.push(badDate(place, day));
      push("date", day, day.length);
      return;
    }
    const wrongDay = take(dateLike);
    if (wrongDay !== null) {
      issues.push(badDate(place, wrongDay));
      here += wrongDay.length;
      return;
    }
    const digits = take(number);
    // "1e-3" outruns the plain run of word characters, "5x" and "1.2.3" are outrun by it.
    const run = take(numberLike) ?? "";
    if (digits === null || run.length > digits.length || !Number.isFinite(Number(digits))) {
      issues.push(badNumber(place, run));
      here += Math.max(run.length, digits?.length ?? 0);
      return;
    }
    push("number", digits, digits.length);
  };
  const bare = (name: string): void => {
    const lower = name.toLowerCase();
    if (!plainName.test(name)) issues.push(nameNeedsTicks(placeAt(text, here), name));
    if (keywords.has(lower) && lower !== name) issues.push(keywordCase(placeAt(text, here), name));
    push(keywords.has(lower) ? "keyword" : "name", name, name.length);
  };

  while (here < text.length) {
    const blank = take(space);
    if (blank !== null) {
      here += blank.length;
      continue;
    }
    const first = text.charAt(here);
    if (first === '"' || first === "'" || first === "`") {
      quoted(first);
      continue;
    }
    if (/[\d.]/.test(first)) {
      numeric();
      continue;
    }
    const name = take(word);
    if (name !== null) {
      bare(name);
      continue;
    }
    const habit = habitSymbols.find((sign) => text.startsWith(sign, here));
    const sign = take(symbol);
    if (sign !== null && sign.length >= (habit?.length ?? 0)) {
      push("symbol", sign, sign.length);
      continue;
    }
    const strange = habit ?? String.fromCodePoint(text.codePointAt(here) ?? 0);
    issues.push(strangeSymbol(placeAt(text, here), strange));
    here += strange.length;
  }
  found.push({ kind: "end", text: "", at: { start: text.length, end: text.length } });
  return { tokens: found, issues };
}

/** Where the quote that opened before `from` closes; a doubled quote stands for itself. */
function closing(text: string, quote: string, from: number): number {
  for (let at = text.indexOf(quote, from); at !== -1; at = text.indexOf(quote, at + 2))
    if (text.charAt(at + 1) !== quote) return at;
  return -1;
}
