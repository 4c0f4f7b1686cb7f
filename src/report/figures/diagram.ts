/** Points on two logarithmic axes, with curves across and upright lines. */
import type { DiagramFigure } from "../../questions/answer.ts";
import { logAxis } from "./axis.ts";
import { emptyScene, lineFrom, type Mark, type Scene, textAt, textSize } from "./scene.ts";
import { cutToWidth, textWidth } from "./text-metrics.ts";

const WIDTH = 720;
const LEFT = 58;
const RIGHT = 92;
const TOP = 34;
const PLOT = 420;
const BOTTOM = TOP + PLOT;

/** Groups are told apart by form and fill together. */
const FORMS = ["circle", "square", "triangle", "diamond"] as const;
const FILLS = ["accent", "contrast", "paper", "accentSoft", "ink"] as const;

/** Each group has a mark of its own up to twenty of them; marks of later groups repeat. */
export function diagramScene(figure: DiagramFigure): Scene {
  const points = figure.groups.flatMap((group) => group.points);
  if (points.length === 0) return emptyScene("No point to show");
  const curves = figure.curves.flatMap((curve) => curve.points);
  const xs = [...points.map(({ x }) => x), ...figure.uprights.map(({ x }) => x)];
  const ys = [...points.map(({ y }) => y), ...curves.map(([, y]) => y)];
  const ends = (values: readonly number[]): readonly [number, number] => [
    values.reduce((a, b) => Math.min(a, b)),
    values.reduce((a, b) => Math.max(a, b)),
  ];
  const [xLow, xHigh] = ends([...xs, ...curves.map(([x]) => x)]);
  const [yLow, yHigh] = ends(ys);
  const x = logAxis(xLow, xHigh, [LEFT, WIDTH - RIGHT], 8);
  const y = logAxis(yLow, yHigh, [BOTTOM, TOP], 8);
  return {
    width: WIDTH,
    height: BOTTOM + 48 + Math.ceil(figure.groups.length / 3) * 20,
    marks: [
      textAt(0, 14, figure.yLabel, textSize.label),
      ...x.ticks.flatMap(({ value, label, minor }): Mark[] => [
        ...(minor ? [] : [lineFrom([x.at(value), TOP], [x.at(value), BOTTOM], "grid", 1)]),
        lineFrom([x.at(value), BOTTOM], [x.at(value), BOTTOM + (minor ? 3 : 5)], "rule", 1),
        ...(minor
          ? []
          : [textAt(x.at(value), BOTTOM + 19, label, textSize.tick, { anchor: "middle", fill: "muted" })]),
      ]),
      ...y.ticks.flatMap(({ value, label, minor }): Mark[] => [
        ...(minor ? [] : [lineFrom([LEFT, y.at(value)], [WIDTH - RIGHT, y.at(value)], "grid", 1)]),
        lineFrom([LEFT - (minor ? 3 : 5), y.at(value)], [LEFT, y.at(value)], "rule", 1),
        ...(minor
          ? []
          : [textAt(LEFT - 9, y.at(value) + 4, label, textSize.tick, { anchor: "end", fill: "muted" })]),
      ]),
      textAt((LEFT + WIDTH - RIGHT) / 2, BOTTOM + 38, figure.xLabel, textSize.label, { anchor: "middle" }),
      ...figure.uprights.flatMap((line): Mark[] => [
        lineFrom([x.at(line.x), TOP], [x.at(line.x), BOTTOM], "muted", 1, "2 3"),
        textAt(x.at(line.x), TOP - 5, line.label, textSize.note, { anchor: "middle", fill: "muted" }),
      ]),
      ...figure.curves.flatMap(({ label, points: along }): Mark[] => {
        const last = along.at(-1);
        return [
          ...along
            .slice(1)
            .map(([x2, y2], i) =>
              lineFrom([x.at(along[i]![0]), y.at(along[i]![1])], [x.at(x2), y.at(y2)], "ink", 1.5),
            ),
          ...(last === undefined
            ? []
            : [textAt(x.at(last[0]) + 6, y.at(last[1]) + 4, label, textSize.note, { halo: true })]),
        ];
      }),
      ...figure.groups.map(
        (group, i): Mark => ({
          shape: "dots",
          ...markOf(i),
          at: group.points.flatMap((point) =>
            Array.from({ length: point.count }, () => [x.at(point.x), y.at(point.y)] as const),
          ),
        }),
      ),
      ...legend(figure),
    ],
  };
}

const markOf = (i: number) => ({
  form: FORMS[i % FORMS.length]!,
  radius: 4,
  fill: FILLS[i % FILLS.length]!,
  stroke: i % FILLS.length < 2 ? ("paper" as const) : ("ink" as const),
  width: 0.75,
});

function legend({ groups }: DiagramFigure): readonly Mark[] {
  if (groups.length < 2) return [];
  const slot = (WIDTH - LEFT) / 3;
  return groups.flatMap((group, i): Mark[] => {
    const left = LEFT + (i % 3) * slot;
    const top = BOTTOM + 62 + Math.floor(i / 3) * 20;
    const n = group.points.reduce((sum, { count }) => sum + count, 0);
    const words = `${group.label} (${n})`;
    const cut = cutToWidth(words, slot - 26, textSize.note);
    return [
      { shape: "dots", ...markOf(i), at: [[left + 5, top - 4]] },
      textAt(
        left + 14,
        top,
        cut,
        textSize.note,
        textWidth(words, textSize.note) > slot - 26 ? { full: words } : {},
      ),
    ];
  });
}
