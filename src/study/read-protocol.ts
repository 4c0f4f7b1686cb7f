/** study.yaml -> protocol, or every problem with line, column and the nearest valid word. */
import { type Document, isMap, isNode, isPair, isScalar, isSeq, LineCounter, type Node, visit } from "yaml";
import type { core } from "zod";
import { nearest } from "../cohort/nearest.ts";
import type { Issue, Place } from "../core/issues/issue.ts";
import {
  laterVersion,
  missingKey,
  notAllowed,
  type Placeless,
  unknownKey,
  wrongShape,
  yamlSyntax,
} from "../core/issues/protocol.ts";
import { questionKinds } from "../questions/schema.ts";
import { toPlain } from "./plain-values.ts";
import { readYaml } from "./read-yaml.ts";
import { type Protocol, PROTOCOL_VERSION, protocolSchema } from "./protocol.ts";
import { inDots, type Path, schemaAt, valueAt } from "./schema-at.ts";

/** Finds the place of a path in the file. */
export interface ProtocolSource {
  /** `key: true` points at the name of an entry rather than at its value. */
  place(path: Path, options?: { key?: boolean; offset?: number }): Place;
}

export type ReadProtocol =
  | { readonly protocol: Protocol; readonly source: ProtocolSource }
  | { readonly issues: readonly Issue[] };

// A protocol is written by hand; more than this is not one, and aliases could make a small file explode.
const LARGEST = 2_000_000;

export function readProtocol(text: string, file: string): ReadProtocol {
  if (text.length > LARGEST)
    return { issues: [at({ file }, wrongShape(`at most ${LARGEST} characters`, text.length))] };
  const lines = new LineCounter();
  const { document, errors } = readYaml(text, { lineCounter: lines });
  const source = sourceOf(document, lines, file);
  if (errors.length > 0)
    return {
      issues: errors.map(({ offset, message }) =>
        at({ file, ...position(lines, offset) }, yamlSyntax(message)),
      ),
    };
  const alias = firstAlias(document);
  if (alias !== null)
    return {
      issues: [at({ file, ...position(lines, alias) }, wrongShape("the value itself", "an alias (*)"))],
    };
  const plain = toPlain(document.contents, false);
  if (typeof plain !== "object" || plain === null || Array.isArray(plain))
    return {
      issues: [
        at(
          { file, line: 1, character: 1 },
          wrongShape("entries such as title: and questions:", plain === null ? "an empty file" : plain),
        ),
      ],
    };
  const version = (plain as Record<string, unknown>)["cistern"];
  if (typeof version === "number" && version > PROTOCOL_VERSION)
    return { issues: [at(source.place(["cistern"]), laterVersion(version, PROTOCOL_VERSION))] };
  const parsed = protocolSchema.safeParse(plain);
  if (parsed.success) return { protocol: parsed.data, source };
  return { issues: parsed.error.issues.flatMap((issue) => inWords(issue, plain, source)).sort(byPlace) };
}

export interface PlainProtocol {
  /** Entries as written, cells in their spelling, whether they make sense or not. */
  readonly root: Readonly<Record<string, unknown>>;
  readonly source: ProtocolSource;
}

/**
 * What a protocol says, as far as it is YAML, and where; null for a text that is not.
 *
 * @example plainProtocol("variables: { sex: { levels: [0, 1] } }")?.root // { variables: { sex: { levels: ["0", "1"] } } }
 */
export function plainProtocol(text: string): PlainProtocol | null {
  if (text.length > LARGEST) return null;
  const lines = new LineCounter();
  const { document, errors } = readYaml(text, { lineCounter: lines });
  if (errors.length > 0 || firstAlias(document) !== null) return null;
  const root = toPlain(document.contents, false) ?? {};
  if (typeof root !== "object" || Array.isArray(root)) return null;
  return { root: root as Record<string, unknown>, source: sourceOf(document, lines, "") };
}

const at = (place: Place, issue: Placeless): Issue => ({ ...issue, at: place });

const byPlace = (a: Issue, b: Issue): number =>
  (a.at.line ?? 0) - (b.at.line ?? 0) || (a.at.character ?? 0) - (b.at.character ?? 0);

function position(lines: LineCounter, offset: number): { line: number; character: number } {
  const { line, col } = lines.linePos(offset);
  return { line, character: col };
}

