/** Which columns are unknown together. */
export interface MissingPattern {
  /** One per column. */
  readonly unknown: readonly boolean[];
  readonly subjects: number;
}

/**
 * The patterns of unknown cells, the most frequent first; equal ones in the order of the people.
 *
 * @param columns - for each column whether a subject's cell is unknown
 * @example missingPatterns([[false, true], [false, true]], 2) // [{ unknown: [false, false], subjects: 1 }, { unknown: [true, true], subjects: 1 }]
 */
export function missingPatterns(
  columns: readonly (readonly boolean[])[],
  subjects: number,
): readonly MissingPattern[] {
  const counts = new Map<string, number>();
  for (let i = 0; i < subjects; i++) {
    const key = columns.map((column) => (column[i] === true ? "1" : "0")).join("");
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts]
    .map(([key, n]) => ({ unknown: key.split("").map((sign) => sign === "1"), subjects: n }))
    .sort((a, b) => b.subjects - a.subjects);
}
