/** What a figure is drawn with. A paint is a meaning; the theme gives it a colour. */
export type Paint =
  | "ink"
  | "muted"
  | "rule"
  | "grid"
  | "paper"
  | "wash"
  | "accent"
  | "accentSoft"
  | "contrast"
  | "hatch";

export type Mark =
  | {
      readonly shape: "line";
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
      readonly stroke: Paint;
      readonly width: number;
      readonly dash?: string;
    }
  | {
      readonly shape: "rect";
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly fill: Paint;
      /** Of the fill, from 0 to 1 (the paint itself), where a shade says how much. */
      readonly strength?: number;
      readonly stroke?: Paint;
    }
  | {
      /** Many equal marks: one group in the file. */
      readonly shape: "dots";
      readonly form: "circle" | "square" | "diamond" | "triangle";
      readonly at: readonly (readonly [number, number])[];
      readonly radius: number;
      readonly fill: Paint;
      readonly stroke: Paint;
      readonly width: number;
    }
  | {
      readonly shape: "polygon";
      readonly points: readonly (readonly [number, number])[];
      readonly fill: Paint;
    }
  | {
      readonly shape: "text";
      readonly x: number;
      readonly y: number;
      readonly text: string;
      /** The whole text where `text` is cut. */
      readonly full?: string;
      readonly size: number;
      readonly anchor: "start" | "middle" | "end";
      readonly fill: Paint;
      readonly bold?: boolean;
      /** Degrees, around (x, y). */
      readonly turn?: number;
      /** Drawn over data: the letters get an edge of paper. */
      readonly halo?: boolean;
    };

/** A part of a drawing that can be pointed at, by mouse or by keyboard, and what it stands for. */
export interface Target {
  /** Where it answers; at least 24 x 24 unless a neighbour is nearer. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Unique in the figure and the same for the same data: `bar-2`, `point-1-0.35`, `row-4`. */
  readonly key: string;
  /** Plain text with its numbers. Labels from files may stand in it: it is hostile text. */
  readonly label: string;
  /** Subjects behind it; absent where the figure does not know them. */
  readonly people?: number;
  /** Condition in the expression language that selects those subjects, narrowed by `values` where there are some. */
  readonly who?: string;
  readonly values?: TargetValues;
  /** The height of a limit line, in the unit of the axis: it may be dragged. */
  readonly limit?: number;
}

/** Which measured cells of an analyte a mark stands for. */
export type TargetValues =
  | {
      readonly analyte: string;
      readonly kind: "value";
      /** Both absent: every cell with a number. */
      readonly value?: number;
      readonly detected?: boolean;
    }
  | {
      readonly analyte: string;
      readonly kind: "nonDetect";
      /** Null: the sample has none. Absent: whatever it is. */
      readonly limit?: number | null;
    }
  | { readonly analyte: string; readonly kind: "above" };

/** The vertical axis of a drawing, from (`bottom`, `low`) to (`top`, `high`), and how far it reaches to the sides. */
export interface SceneAxis {
  readonly scale: "log" | "linear";
  readonly top: number;
  readonly bottom: number;
  readonly low: number;
  readonly high: number;
  readonly left: number;
  readonly right: number;
}

/** A drawing as data; coordinates in CSS pixels, y downwards. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
  readonly targets?: readonly Target[];
  readonly axis?: SceneAxis;
}

export const textSize = { label: 13, cell: 12.5, tick: 12, note: 11.5 } as const;

type TextMark = Extract<Mark, { shape: "text" }>;
type TextOptions = Partial<Pick<TextMark, "anchor" | "fill" | "bold" | "turn" | "halo" | "full">>;

/** A text mark; starts at x in ink unless told otherwise. */
export const textAt = (
  x: number,
  y: number,
  text: string,
  size: number,
  options: TextOptions = {},
): Mark => ({
  shape: "text",
  x,
  y,
  text,
  size,
  anchor: "start",
  fill: "ink",
  ...options,
});

export const lineFrom = (
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  stroke: Paint,
  width: number,
  dash?: string,
): Mark => ({ shape: "line", x1, y1, x2, y2, stroke, width, ...(dash === undefined ? {} : { dash }) });

/** Lines of one label, the first baseline at y. */
export function textBlock(
  x: number,
  y: number,
  lines: readonly string[],
  size: number,
  options: TextOptions = {},
): readonly Mark[] {
  return lines.map((line, i) => textAt(x, y + i * lineHeight(size), line, size, options));
}

export const lineHeight = (size: number): number => Math.round(size * 1.22 * 2) / 2;

/** A drawing that says that there is nothing to draw. */
export const emptyScene = (message: string): Scene => ({
  width: 720,
  height: 72,
  marks: [
    { shape: "rect", x: 0, y: 0, width: 720, height: 72, fill: "wash" },
    textAt(360, 41, message, textSize.label, { anchor: "middle", fill: "muted" }),
  ],
});
