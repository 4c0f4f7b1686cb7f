import type { CensoredSample } from "../../src/stats/censored/censored-sample.ts";

/** Values with non-detects in one list, with the code of each one's group, as the case files give them. */
export interface GroupedNondetects {
  readonly value: readonly number[];
  readonly nondetect: readonly boolean[];
  readonly group: readonly number[];
}

/** The groups in ascending order of their codes. */
export function censoredGroups({ value, nondetect, group }: GroupedNondetects): CensoredSample[] {
  return [...new Set(group)]
    .sort((a, b) => a - b)
    .map((code) => {
      const own = group.flatMap((g, i) => (g === code ? [i] : []));
      return { values: own.map((i) => value[i]!), nondetect: own.map((i) => nondetect[i]!) };
    });
}
