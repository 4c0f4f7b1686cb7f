/** A table as REDCap imports it: a data dictionary, and records under its codes. */
import { csvFile } from "../report/tables.ts";
import type { FlatColumn, FlatTable } from "./flat-table.ts";
import { cellText } from "./write-csv.ts";

const HEADER = [
  "Variable / Field Name",
  "Form Name",
  "Section Header",
  "Field Type",
  "Field Label",
  "Choices, Calculations, OR Slider Labels",
  "Field Note",
  "Text Validation Type OR Show Slider Number",
  "Text Validation Min",
  "Text Validation Max",
  "Identifier?",
  "Branching Logic (Show field only if...)",
  "Required Field?",
  "Custom Alignment",
  "Question Number (surveys only)",
  "Matrix Group Name",
  "Matrix Ranking?",
  "Field Annotation",
];

/** Codes that the project must define under "Missing Data Codes" before the records are imported. */
const MISSING_CODES: ReadonlyMap<string, readonly [string, string]> = new Map([
  ["<LOD", ["BLD", "Below limit of detection"]],
  ["<LLOQ", ["BLQ", "Below limit of quantification"]],
  [">ULOQ", ["ALQ", "Above limit of quantification"]],
]);

const SIGNS = ["=", "<", "<=", ">", ">="] as const;

export interface RedcapExport {
  readonly dictionary: string;
  readonly records: string;
  /** Columns that are exported, each under the name of its field. */
  readonly fields: ReadonlyMap<FlatColumn, string>;
  /** Missing data codes that the records use. */
  readonly codes: readonly (readonly [string, string])[];
  /** Cells that say more than the fields can: values outside the curve, numbers beside a label, invalid ones. */
  readonly unmarked: number;
}

/**
 * A measured value takes two fields: the number, and an operator that says whether it is a value or a limit. A mark without a
 * number is a missing data code. Codes of choices are the levels where REDCap takes them, else numbers.
 *
 * Source: REDCap's data dictionary template; field names hold small letters, digits and underscores.
 */
export function writeRedcap(table: FlatTable): RedcapExport {
  const taken = new Set<string>();
  const fieldName = (wanted: string): string => {
    const plain = wanted
      .toLowerCase()
      .replaceAll(/[^a-z0-9_]/g, "_")
      .replace(/^[^a-z]+/, "f_");
    let name = plain;
    while (taken.has(name)) name += "_";
    taken.add(name);
    return name;
  };
  const codes = new Map<string, string>();
  let unmarked = 0;
  const fields = new Map<FlatColumn, string>();
  const parts = table.columns
    .filter(({ role }) => !["value", "bound", "operator"].includes(role))
    .map((column) => {
      const name = fieldName(column.name);
      fields.set(column, name);
      if (column.analyte !== column.name) return plainField(column, name);
      const operator = fieldName(`${name}_op`);
      const read = column.cells.map((cell) => {
        const { number, sign, code, isUnmarked } = resultOf(cell === null ? "" : String(cell));
        if (code !== undefined) codes.set(...code);
        if (isUnmarked) unmarked++;
        return [code?.[0] ?? number, sign === null ? "" : String(SIGNS.indexOf(sign) + 1)];
      });
      const unit = column.unit === undefined ? "" : ` (${column.unit})`;
      return {
        rows: [
          dictionaryRow(name, "text", `${column.label}${unit}`, "", "number"),
          dictionaryRow(
            operator,
            "radio",
            `${column.label}: value (=) or limit`,
            SIGNS.map((sign, i) => `${i + 1}, ${sign}`).join(" | "),
            "",
          ),
        ],
        names: [name, operator],
        cells: read,
      };
    });
  return {
    dictionary: csvFile([HEADER, ...parts.flatMap(({ rows }) => rows)]),
    records: csvFile([
      parts.flatMap(({ names }) => names),
      ...Array.from({ length: table.subjects }, (_, i) => parts.flatMap(({ cells }) => cells[i] ?? [])),
    ]),
    fields,
    codes: [...codes],
    unmarked,
  };
}

interface RedcapResult {
  readonly number: string;
  readonly sign: (typeof SIGNS)[number] | null;
  readonly code?: readonly [string, string];
  /** Whether the cell says more than the two fields can. */
  readonly isUnmarked: boolean;
}

function resultOf(cell: string): RedcapResult {
  const [, label = "", beside] = /^(<LOD|<LLOQ|>ULOQ)( \(.*\))?$/.exec(cell) ?? [];
  const code = MISSING_CODES.get(label);
  if (code !== undefined) return { number: "", sign: null, code, isUnmarked: beside !== undefined };
  if (cell === "" || cell === "?????") return { number: "", sign: null, isUnmarked: cell !== "" };
  if (cell.startsWith("*")) return { number: cell.slice(1), sign: "=", isUnmarked: true };
  const sign = SIGNS.findLast((one) => cell.startsWith(one)) ?? "=";
  return { number: sign === "=" ? cell : cell.slice(sign.length), sign, isUnmarked: false };
}

const dictionaryRow = (
  name: string,
  type: string,
  label: string,
  choices: string,
  validation: string,
): string[] => [name, "cistern", "", type, label, choices, "", validation, ...HEADER.slice(8).map(() => "")];

function plainField(
  column: FlatColumn,
  name: string,
): { rows: string[][]; names: string[]; cells: string[][] } {
  const unit = column.unit === undefined ? "" : ` (${column.unit})`;
  const label = `${column.label}${unit}`;
  const of = (type: string, choices = "", validation = ""): string[][] => [
    dictionaryRow(name, type, label, choices, validation),
  ];
  const plain = column.cells.map((cell) => [cellText(column, cell)]);
  switch (column.kind) {
    case "text":
      return { rows: of("text"), names: [name], cells: plain };
    case "number":
      return { rows: of("text", "", "number"), names: [name], cells: plain };
    case "date":
      return { rows: of("text", "", "date_ymd"), names: [name], cells: plain };
    case "boolean":
      return { rows: of("yesno"), names: [name], cells: plain };
    case "category": {
      const levels = column.levels ?? [];
      const fits = levels.every(({ value }) => /^[A-Za-z0-9_.-]+$/.test(value));
      const codes = new Map(levels.map(({ value }, i) => [value, fits ? value : String(i + 1)]));
      const choices = levels
        .map(
          ({ value, label: words }) => `${codes.get(value)!}, ${(fits ? words : value).replaceAll("|", "/")}`,
        )
        .join(" | ");
      return {
        rows: of("radio", choices),
        names: [name],
        cells: column.cells.map((cell) => [cell === null ? "" : (codes.get(String(cell)) ?? "")]),
      };
    }
  }
}
