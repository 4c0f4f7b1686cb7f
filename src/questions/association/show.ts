import {
  type Answer,
  count,
  type ForestRow,
  number,
  plain,
  type Prose,
  pValue,
  ratio,
  type ResultRow,
  say,
  share,
  type Shown,
  statistic,
  type TableRow,
  type Test,
} from "../answer.ts";
import { listed } from "../groups.ts";
import { adjustmentInWords, decisive, familyInWords, isSignificant, level } from "../wording.ts";
import { allOf, inGroup, whoIs } from "../who.ts";
import type { AssociationResult, Characteristic } from "./answer.ts";
import type { Effect, Quartiles } from "./compare.ts";
import { dateOfDays } from "../dates.ts";

type AssociationAnswer = Answer<AssociationResult>;

export function showAssociation(answer: AssociationAnswer): Shown {
  const { result } = answer;
  return {
    headline: headline(answer),
    sentences: sentences(answer),
    methods: methodsSentence(answer),
    tables: [table(answer)],
    figures: [
      {
        kind: "forest",
        id: "superiority",
        title: `What goes with: ${result.outcomeLabel}`,
        axisLabel: "Probability of superiority",
        scale: "linear",
        nullValue: 0.5,
        ends: [
          `lower or rarer with ${result.outcomeLabel}`,
          `higher or more frequent with ${result.outcomeLabel}`,
        ],
        columns: ["Probability of superiority", "adjusted p"],
        alt: say`Forest figure of ${count(result.characteristics.length)} characteristics on the scale of the probability of superiority, 0.5 meaning no association. ${
          marked(answer).length === 0
            ? "None stands out after adjustment."
            : say`Standing out after adjustment: ${listed(marked(answer).map((c) => [c.label]))}.`
        }`,
        notes: [
          say`Probability that a subject with "${result.outcomeLabel}" has the higher value of the characteristic than one without (ties count half); for a category, that it is present. Lines are ${level(answer.confidence)} intervals. Strong marks: adjusted p below ${plain(alphaOf(answer))}.`,
        ],
        rows: result.characteristics.flatMap((c) => forestRows(answer, c)),
      },
    ],
    rows: rows(answer),
  };
}

const alphaOf = (answer: AssociationAnswer): number => Number((1 - answer.confidence).toPrecision(12));
const testOf = (answer: AssociationAnswer, c: Characteristic): Test =>
  answer.tests.find((t) => t.id === c.name)!;
const marked = (answer: AssociationAnswer): Characteristic[] =>
  answer.result.characteristics.filter((c) => isSignificant(testOf(answer, c), answer.confidence));

/** `EDSS (higher)`, `sex: men (more often)`, `centre`. */
function inWords(c: Characteristic): string {
  if (c.shape === "categories" || c.superiority.estimate === null) return c.label;
  const more = c.superiority.estimate > 0.5;
  if (c.shape === "ordered")
    return `${c.label} (${c.type === "date" ? (more ? "later" : "earlier") : more ? "higher" : "lower"})`;
  return `${nameOfTwoLevel(c)} (${more ? "more" : "less"} often)`;
}

const nameOfTwoLevel = (c: Characteristic): string =>
  c.type === "boolean" ? c.label : `${c.label}: ${c.levels[1]!.label}`;

// A sentence with more names than this is a table; the table stands below it.
const NAMED = 6;

function headline(answer: AssociationAnswer): Prose {
  const { result } = answer;
  const tested = answer.tests.filter((t) => t.pValue !== null).length;
  if (result.withOutcome === 0 || result.withoutOutcome === 0)
    return say`There is no answer: ${result.withOutcome === 0 ? "no subject has" : "every subject has"} "${result.outcomeLabel}".`;
  const found = marked(answer).sort(
    (a, b) => (decisive(testOf(answer, a)) ?? 1) - (decisive(testOf(answer, b)) ?? 1),
  );
  if (found.length === 0)
    return say`None of ${count(tested)} characteristics goes with "${result.outcomeLabel}" beyond chance after adjustment; this does not show that there is no association.`;
  const named = found.slice(0, NAMED).map((c) => [inWords(c)]);
  const others = found.length - named.length;
  return say`"${result.outcomeLabel}" goes with ${listed(others === 0 ? named : [...named, say`${count(others)} more`])} (largest adjusted p = ${pValue(decisive(testOf(answer, found.at(-1)!)))})${
    tested > found.length
      ? say`; for the other ${count(tested - found.length)} of ${count(tested)} characteristics chance remains an explanation`
      : ""
  }.`;
}

function sentences(answer: AssociationAnswer): Prose[] {
  const { result } = answer;
  return [
    say`${count(result.withOutcome)} subjects with "${result.outcomeLabel}" are compared with ${count(result.withoutOutcome)} without; each characteristic is counted where it is known.`,
    say`Intervals that do not touch the line of no association are not a verdict by themselves: with ${count(answer.tests.length)} comparisons the adjusted p-value decides.`,
  ];
}

