/** A FHIR R4 bundle of observations to a table with one row per result. */
import {
  cannotDecode,
  contradictoryResult,
  notABundle,
  notAnObservation,
  tooLarge,
  unknownOperator,
  withdrawnResult,
} from "../../core/issues/file.ts";
import type { Issue } from "../../core/issues/issue.ts";
import { decodeText } from "../decode-text.ts";
import type { TableReading } from "../read-delimited.ts";
import type { TextTable } from "../text-table.ts";
import { type Json, member, parseExactJson, textOf } from "./exact-json.ts";
import { commonText, recordsAt } from "./standard-columns.ts";

/** JSON takes several times its size in memory. */
const MAX_JSON_BYTES = 20 * 1048576;

const COLUMNS = ["id", "subject", "effective", "value", "comparator", "unit", "code"] as const;

interface ObservedRow {
  readonly cells: readonly (string | null)[];
  readonly code: string | null;
  /** What the row says as one cell; null where nothing was measured. */
  readonly result: string | null;
  readonly problem: {
    readonly kind: "operator" | "contradiction" | "withdrawn";
    readonly got: string;
  } | null;
}

/**
 * Columns `id`, `subject`, `effective`, `value`, `comparator`, `unit` and `code`; rows are counted from 1. Decimals keep their digits (`2.10`). Components of a panel are rows of their own.
 *
 * A comparator makes a bound of the value. `dataAbsentReason`, and a result that was withdrawn, mean not measured.
 *
 * Source: HL7 FHIR R4, resource Observation; value set "quantity-comparator".
 */
export function readFhir(bytes: Uint8Array, file: string): TableReading {
  const refused = (issue: Issue): TableReading => ({ table: null, issues: [issue] });
  if (bytes.length > MAX_JSON_BYTES) return refused(tooLarge(file, bytes.length, MAX_JSON_BYTES, "JSON"));
  const decoded = decodeText(bytes, file);
  if (decoded.text === null) return { table: null, issues: [...decoded.issues] };
  if (decoded.damaged || decoded.encoding === "windows-1252") return refused(cannotDecode(file, "UTF-8", 1));
  const bundle = parseExactJson(decoded.text);
  if (bundle === undefined) return refused(notABundle(file, "text that is not JSON"));
  const resources = resourcesOf(bundle);
  if (resources === null) return refused(notABundle(file, "another kind of JSON"));
  const observations = resources.filter((resource) => kindOf(resource) === "Observation");
  if (observations.length === 0) return refused(notABundle(file, "a bundle without observations"));
  const others = new Set(
    resources.map((resource) => kindOf(resource)).filter((kind) => kind !== "Observation"),
  );
  const rows = observations.flatMap((observation) => rowsOf(observation));
  const table = tableOf(rows, file);
  const issues = [
    ...(others.size === 0 ? [] : [notAnObservation(file, [...others])]),
    ...problemsOf(rows, table),
  ];
  return { table, issues };
}

const kindOf = (resource: Json): string => textOf(member(resource, "resourceType")) ?? "something else";

function resourcesOf(root: Json): readonly Json[] | null {
  if (kindOf(root) === "Observation") return [root];
  const entries = member(root, "entry");
  if (kindOf(root) !== "Bundle" || !Array.isArray(entries)) return null;
  return entries.map((entry: Json) => member(entry, "resource") ?? null);
}

function rowsOf(observation: Json): ObservedRow[] {
  const components = member(observation, "component");
  const parts = Array.isArray(components) ? components.map((part: Json) => rowOf(observation, part)) : [];
  const own = rowOf(observation, observation);
  return parts.length > 0 && own.cells[3] === null ? parts : [own, ...parts];
}

