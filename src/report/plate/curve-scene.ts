/** The standard curve of one analyte: band, standards, limits, and where the samples lie on it. Both axes are logarithmic. */
import type { AnalyteResult } from "../../assay/results/plate-result.ts";
import { type Axis, logAxis } from "../figures/axis.ts";
import { emptyScene, lineFrom, type Mark, type Scene, textAt, textSize } from "../figures/scene.ts";
import { cutToWidth, textWidth } from "../figures/text-metrics.ts";

const WIDTH = 720;
const LEFT = 64;
const RIGHT = 24;
const TOP = 74;
const PLOT = 330;
const BOTTOM = TOP + PLOT;
const HEIGHT = BOTTOM + 50;

type At = readonly [number, number];

interface Frame {
  readonly x: Axis;
  readonly y: Axis;
}

function frameOf(result: AnalyteResult): Frame | null {
  const signals = [
    ...result.drawn.map(({ signal }) => signal),
    ...result.signals.map(({ signal }) => signal),
  ].filter((signal) => signal > 0);
  const levels = result.drawn.map(({ concentration }) => concentration);
  if (levels.length === 0 || signals.length === 0) return null;
  const least = signals.reduce((low, signal) => Math.min(low, signal), Infinity);
  const most = signals.reduce((high, signal) => Math.max(high, signal), -Infinity);
  return {
    x: logAxis(levels[0]!, levels.at(-1)!, [LEFT, WIDTH - RIGHT], 10),
    y: logAxis(least * 0.8, most * 1.2, [BOTTOM, TOP], 8),
  };
}

/** What lies beyond the plot is drawn at its edge. */
const inside = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
const yOf = ({ y }: Frame, signal: number): number =>
  signal > 0 ? inside(y.at(signal), TOP, BOTTOM) : BOTTOM;
const xOf = ({ x }: Frame, concentration: number): number =>
  concentration > 0 ? inside(x.at(concentration), LEFT, WIDTH - RIGHT) : LEFT;

/** Signals on the axis of the instrument, also where the curve was fitted to signals less background. */
const standardsAt = ({ curve }: AnalyteResult, frame: Frame, masked: boolean): readonly At[] =>
  (curve?.points ?? []).flatMap(({ concentration, signal, mask }): At[] => {
    const raw = signal + (curve?.background === "subtracted" ? (curve.backgroundSignal ?? 0) : 0);
    return concentration > 0 && raw > 0 && (mask !== null) === masked
      ? [[xOf(frame, concentration), yOf(frame, raw)]]
      : [];
  });

const samplesAt = ({ samples }: AnalyteResult, frame: Frame, onCurve: boolean): readonly At[] =>
  samples.flatMap(({ type, signal, onPlate, off }): At[] => {
    if (type !== "unknown" || signal === null || (onPlate !== null) !== onCurve) return [];
    if (onPlate !== null) return [[xOf(frame, onPlate), yOf(frame, signal)]];
    return off === null ? [] : [[off === "below-curve" ? LEFT : WIDTH - RIGHT, yOf(frame, signal)]];
  });

function axisMarks({ x, y }: Frame, unit: string): readonly Mark[] {
  const major = (axis: Axis) => axis.ticks.filter(({ minor }) => !minor);
  const title = `Concentration on the plate${unit === "" ? "" : ` (${unit})`}`;
  return [
    ...major(y).map(({ value }) => lineFrom([LEFT, y.at(value)], [WIDTH - RIGHT, y.at(value)], "grid", 1)),
    ...major(x).map(({ value }) => lineFrom([x.at(value), TOP], [x.at(value), BOTTOM], "grid", 1)),
    lineFrom([LEFT, TOP], [LEFT, BOTTOM], "rule", 1),
    lineFrom([LEFT, BOTTOM], [WIDTH - RIGHT, BOTTOM], "rule", 1),
    ...major(y).map(({ value, label }) =>
      textAt(LEFT - 8, y.at(value) + 4, label, textSize.tick, { anchor: "end", fill: "muted" }),
    ),
    ...major(x).map(({ value, label }) =>
      textAt(x.at(value), BOTTOM + 18, label, textSize.tick, { anchor: "middle", fill: "muted" }),
    ),
    textAt((LEFT + WIDTH - RIGHT) / 2, BOTTOM + 40, cutToWidth(title, 500, textSize.label), textSize.label, {
      anchor: "middle",
    }),
    textAt(0, 13, "Signal", textSize.label),
  ];
}

