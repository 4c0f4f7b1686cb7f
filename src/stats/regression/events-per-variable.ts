import { type Design, packBinary, type Size, sizeOf, slopesOf } from "./design.ts";

export interface EventsPerVariable {
  readonly method: "events-per-variable";
  /** Subjects in the rarer outcome per slope; `null` for a model without slopes. */
  readonly value: number | null;
  readonly reason: string | null;
  readonly rarerOutcome: number;
  readonly slopes: number;
}

/**
 * Subjects in the rarer outcome divided by the number of slopes, a description of how much data each has.
 *
 * Variant: dummy variables count one each, the intercept does not count.
 * Source: Peduzzi et al., Journal of Clinical Epidemiology 49 (1996) 1373; read with van Smeden et al., BMC Medical
 * Research Methodology 16 (2016) 163, which finds no threshold of it to be safe.
 *
 * @throws InputError - the design's issues
 * @example
 * eventsPerVariable({ names: ["(Intercept)", "age"], rows: [[1, 40], [1, 50], [1, 60]], y: [0, 1, 0.5], weights: [8, 4, 4] }).value // 6
 */
export function eventsPerVariable(design: Design): EventsPerVariable {
  return eventsPerSlope(sizeOf(packBinary(design)), slopesOf(design.names).length);
}

export function eventsPerSlope({ n, events }: Size, slopes: number): EventsPerVariable {
  const rarerOutcome = Math.min(events, n - events);
  return {
    method: "events-per-variable",
    value: slopes === 0 ? null : rarerOutcome / slopes,
    reason: slopes === 0 ? "the model has no slopes" : null,
    rarerOutcome,
    slopes,
  };
}
