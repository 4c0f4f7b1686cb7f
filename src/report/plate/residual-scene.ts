/** Residuals of the standards in standard deviations of the fit, over their concentration: a bow shows a curve that does not follow them. */
import type { AnalyteResult } from "../../assay/results/plate-result.ts";
import { linearAxis, logAxis } from "../figures/axis.ts";
import { emptyScene, lineFrom, type Mark, type Scene, textAt, textSize } from "../figures/scene.ts";
import { cutToWidth } from "../figures/text-metrics.ts";

const WIDTH = 720;
const LEFT = 64;
const RIGHT = 24;
const TOP = 28;
const PLOT = 150;
const BOTTOM = TOP + PLOT;
/** Blanks stand left of the axis of concentrations, which is logarithmic. */
const BLANKS = LEFT + 22;
const FIRST = LEFT + 52;

export function residualScene({ curve, unit }: AnalyteResult): Scene {
  const points = (curve?.points ?? []).flatMap(({ concentration, residual, mask }) =>
    residual === null || mask !== null ? [] : [{ concentration, residual }],
  );
  const levels = points.flatMap(({ concentration }) => (concentration > 0 ? [concentration] : []));
  if (levels.length === 0) return emptyScene("No residual to show");
  const hasBlanks = levels.length < points.length;
  const most = points.reduce((far, { residual }) => Math.max(far, Math.abs(residual)), 2.2);
  const y = linearAxis(-most, most, [BOTTOM, TOP], 6);
  const x = logAxis(
    Math.min(...levels) / 1.5,
    Math.max(...levels) * 1.5,
    [hasBlanks ? FIRST : LEFT, WIDTH - RIGHT],
    10,
  );
  const at = points.map(
    ({ concentration, residual }) =>
      [concentration > 0 ? x.at(concentration) : BLANKS, y.at(residual)] as const,
  );
  const lines: readonly Mark[] = [-2, 0, 2].map((z) =>
    lineFrom(
      [LEFT, y.at(z)],
      [WIDTH - RIGHT, y.at(z)],
      z === 0 ? "rule" : "grid",
      1.25,
      ...(z === 0 ? [] : ["5 3"]),
    ),
  );
  return {
    width: WIDTH,
    height: BOTTOM + 48,
    marks: [
      textAt(0, 13, "Residual, standard deviations of the fit", textSize.label),
      ...lines,
      ...y.ticks.map(({ value, label }) =>
        textAt(LEFT - 8, y.at(value) + 4, label, textSize.tick, { anchor: "end", fill: "muted" }),
      ),
      ...x.ticks
        .filter(({ minor }) => !minor)
        .map(({ value, label }) =>
          textAt(x.at(value), BOTTOM + 18, label, textSize.tick, { anchor: "middle", fill: "muted" }),
        ),
      ...(hasBlanks
        ? [textAt(BLANKS, BOTTOM + 18, "blanks", textSize.tick, { anchor: "middle", fill: "muted" })]
        : []),
      textAt(
        (LEFT + WIDTH - RIGHT) / 2,
        BOTTOM + 40,
        cutToWidth(`Concentration of the standard${unit === "" ? "" : ` (${unit})`}`, 500, textSize.label),
        textSize.label,
        {
          anchor: "middle",
        },
      ),
      { shape: "dots", form: "circle", at, radius: 4, fill: "accent", stroke: "paper", width: 1 },
    ],
  };
}

/** What the drawing shows, for those who do not see it; the numbers stand in the table of standards. */
export function residualsInWords({ curve }: AnalyteResult): string {
  const known = (curve?.points ?? []).flatMap(({ residual, mask }) =>
    residual === null || mask !== null ? [] : [residual],
  );
  const far = known.filter((residual) => Math.abs(residual) > 2).length;
  return `${known.length} standards and blanks in the fit, ${far} of them more than 2 standard deviations from the curve. Dashed: 2 standard deviations. A bow, or a funnel, shows a curve or weights that do not follow the standards.`;
}
