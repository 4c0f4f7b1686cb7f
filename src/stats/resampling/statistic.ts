import type { Issue } from "../../core/issues/issue.ts";
import { notOneOf } from "../../core/issues/input.ts";

/** A list of numbers, typed or not; only read. */
export type Numbers = ArrayLike<number>;

/**
 * What is compared or estimated: any function, with the name under which the result repeats it. It must not change
 * its argument, must give the same number for the same data, and gives NaN (or an infinity) where it is undefined.
 */
export interface Statistic<Data extends readonly unknown[]> {
  readonly name: string;
  /** Its value for these data, one list a sample. */
  readonly of: (...data: Data) => number;
}

/** Arithmetic mean. */
export const meanStatistic: Statistic<[values: Numbers]> = {
  name: "mean",
  of(values) {
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += values[i]!;
    return sum / values.length;
  },
};

/** Middle value, or the mean of the two middle ones. */
export const medianStatistic: Statistic<[values: Numbers]> = {
  name: "median",
  of(values) {
    const sorted = Float64Array.from(values).sort();
    const middle = sorted.length / 2;
    return Number.isInteger(middle)
      ? (sorted[middle - 1]! + sorted[middle]!) / 2
      : (sorted[Math.floor(middle)] ?? Number.NaN);
  },
};

/** Ratio of the mean squares between and within groups (F of the one-way analysis of variance). */
export const varianceRatioStatistic: Statistic<[groups: readonly Numbers[]]> = {
  name: "F",
  of(groups) {
    const means = groups.map((group) => meanStatistic.of(group));
    const n = groups.reduce((sum, group) => sum + group.length, 0);
    let total = 0;
    for (const [k, group] of groups.entries()) total += means[k]! * group.length;
    let between = 0;
    let within = 0;
    for (const [k, group] of groups.entries()) {
      between += group.length * (means[k]! - total / n) ** 2;
      for (let i = 0; i < group.length; i++) within += (group[i]! - means[k]!) ** 2;
    }
    return between / (groups.length - 1) / (within / (n - groups.length));
  },
};

/** Pearson's r. */
export const pearsonStatistic: Statistic<[x: Numbers, y: Numbers]> = {
  name: "Pearson's r",
  of(x, y) {
    const [meanX, meanY] = [meanStatistic.of(x), meanStatistic.of(y)];
    let [xx, yy, xy] = [0, 0, 0];
    for (let i = 0; i < x.length; i++) {
      const [dx, dy] = [x[i]! - meanX, y[i]! - meanY];
      xx += dx * dx;
      yy += dy * dy;
      xy += dx * dy;
    }
    return xy / Math.sqrt(xx * yy);
  },
};

/** A statistic must be a named function. */
export const checkStatistic = (statistic: { readonly name: string; readonly of: unknown }): Issue[] =>
  typeof statistic.of === "function" && statistic.name !== ""
    ? []
    : [notOneOf("statistic", ["{ name, of }: a function and its name"], statistic)];
