/** Expected concentrations that have lost their decimal separator do not step evenly from standard to standard. */

export interface StandardLevel {
  readonly name: string;
  readonly concentration: number;
}

/** Room for a level that a laboratory rounded: 215.6 for 215.625, 0.6 for 0.61. */
const ROOM = Math.log(1.3);

const median = (sorted: readonly number[]): number => sorted[Math.floor(sorted.length / 2)] ?? 0;

/**
 * The standards that do not fit a series of one constant step, where the others do.
 *
 * A level is out of place when both of its steps differ from the median step by more than a factor of 1.3, as do those of a lost
 * decimal separator (215625 for 215.625); the first and the last have one step. With fewer than five levels, or without a
 * common step, nothing is said.
 *
 * @param levels - in the order of the standards' numbers
 * @example outOfPlace([{ name: "S1", concentration: 8 }, ...]).map(({ name }) => name) // ["S3"]
 */
export function outOfPlace(levels: readonly StandardLevel[]): readonly StandardLevel[] {
  const usable = levels.filter(({ concentration }) => concentration > 0);
  if (usable.length < 5) return [];
  const logs = usable.map(({ concentration }) => Math.log(concentration));
  const steps = logs.slice(1).map((x, i) => x - (logs[i] ?? 0));
  const step = median([...steps].sort((a, b) => a - b));
  const fits = steps.map((x) => Math.abs(x - step) <= ROOM);
  if (fits.filter(Boolean).length * 2 <= fits.length) return [];
  return usable.filter((_, i) => {
    const [before, after] = [fits[i - 1], fits[i]];
    return before !== true && after !== true;
  });
}
