/** What several plates together show: groups against plates, drift, samples on two plates, edges. */
import type { RunQuality } from "../../assay/results/run-quality.ts";
import type { Prose, Table } from "../../questions/answer.ts";
import { textTable } from "../page/parts.ts";
import { tableToHtml } from "../tables.ts";

const right = (label: string): { readonly label: string; readonly align: "right" } => ({
  label,
  align: "right",
});
const named = (analyte: string): string => (analyte === "" ? "Analyte without a name" : analyte);
const number = (value: number | null, why = "not computed"): Prose => [{ value, as: "number", why }];
const p = (value: number | null): Prose => [{ value, as: "p-value", why: "all values are equal" }];
const count = (value: number): Prose => [{ value, as: "count" }];
const interval = (lower: number | null, upper: number | null): Prose =>
  lower === null || upper === null
    ? [{ value: null, as: "number", why: "too few for an interval" }]
    : [{ value: lower, as: "number" }, " to ", { value: upper, as: "number" }];

const driftTable = (drift: RunQuality["drift"]): Table =>
  textTable(
    "drift-table",
    "Trend over the plates in their order",
    [
      "Analyte",
      "Followed",
      right("Plates"),
      right("Last over first"),
      right("p of the trend"),
      "Farthest plate",
    ],
    drift.map(({ analyte, follows, plates, ratioOverall, pValue, ratios }) => {
      const farthest = ratios.reduce((a, b) => (farFromOne(b.ratio) > farFromOne(a.ratio) ? b : a));
      return [
        named(analyte),
        follows,
        count(plates),
        number(ratioOverall),
        p(pValue),
        [farthest.plate, ": ", { value: farthest.ratio, as: "number" }, " of the median"],
      ];
    }),
    [
      [
        "Last over first: along Theil and Sen's slope of the logarithm; p of Kendall's tau. A trend shows reagents that age or a reader that drifts; a single plate far from the median a change of lot or a fault.",
      ],
    ],
  );

const farFromOne = (ratio: number): number => (ratio < 1 ? 1 / ratio : ratio);

const bridgeTable = (bridges: RunQuality["bridges"], confidence: number): Table =>
  textTable(
    "bridge-table",
    "Samples and controls on two plates",
    [
      "Analyte",
      "Plate",
      "Against",
      right("Shared"),
      right("Below the limit"),
      right("Ratio"),
      right("Interval"),
      right("Factor that takes it away"),
    ],
    bridges.map((one) => [
      named(one.analyte),
      one.plate,
      one.reference,
      count(one.used + one.excluded.length),
      count(one.excluded.length),
      number(1 / one.factor),
      one.lower === null || one.upper === null
        ? [{ value: null, as: "number", why: "too few samples for an interval" }]
        : [{ value: one.ratioLower, as: "number" }, " to ", { value: one.ratioUpper, as: "number" }],
      number(one.factor),
    ]),
    [
      [
        "Ratio: median of the plate's concentration over that of the plate it is compared with; a sample that either plate does not detect carries no ratio. Interval: ",
        { value: confidence, as: "share" },
        ". The factor is stated, not applied.",
      ],
    ],
  );

const edgeTable = (edges: RunQuality["edges"]): Table =>
  textTable(
    "edge-table",
    "Signals of samples in outer wells against the others",
    ["Analyte", "Plate", right("Outer"), right("Inner"), right("Ratio"), right("Interval"), right("p")],
    edges.map((one) => [
      named(one.analyte),
      one.plate,
      count(one.edge),
      count(one.inside),
      number(one.ratio),
      interval(one.lower, one.upper),
      p(one.pValue),
    ]),
    [
      [
        "Hodges-Lehmann ratio and Mann-Whitney test, for samples that were placed at random. Among many plates some p-values are small by chance.",
      ],
    ],
  );

export const balanceTables = (balance: RunQuality["balance"]): readonly string[] =>
  balance.flatMap(
    (
      { analyte, groups, plates, counts, pValue, variant, cramersV, singleGroupPlates, inseparable, limits },
      i,
    ) => [
      tableToHtml(
        textTable(
          `balance-${i + 1}`,
          `Groups over the plates: ${named(analyte)}`,
          ["Plate", ...groups.map(right)],
          plates.map((plate, k) => [plate, ...counts.map((row) => count(row[k]!))]),
          [
            [
              "Group and plate: Cram\u00e9r's V ",
              { value: cramersV, as: "number" },
              ", p ",
              { value: pValue, as: "p-value" },
              ` (${variant === "exact" ? "exact" : variant === "bounded" ? "between bounds" : "simulated"}). `,
              inseparable
                ? "No plate holds two groups: a difference of groups cannot be told from one of plates."
                : singleGroupPlates.length === 0
                  ? "Every plate holds more than one group."
                  : `One group only: ${singleGroupPlates.join(", ")}.`,
              ...(limits === null
                ? []
                : [
                    " Limits of detection by group: p ",
                    { value: limits.pValue, as: "p-value", why: "all limits are equal" } as const,
                    "; medians ",
                    ...groups.flatMap(
                      (group, g): Prose => [
                        g === 0 ? "" : ", ",
                        `${group} `,
                        { value: limits.medians[g]!, as: "number" },
                      ],
                    ),
                    ".",
                  ]),
            ],
          ],
        ),
      ),
    ],
  );

/** Nothing where the plates can show none of it. */
export function qualitySection(quality: RunQuality, confidence: number): readonly string[] {
  const { drift, bridges, edges, balance } = quality;
  const parts = [
    ...balanceTables(balance),
    ...(drift.length === 0 ? [] : [tableToHtml(driftTable(drift))]),
    ...(bridges.length === 0 ? [] : [tableToHtml(bridgeTable(bridges, confidence))]),
    ...(edges.length === 0 ? [] : [tableToHtml(edgeTable(edges))]),
  ];
  return parts.length === 0
    ? []
    : [
        `<section id="quality" aria-labelledby="quality-title">`,
        `<h2 id="quality-title">Over the plates</h2>`,
        ...parts,
        "</section>",
      ];
}
