import { notOneOf, outOfRange } from "../../core/issues/input.ts";
import { type Issue, refuse } from "../../core/issues/issue.ts";
import { benjaminiHochberg } from "./benjamini-hochberg.ts";
import { benjaminiYekutieli } from "./benjamini-yekutieli.ts";
import { bonferroni } from "./bonferroni.ts";
import { hochberg } from "./hochberg.ts";
import { holm } from "./holm.ts";
import { hommel } from "./hommel.ts";

export type AdjustmentMethod =
  | "none"
  | "bonferroni"
  | "holm"
  | "hochberg"
  | "hommel"
  | "benjamini-hochberg"
  | "benjamini-yekutieli";

export interface AdjustedPValues {
  readonly method: AdjustmentMethod;
  /** In the order given; null where no p-value was given. */
  readonly adjusted: readonly (number | null)[];
  /** How many p-values the adjustment counted. */
  readonly tests: number;
}

const kernels: Readonly<Record<AdjustmentMethod, (pValues: readonly number[]) => readonly number[]>> = {
  none: (pValues) => pValues,
  bonferroni,
  holm,
  hochberg,
  hommel,
  "benjamini-hochberg": benjaminiHochberg,
  "benjamini-yekutieli": benjaminiYekutieli,
};

export const adjustmentMethods = Object.keys(kernels) as readonly AdjustmentMethod[];

/**
 * p-values adjusted for being one of many: reject where the adjusted value is at most the level.
 *
 * A null (a test that could not be done) stays null and is not counted.
 *
 * Sources: with each method's file. Reference: R p.adjust.
 * Accuracy: relative error below 1e-14 against R 4.2.2. Cost as measured: n log n; `hommel`, the slowest, 20 ms for n = 10,000.
 *
 * @throws InputError - lists every value outside [0, 1] and an unknown method
 * @example adjustPValues([0.01, 0.04, 0.03], "holm").adjusted // [0.03, 0.06, 0.06]
 */
export function adjustPValues(
  pValues: readonly (number | null)[],
  method: AdjustmentMethod,
): AdjustedPValues {
  refuse(check(pValues, method));
  const adjusted = kernels[method](pValues.filter((p) => p !== null));
  let next = 0;
  return {
    method,
    adjusted: pValues.map((p) => (p === null ? null : (adjusted[next++] as number))),
    tests: adjusted.length,
  };
}

function check(pValues: readonly (number | null)[], method: AdjustmentMethod): Issue[] {
  return [
    ...(Object.hasOwn(kernels, method) ? [] : [notOneOf("method", adjustmentMethods, method)]),
    ...pValues.flatMap((p, i) =>
      p === null || (p >= 0 && p <= 1) ? [] : [outOfRange(`pValues[${i}]`, p, "[0, 1]")],
    ),
  ];
}
