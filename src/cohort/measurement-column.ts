/** A column of measured cells with the limits of each sample, and what the two say about each other. */
import { addAll } from "../core/issues/add-all.ts";
import type { MeasurementColumn } from "../core/column.ts";
import {
  ambiguousToken,
  belowOwnLod,
  boundAgainstLimit,
  limitMissing,
  limitNotPositive,
  limitsOutOfOrder,
  mixedDecimal,
  unitConverted,
} from "../core/issues/file.ts";
import type { Issue } from "../core/issues/issue.ts";
import type { Limits, Measurement } from "../core/measurement.ts";
import type { Analyte, LimitSource } from "./dictionary.ts";
import { type MeasurementReading, parseMeasurement } from "./measurement-cell.ts";
import { placeOf, type SourceColumn, troublesOf } from "./source-column.ts";
import type { Typed } from "./typed-columns.ts";
import { converted, convertedColumn, inverse, type UnitConversion } from "./unit-conversion.ts";

type LimitName = "lod" | "lloq" | "uloq";
const LIMIT_NAMES: readonly LimitName[] = ["lod", "lloq", "uloq"];

/** Columns of limits that the caller has found; absent where the limit is one number or unknown. */
export type LimitColumns = { readonly [name in LimitName]?: SourceColumn };

/**
 * Reads every cell; one that cannot be read becomes `invalid` and an issue. Numbers of another unit than the study's are read in it
 * and converted, like the limits that columns of the file hold.
 */
export function measurementColumn(
  source: SourceColumn,
  analyte: Analyte,
  missing: readonly string[],
  limitColumns: LimitColumns,
): Typed<MeasurementColumn> {
  const { conversion } = analyte;
  if (conversion === undefined || source.measurements !== undefined)
    return readColumn(source, analyte, missing, limitColumns);
  const { column, issues } = readColumn(source, inUnitOfFile(analyte, conversion), missing, limitColumns);
  const numbers = column.records.filter(({ value, bound }) => value !== undefined || bound !== undefined);
  return {
    column: convertedColumn(column, conversion),
    issues: [...issues, unitConverted(placeOf(source, []), conversion, numbers.length)],
  };
}

function inUnitOfFile(analyte: Analyte, conversion: UnitConversion): Analyte {
  const back = inverse(conversion);
  const limit = (source: LimitSource): LimitSource =>
    "value" in source ? { value: converted(source.value, back) } : source;
  return {
    ...analyte,
    unit: conversion.from,
    limits: Object.fromEntries(Object.entries(analyte.limits).map(([name, one]) => [name, limit(one)])),
  };
}

function readColumn(
  source: SourceColumn,
  analyte: Analyte,
  missing: readonly string[],
  limitColumns: LimitColumns,
): Typed<MeasurementColumn> {
  const limits = limitsOf(source, analyte, limitColumns);
  const troubles = troublesOf(source);
  const base = {
    unit: analyte.unit,
    decimal: source.decimal,
    notDetected: analyte.notDetected,
    notMeasured: analyte.notMeasured,
    missing,
  };
  // With one set of limits equal cells have equal readings.
  const seen = new Map<string | null, MeasurementReading>();
  const { measurements } = source;
  const records = source.cells.map((cell, i): Measurement => {
    if (measurements !== undefined)
      return measurements[i] ?? { status: "notMeasured", raw: "", unit: analyte.unit, dilution: 1 };
    const reading =
      (limits.areShared ? seen.get(cell) : undefined) ??
      parseMeasurement(cell, { ...base, ...limits.each[i] });
    if (limits.areShared) seen.set(cell, reading);
    if ("issue" in reading) {
      const again = (at: Parameters<typeof ambiguousToken>[0]): Issue => {
        const located = parseMeasurement(cell, { ...base, ...limits.each[i], at });
        return "issue" in located ? located.issue : reading.issue;
      };
      troubles.add(reading.issue.code, i, again);
      return { status: "invalid", raw: cell ?? "", unit: analyte.unit, dilution: 1 };
    }
    if (reading.remark === "ambiguous-token") troubles.add("token", i, ambiguousToken);
    if (reading.remark === "mixed-decimal")
      troubles.add("decimal", i, (at, got) => mixedDecimal(at, got, source.decimal));
    return reading.measurement;
  });
  const column: MeasurementColumn = {
    kind: "measurement",
    analyte: analyte.name,
    records,
    limits: limits.each,
  };
  const issues = [
    ...limits.issues,
    ...troubles.issues(),
    ...contradictions(source, column),
    ...missingLimits(source, column, analyte, limitColumns),
  ];
  return { column, issues };
}

interface LimitsOfSamples {
  readonly each: readonly Limits[];
  /** True when no limit differs between samples. */
  readonly areShared: boolean;
  readonly issues: readonly Issue[];
}

