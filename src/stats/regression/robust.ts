/** What the sandwich estimators of the regressions share: result rows, clusters, warnings. */
import { lengthMismatch, tooFew } from "../../core/issues/input.ts";
import type { Issue } from "../../core/issues/issue.ts";
import * as normal from "../../distributions/normal.ts";
import * as studentT from "../../distributions/student-t.ts";

export interface RobustTerm {
  readonly name: string;
  readonly estimate: number | null;
  readonly standardError: number | null;
  readonly statistic: number | null;
  /** Degrees of freedom of the t reference; `null` for the normal. */
  readonly df: number | null;
  readonly pValue: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Why something is missing. */
  readonly reason: string | null;
}

/** A row of the answer from an estimate, its robust variance, and the t (df) or normal (null) reference. */
export function robustTerm(
  name: string,
  estimate: number,
  variance: number,
  df: number | null,
  confidence: number,
): RobustTerm {
  const standardError = Math.sqrt(variance);
  const without = (reason: string): RobustTerm => ({
    ...missingTerm(name, reason),
    estimate,
    standardError,
    df,
  });
  if (!(standardError > 0)) return without("the standard error is 0: no test is defined");
  if (df !== null && !(df > 0)) return without("no degree of freedom is left for the t reference");
  const statistic = estimate / standardError;
  const tail = (1 - confidence) / 2;
  const quantile =
    df === null ? normal.upperQuantile(normal.standard, tail) : studentT.upperQuantile({ df }, tail);
  const size = Math.abs(statistic);
  return {
    name,
    estimate,
    standardError,
    statistic,
    df,
    pValue: 2 * (df === null ? normal.sf(normal.standard, size) : studentT.sf({ df }, size)),
    lower: estimate - quantile * standardError,
    upper: estimate + quantile * standardError,
    reason: null,
  };
}

export const missingTerm = (name: string, reason: string): RobustTerm => ({
  name,
  estimate: null,
  standardError: null,
  statistic: null,
  df: null,
  pValue: null,
  lower: null,
  upper: null,
  reason,
});

/** Which rows belong together; the label of each row's cluster. */
export type ClusterLabels = readonly (string | number)[];

export function clusterIssues(clusters: ClusterLabels, rows: number): Issue[] {
  if (clusters.length !== rows) return [lengthMismatch("clusters", rows, clusters.length)];
  const distinct = new Set(clusters).size;
  return distinct < 2 ? [tooFew("clusters", "clusters", 2, distinct)] : [];
}

/** Rows of each cluster, in order of first appearance. */
export function clusterRows(clusters: ClusterLabels): readonly (readonly number[])[] {
  const found = new Map<string | number, number[]>();
  for (const [i, label] of clusters.entries()) {
    const own = found.get(label);
    if (own === undefined) found.set(label, [i]);
    else own.push(i);
  }
  return [...found.values()];
}

const FEW = 30;

/**
 * Cluster-robust errors are a large-sample estimate in the number of clusters.
 * Source: Cameron & Miller, Journal of Human Resources 50 (2015) 317, sec. VI (few: below 20 to 50, by imbalance).
 */
export const clusterWarnings = (count: number): string[] =>
  count < FEW
    ? [
        `${count} clusters: with fewer than ${FEW} the standard errors tend to be too small and tests too easily significant`,
      ]
    : [];
