/** Summaries of one variable, their standardised differences, and the tests that are only made when asked for. */
import {
  standardisedDifferenceBinary,
  standardisedDifferenceCategorical,
  standardisedDifferenceContinuous,
} from "../../stats/describe/standardised-difference.ts";
import { summary } from "../../stats/describe/summary.ts";
import { fisherFreemanHalton } from "../../stats/exact/fisher-freeman-halton.ts";
import { welchAnova } from "../../stats/location/welch-anova.ts";
import { welchT } from "../../stats/location/welch-t.ts";
import { kruskalWallis } from "../../stats/ranks/kruskal-wallis.ts";
import { mannWhitney } from "../../stats/ranks/mann-whitney.ts";
import type { Test } from "../answer.ts";
import { total } from "../groups.ts";
import type { ColumnInfo } from "../kind.ts";
import { type CountedValues, size } from "../sample-of.ts";
import type { DescribedVariable } from "./answer.ts";

export interface NumberRow {
  readonly n: number;
  readonly mean: number | null;
  readonly sd: number | null;
  readonly median: number | null;
  readonly lowerQuartile: number | null;
  readonly upperQuartile: number | null;
  readonly minimum: number | null;
  readonly maximum: number | null;
}

export interface CategoryRow {
  readonly label: string;
  readonly counts: readonly number[];
}

export interface ConcentrationRow {
  readonly detected: number;
  readonly measured: number;
  readonly limits: { readonly lowest: number; readonly highest: number } | null;
  /** Smallest and largest number that counts as detected. */
  readonly detectedRange: { readonly lowest: number; readonly highest: number } | null;
}

export function describeSample(sample: CountedValues): NumberRow {
  const n = size(sample);
  if (n === 0)
    return {
      n,
      mean: null,
      sd: null,
      median: null,
      lowerQuartile: null,
      upperQuartile: null,
      minimum: null,
      maximum: null,
    };
  const s = summary(sample);
  return {
    n,
    mean: s.mean,
    sd: s.sd,
    median: s.median,
    lowerQuartile: s.quartiles.lower,
    upperQuartile: s.quartiles.upper,
    minimum: s.minimum,
    maximum: s.maximum,
  };
}

interface Data {
  readonly samples: readonly CountedValues[];
  readonly categories: readonly CategoryRow[];
  readonly concentrations: readonly ConcentrationRow[];
}

/** The largest absolute standardised difference between any two groups that have values. */
export function largestDifference(
  as: DescribedVariable["as"],
  groups: readonly number[],
  data: Data,
): DescribedVariable["difference"] {
  const estimates: number[] = [];
  let reason: string | null = null;
  for (const i of groups)
    for (const j of groups) {
      if (j >= i) continue;
      const found = differenceBetween(as, i, j, data);
      if (found.estimate === null) reason = found.reason;
      else estimates.push(Math.abs(found.estimate));
    }
  if (estimates.length > 0) return { estimate: Math.max(...estimates), reason: null };
  return { estimate: null, reason: reason ?? "fewer than two groups" };
}

function differenceBetween(
  as: DescribedVariable["as"],
  i: number,
  j: number,
  data: Data,
): { estimate: number | null; reason: string | null } {
  const empty = { estimate: null, reason: "a group without values" };
  if (as === "concentration") {
    const [a, b] = [data.concentrations[i]!, data.concentrations[j]!];
    return a.measured === 0 || b.measured === 0
      ? empty
      : standardisedDifferenceBinary(a.detected, a.measured, b.detected, b.measured);
  }
  if (as === "categories") {
    const present = data.categories.filter((c) => c.counts[i]! + c.counts[j]! > 0);
    const [a, b] = [present.map((c) => c.counts[i]!), present.map((c) => c.counts[j]!)];
    if (total(a) === 0 || total(b) === 0) return empty;
    return present.length < 2 ? { estimate: 0, reason: null } : standardisedDifferenceCategorical(a, b);
  }
  const [a, b] = [data.samples[i]!, data.samples[j]!];
  return size(a) < 2 || size(b) < 2
    ? { estimate: null, reason: "a group with fewer than two values" }
    : standardisedDifferenceContinuous(a, b);
}

type Compared = Pick<Test, "method" | "reason" | "pValue">;

export function compareGroups(
  as: DescribedVariable["as"],
  groups: readonly number[],
  data: Data & { type: ColumnInfo["type"] },
  settings: { confidence: number; seed: number },
): Compared {
  if (as === "concentration" || as === "categories") {
    const table =
      as === "concentration"
        ? [
            data.concentrations.map((c) => c.detected),
            data.concentrations.map((c) => c.measured - c.detected),
          ].map((row) => groups.map((i) => row[i]!))
        : data.categories.map((c) => groups.map((i) => c.counts[i]!));
    const rows = table.filter((row) => total(row) > 0);
    const columns = groups.filter((_, i) => rows.some((row) => row[i]! > 0));
    const method = "fisher-freeman-halton";
    if (rows.length < 2)
      return {
        method,
        reason:
          as === "concentration" ? "detected in all or in none" : "every subject is in the same category",
        pValue: null,
      };
    if (columns.length < 2) return { method, reason: "fewer than two groups have values", pValue: null };
    const test = fisherFreemanHalton(rows, { seed: settings.seed });
    return {
      method,
      reason: `${as === "concentration" ? "detected or not" : "categories"}: exact test of a ${rows.length} x ${columns.length} table (${test.variant})`,
      pValue: test.pValue,
    };
  }
  const samples = groups.map((i) => data.samples[i]!).filter((sample) => size(sample) > 0);
  const distinct = new Set(samples.flatMap((sample) => sample.values)).size;
  if (samples.length < 2)
    return { method: "kruskal-wallis", reason: "fewer than two groups have values", pValue: null };
  if (distinct < 2)
    return { method: "kruskal-wallis", reason: "every subject has the same value", pValue: null };
  const [a, b] = samples;
  if (as === "mean") {
    if (samples.some((sample) => size(sample) < 2 || sample.values.length < 2))
      return {
        method: "welch-anova",
        reason: "a group has no spread, so its mean has no standard error",
        pValue: null,
      };
    return samples.length === 2
      ? {
          method: "welch-t",
          reason: "two means, variances not assumed equal",
          pValue: welchT(a!, b!, { alternative: "two-sided", confidence: settings.confidence }).pValue,
        }
      : {
          method: "welch-anova",
          reason: `${samples.length} means, variances not assumed equal`,
          pValue: welchAnova(samples).pValue,
        };
  }
  if (samples.length === 2) {
    const test = mannWhitney(a!, b!, { alternative: "two-sided", confidence: settings.confidence });
    return {
      method: "mann-whitney",
      reason: `two groups compared by rank (${test.variant})`,
      pValue: test.pValue,
    };
  }
  return {
    method: "kruskal-wallis",
    reason: `${samples.length} groups compared by rank`,
    pValue: kruskalWallis(samples).pValue,
  };
}
