/** A strict reader of the markup that the report writes, for its tests: it accepts less than a browser does. */

export interface Tag {
  readonly name: string;
  readonly attributes: readonly (readonly [string, string])[];
}

const voidElements = new Set(["meta", "br", "hr", "img", "link", "input"]);

/**
 * All opening tags of a document. Throws at a tag that is not closed in its turn, at an attribute without quotes, at a
 * bare "<" or "&", at a second element with one id.
 */
export function readMarkup(markup: string, language: "html" | "svg"): readonly Tag[] {
  const tags: Tag[] = [];
  const open: string[] = [];
  const ids = new Set<string>();
  const fail = (what: string, at: number): never => {
    throw new Error(`${what} near ${JSON.stringify(markup.slice(Math.max(0, at - 40), at + 60))}`);
  };
  const token =
    /<!doctype html>|<\/([a-zA-Z][a-zA-Z0-9]*)>|<([a-zA-Z][a-zA-Z0-9]*)((?: [a-zA-Z:-]+="[^"<]*")*)(\/?)>|[^<]+|</g;
  for (const match of markup.matchAll(token)) {
    const [text, closing, opening, attributeText = "", selfClosed] = match;
    if (closing !== undefined) {
      if (open.pop() !== closing) fail(`</${closing}> closes nothing`, match.index);
    } else if (opening !== undefined) {
      const attributes = [...attributeText.matchAll(/ ([a-zA-Z:-]+)="([^"]*)"/g)].map(
        ([, name = "", value = ""]) => [name, value] as const,
      );
      const id = attributes.find(([name]) => name === "id")?.[1];
      if (id !== undefined && ids.has(id)) fail(`id ${id} twice`, match.index);
      if (id !== undefined) ids.add(id);
      tags.push({ name: opening, attributes });
      if (selfClosed !== "/" && !(language === "html" && voidElements.has(opening))) open.push(opening);
    } else if (text === "<") fail("bare <", match.index);
    const inText = closing === undefined && opening === undefined && open.at(-1) !== "style";
    if ((inText || opening !== undefined) && /&(?!(amp|lt|gt|quot|#39);)/.test(text))
      fail("bare &", match.index);
  }
  if (open.length > 0) throw new Error(`not closed: ${open.join(", ")}`);
  return tags;
}
