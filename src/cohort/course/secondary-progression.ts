/** Conversion to secondary progressive multiple sclerosis by a rule that needs no one's judgement. */
import { type Course, FUNCTIONAL_SYSTEMS, type FunctionalSystem, hasRelapse } from "./person.ts";
import type { ConfirmedChange } from "./worsening.ts";

export interface ProgressionRule {
  readonly leastEdss: number;
  readonly leastPyramidal: number;
}

/**
 * Whether a confirmed worsening is a conversion: without a relapse since the visit before it, to at least the score at the event
 * and at its confirmation, with a pyramidal score high enough, and confirmed in the functional system that worsened most. Null
 * where a score that decides was not recorded.
 *
 * Source: Lorscheider et al., Brain 139 (2016) 2395. From EDSS 5.5, where walking decides the score, the pyramidal score is taken as
 * high enough, as the program of the definition's authors does (MSoutcomes).
 */
export function isSecondaryProgression(
  event: ConfirmedChange,
  { visits, relapses }: Course,
  rule: ProgressionRule,
): boolean | null {
  const at = visits[event.visit]!;
  const confirming = visits.slice(event.visit, event.confirmation + 1);
  if (confirming.some(({ edss }) => edss < rule.leastEdss)) return false;
  if (hasRelapse(relapses ?? [], visits[event.visit - 1]!.day + 1, at.day)) return false;
  const pyramidal = at.edss >= 5.5 ? rule.leastPyramidal : at.systems.pyramidal;
  if (pyramidal !== undefined && pyramidal < rule.leastPyramidal) return false;
  const leading = leadingSystems(event, visits);
  if (leading === null || pyramidal === undefined) return null;
  const scores = leading.map((system) => confirming.map((visit) => visit.systems[system] ?? null));
  const base = visits[event.baseline.visit]!.systems;
  const isKept = scores.map((own, k): boolean | null => {
    const from = base[leading[k]!]!;
    if (own.some((score) => score !== null && score <= from)) return false;
    return own.includes(null) ? null : true;
  });
  if (isKept.includes(true)) return true;
  return isKept.includes(null) ? null : false;
}

/** The systems whose score rose most since the baseline, none where none rose; null where none was scored at both visits. */
function leadingSystems(
  event: ConfirmedChange,
  visits: Course["visits"],
): readonly FunctionalSystem[] | null {
  const [from, to] = [visits[event.baseline.visit]!.systems, visits[event.visit]!.systems];
  const rises = FUNCTIONAL_SYSTEMS.flatMap((system) => {
    const [before, after] = [from[system], to[system]];
    return before === undefined || after === undefined ? [] : [{ system, rise: after - before }];
  });
  const most = Math.max(0, ...rises.map(({ rise }) => rise));
  if (rises.length === 0) return null;
  return rises.filter(({ rise }) => rise === most && rise > 0).map(({ system }) => system);
}
