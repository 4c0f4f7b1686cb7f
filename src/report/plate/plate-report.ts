/** The report of a run of plates as one page: no script, no network; the same input gives the same bytes. */
import type { ResultChoices } from "../../assay/results/choices.ts";
import type { ControlChart } from "../../assay/results/control-charts.ts";
import type { AnalyteResult, PlateResult } from "../../assay/results/plate-result.ts";
import type { RunQuality } from "../../assay/results/run-quality.ts";
import type { AnalyteShares } from "../../assay/results/rule-shares.ts";
import type { Prose, Table } from "../../questions/answer.ts";
import { documentHtml } from "../document.ts";
import { labelToHtml, proseToHtml } from "../format.ts";
import { textTable } from "../page/parts.ts";
import { tableToHtml } from "../tables.ts";
import { analyteSection } from "./analyte-section.ts";
import { controlSection } from "./control-section.ts";
import { qualitySection } from "./quality-section.ts";

export interface PlateReportInput {
  readonly version: string;
  readonly files: readonly string[];
  readonly choices: ResultChoices;
  readonly plates: readonly PlateResult[];
  readonly shares: readonly AnalyteShares[];
  readonly charts: readonly ControlChart[];
  readonly quality: RunQuality;
  /** True, or how the plates were made, when they are invented: the page then says so, in print on every sheet. */
  readonly synthetic: boolean | string;
}

/** Plates that a heading can name. */
const MOST_NAMED = 4;

const right = (label: string): { readonly label: string; readonly align: "right" } => ({
  label,
  align: "right",
});

const plateName = ({ plate }: PlateResult, i: number): string => (plate === "" ? `Plate ${i + 1}` : plate);
const analyteName = (name: string): string => (name === "" ? "Analyte without a name" : name);
const sectionId = (plate: number, analyte: number): string => `p${plate + 1}-a${analyte + 1}`;

export function plateReportHtml(input: PlateReportInput): string {
  const { plates, files, version } = input;
  const title = plates.length > MOST_NAMED ? `${plates.length} plates` : plates.map(plateName).join(", ");
  const quality = qualitySection(input.quality, input.choices.confidence);
  const accepted = plates.filter((plate) => plate.accepted).length;
  const facts: Prose = [
    { value: files.length, as: "count" },
    files.length === 1 ? " file" : " files",
    `: ${files.join(", ")}. Computed with Cistern ${version}.`,
  ];
  return documentHtml({
    title: `Plates: ${title}`,
    synthetic: input.synthetic,
    skip: { to: "verdicts", words: "Skip to the verdicts" },
    header: [
      `<p class="kicker">Plate report</p>`,
      `<h1>${labelToHtml(title)}</h1>`,
      `<p class="lead">${proseToHtml([{ value: accepted, as: "count" }, " of ", { value: plates.length, as: "count" }, plates.length === 1 ? " plate passes." : " plates pass."])}</p>`,
      `<p class="facts">${proseToHtml(facts)}</p>`,
    ],
    sections: [
      `<section id="verdicts" aria-labelledby="verdicts-title">`,
      `<h2 id="verdicts-title">Verdicts</h2>`,
      tableToHtml(verdictTable(plates)),
      "</section>",
      `<section id="rules" aria-labelledby="rules-title">`,
      `<h2 id="rules-title">Detected under every rule</h2>`,
      tableToHtml(rulesTable(input.shares, input.choices)),
      "</section>",
      `<section id="choices" aria-labelledby="choices-title">`,
      `<h2 id="choices-title">What was chosen</h2>`,
      tableToHtml(choicesTable(input.choices)),
      "</section>",
      ...controlSection(input.charts),
      ...quality,
      ...plates.flatMap((plate, p) =>
        plate.analytes.map((analyte, a) => analyteSection(analyte, sectionId(p, a), plateName(plate, p))),
      ),
    ],
    contents: contents(plates, input.charts.length > 0, quality.length > 0),
  });
}

function contents(plates: readonly PlateResult[], hasControls: boolean, hasQuality: boolean): string {
  const items = plates.map((plate, p) => {
    const analytes = plate.analytes.map(
      ({ analyte }, a) =>
        `<li><span class="order" aria-hidden="true">${a + 1}</span><a href="#${sectionId(p, a)}">${labelToHtml(analyteName(analyte))}</a></li>`,
    );
    return `<li><a href="#${sectionId(p, 0)}">${labelToHtml(plateName(plate, p))}</a><ol>${analytes.join("")}</ol></li>`;
  });
  return [
    `<nav class="contents" aria-label="Contents">`,
    "<ol>",
    `<li><a href="#verdicts">Verdicts</a></li>`,
    `<li><a href="#rules">Detected under every rule</a></li>`,
    `<li><a href="#choices">What was chosen</a></li>`,
    ...(hasControls ? [`<li><a href="#controls">Controls against their targets</a></li>`] : []),
    ...(hasQuality ? [`<li><a href="#quality">Over the plates</a></li>`] : []),
    ...items,
    "</ol>",
    "</nav>",
  ].join("\n");
}

