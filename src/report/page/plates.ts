import { escapeMarkup } from "../escape.ts";
import type { ReportPlates } from "../report-input.ts";
import { tableToHtml } from "../tables.ts";
import { balanceTables } from "../plate/quality-section.ts";
import { textTable } from "./parts.ts";

const right = (label: string): { readonly label: string; readonly align: "right" } => ({
  label,
  align: "right",
});

const FAILED: Readonly<Record<ReportPlates["failed"], string>> = {
  unknown: "Samples whose analyte did not pass on their plate are unknown, never negative.",
  used: "Samples whose analyte did not pass on their plate are used all the same, as the protocol says.",
};
const REPEATED: Readonly<Record<ReportPlates["repeated"], string>> = {
  refuse: "No sample was measured more than once.",
  first: "Of a sample that was measured more than once the first result counts.",
  last: "Of a sample that was measured more than once the last result counts.",
};

function runToHtml(run: ReportPlates["runs"][number]): string {
  const how = [
    run.software.length === 0 ? "" : `read from ${run.software.join(", ")}`,
    `curve ${run.curve}`,
    `weights ${run.weights}`,
    `background ${run.background}`,
    `signal ${run.direction}`,
    `limit of detection ${run.limit}`,
    run.map === undefined ? "" : `plate map ${run.map}`,
    run.masks === undefined ? "" : `masked wells ${run.masks}`,
  ].filter((part) => part !== "");
  return `<li><b>${escapeMarkup(run.name)}</b>: ${escapeMarkup(how.join(", "))}. Curves, wells and criteria: <code>${escapeMarkup(run.folder)}/report.html</code>.</li>`;
}

/** How the concentrations came about, with the verdict on every plate. */
export function platesToHtml(plates: ReportPlates | undefined): readonly string[] {
  if (plates === undefined) return [];
  return [
    "<h3>From the plates to concentrations</h3>",
    `<p>Every curve was fitted again from the raw exports; replicates were averaged on their signals; each sample has the limits of its own plate. ${FAILED[plates.failed]} ${REPEATED[plates.repeated]}</p>`,
    `<ul class="plain">${plates.runs.map(runToHtml).join("")}</ul>`,
    tableToHtml(
      textTable(
        "plate-verdicts",
        "Verdict on every plate, with its limits before dilution and its samples",
        [
          "Run",
          "Plate",
          "Analyte",
          "Verdict",
          "Curve",
          right("LOD"),
          right("LLOQ"),
          right("ULOQ"),
          right("Samples"),
          right("Detected"),
        ],
        plates.runs.flatMap(({ name, verdicts }) =>
          verdicts.map((one) => [
            name,
            one.plate,
            one.analyte,
            one.accepted ? "pass" : "FAIL",
            one.curve,
            [{ value: one.lod, as: "number" as const, why: "no limit under this rule on this plate" }],
            [{ value: one.lloq, as: "number" as const, why: "no standard passes, or no good curve" }],
            [{ value: one.uloq, as: "number" as const, why: "no standard passes, or no good curve" }],
            [{ value: one.samples, as: "count" as const }],
            [
              { value: one.detected, as: "count" as const },
              " of ",
              { value: one.judged, as: "count" as const },
            ],
          ]),
        ),
        [
          [
            "Detected: on this plate alone, by the signal against its own limit. Samples of a plate that failed count in no answer unless the protocol uses them.",
          ],
        ],
      ),
    ),
    ...balanceTables(plates.balance),
  ];
}
