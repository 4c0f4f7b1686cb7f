import { describe, expect, it } from "vitest";
import { describeIssue } from "../core/issues/issue.ts";
import { studyOf } from "../../test/studies-in-memory.ts";
import { readProtocol } from "./read-protocol.ts";
import { resolve } from "./resolve.ts";
import { checkStudy } from "./run.ts";

const LONG = `person_id,measurement_source_value,measurement_date,operator_concept_id,value_as_number,value_source_value
1,IL6,2020-01-02,4171756,0.5,<0.5
1,IL8,2020-01-02,,3.1,
2,IL6,2020-01-03,,2.2,
2,IL6,2019-01-03,,9.9,
3,IL8,2020-02-01,4172704,5000,>5000
`;

const COHORT = "person,sex\n1,F\n2,M\n3,F\n4,M\n";

const protocol = (data: string, extra = ""): string => `
cistern: 1
title: Long
design: cross-sectional
data: [${data}]
variables:
  person: { type: id, column: ${data.startsWith("{ file: m.csv") ? "person_id" : "person"} }
  ${extra}
  il6: { column: IL6, type: concentration }
  il8: { column: IL8, type: concentration }
analytes:
  il6: { unit: pg/mL, detection: reported }
  il8: { unit: pg/mL, detection: reported }
questions:
  - { id: table-1, kind: describe, variables: [il6] }
settings: { confidence: 0.95, seed: 1 }
`;

async function check(data: string, files: Readonly<Record<string, string>>, extra?: string) {
  const read = readProtocol(protocol(data, extra), "study.yaml");
  if ("issues" in read) throw new Error(read.issues.map(describeIssue).join("\n"));
  const resolved = resolve(read.protocol, read.source);
  if ("issues" in resolved) throw new Error(resolved.issues.map(describeIssue).join("\n"));
  const given = Object.entries(files).map(([name, text]) => ({
    name,
    bytes: new TextEncoder().encode(text),
    sha256: "",
  }));
  const { cohort, issues } = await checkStudy(resolved.resolved, given);
  const cells = (name: string) => {
    const column = cohort?.columns.get(name);
    return column?.kind === "measurement" ? column.records.map(({ raw }) => raw) : null;
  };
  return { ids: cohort?.ids, il6: cells("il6"), il8: cells("il8"), words: issues.map(describeIssue) };
}

const shape = (rule: string): string =>
  `long: { test: measurement_source_value, value: value_as_number${rule} }`;
const ofLong = (rule: string): string => `{ file: m.csv, id: person_id, ${shape(rule)} }`;

describe("files with one row per measurement", () => {
  it("each test becomes a column, limits keep their operators, and everybody in the file is a subject", async () => {
    const got = await check(ofLong(", repeated: first, date: measurement_date"), { "m.csv": LONG });
    expect(got.ids).toEqual(["1", "2", "3"]);
    expect(got.il6).toEqual(["<0.5", "9.9", ""]);
    expect(got.il8).toEqual(["3.1", "", ">5000"]);
    expect(got.words).toEqual([
      "m.csv, column measurement_date: expected one IL6 of a person, got several of 1 person; the first by date is used, as study.yaml says",
    ]);
    expect(
      (await check(ofLong(", repeated: last, date: measurement_date"), { "m.csv": LONG })).il6?.[1],
    ).toBe("2.2");
  });

  it("joins to a cohort, which decides who is a subject", async () => {
    const data = `{ file: c.csv }, ${ofLong(", repeated: first, date: measurement_date")}`;
    const got = await check(
      data,
      { "c.csv": COHORT, "m.csv": LONG },
      "sex: { type: nominal, levels: [F, M] }",
    );
    expect(got.ids).toEqual(["1", "2", "3", "4"]);
    expect(got.il6).toEqual(["<0.5", "9.9", "", ""]);
  });

  it("a repeated sample without a rule is refused, and so is one whose dates do not tell", async () => {
    expect((await check(ofLong(""), { "m.csv": LONG })).words).toEqual([
      'm.csv, row 5, column person_id: expected one measurement of a person, got "2", already in row 4 and different only in IL6; keep the row that the protocol prescribes: repeated samples are not independent subjects',
    ]);
    const same = LONG.replace("2019-01-03", "2020-01-03");
    const got = await check(ofLong(", repeated: first, date: measurement_date"), { "m.csv": same });
    expect(got.ids).toBeUndefined();
    expect(got.words[0]).toBe(
      "m.csv, row 4, column measurement_date: expected dates that say which sample is the first, got equal or unknown ones (also in row 5); correct the dates, name their column in study.yaml, or keep one row of each person",
    );
  });

  it("columns that are not there, and results of no test, are errors", async () => {
    const wrong = ofLong("").replace("value: value_as_number", "value: value_as_numbr");
    expect((await check(wrong, { "m.csv": LONG })).words.join("\n")).toContain(
      'expected a column called "value_as_numbr"',
    );
    const blank = LONG.replace("2,IL6,2019-01-03", "2,,2019-01-03");
    expect((await check(ofLong(""), { "m.csv": blank })).words).toEqual([
      "m.csv, row 5, column measurement_source_value: expected the name of the test, got a blank cell beside a result; name the test, or delete the row",
    ]);
  });
});

