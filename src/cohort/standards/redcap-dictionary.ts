/** A REDCap data dictionary: what each field of a project may hold. */
import type { Level } from "../../core/column.ts";
import type { ColumnDescription, TextTable } from "../text-table.ts";
import { columnIndex } from "./standard-columns.ts";

export interface RedcapField {
  readonly name: string;
  readonly form: string;
  /** REDCap's own word: text, radio, dropdown, checkbox, yesno, truefalse, calc, slider, descriptive, file, ... */
  readonly type: string;
  readonly label: string;
  readonly choices: readonly Level[];
  /** The formula of a calculated field. */
  readonly formula: string;
  readonly validation: string;
  readonly min: string;
  readonly max: string;
  readonly isIdentifier: boolean;
  readonly branching: string;
}

/** The fields of a dictionary, or null where the table is none. Columns are found by the names that REDCap gives them. */
export function redcapFields(table: TextTable): readonly RedcapField[] | null {
  const find = (start: string): number =>
    table.columns.findIndex((column) => column.trim().toLowerCase().startsWith(start));
  const [name, form, type] = [
    find("variable / field name"),
    find("form name"),
    columnIndex(table, "field type"),
  ];
  if (name < 0 || form < 0 || type < 0) return null;
  const label = find("field label");
  const choices = find("choices");
  const validation = find("text validation type");
  const [min, max] = [find("text validation min"), find("text validation max")];
  const [identifier, branching] = [find("identifier?"), find("branching logic")];
  return table.records.map((record) => {
    const cell = (index: number): string => record[index]?.trim() ?? "";
    const kind = cell(type).toLowerCase();
    return {
      name: cell(name),
      form: cell(form),
      type: kind,
      label: cell(label),
      choices: choicesOf(kind, cell(choices)),
      formula: kind === "calc" ? cell(choices) : "",
      validation: cell(validation).toLowerCase(),
      min: cell(min),
      max: cell(max),
      isIdentifier: /^y/i.test(cell(identifier)),
      branching: cell(branching),
    };
  });
}

/** `1, Female | 2, Male`: a label may hold commas, a code may not. */
function choicesOf(type: string, text: string): Level[] {
  if (type === "yesno") return levels("0", "No", "1", "Yes");
  if (type === "truefalse") return levels("0", "False", "1", "True");
  if (!["radio", "dropdown", "checkbox"].includes(type)) return [];
  return text.split(/\||\r?\n/).flatMap((choice) => {
    const comma = choice.indexOf(",");
    const value = (comma < 0 ? choice : choice.slice(0, comma)).trim();
    return value === "" ? [] : [{ value, label: comma < 0 ? value : choice.slice(comma + 1).trim() }];
  });
}

const levels = (...pairs: readonly [string, string, string, string]): Level[] => [
  { value: pairs[0], label: pairs[1] },
  { value: pairs[2], label: pairs[3] },
];

/** A column of the data that a dictionary describes. */
export interface RedcapColumn {
  readonly field: RedcapField;
  readonly description: ColumnDescription;
}

const FORM_STATES: readonly Level[] = [
  { value: "0", label: "Incomplete" },
  { value: "1", label: "Unverified" },
  { value: "2", label: "Complete" },
];

/**
 * The columns of an export, by name. A checkbox has one column per choice, `field___code`, with the code in small letters and
 * other signs as underscores; each form has a column `form_complete`.
 */
export function redcapColumns(fields: readonly RedcapField[]): ReadonlyMap<string, RedcapColumn> {
  const columns = new Map<string, RedcapColumn>();
  for (const field of fields) {
    if (field.type === "descriptive") continue;
    const named = field.label === "" ? {} : { label: field.label };
    if (field.type === "checkbox") {
      for (const { value, label } of field.choices)
        columns.set(`${field.name}___${value.toLowerCase().replaceAll(/[^a-z0-9_]/g, "_")}`, {
          field,
          description: { type: "boolean", ...named, valueLabels: levels("0", "Unchecked", "1", label) },
        });
      continue;
    }
    columns.set(field.name, {
      field,
      description: {
        type: typeOf(field),
        ...named,
        ...(field.choices.length === 0 ? {} : { measure: "nominal", valueLabels: field.choices }),
      },
    });
  }
  for (const form of new Set(fields.map((field) => field.form))) {
    const field = { ...NO_FIELD, name: `${form}_complete`, form, choices: FORM_STATES };
    columns.set(field.name, {
      field,
      description: { type: "text", measure: "ordinal", valueLabels: FORM_STATES },
    });
  }
  return columns;
}

const NO_FIELD: RedcapField = {
  name: "",
  form: "",
  type: "dropdown",
  label: "",
  choices: [],
  formula: "",
  validation: "",
  min: "",
  max: "",
  isIdentifier: false,
  branching: "",
};

function typeOf({ type, validation }: RedcapField): NonNullable<ColumnDescription["type"]> {
  if (type === "yesno" || type === "truefalse") return "boolean";
  if (type === "calc" || type === "slider" || /^(?:integer|number)/.test(validation)) return "number";
  if (validation.startsWith("datetime")) return "datetime";
  if (validation.startsWith("date")) return "date";
  return validation.startsWith("time") ? "time" : "text";
}
