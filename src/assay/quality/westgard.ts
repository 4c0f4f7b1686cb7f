/** Controls on a Levey-Jennings chart, judged by Westgard's rules. */
import { finiteIssues } from "../checks.ts";
import { outOfRange } from "../../core/issues/input.ts";
import { refuse } from "../../core/issues/issue.ts";

/** Mean and standard deviation of a control level, and how many runs they come from. */
export interface ControlTarget {
  readonly mean: number;
  readonly sd: number;
  readonly runs: number;
}

export const WESTGARD_RULES = [
  "1_2s",
  "1_3s",
  "2_2s",
  "R_4s",
  "R_4s_range",
  "2of3_2s",
  "3_1s",
  "4_1s",
  "6x",
  "8x",
  "9x",
  "10x",
  "12x",
  "7t",
] as const;

export type WestgardRule = (typeof WESTGARD_RULES)[number];

export interface LeveyJennings {
  readonly method: "levey-jennings";
  readonly target: ControlTarget;
  /** (value - mean) / sd, in the order of the runs. */
  readonly z: readonly number[];
  /** Position of the last run of every stretch that breaks a rule; stretches may overlap. */
  readonly hits: Readonly<Record<WestgardRule, readonly number[]>>;
  /** True where the target comes from fewer than 20 runs: its limits are then themselves uncertain. */
  readonly fewRuns: boolean;
}

const ENOUGH_RUNS = 20;

const beyond =
  (limit: number) =>
  (z: readonly number[]): boolean =>
    z.every((value) => value > limit) || z.every((value) => value < -limit);

const sameSide = beyond(0);

const climbing = (z: readonly number[]): boolean => z.slice(1).every((value, i) => value > z[i]!);

/** How many consecutive runs a rule looks at, and whether they break it. */
const RULES: Readonly<
  Record<WestgardRule, { readonly runs: number; readonly breaks: (z: readonly number[]) => boolean }>
> = {
  "1_2s": { runs: 1, breaks: beyond(2) },
  "1_3s": { runs: 1, breaks: beyond(3) },
  "2_2s": { runs: 2, breaks: beyond(2) },
  R_4s: { runs: 2, breaks: (z) => Math.max(...z) > 2 && Math.min(...z) < -2 },
  R_4s_range: { runs: 2, breaks: (z) => Math.abs(z[1]! - z[0]!) > 4 },
  "2of3_2s": {
    runs: 3,
    breaks: (z) => z.filter((value) => value > 2).length >= 2 || z.filter((value) => value < -2).length >= 2,
  },
  "3_1s": { runs: 3, breaks: beyond(1) },
  "4_1s": { runs: 4, breaks: beyond(1) },
  "6x": { runs: 6, breaks: sameSide },
  "8x": { runs: 8, breaks: sameSide },
  "9x": { runs: 9, breaks: sameSide },
  "10x": { runs: 10, breaks: sameSide },
  "12x": { runs: 12, breaks: sameSide },
  "7t": { runs: 7, breaks: (z) => climbing(z) || climbing(z.map((value) => -value)) },
};

/**
 * The values of one control level over consecutive runs, in standard deviations of its target, and the rules they break.
 *
 * Variant: every inequality is strict, so that exactly 2 SD breaks nothing and a value at the mean ends a run. 1_2s
 * warns; 1_3s and R_4s show random error, 2_2s, 4_1s and 10x systematic error. R_4s: one value above +2 and the next
 * below -2 SD, or the other way round; R_4s_range: neighbours more than 4 SD apart. 7t: seven rising or falling. Rules
 * over several levels of one run: `acrossLevels`.
 * Source: Westgard, Barry, Hunt & Groth, Clin Chem 27 (1981) 493. Reference: R, own program. Cost: linear.
 *
 * @throws InputError - values that are not finite, a standard deviation not above 0
 * @example leveyJennings([103, 111, 112], { mean: 100, sd: 5, runs: 30 }).hits["2_2s"] // [2]
 */
export function leveyJennings(values: readonly number[], target: ControlTarget): LeveyJennings {
  refuse([
    ...finiteIssues("values", values),
    ...finiteIssues("target.mean", [target.mean]),
    ...(target.sd > 0 ? [] : [outOfRange("target.sd", target.sd, "(0, Infinity)")]),
  ]);
  const z = values.map((value) => (value - target.mean) / target.sd);
  const hitsOf = (rule: WestgardRule): readonly number[] => {
    const { runs, breaks } = RULES[rule];
    return z.flatMap((_, i) => (i >= runs - 1 && breaks(z.slice(i - runs + 1, i + 1)) ? [i] : []));
  };
  return {
    method: "levey-jennings",
    target,
    z,
    hits: Object.fromEntries(WESTGARD_RULES.map((rule) => [rule, hitsOf(rule)])) as Record<
      WestgardRule,
      readonly number[]
    >,
    fewRuns: target.runs < ENOUGH_RUNS,
  };
}

export type AcrossRule = "2_2s" | "R_4s";

/**
 * The rules that the levels of one run break between them: `2_2s` two levels beyond the same 2 SD limit, `R_4s` one
 * above +2 and another below -2 SD.
 *
 * @param z - of each level in this run
 * @example acrossLevels([2.4, -2.1]) // ["R_4s"]
 */
export function acrossLevels(z: readonly number[]): readonly AcrossRule[] {
  const above = z.filter((value) => value > 2).length;
  const below = z.filter((value) => value < -2).length;
  return [
    ...(above >= 2 || below >= 2 ? (["2_2s"] as const) : []),
    ...(above >= 1 && below >= 1 ? (["R_4s"] as const) : []),
  ];
}
