/** Whether a control, a blank or a standard changes from plate to plate. */
import * as elementary from "../../core/elementary.ts";
import { tooFew } from "../../core/issues/input.ts";
import { type Issue, refuse } from "../../core/issues/issue.ts";
import { notPositive } from "../../core/issues/assay.ts";
import { kendallTauB } from "../../stats/correlation/kendall.ts";
import { medianInterval } from "../../stats/describe/median-interval.ts";

/** One plate's value of what is followed, in the order in which the plates were run. */
export interface PlateValue {
  readonly plate: string;
  readonly value: number;
}

export interface PlateDrift {
  readonly method: "plate-drift";
  readonly plates: number;
  /** Median of the slopes of log value between all pairs of plates: change of the logarithm from a plate to the next. */
  readonly slope: number;
  /** exp(slope (plates - 1)): last over first, along the trend. */
  readonly ratioOverall: number;
  /** Of Kendall's tau between order and value; null where all values are equal. */
  readonly pValue: number | null;
  readonly tau: number | null;
  /** Each plate's value over the median of all. */
  readonly ratios: readonly { readonly plate: string; readonly ratio: number }[];
}

/**
 * Trend of a value over consecutive plates: Theil and Sen's slope of its logarithm, tested by Kendall's tau.
 *
 * A trend shows reagents that age or a reader that drifts; a jump after a change of lot shows in the ratios.
 * Source: Sen, JASA 63 (1968) 1379. Cost: plates^2.
 *
 * @throws InputError - fewer than 4 plates, values that are not positive
 * @example plateDrift([1, 2, 4, 8].map((value, i) => ({ plate: `P${i}`, value }))).ratioOverall // 8
 */
export function plateDrift(values: readonly PlateValue[]): PlateDrift {
  refuse(driftIssues(values));
  const logs = values.map(({ value }) => elementary.log(value));
  const slopes = logs.flatMap((later, j) =>
    logs.slice(0, j).map((earlier, i) => (later - earlier) / (j - i)),
  );
  const slope = medianOf(slopes);
  const middle = medianOf(values.map(({ value }) => value));
  const trend = kendallTauB(
    logs.map((_, i) => i),
    logs,
    { confidence: 0.95 },
  );
  return {
    method: "plate-drift",
    plates: values.length,
    slope,
    ratioOverall: elementary.exp(slope * (values.length - 1)),
    pValue: trend.pValue,
    tau: trend.estimate,
    ratios: values.map(({ plate, value }) => ({ plate, ratio: value / middle })),
  };
}

const medianOf = (values: readonly number[]): number => medianInterval(values, { confidence: 0.95 }).estimate;

const driftIssues = (values: readonly PlateValue[]): Issue[] => [
  ...(values.length < 4 ? [tooFew("values", "plates", 4, values.length)] : []),
  ...values.flatMap(({ value }, i) =>
    Number.isFinite(value) && value > 0 ? [] : [notPositive(`values[${i}].value`, value)],
  ),
];
