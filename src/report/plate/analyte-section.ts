/** One analyte of one plate on the page: verdict, curve, standards, samples, heat map and criteria. */
import type { AnalyteResult } from "../../assay/results/plate-result.ts";
import { describeIssue } from "../../core/issues/issue.ts";
import type { MeasurementStatus } from "../../core/measurement.ts";
import type { Phrase, Prose, Table } from "../../questions/answer.ts";
import { cleanText, escapeMarkup } from "../escape.ts";
import { labelToHtml } from "../format.ts";
import { writeNumber } from "../digits.ts";
import { textTable } from "../page/parts.ts";
import { tableToHtml } from "../tables.ts";
import { curveScene } from "./curve-scene.ts";
import { drawingToHtml } from "./drawing.ts";
import { residualScene, residualsInWords } from "./residual-scene.ts";
import { heatScene } from "./heat-scene.ts";

const number = (value: number | null, why = "there is none"): Prose => [{ value, as: "number", why }];
const share = (value: number | null, why = "there is none"): Prose => [{ value, as: "share", why }];
const right = (label: string): { readonly label: string; readonly align: "right" } => ({
  label,
  align: "right",
});

const STATUS: Readonly<Record<MeasurementStatus, string>> = {
  quantified: "quantified",
  belowLod: "below LOD",
  belowLloq: "below LLOQ",
  aboveUloq: "above ULOQ",
  extrapolatedLow: "extrapolated, low",
  extrapolatedHigh: "extrapolated, high",
  notMeasured: "not measured",
  invalid: "invalid",
};

const CRITERIA: Readonly<Record<string, string>> = {
  "good-curve": "The curve is good",
  "standards-share": "Share of standards whose recovery lies within bounds",
  "standards-levels": "Levels of standards that pass",
  "controls-share": "Share of controls whose recovery lies within bounds",
  "controls-share-of-level": "The same, of the worst level",
  "replicates-share": "Share of samples whose replicates agree",
  "beads-share": "Share of wells with enough beads",
};

function curveInWords({ curve, range, limits, unit, samples }: AnalyteResult): string {
  if (curve === null) return "No curve was fitted.";
  const [limit] = limits;
  const unitText = unit === "" ? "" : ` ${unit}`;
  const { a, b, c, d, g } = curve.parameters;
  const unknowns = samples.filter(({ type }) => type === "unknown");
  return cleanText(
    [
      `${curve.model}, weights ${curve.weighting}, background ${curve.background}: y = d + (a - d) / (1 + (x/c)^b)^g with a = ${writeNumber(a, 4)}, b = ${writeNumber(b, 4)}, c = ${writeNumber(c, 4)}, d = ${writeNumber(d, 4)}, g = ${writeNumber(g, 4)}.`,
      range === null || range.lloq === null || range.uloq === null
        ? "No range of quantification."
        : `Range of quantification ${writeNumber(range.lloq)} to ${writeNumber(range.uloq)}${unitText}, before dilution.`,
      limit.signal === null
        ? ""
        : `Limit of detection (${limit.rule}) at signal ${writeNumber(limit.signal)}${limit.concentration === null ? ", below the curve" : `, ${writeNumber(limit.concentration)}${unitText} before dilution`}.`,
      `${unknowns.filter(({ onPlate }) => onPlate !== null).length} of ${unknowns.length} samples lie on the curve.`,
    ].join(" "),
  );
}

function standardsTable({ curve, range, standardWells }: AnalyteResult, id: string): Table | null {
  if (curve === null) return null;
  const levels = new Map(range?.levels.map((level) => [level.concentration, level]));
  return textTable(
    `${id}-standards`,
    "Standards",
    [
      "Wells",
      right("Concentration"),
      right("Signal"),
      right("Fitted"),
      right("Residual"),
      right("Read back"),
      right("Recovery"),
      "Level",
    ],
    curve.points.map(
      ({ standard, concentration, signal, fitted, residual, recalculated, recovery, mask, off }) => [
        standard === null ? "blank" : (standardWells[standard] ?? []).join(" "),
        number(concentration),
        number(signal),
        number(fitted),
        number(residual, "the scatter is not known"),
        number(recalculated, off === "above-curve" ? "above the curve" : "below the curve"),
        share(recovery, concentration === 0 ? "there is none at concentration 0" : "off the curve"),
        mask !== null
          ? `masked: ${mask.by === "person" ? mask.reason : "studentised residual"}`
          : levels.get(concentration) === undefined
            ? ""
            : levels.get(concentration)!.passes
              ? "passes"
              : "fails",
      ],
    ),
    [
      [
        "Residual: in standard deviations of the fit. Level: whether the level's mean signal reads back within bounds and its wells agree.",
      ],
    ],
  );
}

