import {
  type Answer,
  count,
  number,
  plain,
  type Prose,
  pValue,
  type ResultRow,
  say,
  share,
  type Shown,
  statistic,
  type TableRow,
} from "../answer.ts";
import { dateOfDays } from "../dates.ts";
import { listed } from "../groups.ts";
import { decisive, familyInWords, outOf } from "../wording.ts";
import type { DescribedVariable, DescribeResult } from "./answer.ts";
import type { ConcentrationRow, NumberRow } from "./describe.ts";

type DescribeAnswer = Answer<DescribeResult>;

export function showDescribe(answer: DescribeAnswer): Shown {
  const { result } = answer;
  const groups = result.columns.filter((c) => result.by !== null && c.label !== "All");
  const largest = result.variables
    .filter((v) => v.difference.estimate !== null)
    .sort((a, b) => b.difference.estimate! - a.difference.estimate!)[0];
  return {
    headline:
      groups.length === 0
        ? say`${count(answer.counted.included)} subjects are described.`
        : say`${count(answer.counted.included)} subjects are described: ${listed(groups.map((g) => say`${g.label} ${count(g.n)}`))}.`,
    sentences:
      largest === undefined
        ? []
        : [
            say`The groups differ most in ${largest.label} (largest standardised difference ${statistic(largest.difference.estimate)}; above 0.1 is often called an imbalance).`,
          ],
    methods: methodsSentence(answer),
    tables: [table(answer)],
    figures: [],
    rows: rows(answer),
  };
}

function methodsSentence(answer: DescribeAnswer): Prose {
  const { result } = answer;
  return say`Numbers are given as median (quartiles, type 7)${result.variables.some((v) => v.as === "mean") ? " or mean (standard deviation) where the protocol says so" : ""}, categories as counts (%) of those known${
    result.variables.some((v) => v.as === "concentration")
      ? ", concentrations as number detected of those measured with the range of their limits of detection"
      : ""
  }.${result.differences === "largest" ? " Groups are compared by the largest absolute standardised difference over all pairs of groups." : ""}${answer.tests.length === 0 ? " No tests were asked for." : say` Tests were asked for; ${familyInWords(answer.tests)}.`}`;
}

const measured = (value: number | null): Prose => [number(value, "no known value")];

function numberCell(v: DescribedVariable, row: NumberRow): Prose {
  if (row.n === 0) return measured(null);
  if (v.type === "date")
    return say`${dateOfDays(row.median!)} (${dateOfDays(row.lowerQuartile!)} to ${dateOfDays(row.upperQuartile!)})`;
  if (v.as === "mean") return say`${number(row.mean)} (${row.sd === null ? "one value" : number(row.sd)})`;
  // Counts and EDSS move in whole or half steps: their quartiles are written as they are.
  const as = v.type === "count" || v.type === "edss" ? plain : number;
  return say`${as(row.median)} (${as(row.lowerQuartile)} to ${as(row.upperQuartile)})`;
}

const limitsCell = (c: ConcentrationRow): Prose =>
  c.limits === null
    ? ["not stated"]
    : c.limits.lowest === c.limits.highest
      ? [plain(c.limits.lowest)]
      : say`${plain(c.limits.lowest)} to ${plain(c.limits.highest)}`;

