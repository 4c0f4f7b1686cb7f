/** The wells of one sample put together on their signals. */
import { finiteIssues } from "../checks.ts";
import { outOfRange, tooFew } from "../../core/issues/input.ts";
import { type Issue, refuse } from "../../core/issues/issue.ts";

export interface ReplicateOptions {
  /** Coefficient of variation of signals above which wells do not agree, as a share: 0.15, not 15. */
  readonly mostCv: number;
  /** Signals that a classification turns on, such as the limit of detection's. */
  readonly limits: readonly number[];
}

/** `cv`: the wells scatter too far. `straddles-limit`: some lie above a limit and some not. */
export type Discordance = "cv" | "straddles-limit";

export interface ReplicateSignals {
  readonly n: number;
  readonly mean: number;
  /** Null for a single well. */
  readonly sd: number | null;
  /** sd / mean, of signals with their background; null for a single well or a mean that is not positive. */
  readonly cv: number | null;
  readonly discordant: readonly Discordance[];
}

/**
 * Mean, scatter and agreement of the signals of one sample's wells.
 *
 * The mean is what is read off the curve and classified; a single well's class is never used. Coefficients of
 * variation are of signals before background is subtracted: of net signals, and of concentrations near the blank,
 * they mean nothing.
 *
 * @throws InputError - no well, a signal that is not finite, a largest coefficient not above 0
 * @example replicateSignals([90, 110], { mostCv: 0.15, limits: [105] }) // { n: 2, mean: 100, sd: 14.142135623730951, cv: 0.1414213562373095, discordant: ["straddles-limit"] }
 */
export function replicateSignals(
  signals: readonly number[],
  { mostCv, limits }: ReplicateOptions,
): ReplicateSignals {
  refuse(replicateIssues(signals, mostCv));
  const n = signals.length;
  const mean = signals.reduce((sum, value) => sum + value, 0) / n;
  const sd =
    n === 1 ? null : Math.sqrt(signals.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
  const cv = sd === null || !(mean > 0) ? null : sd / mean;
  const straddles = limits.some((limit) => {
    const above = signals.filter((value) => value > limit).length;
    return above > 0 && above < n;
  });
  return {
    n,
    mean,
    sd,
    cv,
    discordant: [
      ...(cv !== null && cv > mostCv ? (["cv"] as const) : []),
      ...(straddles ? (["straddles-limit"] as const) : []),
    ],
  };
}

const replicateIssues = (signals: readonly number[], mostCv: number): Issue[] => [
  ...(signals.length === 0 ? [tooFew("signals", "well with a signal", 1, 0)] : []),
  ...finiteIssues("signals", signals),
  ...(mostCv > 0 ? [] : [outOfRange("mostCv", mostCv, "(0, Infinity)")]),
];
