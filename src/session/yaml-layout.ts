/** How a file is laid out: what a new entry must look like. */
import { isMap, isPair, isSeq } from "yaml";
import { type Collection, columnOf, entriesOf } from "./yaml-entries.ts";
import type { Layout } from "./yaml-text.ts";

/** Taken from the first map and the first list in lines; two spaces where there is none. */
export function layoutOf(root: Collection, text: string): Layout {
  let step: number | undefined;
  let dash: number | undefined;
  const look = (node: Collection): void => {
    const entries = node.flow === true ? [] : entriesOf(node, text);
    node.items.forEach((item, i) => {
      const value: unknown = isPair(item) ? item.value : item;
      if (!isMap(value) && !isSeq(value)) return;
      if (value.flow !== true && value.items.length > 0 && isPair(item)) {
        const [first] = entriesOf(value, text);
        const behind = columnOf(text, first!.start) - columnOf(text, entries[i]!.start);
        if (isSeq(value)) dash ??= behind;
        else step ??= behind;
      }
      if (value.flow !== true && (step === undefined || dash === undefined)) look(value);
    });
  };
  look(root);
  return { step: step ?? 2, dash: dash ?? step ?? 2 };
}
