import * as studentT from "../../distributions/student-t.ts";
import type { Alternative, TestOptions } from "../describe/options.ts";

/** What every t test says of a difference. */
export interface TAnswer {
  readonly alternative: Alternative;
  readonly confidence: number;
  /** First less second. */
  readonly estimate: number;
  /** Limits of the difference; null on the open side of a one-sided test, and where there is no spread. */
  readonly lower: number | null;
  readonly upper: number | null;
  readonly standardError: number;
  readonly statistic: number | null;
  readonly df: number | null;
  readonly pValue: number | null;
  /** Natural logarithm of the p-value, which goes on where the p-value itself is too small for a double. */
  readonly logPValue: number | null;
  readonly reason: string | null;
}

/** A difference with its standard error and df, turned into a test and an interval. */
export function tAnswer(estimate: number, standardError: number, df: number, options: TestOptions): TAnswer {
  const { alternative, confidence } = options;
  const base = { alternative, confidence, estimate, standardError };
  if (!(standardError > 0))
    return {
      ...base,
      lower: null,
      upper: null,
      statistic: null,
      df: null,
      pValue: null,
      logPValue: null,
      reason: "the values do not vary: the difference has no standard error",
    };
  const statistic = estimate / standardError;
  const t = { df };
  const twoSided = alternative === "two-sided";
  const reach = studentT.upperQuantile(t, twoSided ? (1 - confidence) / 2 : 1 - confidence) * standardError;
  const tail = {
    "two-sided": {
      log: studentT.logSf(t, Math.abs(statistic)) + Math.LN2,
      value: 2 * studentT.sf(t, Math.abs(statistic)),
    },
    less: { log: studentT.logCdf(t, statistic), value: studentT.cdf(t, statistic) },
    greater: { log: studentT.logSf(t, statistic), value: studentT.sf(t, statistic) },
  }[alternative];
  return {
    ...base,
    lower: alternative === "less" ? null : estimate - reach,
    upper: alternative === "greater" ? null : estimate + reach,
    statistic,
    df,
    pValue: Math.min(1, tail.value),
    logPValue: Math.min(0, tail.log),
    reason: null,
  };
}
