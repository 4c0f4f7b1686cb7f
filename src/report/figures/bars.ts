import type { BarsFigure } from "../../questions/answer.ts";
import { thinSpace, writeCount, writeShare } from "../digits.ts";
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
import { barTargets } from "./targets.ts";
import { textWidth, widest, wrapText } from "./text-metrics.ts";

type Bar = BarsFigure["bars"][number];

const width = 720;
const gap = 18;
const headers = ["k / n", "Share", "Interval"] as const;

const share = (bar: Bar, value: number): string => writeShare(value, bar.n);

/** `17–33%`: the sign once. */
function interval(bar: Bar): string {
  if (bar.value === null || bar.lower === null || bar.upper === null) return "—";
  return `${share(bar, bar.lower).replace(/%$/, "")}–${share(bar, bar.upper)}`;
}

const cellsOf = (bar: Bar): readonly [string, string, string] => [
  `${writeCount(bar.events)}${thinSpace}/${thinSpace}${writeCount(bar.n)}`,
  bar.value === null ? "—" : share(bar, bar.value),
  interval(bar),
];

/**
 * Horizontal bars from 0 to 100% with their intervals; counts, share and interval in columns at the right. The
 * reference group is hatched, a group without a measured subject says so in place of a bar.
 */
export function barsScene(figure: BarsFigure): Scene {
  if (figure.bars.length === 0) return emptyScene("No group to show");

  const cells = figure.bars.map(cellsOf);
  const columnWidths = headers.map((header, i) =>
    Math.max(
      textWidth(header, textSize.note),
      widest(
        cells.map((row) => row[i] ?? ""),
        textSize.cell,
      ),
    ),
  );
  const columnEnds = columnWidths.map(
    (_, i) => width - columnWidths.slice(i + 1).reduce((sum, w) => sum + w + gap, 0),
  );
  const x1 = width - columnWidths.reduce((sum, w) => sum + w + gap, 0) - 6;
  const labelWidth = Math.min(
    210,
    widest(
      figure.bars.map((bar) => bar.label),
      textSize.label,
    ) + 1,
  );
  const labels = figure.bars.map((bar) => wrapText(bar.label, Math.max(labelWidth, 60), textSize.label, 3));
  const x0 =
    Math.max(
      60,
      widest(
        labels.flatMap(({ lines }) => lines),
        textSize.label,
      ),
    ) + 12;
  const atShare = (value: number): number => x0 + Math.min(1, Math.max(0, value)) * (x1 - x0);

  const leastRow = figure.bars.length > 12 ? 26 : 36;
  const heights = labels.map(({ lines }, i) => {
    const all = lines.length + (figure.bars[i]?.reference === true ? 1 : 0);
    return Math.max(leastRow, all * lineHeight(textSize.label) + 10);
  });
  const top = 26;
  const tops = heights.map((_, i) => top + heights.slice(0, i).reduce((sum, h) => sum + h, 0));
  const bottom = top + heights.reduce((sum, h) => sum + h, 0);

  const axis = percentAxis(x0, x1, atShare, top, bottom);
  const title = wrapText(figure.axisLabel, x1 - x0 + 60, textSize.tick, 2);
  return {
    width,
    height: bottom + 30 + title.lines.length * lineHeight(textSize.tick) + 6,
    marks: [
      ...axis,
      ...headers.map((header, i) =>
        textAt(columnEnds[i] ?? width, 14, header, textSize.note, { anchor: "end", fill: "muted" }),
      ),
      ...figure.bars.flatMap((bar, i) => {
        const middle = (tops[i] ?? 0) + (heights[i] ?? 0) / 2;
        return [
          ...labelMarks(bar, labels[i] ?? { lines: [] }, x0 - 12, middle),
          ...barMarks(bar, middle, x0, atShare, leastRow > 30 ? 18 : 14),
          ...(cells[i] ?? []).map((cell, column) =>
            textAt(columnEnds[column] ?? width, middle + 4.5, cell, textSize.cell, {
              anchor: "end",
              fill: column === 1 ? "ink" : "muted",
              bold: column === 1,
            }),
          ),
        ];
      }),
      ...textBlock((x0 + x1) / 2, bottom + 36, title.lines, textSize.tick, {
        anchor: "middle",
        fill: "muted",
      }),
    ],
    targets: barTargets(figure, tops, heights, width),
  };
}

function percentAxis(
  x0: number,
  x1: number,
  at: (share: number) => number,
  top: number,
  bottom: number,
): readonly Mark[] {
  const values = x1 - x0 < 220 ? [0, 0.5, 1] : [0, 0.2, 0.4, 0.6, 0.8, 1];
  return [
    ...values.map((value) =>
      lineFrom([at(value), top], [at(value), bottom], value === 0 ? "rule" : "grid", 1),
    ),
    lineFrom([x0, bottom], [x1, bottom], "rule", 1),
    ...values.map((value) => lineFrom([at(value), bottom], [at(value), bottom + 4], "rule", 1)),
    ...values.map((value) =>
      textAt(at(value), bottom + 17, `${Math.round(value * 100)}%`, textSize.tick, {
        anchor: "middle",
        fill: "muted",
      }),
    ),
  ];
}

function labelMarks(
  bar: Bar,
  { lines, full }: { readonly lines: readonly string[]; readonly full?: string },
  right: number,
  middle: number,
): readonly Mark[] {
  const step = lineHeight(textSize.label);
  const all = lines.length + (bar.reference ? 1 : 0);
  const first = middle - ((all - 1) * step) / 2 + 4.5;
  const whole = full === undefined ? {} : { full };
  return [
    ...textBlock(right, first, lines, textSize.label, { anchor: "end", ...whole }),
    ...(bar.reference
      ? [
          textAt(right, first + lines.length * step, "reference", textSize.note, {
            anchor: "end",
            fill: "muted",
          }),
        ]
      : []),
  ];
}

function barMarks(
  bar: Bar,
  middle: number,
  x0: number,
  at: (share: number) => number,
  thickness: number,
): readonly Mark[] {
  if (bar.value === null)
    return [textAt(x0 + 8, middle + 4.5, "not measured", textSize.note, { fill: "muted", halo: true })];
  const x = at(bar.value);
  const y = middle - thickness / 2;
  const cap = thickness / 4;
  const fill = bar.reference ? "hatch" : "accentSoft";
  const whisker =
    bar.lower === null || bar.upper === null
      ? []
      : [
          lineFrom([at(bar.lower), middle], [at(bar.upper), middle], "ink", 1.5),
          lineFrom([at(bar.lower), middle - cap], [at(bar.lower), middle + cap], "ink", 1.5),
          lineFrom([at(bar.upper), middle - cap], [at(bar.upper), middle + cap], "ink", 1.5),
        ];
  return [
    { shape: "rect", x: x0, y, width: Math.max(0, x - x0), height: thickness, fill },
    ...whisker,
    {
      shape: "dots",
      form: bar.reference ? "diamond" : "circle",
      at: [[x, middle]],
      radius: bar.reference ? 5 : 4,
      fill: bar.reference ? "paper" : "accent",
      stroke: bar.reference ? "ink" : "accent",
      width: 1.5,
    },
  ];
}
