/** A control over the plates of a run, in standard deviations of its target (Levey-Jennings). */
import type { ControlChart } from "../../assay/results/control-charts.ts";
import { linearAxis } from "../figures/axis.ts";
import { emptyScene, lineFrom, type Mark, type Scene, textAt, textSize } from "../figures/scene.ts";
import { cutToWidth } from "../figures/text-metrics.ts";

const WIDTH = 720;
const LEFT = 46;
const RIGHT = 16;
const TOP = 28;
const PLOT = 190;
const BOTTOM = TOP + PLOT;

/** Where names of plates no longer fit side by side. */
const LEAST_SLOT = 44;

export function controlScene({ readings }: ControlChart): Scene {
  const shown = readings.flatMap(({ z }) => (z === null ? [] : [z]));
  if (shown.length === 0) return emptyScene("No reading to show");
  const most = shown.reduce((far, z) => Math.max(far, Math.abs(z)), 3.5);
  const axis = linearAxis(-most, most, [BOTTOM, TOP], 8);
  const slot = (WIDTH - RIGHT - LEFT) / readings.length;
  const centre = (i: number): number => LEFT + (i + 0.5) * slot;
  const dots = (broken: boolean): Mark => ({
    shape: "dots",
    form: broken ? "diamond" : "circle",
    at: readings.flatMap(({ z, broken: rules }, i) =>
      z !== null && rules.length > 0 === broken ? [[centre(i), axis.at(z)] as const] : [],
    ),
    radius: broken ? 5 : 4,
    fill: broken ? "contrast" : "accent",
    stroke: "paper",
    width: 1,
  });
  const lines = [-3, -2, 0, 2, 3].map((z) =>
    lineFrom(
      [LEFT, axis.at(z)],
      [WIDTH - RIGHT, axis.at(z)],
      z === 0 ? "rule" : Math.abs(z) === 2 ? "grid" : "contrast",
      1.25,
      ...(Math.abs(z) === 3 ? ["5 3"] : []),
    ),
  );
  return {
    width: WIDTH,
    height: BOTTOM + 28,
    marks: [
      textAt(0, 13, "Standard deviations from the target", textSize.label),
      ...lines,
      ...axis.ticks.map(({ value, label }) =>
        textAt(LEFT - 8, axis.at(value) + 4, label, textSize.tick, { anchor: "end", fill: "muted" }),
      ),
      ...(slot < LEAST_SLOT
        ? []
        : readings.map(({ plate }, i) =>
            textAt(centre(i), BOTTOM + 20, cutToWidth(plate, slot - 6, textSize.note), textSize.note, {
              anchor: "middle",
              fill: "muted",
            }),
          )),
      dots(false),
      dots(true),
    ],
  };
}