function methodsSentence(answer: AssociationAnswer): Prose {
  const used = (id: string): boolean => answer.tests.some((t) => t.method === id && t.pValue !== null);
  const tests = [
    used("mann-whitney") ? "numbers and ordered scales by the Mann-Whitney test" : "",
    used("fisher-exact") ? "two categories by Fisher's exact test" : "",
    used("fisher-freeman-halton") ? "more categories by the Fisher-Freeman-Halton exact test" : "",
  ].filter((text) => text !== "");
  return say`Subjects with and without "${answer.result.outcomeLabel}" were compared: ${tests.join(", ")}. Effects are given as probability of superiority (Brunner-Munzel interval on the logit scale for ordered values, Newcombe interval for categories) and as odds ratio (conditional, exact limits) or Hodges-Lehmann difference; ${familyInWords(answer.tests)}. Intervals are at ${level(answer.confidence)}.`;
}

const limits = (effect: Effect, as: typeof ratio): Prose =>
  effect.estimate === null && effect.lower === null && effect.upper === null
    ? [as(null, effect.reason ?? "not computed")]
    : say`${effect.lower === null ? "open" : as(effect.lower)} to ${effect.upper === null ? "open" : as(effect.upper)}`;

function withLimits(effect: Effect, as: typeof ratio): Prose {
  if (effect.estimate === null && effect.lower === null && effect.upper === null)
    return [as(null, effect.reason ?? "not computed")];
  return say`${effect.estimate === null ? "infinite" : as(effect.estimate)} (${limits(effect, as)})`;
}

function forestRows(answer: AssociationAnswer, c: Characteristic): ForestRow[] {
  const test = testOf(answer, c);
  const strong = isSignificant(test, answer.confidence);
  const p: Prose = [pValue(decisive(test), test.reason)];
  if (c.shape !== "categories")
    return [
      {
        label: c.shape === "two-level" ? nameOfTwoLevel(c) : c.label,
        estimate: c.superiority.estimate,
        lower: c.superiority.lower,
        upper: c.superiority.upper,
        cells: [withLimits(c.superiority, statistic), p],
        emphasised: strong,
        n: c.withOutcome + c.withoutOutcome,
        ...whoIs(c.people),
      },
    ];
  return [
    {
      label: c.label,
      heading: true,
      estimate: null,
      lower: null,
      upper: null,
      cells: [[""], p],
      emphasised: strong,
    },
    ...c.levels.map(
      (l): ForestRow => ({
        label: `   ${l.label}`,
        estimate: l.superiority.estimate,
        lower: l.superiority.lower,
        upper: l.superiority.upper,
        cells: [withLimits(l.superiority, statistic), [""]],
        emphasised: false,
        under: c.label,
        n: l.withOutcome + l.withoutOutcome,
        ...whoIs(allOf(undefined, c.people, inGroup(c.name, l.cell))),
      }),
    ),
  ];
}

function quartilesInWords(c: Characteristic, quartiles: Quartiles | null): Prose {
  if (quartiles === null) return [number(null, "no subject")];
  if (c.type === "date")
    return say`${dateOfDays(quartiles.median)} (${dateOfDays(quartiles.lower)} to ${dateOfDays(quartiles.upper)})`;
  const as = c.type === "count" || c.type === "edss" ? plain : number;
  return say`${as(quartiles.median)} (${as(quartiles.lower)} to ${as(quartiles.upper)})`;
}

