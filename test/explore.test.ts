/** Detection tried out under another threshold. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DetectabilityResult } from "../src/questions/detectability/result.ts";
import { proseToText } from "../src/report/format.ts";
import { exploreThreshold } from "../src/session/explore.ts";
import { type AnsweredQuestion, answerStudy } from "../src/study/run.ts";
import { type AnsweredStudy, exampleStudy, studyFrom } from "./studies-in-memory.ts";

const HEAD = `cistern: 1
title: Tried out
design: case-control
data:
  - file: cohort.csv
variables:
  id: { type: id }
  group: { type: nominal, levels: [control, MS], reference: control }
  il6: { type: concentration, label: IL-6 }
  tnf: { type: concentration, label: TNF }
analytes:
  il6: { unit: pg/mL, limits: { lod: 0.5 }, detection: above-lod, not_detected: [ND] }
  tnf: { unit: pg/mL, limits: { lod: 0.5 }, detection: above-lod }
derived:
  found: { label: Found, expression: detected(il6) }
families:
  one: { method: holm }
settings: { confidence: 0.95, seed: 1 }
questions:
  - { id: by-group, kind: detectability, analyte: il6, by: group, compare: reference, family: one }
  - { id: other, kind: detectability, analyte: tnf, by: group, compare: none }
  - { id: by-itself, kind: detectability, analyte: il6, by: found, compare: none }
`;

interface Sample {
  readonly group: string;
  readonly il6: string;
}

const studyOf = (samples: readonly Sample[], head = HEAD): Promise<AnsweredStudy> =>
  studyFrom(
    head,
    ["id,group,il6,tnf", ...samples.map(({ group, il6 }, i) => `p${i},${group},${il6},1`), ""].join("\n"),
  );

const explore = (
  { resolved, cohort }: AnsweredStudy,
  threshold: number,
): Promise<readonly AnsweredQuestion[]> => exploreThreshold(resolved, cohort, "il6", threshold);
const resultOf = (found: AnsweredQuestion | undefined): DetectabilityResult =>
  found!.answer.result as DetectabilityResult;
const countsOf = (found: AnsweredQuestion | undefined): number[][] =>
  resultOf(found).groups.map(({ detected, measured, unknown }) => [detected, measured, unknown]);

const TEA: readonly Sample[] = [
  ...["2", "2", "2", "<0.5"].map((il6) => ({ group: "MS", il6 })),
  ...["1", "ND", "ND", "ND"].map((il6) => ({ group: "control", il6 })),
];

describe("a threshold tried out", () => {
  it("answers the questions of the analyte, and no other", async () => {
    const found = await explore(await studyOf(TEA), 1.5);
    expect(found.map(({ answer }) => answer.id)).toEqual(["by-group", "by-itself"]);
  });

  it("counts by hand: from 1.5 on no control is left, below 0.5 a value of <0.5 is unknown", async () => {
    const study = await studyOf(TEA);
    expect(countsOf((await explore(study, 1.5))[0])).toEqual([
      [0, 4, 0],
      [3, 4, 0],
    ]);
    expect(countsOf((await explore(study, 0.2))[0])).toEqual([
      [1, 4, 0],
      [3, 3, 1],
    ]);
  });

  it("reaches the derived columns", async () => {
    const [, byItself] = await explore(await studyOf(TEA), 1.5);
    expect(countsOf(byItself)).toEqual([
      [0, 5, 0],
      [3, 3, 0],
    ]);
  });

  it("leaves p-values unadjusted and says why, once", async () => {
    const [first, second] = await explore(await studyOf(TEA), 1.5);
    expect(first?.answer.tests.map((test) => test.adjusted)).toEqual([null, null]);
    const said = (found: AnsweredQuestion | undefined): string[] =>
      found!.answer.warnings
        .filter(({ code }) => code === "exploration")
        .map(({ text }) => proseToText(text));
    expect(said(first)).toEqual([
      "Tried out: detection from 1.5 pg/mL on. This is not the prespecified answer. Its p-values are not adjusted, since their families may hold tests of questions that were not answered again.",
    ]);
    expect(said(second)).toEqual([
      "Tried out: detection from 1.5 pg/mL on. This is not the prespecified answer.",
    ]);
  });

  it("keeps the mark of the prespecified rule in the table of rules", async () => {
    const [first] = await explore(await studyOf(TEA), 1.5);
    const marked = (found: AnsweredQuestion | undefined): string[] =>
      resultOf(found)
        .rules.filter(({ chosen }) => chosen)
        .map(({ id }) => id);
    expect(marked(first)).toEqual(["above-lod"]);
    expect(resultOf(first).rule.meaning).not.toContain("protocol states");
    const threshold = HEAD.replace(
      "lod: 0.5 }, detection: above-lod, not",
      "lod: 0.5 }, detection: { rule: above-threshold, threshold: 1 }, not",
    );
    const own = await studyOf(TEA, threshold);
    expect(marked((await explore(own, 1))[0])).toEqual(["above-threshold"]);
    expect(marked((await explore(own, 1.5))[0])).toEqual([]);
  });

  it.each([
    ["il-6", 1, 'analyte: expected the name of an analyte (il6, tnf), got "il-6"; did you mean il6?'],
    ["il6", NaN, "threshold: expected a finite number, got NaN"],
    ["il6", Infinity, "threshold: expected a finite number, got Infinity"],
  ])("refuses %s at %s", async (analyte, threshold, message) => {
    const { resolved, cohort } = await studyOf(TEA);
    await expect(exploreThreshold(resolved, cohort, analyte, threshold)).rejects.toThrow(message);
  });
});

const sample: fc.Arbitrary<Sample> = fc.record({
  group: fc.constantFrom("control", "MS", ""),
  il6: fc.constantFrom("0.1", "0.499", "0.5", "0.7", "3", "ND", "<0.5", "<0.2", "<2", ">100", ""),
});
const samples = fc.array(sample, { minLength: 1, maxLength: 30 });

describe("laws", () => {
  it("at the one limit of detection of all samples, the answer is that of the rule above-lod", async () => {
    await fc.assert(
      fc.asyncProperty(samples, async (drawn) => {
        const study = await studyOf(drawn);
        for (const found of await explore(study, 0.5)) {
          const own = study.outcome.answers.find(({ answer }) => answer.id === found.answer.id)!;
          expect(countsOf(found)).toEqual(countsOf(own));
          expect(found.answer.tests.map(({ id, pValue }) => [id, pValue])).toEqual(
            own.answer.tests.map(({ id, pValue }) => [id, pValue]),
          );
          expect(resultOf(found).comparisons).toEqual(resultOf(own).comparisons);
          expect(found.answer.counted).toEqual(own.answer.counted);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("a higher threshold detects nobody more", async () => {
    const detected = (found: readonly AnsweredQuestion[]): number =>
      countsOf(found[0]).reduce((sum, [n = 0]) => sum + n, 0);
    await fc.assert(
      fc.asyncProperty(
        samples,
        fc.double({ min: 0.05, max: 4, noNaN: true }),
        fc.double({ min: 0, max: 4, noNaN: true }),
        async (drawn, low, step) => {
          const study = await studyOf(drawn);
          const [least, most] = [await explore(study, low), await explore(study, low + step)];
          expect(detected(most)).toBeLessThanOrEqual(detected(least));
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("the example ms-il6", () => {
  it("is answered again without a change of the study or of its answers", async () => {
    const study = await exampleStudy("ms-il6");
    const before = JSON.stringify(study.resolved);
    const found = await explore(study, 1);
    expect(found.map(({ answer }) => answer.id)).toEqual([
      "il6-in-ms",
      "il6-by-phenotype",
      "il6-among-phenotypes",
      "il6-by-activity",
    ]);
    expect(JSON.stringify(study.resolved)).toBe(before);
    const again = await answerStudy(study.resolved, study.cohort);
    expect(again.answers.map(({ answer }) => answer)).toEqual(
      study.outcome.answers.map(({ answer }) => answer),
    );
  });
});
