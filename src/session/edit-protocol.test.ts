import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { editProtocol, type ProtocolEdit, type ProtocolPath } from "./edit-protocol.ts";

const EXAMPLES = ["ms-il6", "csf-panel"].map((name) =>
  readFileSync(join(import.meta.dirname, `../../examples/${name}/study.yaml`), "utf8"),
);

const edited = (text: string, edit: ProtocolEdit): string => editProtocol(text, [edit]);

describe("set", () => {
  it.each([
    ["a value with a comment behind it", "a: 1 # one\nb: 2\n", ["a"], 3, "a: 3 # one\nb: 2\n"],
    ["a quoted text", 'a: "x" # one\n', ["a"], "y", 'a: "y" # one\n'],
    ["text that would read as a number", "a: x\n", ["a"], "0012", 'a: "0012"\n'],
    ["text that other readers take for no", "a: x\n", ["a"], "no", 'a: "no"\n'],
    ["text with a colon", "a: x\n", ["a"], "b: c # d", 'a: "b: c # d"\n'],
    ["an empty value", "a: # why\nb: 2\n", ["a"], "x", "a: x # why\nb: 2\n"],
    ["a map for an empty value", "a: # why\nb: 2\n", ["a"], { c: 1 }, "a: # why\n  c: 1\nb: 2\n"],
    ["a new key", "a:\n  b: 1 # one\nc: 2\n", ["a", "d"], "x", "a:\n  b: 1 # one\n  d: x\nc: 2\n"],
    [
      "a new key of a list item",
      "a:\n  - b: 1\n  - b: 2\n",
      ["a", 0, "c"],
      3,
      "a:\n  - b: 1\n    c: 3\n  - b: 2\n",
    ],
    ["a key with its parents", "a: 1\n", ["b", "c", "d"], [1, 2], "a: 1\nb:\n  c:\n    d: [1, 2]\n"],
    ["a new key in braces", "a: { b: 1 } # x\n", ["a", "c"], "x, y", 'a: { b: 1, c: "x, y" } # x\n'],
    ["the first key in braces", "a: {} # x\n", ["a", "c"], 1, "a: # x\n  c: 1\n"],
    ["null", "a: 1\n", ["a"], null, "a: null\n"],
    ["undefined", "a: 1\nb: 2 # two\n", ["b"], undefined, "a: 1\n"],
    ["undefined where there is nothing", "a: 1\n", ["b", "c"], undefined, "a: 1\n"],
    [
      "folded lines",
      "a: >- # why\n  x\n  y\nb: 1\n",
      ["a"],
      "long words",
      "a: >- # why\n  long words\nb: 1\n",
    ],
    ["a number for folded lines", "a: >- # why\n  x\n  y\nb: 1\n", ["a"], 2, "a: 2 # why\nb: 1\n"],
    [
      "a value for lines of entries",
      "a: # why\n  # b\n  b: 1\n  c: 2 # c\nd: 1\n",
      ["a"],
      2,
      "a: 2 # why\n  # b\nd: 1\n",
    ],
    [
      "a sibling in braces",
      "v:\n  a: { t: id }\n",
      ["v", "b"],
      { t: "x" },
      "v:\n  a: { t: id }\n  b: { t: x }\n",
    ],
    ["a text without line break at its end", "a: 1", ["b"], 2, "a: 1\nb: 2"],
    ["a text of comments", "# nothing yet\n", ["b"], 2, "# nothing yet\nb: 2\n"],
    [
      "Windows line breaks",
      "a:\r\n  b: 1 # x\r\nc: 2\r\n",
      ["a", "d"],
      { e: 1 },
      "a:\r\n  b: 1 # x\r\n  d:\r\n    e: 1\r\nc: 2\r\n",
    ],
    ["four spaces", "a:\n    b: 1\n", ["c", "d"], 1, "a:\n    b: 1\nc:\n    d: 1\n"],
  ] as [string, string, ProtocolPath, unknown, string][])("%s", (_, text, path, value, result) => {
    expect(edited(text, { op: "set", path, value })).toBe(result);
  });
});

