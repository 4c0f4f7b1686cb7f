import { ageLimit, REIBER_LIMITS, REIBER_SOURCE, reiberLimit } from "../../cohort/reiber.ts";
import {
  type Answer,
  count,
  type DiagramFigure,
  type Prose,
  type ResultRow,
  say,
  share,
  type Shown,
} from "../answer.ts";
import { listed, total } from "../groups.ts";
import { REGIONS, type ReiberGroup, type ReiberResult } from "./answer.ts";

/** Ages whose limits of the albumin quotient are drawn. */
const DRAWN_AGES = [15, 40, 60] as const;
/** Albumin quotients at which the curves are drawn, from 1e-3 on in equal ratios. */
const CURVE_STEPS = 60;

const made = ({ regions }: ReiberGroup): number =>
  regions.synthesis + regions["synthesis and barrier dysfunction"];

const none = "nobody with both quotients and an age";

export function showReiber(answer: Answer<ReiberResult>): Shown {
  const { result } = answer;
  const { immunoglobulin, groups } = result;
  const part = (group: ReiberGroup): Prose =>
    say`${share(group.n === 0 ? null : made(group) / group.n, none)} of ${group.label} (${count(made(group))} of ${count(group.n)})`;
  const implausible = total(groups.map(({ regions }) => regions.implausible));
  return {
    headline: say`Local synthesis of ${immunoglobulin}, above Reiber's limit: ${listed(groups.map(part))}.`,
    sentences:
      implausible === 0
        ? []
        : [
            say`${count(implausible)} below the lower limit ${implausible === 1 ? "is" : "are"} implausible: check these measurements.`,
          ],
    methods: say`The ${immunoglobulin} quotient was judged against Reiber's hyperbolic limits at each person's albumin quotient (${REIBER_SOURCE}), the albumin quotient against ${result.limit} (1e-3). Quotients are in 1e-3; nothing was tested.`,
    tables: [
      {
        id: "regions",
        title: `Regions of Reiber's diagram, ${immunoglobulin}`,
        columns: [
          { label: "Region", align: "left" },
          ...groups.map(({ label, n }) => ({ label: `${label} (n = ${n})`, align: "right" as const })),
        ],
        rows: [
          ...REGIONS.map((region) => ({
            cells: [
              [region],
              ...groups.map(
                ({ n, regions }) =>
                  say`${count(regions[region])} (${share(n === 0 ? null : regions[region] / n, none)})`,
              ),
            ],
          })),
          { cells: [["unknown"], ...groups.map(({ unknown }) => [count(unknown)])] },
        ],
        notes: [say`A point on a line counts as inside it.`],
      },
    ],
    figures: [figure(result)],
    rows: groups.flatMap((group) => rowsOf(group)),
  };
}

function rowsOf({ label, n, unknown, regions }: ReiberGroup): ResultRow[] {
  const base = { group: label, unit: "" };
  return [
    ...REGIONS.flatMap((region): ResultRow[] => [
      { ...base, statistic: `n[${region}]`, label: region, value: regions[region], format: "count" },
      {
        ...base,
        statistic: `share[${region}]`,
        label: `${region}: share of those known`,
        value: n === 0 ? null : regions[region] / n,
        format: "share",
        ...(n === 0 ? { warning: none } : {}),
      },
    ]),
    { ...base, statistic: "unknown", label: "unknown", value: unknown, format: "count" },
  ];
}

function figure({ immunoglobulin, limit, groups }: ReiberResult): DiagramFigure {
  const { lower, upper } = REIBER_LIMITS[immunoglobulin];
  const albumins = groups.flatMap(({ points }) => points.map(({ albumin }) => albumin));
  const most = Math.max(30, ...albumins);
  const least = Math.min(1.5, ...albumins);
  const xs = Array.from(
    { length: CURVE_STEPS + 1 },
    (_, i) => least + (most - least) * (i / CURVE_STEPS) * (i / CURVE_STEPS),
  );
  const curve = (label: string, at: (albumin: number) => number) => ({
    label,
    points: xs.map((x) => [x, at(x)] as const).filter(([, y]) => y > 0),
  });
  const n = total(groups.map((group) => group.n));
  return {
    kind: "diagram",
    id: "reiber",
    title: `Reiber's diagram of ${immunoglobulin}`,
    alt: say`${count(n)} subjects by their albumin quotient (across) and their ${immunoglobulin} quotient (up), both on logarithmic scales. Above the upper curve ${immunoglobulin} is made locally: ${count(total(groups.map(made)))}; right of the upright lines the barrier is open for the age.`,
    notes: [
      say`Curves: Reiber's upper and lower limits. Upright lines: ${limit} (1e-3) at ${DRAWN_AGES.join(", ")} years.`,
    ],
    xLabel: "Albumin quotient (1e-3)",
    yLabel: `${immunoglobulin} quotient (1e-3)`,
    curves: [
      curve("upper limit", (x) => reiberLimit(upper, x)),
      curve("lower limit", (x) => reiberLimit(lower, x)),
    ],
    uprights: DRAWN_AGES.map((age) => ({ label: `${age} y`, x: ageLimit(limit, age) })),
    groups: groups.map(({ label, points }) => ({
      label,
      points: points.map(({ albumin, quotient, subjects }) => ({ x: albumin, y: quotient, count: subjects })),
    })),
  };
}
