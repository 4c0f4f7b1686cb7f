import { type Issue, refuse } from "../../core/issues/issue.ts";
import { checkConfidence } from "../contingency/table.ts";
import { checkEvents, type IntervalOptions } from "../proportions/interval.ts";

/** Two independent groups with the number of subjects that had the event. */
export interface TwoGroups {
  readonly events1: number;
  readonly n1: number;
  readonly events2: number;
  readonly n2: number;
}

/** Risk of group 1 minus risk of group 2. */
export interface RiskDifference<Method extends string> extends TwoGroups {
  readonly method: Method;
  readonly confidence: number;
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/** Group 1 over group 2: risks or odds. */
export interface Ratio<Method extends string> extends TwoGroups {
  readonly method: Method;
  readonly confidence: number;
  /** null where undefined or unbounded; `estimateReason` says which. */
  readonly estimate: number | null;
  readonly estimateReason: string | null;
  /** Both null where the method is undefined; `upper` alone null where it has no bound. */
  readonly lower: number | null;
  readonly upper: number | null;
  readonly limitsReason: string | null;
}

/** How the search for the limits ended. */
export interface Searched {
  readonly converged: boolean;
  readonly iterations: number;
  readonly criterion: string;
}

/** Refuses what is not two groups with counts; gives them back by name. */
export function twoGroups(
  events1: number,
  n1: number,
  events2: number,
  n2: number,
  { confidence }: IntervalOptions,
): TwoGroups {
  const issues: Issue[] = [
    ...checkEvents(events1, n1, "1"),
    ...checkEvents(events2, n2, "2"),
    ...checkConfidence(confidence),
  ];
  refuse(issues);
  return { events1, n1, events2, n2 };
}

/** Exact numerator: no digits lost where the risks are close. */
export const riskDifference = ({ events1, n1, events2, n2 }: TwoGroups): number =>
  (events1 * n2 - events2 * n1) / (n1 * n2);

/** p (1 - p) / n of one group at its observed share. */
export const shareVariance = (events: number, n: number): number => ((events / n) * ((n - events) / n)) / n;
