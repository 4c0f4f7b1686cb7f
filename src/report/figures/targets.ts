/** What can be pointed at in bars and in forest figures: every row, over its whole width. */
import type { BarsFigure, ForestFigure, ForestRow } from "../../questions/answer.ts";
import { subjectsInWords, writeCount, writeShare } from "../digits.ts";
import { cleanText } from "../escape.ts";
import { proseToText } from "../format.ts";
import type { Target } from "./scene.ts";

type Bar = BarsFigure["bars"][number];

const placeOf = (
  i: number,
  tops: readonly number[],
  heights: readonly number[],
  width: number,
): Pick<Target, "x" | "y" | "width" | "height"> => ({
  x: 0,
  y: tops[i] ?? 0,
  width,
  height: heights[i] ?? 0,
});

/** `n` are the measured subjects of each group, detected or not. */
export function barTargets(
  figure: BarsFigure,
  tops: readonly number[],
  heights: readonly number[],
  width: number,
): readonly Target[] {
  return figure.bars.map((bar, i) => ({
    ...placeOf(i, tops, heights, width),
    key: `bar-${i}`,
    label: barInWords(figure, bar),
    people: bar.n,
    ...(bar.who === undefined ? {} : { who: bar.who }),
  }));
}

/** `RR-MS: 61 of 250 detected, 24% (95% interval 19% to 30%)` */
function barInWords(figure: BarsFigure, bar: Bar): string {
  const label = cleanText(bar.label).trim();
  if (bar.value === null) return `${label}: not measured`;
  const share = (value: number): string => writeShare(value, bar.n);
  const counts = `${writeCount(bar.events)} of ${writeCount(bar.n)} ${figure.event ?? ""}`.trim();
  const level = figure.confidence === undefined ? "" : `${writeShare(figure.confidence)} `;
  const limits =
    bar.lower === null || bar.upper === null
      ? ""
      : ` (${level}interval ${share(bar.lower)} to ${share(bar.upper)})`;
  return `${label}: ${counts}, ${share(bar.value)}${limits}`;
}

/** Headings are no targets: each row names its own. */
export function forestTargets(
  figure: ForestFigure,
  tops: readonly number[],
  heights: readonly number[],
  width: number,
): readonly Target[] {
  return figure.rows.flatMap((row, i): Target[] =>
    row.heading === true
      ? []
      : [
          {
            ...placeOf(i, tops, heights, width),
            key: `row-${i}`,
            label: rowInWords(figure, row),
            ...(row.n === undefined ? {} : { people: row.n }),
            ...(row.who === undefined ? {} : { who: row.who }),
          },
        ],
  );
}

/** `T2 lesions, 1-9: Probability of superiority 0.47 (0.41 to 0.53), 61 subjects` */
function rowInWords(figure: ForestFigure, row: ForestRow): string {
  const name = [row.under ?? "", row.label]
    .map((part) => cleanText(part).trim())
    .filter((part) => part !== "");
  const numbers = figure.columns.flatMap((column, i) => {
    const cell = proseToText(row.cells[i] ?? []).trim();
    return cell === "" ? [] : [`${column} ${cell}`];
  });
  const people = row.n === undefined ? [] : [subjectsInWords(row.n)];
  return `${name.join(", ")}: ${[...numbers, ...people].join(", ")}`;
}
