import { describe, expect, it } from "vitest";
import { describeIssue } from "../core/issues/issue.ts";
import { guessDictionary } from "./guess-dictionary.ts";
import { personalKind } from "./personal-data.ts";
import { readTable } from "./read-table.ts";
import { buildCohort } from "./type-columns.ts";

describe("columns that tell who a person is", () => {
  it.each([
    ["Surname", ["a"], "names of people"],
    ["patient_name", ["a"], "names of people"],
    ["Geburtsdatum", ["1970-01-01"], "dates of birth"],
    ["date of birth", ["1970-01-01"], "dates of birth"],
    ["contact", ["a@example.org", "b.c@example.com", ""], "e-mail addresses"],
    ["x", ["+41 61 265 25 25", "0039 06 1234567"], "telephone numbers"],
    ["plz", ["4051"], "addresses"],
    ["nr", ["756.1234.5678.97"], "numbers of insurance or hospital records"],
    ["birth_year", ["1970"], null],
    ["site_name", ["Basel"], null],
    ["comment", ["write to a@example.org", "none", "none"], null],
    ["lp_date", ["2019-03-14", "2020-01-01"], null],
    ["il6", ["0.5", "+1.5", "-1.5"], null],
    ["subject_id", ["0012", "0013"], null],
    ["name", ["", ""], null],
  ])("%s %j: %s", (header, cells, kind) => {
    expect(personalKind(header, cells)).toBe(kind);
  });

  it("are warned about without repeating a cell, and no draft has them", async () => {
    const text =
      "id,Surname,mail,age\n1,Doe,doe@example.org,41\n2,Roe,roe@example.org,52\n3,Poe,poe@example.org,38\n";
    const { table, issues } = await readTable(new TextEncoder().encode(text), "a.csv", {});
    const words = issues.map(describeIssue);
    expect(words).toEqual([
      "a.csv, column Surname: expected no column that tells who a person is, got a column of names of people; remove it before the file is analysed or shared; drafts leave it out",
      "a.csv, column mail: expected no column that tells who a person is, got a column of e-mail addresses; remove it before the file is analysed or shared; drafts leave it out",
    ]);
    expect(words.join()).not.toMatch(/Doe|example/);
    if (table === null) throw new Error("not read");
    expect(guessDictionary(table).variables.map(({ name }) => name)).toEqual(["id", "age"]);
  });
});

it("one person under two identifiers is remarked, equal codes of few levels are not", async () => {
  const rows = Array.from({ length: 12 }, (_, i) => [
    `s${i}`,
    `${20 + i}`,
    `2019-01-${10 + i}`,
    `${i}.5`,
    "F",
  ]);
  const twin = ["s99", ...(rows[3] ?? []).slice(1)];
  const told = async (all: readonly (readonly string[])[], keep: number) => {
    const header = ["id", "age", "day", "il6", "sex"];
    const text = [header, ...all].map((row) => [row[0], ...row.slice(keep)].join(",")).join("\n");
    const { table } = await readTable(new TextEncoder().encode(text), "a.csv", {});
    if (table === null) throw new Error("not read");
    return buildCohort([{ table, idColumn: "id" }], guessDictionary(table), {}).issues.map(describeIssue);
  };
  expect((await told([...rows, twin], 1)).join("\n")).toContain(
    'a.csv, row 14, column id: expected people who differ in something, got "s99" with every cell of "s3" in row 5; check that this is not one person under two identifiers',
  );
  expect((await told(rows, 1)).join("\n")).not.toContain("differ in something");
  expect((await told([...rows, twin], 3)).join("\n")).not.toContain("differ in something");
});
