import type { Answer, Test, Warning } from "../answer.ts";
import { count, say } from "../answer.ts";
import { trusted } from "../checks.ts";
import { filterLosses, type Group, groupsLeft, groupsOf, total } from "../groups.ts";
import type { ColumnInfo, Context } from "../kind.ts";
import { columnOf, readingOf, sampleOf, selectionFor, size } from "../sample-of.ts";
import type { Tally } from "../../tally/engine.ts";
import {
  type CategoryRow,
  compareGroups,
  type ConcentrationRow,
  describeSample,
  largestDifference,
  type NumberRow,
} from "./describe.ts";
import type { DescribeSpec } from "./schema.ts";

export interface DescribedVariable {
  readonly name: string;
  readonly label: string;
  readonly type: ColumnInfo["type"];
  readonly unit: string;
  readonly as: "median" | "mean" | "categories" | "concentration";
  /** One entry per column of the table, overall last where asked for. */
  readonly numbers: readonly NumberRow[];
  readonly categories: readonly CategoryRow[];
  readonly concentrations: readonly ConcentrationRow[];
  readonly unknown: readonly number[];
  readonly difference: { readonly estimate: number | null; readonly reason: string | null };
}

export interface DescribeResult {
  readonly by: string | null;
  readonly columns: readonly { readonly label: string; readonly n: number }[];
  readonly variables: readonly DescribedVariable[];
  readonly differences: DescribeSpec["differences"];
}

/** A group of the table, or everybody. */
interface Part {
  readonly label: string;
  readonly cell: Group["cell"] | undefined;
}

export async function answerDescribe(spec: DescribeSpec, context: Context): Promise<Answer<DescribeResult>> {
  const where = spec.where === undefined ? {} : { where: trusted(spec.where) };
  const by = spec.by === undefined ? null : context.columns.get(spec.by)!;
  const select = by === null ? [] : [{ name: "group", expression: columnOf(by.name) }];
  const first = select.length;
  const grouping = await context.engine.tally({ select, ...where });
  const groups = by === null ? [] : groupsLeft(by, grouping, 0, spec.where !== undefined);
  const everybody: Part = { label: "All", cell: undefined };
  const parts: Part[] = [
    ...groups.map((g) => ({ label: g.label, cell: g.cell })),
    ...(by === null || spec.overall ? [everybody] : []),
  ];
  const inPart = (part: Part) => (cells: Tally["rows"][number]["cells"]) =>
    part.cell === undefined || cells[0] === part.cell;
  const sizes = parts.map((part) =>
    total(grouping.rows.filter((row) => inPart(part)(row.cells)).map((row) => row.count)),
  );

  const variables: DescribedVariable[] = [];
  const tests: Test[] = [];
  const warnings: Warning[] = [];
  for (const name of spec.variables) {
    const column = context.columns.get(name)!;
    const tally = await context.engine.tally({ select: [...select, ...selectionFor(column, "x")], ...where });
    const as = kindOf(column, spec);
    const reading = readingOf(column, tally, first);
    const samples = parts.map((part) => sampleOf(tally, reading, inPart(part)));
    const categories = as === "categories" ? categoriesOf(column, tally, first, parts, inPart) : [];
    const concentrations =
      as === "concentration" ? parts.map((part) => concentrationOf(tally, first, inPart(part))) : [];
    const known =
      as === "concentration"
        ? concentrations.map((c) => c.measured)
        : as === "categories"
          ? parts.map((_, i) => total(categories.map((c) => c.counts[i]!)))
          : samples.map(size);
    const ofGroups = groups.map((_, i) => i);
    const numbers = as === "median" || as === "mean" ? samples.map(describeSample) : [];
    variables.push({
      name,
      label: column.label,
      type: column.type,
      unit: column.type === "edss" ? "" : (column.unit ?? ""),
      as,
      numbers,
      categories,
      concentrations,
      unknown: sizes.map((n, i) => n - known[i]!),
      difference:
        spec.differences === "none"
          ? { estimate: null, reason: null }
          : largestDifference(as, ofGroups, { samples, categories, concentrations }),
    });
    if (spec.tests && by !== null) {
      const compared = compareGroups(
        as,
        ofGroups,
        { samples, categories, concentrations, type: column.type },
        context.settings,
      );
      tests.push({ id: name, label: column.label, family: spec.family ?? null, adjusted: null, ...compared });
    }
    sizes.forEach((n, i) => {
      if (n > 0 && known[i] === 0)
        warnings.push({
          code: "all-unknown",
          text: say`${column.label} is unknown for all ${count(n)} subjects of ${parts[i]!.label}.`,
        });
    });
  }
  const unknownGroup =
    by === null
      ? 0
      : total(
          grouping.rows.filter((row) => !groups.some((g) => g.cell === row.cells[0])).map((row) => row.count),
        );
  const included = total(grouping.rows.map((row) => row.count)) - unknownGroup;
  return {
    id: spec.id,
    kind: "describe",
    asked: spec.title ?? (by === null ? "Who are the subjects?" : `Who are the subjects, by ${by.label}?`),
    confidence: context.settings.confidence,
    result: {
      by: by?.label ?? null,
      columns: parts.map((part, i) => ({ label: part.label, n: sizes[i]! })),
      variables,
      differences: by === null ? "none" : spec.differences,
    },
    tests,
    counted: {
      subjects: grouping.subjects,
      included,
      excluded: [
        ...filterLosses(grouping, spec.where),
        { reason: `${by?.label ?? ""} unknown (counted in the column for all)`, n: unknownGroup },
      ].filter((loss) => loss.n > 0),
    },
    methods: [
      { id: "summary", variant: "mean and standard deviation with n - 1; quartiles of type 7" },
      ...(spec.differences === "largest" && by !== null
        ? [{ id: "standardised-difference", variant: "largest absolute value over pairs of groups" }]
        : []),
      ...[...new Set(tests.filter((t) => t.pValue !== null).map((t) => t.method))].map((id) => ({
        id,
        variant: "see the reason beside each p-value",
      })),
    ],
    warnings,
  };
}

