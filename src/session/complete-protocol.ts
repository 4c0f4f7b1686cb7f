/** What may be written where the cursor stands: keys, words and names, from the schema and the protocol itself. */
import { type Path, schemaAt, type SchemaNode, valueAt } from "../study/schema-at.ts";
import { type DataNames, expressionNames, namesAt } from "./protocol-names.ts";
import { type YamlCursor, yamlCursor } from "./yaml-cursor.ts";
import { scalarText } from "./yaml-text.ts";

export interface ProtocolOption {
  readonly label: string;
  /** What is put in place of the word before the cursor. */
  readonly put: string;
  readonly kind: "key" | "word" | "name";
  /** What it means, in a sentence or a label. */
  readonly detail: string;
}

export interface Completion {
  /** Where the word that is completed begins. */
  readonly from: number;
  readonly options: readonly ProtocolOption[];
}

const EXPRESSIONS: ReadonlySet<string | number> = new Set(["where", "expression", "outcome"]);

/**
 * @param root - the protocol as it was when it could last be read: names are taken from it
 * @example completeProtocol("design: co", 10, {}, { files: [], headers: [] }).options.map(({ label }) => label) // ["cross-sectional", "case-control", "cohort", "trial"]
 */
export function completeProtocol(
  text: string,
  offset: number,
  root: unknown,
  data: DataNames,
): Completion | null {
  const cursor = yamlCursor(text, offset);
  if (cursor === null) return null;
  const options = [
    ...(cursor.keys ? keysAt(cursor.path, root, cursor.flow, text, offset) : []),
    ...(cursor.values ? valuesAt(cursor, root, data) : []),
  ];
  const last = cursor.path.at(-1);
  if (options.length === 0 && cursor.values && last !== undefined && EXPRESSIONS.has(last))
    return inExpression(text, offset, cursor.from, root);
  return options.length === 0 ? null : { from: cursor.from, options };
}

function keysAt(
  path: Path,
  root: unknown,
  inFlow: boolean,
  text: string,
  offset: number,
): readonly ProtocolOption[] {
  const present = valueAt(root, path);
  const behind = /^[\w"'-]*\s*:/.test(text.slice(offset));
  const taken = typeof present === "object" && present !== null ? Object.keys(present) : [];
  return schemaAt(path, root).flatMap(({ properties = {}, required = [] }) =>
    Object.entries(properties)
      .filter(([key]) => !taken.includes(key))
      .map(([key, schema]) => ({
        label: key,
        put: behind ? key : `${key}:${inFlow || isSimple(schema) ? " " : ""}`,
        kind: "key" as const,
        detail: `${required.includes(key) ? "required. " : ""}${schema.description ?? ""}`.trim(),
      })),
  );
}

/** Whether its value stands on the line of the key. */
const isSimple = ({ properties, additionalProperties, items }: SchemaNode): boolean =>
  properties === undefined &&
  typeof additionalProperties !== "object" &&
  typeof items?.properties !== "object";

function valuesAt({ path, flow }: YamlCursor, root: unknown, data: DataNames): readonly ProtocolOption[] {
  const nodes = schemaAt(path, root);
  const words = nodes.flatMap((node) => [
    ...(node.enum ?? []).map(String),
    ...(node.const === undefined ? [] : [String(node.const as string | number)]),
    ...(node.type === "boolean" ? ["true", "false"] : []),
  ]);
  const meaning = nodes.find(({ description }) => description !== undefined)?.description ?? "";
  const isList = nodes.some(({ items, type }) => items !== undefined && type === "array");
  const names = isList ? [] : (namesAt(path, root, data) ?? []);
  return [
    ...[...new Set(words)].map((label) => ({
      label,
      put: /^[,;|]$/.test(label) ? JSON.stringify(label) : label,
      kind: "word" as const,
      detail: meaning,
    })),
    ...names.map(({ value, label }) => ({
      label: value,
      put: scalarText(value, flow),
      kind: "name" as const,
      detail: label === value ? "" : label,
    })),
  ];
}

function inExpression(text: string, offset: number, start: number, root: unknown): Completion | null {
  const word = /[A-Za-z_][A-Za-z0-9_]*$/.exec(text.slice(start, offset));
  const options = expressionNames(root).map(({ value, label }) => ({
    label: value,
    put: value,
    kind: "name" as const,
    detail: label === value ? "" : label,
  }));
  return word === null || options.length === 0 ? null : { from: start + word.index, options };
}