function limitsOf(source: SourceColumn, analyte: Analyte, limitColumns: LimitColumns): LimitsOfSamples {
  const issues: Issue[] = [];
  const shared: { -readonly [name in LimitName]?: number } = {};
  const perSample = new Map<LimitName, readonly (number | undefined)[]>();
  for (const name of LIMIT_NAMES) {
    const given: LimitSource | undefined = analyte.limits[name];
    if (given !== undefined && "value" in given) shared[name] = given.value;
    const column = limitColumns[name];
    if (column !== undefined) perSample.set(name, limitNumbers(column, analyte.unit, name, issues));
  }
  const constant: Limits = { ...shared };
  const each =
    perSample.size === 0
      ? source.cells.map(() => constant)
      : source.cells.map((_, i): Limits => {
          const own = { ...shared };
          for (const [name, values] of perSample) {
            const value = values[i];
            if (value !== undefined) own[name] = value;
          }
          return own;
        });
  issues.push(...orderIssues(source, perSample.size === 0 ? [constant] : each, perSample.size === 0));
  return { each, areShared: perSample.size === 0, issues };
}

function limitNumbers(
  source: SourceColumn,
  unit: string,
  name: LimitName,
  issues: Issue[],
): (number | undefined)[] {
  const troubles = troublesOf(source);
  const context = { unit, decimal: source.decimal, notDetected: [], notMeasured: [], missing: [] };
  const numbers = source.cells.map((cell, i) => {
    const reading = parseMeasurement(cell, context);
    const measurement = "measurement" in reading ? reading.measurement : null;
    if (measurement?.status === "notMeasured") return undefined;
    if (measurement?.status === "quantified" && (measurement.value ?? 0) > 0) return measurement.value;
    troubles.add("limit", i, (at, got) => limitNotPositive(at, got, name.toUpperCase()));
    return undefined;
  });
  addAll(issues, troubles.issues());
  return numbers;
}

const areInOrder = ({ lod, lloq, uloq }: Limits): boolean =>
  !(lod !== undefined && lloq !== undefined && lod > lloq) &&
  !(uloq !== undefined && (lloq ?? lod) !== undefined && (lloq ?? lod ?? 0) >= uloq);

function orderIssues(source: SourceColumn, each: readonly Limits[], isShared: boolean): Issue[] {
  const groups = new Map<string, number[]>();
  for (const [i, limits] of each.entries()) {
    if (areInOrder(limits)) continue;
    const text = LIMIT_NAMES.flatMap((name) =>
      limits[name] === undefined ? [] : [`${name.toUpperCase()} ${limits[name]}`],
    ).join(", ");
    const rows = groups.get(text) ?? [];
    if (!isShared) rows.push(source.rows[i] ?? 0);
    groups.set(text, rows);
  }
  return [...groups].map(([text, rows]) => limitsOutOfOrder(placeOf(source, rows), text));
}

/** Bounds that differ from the limits they should repeat, and plain numbers below their own LOD. */
function contradictions(source: SourceColumn, column: MeasurementColumn): Issue[] {
  const groups = new Map<string, { rows: number[]; got: string; name: string; limit: number }>();
  const low: number[] = [];
  for (const [i, { status, value, bound }] of column.records.entries()) {
    const limits = column.limits[i] ?? {};
    const row = source.rows[i] ?? 0;
    if (status === "quantified" && value !== undefined && limits.lod !== undefined && value < limits.lod)
      low.push(row);
    if (bound === undefined || bound.limitType !== "reported") continue;
    const isBelow = bound.op === "<" || bound.op === "<=";
    const name = !isBelow ? "uloq" : limits.lod === undefined ? "lloq" : "lod";
    const limit = limits[name];
    if (limit === undefined) continue;
    const got = source.cells[i] ?? "";
    const key = `${got}\u0000${limit}`;
    const group = groups.get(key) ?? { rows: [], got, name: name.toUpperCase(), limit };
    group.rows.push(row);
    groups.set(key, group);
  }
  const issues = [...groups.values()].map(({ rows, got, name, limit }) =>
    boundAgainstLimit(placeOf(source, rows), got, name, limit),
  );
  return low.length === 0 ? issues : [...issues, belowOwnLod(placeOf(source, low))];
}

function missingLimits(
  source: SourceColumn,
  column: MeasurementColumn,
  analyte: Analyte,
  limitColumns: LimitColumns,
): Issue[] {
  return LIMIT_NAMES.flatMap((name) => {
    const limitColumn = limitColumns[name];
    if (limitColumn === undefined) return [];
    const rows: number[] = [];
    for (const [i, { status }] of column.records.entries())
      if (status !== "notMeasured" && status !== "invalid" && column.limits[i]?.[name] === undefined)
        rows.push(source.rows[i] ?? 0);
    return rows.length === 0
      ? []
      : [
          limitMissing(
            placeOf({ ...limitColumn, file: source.file }, rows),
            name.toUpperCase(),
            analyte.name,
          ),
        ];
  });
}
