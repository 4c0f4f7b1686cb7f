/** REDCap data under their dictionary: labels for the columns, every cell checked, limits told from measurements. */
import {
  calculatedFromLimit,
  columnNotInDictionary,
  markedIdentifier,
  outsideRange,
  valueAgainstValidation,
  valueNotInDictionary,
} from "../../core/issues/file.ts";
import type { Level } from "../../core/column.ts";
import type { Issue } from "../../core/issues/issue.ts";
import type { OperatorSource } from "../dictionary.ts";
import { readNumber } from "../number-text.ts";
import type { TextTable } from "../text-table.ts";
import { type RedcapColumn, redcapColumns, type RedcapField } from "./redcap-dictionary.ts";
import { columnCells, recordsAt } from "./standard-columns.ts";

/** Columns that REDCap adds to every export of a longitudinal project. */
const SYSTEM_COLUMN =
  /^redcap_(?:event_name|repeat_instrument|repeat_instance|data_access_group|survey_identifier)$/;

/**
 * Describes the columns of an export and checks its cells against choices, validation and limits.
 *
 * A measured field with an operator beside it (`il6` with `il6_op`, whose choices are labelled `=`, `<`, `>`) gets results:
 * `<0.5` for 0.5 with "<". Calculated fields that use such a limit are remarked: they are no measurements.
 *
 * @param missingCodes - the project's missing data codes with their labels; REDCap keeps them apart from the dictionary
 * @example describeRedcap(data, fields, new Map([["BLD", "Below limit of detection"]])).issues // []
 */
export function describeRedcap(
  table: TextTable,
  fields: readonly RedcapField[],
  missingCodes: ReadonlyMap<string, string>,
): { table: TextTable; issues: Issue[] } {
  const columns = redcapColumns(fields);
  const unknown = table.columns.filter((name) => !columns.has(name) && !SYSTEM_COLUMN.test(name));
  const issues: Issue[] = unknown.length === 0 ? [] : [columnNotInDictionary(table.file, unknown)];
  const descriptions = table.columns.map((name, j) => {
    const known = columns.get(name);
    if (known === undefined) return table.descriptions?.[j] ?? {};
    const cells = table.records.map((record) => record[j]?.trim() ?? "");
    issues.push(...checkCells(table, j, cells, known, missingCodes));
    const used = [...missingCodes].filter(([code]) => cells.includes(code));
    const notDetected = used.flatMap(([code, meaning]) => (codeResult(meaning) === "<LOD" ? [code] : []));
    const missing = used.flatMap(([code]) => (notDetected.includes(code) ? [] : [code]));
    const operator = operatorsOf(name, columns);
    const codes = operator === null ? null : columnCells(table, operator.column);
    return {
      ...known.description,
      ...(missing.length === 0 ? {} : { missing }),
      ...(notDetected.length === 0 ? {} : { notDetected }),
      ...(operator === null || codes === null
        ? {}
        : { operator, results: resultsOf(cells, codes, operator, missingCodes) }),
    };
  });
  const described = { ...table, descriptions };
  return { table: described, issues: [...issues, ...calculatedRemarks(described, columns)] };
}

function checkCells(
  table: TextTable,
  column: number,
  cells: readonly string[],
  { field, description }: RedcapColumn,
  missingCodes: ReadonlyMap<string, string>,
): Issue[] {
  const troubles = new Map<string, number[]>();
  for (const [i, cell] of cells.entries())
    if (cell !== "" && !missingCodes.has(cell) && !fits(cell, field, description.valueLabels ?? []))
      troubles.set(cell, [...(troubles.get(cell) ?? []), i]);
  const issues = [...troubles].map(([got, records]) => {
    const at = recordsAt(table, column, records);
    const allowed = (description.valueLabels ?? []).map(({ value, label }) => `${value} (${label})`);
    if (allowed.length > 0) return valueNotInDictionary(at, got, allowed);
    const range = rangeOf(field);
    const reading = readNumber(got, ".");
    return "value" in reading && range !== null
      ? outsideRange(at, got, range, undefined)
      : valueAgainstValidation(at, got, field.validation === "" ? "a number" : field.validation);
  });
  return field.isIdentifier ? [...issues, markedIdentifier(recordsAt(table, column, [0]))] : issues;
}

