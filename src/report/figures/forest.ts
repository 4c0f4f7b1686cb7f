import * as elementary from "../../core/elementary.ts";
import type { ForestFigure, ForestRow } from "../../questions/answer.ts";
import { proseToText } from "../format.ts";
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
import { forestTargets } from "./targets.ts";
import { textWidth, widest, wrapText } from "./text-metrics.ts";

const leastWidth = 720;
const leastPlot = 200;
const gap = 20;
const indent = 12;

type Estimated = ForestRow & { readonly estimate: number };

const isEstimated = (row: ForestRow): row is Estimated => row.heading !== true && row.estimate !== null;

/**
 * The stretch the axis must show: every estimate and the line of no effect; an interval end beyond them by more
 * than the larger of this stretch and a factor (or step) of its own is cut and drawn as an arrow.
 */
function stretch(figure: ForestFigure): readonly [number, number] {
  const log = figure.scale === "log";
  const usable = (x: number | null): x is number => x !== null && Number.isFinite(x) && !(log && x <= 0);
  const to = (x: number): number => (log ? elementary.log(x) : x);
  const from = (x: number): number => (log ? elementary.exp(x) : x);
  const rows = figure.rows.filter(isEstimated);
  const marks = [figure.nullValue, ...rows.map((row) => row.estimate)].filter(usable).map(to);
  if (marks.length === 0) return log ? [0.5, 2] : [-1, 1];
  const least = Math.min(...marks);
  const most = Math.max(...marks);
  const ends = rows
    .flatMap((row) => [row.lower, row.upper])
    .filter(usable)
    .map(to);
  const typical = ends.map((end) => Math.max(least - end, end - most, 0)).sort((a, b) => a - b);
  const usual = typical[Math.floor(typical.length * 0.65)] ?? 0;
  const room = Math.max(most - least, log ? 2 * Math.LN2 : 0, usual * 2);
  // An arrow needs some axis beyond the mark that it leaves.
  const beyond = log ? Math.LN2 : (most - least) * 0.1;
  const tips = rows.flatMap((row) => [
    ...(row.lower === null || !usable(row.lower) || to(row.lower) < least - room
      ? [usable(row.estimate) ? to(row.estimate) - beyond : least]
      : []),
    ...(row.upper === null || !usable(row.upper) || to(row.upper) > most + room
      ? [usable(row.estimate) ? to(row.estimate) + beyond : most]
      : []),
  ]);
  const inside = [...ends.filter((end) => end >= least - room && end <= most + room), ...tips];
  return [from(Math.min(least, ...inside)), from(Math.max(most, ...inside))];
}

/**
 * Estimates with intervals against a line of no effect, their numbers in columns at the right. Ends that are open or
 * lie off the axis are arrows; emphasised rows have filled squares and strong text, the others hollow circles.
 */
