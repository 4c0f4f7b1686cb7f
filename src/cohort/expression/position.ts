import type { Place } from "../../core/issues/issue.ts";

/** Line and character, both counted from 1, of an offset into an expression's text. */
export function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, character: offset - lineStart + 1 };
}
