import { DETECTION_RULES } from "../../cohort/detection.ts";
import type { Analyte } from "../../cohort/dictionary.ts";
import type { Expression } from "../../cohort/expression/expression.ts";
import { fisherFreemanHalton } from "../../stats/exact/fisher-freeman-halton.ts";
import { clopperPearsonInterval } from "../../stats/proportions/clopper-pearson.ts";
import { oneSidedBound } from "../../stats/proportions/one-sided-bound.ts";
import { wilsonInterval } from "../../stats/proportions/wilson.ts";
import type { Tally } from "../../tally/engine.ts";
import type { Answer, Counted, MethodUse, Test, Warning } from "../answer.ts";
import { count, say, share } from "../answer.ts";
import { trusted } from "../checks.ts";
import { filterLosses, type Group, groupsLeft, total } from "../groups.ts";
import type { Context } from "../kind.ts";
import { allOf, inGroup, measured as measuredIn } from "../who.ts";
import { compareTwo, pairsOf, trendOf } from "./compare.ts";
import { distributionByGroup } from "./distribution.ts";
import type { DetectabilityResult, DetectedGroup } from "./result.ts";
import type { DetectabilitySpec } from "./schema.ts";

const span = { start: 0, end: 0 };
const column = (name: string): Expression => ({ op: "column", name, at: span });

export async function answerDetectability(
  spec: DetectabilitySpec,
  context: Context,
): Promise<Answer<DetectabilityResult>> {
  const { confidence, seed } = context.settings;
  const by = context.columns.get(spec.by)!;
  const analyte = context.analytes.get(spec.analyte)!;
  const tallyOf = async (rule: string): Promise<Tally> =>
    context.engine.tally({
      select: [
        { name: "group", expression: column(spec.by) },
        { name: "detected", expression: { op: "detected", analyte: spec.analyte, rule, at: span } },
      ],
      ...(spec.where === undefined ? {} : { where: trusted(spec.where) }),
    });
  const tally = await tallyOf(analyte.detection.id);
  const groups = groupsLeft(by, tally, 0, spec.where !== undefined);
  const detected = groups.map((group) => describeGroup(group, countsOf(tally, group), spec, confidence));
  const measured = detected.filter((group) => group.measured > 0);
  const table = [measured.map((g) => g.detected), measured.map((g) => g.measured - g.detected)];

  const tests: Test[] = [];
  const warnings: Warning[] = [];
  const methods: MethodUse[] = [
    { id: "wilson-interval", variant: "score interval without continuity correction" },
    { id: "clopper-pearson-interval", variant: "exact, two-sided" },
  ];
  if (detected.some((group) => group.bound !== null))
    methods.push({ id: "one-sided-exact-bound", variant: "where none or all are detected" });
  const nothing = nothingToCompare(measured, by.label, analyte.label);
  let globalBounds: DetectabilityResult["globalBounds"] = null;
  if (nothing === null) {
    const global = fisherFreemanHalton(table, { seed });
    globalBounds = { lower: global.lowerBound, upper: global.upperBound, variant: global.variant };
    methods.push({ id: "fisher-freeman-halton", variant: variantInWords(global) });
    for (const text of global.warnings) warnings.push({ code: "global-test", text: [text] });
    tests.push({
      id: "global",
      label: `${analyte.label} detected, all groups of ${by.label}`,
      method: "fisher-freeman-halton",
      reason: `exact test of a ${measured.length} x 2 table: no approximation is needed, however small the counts`,
      pValue: global.pValue,
      family: null,
      adjusted: null,
    });
  } else {
    tests.push({
      id: "global",
      label: `all groups of ${by.label}`,
      method: "fisher-freeman-halton",
      reason: nothing,
      pValue: null,
      family: null,
      adjusted: null,
    });
    warnings.push({ code: "nothing-to-compare", text: [`No test: ${nothing}.`] });
  }

  const reference = spec.compare === "reference" ? (spec.reference ?? by.reference ?? null) : null;
  const comparisons = pairsOf(spec.compare, detected, reference).map(([first, second]) =>
    compareTwo(first, second, spec, confidence),
  );
  for (const { test } of comparisons) tests.push({ ...test, family: spec.family ?? null });
  if (comparisons.length > 0)
    methods.push(
      {
        id: "fisher-exact",
        variant: "two-sided by minimum likelihood; conditional odds ratio with exact limits",
      },
      spec.risk_difference === "newcombe"
        ? { id: "newcombe-risk-difference", variant: "hybrid score, no continuity correction" }
        : { id: "miettinen-nurminen-risk-difference", variant: "score with N/(N-1)" },
    );

  const trend = trendOf(spec, by.type === "ordinal", measured, nothing);
  if (trend !== null) {
    tests.push(trend.test);
    methods.push({
      id: "cochran-armitage",
      variant: `scores 1 to ${measured.length} in the order of the groups; exact, conditional on the margins`,
    });
  }
  for (const group of detected) {
    if (group.measured === 0)
      warnings.push({
        code: "empty-group",
        text: say`No measured sample in ${group.label}: it is left out of every comparison.`,
      });
    else if (group.unknown > 0 && group.unknown >= 0.1 * (group.measured + group.unknown))
      warnings.push({
        code: "unknown-detection",
        text: say`In ${group.label} detection is unknown for ${count(group.unknown)} of ${count(group.measured + group.unknown)} subjects (${share(group.unknown / (group.measured + group.unknown))}).`,
      });
  }

  return {
    id: spec.id,
    kind: "detectability",
    asked: spec.title ?? askedInWords(spec, analyte.label, by.label, groups, reference),
    confidence,
    result: {
      analyte: analyte.label,
      variable: analyte.name,
      unit: analyte.unit,
      by: by.label,
      rule: ruleInWords(analyte),
      groups: detected,
      reference,
      compare: spec.compare,
      riskDifferenceMethod: spec.risk_difference,
      globalBounds,
      comparisons: comparisons.map((c) => c.comparison),
      trend: trend?.result ?? null,
      rules: await rulesTable(analyte, groups, tallyOf),
      distribution: await distributionByGroup(spec, context, groups),
    },
    tests,
    counted: countedFrom(tally, spec, by.label, detected, groups),
    methods,
    warnings,
  };
}

