/** Whole questions on cohorts small enough to be worked by hand. */
import { describe, expect, it } from "vitest";
import { relativeError } from "../tools/conform/compare.ts";
import type { Answer, ResultRow, Shown } from "../src/questions/answer.ts";
import type { AssociationResult } from "../src/questions/association/answer.ts";
import type { DetectabilityResult } from "../src/questions/detectability/result.ts";
import { proseToText } from "../src/report/format.ts";
import { readProtocol } from "../src/study/read-protocol.ts";
import { resolve } from "../src/study/resolve.ts";
import { answerStudy, checkStudy } from "../src/study/run.ts";

const HEAD = `cistern: 1
title: By hand
design: case-control
data:
  - file: cohort.csv
variables:
  id: { type: id }
  group: { type: nominal, levels: [control, MS], reference: control }
  stage: { type: ordinal, levels: [none, early, late], reference: none }
  score: { type: count, label: Score }
  onset: { type: date, label: Onset }
  il6: { type: concentration, label: IL-6 }
analytes:
  il6: { unit: pg/mL, limits: { lod: il6_lod }, detection: above-lod, not_detected: [ND] }
families:
  one: { method: holm }
settings: { confidence: 0.95, seed: 1 }
questions:
`;

interface Answered {
  readonly answer: Answer;
  readonly shown: Shown;
  readonly r: readonly string[];
  readonly row: (group: string, statistic: string, method?: string) => ResultRow;
  readonly headline: string;
}

async function ask(question: string, rows: readonly string[], head = HEAD): Promise<Answered> {
  const read = readProtocol(`${head}  - ${question}\n`, "study.yaml");
  if ("issues" in read) throw new Error(JSON.stringify(read.issues));
  const resolved = resolve(read.protocol, read.source);
  if ("issues" in resolved) throw new Error(JSON.stringify(resolved.issues));
  const text = [
    "id,group,stage,score,onset,il6,il6_lod",
    ...rows.map((row, i) => `p${i + 1},${row}`),
    "",
  ].join("\n");
  const checked = await checkStudy(resolved.resolved, [
    { name: "cohort.csv", bytes: new TextEncoder().encode(text), sha256: "" },
  ]);
  if (checked.cohort === null) throw new Error(JSON.stringify(checked.issues));
  const { answers } = await answerStudy(resolved.resolved, checked.cohort);
  const { answer, shown, r } = answers[0]!;
  return {
    answer,
    shown,
    r,
    headline: proseToText(shown.headline),
    row(group, statistic, method) {
      const found = shown.rows.find(
        (row) =>
          row.group === group &&
          row.statistic === statistic &&
          (method === undefined || row.method === method),
      );
      if (found === undefined) throw new Error(`no row ${group} ${statistic}`);
      return found;
    },
  };
}

const times = (n: number, row: string): string[] => Array.from({ length: n }, () => row);
const near = (got: number | null | undefined, want: number, tolerance = 1e-12): void =>
  expect(relativeError(got ?? Number.NaN, want)).toBeLessThanOrEqual(tolerance);

/** The lady tasting tea: 3 of 4 against 1 of 4. */
const TEA = [
  ...times(3, "MS,late,3,2020-01-01,2,0.5"),
  "MS,late,2,2020-01-01,<0.5,0.5",
  "control,none,2,2020-01-01,1,0.5",
  ...times(3, "control,early,1,2020-01-01,ND,0.5"),
];

