/** The controls that have a target: chart, readings and the rules they break. */
import type { ControlChart } from "../../assay/results/control-charts.ts";
import { textTable } from "../page/parts.ts";
import { tableToHtml } from "../tables.ts";
import { controlScene } from "./control-scene.ts";
import { drawingToHtml } from "./drawing.ts";

const right = (label: string): { readonly label: string; readonly align: "right" } => ({
  label,
  align: "right",
});

function chartToHtml(chart: ControlChart, i: number): string {
  const { target, readings, fewRuns } = chart;
  const name = `${target.control}, ${target.analyte === "" ? "analyte without a name" : target.analyte}`;
  const broken = readings.filter(({ broken: rules }) => rules.length > 0).length;
  return [
    drawingToHtml(
      controlScene(chart),
      `control-${i + 1}`,
      `${name}: readings over the plates`,
      `${readings.length} readings, ${broken} of them break a rule. Dashed: 3 SD; diamonds: a rule is broken.`,
    ),
    tableToHtml(
      textTable(
        `control-${i + 1}-readings`,
        `Readings of ${name}`,
        ["Plate", "Wells", right("Concentration"), right("SD from target"), "Rules broken"],
        readings.map(({ plate, wells, concentration, z, broken: rules }) => [
          plate,
          wells.join(" "),
          [{ value: concentration, as: "number", why: "off the curve, or no good curve" }],
          [{ value: z, as: "statistic", why: "no concentration" }],
          rules.join(", "),
        ]),
        [
          [
            "Target: mean ",
            { value: target.mean, as: "number" },
            ", SD ",
            { value: target.sd, as: "number" },
            " from ",
            { value: target.runs, as: "count" },
            " runs.",
            ...(fewRuns ? [" Fewer than 20 runs: the target is itself uncertain."] : []),
          ],
        ],
      ),
    ),
  ].join("\n");
}

/** Nothing where no target was given. */
export const controlSection = (charts: readonly ControlChart[]): readonly string[] =>
  charts.length === 0
    ? []
    : [
        `<section id="controls" aria-labelledby="controls-title">`,
        `<h2 id="controls-title">Controls against their targets</h2>`,
        ...charts.map(chartToHtml),
        "</section>",
      ];
