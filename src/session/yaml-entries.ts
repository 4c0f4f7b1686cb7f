/** Where the entries of a YAML collection stand in their text. */
import { type CST, isMap, isPair, isScalar, isSeq, type Node, type YAMLMap, type YAMLSeq } from "yaml";

export type Collection = YAMLMap | YAMLSeq;

export interface Entry {
  readonly value: Node | null;
  /** Where its key, its dash or (in a flow list) the item itself begins. */
  readonly start: number;
  /** Behind its colon or dash: where a value may be written. */
  readonly head: number;
  /** A flow map may hold a key without a colon. */
  readonly colonless: boolean;
  /** Where the value begins, a tag or anchor included; `head` when there is no value. */
  readonly valueStart: number;
  /** Where the entry ends: before its comma, its comment and its line break. */
  readonly end: number;
}

/** An empty value is a node without characters. */
export const isEmpty = (node: Node | null): boolean =>
  node === null || (isScalar(node) && node.range !== undefined && node.range![0] === node.range![1]);

/** Nothing written, or null in words. */
export const isNothing = (node: Node | null): boolean =>
  node === null || (isScalar(node) && node.value === null);

export const isBlockText = (node: Node | null): boolean =>
  isScalar(node) && (node.type === "BLOCK_FOLDED" || node.type === "BLOCK_LITERAL");

const PROPERTIES: readonly string[] = ["tag", "anchor"];
const OPENERS: readonly string[] = [...PROPERTIES, "explicit-key-ind", "seq-item-ind"];

/** Every entry of a collection that was parsed with `keepSourceTokens`. */
export function entriesOf(collection: Collection, text: string): Entry[] {
  const token = collection.srcToken as CST.BlockMap | CST.BlockSequence | CST.FlowCollection;
  const items: readonly CST.CollectionItem[] = token.items;
  const written = items.filter(
    ({ start, key, sep, value }) =>
      (key ?? sep ?? value ?? undefined) !== undefined || start.some(({ type }) => OPENERS.includes(type)),
  );
  return collection.items.map((item, i) => entryOf(item, written[i]!, token.type === "block-seq", text));
}

function entryOf(item: unknown, token: CST.CollectionItem, dashed: boolean, text: string): Entry {
  const value = (isPair(item) ? item.value : item) as Node | null;
  const dash = token.start.findIndex(({ type }) => type === "seq-item-ind");
  const colon = token.sep?.find(({ type }) => type === "map-value-ind");
  const opener = token.start.find(({ type }) => OPENERS.includes(type));
  const first = opener?.offset ?? token.key?.offset ?? colon?.offset ?? value!.range![0];
  const keyEnd = isPair(item) ? ((item.key as Node | null)?.range?.[1] ?? first) : first;
  const head = dashed ? token.start[dash]!.offset + 1 : colon === undefined ? keyEnd : colon.offset + 1;
  const properties = (dashed ? token.start.slice(dash + 1) : isPair(item) ? (token.sep ?? []) : []).filter(
    ({ type }) => PROPERTIES.includes(type),
  );
  const lastProperty = properties.at(-1);
  const empty = lastProperty === undefined ? head : lastProperty.offset + lastProperty.source.length;
  return {
    value,
    start: first,
    head,
    colonless: isPair(item) && colon === undefined,
    valueStart: properties[0]?.offset ?? (isEmpty(value) ? head : value!.range![0]),
    end: isEmpty(value) ? empty : endOf(value!, text),
  };
}

function endOf(node: Node, text: string): number {
  const end = node.range![1];
  if (isBlockText(node)) return text[end - 1] === "\n" ? end - (text[end - 2] === "\r" ? 2 : 1) : end;
  if ((!isMap(node) && !isSeq(node)) || node.flow === true || node.items.length === 0) return end;
  return entriesOf(node, text).at(-1)!.end;
}

export const lineStart = (text: string, offset: number): number => text.lastIndexOf("\n", offset - 1) + 1;

/** Where the line ends, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  if (end === -1) return text.length;
  return end > offset && text[end - 1] === "\r" ? end - 1 : end;
}

/** Behind the line break of a line, or the end of the text. */
export function nextLine(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end === -1 ? text.length : end + 1;
}

export const columnOf = (text: string, offset: number): number => offset - lineStart(text, offset);

/** Whether nothing but space stands before it on its line. */
export const opensLine = (text: string, offset: number): boolean =>
  text.slice(lineStart(text, offset), offset).trim() === "";

/** Behind the spaces and the comment that follow on the same line. */
export function behindComment(text: string, offset: number): number {
  const rest = /^[ \t]+#[^\r\n]*/.exec(text.slice(offset, lineEnd(text, offset)));
  return offset + (rest?.[0].length ?? 0);
}

/** Behind the comma that follows an item of a flow collection, or null. */
export function behindComma(text: string, offset: number): number | null {
  const found = /^(?:\s|#[^\n]*)*,/.exec(text.slice(offset));
  return found === null ? null : offset + found[0].length;
}
