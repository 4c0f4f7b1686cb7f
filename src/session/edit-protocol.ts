/** Small changes of a protocol's text in place: comments, order, quoting and line breaks of the rest stay as they are. */
import { isMap, isScalar, isSeq } from "yaml";
import { readYaml } from "../study/read-yaml.ts";
import { type Collection, type Entry, entriesOf, isEmpty, isNothing } from "./yaml-entries.ts";
import { layoutOf } from "./yaml-layout.ts";
import { insert, insertion, moving, type Parent, type Patch, removal, replacement } from "./yaml-patches.ts";
import { blockLines, scalarText } from "./yaml-text.ts";

export type ProtocolPath = readonly (string | number)[];

export type ProtocolEdit =
  /** Replaces a value, or adds the key with the maps above it; `undefined` takes the key away. */
  | { readonly op: "set"; readonly path: ProtocolPath; readonly value: unknown }
  /** Takes away a key or a list item, with the comment behind it; the lines above it stay. */
  | { readonly op: "remove"; readonly path: ProtocolPath }
  /** Adds an item at the end of a list, which is made when there is none. */
  | { readonly op: "append"; readonly path: ProtocolPath; readonly value: unknown }
  /** Puts a list item at another place: `to` is its index afterwards. */
  | { readonly op: "move"; readonly path: ProtocolPath; readonly to: number }
  | { readonly op: "rename"; readonly path: ProtocolPath; readonly key: string };

/**
 * Applies the edits one after the other; the text that comes out, read as YAML, is the old document with the edits applied.
 *
 * A value is text, a number, true, false, null (written `null`), a list or a map of these. Inside a value, `undefined` is as in JSON:
 * a key that is left out, null in a list. Text is quoted where it would read as another type, so a cell `"0012"` stays one. A value
 * that is replaced keeps its kind: quotes, folded lines, brackets. Comments inside a replaced or removed value go with it.
 *
 * @throws Error - a path that does not exist, a new name that the map has already, or a text that is not YAML
 * @example editProtocol("design: cohort # as registered\n", [{ op: "set", path: ["design"], value: "trial" }])
 * // "design: trial # as registered\n"
 */
export function editProtocol(text: string, edits: readonly ProtocolEdit[]): string {
  return edits.reduce((before, edit) => {
    const breaks = before.includes("\r\n") ? "\r\n" : "\n";
    // From the end to the start, so that places stay true; of two at one place the later is put first.
    return [...patchesOf(before, edit)]
      .reverse()
      .sort((a, b) => b.from - a.from || b.to - a.to)
      .reduce(
        (done, { from, to, text: put }) =>
          done.slice(0, from) + put.replaceAll(/\r?\n/g, breaks) + done.slice(to),
        before,
      );
  }, text);
}

function patchesOf(text: string, edit: ProtocolEdit): readonly Patch[] {
  const root = rootOf(text);
  if (edit.path.length === 0) throw noSuchPath(edit.path);
  if (root === null) {
    if ((edit.op !== "set" && edit.op !== "append") || (edit.op === "set" && edit.value === undefined))
      throw noSuchPath(edit.path);
    const value = nested(edit.path, edit.op === "set" ? edit.value : [edit.value]) as object;
    const gap = text === "" || text.endsWith("\n") ? "" : "\n";
    return [insert(text.length, `${gap}${blockLines(value, 0, { step: 2, dash: 2 }).join("\n")}\n`)];
  }
  const { parent, index, depth } = find(root, edit.path);
  const entry = index === null ? undefined : parent.entries[index];
  const found = entry !== undefined && depth === edit.path.length - 1;
  switch (edit.op) {
    case "set":
      if (edit.value === undefined) return found ? removal(parent, index!) : [];
      return found
        ? replacement(parent, entry, edit.value)
        : adding(parent, edit.path, depth, entry, edit.value);
    case "append": {
      if (!found || isNothing(entry.value)) return adding(parent, edit.path, depth, entry, [edit.value]);
      const list = child(parent, entry);
      if (list === null || !isSeq(list.node)) throw noSuchPath(edit.path);
      return insertion(list, null, edit.value);
    }
    case "remove":
      if (!found) throw noSuchPath(edit.path);
      return removal(parent, index!);
    case "move":
      if (!found || !isSeq(parent.node) || parent.entries[edit.to] === undefined) throw noSuchPath(edit.path);
      return moving(parent, index!, edit.to);
    case "rename": {
      if (!found || !isMap(parent.node)) throw noSuchPath(edit.path);
      const key = parent.node.items[index!]!.key;
      const range = isScalar(key) ? key.range : null;
      const taken = indexOf(parent.node, edit.key);
      if (!range || (taken !== null && taken !== index)) throw noSuchPath(edit.path);
      return [{ from: range[0], to: range[1], text: scalarText(edit.key, parent.flow) }];
    }
  }
}

const noSuchPath = (path: ProtocolPath): Error =>
  new Error(`nothing to be changed at ${path.length === 0 ? "the empty path" : path.join(".")}`);

const nested = (path: ProtocolPath, value: unknown): unknown =>
  path.reduceRight<unknown>((inner, step) => {
    if (typeof step === "number") throw noSuchPath(path);
    return { [step]: inner };
  }, value);

function rootOf(text: string): Parent | null {
  const { document, errors } = readYaml(text, { keepSourceTokens: true });
  const [error] = errors;
  if (error !== undefined) throw new Error(`not YAML: ${error.message}`);
  const node = document.contents;
  if (node === null || isEmpty(node)) return null;
  if (!isMap(node) && !isSeq(node)) throw noSuchPath([]);
  const flow = node.flow === true;
  return { text, layout: layoutOf(node, text), node, flow, entries: entriesOf(node, text), holder: null };
}

function child(parent: Parent, entry: Entry): Parent | null {
  const node = entry.value;
  if (!isMap(node) && !isSeq(node)) return null;
  const { text, layout } = parent;
  const flow = node.flow === true;
  return { text, layout, node, flow, entries: entriesOf(node, text), holder: { parent, entry } };
}

function indexOf(node: Collection, step: string | number): number | null {
  const index = isMap(node)
    ? node.items.findIndex(({ key }) => isScalar(key) && String(key.source ?? key.value) === String(step))
    : typeof step === "number" && step < node.items.length
      ? step
      : -1;
  return index < 0 ? null : index;
}

/** Follows the path as far as it exists: to the entry of its last step, or to the collection that lacks the step. */
function find(root: Parent, path: ProtocolPath): { parent: Parent; index: number | null; depth: number } {
  let parent = root;
  for (let depth = 0; ; depth++) {
    const index = indexOf(parent.node, path[depth]!);
    if (index === null || depth === path.length - 1) return { parent, index, depth };
    const entry = parent.entries[index]!;
    const next = child(parent, entry);
    if (next === null) {
      if (isNothing(entry.value)) return { parent, index, depth };
      throw noSuchPath(path);
    }
    parent = next;
  }
}

/** Gives a value to what does not exist yet: below an entry without a value, or as a new entry. */
function adding(
  parent: Parent,
  path: ProtocolPath,
  depth: number,
  entry: Entry | undefined,
  value: unknown,
): readonly Patch[] {
  const inner = nested(path.slice(depth + 1), value);
  if (entry !== undefined) return replacement(parent, entry, inner);
  const key = path[depth]!;
  if (!isMap(parent.node)) throw noSuchPath(path);
  return insertion(parent, String(key), inner);
}
