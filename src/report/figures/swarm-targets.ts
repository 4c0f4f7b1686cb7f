/** What can be pointed at in a swarm: each distinct value of a group, its bands, and the limit lines. */
import { group as groupBy } from "d3-array";
import type { SwarmFigure } from "../../questions/answer.ts";
import { subjectsInWords, writePlain } from "../digits.ts";
import { cleanText } from "../escape.ts";
import type { Axis } from "./axis.ts";
import type { Target, TargetValues } from "./scene.ts";
import { isBinned, onScale } from "./swarm-groups.ts";

type Group = SwarmFigure["groups"][number];
type Point = Group["points"][number];
/** `values` without the analyte, which the figure may not know. */
type Cells = TargetValues extends infer Each ? (Each extends Each ? Omit<Each, "analyte"> : never) : never;

const least = 24;

interface Stretch {
  readonly top: number;
  readonly height: number;
}

export interface SwarmPlaces {
  readonly axis: Axis;
  readonly slot: number;
  readonly centre: (i: number) => number;
  readonly top: number;
  readonly bottom: number;
  readonly above: Stretch | null;
  readonly below: Stretch | null;
  /** Limit lines that are drawn, from the top, with the middles of their labels. */
  readonly lines: readonly { readonly index: number; readonly middle: number }[];
  readonly right: number;
  readonly width: number;
}

/** Targets from the left group to the right one, from the top down in each; the limit lines last. */
export function swarmTargets(figure: SwarmFigure, places: SwarmPlaces): readonly Target[] {
  return [
    ...figure.groups.flatMap((group, i) => [
      ...aboveTarget(figure, group, i, places),
      ...(isBinned(figure, group)
        ? wholeSwarm(figure, group, i, places)
        : pointTargets(figure, group, i, places)),
      ...belowTargets(figure, group, i, places),
    ]),
    ...lineTargets(figure, places),
  ];
}

function target(
  figure: SwarmFigure,
  group: Group,
  key: string,
  what: string,
  people: number,
  cells: Cells,
  place: Pick<Target, "x" | "y" | "width" | "height">,
): Target {
  const { analyte } = figure;
  return {
    ...place,
    key,
    label: `${cleanText(group.label).trim()}: ${what}, ${subjectsInWords(people)}`,
    people,
    // Without the analyte the group's condition would select more people than the mark stands for.
    ...(group.who === undefined || analyte === undefined
      ? {}
      : { who: group.who, values: { analyte, ...cells } }),
  };
}

const withUnit = (figure: SwarmFigure, value: number): string =>
  `${writePlain(value)}${figure.unit === undefined ? "" : ` ${cleanText(figure.unit)}`}`;

const detectedInWords = (detected: boolean): string => (detected ? "detected" : "not detected");

function aboveTarget(
  figure: SwarmFigure,
  group: Group,
  i: number,
  { above, centre, slot }: SwarmPlaces,
): readonly Target[] {
  if (above === null || group.aboveRange === 0) return [];
  const place = { x: centre(i) - slot / 2, y: above.top, width: slot, height: above.height };
  return [target(figure, group, `above-${i}`, "above range", group.aboveRange, { kind: "above" }, place)];
}

/** A group drawn as bars: one target, for the bars stand for heights and not for values. */
function wholeSwarm(
  figure: SwarmFigure,
  group: Group,
  i: number,
  { centre, slot, top, bottom }: SwarmPlaces,
): readonly Target[] {
  const people = group.points.reduce((sum, { count }) => sum + count, 0);
  const place = { x: centre(i) - slot / 2, y: top, width: slot, height: bottom - top };
  return [target(figure, group, `points-${i}`, "with a number", people, { kind: "value" }, place)];
}

const pointKey = (kind: "point" | "below", i: number, { value, detected }: Point): string =>
  `${kind}-${i}-${value}${detected ? "" : "-not"}`;

const pointInWords = (figure: SwarmFigure, { value, detected }: Point): string =>
  `${withUnit(figure, value)}, ${detectedInWords(detected)}`;