describe("remove", () => {
  it.each([
    ["a key with its comment", "a: 1\n# above\nb: 2 # two\nc: 3\n", ["b"], "a: 1\n# above\nc: 3\n"],
    [
      "a key between a block text and a deeper comment",
      "a: |\n  text\nb: 1\n  # deep\nc: 2\n",
      ["b"],
      "a: |\n  text\n# deep\nc: 2\n",
    ],
    ["the only key", "a: # x\n  b: 1\nc: 2\n", ["a", "b"], "a: {} # x\nc: 2\n"],
    ["the only item", "a:\n  - b\nc: 2\n", ["a", 0], "a: []\nc: 2\n"],
    ["the first key of an item", "a:\n  - b: 1 # b\n    c: 2\n", ["a", 0, "b"], "a:\n  - c: 2\n"],
    ["the first item in brackets", "a: [b, c] # x\n", ["a", 0], "a: [c] # x\n"],
    ["the last item in brackets", "a: [b, c] # x\n", ["a", 1], "a: [b] # x\n"],
    ["the only item in brackets", "a: [b] # x\n", ["a", 0], "a: [] # x\n"],
    [
      "a line in brackets",
      "a:\n  [\n    b, # b\n    c, # c\n    d,\n  ]\n",
      ["a", 1],
      "a:\n  [\n    b, # b\n    d,\n  ]\n",
    ],
    ["the last line in brackets", "a: [\n  b, # b\n  c # c\n]\n", ["a", 1], "a: [\n  b # b\n]\n"],
  ] as [string, string, ProtocolPath, string][])("%s", (_, text, path, result) => {
    expect(edited(text, { op: "remove", path })).toBe(result);
  });
});

describe("append", () => {
  it.each([
    ["to brackets", "a: [b] # x\n", ["a"], "c", "a: [b, c] # x\n"],
    ["to empty brackets", "a: [] # x\n", ["a"], "c", "a: [c] # x\n"],
    ["a map to empty brackets", "a: []\n", ["a"], { b: 1, c: 2 }, "a:\n  - b: 1\n    c: 2\n"],
    [
      "to brackets in lines",
      "a: [\n  b, # b\n  c # c\n]\n",
      ["a"],
      "d",
      "a: [\n  b, # b\n  c, # c\n  d\n]\n",
    ],
    ["to brackets in lines with a last comma", "a: [\n  b,\n]\n", ["a"], "d", "a: [\n  b,\n  d,\n]\n"],
    ["to lines", "a:\n- b # b\nc: 1\n", ["a"], { d: 1, e: [1] }, "a:\n- b # b\n- d: 1\n  e: [1]\nc: 1\n"],
    ["to nothing", "a: 1\n", ["b"], { c: 1 }, "a: 1\nb:\n  - c: 1\n"],
  ] as [string, string, ProtocolPath, unknown, string][])("%s", (_, text, path, value, result) => {
    expect(edited(text, { op: "append", path, value })).toBe(result);
  });
});

describe("move", () => {
  it.each([
    ["in brackets", "a: [b, c, d] # x\n", ["a", 0], 2, "a: [c, d, b] # x\n"],
    [
      "in lines, with the comments above and behind",
      "a:\n  - b: 1 # b\n    c: 2\n  # above d\n  - d # d\n",
      ["a", 1],
      0,
      "a:\n  # above d\n  - d # d\n  - b: 1 # b\n    c: 2\n",
    ],
    ["in brackets in lines", "a: [\n  b, # b\n  c # c\n]\n", ["a", 1], 0, "a: [\n  c, # c\n  b # b\n]\n"],
  ] as [string, string, ProtocolPath, number, string][])("%s", (_, text, path, to, result) => {
    expect(edited(text, { op: "move", path, to })).toBe(result);
  });
});

describe("rename", () => {
  it.each([
    ["a key", "a:\n  b: 1 # b\n", ["a", "b"], "c", "a:\n  c: 1 # b\n"],
    ["a key in braces", "a: { 'b': 1 }\n", ["a", "b"], "c d", "a: { c d: 1 }\n"],
  ] as [string, string, ProtocolPath, string, string][])("%s", (_, text, path, key, result) => {
    expect(edited(text, { op: "rename", path, key })).toBe(result);
  });
});