describe("detectability", () => {
  const question = "{ id: q, kind: detectability, analyte: il6, by: group, compare: reference, family: one }";

  it("agrees with Fisher's own example: p = 34/70, odds ratio 6.41", async () => {
    const { answer, row } = await ask(question, TEA);
    near(answer.tests.find((t) => t.id === "global")!.pValue, 34 / 70);
    near(answer.tests.find((t) => t.id === "MS vs control")!.pValue, 34 / 70);
    near(row("MS vs control", "risk-difference").value, 0.5);
    // R 4.2.2 fisher.test prints 6.408309 (its root search keeps about 4 digits).
    near(row("MS vs control", "odds-ratio").value, 6.408309, 1e-4);
    near(row("MS", "share-detected", "wilson-interval").value, 0.75);
    // Wilson by hand: centre (p + z2/2n) / (1 + z2/n), n = 4, z2 = 3.841458820694124.
    const z2 = 3.841458820694124;
    near(
      row("MS", "share-detected", "wilson-interval").lower,
      (0.75 + z2 / 8 - Math.sqrt(z2) * Math.sqrt(0.1875 / 4 + z2 / 64)) / (1 + z2 / 4),
    );
  });

  it("gives a one-sided bound where none is detected: 1 - 0.05^(1/5)", async () => {
    const { row, shown } = await ask(question, [
      ...times(5, "control,none,1,2020-01-01,ND,0.5"),
      ...times(3, "MS,late,1,2020-01-01,2,0.5"),
    ]);
    near(row("control", "one-sided-upper-bound").value, 1 - 0.05 ** 0.2);
    near(row("MS", "one-sided-lower-bound").value, 0.05 ** (1 / 3));
    expect(row("MS vs control", "odds-ratio")).toMatchObject({ value: null, upper: null });
    expect(shown.sentences.map((s) => proseToText(s)).join(" ")).toContain(
      "In control none of 5 was detected",
    );
  });

  it("counts what the rule cannot decide as unknown, never as negative", async () => {
    // <0.5 with a limit of 0.3: perhaps above it; a blank cell: not measured; a sample without its limit.
    const { row, answer } = await ask(question, [
      ...TEA,
      "MS,late,1,2020-01-01,<0.5,0.3",
      "MS,late,1,2020-01-01,,0.5",
      "control,none,1,2020-01-01,2,",
    ]);
    expect(row("MS", "measured").value).toBe(4);
    expect(row("MS", "unknown").value).toBe(2);
    expect(row("control", "unknown").value).toBe(1);
    expect(answer.counted).toMatchObject({ subjects: 11, included: 8 });
    near(answer.tests.find((t) => t.id === "global")!.pValue, 34 / 70);
  });

  it("shows what every rule would detect, beside the one that was stated", async () => {
    const { answer } = await ask(question, [...TEA, "MS,late,1,2020-01-01,*0.31,0.5"]);
    const rules = (
      answer.result as {
        rules: { id: string; chosen: boolean; counts: { detected: number; measured: number }[] }[];
      }
    ).rules;
    expect(
      rules.map((rule) => [rule.id, rule.chosen, rule.counts[1]!.detected, rule.counts[1]!.measured]),
    ).toEqual([
      ["any-number", false, 4, 5],
      ["reported", false, 3, 5],
      ["above-lod", true, 3, 5],
      ["above-highest-lod", false, 3, 5],
      ["in-range", false, 3, 5],
    ]);
  });

  it("finds a trend over ordered groups, exactly", async () => {
    // Scores 1, 1, 2, 2, 3, 3; the three detections sum to 2 + 3 + 3 = 8, mean 6. Of C(6,3) = 20 choices 2 reach 8 and 2 reach 4.
    const rows = [
      ...times(2, "MS,none,1,2020-01-01,ND,0.5"),
      "MS,early,1,2020-01-01,ND,0.5",
      "MS,early,1,2020-01-01,2,0.5",
      ...times(2, "MS,late,1,2020-01-01,2,0.5"),
    ];
    const { answer } = await ask(
      "{ id: q, kind: detectability, analyte: il6, by: stage, compare: none }",
      rows,
    );
    near(answer.tests.find((t) => t.id === "trend")!.pValue, 4 / 20);
  });

  it("leaves no NaN in the R lines and quotes labels", async () => {
    const { r } = await ask(question, TEA);
    expect(r.join("\n")).not.toMatch(/NaN|undefined|Infinity/);
    expect(r[0]).toBe("detected <- c(1, 3)");
  });
});

