import { noBreakSpace, writeCount, writeShare } from "../digits.ts";
import { gridPack } from "./pack.ts";
import { type Mark, lineHeight, textAt, textBlock, textSize } from "./scene.ts";
import { widest, wrapText } from "./text-metrics.ts";

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
  /** The numbers of each group: all in the longest form that fits everywhere, or all turned upwards. */
  readonly numbers: readonly (readonly string[])[];
  readonly turned: boolean;
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
  const fitting = numberForms
    .map((form) => groups.map(form))
    .find((all) => all.every((lines) => widest(lines, textSize.note) <= slot - 6));
  const numbers = fitting ?? groups.map((group) => [shortForm(group).join(noBreakSpace)]);
  const turned = fitting === undefined;
  const numbersHeight = turned
    ? widest(numbers.flat(), textSize.note) + 6
    : Math.max(...numbers.map((lines) => lines.length)) * lineHeight(textSize.note);
  return { groups, pitch, each, gridHeight, numbers, turned, height: gridHeight + numbersHeight + 16 };
}

export function bandMarks(
  band: Band,
  top: number,
  label: string,
  form: "circle" | "triangle",
  place: {
    readonly left: number;
    readonly right: number;
    readonly width: number;
    readonly centre: (i: number) => number;
    readonly slot: number;
    readonly radius: number;
  },
): readonly Mark[] {
  const { groups, pitch, each, gridHeight, height, numbers, turned } = band;
  const size = textSize.note;
  const step = lineHeight(size);
  const words = wrapText(
    each === 1 ? label : `${label} (each mark${noBreakSpace}=${noBreakSpace}${writeCount(each)})`,
    place.width - place.right - 12,
    size,
    5,
  );
  return [
    { shape: "rect", x: place.left, y: top, width: place.right - place.left, height, fill: "wash" },
    ...groups.flatMap(({ count }, i): readonly Mark[] => {
      const marks = gridPack(Math.ceil(count / each), pitch, place.slot * 0.86);
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
        ...(numbers[i] ?? []).map((line, at) =>
          turned
            ? textAt(place.centre(i) + 4, top + gridHeight + 12, line, size, { anchor: "end", turn: -90 })
            : textAt(place.centre(i), top + gridHeight + 11 + size + at * step, line, size, {
                anchor: "middle",
              }),
        ),
      ];
    }),
    ...textBlock(place.right + 10, top + size + 4, words.lines, size, {
      fill: "muted",
      ...(words.full === undefined ? {} : { full: words.full }),
    }),
  ];
}

const shareOf = ({ count, of }: Counted): string | undefined =>
  of > 0 ? writeShare(count / of, of) : undefined;

const sizeOf = ({ count }: Counted): string => `n${noBreakSpace}=${noBreakSpace}${writeCount(count)}`;

function shortForm(counted: Counted): readonly string[] {
  const share = shareOf(counted);
  return share === undefined ? [writeCount(counted.count)] : [writeCount(counted.count), `(${share})`];
}

/** `n = 83 (45%)` in one line, or in two, or without the letter. */
const numberForms: readonly ((counted: Counted) => readonly string[])[] = [
  (counted) => [[sizeOf(counted), ...shortForm(counted).slice(1)].join(" ")],
  (counted) => [sizeOf(counted), ...shortForm(counted).slice(1)],
  shortForm,
];
