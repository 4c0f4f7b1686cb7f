/** One characteristic between subjects with and without the outcome: the test its type calls for, and two effect sizes. */
import type { VariableType } from "../../cohort/dictionary.ts";
import { summary } from "../../stats/describe/summary.ts";
import { fisherFreemanHalton } from "../../stats/exact/fisher-freeman-halton.ts";
import { fisherExact } from "../../stats/exact/fisher.ts";
import { hodgesLehmann } from "../../stats/ranks/hodges-lehmann.ts";
import { mannWhitney } from "../../stats/ranks/mann-whitney.ts";
import { probabilityOfSuperiority } from "../../stats/ranks/probability-of-superiority.ts";
import { newcombeRiskDifference } from "../../stats/two-by-two/newcombe-risk-difference.ts";
import type { MethodUse } from "../answer.ts";
import { type Group, total } from "../groups.ts";
import { type CountedValues, size } from "../sample-of.ts";

/** An estimate with limits; a null limit is open where the estimate is known. */
export interface Effect {
  readonly estimate: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly reason: string | null;
}

export interface LevelCounts {
  readonly cell: Group["cell"];
  readonly label: string;
  readonly withOutcome: number;
  readonly withoutOutcome: number;
}

export interface Compared {
  readonly shape: "two-level" | "categories" | "ordered";
  readonly withOutcome: number;
  readonly withoutOutcome: number;
  readonly levels: readonly (LevelCounts & { readonly superiority: Effect; readonly oddsRatio: Effect })[];
  /** Quartiles with and without the outcome; null for categories or an empty side. */
  readonly quartiles: { readonly with: Quartiles | null; readonly without: Quartiles | null } | null;
  /** Probability that a subject with the outcome has the higher value (ties count half); for two levels, that of the second level. */
  readonly superiority: Effect;
  /** Odds ratio for two levels; Hodges-Lehmann difference in the variable's unit for numbers. */
  readonly natural: (Effect & { readonly kind: "odds-ratio" | "difference" }) | null;
  /** The samples themselves as counts, so that the R script can repeat the test. */
  readonly samples: { readonly with: CountedValues; readonly without: CountedValues } | null;
}

export interface Quartiles {
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
}

export interface Comparison {
  readonly result: Compared;
  readonly method: string;
  readonly reason: string;
  readonly pValue: number | null;
  readonly uses: readonly MethodUse[];
  readonly warnings: readonly string[];
}

// Additions spent on one exact rank distribution, about 10 ms: many characteristics are compared in one question. Above it the
// groups are so large and so little tied that the corrected normal approximation is good.
const LARGEST_EXACT_COST = 3e6;

const none = (reason: string): Effect => ({ estimate: null, lower: null, upper: null, reason });

const SUPERIORITY_OF_SHARES: MethodUse = {
  id: "newcombe-risk-difference",
  variant: "as probability of superiority, (1 + risk difference) / 2",
};

function levelEffects(
  level: LevelCounts,
  n1: number,
  n2: number,
  confidence: number,
): { superiority: Effect; oddsRatio: Effect } {
  if (n1 === 0 || n2 === 0) {
    const reason = "one side has no subject";
    return { superiority: none(reason), oddsRatio: none(reason) };
  }
  const difference = newcombeRiskDifference(level.withOutcome, n1, level.withoutOutcome, n2, { confidence });
  const superiority = {
    estimate: (1 + difference.estimate) / 2,
    lower: (1 + difference.lower) / 2,
    upper: (1 + difference.upper) / 2,
    reason: null,
  };
  const both = level.withOutcome + level.withoutOutcome;
  if (both === 0 || both === n1 + n2) return { superiority, oddsRatio: none("every subject is on one side") };
  const fisher = fisherExact(
    [
      [level.withOutcome, n1 - level.withOutcome],
      [level.withoutOutcome, n2 - level.withoutOutcome],
    ],
    { alternative: "two-sided", confidence },
  );
  return {
    superiority,
    oddsRatio: {
      estimate: fisher.oddsRatio,
      lower: fisher.lower,
      upper: fisher.upper,
      reason: fisher.oddsRatioReason,
    },
  };
}

function categories(
  levels: readonly LevelCounts[],
  confidence: number,
): Omit<Compared, "shape" | "superiority" | "natural"> {
  const n1 = total(levels.map((l) => l.withOutcome));
  const n2 = total(levels.map((l) => l.withoutOutcome));
  return {
    withOutcome: n1,
    withoutOutcome: n2,
    levels: levels.map((level) => ({ ...level, ...levelEffects(level, n1, n2, confidence) })),
    quartiles: null,
    samples: null,
  };
}

/** Null when the test exists. */
function whyNot(withOutcome: number, withoutOutcome: number, distinct: number): string | null {
  if (withOutcome === 0 && withoutOutcome === 0)
    return "no subject has both the outcome and this characteristic known";
  if (withOutcome === 0) return "no subject with the outcome has this characteristic known";
  if (withoutOutcome === 0) return "no subject without the outcome has this characteristic known";
  if (distinct < 2) return "every subject has the same value";
  return null;
}

