/** Visits and relapses from the protocol to the columns of the cohort, and what is refused. */
import { describe, expect, it } from "vitest";
import { describeIssue } from "../core/issues/issue.ts";
import { studyOf } from "../../test/studies-in-memory.ts";

const PEOPLE = `id,lp
A,2020-01-01
B,2020-01-01
C,2020-01-01
D,
`;

const VISITS = `id,day,edss,pyr
A,2020-01-05,2.0,1
A,2020-06-01,3.0,2
A,2021-01-01,3.0,2
B,2020-02-01,2.0,1
B,2021-02-01,2.0,1
X,2020-02-01,2.0,1
A,2021-03-01,,
`;

const RELAPSES = `id,onset
A,2019-12-01
A,2020-04-20
B,2021-01-20
`;

const protocolOf = (followUp: string): string => `cistern: 1
title: t
design: cohort
data: [{ file: people.csv }]
variables:
  id: { type: id }
  lp: { type: date }
follow_up:
${followUp}
derived:
  early: { expression: worse and worse_years < 1 }
questions:
  - { id: q, kind: describe, variables: [worse_years] }
settings: { confidence: 0.95, seed: 1 }
`;

const TABLES = `  visits: { file: visits.csv, date: day, edss: edss, functional_systems: { pyramidal: pyr } }
  relapses: { file: relapses.csv, date: onset, nobody: none }
`;
const WORSE = "worse: { outcome: confirmed-worsening, start: lp, step_at_5_5: 0.5, confirmed_after: 168 }";

const FILES = { "people.csv": PEOPLE, "visits.csv": VISITS, "relapses.csv": RELAPSES };

async function checked(followUp: string, files: Readonly<Record<string, string>> = FILES) {
  const study = await studyOf(protocolOf(followUp), files);
  const cells = (name: string): readonly (number | string)[] => {
    const column = study.cohort?.columns.get(name);
    if (column?.kind === "boolean") return [...column.values];
    if (column?.kind === "number") return [...column.values];
    if (column?.kind === "date")
      return [...column.days].map((day) =>
        Number.isNaN(day) ? "" : new Date(day * 86_400_000).toISOString().slice(0, 10),
      );
    return [];
  };
  return { issues: study.issues.map((one) => `${one.severity}: ${describeIssue(one)}`), cells };
}

describe("follow_up", () => {
  it("gives each person the outcome, its date and the time, unknown where nobody can say", async () => {
    const { issues, cells } = await checked(`${TABLES}  outcomes:
    ${WORSE}
    before: { outcome: relapses-before, at: lp, within: 90 }
    after: { outcome: relapses-after, at: lp, within: 365 }
    edss: { outcome: edss-at, at: lp, before: 0, after: 30 }`);
    expect(cells("worse")).toEqual([1, 0, -1, -1]);
    expect(cells("worse_date")).toEqual(["2020-06-01", "", "", ""]);
    expect(cells("worse_years").slice(0, 2)).toEqual([152 / 365.25, 397 / 365.25]);
    expect(cells("early")).toEqual([1, 0, -1, -1]);
    expect(cells("before")).toEqual([1, 0, 0, Number.NaN]);
    expect(cells("before_latest")).toEqual(["2019-12-01", "", "", ""]);
    expect(cells("after")).toEqual([1, 0, Number.NaN, Number.NaN]);
    expect(cells("after_years").slice(0, 2)).toEqual([365 / 365.25, 365 / 365.25]);
    expect(cells("edss")).toEqual([2, Number.NaN, Number.NaN, Number.NaN]);
    expect(cells("edss_days")[0]).toBe(4);
    expect(issues).toEqual([
      "note: visits.csv, column edss: expected an EDSS at every visit, got none at 1 visit; they are left out of the course",
      "warning: visits.csv: expected visits and relapses of people in the study, got those of 1 other person: X; check the identifiers; these rows are not used",
      "warning: visits.csv: expected visits of everybody in the study, got none of 2 people: C, D; their outcomes are unknown",
    ]);
  });

  it("leaves a person without a row of relapses unknown where the protocol says so", async () => {
    const { cells } = await checked(`${TABLES.replace("nobody: none", "nobody: unknown")}  outcomes:
    ${WORSE}
    before: { outcome: relapses-before, at: lp, within: 90 }`);
    expect(cells("before")).toEqual([1, 0, Number.NaN, Number.NaN]);
  });

  it("lists every bad row of both tables at once", async () => {
    const { issues } = await checked(`${TABLES}  outcomes:\n    ${WORSE}`, {
      ...FILES,
      "visits.csv":
        "id,day,edss,pyr\nA,2020-01-05,0.5,1\nA,,3.0,2\nB,2020-02-30,2,1\nB,2020-03-01,2,1\nB,2020-03-01,3,1\n",
      "relapses.csv": "id,onset\nA,\nB,soon\n",
    });
    expect(issues.filter((one) => one.startsWith("error"))).toEqual([
      expect.stringContaining("visits.csv, row 2, column edss: expected"),
      expect.stringContaining("visits.csv, row 4, column day: expected"),
      "error: visits.csv, row 3, column day: expected the date of every visit, got 1 blank cell; write the date, or remove the row",
      "error: visits.csv, row 6, column day: expected one EDSS for a person on one day, got 1 row with another score; keep the one that holds, or correct the date",
      expect.stringContaining("relapses.csv, row 3, column onset: expected"),
      "error: relapses.csv, row 2, column onset: expected the date of every relapse, got 1 blank cell; write the date, or remove the row",
    ]);
  });

  it("refuses headers that are not there, dates that are none, and names that are taken", async () => {
    const missing = await checked(`${TABLES.replace("date: day", "date: daay")}  outcomes:\n    ${WORSE}`);
    expect(missing.issues[0]).toContain("column daay");
    await expect(
      checked(`${TABLES}  outcomes:\n    ${WORSE.replace("start: lp", "start: id")}`),
    ).rejects.toThrow("the name of a variable of type date (lp)");
    await expect(
      checked(
        `${TABLES}  outcomes:\n    ${WORSE}\n    worse_years: { outcome: edss-at, at: lp, before: 1, after: 1 }`,
      ),
    ).rejects.toThrow("worse_years");
    await expect(
      checked(`  visits: { file: visits.csv, date: day, edss: edss }\n  outcomes:\n    ${WORSE}`),
    ).rejects.toThrow("add relapses: beside visits:");
    await expect(
      checked(`${TABLES.replace("visits.csv", "../visits.csv")}  outcomes:\n    ${WORSE}`),
    ).rejects.toThrow("inside the study folder");
  });
});
