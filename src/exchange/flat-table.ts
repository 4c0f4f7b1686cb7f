/** A checked cohort as plain columns under the names of the protocol: what every table format is written from. */
import type { Cohort } from "../cohort/cohort.ts";
import { detected, highestLod } from "../cohort/detection.ts";
import type { Analyte } from "../cohort/dictionary.ts";
import type { Level, MeasurementColumn } from "../core/column.ts";
import type { Limits } from "../core/measurement.ts";
import type { ColumnInfo } from "../questions/kind.ts";
import { measurementText } from "./measurement-text.ts";

/** What a column is for: those of the first three kinds read back as the study, the others are for analysis elsewhere. */
export type FlatRole = "id" | "variable" | "limit" | "derived" | "value" | "bound" | "operator" | "detected";

export interface FlatColumn {
  readonly name: string;
  readonly label: string;
  readonly role: FlatRole;
  readonly kind: "text" | "number" | "date" | "category" | "boolean";
  readonly unit?: string;
  readonly levels?: readonly Level[];
  readonly ordered?: boolean;
  /** The analyte that the column belongs to, and what of it. */
  readonly analyte?: string;
  /** Days since 1970-01-01 for dates, the level's value for categories, 0 and 1 for booleans; null is unknown. */
  readonly cells: readonly (string | number | null)[];
}

export const LIMIT_NAMES = ["lod", "lloq", "uloq"] as const;

/** The column of an analyte's own limits in the exported table. */
export type LimitColumn = (analyte: string, limit: (typeof LIMIT_NAMES)[number]) => string | null;

export interface FlatTable {
  readonly subjects: number;
  readonly columns: readonly FlatColumn[];
  readonly limitColumn: LimitColumn;
}

/**
 * One column for each column of the cohort, then what belongs to each analyte: its samples' own limits, and its values, bounds and
 * detection as numbers for programs that cannot read `<0.5`. A name that is taken gets an underscore behind it.
 *
 * @param read - names of the columns that the protocol declares; every other one is derived from them
 */
export function flatTable(
  cohort: Cohort,
  infos: ReadonlyMap<string, ColumnInfo>,
  analytes: readonly Analyte[],
  read: ReadonlySet<string>,
): FlatTable {
  const names = new Set(cohort.columns.keys());
  const free = (wanted: string): string => {
    let name = wanted;
    while (names.has(name)) name += "_";
    names.add(name);
    return name;
  };
  const limitNames = new Map<string, string>();
  const own = [...cohort.columns].map(([name, column]): FlatColumn => {
    const info = infos.get(name);
    const base = {
      name,
      label: info?.label ?? name,
      role: read.has(name) ? ("variable" as const) : ("derived" as const),
      ...(info?.unit === undefined ? {} : { unit: info.unit }),
    };
    const unknown = (value: number): number | null => (Number.isNaN(value) ? null : value);
    switch (column.kind) {
      case "id":
        return { ...base, role: info?.type === "id" ? "id" : base.role, kind: "text", cells: column.values };
      case "number":
        return { ...base, kind: "number", cells: Array.from(column.values, unknown) };
      case "date":
        return { ...base, kind: "date", cells: Array.from(column.days, unknown) };
      case "boolean":
        // An outcome is read back as a variable of two levels; what is derived is not read back.
        if (base.role === "variable")
          return {
            ...base,
            kind: "category",
            levels: yesNoLevels(base.label),
            cells: Array.from(column.values, (value) => (value < 0 ? null : String(value))),
          };
        return {
          ...base,
          kind: "boolean",
          cells: Array.from(column.values, (value) => (value < 0 ? null : value)),
        };
      case "category":
        return {
          ...base,
          kind: "category",
          levels: column.levels,
          ordered: column.ordered,
          cells: Array.from(column.codes, (code) => column.levels[code]?.value ?? null),
        };
      case "measurement":
        return {
          ...base,
          kind: "text",
          analyte: name,
          cells: column.records.map((record) => measurementText(record)),
        };
    }
  });
  const more = analytes.flatMap((analyte) => {
    const column = cohort.columns.get(analyte.name);
    return column?.kind === "measurement" ? columnsOf(analyte, column, free, limitNames) : [];
  });
  const id = own.filter(({ role }) => role === "id");
  return {
    subjects: cohort.subjects,
    columns: [...id, ...own.filter(({ role }) => role !== "id"), ...more],
    limitColumn: (analyte, limit) => limitNames.get(`${analyte} ${limit}`) ?? null,
  };
}

/** Levels of a true or false column, worded as everywhere. */
export const yesNoLevels = (label: string): readonly [Level, Level] => [
  { value: "0", label: `not ${label}` },
  { value: "1", label },
];

function columnsOf(
  analyte: Analyte,
  column: MeasurementColumn,
  free: (wanted: string) => string,
  limitNames: Map<string, string>,
): FlatColumn[] {
  const { name, label, unit } = analyte;
  const part = (
    role: FlatRole,
    ending: string,
    words: string,
    cells: readonly (string | number | null)[],
    kind: FlatColumn["kind"] = "number",
  ): FlatColumn => ({
    name: free(`${name}_${ending}`),
    label: `${label}: ${words}`,
    role,
    kind,
    analyte: name,
    ...(kind === "number" ? { unit } : {}),
    cells,
  });
  const limits = LIMIT_NAMES.flatMap((limit): FlatColumn[] => {
    const given = analyte.limits[limit];
    if (given === undefined || "value" in given) return [];
    const made = part(
      "limit",
      limit,
      LIMIT_WORDS[limit],
      column.limits.map((of: Limits) => of[limit] ?? null),
    );
    limitNames.set(`${name} ${limit}`, made.name);
    return [made];
  });
  const { records } = column;
  const highest = highestLod(column);
  const study = highest === undefined ? {} : { highestLod: highest };
  return [
    ...limits,
    part(
      "value",
      "value",
      "measured value, blank for a bound",
      records.map(({ value }) => value ?? null),
    ),
    part(
      "bound",
      "bound",
      "limit of a value that is only bounded",
      records.map(({ bound }) => bound?.limit ?? null),
    ),
    part(
      "operator",
      "operator",
      "side of the bound",
      records.map(({ bound }) => bound?.op ?? null),
      "text",
    ),
    part(
      "detected",
      "detected",
      `detected by the rule ${analyte.detection.id}`,
      records.map((record, i) => {
        const is = detected(record, column.limits[i]!, analyte.detection, study);
        return is === null ? null : Number(is);
      }),
      "boolean",
    ),
  ];
}

const LIMIT_WORDS = {
  lod: "limit of detection",
  lloq: "lower limit of quantification",
  uloq: "upper limit of quantification",
} as const;