describe("several samples of a person, one row each", () => {
  const SAMPLES = `person,day,crp
1,2020-01-01,1
1,2020-01-20,2
1,2020-02-10,3
2,2020-05-01,4
3,2020-03-05,5
3,2020-03-15,6
`;
  const PEOPLE = "person,lp\n1,2020-01-25\n2,2020-01-01\n3,2020-03-10\n4,2020-01-01\n";
  const study = (repeated: string): string => `
cistern: 1
title: Samples
design: cohort
data: [{ file: p.csv }, { file: s.csv${repeated} }]
variables:
  person: { type: id }
  lp: { type: date }
  crp: { type: continuous }
questions:
  - { id: table-1, kind: describe, variables: [crp] }
settings: { confidence: 0.95, seed: 1 }
`;
  const crp = async (repeated: string, samples = SAMPLES) => {
    const { cohort, issues } = await studyOf(study(repeated), { "p.csv": PEOPLE, "s.csv": samples });
    const column = cohort?.columns.get("crp");
    return {
      values: column?.kind === "number" ? [...column.values] : null,
      words: issues.map(describeIssue),
    };
  };

  it("is refused unless a rule says which counts", async () => {
    expect((await crp("")).values).toBeNull();
  });

  it("takes the first or the last by date", async () => {
    expect((await crp(", repeated: { rule: first, date: day }")).values).toEqual([1, 4, 5, Number.NaN]);
    expect((await crp(", repeated: { rule: last, date: day }")).values).toEqual([3, 4, 6, Number.NaN]);
  });

  it("takes the nearest to a date of the person within a window, the earlier of two", async () => {
    const { values, words } = await crp(
      ", repeated: { rule: nearest, date: day, to: lp, before: 30, after: 30 }",
    );
    expect(values).toEqual([2, Number.NaN, 5, Number.NaN]);
    expect(words).toEqual([
      "s.csv, column day: expected a sample within the stated days, got none of 1 person: 2; they have no value here; check the dates, or widen the window in study.yaml",
      "s.csv, column day: expected one sample of a person, got several of 2 people; the nearest by date is used, as study.yaml says",
      expect.stringContaining("p.csv"),
    ]);
  });

  it("refuses dates that do not decide, and a rule without its window", async () => {
    const { values, words } = await crp(
      ", repeated: { rule: first, date: day }",
      "person,day,crp\n1,2020-01-01,1\n1,,2\n2,2020-01-01,1\n2,2020-01-01,3\n",
    );
    expect(values).toBeNull();
    expect(words[0]).toBe(
      "s.csv, row 2, column day: expected dates that say which sample is the first, got equal or unknown ones (also in rows 3, 4, 5); correct the dates, name their column in study.yaml, or keep one row of each person",
    );
    await expect(crp(", repeated: { rule: nearest, date: day }")).rejects.toThrow("within how many days");
    await expect(crp(", repeated: { rule: first, date: day, to: lp }")).rejects.toThrow(
      "only beside nearest",
    );
    await expect(
      crp(", repeated: { rule: nearest, date: day, to: crp, before: 1, after: 1 }"),
    ).rejects.toThrow("a variable of type date (lp)");
  });
});