const curveWord = ({ curve }: AnalyteResult): string =>
  curve === null ? "none" : `${curve.model}, ${curve.status}`;

function verdictTable(plates: readonly PlateResult[]): Table {
  return textTable(
    "verdict-table",
    "Verdict on every analyte of every plate",
    ["Plate", "Analyte", "Verdict", "Curve", right("LLOQ"), right("ULOQ"), "Failing criteria"],
    plates.flatMap((plate, p) =>
      plate.analytes.map((result): readonly (string | Prose)[] => [
        plateName(plate, p),
        analyteName(result.analyte),
        result.accepted ? "pass" : "FAIL",
        curveWord(result),
        [{ value: result.range?.lloq ?? null, as: "number", why: "no standard passes, or no good curve" }],
        [{ value: result.range?.uloq ?? null, as: "number", why: "no standard passes, or no good curve" }],
        result.acceptance === null
          ? "no curve"
          : result.acceptance.results
              .flatMap(({ criterion, passes }) => (passes ? [] : [criterion]))
              .join(", "),
      ]),
    ),
    [
      [
        "LLOQ and ULOQ are concentrations on the plate, before dilution. A plate passes where every analyte does.",
      ],
    ],
  );
}

function rulesTable(shares: readonly AnalyteShares[], { limit }: ResultChoices): Table {
  const rules = shares[0]?.shares.map(({ rule }) => rule) ?? [];
  return textTable(
    "rule-table",
    "Samples detected under every rule",
    [
      "Analyte",
      right("Samples"),
      ...rules.map((rule) => right(rule === limit.name ? `${rule} (chosen)` : rule)),
    ],
    shares.map(({ analyte, shares: each }) => [
      analyteName(analyte),
      [{ value: (each[0]?.judged ?? 0) + (each[0]?.notJudged ?? 0), as: "count" }],
      ...each.map(shareInWords),
    ]),
    [
      [
        "Over all plates; each sample against the limit of its own plate. blank+k sd: mean signal of the blanks plus k standard deviations; ep17-lob: limit of blank after CLSI EP17, parametric; ep17-lod: its limit of detection from the low samples; highest: the chosen rule's highest concentration over all plates; lloq: lowest standard of the range of quantification; as-printed: what the vendor's words say. Where a rule judges fewer samples, their number stands after a stroke.",
      ],
    ],
  );
}

function shareInWords({ detected, judged, notJudged }: AnalyteShares["shares"][number]): Prose {
  if (judged === 0) return [{ value: null, as: "share", why: "no sample can be judged under this rule" }];
  return [
    { value: detected, as: "count" },
    ...(notJudged === 0 ? [] : ["/", { value: judged, as: "count" } as const]),
    " (",
    { value: detected / judged, as: "share" },
    ")",
  ];
}

const percent = (share: number): string => `${Number((100 * share).toPrecision(4))} %`;
const band = ({ least, most }: { readonly least: number; readonly most: number }): string =>
  `${percent(least)} to ${percent(most)}`;

function choicesTable(choices: ResultChoices): Table {
  const { acceptance, quantification: range, outliers } = choices;
  const { standards, controls, replicates, beads } = acceptance;
  return textTable(
    "choice-table",
    "Choices of this run",
    ["Choice", "Taken"],
    [
      ["Curve", choices.curve],
      ["Weights of the standards", choices.weighting],
      ["Background", choices.background],
      ["Direction of the signal", choices.direction],
      [
        "Outlying standards",
        outliers.rule === "none" ? "none masked by a rule" : `${outliers.rule}, level ${outliers.level}`,
      ],
      [
        "Limit of detection",
        choices.lowSamples.length === 0
          ? choices.limit.name
          : `${choices.limit.name}; low samples ${choices.lowSamples.join(", ")}`,
      ],
      ["Intervals", percent(choices.confidence)],
      [
        "Range of quantification",
        `recovery ${percent(range.leastRecovery)} to ${percent(range.mostRecovery)}, CV of signals up to ${percent(range.mostCv)}`,
      ],
      ["Replicates agree", `CV of signals up to ${percent(choices.mostReplicateCv)}`],
      ["Few beads", `fewer than ${choices.minimumBeads}`],
      [
        "Accepted: standards",
        `${percent(standards.leastShare)} and ${standards.leastLevels} levels with recovery ${band(standards.recovery)}, ${band(standards.recoveryAtEnds)} at the ends`,
      ],
      [
        "Accepted: controls",
        `${percent(controls.leastShare)}, and ${percent(controls.leastShareOfLevel)} of each level, with recovery ${band(controls.recovery)}`,
      ],
      [
        "Accepted: replicates",
        `${percent(replicates.leastShare)} of samples with a CV up to ${percent(replicates.mostCv)}`,
      ],
      ["Accepted: beads", `${percent(beads.leastShare)} of wells with ${beads.leastBeads} or more`],
    ],
  );
}
