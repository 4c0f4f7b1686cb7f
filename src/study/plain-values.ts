/** A YAML node as plain values in which the cells of the data keep their spelling. */
import { isMap, isScalar, isSeq } from "yaml";

// Cells stand under these entries: `0012` and `1.0` stay what the file holds.
const CELL_ENTRIES = new Set([
  "levels",
  "map",
  "missing",
  "reference",
  "not_detected",
  "not_measured",
  "operator",
]);

/** @example toPlain(parseDocument("missing: [0012]").contents) // { missing: ["0012"] } */
export function toPlain(node: unknown, asCells = false): unknown {
  if (isMap(node))
    return Object.fromEntries(
      node.items.map((pair) => {
        const key = isScalar(pair.key) ? String(pair.key.source ?? pair.key.value) : String(pair.key);
        return [key, toPlain(pair.value, asCells || CELL_ENTRIES.has(key))];
      }),
    );
  if (isSeq(node)) return node.items.map((item) => toPlain(item, asCells));
  if (isScalar(node))
    return asCells && node.value !== null && typeof node.value !== "string"
      ? (node.source ?? JSON.stringify(node.value))
      : node.value;
  return null;
}
