import type { SwarmFigure } from "../../questions/answer.ts";
import { type Axis, linearAxis, logAxis } from "./axis.ts";
import {
  type Mark,
  type Scene,
  emptyScene,
  lineFrom,
  lineHeight,
  textAt,
  textBlock,
  textSize,
} from "./scene.ts";
import { type Band, bandMarks, bandOf } from "./swarm-band.ts";
import { groupMarks, isBinned, onScale, radiusFor } from "./swarm-groups.ts";
import { groupLabels } from "./swarm-labels.ts";
import { swarmTargets } from "./swarm-targets.ts";
import { type Wrapped, textWidth, widest, wrapText } from "./text-metrics.ts";

type Group = SwarmFigure["groups"][number];

const leastWidth = 720;
const leastSlot = 14;
const plotHeight = 300;

/** Subjects that have no place on the axis: no number, or on a logarithmic axis one of 0 or less. */
const belowAxis = (figure: SwarmFigure, group: Group): number =>
  group.nonDetects.reduce((sum, { count }) => sum + count, 0) +
  group.points.reduce((sum, { value, count }) => sum + (onScale(figure, value) ? 0 : count), 0);

/**
 * Concentrations by group as a beeswarm; below a break in the axis a band with the subjects without a number, above it
 * one with those over the range, both as counted marks. Filled marks are detected, hollow ones are not.
 */
export function swarmScene(figure: SwarmFigure): Scene {
  if (figure.groups.length === 0) return emptyScene("No group to show");

  const hasLine = figure.lines.length > 0;
  const right = hasLine
    ? Math.min(
        132,
        Math.max(
          84,
          widest(
            figure.lines.map((l) => l.label),
            textSize.note,
          ) + 10,
        ),
      )
    : 84;
  const axisTitle = wrapText(figure.axisLabel, leastWidth - 8, textSize.label, 2);
  const key = keyMarks(figure, axisTitle.lines.length * lineHeight(textSize.label) + 12);
  const headBottom = axisTitle.lines.length * lineHeight(textSize.label) + (key.length > 0 ? 24 : 4);

  const draft = axisFor(figure, [plotHeight, 0]);
  const left = Math.max(
    widest(
      draft.ticks.map((tick) => tick.label),
      textSize.tick,
    ) + 16,
    groupLabels(figure.groups, Math.max(leastSlot, (leastWidth - right - 60) / figure.groups.length))
      .overhang,
  );
  const width = Math.max(leastWidth, left + right + leastSlot * figure.groups.length);
  const slot = (width - right - left) / figure.groups.length;
  const centre = (i: number): number => left + (i + 0.5) * slot;

  const radius = radiusFor(figure, draft, slot);
  const above = bandOf(
    figure.groups.map((group) => ({ count: group.aboveRange, of: group.n })),
    slot,
    radius,
  );
  const top = headBottom + (above === null ? 6 : above.height + 14);
  const bottom = top + plotHeight;
  const axis = axisFor(figure, [bottom, top]);
  const below = bandOf(
    figure.groups.map((group) => ({ count: belowAxis(figure, group), of: group.n })),
    slot,
    radius,
  );
  const bandTop = bottom + 14;
  const labelsTop = below === null ? bottom + 8 : bandTop + below.height + 6;
  const labels = groupLabels(figure.groups, slot);
  const place = { left, right: width - right, width, centre, slot, radius };
  const printed = figure.groups.some((group) => group.points.some((point) => !point.detected));
  const values = figure.groups.some((group) => group.points.some((point) => onScale(figure, point.value)));
  const lines = limitLines(figure, axis, right - 10, [top, bottom]);

  return {
    width,
    height: labelsTop + labels.height + 6,
    marks: [
      ...textBlock(
        0,
        13,
        axisTitle.lines,
        textSize.label,
        axisTitle.full === undefined ? {} : { full: axisTitle.full },
      ),
      ...key,
      ...axisMarks(axis, left, width - right, [top, bottom], {
        above: above !== null,
        below: below !== null,
      }),
      ...lines.flatMap((line) => limitMarks(line, left, width - right)),
      ...(values
        ? figure.groups.flatMap((group, i) => groupMarks(figure, group, axis, centre(i), slot, radius))
        : [
            textAt((left + width - right) / 2, (top + bottom) / 2, "no value to show", textSize.label, {
              anchor: "middle",
              fill: "muted",
              halo: true,
            }),
          ]),
      ...bandIf(above, headBottom + 2, "above range", "triangle", place),
      ...bandIf(below, bandTop, printed ? "no number: not detected" : "not detected", "circle", place),
      ...labels.marks(centre, labelsTop),
    ],
    targets: swarmTargets(figure, {
      axis,
      slot,
      centre,
      top,
      bottom,
      above: above === null ? null : { top: headBottom + 2, height: above.height },
      below: below === null ? null : { top: bandTop, height: below.height },
      lines: lines.map(({ index, middle }) => ({ index, middle })),
      right: width - right,
      width,
    }),
    axis: {
      scale: figure.scale,
      top,
      bottom,
      low: axis.domain[0],
      high: axis.domain[1],
      left,
      right: width - right,
    },
  };
}

const bandIf = (
  band: Band | null,
  top: number,
  label: string,
  form: "circle" | "triangle",
  place: Parameters<typeof bandMarks>[4],
): readonly Mark[] => (band === null ? [] : bandMarks(band, top, label, form, place));

