/** Pairs of groups, and the trend over ordered ones. */
import { cochranArmitage } from "../../stats/contingency/cochran-armitage.ts";
import { fisherExact } from "../../stats/exact/fisher.ts";
import { miettinenNurminenRiskDifference } from "../../stats/two-by-two/miettinen-nurminen-risk-difference.ts";
import { newcombeRiskDifference } from "../../stats/two-by-two/newcombe-risk-difference.ts";
import type { Test } from "../answer.ts";
import type { Comparison, DetectabilityResult, DetectedGroup } from "./result.ts";
import type { DetectabilitySpec } from "./schema.ts";

export function pairsOf(
  compare: DetectabilitySpec["compare"],
  groups: readonly DetectedGroup[],
  reference: string | null,
): [DetectedGroup, DetectedGroup][] {
  const present = groups.filter((g) => g.measured > 0);
  if (compare === "none") return [];
  if (compare === "reference") {
    const base = present.find((g) => g.value === reference);
    return base === undefined ? [] : present.filter((g) => g !== base).map((g) => [g, base]);
  }
  return present.flatMap((first, i) =>
    present.slice(i + 1).map((second): [DetectedGroup, DetectedGroup] => [second, first]),
  );
}

export function compareTwo(
  first: DetectedGroup,
  second: DetectedGroup,
  spec: DetectabilitySpec,
  confidence: number,
): { comparison: Comparison; test: Test } {
  const id = `${first.value} vs ${second.value}`;
  const interval =
    spec.risk_difference === "newcombe" ? newcombeRiskDifference : miettinenNurminenRiskDifference;
  const difference = interval(first.detected, first.measured, second.detected, second.measured, {
    confidence,
  });
  const riskDifference = { estimate: difference.estimate, lower: difference.lower, upper: difference.upper };
  const names = { id, first: first.label, second: second.label, riskDifference };
  const label = `${first.label} against ${second.label}`;
  const extreme = ["no", "every"].find((_, i) =>
    [first, second].every((g) => g.detected === (i === 0 ? 0 : g.measured)),
  );
  if (extreme !== undefined) {
    const reason = `it is detected in ${extreme} sample of both groups, so the odds ratio is undefined and there is nothing to test`;
    return {
      comparison: { ...names, oddsRatio: null, reason },
      test: { id, label, method: "fisher-exact", reason, pValue: null, family: null, adjusted: null },
    };
  }
  const fisher = fisherExact(
    [
      [first.detected, first.measured - first.detected],
      [second.detected, second.measured - second.detected],
    ],
    { alternative: "two-sided", confidence },
  );
  return {
    comparison: {
      ...names,
      oddsRatio: { estimate: fisher.oddsRatio, lower: fisher.lower, upper: fisher.upper },
      reason: fisher.oddsRatioReason,
    },
    test: {
      id,
      label,
      method: "fisher-exact",
      reason: "exact test of a 2 x 2 table",
      pValue: fisher.pValue,
      family: null,
      adjusted: null,
    },
  };
}

export function trendOf(
  spec: DetectabilitySpec,
  ordinal: boolean,
  measured: readonly DetectedGroup[],
  nothing: string | null,
): { test: Test; result: DetectabilityResult["trend"] } | null {
  if (!(spec.trend ?? ordinal) || nothing !== null || measured.length < 3) return null;
  const fit = cochranArmitage(
    measured.map((g) => g.detected),
    measured.map((g) => g.measured),
    { scores: measured.map((_, i) => i + 1) },
  );
  return {
    test: {
      id: "trend",
      label: "trend over the ordered groups",
      method: "cochran-armitage",
      reason:
        fit.exactPValue === null
          ? "groups are ordered; asymptotic, since the exact distribution is too large"
          : "groups are ordered; exact",
      pValue: fit.exactPValue ?? fit.pValue,
      family: null,
      adjusted: null,
    },
    result: { z: fit.z, direction: fit.z > 0 ? "rises" : fit.z < 0 ? "falls" : "flat" },
  };
}