const samplesTable = ({ samples, unit }: AnalyteResult, id: string): Table =>
  textTable(
    `${id}-samples`,
    `Samples and controls${unit === "" ? "" : ` (${unit})`}`,
    [
      "Sample",
      right("Signal"),
      right("Concentration"),
      right("95 % interval"),
      "Status",
      right("Above limit"),
      "Remarks",
    ],
    samples.map((one) => [
      one.sample === "" ? one.wells.join(" ") : one.sample,
      number(one.signal, "no well has a signal"),
      number(one.concentration, STATUS[one.status]),
      interval(one.lower, one.upper),
      STATUS[one.status],
      [{ value: one.probability, as: "share", why: "no limit or no good curve" }],
      one.flags.join("; "),
    ]),
    [
      [
        "Concentrations of the undiluted sample. Above limit: probability that the concentration lies above the limit of detection.",
      ],
    ],
  );

const interval = (lower: number | null, upper: number | null): Prose =>
  lower === null || upper === null
    ? number(null, "no interval")
    : [
        { value: lower, as: "number" },
        " to ",
        upper === Infinity ? "∞" : ({ value: upper, as: "number" } satisfies Phrase),
      ];

const criteriaTable = ({ acceptance, notAsked }: AnalyteResult, id: string): Table =>
  textTable(
    `${id}-acceptance`,
    "Acceptance",
    ["Criterion", right("Got"), right("At least"), "Verdict", "Failing"],
    (acceptance?.results ?? []).map(({ criterion, got, least, passes, failing }) => {
      const value = (x: number | null): Prose =>
        criterion === "standards-levels" ? [{ value: x, as: "count" }] : share(x);
      return [
        CRITERIA[criterion] ?? criterion,
        criterion === "good-curve" ? (got === 1 ? "yes" : "no") : value(got),
        criterion === "good-curve" ? "yes" : value(least),
        passes ? "pass" : "FAIL",
        failing.join(", "),
      ];
    }),
    [
      ...(acceptance === null ? [["There is no curve: the analyte fails."]] : []),
      ...(notAsked.length === 0 ? [] : [[`Not asked, since the plate holds none: ${notAsked.join(", ")}.`]]),
    ],
  );

export function analyteSection(result: AnalyteResult, id: string, plate: string): string {
  const name = result.analyte === "" ? "Analyte without a name" : result.analyte;
  const standards = standardsTable(result, id);
  const table = (one: Table): string => tableToHtml(one, { idPrefix: id });
  return [
    `<section id="${id}" aria-labelledby="${id}-title">`,
    `<h2 id="${id}-title">${labelToHtml(`${name} on ${plate}`)}: ${result.accepted ? "pass" : "FAIL"}</h2>`,
    ...(result.issues.length === 0
      ? []
      : [
          `<div class="warnings"><h3>To be looked at</h3><ul>${result.issues.map((issue) => `<li>${escapeMarkup(describeIssue(issue))}</li>`).join("")}</ul></div>`,
        ]),
    drawingToHtml(
      curveScene(result),
      `${id}-curve`,
      `${name} on ${plate}: standard curve${result.curve === null || result.curve.status === "good" ? "" : ` (${result.curve.status})`}`,
      curveInWords(result),
    ),
    ...(result.curve === null
      ? []
      : [
          drawingToHtml(
            residualScene(result),
            `${id}-residuals`,
            `${name} on ${plate}: residuals of the standards`,
            residualsInWords(result),
          ),
        ]),
    table(criteriaTable(result, id)),
    ...(standards === null ? [] : [table(standards)]),
    drawingToHtml(
      heatScene(result),
      `${id}-heat`,
      `${name} on ${plate}: signals by well`,
      `The darker, the higher the signal, on a logarithmic scale. ${signalsInWords(result)}`,
    ),
    `<details class="numbers"><summary>Samples<span class="unseen">: ${escapeMarkup(name)}</span></summary>`,
    table(samplesTable(result, id)),
    "</details>",
    "</section>",
  ].join("\n");
}

function signalsInWords({ signals, blanks }: AnalyteResult): string {
  const values = signals.map(({ signal }) => signal);
  if (values.length === 0) return "";
  const least = values.reduce((low, value) => Math.min(low, value), Infinity);
  const most = values.reduce((high, value) => Math.max(high, value), -Infinity);
  return cleanText(
    `Signals from ${writeNumber(least)} to ${writeNumber(most)}${blanks === null ? "" : `; ${blanks.wells} blank wells with mean ${writeNumber(blanks.mean)} and SD ${writeNumber(blanks.sd)}`}.`,
  );
}
