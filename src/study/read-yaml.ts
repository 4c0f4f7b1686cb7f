/** A text as a YAML document, with everything that is wrong with it as YAML. */
import { type Document, isScalar, type LineCounter, parseDocument, visit } from "yaml";

export interface YamlError {
  readonly offset: number;
  readonly message: string;
}

/**
 * Reads a document; a key that a map has twice is an error. The parser's own check compares every key of a map with every
 * other, which takes seconds for the variables of a panel with 6,500 columns: here it is one look-up per key.
 *
 * @example readYaml("a: 1\na: 2\n").errors // [{ offset: 5, message: "Map keys must be unique" }]
 */
export function readYaml(
  text: string,
  options: { readonly lineCounter?: LineCounter; readonly keepSourceTokens?: boolean } = {},
): { readonly document: Document; readonly errors: readonly YamlError[] } {
  const document = parseDocument(text, {
    ...options,
    prettyErrors: false,
    uniqueKeys: false,
    merge: false,
  });
  const errors = document.errors.map(({ pos, message }) => ({
    offset: pos[0],
    message: message.split("\n")[0] ?? "an error",
  }));
  return { document, errors: errors.length > 0 ? errors : repeatedKeys(document) };
}

function repeatedKeys(document: Document): readonly YamlError[] {
  const found: YamlError[] = [];
  visit(document, {
    Map(_, map) {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (seen.has(name)) found.push({ offset: key.range?.[0] ?? 0, message: "Map keys must be unique" });
        seen.add(name);
      }
    },
  });
  return found;
}
