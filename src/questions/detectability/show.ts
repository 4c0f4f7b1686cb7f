import {
  type Answer,
  count,
  difference,
  number,
  type Prose,
  pValue,
  ratio,
  say,
  share,
  type Shown,
  type Table,
  type TableRow,
  type Test,
} from "../answer.ts";
import { listed, noAnswer, total } from "../groups.ts";
import { decisive, exactly, familyInWords, isSignificant, level, outOf, pInWords } from "../wording.ts";
import { whoIs } from "../who.ts";
import type { Comparison, DetectabilityResult, DetectedGroup } from "./result.ts";
import { detectabilityRows } from "./rows.ts";

type DetectabilityAnswer = Answer<DetectabilityResult>;

export function showDetectability(answer: DetectabilityAnswer): Shown {
  const { result } = answer;
  return {
    headline: headline(answer),
    sentences: sentences(answer),
    methods: methodsSentence(answer),
    tables: [
      groupsTable(answer),
      ...(result.comparisons.length === 0 ? [] : [comparisonsTable(answer)]),
      rulesTable(result),
    ],
    figures: [
      {
        kind: "bars",
        id: "detected",
        title: `${result.analyte} detected, by ${result.by}`,
        axisLabel: `Share of measured samples with ${result.analyte} detected`,
        event: "detected",
        confidence: answer.confidence,
        alt: say`Bars of the share with ${result.analyte} detected, with ${level(answer.confidence)} Wilson intervals: ${listed(result.groups.map(groupInWords))}.`,
        notes: [
          say`Lines are ${level(answer.confidence)} Wilson score intervals. Rule: ${result.rule.label}.`,
        ],
        bars: result.groups.map((g) => ({
          label: g.label,
          events: g.detected,
          n: g.measured,
          value: g.share,
          lower: g.wilson?.lower ?? null,
          upper: g.wilson?.upper ?? null,
          reference: g.value === result.reference,
          ...whoIs(g.people),
        })),
      },
      concentrations(result),
    ],
    rows: detectabilityRows(answer),
  };
}

const testOf = (answer: DetectabilityAnswer, id: string): Test | undefined =>
  answer.tests.find((test) => test.id === id);

const groupInWords = (g: DetectedGroup): Prose =>
  g.share === null
    ? say`none measured of ${g.label}`
    : say`${share(g.share)} of ${g.label} (${count(g.detected)} of ${count(g.measured)})`;

function headline(answer: DetectabilityAnswer): Prose {
  const { result } = answer;
  const global = testOf(answer, "global");
  if (global === undefined || result.groups.every((g) => g.measured === 0))
    return noAnswer(`no sample has a known detection status for ${result.analyte}`);
  if (result.compare === "reference" && result.comparisons.length > 0) {
    const base = result.groups.find((g) => g.value === result.reference)!;
    const differing = result.comparisons.filter((c) =>
      isSignificant(testOf(answer, c.id), answer.confidence),
    );
    const others = result.comparisons.map((c) => result.groups.find((g) => g.label === c.first)!);
    const shares = say`${result.analyte} was detected in ${listed(others.map(groupInWords))}, against ${groupInWords(base)}`;
    if (differing.length === 0)
      return say`${shares}: no group differs from ${base.label} beyond chance at this level, which does not show that they are equal.`;
    if (differing.length === result.comparisons.length)
      return result.comparisons.length === 1
        ? say`${shares}: the difference is more than chance explains (${pInWords(testOf(answer, differing[0]!.id)!)}).`
        : say`${shares}: every group differs from ${base.label} (largest ${pInWords(largest(answer, differing))}).`;
    return say`${shares}: ${listed(differing.map((c) => [c.first]))} ${differing.length === 1 ? "differs" : "differ"} from ${base.label} (largest ${pInWords(largest(answer, differing))}); for the others chance remains an explanation.`;
  }
  const shares = say`${result.analyte} was detected in ${listed(result.groups.map(groupInWords))}`;
  if (global.pValue === null) return say`${shares}; ${pInWords(global)}.`;
  return isSignificant(global, answer.confidence)
    ? say`${shares}: the groups differ (exact test over all groups, ${pInWords(global)}).`
    : say`${shares}: no difference between the groups beyond chance (exact test over all groups, ${pInWords(global)}), which does not show that they are equal.`;
}

const largest = (answer: DetectabilityAnswer, among: readonly Comparison[]): Test =>
  among.map((c) => testOf(answer, c.id)!).reduce((a, b) => ((decisive(b) ?? 0) > (decisive(a) ?? 0) ? b : a));

