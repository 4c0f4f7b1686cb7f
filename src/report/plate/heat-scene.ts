/** The signals of one analyte where they stood on the plate: the darker, the higher, on a logarithmic scale. */
import * as elementary from "../../core/elementary.ts";
import type { AnalyteResult } from "../../assay/results/plate-result.ts";
import { fixed, writeNumber } from "../digits.ts";
import { emptyScene, type Mark, type Scene, textAt, textSize } from "../figures/scene.ts";

const WIDTH = 720;
const LEFT = 26;
const TOP = 24;

const LETTERS = "ABCDEFGHIJKLMNOP";

/** Up to a shade at which letters of ink can be read. */
const MOST = 0.62;

interface Cell {
  readonly row: number;
  readonly column: number;
  readonly signal: number;
}

/** A row that sums up wells gives each of them its signal; a well that has one of its own keeps it. */
function cellsOf({ signals }: AnalyteResult): readonly Cell[] {
  const bySize = [...signals].sort((a, b) => b.wells.length - a.wells.length);
  const cells = new Map(bySize.flatMap(({ wells, signal }) => wells.map((well) => [well, signal] as const)));
  return [...cells].map(([well, signal]) => ({
    row: LETTERS.indexOf(well.charAt(0)),
    column: Number(well.slice(1)) - 1,
    signal,
  }));
}

/** Two or three digits: what a cell has room for. */
const short = (signal: number): string =>
  Math.abs(signal) >= 10_000 ? `${fixed(signal / 1000, 0)}k` : writeNumber(signal, 2);

export function heatScene(result: AnalyteResult): Scene {
  const cells = cellsOf(result);
  if (cells.length === 0) return emptyScene("No signal to show");
  const large = cells.some(({ row, column }) => row > 7 || column > 11);
  const [rows, columns] = large ? [16, 24] : [8, 12];
  const width = (WIDTH - LEFT) / columns;
  const height = large ? 20 : 28;
  const positive = cells.map(({ signal }) => signal).filter((signal) => signal > 0);
  const low = elementary.log(positive.reduce((least, signal) => Math.min(least, signal), Infinity));
  const high = elementary.log(positive.reduce((most, signal) => Math.max(most, signal), 0));
  const strengthOf = (signal: number): number =>
    signal <= 0 || !(high > low) ? 0 : (MOST * (elementary.log(signal) - low)) / (high - low);
  const box = ({ row, column }: Omit<Cell, "signal">) => ({
    x: LEFT + column * width + 1,
    y: TOP + row * height + 1,
    width: width - 2,
    height: height - 2,
  });
  const empty = Array.from(
    { length: rows * columns },
    (_, i): Mark => ({
      shape: "rect",
      ...box({ row: Math.floor(i / columns), column: i % columns }),
      fill: "wash",
    }),
  );
  return {
    width: WIDTH,
    height: TOP + rows * height + 4,
    marks: [
      ...Array.from({ length: columns }, (_, i) =>
        textAt(LEFT + (i + 0.5) * width, 15, String(i + 1), textSize.note, {
          anchor: "middle",
          fill: "muted",
        }),
      ),
      ...Array.from({ length: rows }, (_, i) =>
        textAt(4, TOP + (i + 0.5) * height + 4, LETTERS.charAt(i), textSize.note, { fill: "muted" }),
      ),
      ...empty,
      ...cells.map(
        (cell): Mark => ({ shape: "rect", ...box(cell), fill: "accent", strength: strengthOf(cell.signal) }),
      ),
      ...(large
        ? []
        : cells.map(({ row, column, signal }) =>
            textAt(
              LEFT + (column + 0.5) * width,
              TOP + (row + 0.5) * height + 4,
              short(signal),
              textSize.note,
              {
                anchor: "middle",
              },
            ),
          )),
    ],
  };
}
