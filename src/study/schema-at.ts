/** Which part of the JSON Schema describes a place of a protocol. */
import { protocolJsonSchema } from "./protocol.ts";

export type Path = readonly (string | number)[];

/** A path as messages show it: list items are counted from 1. */
export const inDots = (path: Path): string =>
  path.reduce<string>(
    (text, step) =>
      typeof step === "number" ? `${text}[${step + 1}]` : text === "" ? step : `${text}.${step}`,
    "",
  );

export function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === "object" && value !== null
        ? (value as Record<string, unknown>)[String(step)]
        : undefined,
    root,
  );
}

/** What is read of a JSON Schema. */
export interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: SchemaNode | boolean;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly description?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly type?: string | readonly string[];
  readonly default?: unknown;
  readonly required?: readonly string[];
}

let jsonSchema: SchemaNode | undefined;

/** The part of the JSON Schema that describes a path; among alternatives, the one with the same `kind`, else all of them. */
export function schemaAt(path: Path, root: unknown): SchemaNode[] {
  jsonSchema ??= protocolJsonSchema() as SchemaNode;
  let nodes: SchemaNode[] = [jsonSchema];
  for (const [depth, step] of path.entries()) {
    nodes = expand(nodes, valueAt(root, path.slice(0, depth))).flatMap((node) => {
      const next =
        typeof step === "number" ? node.items : (node.properties?.[step] ?? node.additionalProperties);
      return typeof next === "object" ? [next] : [];
    });
  }
  return expand(nodes, valueAt(root, path));
}

function expand(nodes: readonly SchemaNode[], value: unknown): SchemaNode[] {
  return nodes.flatMap((node) => {
    const branches = node.anyOf ?? node.oneOf;
    if (branches === undefined) return [node];
    const kind =
      typeof value === "object" && value !== null ? (value as Record<string, unknown>)["kind"] : undefined;
    const same = branches.filter(
      (branch) => kind !== undefined && branch.properties?.["kind"]?.const === kind,
    );
    return expand(same.length > 0 ? same : branches, value);
  });
}