describe("refusals", () => {
  it.each([
    [
      "a path through a value",
      "a: 1\n",
      { op: "set", path: ["a", "b"], value: 1 },
      "nothing to be changed at a.b",
    ],
    [
      "an item that is not there",
      "a: [1]\n",
      { op: "set", path: ["a", 1], value: 1 },
      "nothing to be changed at a.1",
    ],
    ["a key that is not there", "a: 1\n", { op: "remove", path: ["b"] }, "nothing to be changed at b"],
    [
      "a place that is not there",
      "a: [1]\n",
      { op: "move", path: ["a", 0], to: 1 },
      "nothing to be changed at a.0",
    ],
    [
      "a name that is taken",
      "a: 1\nb: 2\n",
      { op: "rename", path: ["a"], key: "b" },
      "nothing to be changed at a",
    ],
    [
      "the empty path",
      "a: 1\n",
      { op: "set", path: [], value: 1 },
      "nothing to be changed at the empty path",
    ],
    ["no YAML", "a: [\n", { op: "set", path: ["a"], value: 1 }, "not YAML: "],
  ] as [string, string, ProtocolEdit, string][])("%s", (_, text, edit, message) => {
    expect(() => edited(text, edit)).toThrow(message);
  });
});

// The same edit on plain values.
type Plain = unknown;
const isHolder = (value: Plain): value is Record<string | number, Plain> =>
  typeof value === "object" && value !== null;

function applied(root: Plain, edit: ProtocolEdit): Plain {
  const copy = structuredClone(root) as Record<string | number, Plain>;
  let holder = copy;
  for (const step of edit.path.slice(0, -1)) {
    if (holder[step] === undefined || holder[step] === null) holder[step] = {};
    holder = holder[step] as Record<string | number, Plain>;
  }
  const last = edit.path.at(-1)!;
  const takeAway = (): Plain => {
    if (Array.isArray(holder)) return (holder as Plain[]).splice(last as number, 1)[0];
    delete holder[last];
    return undefined;
  };
  if (edit.op === "set") holder[last] = structuredClone(edit.value);
  else if (edit.op === "append")
    holder[last] = [...((holder[last] ?? []) as Plain[]), structuredClone(edit.value)];
  else if (edit.op === "remove") takeAway();
  else if (edit.op === "move") (holder as unknown as Plain[]).splice(edit.to, 0, takeAway());
  else {
    const entries = Object.entries(holder).map(([key, value]) => [key === last ? edit.key : key, value]);
    for (const key of Object.keys(holder)) delete holder[key];
    Object.assign(holder, Object.fromEntries(entries));
  }
  return copy;
}

const pathsOf = (value: Plain, path: ProtocolPath = []): ProtocolPath[] =>
  isHolder(value)
    ? Object.entries(value).flatMap(([key, inner]) => {
        const here = [...path, Array.isArray(value) ? Number(key) : key];
        return [here, ...pathsOf(inner, here)];
      })
    : [];

const at = (value: Plain, path: ProtocolPath): Plain =>
  path.reduce<Plain>((inner, step) => (inner as Record<string | number, Plain>)[step], value);