describe("association", () => {
  it("gives the probability of superiority by counting pairs", async () => {
    // Detected: scores 1, 2, 3. Not detected: 0, 1. Pairs won: 1.5 + 2 + 2 = 5.5 of 6.
    const rows = [
      "MS,late,1,2020-01-01,2,0.5",
      "MS,late,2,2020-01-03,2,0.5",
      "MS,late,3,2020-01-05,2,0.5",
      "MS,late,0,2020-01-01,ND,0.5",
      "MS,late,1,2020-01-02,ND,0.5",
    ];
    const { answer, row } = await ask(
      '{ id: q, kind: association, outcome: "detected(il6)", characteristics: [score, onset, group], family: one }',
      rows,
    );
    near(row("Score", "probability-of-superiority").value, 5.5 / 6);
    // Differences 1, 2, 3 and 0, 1, 2: their median is 1.5.
    near(row("Score", "difference").value, 1.5);
    // Exact Mann-Whitney with ties, of C(5,3) = 10 choices: midranks 1, 2.5, 2.5, 4, 5; observed 11.5, mean 9; as far out: 11.5 twice, 6 and 6.5s below: 1+2.5+2.5 = 6 once; 1+2.5+4 = 7.5 is nearer. P = 3/10.
    near(answer.tests.find((t) => t.id === "score")!.pValue, 3 / 10);
    expect(answer.tests.find((t) => t.id === "group")).toMatchObject({
      pValue: null,
      reason: "every subject has the same value",
    });
    // Two p-values were computed: Holm counts two tests, not three.
    expect(answer.tests.find((t) => t.id === "score")!.adjusted).toMatchObject({ tests: 2 });
  });
});

describe("association of a concentration", () => {
  const question =
    "{ id: q, kind: association, outcome: 'group == \"MS\"', characteristics: [il6], family: one }";
  const il6 = (answer: Answer): AssociationResult["characteristics"][number] =>
    (answer.result as AssociationResult).characteristics[0]!;

  it("gives no quartiles and no difference where a non-detect has no number, limit or no limit", async () => {
    // MS 2 and 3, controls ND and 1: every pair is won.
    const { answer, row } = await ask(question, [
      "MS,late,1,2020-01-01,2,",
      "MS,late,1,2020-01-01,3,",
      "control,late,1,2020-01-01,ND,",
      "control,late,1,2020-01-01,1,",
    ]);
    expect(row("IL-6", "probability-of-superiority").value).toBe(1);
    expect(il6(answer)).toMatchObject({
      quartiles: null,
      natural: null,
      note: "non-detects are tied below every number",
    });
  });

  it("ranks what is above the range over every number, and nothing else is known of it", async () => {
    // MS > 100 and 2, controls 1 and 3: 1, 1, 1 and 0 of four pairs.
    const { answer, row } = await ask(question, [
      "MS,late,1,2020-01-01,>100,0.5",
      "MS,late,1,2020-01-01,2,",
      "control,late,1,2020-01-01,1,",
      "control,late,1,2020-01-01,3,",
    ]);
    expect(row("IL-6", "probability-of-superiority").value).toBe(0.75);
    expect(il6(answer)).toMatchObject({
      quartiles: null,
      natural: null,
      note: "values above the range are tied above every number",
    });
  });

  it("is answered where nobody has a number", async () => {
    const { answer, row } = await ask(question, [
      "MS,late,1,2020-01-01,>100,0.5",
      "control,late,1,2020-01-01,ND,",
    ]);
    expect(row("IL-6", "probability-of-superiority").value).toBe(1);
    const all = await ask(question, ["MS,late,1,2020-01-01,>100,0.5", "control,late,1,2020-01-01,>100,0.5"]);
    expect(all.answer.tests[0]?.reason).toBe("every subject has the same value");
    expect(answer.tests[0]?.pValue).toBe(1);
  });
});

describe("derived detection", () => {
  it("knows the study's highest limit, as a question does", async () => {
    const rows = [
      "MS,late,1,2020-01-01,2,0.5",
      "MS,late,1,2020-01-01,0.7,1",
      "control,late,1,2020-01-01,ND,1",
    ];
    const { answer } = await ask(
      "{ id: q, kind: detectability, analyte: il6, by: found, compare: none }",
      rows,
      HEAD.replace("above-lod", "above-highest-lod").replace(
        "families:",
        "derived: { found: { label: Found, expression: detected(il6) } }\nfamilies:",
      ),
    );
    expect((answer.result as DetectabilityResult).groups).toMatchObject([
      { value: "false", detected: 0, measured: 2, unknown: 0 },
      { value: "true", detected: 1, measured: 1, unknown: 0 },
    ]);
  });
});