function axisFor(figure: SwarmFigure, range: readonly [number, number]): Axis {
  const values = [
    ...figure.groups.flatMap((group) => group.points.map((point) => point.value)),
    ...figure.lines.map((line) => line.value),
  ].filter((value) => Number.isFinite(value) && onScale(figure, value));
  const low = values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
  if (figure.scale === "log")
    return values.length === 0 ? logAxis(0.1, 10, range, 8) : logAxis(low * 0.95, high * 1.05, range, 8);
  return values.length === 0 ? linearAxis(0, 1, range, 6) : linearAxis(Math.min(0, low), high, range, 6);
}

function axisMarks(
  axis: Axis,
  left: number,
  right: number,
  [top, bottom]: readonly [number, number],
  breaks: { readonly above: boolean; readonly below: boolean },
): readonly Mark[] {
  const major = axis.ticks.filter((tick) => !tick.minor);
  const cut = (y: number): readonly Mark[] => [
    lineFrom([left - 4, y + 2], [left + 4, y - 2], "rule", 1),
    lineFrom([left - 4, y + 5], [left + 4, y + 1], "rule", 1),
  ];
  return [
    ...major.map((tick) => lineFrom([left, axis.at(tick.value)], [right, axis.at(tick.value)], "grid", 1)),
    lineFrom([left, top], [left, bottom], "rule", 1),
    ...axis.ticks.map((tick) =>
      lineFrom([left - (tick.minor ? 3 : 5), axis.at(tick.value)], [left, axis.at(tick.value)], "rule", 1),
    ),
    ...major.map((tick) =>
      textAt(left - 9, axis.at(tick.value) + 4, tick.label, textSize.tick, { anchor: "end", fill: "muted" }),
    ),
    ...(breaks.below ? cut(bottom + 5) : []),
    ...(breaks.above ? cut(top - 9) : []),
  ];
}

interface LimitLine {
  /** Position among the figure's lines. */
  readonly index: number;
  readonly y: number;
  readonly label: Wrapped;
  readonly labelTop: number;
  /** Middle of the label. */
  readonly middle: number;
}

/** Lines across the groups, their labels at the right moved apart where they would touch. */
function limitLines(
  figure: SwarmFigure,
  axis: Axis,
  room: number,
  [top, bottom]: readonly [number, number],
): readonly LimitLine[] {
  const size = textSize.note;
  const lines = figure.lines
    .map((line, index) => ({ ...line, index }))
    .filter((line) => Number.isFinite(line.value) && onScale(figure, line.value))
    .map((line) => ({
      index: line.index,
      y: axis.at(line.value),
      label: wrapText(line.label, room, size, figure.lines.length > 4 ? 1 : 3),
    }))
    .sort((a, b) => a.y - b.y);
  const heightOf = (label: { readonly lines: readonly string[] }): number =>
    label.lines.length * lineHeight(size) + 2;
  const tops: number[] = [];
  for (const line of lines) {
    const height = heightOf(line.label);
    const before =
      tops.length === 0
        ? top - 8
        : (tops.at(-1) ?? 0) + heightOf(lines[tops.length - 1]?.label ?? { lines: [] });
    tops.push(Math.max(line.y - height / 2, before));
  }
  let floor = bottom + 12;
  for (let i = lines.length - 1; i >= 0; i--) {
    floor = Math.min(floor, (tops[i] ?? 0) + heightOf(lines[i]?.label ?? { lines: [] }));
    floor -= heightOf(lines[i]?.label ?? { lines: [] });
    tops[i] = floor;
  }
  return lines.map((line, i) => {
    const labelTop = tops[i] ?? 0;
    return { ...line, labelTop, middle: labelTop + heightOf(line.label) / 2 };
  });
}

function limitMarks({ y, label, labelTop, middle }: LimitLine, left: number, right: number): readonly Mark[] {
  return [
    lineFrom([left, y], [right, y], "contrast", 1.25, "5 3"),
    ...(Math.abs(middle - y) > 1 ? [lineFrom([right, y], [right + 8, middle], "contrast", 0.75)] : []),
    ...textBlock(right + 10, labelTop + textSize.note, label.lines, textSize.note, {
      fill: "ink",
      ...(label.full === undefined ? {} : { full: label.full }),
    }),
  ];
}

function keyMarks(figure: SwarmFigure, y: number): readonly Mark[] {
  const detected = figure.groups.some((group) => group.points.some((point) => point.detected));
  const printed = figure.groups.some((group) => group.points.some((point) => !point.detected));
  const median = figure.groups.some((group) => group.median !== null && group.points.length > 0);
  const entries = [
    ...(printed && detected ? [{ text: "detected", mark: (x: number) => keyDot(x, y, true) }] : []),
    ...(printed ? [{ text: "number printed, not detected", mark: (x: number) => keyDot(x, y, false) }] : []),
    ...(median
      ? [{ text: "median", mark: (x: number) => lineFrom([x - 5, y], [x + 9, y], "ink", 2.25) }]
      : []),
  ];
  const binned = figure.groups.some((group) => isBinned(figure, group));
  const all = binned
    ? [
        ...entries,
        {
          text: printed
            ? "bars: subjects at that height; grey: not detected"
            : "bars: subjects at that height",
          mark: (at: number): Mark => ({
            shape: "rect",
            x: at - 4,
            y: y - 3,
            width: 13,
            height: 6,
            fill: "accent",
          }),
        },
      ]
    : entries;
  let x = 6;
  return all.flatMap(({ text, mark }) => {
    const start = x;
    x += textWidth(text, textSize.note) + 40;
    return [mark(start), textAt(start + 14, y + 4, text, textSize.note, { fill: "muted" })];
  });
}

const keyDot = (x: number, y: number, filled: boolean): Mark => ({
  shape: "dots",
  form: "circle",
  at: [[x + 2, y]],
  radius: 3.4,
  fill: filled ? "accent" : "paper",
  stroke: filled ? "accent" : "muted",
  width: 1,
});
