/** What only several plates, or many wells together, can show: drift, samples on two plates, edges, and groups that sit on plates of their own. */
import * as elementary from "../../core/elementary.ts";
import { InputError } from "../../core/issues/issue.ts";
import { type Bridge, bridge, type BridgeSample } from "../quality/bridge.ts";
import { type EdgeEffect, edgeEffect } from "../quality/edge-effect.ts";
import { type PlateBalance, plateBalance } from "../quality/plate-balance.ts";
import { type PlateDrift, plateDrift } from "../quality/plate-drift.ts";
import type { AnalyteResult, PlateResult } from "./plate-result.ts";
import type { SampleResult } from "./sample-result.ts";

export interface RunQuality {
  /** Of each control's concentration and of the blanks' mean signal, over four plates or more in their order. */
  readonly drift: readonly (PlateDrift & { readonly analyte: string; readonly follows: string })[];
  /** Against the first plate, from every sample and control that both hold under one name. */
  readonly bridges: readonly (Bridge & {
    readonly analyte: string;
    readonly reference: string;
    readonly plate: string;
    /** Interval of the plate's concentration over that of the reference; null where the samples are too few. */
    readonly ratioLower: number | null;
    readonly ratioUpper: number | null;
  })[];
  /** Of the samples' signals, on every plate with three wells or more on either side. */
  readonly edges: readonly (EdgeEffect & { readonly analyte: string; readonly plate: string })[];
  /** Groups against plates; empty where no groups are given, or all samples are of one group or plate. */
  readonly balance: readonly (PlateBalance & { readonly analyte: string })[];
}

export interface QualityOptions {
  readonly confidence: number;
  /** Group of each sample, by the sample's name. */
  readonly groups?: ReadonlyMap<string, string>;
  /** Of the test of groups against plates, where it is too large to be counted out. */
  readonly seed: number;
}

interface OnPlate {
  readonly plate: string;
  readonly result: AnalyteResult;
}

/** The method's answer, or nothing where it refuses what the plates hold: too few wells, values or groups. */
function asked<T>(work: () => T): readonly T[] {
  try {
    return [work()];
  } catch (problem) {
    if (problem instanceof InputError) return [];
    throw problem;
  }
}

const inSample = ({ onPlate, dilution }: SampleResult): number | null =>
  onPlate === null || onPlate <= 0 ? null : onPlate * dilution;

function driftOf(analyte: string, plates: readonly OnPlate[]): RunQuality["drift"] {
  const controls = new Set(
    plates.flatMap(({ result }) =>
      result.samples.flatMap(({ type, sample }) => (type === "control" ? [sample] : [])),
    ),
  );
  const followed = [
    {
      follows: "blanks, mean signal",
      values: plates.map(({ plate, result }) => ({ plate, value: result.blanks?.mean ?? null })),
    },
    ...[...controls].map((name) => ({
      follows: `${name}, concentration`,
      values: plates.map(({ plate, result }) => {
        const found = result.samples.find(({ type, sample }) => type === "control" && sample === name);
        return { plate, value: found === undefined ? null : inSample(found) };
      }),
    })),
  ];
  return followed.flatMap(({ follows, values }) => {
    const known = values.flatMap(({ plate, value }) => (value === null ? [] : [{ plate, value }]));
    return asked(() => ({ analyte, follows, ...plateDrift(known) }));
  });
}

const quantified = (one: SampleResult): number | null =>
  one.status === "belowLod" || one.concentration === null ? null : one.concentration;

function bridgesOf(
  analyte: string,
  [first, ...others]: readonly OnPlate[],
  confidence: number,
): RunQuality["bridges"] {
  if (first === undefined) return [];
  const reference = new Map(first.result.samples.map((one) => [one.sample, one]));
  return others.flatMap(({ plate, result }) => {
    const shared = result.samples.flatMap((one): BridgeSample[] => {
      const same = one.sample === "" ? undefined : reference.get(one.sample);
      return same === undefined
        ? []
        : [{ sample: one.sample, reference: quantified(same), other: quantified(one) }];
    });
    if (shared.length === 0) return [];
    return asked(() => {
      const found = bridge(shared, { confidence });
      const ratio = (log: number | null): number | null => (log === null ? null : elementary.exp(log));
      return {
        analyte,
        reference: first.plate,
        plate,
        ...found,
        ratioLower: ratio(found.lower),
        ratioUpper: ratio(found.upper),
      };
    });
  });
}

function edgesOf(analyte: string, plates: readonly OnPlate[], confidence: number): RunQuality["edges"] {
  return plates.flatMap(({ plate, result }) => {
    const values = result.signals.flatMap(({ wells: [well, ...more], type, signal }) =>
      well === undefined || more.length > 0 || type !== "unknown" || signal <= 0
        ? []
        : [{ well, value: signal }],
    );
    const is384 = result.signals.some(({ wells }) =>
      wells.some((well) => /^[I-P]/.test(well) || Number(well.slice(1)) > 12),
    );
    return asked(() => ({ analyte, plate, ...edgeEffect(values, { wells: is384 ? 384 : 96, confidence }) }));
  });
}

function balanceOf(
  analyte: string,
  plates: readonly OnPlate[],
  groups: ReadonlyMap<string, string>,
  seed: number,
): RunQuality["balance"] {
  const placed = plates.flatMap(({ plate, result }) => {
    const limit = result.limits[0].concentration;
    return result.samples.flatMap(({ type, sample }) => {
      const group = type === "unknown" ? groups.get(sample) : undefined;
      return group === undefined ? [] : [{ group, plate, ...(limit === null ? {} : { limit }) }];
    });
  });
  return asked(() => ({ analyte, ...plateBalance(placed, { seed }) }));
}

function byAnalyte(plates: readonly PlateResult[]): readonly (readonly [string, readonly OnPlate[]])[] {
  const found = new Map<string, OnPlate[]>();
  for (const { plate, analytes } of plates)
    for (const result of analytes) {
      const own = found.get(result.analyte) ?? [];
      own.push({ plate, result });
      found.set(result.analyte, own);
    }
  return [...found];
}

/** Groups of samples against plates, for each analyte; nothing where all are of one group or on one plate. */
export const plateBalances = (
  plates: readonly PlateResult[],
  groups: ReadonlyMap<string, string>,
  seed: number,
): RunQuality["balance"] =>
  byAnalyte(plates).flatMap(([analyte, each]) => balanceOf(analyte, each, groups, seed));

/** Plates in the order in which they were run. What the plates cannot show is left out. */
export function runQuality(
  plates: readonly PlateResult[],
  { confidence, groups, seed }: QualityOptions,
): RunQuality {
  const all = byAnalyte(plates);
  return {
    drift: all.flatMap(([analyte, each]) => driftOf(analyte, each)),
    bridges: all.flatMap(([analyte, each]) => bridgesOf(analyte, each, confidence)),
    edges: all.flatMap(([analyte, each]) => edgesOf(analyte, each, confidence)),
    balance: groups === undefined ? [] : plateBalances(plates, groups, seed),
  };
}