function curveMarks({ drawn }: AnalyteResult, frame: Frame): readonly Mark[] {
  const band = drawn.filter(({ lower, upper }) => lower !== null && upper !== null);
  const points = drawn.map(
    ({ concentration, signal }): At => [xOf(frame, concentration), yOf(frame, signal)],
  );
  return [
    ...(band.length === 0
      ? []
      : [
          {
            shape: "polygon",
            points: [
              ...band.map(({ concentration, upper }): At => [xOf(frame, concentration), yOf(frame, upper!)]),
              ...[...band]
                .reverse()
                .map(({ concentration, lower }): At => [xOf(frame, concentration), yOf(frame, lower!)]),
            ],
            fill: "accentSoft",
          } as const,
        ]),
    ...points.slice(1).map((to, i) => lineFrom(points[i]!, to, "accent", 1.75)),
  ];
}

/** LLOQ and ULOQ stand upright; the limit of detection lies, since it is a signal, unless it is the LLOQ itself. */
function limitMarks({ range, limits }: AnalyteResult, frame: Frame): readonly Mark[] {
  const upright = (
    [
      ["LLOQ", range?.lloq ?? null, "end"],
      ["ULOQ", range?.uloq ?? null, "start"],
    ] as const
  ).flatMap(([name, value, anchor]): Mark[] => {
    if (value === null) return [];
    const x = xOf(frame, value);
    return [
      lineFrom([x, TOP], [x, BOTTOM], "contrast", 1.25, "5 3"),
      textAt(x + (anchor === "end" ? -5 : 5), TOP + 12, name, textSize.note, { anchor, halo: true }),
    ];
  });
  const [{ rule, signal }] = limits;
  if (signal === null || signal <= 0) return upright;
  const y = yOf(frame, signal);
  return [
    ...upright,
    lineFrom([LEFT, y], [WIDTH - RIGHT, y], "contrast", 1.25, "2 3"),
    textAt(WIDTH - RIGHT - 4, y - 5, `limit of detection, ${rule}`, textSize.note, {
      anchor: "end",
      halo: true,
    }),
  ];
}

function keyMarks(
  present: readonly { readonly text: string; readonly mark: (x: number, y: number) => Mark }[],
) {
  let [x, y] = [6, 36];
  return present.flatMap(({ text, mark }) => {
    const width = textWidth(text, textSize.note) + 34;
    if (x + width > WIDTH) [x, y] = [6, y + 18];
    const start = x;
    x += width;
    return [mark(start + 4, y), textAt(start + 16, y + 4, text, textSize.note, { fill: "muted" })];
  });
}

/** Filled circles are standards, hollow ones masked standards; diamonds are samples, triangles at an edge samples beyond the curve. */
export function curveScene(result: AnalyteResult): Scene {
  const frame = frameOf(result);
  if (frame === null) return emptyScene("No curve to show");
  const dots = (
    text: string,
    at: readonly At[],
    form: "circle" | "diamond" | "triangle",
    filled: boolean,
  ) => {
    const style = {
      shape: "dots",
      form,
      radius: form === "circle" ? 4 : 3.6,
      fill: filled ? (form === "circle" ? "accent" : "contrast") : "paper",
      stroke: filled ? "paper" : form === "circle" ? "muted" : "contrast",
      width: 1,
    } as const;
    return { text, at, style };
  };
  const groups = [
    dots("standard", standardsAt(result, frame, false), "circle", true),
    dots("masked standard", standardsAt(result, frame, true), "circle", false),
    dots("sample", samplesAt(result, frame, true), "diamond", true),
    dots("sample beyond the curve", samplesAt(result, frame, false), "triangle", false),
  ].filter(({ at }) => at.length > 0);
  const hasBand = result.drawn.some(({ lower }) => lower !== null);
  return {
    width: WIDTH,
    height: HEIGHT,
    marks: [
      ...axisMarks(frame, result.unit),
      ...curveMarks(result, frame),
      ...limitMarks(result, frame),
      ...groups.map(({ at, style }): Mark => ({ ...style, at })),
      ...keyMarks([
        ...groups.map(({ text, style }) => ({
          text,
          mark: (x: number, y: number): Mark => ({ ...style, at: [[x, y]] }),
        })),
        ...(hasBand
          ? [
              {
                text: "where 95 % of single wells lie",
                mark: (x: number, y: number): Mark => ({
                  shape: "rect",
                  x: x - 5,
                  y: y - 5,
                  width: 12,
                  height: 10,
                  fill: "accentSoft",
                }),
              },
            ]
          : []),
      ]),
    ],
  };
}