/** @param part - the observation itself, or one of its components */
function rowOf(observation: Json, part: Json): ObservedRow {
  const quantity = member(part, "valueQuantity") ?? null;
  const value = textOf(member(quantity, "value")) ?? plainValue(part);
  const comparator = textOf(member(quantity, "comparator"));
  const unit = textOf(member(quantity, "unit")) ?? textOf(member(quantity, "code"));
  const status = textOf(member(observation, "status")) ?? "";
  const isAbsent = member(part, "dataAbsentReason") !== undefined;
  const effective =
    textOf(member(observation, "effectiveDateTime")) ??
    textOf(member(observation, "effectiveInstant")) ??
    textOf(member(member(observation, "effectivePeriod"), "start"));
  const id = textOf(member(observation, "id"));
  const subject = textOf(member(member(observation, "subject"), "reference"));
  const flagged = interpretation(part);
  const sign = comparator ?? (value === null ? null : flagged);
  return {
    cells: [id, subject, effective, value, comparator, unit],
    code: codeOf(part),
    result:
      value === null
        ? flagged === null
          ? null
          : flagged === "<"
            ? "<LOD"
            : ">ULOQ"
        : `${sign ?? ""}${value}`,
    problem: problemOf(status, value, comparator, isAbsent),
  };
}

function plainValue(part: Json): string | null {
  for (const name of ["valueString", "valueInteger", "valueBoolean"]) {
    const text = textOf(member(part, name));
    if (text !== null) return text;
  }
  return conceptText(member(part, "valueCodeableConcept"));
}

const codeOf = (part: Json): string | null => conceptText(member(part, "code"));

function conceptText(concept: Json | undefined): string | null {
  const coding = firstOf(member(concept, "coding"));
  return (
    textOf(member(concept, "text")) ?? textOf(member(coding, "display")) ?? textOf(member(coding, "code"))
  );
}

const firstOf = (list: Json | undefined): Json | undefined =>
  Array.isArray(list) ? (list[0] as Json) : undefined;

/** "Off scale low" and "off scale high" of the interpretation codes. */
function interpretation(part: Json): "<" | ">" | null {
  const list = member(part, "interpretation");
  for (const concept of Array.isArray(list) ? (list as readonly Json[]) : []) {
    const codings = member(concept, "coding");
    for (const coding of Array.isArray(codings) ? (codings as readonly Json[]) : []) {
      const code = textOf(member(coding, "code"));
      if (code === "<" || code === ">") return code;
    }
  }
  return null;
}

const COMPARATORS = ["<", "<=", ">=", ">"];

function problemOf(
  status: string,
  value: string | null,
  comparator: string | null,
  isAbsent: boolean,
): ObservedRow["problem"] {
  if (/^(?:entered-in-error|cancelled)$/.test(status)) return { kind: "withdrawn", got: status };
  if (comparator !== null && !COMPARATORS.includes(comparator)) return { kind: "operator", got: comparator };
  return isAbsent && value !== null
    ? { kind: "contradiction", got: `the value ${JSON.stringify(value)} beside a reason for its absence` }
    : null;
}

function tableOf(rows: readonly ObservedRow[], file: string): TextTable {
  const codes = new Set(rows.map(({ code }) => code));
  const [label] = codes;
  const named = codes.size > 1 || label === null || label === undefined ? {} : { label };
  const unit = commonText(rows.map(({ cells }) => cells[5] ?? ""));
  const results = rows.map(({ result, problem }) => (problem === null ? result : null));
  return {
    file,
    columns: COLUMNS,
    descriptions: COLUMNS.map((column) => (column === "value" ? { ...named, ...unit, results } : {})),
    records: rows.map(({ cells, code }) => [...cells, code]),
    rowNumbers: rows.map((_, i) => i + 1),
    dialect: { format: "FHIR R4", encoding: "utf-8", decimal: "." },
  };
}

function problemsOf(rows: readonly ObservedRow[], table: TextTable): Issue[] {
  const groups = new Map<string, { kind: string; got: string; records: number[] }>();
  for (const [i, { problem }] of rows.entries()) {
    if (problem === null) continue;
    const key = `${problem.kind} ${problem.got}`;
    const group = groups.get(key) ?? { ...problem, records: [] };
    group.records.push(i);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ kind, got, records }) => {
    const at = (column: string) => recordsAt(table, table.columns.indexOf(column), records);
    if (kind === "operator") return unknownOperator(at("comparator"), got, COMPARATORS);
    return kind === "withdrawn"
      ? withdrawnResult(at("value"), got)
      : contradictoryResult(at("value"), "a value, or a reason for its absence", got);
  });
}
