import { group, max } from "d3-array";

export interface Placed {
  /** Index of the value in the input. */
  readonly index: number;
  /** Horizontal distance from the group's centre. */
  readonly dx: number;
}

/**
 * Places marks of one diameter side by side so that none covers another, each as near to the centre as it
 * can be; the vertical places are kept. No randomness: the order is by height, left before right.
 *
 * Cost: quadratic in the number of marks within one diameter of height.
 *
 * @returns the places, and the half width they take
 */
export function beeswarm(ys: readonly number[], diameter: number): readonly Placed[] {
  const order = ys.map((y, index) => ({ y, index })).sort((a, b) => a.y - b.y || a.index - b.index);
  const placed: { y: number; dx: number; index: number }[] = [];
  let first = 0;
  for (const { y, index } of order) {
    while (first < placed.length && y - (placed[first]?.y ?? 0) >= diameter) first += 1;
    const near = placed.slice(first).map((other) => {
      const dy = y - other.y;
      return { dx: other.dx, reach: Math.sqrt(Math.max(0, diameter * diameter - dy * dy)) };
    });
    const candidates = [0, ...near.flatMap(({ dx, reach }) => [dx - reach, dx + reach])].sort(
      (a, b) => Math.abs(a) - Math.abs(b) || a - b,
    );
    // 1e-6 of a pixel: touching marks do not cover each other.
    const dx =
      candidates.find((c) => near.every((other) => Math.abs(c - other.dx) >= other.reach - 1e-6)) ?? 0;
    placed.push({ y, dx, index });
  }
  return placed.map(({ index, dx }) => ({ index, dx }));
}

const bandsOf = (
  ys: readonly number[],
  diameter: number,
): ReadonlyMap<number, { y: number; index: number }[]> =>
  group(
    ys.map((y, index) => ({ y, index })),
    ({ y }) => Math.floor(y / diameter),
  );

/** Most marks in one band of height, one diameter high. */
export const fullestBand = (ys: readonly number[], diameter: number): number =>
  max(bandsOf(ys, diameter).values(), (band) => band.length) ?? 0;

/**
 * For groups too large for a swarm: the marks of each band of height, one diameter high, are spread evenly; the
 * fullest band takes the whole half width and the others their part of it, so that the outline shows the density.
 */
export function densityPack(ys: readonly number[], diameter: number, halfWidth: number): readonly Placed[] {
  const bands = bandsOf(ys, diameter);
  const step = Math.min(diameter, (2 * halfWidth) / Math.max(1, fullestBand(ys, diameter) - 1));
  return [...bands.values()]
    .flatMap((band) =>
      band
        .sort((a, b) => a.y - b.y || a.index - b.index)
        .map(({ index }, i) => ({ index, dx: centred(i, band.length) * step })),
    )
    .sort((a, b) => a.dx - b.dx || a.index - b.index);
}

/** Place number i of n around a centre: the middle first, then left and right in turn. */
function centred(i: number, n: number): number {
  const fromMiddle = Math.ceil(i / 2) * (i % 2 === 1 ? -1 : 1);
  return n % 2 === 0 ? fromMiddle + 0.5 : fromMiddle;
}

export const halfWidthOf = (placed: readonly Placed[]): number => max(placed, ({ dx }) => Math.abs(dx)) ?? 0;

/** Rows of equal marks filling a box from the top, each row centred. */
export function gridPack(
  count: number,
  pitch: number,
  width: number,
): readonly (readonly [number, number])[] {
  const perRow = Math.max(1, Math.floor(width / pitch));
  return Array.from({ length: count }, (_, i) => {
    const row = Math.floor(i / perRow);
    const inRow = Math.min(perRow, count - row * perRow);
    return [((i % perRow) - (inRow - 1) / 2) * pitch, row * pitch] as const;
  });
}