function fits(cell: string, field: RedcapField, levels: readonly Level[]): boolean {
  // An export of labels has these in place of the codes.
  if (levels.length > 0) return levels.some(({ value, label }) => value === cell || label === cell);
  if (field.validation.startsWith("date_")) return /^\d{4}-\d{2}-\d{2}$/.test(cell);
  if (!/^(?:integer|number)/.test(field.validation) && field.type !== "calc" && field.type !== "slider")
    return true;
  const reading = readNumber(cell, field.validation.includes("comma") ? "," : ".");
  if (!("value" in reading)) return false;
  if (field.validation === "integer" && !Number.isInteger(reading.value)) return false;
  const range = rangeOf(field);
  return (
    range === null || (reading.value >= (range[0] ?? -Infinity) && reading.value <= (range[1] ?? Infinity))
  );
}

function rangeOf({ min, max }: RedcapField): readonly [number | null, number | null] | null {
  const [low, high] = [min, max].map((end) => (end === "" || Number.isNaN(Number(end)) ? null : Number(end)));
  return (low ?? null) === null && (high ?? null) === null ? null : [low ?? null, high ?? null];
}

const SIGNS = new Set(["=", "<", "<=", ">", ">=", "\u2264", "\u2265"]);

/** The column that holds the operators of a measured one, with the codes of each meaning. */
function operatorsOf(name: string, columns: ReadonlyMap<string, RedcapColumn>): OperatorSource | null {
  for (const ending of ["_op", "_operator", "_sign", "_qualifier", "_comparator", "_flag"]) {
    const choices = columns.get(`${name}${ending}`)?.description.valueLabels ?? [];
    if (choices.length === 0 || !choices.every(({ label }) => SIGNS.has(label))) continue;
    const codesOf = (...labels: readonly string[]): string[] =>
      choices.flatMap(({ value, label }) => (labels.includes(label) ? [value] : []));
    return {
      column: `${name}${ending}`,
      below: codesOf("<", "<=", "\u2264"),
      above: codesOf(">", ">=", "\u2265"),
      exact: codesOf("="),
    };
  }
  return null;
}

function resultsOf(
  cells: readonly string[],
  codes: readonly string[],
  operator: OperatorSource,
  missingCodes: ReadonlyMap<string, string>,
): readonly (string | null)[] {
  return cells.map((cell, i) => {
    const meaning = missingCodes.get(cell);
    if (meaning !== undefined) return codeResult(meaning);
    if (cell === "") return null;
    const code = codes[i] ?? "";
    return `${operator.below.includes(code) ? "<" : operator.above.includes(code) ? ">" : ""}${cell}`;
  });
}

/** "Below limit of detection" is a result; "quantity not sufficient" is none. */
const codeResult = (meaning: string): string | null => {
  if (/below.*quantif|<\s*l?loq/i.test(meaning)) return "<LLOQ";
  if (/below|not detected|undetect|<\s*lod/i.test(meaning)) return "<LOD";
  return /above/i.test(meaning) ? ">ULOQ" : null;
};

/** Rows of calculated fields whose formula uses a measured field where that holds a limit. */
function calculatedRemarks(table: TextTable, columns: ReadonlyMap<string, RedcapColumn>): Issue[] {
  return table.columns.flatMap((name, j) => {
    const formula = columns.get(name)?.field.formula ?? "";
    return [...new Set([...formula.matchAll(/\[([a-z0-9_]+)\]/g)].map((match) => match[1] ?? ""))].flatMap(
      (source) => {
        const results = table.descriptions?.[table.columns.indexOf(source)]?.results ?? [];
        const records = results.flatMap((result, i) =>
          result !== null && /^[<>]/.test(result) && (table.records[i]?.[j] ?? "") !== "" ? [i] : [],
        );
        return records.length === 0 ? [] : [calculatedFromLimit(recordsAt(table, j, records), source)];
      },
    );
  });
}
