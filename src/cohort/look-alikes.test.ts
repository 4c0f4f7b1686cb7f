import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeIssue } from "../core/issues/issue.ts";
import { guessDictionary } from "./guess-dictionary.ts";
import { lookAlikes, spellingKey } from "./look-alikes.ts";
import type { TextTable } from "./text-table.ts";
import { buildCohort } from "./type-columns.ts";

describe("spellings", () => {
  it.each([
    ["RRMS", "RR-MS", true],
    ["RRMS", "rr ms", true],
    ["Z\u00fcrich", "zurich", true],
    ["n.a", "NA", true],
    ["secondary_progressive", "Secondary Progressive", true],
    ["A-", "A+", false],
    ["A-", "A", false],
    ["<5", ">5", false],
    ["1", "1.0", false],
    ["10", "1.0", false],
    ["2019-01", "201901", false],
    ["RR", "PP", false],
  ])("%s and %s are one: %s", (a, b, same) => {
    const key = spellingKey(a);
    expect(key !== "" && key === spellingKey(b)).toBe(same);
  });

  it("of several the most frequent is the level", () => {
    const values = new Map([
      ["rr ms", 1],
      ["RRMS", 5],
      ["RR-MS", 2],
      ["PPMS", 9],
    ]);
    expect(lookAlikes(values)).toEqual([{ level: "RRMS", others: ["RR-MS", "rr ms"] }]);
  });

  it("spaces around a text and its case never make another level", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,6}(?:[ -][a-z]{1,4})?$/), (text) => {
        expect(spellingKey(` ${text.toUpperCase()} `)).toBe(spellingKey(text));
      }),
    );
  });
});

const CELLS = ["RRMS", "RRMS", "RR-MS", "rr ms", "PPMS", "PPMS", "ctrl", "ctrl", "CTRL"];
const table: TextTable = {
  file: "a.csv",
  columns: ["id", "dx"],
  records: CELLS.map((cell, i) => [`s${i + 1}`, cell]),
  rowNumbers: CELLS.map((_, i) => i + 2),
  dialect: { decimal: "." },
};

it("a draft proposes the mapping, and the mapped cohort has one level for all spellings", () => {
  const guess = guessDictionary(table);
  expect(guess.variables[1]).toMatchObject({
    type: "nominal",
    levels: [{ value: "RRMS" }, { value: "PPMS" }, { value: "ctrl" }],
    map: { "RR-MS": "RRMS", "rr ms": "RRMS", CTRL: "ctrl" },
  });
  expect(guess.decisions).toContain("dx: RR-MS is read as another spelling of RRMS: confirm it.");
  const { cohort, issues } = buildCohort([{ table, idColumn: "id" }], guess, {});
  expect(issues).toEqual([]);
  const column = cohort?.columns.get("dx");
  expect(column?.kind === "category" ? [...column.codes] : null).toEqual([0, 0, 0, 0, 1, 1, 2, 2, 2]);
});

it("without the mapping each spelling is an error that proposes it, and levels that look alike are remarked", () => {
  const guess = guessDictionary(table);
  const told = (levels: readonly string[]): string[] =>
    buildCohort(
      [{ table, idColumn: "id" }],
      {
        ...guess,
        variables: guess.variables.map((guessed) => {
          const { map: _, ...variable } = guessed;
          const given = levels.map((value) => ({ value, label: value }));
          return { ...variable, ...(variable.type === "id" ? {} : { levels: given }) };
        }),
      },
      {},
    ).issues.map(describeIssue);
  expect(told(["RRMS", "PPMS", "ctrl"])).toContain(
    'a.csv, row 4, column dx: expected the spelling "RRMS", got "RR-MS"; correct the cell, or add map: { "RR-MS": "RRMS" } to the variable in study.yaml',
  );
  expect(told(["RRMS", "RR-MS", "rr ms", "PPMS", "ctrl", "CTRL"])).toEqual([
    'a.csv, column dx: expected levels that differ in more than their spelling, got "RRMS", "RR-MS", "rr ms"; if they mean the same, keep one under `levels:` and the others under `map:` of the variable in study.yaml',
    expect.stringContaining('got "ctrl", "CTRL"'),
  ]);
});