export function compareTwoLevels(
  levels: readonly LevelCounts[],
  options: { confidence: number },
): Comparison {
  const parts = categories(levels, options.confidence);
  const second = parts.levels[1]!;
  const result: Compared = {
    ...parts,
    shape: "two-level",
    superiority: second.superiority,
    natural: { ...second.oddsRatio, kind: "odds-ratio" },
  };
  const missing = whyNot(parts.withOutcome, parts.withoutOutcome, presentLevels(levels).length);
  if (missing !== null)
    return { result, method: "fisher-exact", reason: missing, pValue: null, uses: [], warnings: [] };
  const [first] = parts.levels;
  const fisher = fisherExact(
    [
      [second.withOutcome, first!.withOutcome],
      [second.withoutOutcome, first!.withoutOutcome],
    ],
    { alternative: "two-sided", confidence: options.confidence },
  );
  return {
    result,
    method: "fisher-exact",
    reason: "two categories: exact test of a 2 x 2 table",
    pValue: fisher.pValue,
    uses: [
      {
        id: "fisher-exact",
        variant: "two-sided by minimum likelihood; conditional odds ratio with exact limits",
      },
      SUPERIORITY_OF_SHARES,
    ],
    warnings: [],
  };
}

const presentLevels = (levels: readonly LevelCounts[]): LevelCounts[] =>
  levels.filter((l) => l.withOutcome + l.withoutOutcome > 0);

export function compareCategories(
  levels: readonly LevelCounts[],
  options: { confidence: number; seed: number },
): Comparison {
  const parts = categories(levels, options.confidence);
  const result: Compared = {
    ...parts,
    shape: "categories",
    superiority: none("categories without order: see each category"),
    natural: null,
  };
  const present = presentLevels(levels);
  const missing = whyNot(parts.withOutcome, parts.withoutOutcome, present.length);
  if (missing !== null)
    return { result, method: "fisher-freeman-halton", reason: missing, pValue: null, uses: [], warnings: [] };
  const test = fisherFreemanHalton(
    [present.map((l) => l.withOutcome), present.map((l) => l.withoutOutcome)],
    { seed: options.seed },
  );
  return {
    result,
    method: "fisher-freeman-halton",
    reason: `${present.length} categories without order: exact test of a ${present.length} x 2 table`,
    pValue: test.pValue,
    uses: [{ id: "fisher-freeman-halton", variant: test.variant }, SUPERIORITY_OF_SHARES],
    warnings: test.warnings,
  };
}

export function compareOrdered(
  withOutcome: CountedValues,
  without: CountedValues,
  options: { confidence: number; ordinal: boolean; censored: boolean; type: VariableType | "boolean" },
): Comparison {
  const n1 = size(withOutcome);
  const n2 = size(without);
  const { confidence } = options;
  const distinct = new Set([...withOutcome.values, ...without.values]).size;
  const missing = whyNot(n1, n2, distinct);
  // Non-detects carry a rank but no number, and ordinal levels no unit: neither has quartiles or a difference on a scale.
  const numeric = !options.censored && !options.ordinal;
  const frame = {
    shape: "ordered" as const,
    withOutcome: n1,
    withoutOutcome: n2,
    levels: [],
    quartiles: numeric ? { with: quartilesOf(withOutcome), without: quartilesOf(without) } : null,
    samples: { with: withOutcome, without },
  };
  if (missing !== null)
    return {
      result: { ...frame, superiority: none(missing), natural: null },
      method: "mann-whitney",
      reason: missing,
      pValue: null,
      uses: [],
      warnings: [],
    };
  const test = mannWhitney(withOutcome, without, {
    alternative: "two-sided",
    confidence,
    largestExactCost: LARGEST_EXACT_COST,
  });
  const superiority = probabilityOfSuperiority(withOutcome, without, { confidence });
  const shift = numeric
    ? hodgesLehmann(withOutcome, without, { confidence, largestExactCost: LARGEST_EXACT_COST })
    : null;
  const exact =
    test.variant === "exact"
      ? "exact, with ties"
      : "asymptotic with tie and continuity correction, since the exact distribution is too large";
  return {
    result: {
      ...frame,
      superiority: {
        estimate: superiority.estimate,
        lower: superiority.lower,
        upper: superiority.upper,
        reason: superiority.reason,
      },
      natural:
        shift === null
          ? null
          : {
              kind: "difference",
              estimate: shift.estimate,
              lower: shift.lower,
              upper: shift.upper,
              reason: shift.reason,
            },
    },
    method: "mann-whitney",
    reason: `${WHY[options.censored ? "concentration" : options.type] ?? "a number whose shape is not assumed"}: Mann-Whitney test (${exact})`,
    pValue: test.pValue,
    uses: [
      { id: "mann-whitney", variant: exact },
      { id: "brunner-munzel", variant: "interval of the probability of superiority on the logit scale" },
      ...(shift === null
        ? []
        : [
            {
              id: "hodges-lehmann",
              variant: `median of all pairwise differences, ${shift.variant ?? ""} limits`,
            },
            { id: "summary", variant: "quartiles of type 7" },
          ]),
    ],
    warnings: [],
  };
}

const WHY: Readonly<Partial<Record<VariableType | "boolean", string>>> = {
  ordinal: "ordered categories, compared by rank",
  edss: "EDSS is an ordinal scale, compared by rank",
  count: "a count, compared by rank",
  concentration: "a concentration with non-detects, compared by rank",
  date: "a date, compared by rank",
};

function quartilesOf(sample: CountedValues): Quartiles | null {
  if (size(sample) === 0) return null;
  const s = summary(sample);
  return { median: s.median, lower: s.quartiles.lower, upper: s.quartiles.upper };
}