const WORDS = [
  "x",
  "two words",
  "0012",
  "no",
  "1-9",
  "2020-01-01",
  "~",
  "",
  " led",
  "trailed ",
  "a: b",
  "a #b",
  "#",
  "- a",
  "[a]",
  "a, b",
  '"',
  "it's",
  "é",
  "1e3",
  "null",
  "x:",
  "\ttab",
  "two\nlines",
  "two\n\nparagraphs\n",
  "\u2028",
  "ends\n",
  "%",
  "@",
  "a\u200eb",
  'if(group == "MS", "yes", "no")',
  "word ".repeat(60).trim(),
  "🙂",
  "\ud800",
  "0x1F",
  ".5",
  "<<",
];
const key = fc.constantFrom("a", "b", "c", "d", "e f", "0", "no", "x: y", "g, h");
const scalar = fc.oneof(
  fc.constantFrom(...WORDS),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => (x === 0 ? 0 : x)),
  fc.boolean(),
  fc.constant(null),
);
const { value: anyValue } = fc.letrec<{ value: Plain }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    scalar,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(key, tie("value"), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

/** An edit that the document allows; the numbers choose among what is there. */
const choices = fc.record({ op: fc.nat(5), which: fc.nat(), to: fc.nat(), value: anyValue, key });
type Choice = typeof choices extends fc.Arbitrary<infer T> ? T : never;

function editFor(root: Plain, { op, which, to, value, key: name }: Choice): ProtocolEdit | null {
  const paths = pathsOf(root);
  const pick = (from: readonly ProtocolPath[]): ProtocolPath | undefined =>
    from[which % Math.max(from.length, 1)];
  const inLists = paths.filter((path) => typeof path.at(-1) === "number");
  const inMaps = paths.filter((path) => typeof path.at(-1) === "string");
  const maps = [[], ...paths].filter((path) => isHolder(at(root, path)) && !Array.isArray(at(root, path)));
  const lists = paths.filter((path) => Array.isArray(at(root, path)) || at(root, path) === null);
  const chosen = pick([paths, maps, paths, lists, inLists, inMaps][op]!);
  if (chosen === undefined) return null;
  const holder = at(root, chosen.slice(0, -1)) as Plain[];
  switch (op) {
    case 0:
      return { op: "set", path: chosen, value };
    case 1:
      return isHolder(at(root, chosen)) && name in (at(root, chosen) as object)
        ? null
        : { op: "set", path: [...chosen, name], value };
    case 2:
      return { op: "remove", path: chosen };
    case 3:
      return { op: "append", path: chosen, value };
    case 4:
      return { op: "move", path: chosen, to: to % holder.length };
    default:
      return name in holder ? null : { op: "rename", path: chosen, key: name };
  }
}

interface Written {
  readonly text: string;
  /** Every comment with the path of its entry: behind it, or above it. */
  readonly comments: readonly { readonly id: string; readonly path: ProtocolPath; readonly above: boolean }[];
}

const SOURCES = [
  "1",
  "0012",
  "plain words",
  '"quoted: # no comment"',
  "'it''s'",
  "",
  "no",
  "~",
  "-9",
  "[]",
  "{}",
  ">-\nfolded\n\nlines",
  "|\nliteral\n  lines",
  "plain\nin lines",
];

/** A document with comments, from a list of numbers that decide everything. */
function written(numbers: readonly number[], breaks: string): Written {
  let used = 0;
  const next = (below: number): number => (numbers[used++ % numbers.length]! + used) % below;
  const comments: { id: string; path: ProtocolPath; above: boolean }[] = [];
  const comment = (path: ProtocolPath, above: boolean): string => {
    const id = `# c${comments.length}.`;
    comments.push({ id, path, above });
    return id;
  };
  const dash = next(2) * 2;
  const source = (inFlow: boolean, pad: string): string => {
    const chosen = SOURCES[next(inFlow ? SOURCES.length - 3 : SOURCES.length)]!;
    if (inFlow && chosen === "") return "x";
    return chosen.replaceAll("\n", `\n${pad}`).replaceAll(`\n${pad}\n`, "\n\n");
  };
  const flow = (depth: number, path: ProtocolPath, pad: string): string => {
    const map = next(2) === 0;
    const lines = next(3) === 0;
    const items = Array.from({ length: next(4) }, (_, i) => {
      const here = [...path, map ? `k${i}` : i];
      const inner = depth > 0 && next(3) === 0 ? flow(depth - 1, here, `${pad}  `) : source(true, pad);
      const text = map ? `k${i}: ${inner}` : inner;
      return { text, here };
    });
    if (items.length === 0) return map ? "{}" : "[]";
    const [open, close] = map ? ["{", "}"] : ["[", "]"];
    if (!lines)
      return `${open}${items.map(({ text }) => text).join(", ")}${next(3) === 0 ? "," : ""}${close}`;
    const rows = items.map(({ text, here }, i) => {
      const comma = i < items.length - 1 || next(2) === 0 ? "," : "";
      const above = next(5) === 0 ? `${pad}${comment(here, true)}\n` : "";
      return `${above}${pad}${text}${comma}${next(3) === 0 ? ` ${comment(here, false)}` : ""}`;
    });
    return `${open}\n${rows.join("\n")}\n${pad.slice(2)}${close}`;
  };
  const block = (depth: number, path: ProtocolPath, pad: string, first: string): string => {
    const map = path.length === 0 || next(2) === 0;
    return Array.from({ length: 1 + next(3) }, (_, i) => {
      const here = [...path, map ? `k${i}` : i];
      const lead = i === 0 && first === "" ? "" : pad;
      const above = next(4) === 0 && !(i === 0 && first === "") ? `${pad}${comment(here, true)}\n` : "";
      const head = map ? `k${i}:` : "-";
      const kind = depth === 0 ? 0 : next(4);
      const behind = (): string => (next(3) === 0 ? ` ${comment(here, false)}` : "");
      if (kind <= 1) {
        const text = source(false, `${pad}  `);
        if (/[>|]/.test(text[0] ?? "")) return `${above}${lead}${head} ${text}`;
        return `${above}${lead}${head}${text === "" ? "" : ` ${text}`}${behind()}`;
      }
      if (kind === 2) return `${above}${lead}${head} ${flow(depth - 1, here, `${pad}    `)}${behind()}`;
      if (!map && next(2) === 0) return `${above}${lead}- ${block(depth - 1, here, `${pad}  `, "")}`;
      return `${above}${lead}${head}${behind()}\n${block(depth - 1, here, map ? `${pad}${" ".repeat(dash || 2)}` : `${pad}  `, pad || " ")}`;
    }).join("\n");
  };
  const text = `# head\n${block(3, [], "", " ")}\n# foot\n`;
  return { text: text.replaceAll("\n", breaks), comments };
}

const startsWith = (path: ProtocolPath, head: ProtocolPath): boolean =>
  head.every((step, i) => path[i] === step);

describe("laws", () => {
  it("does to any document what it does to its values, and keeps every other comment", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(997), { minLength: 20, maxLength: 60 }),
        fc.constantFrom("\n", "\r\n"),
        fc.array(choices, { minLength: 1, maxLength: 3 }),
        (numbers, breaks, picks) => {
          const document = written(numbers, breaks);
          let text = document.text;
          let plain: Plain = parse(text);
          let kept: readonly (Written["comments"][number] | { id: string; path: null; above: boolean })[] = [
            ...document.comments,
            { id: "# head", path: null, above: true },
            { id: "# foot", path: null, above: true },
          ];
          for (const pick of picks) {
            const edit = editFor(plain, pick);
            if (edit === null) continue;
            text = edited(text, edit);
            plain = applied(plain, edit);
            expect(parse(text), `${JSON.stringify(edit)}\n${document.text}\n=>\n${text}`).toEqual(plain);
            kept = kept.filter(({ path, above }) => {
              if (path === null || !startsWith(path, edit.path)) return true;
              if (edit.op === "remove") return above && path.length === edit.path.length;
              return edit.op !== "set" || path.length === edit.path.length;
            });
            for (const { id } of kept)
              expect(
                text.includes(id),
                `${id} lost by ${JSON.stringify(edit)}\n${document.text}\n=>\n${text}`,
              ).toBe(true);
            if (edit.op !== "set") break;
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("does to the examples what it does to their values", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...EXAMPLES),
        fc.array(choices, { minLength: 1, maxLength: 4 }),
        (example, picks) => {
          let text = example;
          for (const pick of picks) {
            const plain: Plain = parse(text);
            const edit = editFor(plain, pick);
            if (edit === null) continue;
            text = edited(text, edit);
            expect(parse(text), JSON.stringify(edit)).toEqual(applied(plain, edit));
          }
        },
      ),
      { numRuns: 80 },
    );
  });

  it("touches no other line of the examples", () => {
    for (const example of EXAMPLES) {
      const text = edited(example, { op: "set", path: ["settings", "confidence"], value: 0.9 });
      expect(text).toBe(example.replace("confidence: 0.95", "confidence: 0.9"));
      const more = edited(example, { op: "append", path: ["questions", 0, "variables"], value: "bmi" });
      expect(
        more.split("\n").filter((line) => !example.split("\n").includes(line)).length,
      ).toBeLessThanOrEqual(1);
    }
  });
});
