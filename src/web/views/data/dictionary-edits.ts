/** Choices about a column -> small changes of the protocol's text. */
import type { Level } from "../../../core/column.ts";
import type { Analyte, Variable, VariableType } from "../../../cohort/dictionary.ts";
import type { ProtocolEdit } from "../../../session/edit-protocol.ts";
import type { ColumnSummary } from "../../../session/column-reading.ts";
import type { LimitName } from "./column-words.ts";

const isCategorical = (type: VariableType): boolean =>
  type === "nominal" || type === "ordinal" || type === "binary";

/** Lists of cells that have a meaning beside their text. */
export type CodeList = "missing" | "not_detected" | "not_measured";

const listPath = (name: string, list: CodeList): readonly (string | number)[] =>
  list === "missing" ? ["variables", name, "missing"] : ["analytes", name, list];

export const codesOf = (variable: Variable, analyte: Analyte | null, list: CodeList): readonly string[] =>
  list === "missing"
    ? variable.missing
    : ((list === "not_detected" ? analyte?.notDetected : analyte?.notMeasured) ?? []);

/** Puts a cell on one of the lists, or takes it from all. */
export function codeEdits(
  variable: Variable,
  analyte: Analyte | null,
  cell: string,
  to: CodeList | null,
): ProtocolEdit[] {
  const { name } = variable;
  const edits: ProtocolEdit[] = [];
  for (const list of ["missing", "not_detected", "not_measured"] as const) {
    const codes = codesOf(variable, analyte, list);
    const at = codes.indexOf(cell);
    if (at < 0 || list === to) continue;
    edits.push(
      codes.length === 1
        ? { op: "set", path: listPath(name, list), value: undefined }
        : { op: "remove", path: [...listPath(name, list), at] },
    );
  }
  if (to !== null && !codesOf(variable, analyte, to).includes(cell))
    edits.push({ op: "append", path: listPath(name, to), value: cell });
  return edits;
}

/** The type with what it needs: levels from the cells, an entry for a concentration; what it cannot have is taken away. */
export function typeEdits(
  variable: Variable,
  analyte: Analyte | null,
  type: VariableType,
  summary: ColumnSummary,
): ProtocolEdit[] {
  const { name } = variable;
  const path = (key: string): readonly string[] => ["variables", name, key];
  const edits: ProtocolEdit[] = [{ op: "set", path: path("type"), value: type }];
  if (isCategorical(type) && variable.levels === undefined) {
    const missing = new Set(variable.missing);
    const levels = summary.values.map(({ text }) => text).filter((text) => !missing.has(text));
    edits.push({ op: "set", path: path("levels"), value: levels.sort(byNumberOrText) });
  }
  if (!isCategorical(type)) {
    if (variable.levels !== undefined) edits.push({ op: "set", path: path("levels"), value: undefined });
    if (variable.reference !== undefined)
      edits.push({ op: "set", path: path("reference"), value: undefined });
  }
  if (type === "concentration" && analyte === null)
    edits.push({
      op: "set",
      path: ["analytes", name],
      value: { label: variable.label, unit: variable.unit ?? "unknown", detection: "reported" },
    });
  if (type !== "concentration" && analyte !== null) {
    edits.push({ op: "set", path: ["analytes", name], value: undefined });
    if (variable.unit === undefined && !isCategorical(type) && type !== "date" && type !== "id")
      edits.push({ op: "set", path: path("unit"), value: analyte.unit });
  }
  return edits;
}

function byNumberOrText(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  if (Number.isNaN(x) || Number.isNaN(y)) return a < b ? -1 : a > b ? 1 : 0;
  return x - y;
}

export const levelValue = ({ value, label }: Level): unknown => (label === value ? value : { value, label });

export function unitEdits(variable: Variable, analyte: Analyte | null, unit: string): ProtocolEdit[] {
  const value = unit === "" ? undefined : unit;
  const own: ProtocolEdit = { op: "set", path: ["variables", variable.name, "unit"], value };
  if (analyte === null) return [own];
  // An analyte has a unit always; the variable repeats it or says nothing.
  const edits: ProtocolEdit[] = [
    { op: "set", path: ["analytes", variable.name, "unit"], value: value ?? "unknown" },
  ];
  return variable.unit === undefined ? edits : [...edits, own];
}

export const limitEdits = (
  name: string,
  limit: LimitName,
  value: number | string | undefined,
): ProtocolEdit[] => [{ op: "set", path: ["analytes", name, "limits", limit], value }];

/** A guessed column as a variable of the protocol, under a name that is free. */
export function usingEdits(
  guess: { readonly variable: Variable; readonly analyte: Analyte | null },
  isTaken: (name: string) => boolean,
): { readonly name: string; readonly edits: ProtocolEdit[] } {
  const { variable, analyte } = guess;
  let { name } = variable;
  for (let n = 2; isTaken(name); n++) name = `${variable.name}_${n}`;
  const value = {
    label: variable.label === name ? undefined : variable.label,
    type: variable.type,
    column: variable.column === name ? undefined : variable.column,
    unit: variable.unit,
    levels: variable.levels?.map(levelValue),
    reference: variable.reference,
    missing: variable.missing.length === 0 ? undefined : variable.missing,
  };
  const edits: ProtocolEdit[] = [{ op: "set", path: ["variables", name], value }];
  if (analyte !== null) {
    const limits = Object.entries(analyte.limits).map(([limit, source]) => [
      limit,
      "value" in source ? source.value : source.column,
    ]);
    edits.push({
      op: "set",
      path: ["analytes", name],
      value: {
        label: analyte.label,
        unit: analyte.unit,
        limits: limits.length === 0 ? undefined : Object.fromEntries(limits),
        operator: analyte.operator,
        detection: analyte.detection.id,
      },
    });
  }
  return { name, edits };
}

/** Takes a variable, and its analyte, out of the protocol; the column stays in the file. */
export function removeEdits(variable: Variable, analyte: Analyte | null): ProtocolEdit[] {
  return [
    { op: "remove", path: ["variables", variable.name] },
    ...(analyte === null ? [] : [{ op: "remove", path: ["analytes", variable.name] } as const]),
  ];
}