function table(answer: AssociationAnswer): Shown["tables"][number] {
  const { result } = answer;
  const outOf = (k: number, n: number): Prose =>
    n === 0 ? [share(null, "no subject")] : say`${count(k)}/${count(n)} (${share(k / n)})`;
  const rowsOf = (c: Characteristic): TableRow[] => {
    const test = testOf(answer, c);
    const p: Prose[] = [[pValue(test.pValue, test.reason)], [pValue(decisive(test), test.reason)]];
    const unit = c.unit === "" ? "" : `, ${c.unit}`;
    if (c.shape === "two-level") {
      const l = c.levels[1]!;
      return [
        {
          cells: [
            [nameOfTwoLevel(c)],
            outOf(l.withOutcome, c.withOutcome),
            outOf(l.withoutOutcome, c.withoutOutcome),
            withLimits(c.superiority, statistic),
            ["odds ratio ", ...withLimits(l.oddsRatio, ratio)],
            ...p,
          ],
        },
      ];
    }
    if (c.shape === "categories")
      return [
        {
          cells: [
            [c.label],
            say`n = ${count(c.withOutcome)}`,
            say`n = ${count(c.withoutOutcome)}`,
            [""],
            [""],
            ...p,
          ],
        },
        ...c.levels.map((l) => ({
          indented: true,
          cells: [
            [l.label],
            outOf(l.withOutcome, c.withOutcome),
            outOf(l.withoutOutcome, c.withoutOutcome),
            withLimits(l.superiority, statistic),
            ["odds ratio ", ...withLimits(l.oddsRatio, ratio)],
            [""],
            [""],
          ],
        })),
      ];
    const summary = (quartiles: Quartiles | null, n: number): Prose =>
      c.quartiles === null ? say`n = ${count(n)}` : say`${quartilesInWords(c, quartiles)}, n = ${count(n)}`;
    return [
      {
        cells: [
          [`${c.label}${unit}`],
          summary(c.quartiles?.with ?? null, c.withOutcome),
          summary(c.quartiles?.without ?? null, c.withoutOutcome),
          withLimits(c.superiority, statistic),
          c.natural === null ? [""] : ["difference ", ...withLimits(c.natural, number)],
          ...p,
        ],
      },
    ];
  };
  return {
    id: "characteristics",
    title: `Characteristics with and without: ${result.outcomeLabel}`,
    columns: [
      { label: "Characteristic", align: "left" },
      { label: `With (n = ${result.withOutcome})`, align: "right" },
      { label: `Without (n = ${result.withoutOutcome})`, align: "right" },
      { label: "Probability of superiority", align: "right" },
      { label: "Effect on its own scale", align: "right" },
      { label: "p", align: "right" },
      { label: "adjusted p", align: "right" },
    ],
    rows: result.characteristics.flatMap(rowsOf),
    notes: [
      say`Median (quartiles), type 7, or k/n. ${level(answer.confidence)} intervals in brackets, not adjusted for the number of comparisons. Differences are Hodges-Lehmann estimates, with minus without. The adjusted p is ${adjustmentInWords(answer.tests[0]?.adjusted?.method ?? "none")} over family ${result.family}.`,
      ...result.characteristics.filter((c) => c.note !== null).map((c) => say`${c.label}: ${c.note!}.`),
    ],
  };
}

function rows(answer: AssociationAnswer): ResultRow[] {
  return answer.result.characteristics.flatMap((c): ResultRow[] => {
    const effect = (
      group: string,
      id: string,
      e: Effect,
      label: string,
      format: ResultRow["format"],
      method: string,
      unit = "",
    ): ResultRow => ({
      group,
      statistic: id,
      value: e.estimate,
      lower: e.lower,
      upper: e.upper,
      unit,
      label,
      format,
      method,
      ...(e.reason === null ? {} : { warning: e.reason }),
    });
    const counts: ResultRow[] = [
      {
        group: c.label,
        statistic: "with-outcome",
        value: c.withOutcome,
        unit: "",
        label: "subjects with the outcome and a known value",
        format: "count",
      },
      {
        group: c.label,
        statistic: "without-outcome",
        value: c.withoutOutcome,
        unit: "",
        label: "subjects without the outcome and a known value",
        format: "count",
      },
      {
        group: c.label,
        statistic: "unknown",
        value: c.unknown,
        unit: "",
        label: "subjects whose value is unknown",
        format: "count",
      },
    ];
    const levels = c.levels.flatMap((l): ResultRow[] => [
      {
        group: `${c.label}: ${l.label}`,
        statistic: "with-outcome",
        value: l.withOutcome,
        unit: "",
        label: "subjects with the outcome",
        format: "count",
      },
      {
        group: `${c.label}: ${l.label}`,
        statistic: "without-outcome",
        value: l.withoutOutcome,
        unit: "",
        label: "subjects without the outcome",
        format: "count",
      },
      effect(
        `${c.label}: ${l.label}`,
        "probability-of-superiority",
        l.superiority,
        "probability of superiority",
        "statistic",
        "newcombe-risk-difference",
      ),
      effect(
        `${c.label}: ${l.label}`,
        "odds-ratio",
        l.oddsRatio,
        "conditional odds ratio",
        "ratio",
        "fisher-exact",
      ),
    ]);
    const quartiles = (["with", "without"] as const).flatMap((side): ResultRow[] => {
      const q = c.quartiles?.[side];
      return q == null
        ? []
        : [
            {
              group: c.label,
              statistic: `median-${side}`,
              value: q.median,
              lower: q.lower,
              upper: q.upper,
              unit: c.unit,
              label: `median and quartiles ${side} the outcome`,
              format: "number",
            },
          ];
    });
    return [
      ...counts,
      ...quartiles,
      ...(c.shape === "ordered"
        ? [
            effect(
              c.label,
              "probability-of-superiority",
              c.superiority,
              "probability of superiority",
              "statistic",
              "brunner-munzel",
            ),
          ]
        : []),
      ...(c.natural !== null && c.natural.kind === "difference"
        ? [
            effect(
              c.label,
              "difference",
              c.natural,
              "Hodges-Lehmann difference",
              "number",
              "hodges-lehmann",
              c.unit,
            ),
          ]
        : []),
      ...levels,
    ];
  });
}
