/** Severity of a score by its rank among people of like duration or age. */

/**
 * Ten times the mean rank of a person's EDSS among the people whose completed years differ by at most `within`, over their number plus
 * one: 0 to 10, 5 in the middle. NaN where EDSS or years are unknown, or where fewer than `leastPeople` can be compared.
 *
 * With years of disease this is the multiple sclerosis severity score (MSSS) with the cohort itself as its reference, with years of age
 * the age-related one (ARMSS).
 *
 * Cost: linear in the people and in the years.
 *
 * Source: Roxburgh et al., Neurology 64 (2005) 1144; Manouchehrinia et al., Multiple Sclerosis 23 (2017) 1938. That their tables are
 * ranks over n + 1 was not checked.
 *
 * @param edss - scores, NaN unknown
 * @param years - of disease or age, NaN unknown
 * @example localSeverity(Float64Array.of(1, 2, 3), Float64Array.of(4, 4.5, 6), 2, 1) // Float64Array [2.5, 5, 7.5]
 */
export function localSeverity(
  edss: Float64Array,
  years: Float64Array,
  within: number,
  leastPeople: number,
): Float64Array {
  const byYear = new Map<number, Map<number, number>>();
  const known = (i: number): boolean => !Number.isNaN(edss[i]!) && !Number.isNaN(years[i]!);
  for (let i = 0; i < edss.length; i++) {
    if (!known(i)) continue;
    const year = Math.floor(years[i]!);
    const scores = byYear.get(year) ?? new Map<number, number>();
    scores.set(edss[i]!, (scores.get(edss[i]!) ?? 0) + 1);
    byYear.set(year, scores);
  }
  return Float64Array.from(edss, (score, i) => {
    if (!known(i)) return Number.NaN;
    const year = Math.floor(years[i]!);
    let [below, equal, all] = [0, 0, 0];
    for (let other = year - within; other <= year + within; other++)
      for (const [value, n] of byYear.get(other) ?? []) {
        all += n;
        if (value < score) below += n;
        else if (value === score) equal += n;
      }
    return all < leastPeople ? Number.NaN : (10 * (below + (equal + 1) / 2)) / (all + 1);
  });
}
