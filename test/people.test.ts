/** From every mark of every figure to the people behind it. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../src/core/issues/issue.ts";
import type { FigureSpec } from "../src/questions/answer.ts";
import type { Target } from "../src/report/figures/scene.ts";
import { figureToScene } from "../src/report/svg.ts";
import { peopleBehind } from "../src/session/people.ts";
import { type AnsweredStudy, exampleStudy, studyFrom } from "./studies-in-memory.ts";

interface Marked {
  readonly question: string;
  readonly figure: FigureSpec;
  readonly target: Target;
  readonly people: Int32Array | null;
}

const marksOf = ({ resolved, cohort, outcome }: AnsweredStudy): Marked[] =>
  outcome.answers.flatMap(({ answer, shown }) =>
    shown.figures.flatMap((figure) =>
      (figureToScene(figure).targets ?? []).map((target) => ({
        question: answer.id,
        figure,
        target,
        people: peopleBehind(cohort, resolved.dictionary.analytes, target),
      })),
    ),
  );

/** The number of subjects that the words of a target state: `61 of 250 detected`, `3 subjects`, `not measured`. */
function statedIn(label: string): number {
  const found = / of (\d+) detected, |, (\d+) subjects?$|: not (measured)$/.exec(label);
  return Number(found?.[1] ?? found?.[2] ?? (found === null ? NaN : 0));
}

function expectCounted(marks: readonly Marked[]): void {
  for (const { question, target, people } of marks) {
    const name = `${question}, ${target.key}: ${target.label}`;
    if (target.limit !== undefined) expect(people, name).toBeNull();
    else {
      expect(people?.length, name).toBe(statedIn(target.label));
      expect(people?.length, name).toBe(target.people);
    }
  }
}

/** Each group of a swarm: its targets share nobody, and the bar of the same group is all of them. */
function expectPartition(marks: readonly Marked[]): void {
  const rowsOf = (all: readonly Marked[]): number[] =>
    all.flatMap(({ people }) => [...(people ?? [])]).sort((a, b) => a - b);
  for (const bar of marks.filter(({ figure }) => figure.kind === "bars")) {
    const i = bar.target.key.split("-")[1];
    const swarm = marks.filter(
      ({ question, figure, target }) =>
        question === bar.question &&
        figure.kind === "swarm" &&
        target.limit === undefined &&
        target.key.split("-")[1] === i,
    );
    expect(rowsOf(swarm), `${bar.question}, ${bar.target.label}`).toEqual(rowsOf([bar]));
  }
}

describe.each(["ms-il6", "csf-panel"])("the example %s", async (name) => {
  const marks = marksOf(await exampleStudy(name));

  it("has as many people behind every mark as its words say", () => {
    expect(marks.length).toBeGreaterThan(90);
    expectCounted(marks);
  });

  it("has everybody of a bar behind one mark of the swarm", () => expectPartition(marks));
});

const HEAD = `cistern: 1
title: By chance
design: case-control
data:
  - file: cohort.csv
variables:
  id: { type: id }
  group: { type: nominal, levels: [a, 'b "or" true'], reference: a }
  sex: { type: binary, levels: ["no", "yes"] }
  stage: { type: nominal, levels: [none, early, late], reference: none }
  score: { type: count, label: Score }
  il6: { type: concentration, label: IL-6 }
analytes:
  il6: { unit: pg/mL, limits: { lod: il6_lod }, detection: above-lod, not_detected: [ND] }
derived:
  high: { label: High score, expression: score > 1 }
families:
  one: { method: holm }
settings: { confidence: 0.95, seed: 1 }
questions:
  - { id: all, kind: detectability, analyte: il6, by: group, compare: reference, family: one }
  - { id: some, kind: detectability, analyte: il6, by: high, compare: none, where: sex or score > 0 }
  - { id: what, kind: association, outcome: detected(il6), characteristics: [group, sex, stage, score, il6, high], where: sex, family: one }
  - { id: model, kind: regression, outcome: detected(il6), exposure: group, adjust: [stage, score], method: firth }
`;

