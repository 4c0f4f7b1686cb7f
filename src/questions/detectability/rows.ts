/** A detectability answer as rows: one number each, unrounded, with everything needed to read it alone. */
import type { Answer, ResultRow } from "../answer.ts";
import type { DetectabilityResult } from "./result.ts";

export function detectabilityRows(answer: Answer<DetectabilityResult>): ResultRow[] {
  const { result } = answer;
  const base = { unit: "" };
  const perGroup = result.groups.flatMap((g): ResultRow[] => [
    {
      ...base,
      group: g.label,
      statistic: "detected",
      value: g.detected,
      label: "samples detected",
      format: "count",
    },
    {
      ...base,
      group: g.label,
      statistic: "measured",
      value: g.measured,
      label: "samples with known detection",
      format: "count",
    },
    {
      ...base,
      group: g.label,
      statistic: "unknown",
      value: g.unknown,
      label: "samples with unknown detection",
      format: "count",
    },
    ...(["wilson", "clopperPearson"] as const).map(
      (method): ResultRow => ({
        ...base,
        group: g.label,
        statistic: "share-detected",
        value: g.share,
        lower: g[method]?.lower ?? null,
        upper: g[method]?.upper ?? null,
        label: "share detected",
        format: "share",
        method: method === "wilson" ? "wilson-interval" : "clopper-pearson-interval",
        ...(g.share === null ? { warning: "no measured sample" } : {}),
      }),
    ),
    ...(g.bound === null
      ? []
      : [
          {
            ...base,
            group: g.label,
            statistic: `one-sided-${g.bound.side}-bound`,
            value: g.bound.value,
            label: "exact one-sided bound of the share",
            format: "share" as const,
            method: "one-sided-exact-bound",
          },
        ]),
  ]);
  const perComparison = result.comparisons.flatMap((c): ResultRow[] => [
    {
      ...base,
      group: c.id,
      statistic: "risk-difference",
      value: c.riskDifference?.estimate ?? null,
      lower: c.riskDifference?.lower ?? null,
      upper: c.riskDifference?.upper ?? null,
      label: "difference of shares",
      format: "difference",
      method: `${result.riskDifferenceMethod}-risk-difference`,
    },
    {
      ...base,
      group: c.id,
      statistic: "odds-ratio",
      value: c.oddsRatio?.estimate ?? null,
      lower: c.oddsRatio?.lower ?? null,
      upper: c.oddsRatio?.upper ?? null,
      label: "conditional odds ratio",
      format: "ratio",
      method: "fisher-exact",
      ...(c.reason === null ? {} : { warning: c.reason }),
    },
  ]);
  const rules = result.rules.flatMap((rule) =>
    rule.counts.flatMap((c, i): ResultRow[] => [
      {
        ...base,
        group: result.groups[i]!.label,
        statistic: `detected-under-${rule.id}`,
        value: c.detected,
        label: `detected under "${rule.label}"`,
        format: "count",
      },
      {
        ...base,
        group: result.groups[i]!.label,
        statistic: `measured-under-${rule.id}`,
        value: c.measured,
        label: `decidable under "${rule.label}"`,
        format: "count",
      },
    ]),
  );
  const bounds: ResultRow[] =
    result.globalBounds === null
      ? []
      : [
          {
            ...base,
            group: "all groups",
            statistic: "global-p",
            value: answer.tests.find((test) => test.id === "global")?.pValue ?? null,
            lower: result.globalBounds.lower,
            upper: result.globalBounds.upper,
            label: `exact p over all groups (${result.globalBounds.variant})`,
            format: "p-value",
            method: "fisher-freeman-halton",
          },
        ];
  const trend: ResultRow[] =
    result.trend === null
      ? []
      : [
          {
            ...base,
            group: "all groups",
            statistic: "trend-z",
            value: result.trend.z,
            label: "Cochran-Armitage z",
            format: "statistic",
            method: "cochran-armitage",
          },
        ];
  return [...perGroup, ...bounds, ...perComparison, ...trend, ...rules];
}
