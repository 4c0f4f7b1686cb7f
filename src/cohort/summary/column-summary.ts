/** One column of a cohort in a few numbers. */
import type { Column } from "../../core/column.ts";
import { quantileOf } from "./quantile.ts";

export type ColumnSummary =
  | {
      readonly kind: "number" | "date";
      readonly unknown: readonly boolean[];
      readonly five: readonly number[] | null;
    }
  | {
      readonly kind: "counts";
      readonly unknown: readonly boolean[];
      readonly counts: readonly { readonly label: string; readonly n: number }[];
    };

/** Smallest value, quartiles and largest value (null where nothing is known), or how often each level or status occurs. */
export function summaryOf(column: Column): ColumnSummary {
  switch (column.kind) {
    case "id":
      return { kind: "counts", unknown: column.values.map((value) => value === ""), counts: [] };
    case "number":
      return { kind: "number", ...fiveOf(column.values) };
    case "date":
      return { kind: "date", ...fiveOf(column.days) };
    case "boolean":
      return {
        kind: "counts",
        unknown: Array.from(column.values, (value) => value < 0),
        counts: [
          { label: "yes", n: column.values.filter((value) => value === 1).length },
          { label: "no", n: column.values.filter((value) => value === 0).length },
        ],
      };
    case "category":
      return {
        kind: "counts",
        unknown: Array.from(column.codes, (code) => code < 0),
        counts: column.levels.map(({ label }, k) => ({
          label,
          n: column.codes.filter((code) => code === k).length,
        })),
      };
    case "measurement": {
      const counts = new Map<string, number>();
      for (const { status } of column.records) counts.set(status, (counts.get(status) ?? 0) + 1);
      return {
        kind: "counts",
        unknown: column.records.map(({ status }) => status === "notMeasured" || status === "invalid"),
        counts: [...counts].map(([label, n]) => ({ label: STATUS_WORDS[label] ?? label, n })),
      };
    }
  }
}

const STATUS_WORDS: Readonly<Record<string, string>> = {
  quantified: "quantified",
  belowLod: "below the limit of detection",
  belowLloq: "below the lower limit of quantification",
  extrapolatedLow: "below the curve",
  extrapolatedHigh: "above the curve",
  aboveUloq: "above the upper limit of quantification",
  notMeasured: "not measured",
  invalid: "invalid",
};

function fiveOf(values: Float64Array): {
  readonly unknown: readonly boolean[];
  readonly five: readonly number[] | null;
} {
  const unknown = Array.from(values, (value) => Number.isNaN(value));
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  return {
    unknown,
    five: sorted.length === 0 ? null : [0, 0.25, 0.5, 0.75, 1].map((p) => quantileOf(sorted, p)),
  };
}
