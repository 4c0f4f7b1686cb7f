/** Concentrations from one unit to another: powers of ten, and the molar mass between mass and amount of substance. */
import type { MeasurementColumn } from "../core/column.ts";
import type { Limits, Measurement } from "../core/measurement.ts";
import { plainUnit } from "./measurement-cell.ts";

/** A number in the one unit times `times` and over `over` is the number in the other. */
export interface UnitConversion {
  readonly from: string;
  readonly to: string;
  readonly times: number;
  readonly over: number;
}

export type ConversionProblem = "unknown-unit" | "needs-molar-mass";

interface UnitSize {
  readonly kind: "mass" | "amount";
  /** Power of ten of g/L or of mol/L. */
  readonly power: number;
}

const PREFIXES: Readonly<Record<string, number>> = { f: -15, p: -12, n: -9, u: -6, m: -3, "": 0 };
const VOLUMES: Readonly<Record<string, number>> = { l: 0, dl: -1, ml: -3, ul: -6, nl: -9 };

function sizeOf(unit: string): UnitSize | null {
  const molar = /^([fpnu\u00b5\u03bcm]?)M$/.exec(unit.trim());
  if (molar !== null) return { kind: "amount", power: PREFIXES[plainUnit(molar[1]!)]! };
  const [, prefix, of, volume] = /^([fpnum]?)(g|mol)\/([dmun]?l)$/.exec(plainUnit(unit)) ?? [];
  if (prefix === undefined || volume === undefined) return null;
  return {
    kind: of === "g" ? "mass" : "amount",
    power: PREFIXES[prefix]! - VOLUMES[volume]!,
  };
}

/**
 * The conversion between two units of concentration.
 *
 * @param molarMass - in g/mol (the same number as in Da); only needed between mass and amount of substance
 * @example conversionBetween("ng/mL", "pg/mL") // { from: "ng/mL", to: "pg/mL", times: 1000, over: 1 }
 */
export function conversionBetween(
  from: string,
  to: string,
  molarMass?: number,
): UnitConversion | ConversionProblem {
  const [one, other] = [sizeOf(from), sizeOf(to)];
  if (one === null || other === null)
    return plainUnit(from) === plainUnit(to) ? same(from, to) : "unknown-unit";
  const power = one.power - other.power;
  const ten = (n: number): number => Number(`1e${n}`);
  const times = power > 0 ? ten(power) : 1;
  const over = power < 0 ? ten(-power) : 1;
  if (one.kind === other.kind) return { from, to, times, over };
  if (molarMass === undefined) return "needs-molar-mass";
  return one.kind === "amount"
    ? { from, to, times: times * molarMass, over }
    : { from, to, times, over: over * molarMass };
}

const same = (from: string, to: string): UnitConversion => ({ from, to, times: 1, over: 1 });

/** To 15 digits, so that 0.37 ng/mL is 370 pg/mL and not a neighbour of it. */
export const converted = (value: number, { times, over }: UnitConversion): number =>
  times === over ? value : Number(((value * times) / over).toPrecision(15));

/** The other way round. */
export const inverse = ({ from, to, times, over }: UnitConversion): UnitConversion => ({
  from: to,
  to: from,
  times: over,
  over: times,
});

export const convertedLimits = (limits: Limits, conversion: UnitConversion): Limits => {
  const { lod, lloq, uloq } = limits;
  return {
    ...(lod === undefined ? {} : { lod: converted(lod, conversion) }),
    ...(lloq === undefined ? {} : { lloq: converted(lloq, conversion) }),
    ...(uloq === undefined ? {} : { uloq: converted(uloq, conversion) }),
  };
};

/** Value and bound in the other unit; the raw cell stays as it is. */
export const convertedMeasurement = (measurement: Measurement, conversion: UnitConversion): Measurement => {
  const { value, bound } = measurement;
  return {
    ...measurement,
    unit: conversion.to,
    ...(value === undefined ? {} : { value: converted(value, conversion) }),
    ...(bound === undefined ? {} : { bound: { ...bound, limit: converted(bound.limit, conversion) } }),
  };
};

export const convertedColumn = (
  column: MeasurementColumn,
  conversion: UnitConversion,
): MeasurementColumn => ({
  ...column,
  records: column.records.map((record) => convertedMeasurement(record, conversion)),
  limits: column.limits.map((limits) => convertedLimits(limits, conversion)),
});