interface Counts {
  readonly detected: number;
  readonly not: number;
  readonly unknown: number;
}

function countsOf(tally: Tally, group: Group): Counts {
  const of = (value: boolean | null): number =>
    total(
      tally.rows
        .filter((row) => row.cells[0] === group.cell && row.cells[1] === value)
        .map((row) => row.count),
    );
  return { detected: of(true), not: of(false), unknown: of(null) };
}

function describeGroup(
  group: Group,
  counts: Counts,
  spec: DetectabilitySpec,
  confidence: number,
): DetectedGroup {
  const measured = counts.detected + counts.not;
  const known = {
    value: group.value,
    label: group.label,
    detected: counts.detected,
    measured,
    unknown: counts.unknown,
    people: allOf(spec.where, inGroup(spec.by, group.cell), measuredIn(spec.analyte)),
  };
  if (measured === 0) return { ...known, share: null, wilson: null, clopperPearson: null, bound: null };
  const wilson = wilsonInterval(counts.detected, measured, { confidence });
  const exact = clopperPearsonInterval(counts.detected, measured, { confidence });
  const extreme = counts.detected === 0 || counts.not === 0;
  const bound = extreme ? oneSidedBound(counts.detected, measured, { confidence }) : null;
  return {
    ...known,
    share: counts.detected / measured,
    wilson: { lower: wilson.lower, upper: wilson.upper },
    clopperPearson: { lower: exact.lower, upper: exact.upper },
    bound: bound === null ? null : { side: bound.side, value: bound.bound },
  };
}

function nothingToCompare(measured: readonly DetectedGroup[], by: string, analyte: string): string | null {
  if (measured.length === 0) return `no sample has a known detection status for ${analyte}`;
  if (measured.length === 1) return `only one group of ${by} (${measured[0]!.label}) has measured samples`;
  if (measured.every((g) => g.detected === 0)) return `${analyte} is detected in no sample of any group`;
  if (measured.every((g) => g.detected === g.measured))
    return `${analyte} is detected in every sample of every group`;
  return null;
}

function variantInWords(global: ReturnType<typeof fisherFreemanHalton>): string {
  if (global.variant === "exact") return "exact, by probability of the tables";
  if (global.variant === "bounded") return "exact between proven bounds of relative width 1e-6 or less";
  const run = global.monteCarlo!;
  return `Monte Carlo, ${run.draws} tables, seed ${run.seed}`;
}

const ruleInWords = (analyte: Analyte): DetectabilityResult["rule"] => {
  const rule = DETECTION_RULES.find((r) => r.id === analyte.detection.id)!;
  const at =
    analyte.detection.threshold === undefined
      ? ""
      : ` (threshold ${analyte.detection.threshold} ${analyte.unit})`;
  return { id: rule.id, label: `${rule.label}${at}`, meaning: rule.meaning };
};

/** The share detected under every rule for which the study knows the limits. */
async function rulesTable(
  analyte: Analyte,
  groups: readonly Group[],
  tallyOf: (rule: string) => Promise<Tally>,
): Promise<DetectabilityResult["rules"]> {
  const has = {
    nothing: true,
    lod: analyte.limits.lod !== undefined,
    lloq: analyte.limits.lloq !== undefined,
    threshold: analyte.detection.threshold !== undefined,
  };
  const rules = [];
  for (const rule of DETECTION_RULES.filter((r) => has[r.needs])) {
    const tally = await tallyOf(rule.id);
    const counts = groups
      .map((group) => countsOf(tally, group))
      .map((c) => ({ detected: c.detected, measured: c.detected + c.not }));
    rules.push({ id: rule.id, label: rule.label, chosen: rule.id === analyte.detection.id, counts });
  }
  return rules;
}

function countedFrom(
  tally: Tally,
  spec: DetectabilitySpec,
  by: string,
  detected: readonly DetectedGroup[],
  groups: readonly Group[],
): Counted {
  const known = new Set(groups.map((g) => g.cell));
  return {
    subjects: tally.subjects,
    included: total(detected.map((g) => g.measured)),
    excluded: [
      ...filterLosses(tally, spec.where),
      {
        reason: `${by} unknown`,
        n: total(
          tally.rows
            .filter((row) => row.cells[0] === null || !known.has(row.cells[0]!))
            .map((row) => row.count),
        ),
      },
      {
        reason: "detection unknown (not measured, or not decidable under the rule)",
        n: total(detected.map((g) => g.unknown)),
      },
    ].filter((loss) => loss.n > 0),
  };
}

function askedInWords(
  spec: DetectabilitySpec,
  analyte: string,
  by: string,
  groups: readonly Group[],
  reference: string | null,
): string {
  if (spec.compare === "reference") {
    const base = groups.find((g) => g.value === reference)?.label ?? reference;
    return `Is ${analyte} detected more or less often in each group of ${by} than in ${base}?`;
  }
  return `Is ${analyte} detected equally often in the groups of ${by}?`;
}