export function forestScene(figure: ForestFigure): Scene {
  if (figure.rows.length === 0) return emptyScene("No estimate to show");

  const cells = figure.rows.map((row) =>
    row.heading === true
      ? []
      : figure.columns.map((_, i) => proseToText(row.cells[i] ?? [], { missing: "dash" })),
  );
  const columnWidths = figure.columns.map((header, i) =>
    Math.max(
      Math.min(96, textWidth(header, textSize.note)),
      Math.min(
        190,
        widest(
          cells.map((row) => row[i] ?? ""),
          textSize.cell,
          true,
        ),
      ),
    ),
  );
  const columnsWidth = columnWidths.reduce((sum, w) => sum + w + gap, 0);
  const mostLabel = Math.min(232, Math.max(150, leastWidth - columnsWidth - leastPlot));
  const labels = figure.rows.map((row) =>
    row.heading === true
      ? wrapText(row.label, leastWidth, textSize.label, 2, true)
      : wrapText(row.label, mostLabel - indent, textSize.label, 3, row.emphasised),
  );
  const labelLines = labels.flatMap(({ lines }, i) => (figure.rows[i]?.heading === true ? [] : lines));
  const x0 =
    Math.max(
      80,
      widest(
        labelLines,
        textSize.label,
        figure.rows.some((row) => row.emphasised),
      ) + indent,
    ) + 16;
  const width = Math.max(leastWidth, x0 + leastPlot + columnsWidth);
  const x1 = width - columnsWidth - 8;
  const columnEnds = columnWidths.map(
    (_, i) => width - columnWidths.slice(i + 1).reduce((sum, w) => sum + w + gap, 0),
  );

  const headers = figure.columns.map((header, i) => wrapText(header, columnWidths[i] ?? 0, textSize.note, 3));
  const headerLines = Math.max(1, ...headers.map(({ lines }) => lines.length));
  const rows = figure.rows.map((row, i) => ({
    row,
    label: labels[i] ?? { lines: [] },
    cells: (cells[i] ?? []).map((cell, column) =>
      wrapText(cell, columnWidths[column] ?? 0, textSize.cell, 3, row.emphasised),
    ),
  }));
  const heights = rows.map(({ row, label, cells: wrapped }) => {
    const lines = Math.max(label.lines.length, ...wrapped.map((cell) => cell.lines.length));
    return Math.max(row.heading === true ? 28 : 24, lines * lineHeight(textSize.label) + 8);
  });
  const headerBottom = headerLines * lineHeight(textSize.note) + 6;
  const top = headerBottom + 4;
  const tops = heights.map((_, i) => top + heights.slice(0, i).reduce((sum, h) => sum + h, 0));
  const bottom = top + heights.reduce((sum, h) => sum + h, 0) + 2;

  const [low, high] = stretch(figure);
  const mostTicks = Math.max(2, Math.floor((x1 - x0) / 48));
  const axis = fittingAxis(figure.scale, low, high, [x0 + 8, x1 - 8], mostTicks);
  const foot = footMarks(figure, axis, x0, x1, bottom);
  const nullX = axis.at(figure.nullValue);
  return {
    width,
    height: foot.bottom,
    marks: [
      ...axis.ticks
        .filter((tick) => !tick.minor)
        .map((tick) => lineFrom([axis.at(tick.value), top], [axis.at(tick.value), bottom], "grid", 1)),
      ...(Number.isFinite(nullX) ? [lineFrom([nullX, top - 2], [nullX, bottom], "ink", 1)] : []),
      ...headers.flatMap(({ lines, full }, i) =>
        textBlock(
          columnEnds[i] ?? width,
          headerBottom - 8 - (lines.length - 1) * lineHeight(textSize.note),
          lines,
          textSize.note,
          { anchor: "end", fill: "muted", ...(full === undefined ? {} : { full }) },
        ),
      ),
      lineFrom([0, headerBottom], [width, headerBottom], "rule", 1),
      ...rows.flatMap(({ row, label, cells: wrapped }, i) => {
        const height = heights[i] ?? 0;
        const y = (tops[i] ?? 0) + height / 2;
        if (row.heading === true) return centredBlock(0, y + 3, label, textSize.label, { bold: true });
        return [
          ...centredBlock(indent, y, label, textSize.label, { bold: row.emphasised }),
          ...intervalMarks(row, y, axis, x0, x1),
          ...wrapped.flatMap((cell, column) =>
            centredBlock(columnEnds[column] ?? width, y, cell, textSize.cell, {
              anchor: "end",
              bold: row.emphasised,
            }),
          ),
        ];
      }),
      ...foot.marks,
    ],
    targets: forestTargets(figure, tops, heights, width),
  };
}

/** The axis with the most labels of which none reaches its neighbour. */
function fittingAxis(
  scale: ForestFigure["scale"],
  low: number,
  high: number,
  range: readonly [number, number],
  mostTicks: number,
): Axis {
  const make = scale === "log" ? logAxis : linearAxis;
  for (let count = mostTicks; count > 2; count--) {
    const axis = make(low, high, range, count);
    if (labelsFit(axis)) return axis;
  }
  const axis = make(low, high, range, 2);
  if (labelsFit(axis)) return axis;
  const major = axis.ticks.filter((tick) => !tick.minor);
  return { ...axis, ticks: major.filter((_, i) => i === 0 || i === major.length - 1) };
}

function labelsFit(axis: Axis): boolean {
  const labels = axis.ticks
    .filter((tick) => !tick.minor)
    .map((tick) => ({ at: axis.at(tick.value), half: textWidth(tick.label, textSize.tick) / 2 }))
    .sort((a, b) => a.at - b.at);
  return labels.every((label, i) => {
    const next = labels[i + 1];
    return next === undefined || next.at - next.half - (label.at + label.half) >= 4;
  });
}

function centredBlock(
  x: number,
  middle: number,
  text: { readonly lines: readonly string[]; readonly full?: string },
  size: number,
  options: { readonly anchor?: "start" | "end"; readonly bold: boolean },
): readonly Mark[] {
  const first = middle - ((text.lines.length - 1) * lineHeight(size)) / 2 + size * 0.35;
  return textBlock(x, first, text.lines, size, {
    ...options,
    ...(text.full === undefined ? {} : { full: text.full }),
  });
}