function firstAlias(document: Document): number | null {
  let found: number | null = null;
  visit(document, {
    Alias(_, node) {
      found = node.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return found;
}

function sourceOf(document: Document, lines: LineCounter, file: string): ProtocolSource {
  return {
    place(path, { key = false, offset = 0 } = {}) {
      let node: unknown = document.contents;
      let start = isNode(node) ? (node.range?.[0] ?? 0) : 0;
      let quoted = 0;
      for (const [depth, step] of path.entries()) {
        const last = depth === path.length - 1;
        if (isMap(node)) {
          const pair = node.items.find(
            (item) =>
              isPair(item) &&
              isScalar(item.key) &&
              String(item.key.source ?? item.key.value) === String(step),
          );
          if (pair === undefined) break;
          node = last && key ? pair.key : (pair.value ?? pair.key);
        } else if (isSeq(node)) {
          const item = node.items[Number(step)];
          if (item === undefined) break;
          node = item;
        } else break;
        if (isNode(node) && (node as Node).range) start = (node as Node).range![0];
        quoted = isScalar(node) && (node.type === "QUOTE_DOUBLE" || node.type === "QUOTE_SINGLE") ? 1 : 0;
      }
      const block = isScalar(node) && (node.type === "BLOCK_FOLDED" || node.type === "BLOCK_LITERAL");
      return {
        file,
        ...position(lines, start + (block || offset === 0 ? 0 : offset + quoted)),
        ...(path.length === 0 ? {} : { path: inDots(path) }),
      };
    },
  };
}

const WHAT: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "entries (name: value)",
  record: "entries (name: value)",
  tuple: "two values in brackets",
  int: "a whole number",
};

/** One schema issue in the words of this project. */
function inWords(issue: core.$ZodIssue, root: unknown, source: ProtocolSource): Issue[] {
  const path = issue.path as Path;
  const got = valueAt(root, path);
  const here = (found: Placeless, key = false): Issue[] => [at(source.place(path, { key }), found)];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => {
        const allowed = allowedKeys(path, root);
        return at(
          source.place([...path, key], { key: true }),
          unknownKey(key, allowed, nearest(key, allowed)),
        );
      });
    case "invalid_type":
      if (got === undefined) {
        const key = String(path.at(-1) ?? "");
        return [at(source.place(path.slice(0, -1)), missingKey(key, meaningOf(path, root)))];
      }
      return here(wrongShape(WHAT[issue.expected] ?? issue.expected, got));
    case "invalid_value": {
      const options = issue.values.map(String);
      if (got === undefined)
        return [
          at(
            source.place(path.slice(0, -1)),
            missingKey(String(path.at(-1) ?? ""), `one of ${options.join(", ")}`),
          ),
        ];
      return here(notAllowed(options, got, typeof got === "string" ? nearest(got, options) : null));
    }
    case "invalid_union":
      return unionInWords(issue, got, root, source);
    case "too_small":
      return here(
        wrongShape(
          issue.origin === "number"
            ? `a number ${issue.inclusive === true ? ">=" : ">"} ${issue.minimum}`
            : `at least ${issue.minimum} ${issue.origin === "string" ? "character" : "entry"}`,
          got,
        ),
      );
    case "too_big":
      return here(
        wrongShape(
          issue.origin === "number"
            ? `a number ${issue.inclusive === true ? "<=" : "<"} ${issue.maximum}`
            : `at most ${issue.maximum}`,
          got,
        ),
      );
    case "invalid_format":
    case "invalid_key":
      return here(
        wrongShape(
          issue.code === "invalid_key" ? (issue.issues[0]?.message ?? "a valid name") : issue.message,
          issue.code === "invalid_key" ? path.at(-1) : got,
        ),
        issue.code === "invalid_key",
      );
    case "custom":
    case "invalid_element":
    case "not_multiple_of":
      return here(wrongShape(issue.message, got));
  }
}

function unionInWords(
  issue: core.$ZodIssueInvalidUnion,
  got: unknown,
  root: unknown,
  source: ProtocolSource,
): Issue[] {
  const path = issue.path as Path;
  // The question union is told apart by `kind`; zod then names the discriminator.
  if (path[0] === "questions" && (issue as { discriminator?: string }).discriminator !== undefined) {
    const kindPath = path.at(-1) === "kind" ? path : [...path, "kind"];
    const kind = valueAt(root, kindPath);
    if (kind === undefined)
      return [
        at(source.place(kindPath.slice(0, -1)), missingKey("kind", `one of ${questionKinds.join(", ")}`)),
      ];
    return [
      at(
        source.place(kindPath),
        notAllowed(questionKinds, kind, typeof kind === "string" ? nearest(kind, questionKinds) : null),
      ),
    ];
  }
  if (got === undefined)
    return [
      at(source.place(path.slice(0, -1)), missingKey(String(path.at(-1) ?? ""), meaningOf(path, root))),
    ];
  // The branch for the shape that was written tells more than "no branch fits".
  const branch =
    issue.errors.find(
      (errors) =>
        typeof got === "object" && errors.some((e) => e.path.length > 0 || e.code === "unrecognized_keys"),
    ) ??
    issue.errors.find(
      (errors) =>
        typeof got === "string" && errors.some((e) => e.code === "invalid_value" || e.code === "too_small"),
    ) ??
    [];
  const words = branch.flatMap((inner) =>
    inWords({ ...inner, path: [...issue.path, ...inner.path] }, root, source),
  );
  if (words.length > 0) return words;
  const expected = [
    ...new Set(
      issue.errors.flatMap((errors) =>
        errors.map((e) => (e.code === "invalid_type" ? (WHAT[e.expected] ?? e.expected) : e.message)),
      ),
    ),
  ];
  return [at(source.place(path), wrongShape(expected.join(" or "), got))];
}

const allowedKeys = (path: Path, root: unknown): string[] => [
  ...new Set(schemaAt(path, root).flatMap((node) => Object.keys(node.properties ?? {}))),
];

const meaningOf = (path: Path, root: unknown): string => {
  const found = schemaAt(path, root).find(
    (node) => node.description !== undefined || node.enum !== undefined,
  );
  return found?.description ?? (found?.enum === undefined ? "" : `one of ${found.enum.join(", ")}`);
};
