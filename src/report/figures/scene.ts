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

/** A drawing as data; coordinates in CSS pixels, y downwards. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
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
