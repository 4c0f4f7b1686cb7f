import { noBreakSpace, writeCount, writeShare } from "../digits.ts";
import { gridPack } from "./pack.ts";
import { type Mark, lineHeight, textAt, textBlock, textSize } from "./scene.ts";
import { textWidth, wrapText } from "./text-metrics.ts";

interface Counted {
  readonly count: number;
  readonly of: number;
}

/** Marks beyond an end of the axis, counted and not placed. */
export interface Band {
  readonly groups: readonly Counted[];
  readonly pitch: number;
  /** Subjects to a mark; 1 unless the largest group would not fit. */
  readonly each: number;
  readonly gridHeight: number;
  readonly height: number;
}

const mostGrid = 72;
const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 100_000, 1_000_000];

/** The band's measures, or null when no group has a subject in it. */
export function bandOf(groups: readonly Counted[], slot: number, radius: number): Band | null {
  const most = groups.reduce((largest, { count }) => Math.max(largest, count), 0);
  if (most === 0) return null;
  const pitch = 2 * radius + 1.4;
  const perRow = Math.max(1, Math.floor((slot * 0.86) / pitch));
  const heightFor = (each: number): number => Math.ceil(Math.ceil(most / each) / perRow) * pitch;
  const each = steps.find((step) => heightFor(step) <= mostGrid) ?? most;
  const gridHeight = heightFor(each);
  return { groups, pitch, each, gridHeight, height: gridHeight + 12 + lineHeight(textSize.note) * 2 + 2 };
}

export function bandMarks(
  band: Band,
  top: number,
  label: string,
  form: "circle" | "triangle",
  place: {
    readonly left: number;
    readonly right: number;
    readonly centre: (i: number) => number;
    readonly slot: number;
    readonly radius: number;
  },
): readonly Mark[] {
  const { groups, pitch, each, gridHeight, height } = band;
  const size = textSize.note;
  const step = lineHeight(size);
  const words = wrapText(each === 1 ? label : `${label} (each mark = ${each})`, 720 - place.right - 12, size, 5);
  return [
    { shape: "rect", x: place.left, y: top, width: place.right - place.left, height, fill: "wash" },
    ...groups.flatMap(({ count, of }, i): readonly Mark[] => {
      const marks = gridPack(Math.ceil(count / each), pitch, place.slot * 0.86);
      const numbers = numberLines(count, of, place.slot - 6);
      return [
        ...(marks.length === 0
          ? []
          : [
              {
                shape: "dots",
                form,
                at: marks.map(([dx, dy]) => [place.centre(i) + dx, top + 8 + place.radius + dy] as const),
                radius: place.radius,
                fill: "paper",
                stroke: "muted",
                width: 1,
              } as const,
            ]),
        ...numbers.map((line, at) =>
          textAt(place.centre(i), top + gridHeight + 12 + size + at * step, line, size, { anchor: "middle" }),
        ),
      ];
    }),
    ...textBlock(place.right + 10, top + size + 4, words.lines, size, {
      fill: "muted",
      ...(words.full === undefined ? {} : { full: words.full }),
    }),
  ];
}

/** `n = 83 (45%)` in one line, in two, as the bare count, or not at all where even that has no room. */
function numberLines(count: number, of: number, room: number): readonly string[] {
  const n = `n${noBreakSpace}=${noBreakSpace}${writeCount(count)}`;
  const share = of > 0 ? writeShare(count / of, of) : undefined;
  const forms =
    share === undefined
      ? [[n], [writeCount(count)]]
      : [[`${n} (${share})`], [n, `(${share})`], [writeCount(count), share], [writeCount(count)]];
  return forms.find((lines) => lines.every((line) => textWidth(line, textSize.note) <= room)) ?? [];
}