function table(answer: DescribeAnswer): Shown["tables"][number] {
  const { result } = answer;
  const withDifference = result.differences === "largest";
  const withTests = answer.tests.length > 0;
  const tail = (v: DescribedVariable): Prose[] => {
    const test = answer.tests.find((t) => t.id === v.name);
    return [
      ...(withDifference ? [[statistic(v.difference.estimate, v.difference.reason ?? "")]] : []),
      ...(withTests ? [test === undefined ? [""] : [pValue(decisive(test), test.reason)]] : []),
    ];
  };
  const blank = (withDifference ? 1 : 0) + (withTests ? 1 : 0);
  const pad = (cells: Prose[]): Prose[] => [...cells, ...Array.from({ length: blank }, (): Prose => [""])];
  const rowsOf = (v: DescribedVariable): TableRow[] => {
    const unit = v.unit === "" ? "" : `, ${v.unit}`;
    const unknown: TableRow[] = v.unknown.every((n) => n === 0)
      ? []
      : [{ indented: true, cells: pad([["unknown"], ...v.unknown.map((n): Prose => [count(n)])]) }];
    if (v.as === "categories") {
      const known = result.columns.map((_, i) => v.categories.reduce((sum, c) => sum + c.counts[i]!, 0));
      return [
        { cells: [[`${v.label}, n (%)`], ...result.columns.map((): Prose => [""]), ...tail(v)] },
        ...v.categories.map(
          (c): TableRow => ({
            indented: true,
            cells: pad([
              [c.label],
              ...c.counts.map(
                (k, i): Prose =>
                  known[i] === 0
                    ? [share(null, "no known value")]
                    : say`${count(k)} (${share(k / known[i]!)})`,
              ),
            ]),
          }),
        ),
        ...unknown,
      ];
    }
    if (v.as === "concentration")
      return [
        { cells: [[`${v.label}${unit}`], ...result.columns.map((): Prose => [""]), ...tail(v)] },
        {
          indented: true,
          cells: pad([
            ["detected, n of measured (%)"],
            ...v.concentrations.map((c) => outOf(c.detected, c.measured)),
          ]),
        },
        {
          indented: true,
          cells: pad([
            ["range of those detected"],
            ...v.concentrations.map(
              (c): Prose =>
                c.detectedRange === null
                  ? [number(null, "none detected as a number")]
                  : say`${number(c.detectedRange.lowest)} to ${number(c.detectedRange.highest)}`,
            ),
          ]),
        },
        { indented: true, cells: pad([["limit of detection"], ...v.concentrations.map(limitsCell)]) },
        ...unknown,
      ];
    return [
      {
        cells: [
          [`${v.label}${unit}, ${v.as === "mean" ? "mean (SD)" : "median (quartiles)"}`],
          ...v.numbers.map((row) => numberCell(v, row)),
          ...tail(v),
        ],
      },
      ...unknown,
    ];
  };
  return {
    id: "table-1",
    title: result.by === null ? "Subjects" : `Subjects by ${result.by}`,
    columns: [
      { label: "Characteristic", align: "left" },
      ...result.columns.map((c) => ({ label: `${c.label} (n = ${c.n})`, align: "right" as const })),
      ...(withDifference ? [{ label: "Largest standardised difference", align: "right" as const }] : []),
      ...(withTests
        ? [
            {
              label: answer.tests.some((t) => t.adjusted !== null) ? "adjusted p" : "p",
              align: "right" as const,
            },
          ]
        : []),
    ],
    rows: result.variables.flatMap(rowsOf),
    notes: [
      say`Percentages are of those known; unknown values are counted on their own and never as negative.`,
    ],
  };
}

function rows(answer: DescribeAnswer): ResultRow[] {
  const { result } = answer;
  return result.variables.flatMap((v): ResultRow[] => {
    const row = (
      i: number,
      statisticId: string,
      value: number | null,
      label: string,
      format: ResultRow["format"],
      limits: { lower?: number | null; upper?: number | null } = {},
    ): ResultRow => ({
      group: result.columns[i]!.label,
      statistic: `${v.name}.${statisticId}`,
      value,
      ...limits,
      unit: v.unit,
      label: `${v.label}: ${label}`,
      format,
      ...(value === null ? { warning: "no known value" } : {}),
    });
    const difference: ResultRow[] =
      result.differences === "none"
        ? []
        : [
            {
              group: "all groups",
              statistic: `${v.name}.standardised-difference`,
              value: v.difference.estimate,
              unit: "",
              label: `${v.label}: largest absolute standardised difference`,
              format: "statistic",
              method: "standardised-difference",
              ...(v.difference.reason === null ? {} : { warning: v.difference.reason }),
            },
          ];
    return [
      ...v.unknown.map((n, i) => row(i, "unknown", n, "unknown", "count")),
      ...v.numbers.flatMap((r, i) => [
        row(i, "n", r.n, "known", "count"),
        row(i, "median", r.median, "median and quartiles", "number", {
          lower: r.lowerQuartile,
          upper: r.upperQuartile,
        }),
        row(i, "mean", r.mean, "mean", "number"),
        ...(r.n === 1 ? [] : [row(i, "sd", r.sd, "standard deviation", "number")]),
        row(i, "range", r.median, "median, smallest and largest", "number", {
          lower: r.minimum,
          upper: r.maximum,
        }),
      ]),
      ...v.categories.flatMap((c) => c.counts.map((k, i) => row(i, `n[${c.label}]`, k, c.label, "count"))),
      ...v.concentrations.flatMap((c, i) => [
        row(i, "detected", c.detected, "detected", "count"),
        row(i, "measured", c.measured, "measured", "count"),
        ...(c.limits === null
          ? []
          : [
              row(i, "lowest-limit", c.limits.lowest, "lowest limit of detection", "plain"),
              row(i, "highest-limit", c.limits.highest, "highest limit of detection", "plain"),
            ]),
      ]),
      ...difference,
    ];
  });
}
