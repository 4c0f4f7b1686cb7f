/** Patterns of unknown cells: a column for each variable, a row for each pattern. */
import { emptyScene, type Mark, type Scene, textAt, textSize } from "../figures/scene.ts";
import { cutToWidth, textWidth } from "../figures/text-metrics.ts";
import type { ReportPattern } from "./data-report.ts";

const WIDTH = 720;
const ROW = 18;
const GAP = 2;
const COUNTS = 56;
/** Columns that a row can show. */
const MOST_COLUMNS = 60;
const LONGEST_LABEL = 130;

export function missingScene(labels: readonly string[], patterns: readonly ReportPattern[]): Scene {
  if (labels.length === 0 || patterns.length === 0) return emptyScene("No cell is unknown");
  const shown = labels.slice(0, MOST_COLUMNS);
  const slot = Math.min(34, (WIDTH - COUNTS) / shown.length);
  const cut = shown.map((label) => cutToWidth(label, LONGEST_LABEL, textSize.note));
  const top = 10 + Math.max(...cut.map((label) => textWidth(label, textSize.note)));
  const names = cut.map(
    (label, j): Mark =>
      textAt((j + 0.5) * slot + 4, top - 6, label, textSize.note, {
        turn: -90,
        ...(label === shown[j] ? {} : { full: shown[j]! }),
      }),
  );
  const cells = patterns.flatMap(({ unknown }, i) =>
    shown.map((_, j): Mark => {
      const isUnknown = unknown[j] === true;
      return {
        shape: "rect",
        x: j * slot + GAP / 2,
        y: top + i * ROW,
        width: slot - GAP,
        height: ROW - GAP,
        fill: isUnknown ? "contrast" : "accentSoft",
      };
    }),
  );
  const counts = patterns.map(
    ({ subjects }, i): Mark =>
      textAt(shown.length * slot + 8, top + i * ROW + 13, String(subjects), textSize.tick),
  );
  return {
    width: WIDTH,
    height: top + patterns.length * ROW + 4,
    marks: [...names, ...cells, ...counts],
  };
}
