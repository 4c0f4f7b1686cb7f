/** What the three exact unconditional intervals share: checks, both limits from the one kernel, and the common fields. */
import { notOneOf } from "../../core/issues/input.ts";
import { refuse } from "../../core/issues/issue.ts";
import { checkConfidence } from "../contingency/table.ts";
import { checkEvents, type IntervalOptions } from "../proportions/interval.ts";
import type { Searched, TwoGroups } from "../two-by-two/groups.ts";
import { type EffectScale, type Inversion, INVERSIONS, lowerLimit } from "./unconditional-limits.ts";

export interface ExactEffectOptions extends IntervalOptions {
  /** "chan-zhang": two one-sided tests at half of the error; "agresti-min": one two-sided test, shorter. */
  readonly inversion: Inversion;
}

interface Limits extends TwoGroups, ExactEffectOptions, Searched {
  readonly lower: number;
  /** 1, or Infinity, where nothing above the estimate is excluded. */
  readonly upper: number;
}

/** Lower limit of the effect, and the upper one as that of the exchanged groups, turned back by `exchange`. */
export function exactLimits(
  groups: TwoGroups,
  scale: EffectScale,
  { confidence, inversion }: ExactEffectOptions,
  exchange: (lower: number) => number,
): Limits {
  const { events1, n1, events2, n2 } = groups;
  refuse([
    ...checkEvents(events1, n1, "1"),
    ...checkEvents(events2, n2, "2"),
    ...checkConfidence(confidence),
    ...(INVERSIONS.includes(inversion) ? [] : [notOneOf("inversion", INVERSIONS, inversion)]),
  ]);
  const below = lowerLimit(groups, scale, inversion, confidence);
  const exchanged = { events1: events2, n1: n2, events2: events1, n2: n1 };
  const above = lowerLimit(exchanged, scale, inversion, confidence);
  const converged = below.converged && above.converged;
  return {
    inversion,
    confidence,
    ...groups,
    lower: below.limit,
    upper: exchange(above.limit),
    converged,
    iterations: below.iterations + above.iterations,
    criterion: converged ? "stretch-width" : "evaluation-limit",
  };
}
