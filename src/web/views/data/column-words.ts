/** Words for types, kinds of cells and limits, as this view shows them. */
import type { DictionaryText } from "../../../session/dictionary-text.ts";
import type { CellKind } from "../../../session/column-reading.ts";
import type { Analyte, Variable, VariableType } from "../../../cohort/dictionary.ts";

export const TYPE_WORDS: Readonly<Record<VariableType, string>> = {
  id: "identifier of a person",
  nominal: "categories without order",
  ordinal: "categories in order",
  binary: "yes or no",
  count: "count (0, 1, 2, ...)",
  continuous: "number",
  date: "date",
  concentration: "measured, with limits",
  edss: "EDSS score",
};

/** Each with its number behind it: `number 265, marked 365`. */
export const KIND_WORDS: Readonly<Record<CellKind, string>> = {
  number: "number",
  text: "text",
  marked: "marked",
  missing: "unknown",
  blank: "blank",
  refused: "error",
};

export const LIMITS = ["lod", "lloq", "uloq"] as const;
export type LimitName = (typeof LIMITS)[number];

export const LIMIT_WORDS: Readonly<Record<LimitName, string>> = {
  lod: "Limit of detection",
  lloq: "Lower limit of quantification",
  uloq: "Upper limit of quantification",
};

/** What a protocol says of one column of a file. */
export interface ColumnUse {
  readonly variable: Variable | null;
  readonly analyte: Analyte | null;
  /** Analytes that take a limit of each sample from this column. */
  readonly limitOf: readonly { readonly analyte: Analyte; readonly limit: LimitName }[];
  /** Analytes whose numbers have their operator in this column. */
  readonly operatorOf: readonly Analyte[];
}

/** Uses by header: a protocol of 6,500 variables is searched once, not for every cell. */
export function usesOf(said: DictionaryText): (header: string) => ColumnUse {
  const variables = new Map(said.variables.map((variable) => [variable.column, variable]));
  const analytes = new Map(said.analytes.map((analyte) => [analyte.name, analyte]));
  const limits = new Map<string, { analyte: Analyte; limit: LimitName }[]>();
  for (const analyte of said.analytes)
    for (const limit of LIMITS) {
      const source = analyte.limits[limit];
      if (source === undefined || !("column" in source)) continue;
      const own = limits.get(source.column);
      if (own === undefined) limits.set(source.column, [{ analyte, limit }]);
      else own.push({ analyte, limit });
    }
  const operators = new Map<string, Analyte[]>();
  for (const analyte of said.analytes)
    if (analyte.operator !== undefined)
      operators.set(analyte.operator.column, [...(operators.get(analyte.operator.column) ?? []), analyte]);
  return (header) => {
    const variable = variables.get(header) ?? null;
    const analyte = variable?.type === "concentration" ? (analytes.get(variable.name) ?? null) : null;
    const operatorOf = operators.get(header) ?? [];
    return { variable, analyte, limitOf: limits.get(header) ?? [], operatorOf };
  };
}

const NUMERIC: readonly VariableType[] = ["count", "continuous", "edss", "concentration"];

export function headOf({ variable, analyte, limitOf, operatorOf }: ColumnUse): {
  says: string;
  numeric: boolean;
} {
  if (variable !== null) {
    const unit = analyte?.unit ?? variable.unit;
    return {
      says: unit === undefined || unit === "" ? variable.type : `${variable.type}, ${unit}`,
      numeric: NUMERIC.includes(variable.type),
    };
  }
  const [measured] = operatorOf;
  if (measured !== undefined) return { says: `operator of ${measured.label}`, numeric: false };
  const [first] = limitOf;
  return first === undefined
    ? { says: "not used", numeric: false }
    : { says: `${first.limit.toUpperCase()} of ${first.analyte.label}`, numeric: true };
}