describe("regression", () => {
  it("gives the odds ratio of a fourfold table", async () => {
    const rows = [
      ...times(6, "MS,late,1,2020-01-01,2,0.5"),
      ...times(3, "MS,late,1,2020-01-01,ND,0.5"),
      ...times(2, "control,none,1,2020-01-01,2,0.5"),
      ...times(7, "control,none,1,2020-01-01,ND,0.5"),
    ];
    const { row, headline } = await ask(
      '{ id: q, kind: regression, outcome: "detected(il6)", exposure: group, method: logistic }',
      rows,
    );
    near(row("group: MS (against control)", "adjusted-odds-ratio").value, 7, 1e-9);
    // Standard error of the log odds ratio: root of the sum of reciprocals.
    near(
      row("group: MS (against control)", "adjusted-standard-error").value,
      Math.sqrt(1 / 6 + 1 / 3 + 1 / 2 + 1 / 7),
      1e-9,
    );
    expect(headline).toContain("odds ratio 7.0");
  });

  it("names the separating variable, and Firth's estimate of a fourfold table with an empty cell", async () => {
    // Firth for one binary covariate adds 1/2 to each cell: (4.5 * 4.5) / (0.5 * 0.5) ... here 4/0 and 2/3: (4.5 / 0.5) / (2.5 / 3.5).
    const rows = [
      ...times(4, "MS,late,1,2020-01-01,2,0.5"),
      ...times(2, "control,none,1,2020-01-01,2,0.5"),
      ...times(3, "control,none,1,2020-01-01,ND,0.5"),
    ];
    const { answer, row } = await ask(
      '{ id: q, kind: regression, outcome: "detected(il6)", exposure: group, method: firth-if-separated }',
      rows,
    );
    near(row("group: MS (against control)", "adjusted-odds-ratio").value, 4.5 / 0.5 / (2.5 / 3.5), 1e-9);
    const said = answer.warnings.map((w) => proseToText(w.text)).join(" ");
    expect(said).toContain("Quasi-complete separation");
    expect(said).toContain("group: MS (against control)");
  });

  it("says of everybody lost why", async () => {
    const rows = [
      ...times(4, "MS,late,1,2020-01-01,2,0.5"),
      ...times(4, "control,none,2,2020-01-01,ND,0.5"),
      "MS,late,,2020-01-01,2,0.5",
      "MS,late,1,2020-01-01,,0.5",
      ",late,1,2020-01-01,2,0.5",
    ];
    const { answer } = await ask(
      '{ id: q, kind: regression, outcome: "detected(il6)", exposure: group, adjust: [score], method: firth }',
      rows,
    );
    expect(answer.counted).toEqual({
      subjects: 11,
      included: 8,
      excluded: [
        { reason: "unknown: detected(il6)", n: 1 },
        { reason: "unknown: group", n: 1 },
        { reason: "unknown: Score (of those left)", n: 1 },
      ],
    });
  });
});

describe("describe", () => {
  it("gives medians, counts and the largest standardised difference by hand", async () => {
    const { row } = await ask("{ id: q, kind: describe, by: group, variables: [score, il6] }", [
      "control,none,1,2020-01-01,ND,0.5",
      "control,none,3,2020-01-01,2,0.5",
      "MS,late,5,2020-01-01,2,0.5",
      "MS,late,9,2020-01-01,3,0.5",
      "MS,late,,2020-01-01,,0.5",
    ]);
    near(row("control", "score.median").value, 2);
    near(row("All", "score.median").value, 4);
    expect(row("MS", "score.unknown").value).toBe(1);
    expect(row("MS", "il6.detected").value).toBe(2);
    expect(row("MS", "il6.measured").value).toBe(2);
    // Means 2 and 7, variances 2 and 8: 5 / sqrt(5).
    near(row("all groups", "score.standardised-difference").value, Math.sqrt(5));
  });
});