function sentences(answer: DetectabilityAnswer): Prose[] {
  const { result } = answer;
  const global = testOf(answer, "global");
  const all = say`Over all groups, ${outOf(total(result.groups.map((g) => g.detected)), total(result.groups.map((g) => g.measured)))} measured samples count as detected under the rule "${result.rule.label}": ${result.rule.meaning}`;
  const said: Prose[] = [all];
  if (
    global !== undefined &&
    result.comparisons.length > 1 &&
    result.compare === "reference" &&
    global.pValue !== null
  )
    said.push(say`Over all groups at once: exact test, p = ${pValue(global.pValue)}.`);
  const widest = result.comparisons
    .filter((c) => c.riskDifference !== null)
    .sort((a, b) => Math.abs(b.riskDifference!.estimate) - Math.abs(a.riskDifference!.estimate))[0];
  if (widest?.riskDifference)
    said.push(
      say`The largest difference is ${widest.first} against ${widest.second}: ${difference(widest.riskDifference.estimate)} (${level(answer.confidence)} interval ${difference(widest.riskDifference.lower)} to ${difference(widest.riskDifference.upper)}).`,
    );
  for (const g of result.groups)
    if (g.bound !== null)
      said.push(
        g.bound.side === "upper"
          ? say`In ${g.label} none of ${count(g.measured)} was detected: with ${level(answer.confidence)} confidence the true share is below ${share(g.bound.value)}.`
          : say`In ${g.label} all of ${count(g.measured)} were detected: with ${level(answer.confidence)} confidence the true share is above ${share(g.bound.value)}.`,
      );
  const trend = testOf(answer, "trend");
  if (trend !== undefined && result.trend !== null)
    said.push(
      say`Over the ordered groups the share ${result.trend.direction === "flat" ? "is flat" : result.trend.direction} (trend, p = ${pValue(trend.pValue)}).`,
    );
  const spread = result.rules.map((rule) => sumShare(rule.counts)).filter((s): s is number => s !== null);
  if (spread.length > 1)
    said.push(
      say`The rule matters: over all groups the share detected is between ${share(Math.min(...spread))} and ${share(Math.max(...spread))} under the rules that these data allow (table of rules).`,
    );
  return said;
}

function sumShare(counts: readonly { detected: number; measured: number }[]): number | null {
  const measured = total(counts.map((c) => c.measured));
  return measured === 0 ? null : total(counts.map((c) => c.detected)) / measured;
}

function methodsSentence(answer: DetectabilityAnswer): Prose {
  const { result } = answer;
  const global = testOf(answer, "global");
  const differences =
    result.riskDifferenceMethod === "newcombe"
      ? "Newcombe's hybrid score intervals"
      : "Miettinen and Nurminen's score intervals";
  const parts: Prose[] = [
    say`Detection of ${result.analyte} (rule: ${result.rule.label}) was counted in each group of ${result.by}, with Wilson score and Clopper-Pearson intervals.`,
    global?.pValue == null
      ? []
      : say` All groups were compared by the Fisher-Freeman-Halton exact test (${answer.methods.find((m) => m.id === "fisher-freeman-halton")?.variant ?? ""}).`,
    result.comparisons.length === 0
      ? []
      : say` ${result.compare === "reference" ? "Each group was compared with the reference" : "All pairs were compared"} by Fisher's exact test (two-sided, by probability of the tables), with ${differences} for the risk difference and conditional maximum likelihood odds ratios with exact limits; ${familyInWords(answer.tests)}.`,
    testOf(answer, "trend") === undefined
      ? []
      : say` The trend over the ordered groups was tested by the Cochran-Armitage test with equally spaced scores (${testOf(answer, "trend")!.reason}).`,
    say` Intervals are at ${level(answer.confidence)}.`,
  ];
  return parts.flat();
}

const interval = (limits: { lower: number; upper: number } | null): Prose =>
  limits === null
    ? [share(null, "no measured sample")]
    : say`${share(limits.lower)} to ${share(limits.upper)}`;

function groupsTable(answer: DetectabilityAnswer): Table {
  return {
    id: "groups",
    title: `${answer.result.analyte} detected, by ${answer.result.by}`,
    columns: [
      { label: "Group", align: "left" },
      { label: "Detected", align: "right" },
      { label: "Measured", align: "right" },
      { label: "Unknown", align: "right" },
      { label: "Share", align: "right" },
      { label: "Wilson interval", align: "right" },
      { label: "Clopper-Pearson interval", align: "right" },
      { label: "One-sided bound", align: "right" },
    ],
    rows: answer.result.groups.map((g) => ({
      cells: [
        [g.label],
        [count(g.detected)],
        [count(g.measured)],
        [count(g.unknown)],
        [share(g.share, "no measured sample")],
        interval(g.wilson),
        interval(g.clopperPearson),
        g.bound === null
          ? [""]
          : say`${g.bound.side === "upper" ? "below" : "above"} ${share(g.bound.value)}`,
      ],
    })),
    notes: [
      say`Intervals at ${level(answer.confidence)}. Unknown: not measured, invalid, or not decidable under the rule; such samples are not counted as negative. A one-sided exact bound is given where none or all are detected.`,
    ],
  };
}

