import type { RandomStream } from "../../src/core/random.ts";

/** One seeded simulation of a method: how often it errs where the truth is known. */
export interface Calibration {
  /** Id of the method in the registry. */
  readonly method: string;
  /** "size": share of true null hypotheses rejected at 5 %. "coverage": share of 95 % intervals that hold the truth. */
  readonly kind: "size" | "coverage";
  /** The truth that is simulated, in a few words: "30 v 12, 60 % below the limit". */
  readonly setting: string;
  /**
   * "nominal": must lie around 5 % (95 %) within simulation error and `slack`.
   * "conservative": an exact method: must not err more often than that.
   */
  readonly expected: "nominal" | "conservative";
  /** How far an approximate method may stray beyond simulation error in this setting, with the reason in a comment. */
  readonly slack?: number;
  readonly runs: number;
  /** One data set from this stream: true when rejected (size) or covered (coverage). */
  readonly once: (random: RandomStream) => boolean;
}