interface Person {
  readonly group: "a" | 'b "or" true' | "";
  readonly sex: "no" | "yes" | "";
  readonly stage: "none" | "early" | "late" | "";
  readonly score: 0 | 1 | 2 | "";
  readonly il6: string;
  readonly lod: string;
}

const person: fc.Arbitrary<Person> = fc.record({
  group: fc.constantFrom("a" as const, 'b "or" true' as const, 'b "or" true' as const, "" as const),
  sex: fc.constantFrom("no" as const, "yes" as const, "yes" as const, "" as const),
  stage: fc.constantFrom("none" as const, "early" as const, "late" as const, "" as const),
  score: fc.constantFrom(0 as const, 1 as const, 2 as const, "" as const),
  il6: fc.constantFrom("0.1", "0.35", "0.35", "2", "2", "ND", "<0.2", "<0.5", ">100", ""),
  lod: fc.constantFrom("0.2", "0.5", ""),
});

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

const studyOf = (people: readonly Person[]): Promise<AnsweredStudy> =>
  studyFrom(
    HEAD,
    [
      "id,group,sex,stage,score,il6,il6_lod",
      ...people.map((p, i) => [`p${i}`, quoted(p.group), p.sex, p.stage, p.score, p.il6, p.lod].join(",")),
      "",
    ].join("\n"),
  );

/** At or above the sample's own limit, as a person would decide it: null where nobody can. */
function isDetected({ il6, lod }: Person): boolean | null {
  if (il6 === "") return null;
  if (il6 === "ND") return false;
  if (il6.startsWith("<")) return lod === "" ? null : Number(il6.slice(1)) <= Number(lod) ? false : null;
  if (il6.startsWith(">")) return lod === "" ? null : true;
  return lod === "" ? null : Number(il6) >= Number(lod);
}

describe("people by chance, with unknowns", () => {
  it("are as many as the words say, and each once in a swarm", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(person, { minLength: 1, maxLength: 25 }), async (people) => {
        const marks = marksOf(await studyOf(people));
        expectCounted(marks);
        expectPartition(marks);
      }),
      { numRuns: 60 },
    );
  });

  it("are those that a person would find in the table", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(person, { minLength: 1, maxLength: 25 }), async (people) => {
        const marks = marksOf(await studyOf(people));
        const rows = (question: string, key: string): number[] => [
          ...(marks.find((mark) => mark.question === question && mark.target.key === key)?.people ?? []),
        ];
        const where = (belongs: (p: Person) => boolean): number[] =>
          people.flatMap((p, i) => (belongs(p) ? [i] : []));
        const inB = (p: Person): boolean => p.group === 'b "or" true';
        expect(rows("all", "bar-1")).toEqual(where((p) => inB(p) && isDetected(p) !== null));
        expect(rows("all", "point-1-0.35")).toEqual(
          where((p) => inB(p) && p.il6 === "0.35" && isDetected(p) === true),
        );
        expect(rows("all", "point-1-0.35-not")).toEqual(
          where((p) => inB(p) && p.il6 === "0.35" && isDetected(p) === false),
        );
        expect(rows("all", "above-1")).toEqual(where((p) => inB(p) && p.il6 === ">100" && p.lod !== ""));
        expect(rows("all", "below-1-0.2")).toEqual(
          where(
            (p) =>
              inB(p) &&
              (p.il6 === "ND" || p.il6.startsWith("<")) &&
              p.lod === "0.2" &&
              isDetected(p) === false,
          ),
        );
        expect(rows("what", "row-0")).toEqual(
          where((p) => p.sex === "yes" && isDetected(p) !== null && p.group !== ""),
        );
      }),
      { numRuns: 60 },
    );
  });

  it("belong to the cohort that the figure was made from", async () => {
    const { resolved, cohort } = await studyOf([
      { group: "a", sex: "no", stage: "none", score: 1, il6: "2", lod: "0.2" },
    ]);
    const ask = (who: string) => peopleBehind(cohort, resolved.dictionary.analytes, { who });
    expect(ask("score is known")).toEqual(Int32Array.of(0));
    expect(() => ask("scores is known")).toThrow(InputError);
  });
});
