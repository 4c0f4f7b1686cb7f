/** What is known of one person's course: visits with scores, and relapses. */

/** Kurtzke's functional systems, each scored from 0. */
export const FUNCTIONAL_SYSTEMS = [
  "pyramidal",
  "cerebellar",
  "brainstem",
  "sensory",
  "bowel-bladder",
  "visual",
  "cerebral",
  "ambulation",
] as const;

export type FunctionalSystem = (typeof FUNCTIONAL_SYSTEMS)[number];

export interface Visit {
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly edss: number;
  /** Those that were scored at the visit. */
  readonly systems: Readonly<Partial<Record<FunctionalSystem, number>>>;
}

export interface Course {
  /** In order of their days, no two on one day, each with an EDSS. */
  readonly visits: readonly Visit[];
  /** Days of onset, in order; null where nobody recorded whether there were any. */
  readonly relapses: readonly number[] | null;
}

/** Whether a relapse began in the time from one day to another, both included. */
export const hasRelapse = (relapses: readonly number[], from: number, to: number): boolean =>
  relapses.some((onset) => onset >= from && onset <= to);

/** Whether a relapse began on the day or at most so many days before it; 0 days ask for nothing. */
export const isNearRelapse = (relapses: readonly number[], day: number, days: number): boolean =>
  days > 0 && hasRelapse(relapses, day - days, day);
