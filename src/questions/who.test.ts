import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Cohort } from "../cohort/cohort.ts";
import { evaluator } from "../cohort/expression/evaluate.ts";
import { parseExpression } from "../cohort/expression/parse.ts";
import { printExpression } from "../cohort/expression/print.ts";
import type { Column } from "../core/column.ts";
import { trusted } from "./checks.ts";
import { allOf, inGroup, known, measured, ranked, whoIs } from "./who.ts";
import { columnOf } from "./sample-of.ts";

const hostile = fc.oneof(
  fc.string({ unit: "binary", minLength: 1, maxLength: 30 }),
  fc
    .array(fc.constantFrom('"', "`", "'", '""', "``", " or true", " and ", "(", ")", "\n", "\\", "\ud800"), {
      minLength: 1,
      maxLength: 8,
    })
    .map((parts) => parts.join("")),
  fc.constantFrom("and", "UNKNOWN", "if", "__proto__", "constructor", "größe", "IL 6", "0", "-1"),
);

describe("conditions of people", () => {
  it.each([
    [inGroup("diagnosis", "RR"), 'diagnosis == "RR"'],
    [inGroup("active", true), "active"],
    [inGroup("active", false), "not active"],
    [inGroup("IL 6", '"a" or true'), '`IL 6` == """a"" or true"'],
    [measured("il6"), "detected(il6) is known"],
    [ranked("il6"), "value(il6) is known or detected(il6) is known"],
    [
      allOf('sex == "F" or sex == "M"', inGroup("active", true), known(columnOf("age"))),
      '(sex == "F" or sex == "M") and (active and age is known)',
    ],
  ])("%#: %s", (tree, text) => {
    expect(whoIs(tree)).toEqual({ who: text });
  });

  it("are left out where their text could not be read again", () => {
    const deep = `${"not ".repeat(199)}active`;
    expect("expression" in parseExpression(deep)).toBe(true);
    expect(whoIs(allOf(deep, inGroup("active", true)))).toEqual({});
  });

  it("survive printing and reading, whatever the names and levels are", () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, (group, level, analyte) => {
        const tree = allOf(undefined, inGroup(group, level), measured(analyte), ranked(analyte));
        const { who = "" } = whoIs(tree);
        expect(printExpression(trusted(who))).toBe(who);
        const read = trusted(who);
        const bare = (value: unknown): unknown =>
          JSON.parse(JSON.stringify(value, (key, item: unknown) => (key === "at" ? undefined : item)));
        expect(bare(read)).toEqual(bare(tree));
      }),
      { numRuns: 1000 },
    );
  });

  it("select the subjects of that level and nobody else", () => {
    const levels = fc.uniqueArray(hostile, { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(hostile, levels, fc.array(fc.nat(4), { maxLength: 12 }), (name, values, drawn) => {
        const codes = Int32Array.from(drawn, (code) => (code < values.length ? code : -1));
        const column: Column = {
          kind: "category",
          levels: values.map((value) => ({ value, label: value })),
          ordered: false,
          codes,
        };
        const cohort: Cohort = {
          subjects: codes.length,
          ids: drawn.map(String),
          rowNumbers: drawn,
          file: "cohort.csv",
          columns: new Map([[name, column]]),
        };
        for (const [code, value] of values.entries()) {
          const truth = evaluator(trusted(whoIs(inGroup(name, value)).who ?? ""), cohort, new Map());
          expect(drawn.map((_, row) => truth(row))).toEqual(
            Array.from(codes, (c) => (c === -1 ? null : c === code)),
          );
        }
      }),
      { numRuns: 300 },
    );
  });
});
