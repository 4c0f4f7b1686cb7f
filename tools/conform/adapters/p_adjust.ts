import { adjustPValues } from "../../../src/stats/multiplicity/adjust-p-values.ts";

export default function pAdjust({ p }: { p: readonly (number | null)[] }): object {
  return {
    bonferroni: adjustPValues(p, "bonferroni").adjusted,
    holm: adjustPValues(p, "holm").adjusted,
    hochberg: adjustPValues(p, "hochberg").adjusted,
    hommel: adjustPValues(p, "hommel").adjusted,
    BH: adjustPValues(p, "benjamini-hochberg").adjusted,
    BY: adjustPValues(p, "benjamini-yekutieli").adjusted,
  };
}
