import type { Answer } from "../answer.ts";
import { rComment, rNumbers, rStrings } from "../r-code.ts";
import type { DescribeResult } from "./answer.ts";

/** Counts of the table as R objects; medians and means need the data themselves, so they are quoted, not recomputed. */
export function reproduceDescribe(answer: Answer<DescribeResult>): string[] {
  const { result } = answer;
  const labels = rStrings(result.columns.map((c) => c.label));
  return result.variables.flatMap((v) => {
    if (v.as === "categories" && v.categories.length > 0)
      return [
        rComment(v.label),
        `counts <- rbind(${v.categories.map((c) => rNumbers(c.counts)).join(", ")})`,
        `dimnames(counts) <- list(${rStrings(v.categories.map((c) => c.label))}, ${labels})`,
        "print(counts); print(prop.table(counts, 2))",
      ];
    if (v.as === "concentration")
      return [
        rComment(`${v.label}: detected of measured`),
        `print(setNames(${rNumbers(v.concentrations.map((c) => c.detected))} / ${rNumbers(v.concentrations.map((c) => c.measured))}, ${labels}))`,
      ];
    return [
      rComment(`${v.label}: quoted from the answer (median, lower and upper quartile, mean, SD)`),
      `print(rbind(median = ${rNumbers(v.numbers.map((n) => n.median))}, lower = ${rNumbers(v.numbers.map((n) => n.lowerQuartile))}, upper = ${rNumbers(v.numbers.map((n) => n.upperQuartile))}, mean = ${rNumbers(v.numbers.map((n) => n.mean))}, sd = ${rNumbers(v.numbers.map((n) => n.sd))}))`,
    ];
  });
}
