/** What must change in a text when an entry of one of its collections does. */
import { isMap, isScalar, isSeq } from "yaml";
import {
  behindComma,
  behindComment,
  type Collection,
  columnOf,
  type Entry,
  isBlockText,
  isEmpty,
  lineEnd,
  lineStart,
  nextLine,
  opensLine,
} from "./yaml-entries.ts";
import {
  blockLines,
  blockText,
  childColumn,
  entryLines,
  flowText,
  inlineText,
  type Layout,
  scalarText,
} from "./yaml-text.ts";

/** A piece of the text and what takes its place. */
export interface Patch {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A collection of the text, and what a change of it must know. */
export interface Parent {
  readonly text: string;
  readonly layout: Layout;
  readonly node: Collection;
  readonly flow: boolean;
  readonly entries: readonly Entry[];
  /** The entry that holds this collection; null for the document itself. */
  readonly holder: { readonly parent: Parent; readonly entry: Entry } | null;
}

export const insert = (at: number, text: string): Patch => ({ from: at, to: at, text });

/** Another value for an entry that exists. */
export function replacement(parent: Parent, entry: Entry, value: unknown): readonly Patch[] {
  const { text, flow, layout } = parent;
  const { value: old, head, valueStart, end } = entry;
  const put = (lines: string): string => `${entry.colonless ? ":" : ""}${lines}`;
  if (flow) {
    const inline = flowText(value);
    return isEmpty(old) && valueStart === head
      ? [insert(head, put(` ${inline}`))]
      : [{ from: valueStart, to: end, text: inline }];
  }
  const column = columnOf(text, entry.start);
  const dashed = text[entry.start] === "-" && isSeq(parent.node);
  if (isBlockText(old) && typeof value === "string") {
    const header = text.slice(old!.range![0], lineEnd(text, old!.range![0]));
    const folded = header.startsWith(">");
    const indent = childColumn(dashed ? "-" : "", value, column, layout);
    const lines = blockText(value, folded, /#.*/.exec(header)?.[0] ?? "", indent);
    if (lines !== null) return [{ from: old!.range![0], to: end, text: lines }];
  }
  const inBrackets = (isMap(old) || isSeq(old)) && old.flow === true && old.items.length > 0;
  const quoted = isScalar(old) && old.type?.startsWith("QUOTE") === true;
  const inline =
    typeof value === "string"
      ? scalarText(value, false, quoted)
      : inlineText(value, columnOf(text, valueStart), inBrackets);
  const inLines = !isEmpty(old) && (isMap(old) || isSeq(old)) && old.flow !== true;
  const own = inLines && lineStart(text, valueStart) > head;
  const upTo = behindComment(text, end);
  if (inline !== null) {
    if (own) {
      const start = lineStart(text, valueStart);
      const from = text[start - 2] === "\r" ? start - 2 : start - 1;
      return [insert(head, ` ${inline}`), { from, to: upTo, text: "" }];
    }
    if (inLines) return [{ from: head, to: upTo, text: ` ${inline}` }];
    if (isBlockText(old)) {
      const comment = /[ \t]+#.*/.exec(text.slice(head, lineEnd(text, old!.range![0])))?.[0] ?? "";
      return [{ from: head, to: end, text: ` ${inline}${comment.trimEnd()}` }];
    }
    return valueStart === head ? [insert(head, ` ${inline}`)] : [{ from: valueStart, to: end, text: inline }];
  }
  const lines = (at: number): string => blockLines(value as object, at, layout).join("\n");
  const under = childColumn(dashed ? "-" : "", value, column, layout);
  if (own) return [{ from: lineStart(text, valueStart), to: upTo, text: lines(under) }];
  if (inLines) return [{ from: valueStart, to: upTo, text: lines(columnOf(text, valueStart)).trimStart() }];
  if (dashed && upTo === end) return [{ from: head, to: end, text: ` ${lines(under).trimStart()}` }];
  if (isBlockText(old)) return [{ from: head, to: end, text: `\n${lines(under)}` }];
  return [{ from: head, to: end, text: "" }, insert(upTo, `\n${lines(under)}`)];
}

/** A new entry behind the last one; `key` is null in a list. */
export function insertion(parent: Parent, key: string | null, value: unknown): readonly Patch[] {
  const { text, entries, holder } = parent;
  const last = entries.at(-1);
  if (last === undefined) {
    const whole = key === null ? [value] : { [key]: value };
    if (holder !== null && !text.slice(...(parent.node.range!.slice(0, 2) as [number, number])).includes("#"))
      return replacement(holder.parent, holder.entry, whole);
    const open = parent.node.range![0] + 1;
    return [insert(open, ` ${flowText(whole).slice(1, -1).trim()} `)];
  }
  if (!parent.flow) {
    const head = key === null ? "-" : `${scalarText(key, false)}:`;
    const sibling = last.value;
    const inBrackets =
      (isMap(sibling) || isSeq(sibling)) && sibling.flow === true && sibling.items.length > 0;
    const lines = entryLines(head, value, columnOf(text, last.start), inBrackets, parent.layout);
    return [insert(behindComment(text, last.end), `\n${lines.join("\n")}`)];
  }
  const item = key === null ? flowText(value) : `${scalarText(key, true)}: ${flowText(value)}`;
  const comma = behindComma(text, last.end);
  const own = ownLine(text, last);
  if (!own) return [insert(comma ?? last.end, comma === null ? `, ${item}` : ` ${item},`)];
  const pad = text.slice(lineStart(text, last.start), last.start);
  const at = behindComment(text, comma ?? last.end);
  return [
    ...(comma === null ? [insert(last.end, ",")] : []),
    insert(at, `\n${pad}${item}${comma === null ? "" : ","}`),
  ];
}

/** Whether a flow item, with its comma and comment, has its line or lines for itself. */
function ownLine(text: string, entry: Entry): boolean {
  if (!opensLine(text, entry.start)) return false;
  const comma = behindComma(text, entry.end);
  const upTo = comma ?? entry.end;
  if (upTo > lineEnd(text, entry.end)) return false;
  return text.slice(behindComment(text, upTo), lineEnd(text, upTo)).trim() === "";
}

/** Nothing where an entry stood. */
export function removal(parent: Parent, index: number): readonly Patch[] {
  const { text, entries, holder } = parent;
  const entry = entries[index]!;
  const { start, end } = entry;
  const next = entries[index + 1];
  const previous = entries[index - 1];
  if (!parent.flow) {
    const upTo = behindComment(text, end);
    const line = { from: lineStart(text, start), to: nextLine(text, upTo), text: "" };
    // A comment that stands deeper than its neighbours would become a line of a block text above it.
    const deep = /^((?:[ \t]*\r?\n)*)([ \t]*)(?=#)/.exec(text.slice(line.to));
    const column = columnOf(text, start);
    if (deep !== null && deep[2]!.length > column)
      Object.assign(line, { to: line.to + deep[0].length, text: deep[1]! + " ".repeat(column) });
    if (entries.length === 1) {
      const empty = isMap(parent.node) ? "{}" : "[]";
      if (holder === null) return [{ from: start, to: upTo, text: empty }];
      const put = insert(holder.entry.head, ` ${empty}`);
      return opensLine(text, start)
        ? [put, line]
        : [{ from: holder.entry.head, to: upTo, text: ` ${empty}` }];
    }
    if (opensLine(text, start)) return [line];
    const between = text.slice(upTo, next!.start);
    return between.trim() === ""
      ? [{ from: start, to: next!.start, text: "" }]
      : [{ from: start, to: upTo, text: "" }];
  }
  const comma = behindComma(text, end);
  const before = previous === undefined ? null : behindComma(text, previous.end);
  const unused = comma === null && before !== null ? [{ from: before - 1, to: before, text: "" }] : [];
  if (ownLine(text, entry))
    return [...unused, { from: lineStart(text, start), to: nextLine(text, comma ?? end), text: "" }];
  if (next !== undefined) {
    const plain = text.slice(end, next.start).trim() === ",";
    return [{ from: start, to: plain ? next.start : comma!, text: "" }];
  }
  if (previous !== undefined && text.slice(previous.end, start).trim() === ",")
    return [{ from: previous.end, to: end, text: "" }];
  const [from, to] = parent.node.range!;
  if (previous === undefined && !text.slice(from, to).includes("#"))
    return [{ from: from + 1, to: to - 1, text: "" }];
  return [...unused, { from: start, to: comma ?? end, text: "" }];
}

/** The texts of the items between the two places take each other's place; what stands between them stays. */
export function moving(parent: Parent, index: number, to: number): readonly Patch[] {
  const { text, entries, flow } = parent;
  const order = entries.map((_, i) => i);
  order.splice(to, 0, ...order.splice(index, 1));
  const slots = entries.map((entry, i): readonly (readonly [number, number])[] => {
    if (!flow)
      return [[i === 0 ? entry.start : commentsAbove(text, entry.start), behindComment(text, entry.end)]];
    const comma = behindComma(text, entry.end) ?? entry.end;
    return [
      [entry.start, entry.end],
      [comma, behindComment(text, comma)],
    ];
  });
  const ownLines = entries.every((entry) => ownLine(text, entry));
  return order.flatMap((source, target) =>
    source === target
      ? []
      : slots[target]!.slice(0, ownLines || !flow ? 2 : 1).map(([from, end], part) => {
          const [a, b] = slots[source]![part]!;
          return { from, to: end, text: text.slice(a, b) };
        }),
  );
}

/** Where the comment lines that stand right above an item begin. */
function commentsAbove(text: string, start: number): number {
  if (!opensLine(text, start)) return start;
  let from = start;
  for (;;) {
    const line = lineStart(text, lineStart(text, from) - 1);
    const above = text.slice(line, lineStart(text, from));
    if (lineStart(text, from) === 0 || !/^\s*#/.test(above)) return from;
    from = line + above.indexOf("#");
  }
}