function intervalMarks(row: ForestRow, y: number, axis: Axis, x0: number, x1: number): readonly Mark[] {
  if (row.estimate === null)
    return [
      textAt((x0 + x1) / 2, y + 4, "not computed", textSize.note, {
        anchor: "middle",
        fill: "muted",
        halo: true,
      }),
    ];
  const paint = row.emphasised ? "accent" : "muted";
  const stroke = row.emphasised ? 2 : 1.5;
  const [least, most] = axis.domain;
  const arrow = (tip: number, back: number): Mark => ({
    shape: "polygon",
    points: [
      [tip, y],
      [back, y - 4],
      [back, y + 4],
    ],
    fill: paint,
  });
  if (row.upper !== null && row.upper < least) return [arrow(x0, x0 + 7)];
  if (row.lower !== null && row.lower > most) return [arrow(x1, x1 - 7)];
  const openLeft = row.lower === null || row.lower < least;
  const openRight = row.upper === null || row.upper > most;
  const left = openLeft ? x0 : axis.at(row.lower ?? least);
  const right = openRight ? x1 : axis.at(row.upper ?? most);
  const inside = row.estimate >= least && row.estimate <= most;
  return [
    lineFrom([left + (openLeft ? 5 : 0), y], [right - (openRight ? 5 : 0), y], paint, stroke),
    openLeft ? arrow(left, left + 7) : lineFrom([left, y - 3.5], [left, y + 3.5], paint, stroke),
    openRight ? arrow(right, right - 7) : lineFrom([right, y - 3.5], [right, y + 3.5], paint, stroke),
    ...(inside
      ? [
          {
            shape: "dots",
            form: row.emphasised ? "square" : "circle",
            at: [[axis.at(row.estimate), y]],
            radius: row.emphasised ? 4.5 : 4,
            fill: row.emphasised ? "accent" : "paper",
            stroke: paint,
            width: 1.5,
          } as const,
        ]
      : []),
  ];
}

/** Axis, its ticks and title, the words under both ends, and the key of the marks. */
function footMarks(
  figure: ForestFigure,
  axis: Axis,
  x0: number,
  x1: number,
  bottom: number,
): { readonly marks: readonly Mark[]; readonly bottom: number } {
  const atNull = axis.at(figure.nullValue);
  const middle = Number.isFinite(atNull) ? atNull : (x0 + x1) / 2;
  const size = textSize.note;
  const step = lineHeight(size);
  const leftWords = wrapText(`← ${figure.ends[0]}`, Math.max(70, middle - 6), size, 3);
  const rightWords = wrapText(`${figure.ends[1]} →`, Math.max(70, x1 + 60 - middle), size, 3);
  const worded = figure.ends.some((words) => words.trim() !== "");
  const wordsLines = worded ? Math.max(leftWords.lines.length, rightWords.lines.length) : 0;
  const wordsY = bottom + 34;
  const titleY = wordsY + wordsLines * step + (worded ? 4 : 0);
  const title = wrapText(figure.axisLabel, x1 - x0 + 160, textSize.tick, 2);
  const both =
    figure.rows.some((row) => row.emphasised) &&
    figure.rows.some((row) => isEstimated(row) && !row.emphasised);
  const keyY = titleY + title.lines.length * lineHeight(textSize.tick) + 6;
  const centre = (x0 + x1) / 2;
  const words = (text: typeof leftWords, x: number, anchor: "start" | "end"): readonly Mark[] =>
    textBlock(x, wordsY, text.lines, size, {
      anchor,
      fill: "ink",
      ...(text.full === undefined ? {} : { full: text.full }),
    });
  return {
    bottom: (both ? keyY + 10 : titleY + (title.lines.length - 1) * lineHeight(textSize.tick)) + 8,
    marks: [
      lineFrom([x0, bottom], [x1, bottom], "rule", 1),
      ...axis.ticks.map((tick) =>
        lineFrom(
          [axis.at(tick.value), bottom],
          [axis.at(tick.value), bottom + (tick.minor ? 3 : 5)],
          "rule",
          1,
        ),
      ),
      ...axis.ticks
        .filter((tick) => !tick.minor)
        .map((tick) =>
          textAt(axis.at(tick.value), bottom + 17, tick.label, textSize.tick, {
            anchor: "middle",
            fill: "muted",
          }),
        ),
      ...(worded ? [...words(leftWords, middle - 8, "end"), ...words(rightWords, middle + 8, "start")] : []),
      ...textBlock(centre, titleY, title.lines, textSize.tick, { anchor: "middle", fill: "muted" }),
      ...(both ? keyMarks(centre, keyY) : []),
    ],
  };
}

function keyMarks(centre: number, y: number): readonly Mark[] {
  const left = "adjusted p below the study’s level";
  const right = "not below";
  const total = textWidth(left, textSize.note) + textWidth(right, textSize.note) + 56;
  const start = centre - total / 2;
  const second = start + 14 + textWidth(left, textSize.note) + 26;
  return [
    {
      shape: "dots",
      form: "square",
      at: [[start + 4, y]],
      radius: 4,
      fill: "accent",
      stroke: "accent",
      width: 1.5,
    },
    textAt(start + 14, y + 4, left, textSize.note, { fill: "muted" }),
    {
      shape: "dots",
      form: "circle",
      at: [[second, y]],
      radius: 4,
      fill: "paper",
      stroke: "muted",
      width: 1.5,
    },
    textAt(second + 11, y + 4, right, textSize.note, { fill: "muted" }),
  ];
}