const openInterval = (limits: { lower: number | null; upper: number | null }): Prose =>
  say`${limits.lower === null ? "open" : ratio(limits.lower)} to ${limits.upper === null ? "open" : ratio(limits.upper)}`;

function comparisonsTable(answer: DetectabilityAnswer): Table {
  const adjusted = answer.tests.some((t) => t.adjusted !== null);
  return {
    id: "comparisons",
    title: answer.result.compare === "reference" ? "Each group against the reference" : "All pairs of groups",
    columns: [
      { label: "Comparison", align: "left" },
      { label: "Risk difference", align: "right" },
      { label: "Interval", align: "right" },
      { label: "Odds ratio", align: "right" },
      { label: "Interval", align: "right" },
      { label: "p", align: "right" },
      ...(adjusted ? [{ label: "adjusted p", align: "right" as const }] : []),
    ],
    rows: answer.result.comparisons.map((c): TableRow => {
      const test = testOf(answer, c.id)!;
      return {
        cells: [
          [`${c.first} against ${c.second}`],
          [difference(c.riskDifference?.estimate ?? null)],
          c.riskDifference === null
            ? [difference(null)]
            : say`${difference(c.riskDifference.lower)} to ${difference(c.riskDifference.upper)}`,
          c.oddsRatio === null
            ? [ratio(null, c.reason ?? "")]
            : c.oddsRatio.estimate === null
              ? ["infinite"]
              : [ratio(c.oddsRatio.estimate)],
          c.oddsRatio === null ? [ratio(null, c.reason ?? "")] : openInterval(c.oddsRatio),
          [pValue(test.pValue, test.reason)],
          ...(adjusted ? [[pValue(test.adjusted?.pValue ?? null, test.reason)]] : []),
        ],
      };
    }),
    notes: [
      say`Differences in percentage points, first group minus second; odds ratios first over second. Intervals at ${level(answer.confidence)}, not adjusted for the number of comparisons; ${familyInWords(answer.tests)}.`,
    ],
  };
}

function rulesTable(result: DetectabilityResult): Table {
  return {
    id: "rules",
    title: "What share would be detected under each rule",
    columns: [
      { label: "Detection rule", align: "left" },
      ...result.groups.map((g) => ({ label: g.label, align: "right" as const })),
      { label: "All", align: "right" },
    ],
    rows: result.rules.map((rule) => ({
      cells: [
        [rule.chosen ? `${rule.label} (prespecified)` : rule.label],
        ...[
          ...rule.counts,
          {
            detected: total(rule.counts.map((c) => c.detected)),
            measured: total(rule.counts.map((c) => c.measured)),
          },
        ].map((c) =>
          c.measured === 0
            ? [share(null, "no measured sample")]
            : say`${count(c.detected)}/${count(c.measured)} (${share(c.detected / c.measured)})`,
        ),
      ],
    })),
    notes: [
      say`Only the prespecified rule answers the question; the others show how much the answer depends on it. Rules are listed where the study states the limits they need. Measured counts differ where a rule cannot decide a sample.`,
    ],
  };
}

function concentrations(result: DetectabilityResult): Shown["figures"][number] {
  const points = result.distribution.groups.flatMap((g) => g.points);
  const log = points.length > 0 && points.every((p) => p.value > 0);
  const limits = result.distribution.limits;
  const below = total(result.distribution.groups.flatMap((g) => g.nonDetects.map((d) => d.count)));
  return {
    kind: "swarm",
    id: "concentrations",
    title: `${result.analyte} by ${result.by}`,
    axisLabel: `${result.analyte} (${result.unit})`,
    scale: log ? "log" : "linear",
    alt: say`Concentrations of ${result.analyte} by ${result.by}, one mark per subject; ${count(below)} non-detects stand in a band of their own below the axis: ${listed(
      result.distribution.groups.map(
        (g) => say`${g.label} ${count(total(g.nonDetects.map((d) => d.count)))} of ${count(g.n)}`,
      ),
    )}.`,
    notes: [
      say`One mark per subject. Samples without a number are in the band below: they have no place on the axis. ${limits.length === 0 ? "" : limits.length <= 4 ? say`Limit of detection: ${listed(limits.map((l) => exactly(l, result.unit)))}.` : say`Limits of detection differ between samples, from ${number(limits[0]!)} to ${number(limits.at(-1)!)} ${result.unit}.`} Hollow marks: a number was printed, but the rule does not count it as detected. A bar marks the median where it is a number at or above every limit.`,
    ],
    analyte: result.variable,
    unit: result.unit,
    groups: result.distribution.groups.map((g, i) => ({ ...g, ...whoIs(result.groups[i]!.people) })),
    lines: limits.length <= 4 ? limits.map((value) => ({ label: `LOD ${value}`, value })) : [],
  };
}
