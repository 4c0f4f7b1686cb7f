import type { SwarmFigure } from "../../questions/answer.ts";
import type { Axis } from "./axis.ts";
import { type Placed, beeswarm, densityPack, fullestBand, halfWidthOf } from "./pack.ts";
import { type Mark, lineFrom } from "./scene.ts";

type Group = SwarmFigure["groups"][number];

const largestSwarm = 300;
const mostDots = 2000;
const radii = [3.4, 2.8, 2.3, 1.9] as const;
const denseRadii = [1.9, 1.6, 1.35, 1.1] as const;

interface Point {
  readonly y: number;
  readonly detected: boolean;
}

/** False for a number of 0 or less on a logarithmic axis. */
export const onScale = (figure: SwarmFigure, value: number): boolean =>
  figure.scale === "linear" || value > 0;

const pointsOf = (figure: SwarmFigure, group: Group, axis: Axis): readonly Point[] =>
  group.points
    .filter(({ value }) => onScale(figure, value))
    .flatMap(({ value, count, detected }) => {
      const point = { y: axis.at(value), detected };
      return Array.from({ length: count }, () => point);
    });

const diameterOf = (radius: number): number => 2 * radius + 0.9;

/** Half the width that marks may take of a group's slot. */
const reachOf = (slot: number, radius: number): number => Math.max(radius, slot * 0.44 - radius);

const sizeOf = (figure: SwarmFigure, group: Group): number =>
  group.points.reduce((sum, { value, count }) => sum + (onScale(figure, value) ? count : 0), 0);

/** True for a group drawn as bars in place of a mark for each subject. */
export const isBinned = (figure: SwarmFigure, group: Group): boolean => sizeOf(figure, group) > mostDots;

/** The largest radius at which every swarm stays in its slot. */
export function radiusFor(figure: SwarmFigure, axis: Axis, slot: number): number {
  const swarms = figure.groups
    .filter((group) => sizeOf(figure, group) <= largestSwarm)
    .map((group) => pointsOf(figure, group, axis).map((point) => point.y));
  const fits = (radius: number): boolean =>
    swarms.every((ys) => halfWidthOf(beeswarm(ys, diameterOf(radius))) <= reachOf(slot, radius));
  return radii.find(fits) ?? 1.9;
}

interface Packed {
  readonly places: readonly Placed[];
  readonly radius: number;
}

/** A swarm where it fits, else the density of its heights with marks as small as that needs. */
function packed(ys: readonly number[], slot: number, radius: number): Packed {
  const reach = reachOf(slot, radius);
  if (ys.length <= largestSwarm) {
    const places = beeswarm(ys, diameterOf(radius));
    if (halfWidthOf(places) <= reach) return { places, radius };
  }
  if (ys.length <= largestSwarm) return { places: densityPack(ys, diameterOf(radius), reach), radius };
  const small = denseRadii.find((r) => r <= radius && fullestBand(ys, 2 * r) * 2 * r <= 2 * reach) ?? 1.1;
  return { places: densityPack(ys, 2 * small, reach), radius: small };
}

/** One group's subjects and its median. */
export function groupMarks(
  figure: SwarmFigure,
  group: Group,
  axis: Axis,
  centre: number,
  slot: number,
  radius: number,
): readonly Mark[] {
  const ys = group.points.filter(({ value }) => onScale(figure, value)).map(({ value }) => axis.at(value));
  const median = group.median === null ? null : axis.at(group.median);
  const inside =
    median !== null && ys.length > 0 && median >= Math.min(...ys) - 0.5 && median <= Math.max(...ys) + 0.5;
  const reach = Math.min(slot * 0.4, 44);
  return [
    ...(isBinned(figure, group)
      ? stackedBars(figure, group, axis, centre, reachOf(slot, radius))
      : dotMarks(pointsOf(figure, group, axis), centre, slot, radius)),
    ...(median !== null && inside
      ? [
          lineFrom([centre - reach - 1, median], [centre + reach + 1, median], "paper", 3.5),
          lineFrom([centre - reach, median], [centre + reach, median], "ink", 2),
        ]
      : []),
  ];
}

function dotMarks(points: readonly Point[], centre: number, slot: number, wanted: number): readonly Mark[] {
  const { places, radius } = packed(
    points.map((point) => point.y),
    slot,
    wanted,
  );
  return [false, true].flatMap((detected): readonly Mark[] => {
    const at = places.flatMap(({ index, dx }) => {
      const point = points[index];
      return point !== undefined && point.detected === detected ? [[centre + dx, point.y] as const] : [];
    });
    if (at.length === 0) return [];
    const paints = detected
      ? ({ fill: "accent", stroke: "paper" } as const)
      : ({ fill: "paper", stroke: "muted" } as const);
    return [
      {
        shape: "dots",
        form: "circle",
        at,
        radius,
        ...paints,
        width: detected ? 0.3 : Math.min(1, radius / 2),
      },
    ];
  });
}

/** For groups of thousands: bars whose width is the number of subjects at that height, not detected ones grey. */
function stackedBars(
  figure: SwarmFigure,
  group: Group,
  axis: Axis,
  centre: number,
  reach: number,
): readonly Mark[] {
  const step = 4;
  const bars = new Map<string, { readonly y: number; readonly detected: boolean; subjects: number }>();
  for (const { value, count, detected } of group.points) {
    if (!onScale(figure, value)) continue;
    const y = Math.floor(Math.round(axis.at(value) * 1e6) / 1e6 / step) * step;
    const bar = bars.get(`${y} ${detected}`) ?? { y, detected, subjects: 0 };
    bar.subjects += count;
    bars.set(`${y} ${detected}`, bar);
  }
  const most = Math.max(...[...bars.values()].map((bar) => bar.subjects));
  return [...bars.values()]
    .sort((a, b) => a.y - b.y || Number(a.detected) - Number(b.detected))
    .map(({ y, detected, subjects }) => {
      const half = Math.max(0.75, (subjects / most) * reach);
      return {
        shape: "rect",
        x: centre - half,
        y,
        width: 2 * half,
        height: step,
        fill: detected ? "accent" : "rule",
      };
    });
}
