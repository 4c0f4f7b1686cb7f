/**
 * Bonferroni: each p-value times the number of tests. Keeps the chance of any false rejection
 * (family-wise error) below the level, whatever the dependence; Holm does the same and never rejects less.
 */
export const bonferroni = (pValues: readonly number[]): number[] =>
  pValues.map((p) => Math.min(1, p * pValues.length));
