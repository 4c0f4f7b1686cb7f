import type { Statistic } from "./statistic.ts";

interface Acceleration {
  readonly acceleration: number | null;
  readonly reason: string | null;
}

/**
 * Acceleration of a statistic by leaving out one row at a time, within strata: a sixth of the skewness of the
 * empirical influence values.
 *
 * Source: Davison and Hinkley, Bootstrap Methods and their Application, sec. 5.3.2. A stratum of one row has no
 * influence: every resample holds it.
 */
export function accelerationOf<Row>(
  strata: readonly (readonly Row[])[],
  statistic: Statistic<[rows: readonly Row[]]>,
): Acceleration {
  let cubes = 0;
  let squares = 0;
  let failed = 0;
  let start = 0;
  const all = strata.flat();
  for (const stratum of strata) {
    const size = stratum.length;
    if (size > 1) {
      const without = stratum.map((row, i) => {
        // A row that occurs several times gives the same value each time: computed once.
        if (i > 0 && row === stratum[i - 1]) return null;
        return statistic.of([...all.slice(0, start + i), ...all.slice(start + i + 1)]);
      });
      const values = new Float64Array(size);
      for (let i = 0; i < size; i++) values[i] = without[i] ?? values[i - 1]!;
      failed += values.reduce((sum, value) => sum + (Number.isFinite(value) ? 0 : 1), 0);
      const mean = values.reduce((sum, value) => sum + value, 0) / size;
      for (const value of values) {
        const influence = ((size - 1) * (mean - value)) / size;
        cubes += influence * influence * influence;
        squares += influence ** 2;
      }
    }
    start += size;
  }
  if (failed > 0)
    return {
      acceleration: null,
      reason: `${statistic.name} is undefined when one row is left out, for ${failed} of ${all.length} rows`,
    };
  return squares === 0
    ? { acceleration: null, reason: `${statistic.name} does not change when a row is left out` }
    : { acceleration: cubes / (6 * squares * Math.sqrt(squares)), reason: null };
}
