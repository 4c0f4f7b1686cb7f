/** When a confirmed worsening counts as independent of relapses, or as associated with one: published definitions. */
import { hasRelapse, type Visit } from "./person.ts";
import type { ConfirmedChange } from "./worsening.ts";

/** Days of the visits that a definition looks at. */
interface Days {
  /** Of the current baseline. */
  readonly baseline: number;
  /** Of the last visit before the event. */
  readonly before: number;
  readonly event: number;
  readonly confirmation: number;
}

export interface PiraDefinition {
  readonly id: string;
  /** Completes: "no relapse began ...". */
  readonly words: string;
  /** Times without a relapse, first and last day included. */
  readonly free: (days: Days) => readonly (readonly [number, number])[];
  readonly source: string;
}

/** Progression independent of relapse activity: the definitions differ in the times that must be free of relapses. */
export const PIRA_DEFINITIONS: readonly PiraDefinition[] = [
  {
    id: "kappos-2020",
    words:
      "from the baseline visit to 30 days after the event, nor within 30 days before or after the confirmation",
    free: ({ baseline, event, confirmation }) => [
      [baseline, event + 30],
      [confirmation - 30, confirmation + 30],
    ],
    source: "Kappos et al., JAMA Neurology 77 (2020) 1132",
  },
  {
    id: "cagol-2022",
    words: "from 90 days before the event to its confirmation",
    free: ({ event, confirmation }) => [[event - 90, confirmation]],
    source: "Cagol et al., JAMA Neurology 79 (2022) 682",
  },
  {
    id: "mueller-2023",
    words:
      "from 90 days before to 30 days after the event, nor from 90 days before to 30 days after its confirmation",
    free: ({ event, confirmation }) => [
      [event - 90, event + 30],
      [confirmation - 90, confirmation + 30],
    ],
    source: "Müller et al., JAMA Neurology 80 (2023) 1232",
  },
  {
    id: "mueller-2023-specific",
    words: "from the baseline visit to the confirmation",
    free: ({ baseline, confirmation }) => [[baseline, confirmation]],
    source: "Müller et al., JAMA Neurology 80 (2023) 1232, the variant of high specificity",
  },
  {
    id: "dzau-2023",
    words: "from the baseline visit to the event",
    free: ({ baseline, event }) => [[baseline, event]],
    source: "Dzau et al., Journal of Neurology, Neurosurgery and Psychiatry 94 (2023) 984",
  },
  {
    id: "mueller-2025",
    words: "from the last visit before the event to the event, nor within 30 days before its confirmation",
    free: ({ before, event, confirmation }) => [
      [before, event],
      [confirmation - 30, confirmation],
    ],
    source: "Müller et al., 2025",
  },
];

export const PIRA_IDS = PIRA_DEFINITIONS.map(({ id }) => id) as [string, ...string[]];

/** Whether no relapse began in any of the times of the definition. */
export function isIndependent(
  event: ConfirmedChange,
  visits: readonly Visit[],
  relapses: readonly number[],
  { free }: PiraDefinition,
): boolean {
  const day = (visit: number): number => visits[visit]!.day;
  const times = free({
    baseline: day(event.baseline.visit),
    before: day(event.visit - 1),
    event: day(event.visit),
    confirmation: day(event.confirmation),
  });
  return !times.some(([from, to]) => hasRelapse(relapses, from, to));
}

/** Relapse-associated worsening: a relapse began on the day of the event or at most so many days before it. */
export const isAssociated = (
  event: ConfirmedChange,
  visits: readonly Visit[],
  relapses: readonly number[],
  days: number,
): boolean => hasRelapse(relapses, visits[event.visit]!.day - days, visits[event.visit]!.day);
