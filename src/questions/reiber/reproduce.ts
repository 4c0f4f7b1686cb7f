import { REIBER_LIMITS } from "../../cohort/reiber.ts";
import type { Answer } from "../answer.ts";
import { rComment, rNumbers, rString } from "../r-code.ts";
import { REGIONS, type ReiberResult } from "./answer.ts";

/** Every point with its count, and the regions computed again from the limits. */
export function reproduceReiber({ result }: Answer<ReiberResult>): string[] {
  const { lower, upper } = REIBER_LIMITS[result.immunoglobulin];
  const limit = ({ ratio, squared, c }: typeof lower): string =>
    `${ratio} * sqrt(albumin^2 + ${squared}) - ${c}`;
  const age = result.limit === "4+age/15" ? "4 + age / 15" : "8 + age / 25";
  return result.groups.flatMap(({ label, points }) => {
    if (points.length === 0) return [rComment(`${label}: nobody with both quotients and an age`)];
    return [
      rComment(label),
      `n <- ${rNumbers(points.map(({ subjects }) => subjects))}`,
      `albumin <- ${rNumbers(points.map(({ albumin }) => albumin))}`,
      `quotient <- ${rNumbers(points.map(({ quotient }) => quotient))}`,
      `age <- ${rNumbers(points.map((point) => point.age))}`,
      `region <- ifelse(quotient < ${limit(lower)}, "implausible", ifelse(quotient > ${limit(upper)}, ifelse(albumin > ${age}, "synthesis and barrier dysfunction", "synthesis"), ifelse(albumin > ${age}, "barrier dysfunction", "normal")))`,
      `print(${rString(label)}); print(tapply(n, factor(region, levels = c(${REGIONS.map(rString).join(", ")})), sum, default = 0))`,
    ];
  });
}
