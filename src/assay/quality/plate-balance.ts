/** Whether groups of subjects are spread over plates, or a difference of groups may be one of plates. */
import { lengthMismatch, noVariation } from "../../core/issues/input.ts";
import { type Issue, refuse } from "../../core/issues/issue.ts";
import { cramersV } from "../../stats/contingency/cramers-v.ts";
import { fisherFreemanHalton } from "../../stats/exact/fisher-freeman-halton.ts";
import { fisherFreemanHaltonMonteCarlo } from "../../stats/exact/fisher-freeman-halton-monte-carlo.ts";
import { kruskalWallis } from "../../stats/ranks/kruskal-wallis.ts";

/** One sample: its group, its plate, and the limit of detection that it was judged by. */
export interface PlacedSample {
  readonly group: string;
  readonly plate: string;
  /** Absent where the plate has none. */
  readonly limit?: number;
}

export interface PlateBalance {
  readonly method: "group-by-plate";
  readonly groups: readonly string[];
  readonly plates: readonly string[];
  /** Samples of each group on each plate. */
  readonly counts: readonly (readonly number[])[];
  /** Exact test that group and plate are independent. */
  readonly pValue: number;
  readonly variant: "exact" | "bounded" | "monte-carlo";
  /** 0 where groups are spread alike over plates, 1 where the plate tells the group. */
  readonly cramersV: number;
  /** Plates that hold one group only. */
  readonly singleGroupPlates: readonly string[];
  /** True where no plate holds two groups: a difference of groups cannot be told from one of plates. */
  readonly inseparable: boolean;
  /** Whether groups were judged by different limits; null where limits are missing or all equal. */
  readonly limits: {
    readonly pValue: number | null;
    /** Median limit of each group. */
    readonly medians: readonly number[];
  } | null;
}

/**
 * Group against plate: counts, the exact test of independence, its strength, and the limits of detection by group.
 *
 * A p-value says whether chance could have placed the samples so. What matters to a comparison is the strength: with
 * few plates even a random placing can leave a group on plates with a high limit, and it is then detected less often.
 * Source: Freeman & Halton, Biometrika 38 (1951) 141; Kruskal & Wallis, JASA 47 (1952) 583.
 *
 * Of more than 40 cells the test is simulated with 20,000 tables, of fewer where they are too many to be counted out; the seed is that of the
 * simulation.
 *
 * @throws InputError - a single group or a single plate
 */
export function plateBalance(
  samples: readonly PlacedSample[],
  { seed }: { readonly seed: number },
): PlateBalance {
  const groups = [...new Set(samples.map(({ group }) => group))].sort();
  const plates = [...new Set(samples.map(({ plate }) => plate))].sort();
  refuse(balanceIssues(samples, groups, plates));
  const counts = groups.map((group) =>
    plates.map(
      (plate) => samples.filter((sample) => sample.group === group && sample.plate === plate).length,
    ),
  );
  const single = plates.filter((_, k) => counts.filter((row) => row[k]! > 0).length === 1);
  const { pValue, variant } = independence(counts, seed);
  return {
    method: "group-by-plate",
    groups,
    plates,
    counts,
    pValue,
    variant,
    cramersV: cramersV(counts).v,
    singleGroupPlates: single,
    inseparable: single.length === plates.length,
    limits: limitsByGroup(samples, groups),
  };
}

const MOST_CELLS = 40;
const DRAWS = 20_000;

/** Counting out a table of many plates takes seconds and rarely ends; two digits of p are enough beside its strength. */
const independence = (
  counts: readonly (readonly number[])[],
  seed: number,
): Pick<PlateBalance, "pValue" | "variant"> =>
  counts.length * counts[0]!.length > MOST_CELLS
    ? fisherFreemanHaltonMonteCarlo(counts, { draws: DRAWS, seed })
    : fisherFreemanHalton(counts, { seed });

function limitsByGroup(samples: readonly PlacedSample[], groups: readonly string[]): PlateBalance["limits"] {
  const limits = samples.map(({ limit }) => limit);
  if (limits.includes(undefined) || new Set(limits).size < 2) return null;
  const byGroup = groups.map((group) =>
    samples.filter((sample) => sample.group === group).map(({ limit }) => limit!),
  );
  return { pValue: kruskalWallis(byGroup).pValue, medians: byGroup.map(medianOf) };
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}

const balanceIssues = (
  samples: readonly PlacedSample[],
  groups: readonly string[],
  plates: readonly string[],
): Issue[] => [
  ...(samples.length === 0 ? [lengthMismatch("samples", 2, 0)] : []),
  ...(groups.length === 1 ? [noVariation("samples.group", "a group")] : []),
  ...(plates.length === 1 ? [noVariation("samples.plate", "a plate")] : []),
];