/** Each height of the group reaches halfway to the next; where a value stands on both sides of detection, it is halved. */
function pointTargets(
  figure: SwarmFigure,
  group: Group,
  i: number,
  { axis, centre, slot }: SwarmPlaces,
): readonly Target[] {
  const byValue = groupBy(
    group.points.filter(({ value }) => onScale(figure, value)),
    ({ value }) => value,
  );
  const values = [...byValue.keys()].sort((a, b) => b - a);
  const slices = reaches(values.map(axis.at));
  return values.flatMap((value, at) => {
    const points = byValue.get(value) ?? [];
    const here = [false, true].flatMap((detected): Point[] => {
      const count = points.reduce((sum, point) => sum + (point.detected === detected ? point.count : 0), 0);
      return count === 0 ? [] : [{ value, detected, count }];
    });
    const width = slot / here.length;
    return here.map((point, side) =>
      target(
        figure,
        group,
        pointKey("point", i, point),
        pointInWords(figure, point),
        point.count,
        { kind: "value", value, detected: point.detected },
        { x: centre(i) - slot / 2 + side * width, width, ...(slices[at] ?? { y: 0, height: 0 }) },
      ),
    );
  });
}

/** For middles in ascending order: half of `least` to both sides, or half the way to a nearer neighbour. */
function reaches(middles: readonly number[]): readonly { readonly y: number; readonly height: number }[] {
  return middles.map((middle, i) => {
    const from = Math.max(middle - least / 2, ((middles[i - 1] ?? -Infinity) + middle) / 2);
    const to = Math.min(middle + least / 2, ((middles[i + 1] ?? Infinity) + middle) / 2);
    return { y: from, height: to - from };
  });
}

/** The band of a group in equal parts along its longer side, one for each limit; one for all where they would be narrow. */
function belowTargets(
  figure: SwarmFigure,
  group: Group,
  i: number,
  { below, centre, slot }: SwarmPlaces,
): readonly Target[] {
  if (below === null) return [];
  const unplaced = group.points.filter(({ value }) => !onScale(figure, value));
  const across = slot >= below.height;
  const fits = (parts: number): boolean => (across ? slot : below.height) >= least * parts;
  const joined =
    group.nonDetects.length > 1 && !fits(unplaced.length + group.nonDetects.length)
      ? [{ limit: undefined, count: group.nonDetects.reduce((sum, { count }) => sum + count, 0) }]
      : group.nonDetects;
  const parts = [
    ...unplaced.map((point) => ({
      key: pointKey("below", i, point),
      what: pointInWords(figure, point),
      people: point.count,
      cells: { kind: "value", value: point.value, detected: point.detected } as const,
    })),
    ...joined.map(({ limit, count }) => ({
      key: `below-${i}${limit === undefined ? "" : `-${limit ?? "no-limit"}`}`,
      what: `no number, not detected${
        limit === undefined ? "" : limit === null ? ", no limit known" : `, limit ${withUnit(figure, limit)}`
      }`,
      people: count,
      cells: { kind: "nonDetect", ...(limit === undefined ? {} : { limit }) } as const,
    })),
  ];
  const left = centre(i) - slot / 2;
  const [width, height] = across ? [slot / parts.length, below.height] : [slot, below.height / parts.length];
  return parts.map(({ key, what, people, cells }, at) =>
    target(figure, group, key, what, people, cells, {
      x: left + (across ? at * width : 0),
      y: below.top + (across ? 0 : at * height),
      width,
      height,
    }),
  );
}

/** A limit line is held by its label, where nothing else lies. */
function lineTargets(figure: SwarmFigure, { lines, right, width }: SwarmPlaces): readonly Target[] {
  const slices = reaches(lines.map(({ middle }) => middle));
  return lines.flatMap(({ index }, i): Target[] => {
    const line = figure.lines[index];
    const slice = slices[i];
    if (line === undefined || slice === undefined) return [];
    const label = cleanText(line.label).trim();
    const unit = figure.unit === undefined ? "" : ` ${cleanText(figure.unit)}`;
    return [
      {
        x: right,
        width: width - right,
        ...slice,
        key: `limit-${index}`,
        label: label.endsWith(String(line.value))
          ? `${label}${unit}`
          : `${label}: ${withUnit(figure, line.value)}`,
        limit: line.value,
      },
    ];
  });
}