function kindOf(column: ColumnInfo, spec: DescribeSpec): DescribedVariable["as"] {
  if (column.type === "concentration") return "concentration";
  if (
    column.type === "nominal" ||
    column.type === "ordinal" ||
    column.type === "binary" ||
    column.type === "boolean"
  )
    return "categories";
  return spec.mean.includes(column.name) ? "mean" : "median";
}

function categoriesOf(
  column: ColumnInfo,
  tally: Tally,
  first: number,
  parts: readonly Part[],
  inPart: (part: Part) => (cells: Tally["rows"][number]["cells"]) => boolean,
): CategoryRow[] {
  return groupsOf(column).map((level) => ({
    label: level.label,
    counts: parts.map((part) =>
      total(
        tally.rows
          .filter((row) => inPart(part)(row.cells) && row.cells[first] === level.cell)
          .map((row) => row.count),
      ),
    ),
  }));
}

function concentrationOf(
  tally: Tally,
  first: number,
  inPart: (cells: Tally["rows"][number]["cells"]) => boolean,
): ConcentrationRow {
  const rows = tally.rows.filter((row) => inPart(row.cells));
  const of = (value: boolean): number =>
    total(rows.filter((row) => row.cells[first + 1] === value).map((row) => row.count));
  const limits = rows
    .filter((row) => row.cells[first + 2] !== "aboveUloq" && row.cells[first + 1] !== null)
    .map((row) => row.cells[first + 3])
    .filter((limit) => typeof limit === "number");
  const numbers = rows
    .filter((row) => row.cells[first + 1] === true)
    .map((row) => row.cells[first])
    .filter((value) => typeof value === "number");
  const range = (values: readonly number[]): ConcentrationRow["limits"] =>
    values.length === 0
      ? null
      : {
          lowest: values.reduce((a, b) => Math.min(a, b)),
          highest: values.reduce((a, b) => Math.max(a, b)),
        };
  const detected = of(true);
  return { detected, measured: detected + of(false), limits: range(limits), detectedRange: range(numbers) };
}
