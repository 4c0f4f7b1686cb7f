/** Renames a variable, a derived column, an analyte or a family, and every use of it in the protocol. */
import { nameInText } from "../cohort/expression/print.ts";
import { tokens } from "../cohort/expression/tokens.ts";
import { type Path, valueAt } from "../study/schema-at.ts";
import type { ProtocolEdit } from "./edit-protocol.ts";

/** Entries whose texts are expressions, wherever they stand. */
const EXPRESSIONS: ReadonlySet<string> = new Set(["where", "expression", "outcome", "rule"]);

/** Entries of a question, and of a recipe's inputs, that name columns. */
const COLUMNS: ReadonlySet<string> = new Set([
  "by",
  "analyte",
  "variables",
  "characteristics",
  "mean",
  "exposure",
  "adjust",
  "variable",
  "quotient",
  "albumin",
  "age",
]);

/**
 * The edits that give an entry of `variables`, `derived`, `analytes` or `families` another name. A variable keeps its column of the
 * file; a concentration and its analyte are renamed together. Texts that cannot be read as expressions stay as they are.
 *
 * @param root - the protocol as plain values
 * @example renameEdits({ variables: { sex: { type: "nominal" } }, questions: [{ by: "sex" }] }, "variables", "sex", "gender").length // 3
 */
export function renameEdits(root: unknown, collection: string, from: string, to: string): ProtocolEdit[] {
  const holders =
    collection === "variables" || collection === "analytes" ? ["variables", "analytes"] : [collection];
  const held = holders.filter((holder) => valueAt(root, [holder, from]) !== undefined);
  const runs = valueAt(root, ["plates", "runs"]);
  const onPlates = (Array.isArray(runs) && held.includes("analytes") ? [...runs.keys()] : []).filter(
    (i) => valueAt(root, ["plates", "runs", i, "analytes", from]) !== undefined,
  );
  const variable = held.includes("variables") ? valueAt(root, ["variables", from]) : undefined;
  const columnKept =
    typeof variable === "object" && variable !== null && !("column" in variable)
      ? [{ op: "set" as const, path: ["variables", from, "column"], value: from }]
      : [];
  return [
    ...usesIn(root, [], collection === "families", from, to),
    ...columnKept,
    ...onPlates.map((i) => ({
      op: "rename" as const,
      path: ["plates", "runs", i, "analytes", from],
      key: to,
    })),
    ...held.map((holder) => ({ op: "rename" as const, path: [holder, from], key: to })),
  ];
}

function usesIn(value: unknown, path: Path, family: boolean, from: string, to: string): ProtocolEdit[] {
  if (typeof value === "string") {
    const put = renamed(value, path, family, from, to);
    return put === value ? [] : [{ op: "set", path, value: put }];
  }
  if (typeof value !== "object" || value === null) return [];
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? value.map((item, i) => [i, item])
    : Object.entries(value);
  return entries.flatMap(([key, item]) => usesIn(item, [...path, key], family, from, to));
}

function renamed(text: string, path: Path, family: boolean, from: string, to: string): string {
  const key = String(path.findLast((step) => typeof step === "string"));
  if (family) return path[0] === "questions" && key === "family" && text === from ? to : text;
  const isInput =
    (path[0] === "derived" && path[2] === "from") ||
    (path[0] === "data" && key === "to") ||
    (path[0] === "severity" && (key === "edss" || key === "years")) ||
    (path[0] === "follow_up" && path[1] === "outcomes" && (key === "start" || key === "at"));
  const holdsExpression = EXPRESSIONS.has(key) && ["questions", "derived", "rules"].includes(String(path[0]));
  if (holdsExpression && !isInput) return inExpression(text, from, to);
  return text === from && (isInput || (path[0] === "questions" && COLUMNS.has(key))) ? to : text;
}

function inExpression(text: string, from: string, to: string): string {
  const read = tokens(text);
  if (read.issues.length > 0) return text;
  return read.tokens
    .filter(
      ({ kind, text: name }, i) =>
        name === from && (kind === "quotedName" || (kind === "name" && read.tokens[i + 1]!.text !== "(")),
    )
    .reduceRight((done, { at }) => done.slice(0, at.start) + nameInText(to) + done.slice(at.end), text);
}
