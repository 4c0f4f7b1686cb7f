/** Where a question stands in a protocol's text now, whatever was known of it before. */
import { isMap, isSeq, parseDocument } from "yaml";

/**
 * Index of the question with this id, or -1.
 *
 * @example questionPlace("questions: [{ id: a }, { id: b }]", "b") // 1
 */
export function questionPlace(protocol: string, id: string): number {
  const questions = parseDocument(protocol, { prettyErrors: false }).get("questions");
  if (!isSeq(questions)) return -1;
  return questions.items.findIndex((item) => isMap(item) && String(item.get("id")) === id);
}
