import * as elementary from "../../core/elementary.ts";

/** Expected concentrations that have lost their decimal separator do not step evenly from standard to standard. */

export interface StandardLevel {
  readonly name: string;
  readonly concentration: number;
}

/** Room for a level that a laboratory rounded: 215.6 for 215.625, 0.6 for 0.61. */
const ROOM = elementary.log(1.3);

const median = (sorted: readonly number[]): number => sorted[Math.floor(sorted.length / 2)] ?? 0;

/** How far apart two levels are compared, so that one that is out of place does not part its neighbours. */
const REACH = 2;

/**
 * The standards that do not fit a series of one constant step, where most of them do.
 *
 * The step is the median one. Levels that are within a factor of 1.3 of what one or two steps from each other would be belong together; those
 * outside the largest such group are out of place, as is 215625 for 215.625. With fewer than five levels, or where the largest group holds at most
 * half of them, nothing is said.
 *
 * @param levels - in the order of the standards' numbers
 * @example outOfPlace([{ name: "S1", concentration: 8 }, ...]).map(({ name }) => name) // ["S3"]
 */
export function outOfPlace(levels: readonly StandardLevel[]): readonly StandardLevel[] {
  const usable = levels.filter(({ concentration }) => concentration > 0);
  if (usable.length < 5) return [];
  const logs = usable.map(({ concentration }) => elementary.log(concentration));
  const steps = logs.slice(1).map((x, i) => x - (logs[i] ?? 0));
  const step = median([...steps].sort((a, b) => a - b));
  const group = usable.map((_, i) => i);
  for (const [i, x] of logs.entries())
    for (let k = 1; k <= REACH && i + k < logs.length; k++) {
      if (Math.abs((logs[i + k] ?? 0) - x - k * step) > ROOM) continue;
      const [from, to] = [group[i + k], group[i]];
      for (const [j, of] of group.entries()) if (of === from && to !== undefined) group[j] = to;
    }
  const sizes = group.map((of) => group.filter((other) => other === of).length);
  const largest = Math.max(...sizes);
  return largest * 2 <= usable.length ? [] : usable.filter((_, i) => (sizes[i] ?? 0) < largest);
}
