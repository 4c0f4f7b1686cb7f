/** JSON whose numbers keep the digits that were written: 2.10 is not 2.1 to a laboratory. */

export type Json = null | boolean | string | readonly Json[] | { readonly [name: string]: Json };

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * Every number becomes the text of its digits; undefined where the text is not JSON, or nested too deeply.
 *
 * @example parseExactJson('{"value": 2.10}') // { value: "2.10" }
 */
export function parseExactJson(text: string): Json | undefined {
  try {
    // Numbers are checked as they stand before they are put into quotes.
    JSON.parse(text);
    return JSON.parse(
      text.replaceAll(TOKEN, (token) => (token.startsWith('"') ? token : `"${token}"`)),
    ) as Json;
  } catch {
    return undefined;
  }
}

/** A member that the object itself has. */
export function member(value: Json | undefined, name: string): Json | undefined {
  if (value === null || value === undefined || typeof value !== "object" || Array.isArray(value))
    return undefined;
  return Object.hasOwn(value, name) ? (value as { readonly [name: string]: Json })[name] : undefined;
}

export const textOf = (value: Json | undefined): string | null =>
  typeof value === "string" ? value : typeof value === "boolean" ? String(value) : null;
