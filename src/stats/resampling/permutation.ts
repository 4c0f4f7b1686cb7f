import { streamFrom } from "../../core/random.ts";
import type { Alternative } from "../describe/options.ts";
import type { Arrangements } from "./arrangements.ts";
import { type Block, inOrder, type Job, planBlocks } from "./blocks.ts";
import {
  limitsOfP,
  MONTE_CARLO_CONFIDENCE,
  type MonteCarloOptions,
  type MonteCarloPart,
} from "./monte-carlo.ts";

/** What every permutation test answers. */
export interface PermutationAnswer {
  /** "exact" when all arrangements were counted, which is done when they are at most as many as the draws. */
  readonly variant: "exact" | "monte-carlo";
  readonly statistic: string;
  /** The statistic in the data; null where it is undefined there. */
  readonly observed: number | null;
  /** Exact: extreme / arrangements. Monte Carlo: (extreme + 1) / (draws + 1). Null where the statistic was undefined. */
  readonly pValue: number | null;
  readonly reason: string | null;
  /** Arrangements counted or drawn. */
  readonly arrangements: number;
  /** Those at least as extreme as the data. */
  readonly extreme: number;
  /** Those in which the statistic is undefined (not a finite number). */
  readonly undefinedArrangements: number;
  readonly monteCarlo: MonteCarloPart | null;
}

/** What one block counted: plain data, to be sent from a worker. */
export interface PermutationPart {
  readonly block: number;
  readonly arrangements: number;
  readonly extreme: number;
  readonly undefinedArrangements: number;
}

export interface PermutationPlan {
  readonly statistic: string;
  readonly observed: number;
  /**
   * Size of the numbers whose difference the statistic is. The same arrangement summed in another order differs by
   * rounding: values closer than 1e-12 of this count as equal.
   */
  readonly scale: number;
  readonly alternative: Alternative;
  /** Fresh ones for every block, so that blocks do not disturb each other. */
  readonly arrangements: () => Arrangements;
  readonly valueOf: (current: Float64Array) => number;
}

const TIE_SLACK = 1e-12;

/** Which values are at least as extreme as the observed one; two-sided by distance from 0. */
function extremeIf({ observed, scale, alternative }: PermutationPlan): (value: number) => boolean {
  const slack = TIE_SLACK * scale;
  switch (alternative) {
    case "greater":
      return (value) => value >= observed - slack;
    case "less":
      return (value) => value <= observed + slack;
    case "two-sided":
      return (value) => Math.abs(value) >= Math.abs(observed) - slack;
  }
}

/** The job of a permutation test: one block when all arrangements are counted, else blocks of draws. */
export function permutationJob(
  plan: PermutationPlan,
  { draws, seed }: MonteCarloOptions,
): Job<PermutationPart, PermutationAnswer> {
  const { count } = plan.arrangements();
  const exact = count <= draws;
  const isExtreme = extremeIf(plan);
  const blocks = exact ? planBlocks(1, seed) : planBlocks(draws, seed);
  return {
    blocks,
    run(block) {
      const arrangements = plan.arrangements();
      const counts = { arrangements: 0, extreme: 0, undefinedArrangements: 0 };
      for (const value of exact ? everyValue(plan, arrangements) : drawnValues(plan, arrangements, block)) {
        counts.arrangements++;
        if (!Number.isFinite(value)) counts.undefinedArrangements++;
        else if (isExtreme(value)) counts.extreme++;
      }
      return { block: block.index, ...counts };
    },
    combine: (parts) => answer(plan, inOrder(parts, blocks.length), exact ? null : { draws, seed }),
  };
}

function* everyValue(plan: PermutationPlan, arrangements: Arrangements): Generator<number> {
  do yield plan.valueOf(arrangements.current);
  while (arrangements.next());
}

function* drawnValues(plan: PermutationPlan, arrangements: Arrangements, block: Block): Generator<number> {
  const random = streamFrom(block.stream);
  for (let i = 0; i < block.draws; i++) {
    arrangements.draw(random);
    yield plan.valueOf(arrangements.current);
  }
}

function answer(
  { statistic, observed }: PermutationPlan,
  parts: readonly PermutationPart[],
  simulated: MonteCarloOptions | null,
): PermutationAnswer {
  const sum = (of: (part: PermutationPart) => number): number =>
    parts.reduce((total, part) => total + of(part), 0);
  const arrangements = sum((part) => part.arrangements);
  const extreme = sum((part) => part.extreme);
  const undefinedArrangements = sum((part) => part.undefinedArrangements);
  const reason = !Number.isFinite(observed)
    ? `${statistic} is undefined in the data`
    : undefinedArrangements > 0
      ? `${statistic} is undefined in ${undefinedArrangements} of ${arrangements} arrangements`
      : null;
  return {
    variant: simulated === null ? "exact" : "monte-carlo",
    statistic,
    observed: Number.isFinite(observed) ? observed : null,
    pValue:
      reason !== null
        ? null
        : simulated === null
          ? extreme / arrangements
          : (extreme + 1) / (arrangements + 1),
    reason,
    arrangements,
    extreme,
    undefinedArrangements,
    monteCarlo:
      simulated === null || reason !== null
        ? null
        : { ...simulated, ...limitsOfP(extreme, arrangements), confidence: MONTE_CARLO_CONFIDENCE },
  };
}
