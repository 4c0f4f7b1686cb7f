/** Severity scores: by hand, as laws, from published tables, and what is refused. */
import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { studyOf } from "../../test/studies-in-memory.ts";
import { localSeverity } from "../cohort/severity/local-severity.ts";
import { describeIssue } from "../core/issues/issue.ts";

const of = (...values: number[]): Float64Array => Float64Array.from(values);

describe("the local score", () => {
  it("is ten times the mean rank over n + 1 among people of like years", () => {
    // Years 4, 5, 6 lie within 2 of each other; 20 does not. Ties share their rank: 2 and 3 become 2.5 of 4.
    expect([...localSeverity(of(1, 2, 2, 5), of(4.9, 5, 6.2, 20), 2, 1)]).toEqual([2.5, 6.25, 6.25, 5]);
  });

  it("is unknown where a part is, and where too few can be compared", () => {
    expect([...localSeverity(of(1, Number.NaN, 2, 3), of(4, 4, Number.NaN, 30), 2, 1)]).toEqual([
      5,
      Number.NaN,
      Number.NaN,
      5,
    ]);
    expect([...localSeverity(of(1, 2, 3), of(4, 4, 30), 2, 2)]).toEqual([10 / 3, 20 / 3, Number.NaN]);
  });

  it("lies between 0 and 10, rises with the EDSS at equal years, and has the mean 5 where all are compared", () => {
    const people = fc.array(fc.tuple(fc.integer({ min: 0, max: 19 }), fc.integer({ min: 0, max: 3 })), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(people, (all) => {
        const edss = Float64Array.from(all, ([score]) => score / 2);
        const years = Float64Array.from(all, ([, year]) => year);
        const scores = localSeverity(edss, years, 5, 1);
        expect(scores.every((score) => score > 0 && score < 10)).toBe(true);
        for (let i = 1; i < all.length; i++)
          if (years[i] === years[0] && edss[i]! > edss[0]!) expect(scores[i]).toBeGreaterThan(scores[0]!);
        const mean = scores.reduce((sum, score) => sum + score, 0) / all.length;
        expect(Math.abs(mean - 5)).toBeLessThan(1e-9);
      }),
    );
  });
});

const protocol = (entry: string): string => `cistern: 1
title: t
design: cohort
data: [{ file: a.csv }]
variables:
  id: { type: id }
  edss: { type: edss }
  onset: { type: date }
  seen: { type: date }
  sex: { type: binary, levels: [f, m] }
derived:
  years: { expression: (seen - onset) / 365.25 }
severity:
  score: ${entry}
questions:
  - { id: q, kind: describe, variables: [score] }
settings: { confidence: 0.95, seed: 1 }
`;

const CELLS = `id,edss,onset,seen,sex
A,2.0,2010-01-01,2013-06-01,f
B,6.5,2000-01-01,2013-06-01,m
C,2.0,2013-01-01,2013-06-01,f
D,,2010-01-01,2013-06-01,f
E,9.5,1960-01-01,2013-06-01,f
F,10,2010-01-01,2013-06-01,m
`;

async function scores(entry: string, files: Readonly<Record<string, string>> = {}) {
  const { cohort, issues } = await studyOf(protocol(entry), { "a.csv": CELLS, ...files });
  const column = cohort?.columns.get("score");
  return {
    values: column?.kind === "number" ? [...column.values] : null,
    words: issues.map(describeIssue),
  };
}

describe("severity in a study", () => {
  const table = readFileSync("../shared/data/ms_sev/oldMsss.csv", "utf8");

  it("from a published table takes the row of the completed years and the column of the EDSS", async () => {
    const { values, words } = await scores(
      "{ score: msss, from: table, file: t.csv, edss: edss, years: years }",
      { "t.csv": table },
    );
    const rows = table
      .trim()
      .split("\n")
      .map((line) => line.replaceAll('"', "").split(","));
    const cell = (year: number, edss: string): number =>
      Number(rows[1 + year]![rows[0]!.indexOf(`EDSS.${edss}`)]);
    // Three, thirteen, no and fifty-three completed years; the table ends at thirty. It has no EDSS of 10.
    expect(values).toEqual([
      cell(3, "2.0"),
      cell(13, "6.5"),
      cell(0, "2.0"),
      Number.NaN,
      cell(30, "9.5"),
      Number.NaN,
    ]);
    expect(words).toContain(
      "score: expected disease durations of a year and more, after which the score is meant to be used, got less for 1 person; in the first year the score says little; leave these people out with where:, or say so",
    );
  });

  it("from the cohort says of whom there are too few to compare", async () => {
    const { values, words } = await scores(
      "{ score: armss, from: cohort, edss: edss, years: years, within: 3, least_people: 3 }",
    );
    // A, C and F have 3, 0 and 3 years: 2, 2 and 10 rank 1.5, 1.5 and 3 of 3.
    expect(values).toEqual([3.75, Number.NaN, 3.75, Number.NaN, Number.NaN, 7.5]);
    expect(words).toContain(
      "score: expected at least 3 people of like years for everybody, got fewer for 2 people; their score is unknown",
    );
  });

  it("refuses columns that are no numbers, and tables of another shape", async () => {
    await expect(scores("{ score: msss, from: cohort, edss: sex, years: years }")).rejects.toThrow(
      "a column of numbers",
    );
    const { values, words } = await scores(
      "{ score: msss, from: table, file: t.csv, edss: edss, years: years }",
      { "t.csv": "a,b\n1,2\nx,4\n" },
    );
    expect(values).toBeNull();
    expect(words.join()).toContain("an EDSS at the end of every other header");
  });
});
