/** What became of one person: an event with its day, or how long the person is known to be free of it. */
import { hasRelapse, type Course } from "./person.ts";
import { isAssociated, isIndependent, type PiraDefinition } from "./relapse-independence.ts";
import { isSecondaryProgression, type ProgressionRule } from "./secondary-progression.ts";
import { type ConfirmedChange, confirmedWorsenings, type WorseningRule } from "./worsening.ts";

export type EventRule =
  | { readonly event: "worsening" }
  | { readonly event: "pira"; readonly definition: PiraDefinition }
  | { readonly event: "raw"; readonly within: number }
  | ({ readonly event: "secondary-progression" } & ProgressionRule);

export interface Outcome {
  /** Null where the visits cannot tell: none to start from, none to follow, or a worsening that nobody could confirm. */
  readonly happened: boolean | null;
  /** Day of the event; null where none is known. */
  readonly day: number | null;
  /** From the first day to the event, or to the last visit at which the person was known to be free of it; null without a start. */
  readonly days: number | null;
}

const UNKNOWN: Outcome = { happened: null, day: null, days: null };

/**
 * The first event of its kind in a course.
 *
 * @param from - day from which the time counts and before which no visit is a baseline; NaN for a person whose day is unknown,
 *   undefined where the first baseline visit starts the time
 */
export function firstEvent(
  course: Course,
  rule: EventRule,
  worsening: WorseningRule,
  from: number | undefined,
): Outcome {
  const { visits, relapses } = course;
  const needsRelapses =
    rule.event !== "worsening" ||
    worsening.afterRelapse === "new" ||
    Object.values(worsening.relapseFree).some((days) => days > 0);
  if ((relapses === null && needsRelapses) || Number.isNaN(from)) return UNKNOWN;
  const onsets = relapses ?? [];
  let undecided: ConfirmedChange | null = null;
  const isIt = (event: ConfirmedChange): boolean | null => {
    switch (rule.event) {
      case "worsening":
        return true;
      case "pira":
        return isIndependent(event, visits, onsets, rule.definition);
      case "raw":
        return isAssociated(event, visits, onsets, rule.within);
      case "secondary-progression":
        return isSecondaryProgression(event, course, rule);
    }
  };
  let found: ConfirmedChange | null = null;
  const { start, open } = confirmedWorsenings(course, worsening, from, (event) => {
    const is = isIt(event);
    if (is === null) undecided ??= event;
    if (is !== true) return true;
    found = event;
    return false;
  });
  if (start === null) return UNKNOWN;
  const first = from ?? visits[start]!.day;
  const sure = found as ConfirmedChange | null;
  const doubt = (undecided as ConfirmedChange | null)?.visit ?? (sure === null ? open : null);
  if (sure !== null) {
    const { day } = visits[sure.visit]!;
    // An earlier event of which nobody can say whether it is one leaves open when it was, not whether.
    return doubt === null
      ? { happened: true, day, days: day - first }
      : { happened: true, day: null, days: null };
  }
  const last = doubt === null ? visits.length - 1 : doubt - 1;
  return {
    happened: doubt !== null || last <= start ? null : false,
    day: null,
    days: visits[last]!.day - first,
  };
}

/** Onsets from so many days before a day up to the day, and the latest of them; null where relapses are unknown. */
export function relapsesBefore(
  { relapses }: Course,
  at: number,
  within: number,
): { readonly count: number; readonly latest: number | null } | null {
  if (relapses === null || Number.isNaN(at)) return null;
  const found = relapses.filter((onset) => onset >= at - within && onset <= at);
  return { count: found.length, latest: found.at(-1) ?? null };
}

/**
 * Onsets after a day, and the days over which they were counted: to the last visit, or to `within` days where that comes first.
 * Null where relapses are unknown, or where no visit follows.
 */
export function relapsesAfter(
  { visits, relapses }: Course,
  at: number,
  within: number,
): { readonly count: number; readonly days: number } | null {
  const last = visits.at(-1)?.day ?? -Infinity;
  const end = Math.min(last, at + within);
  if (relapses === null || !(end > at)) return null;
  return { count: relapses.filter((onset) => hasRelapse([onset], at + 1, end)).length, days: end - at };
}

/** The visit nearest to a day among those of a window around it, the earlier of two; null where there is none. */
export function nearestVisit(
  { visits }: Course,
  at: number,
  before: number,
  after: number,
): { readonly edss: number; readonly days: number } | null {
  let found: { edss: number; days: number } | null = null;
  for (const { day, edss } of visits) {
    const days = day - at;
    if (!(days >= -before && days <= after)) continue;
    if (found === null || Math.abs(days) < Math.abs(found.days)) found = { edss, days };
  }
  return found;
}
