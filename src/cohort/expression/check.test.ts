import { describe, expect, it } from "vitest";
import type { Level } from "../../core/column.ts";
import { describeIssue } from "../../core/issues/issue.ts";
import { checkCondition, checkExpression } from "./check.ts";
import { parseExpression } from "./parse.ts";
import type { ExpressionSchema } from "./static-type.ts";

const levels = (...values: string[]): Level[] => values.map((value) => ({ value, label: value }));

const schema: ExpressionSchema = {
  columns: [
    { name: "age", type: "number" },
    { name: "sex", type: "text", levels: levels("F", "M") },
    { name: "course", type: "text", levels: levels("relapsing", "progressive", "isolated") },
    { name: "stage", type: "text", levels: levels("I", "II", "III"), ordered: true },
    { name: "relapse", type: "text", levels: levels("no", "yes"), binary: true },
    { name: "visit", type: "date" },
    { name: "treated", type: "boolean" },
    { name: "il6", type: "measurement" },
    { name: "subject", type: "id" },
  ],
  analytes: ["il6"],
};

const verdict = (text: string, check = checkExpression): string => {
  const parsed = parseExpression(text);
  if ("issues" in parsed) return "not parsed";
  const result = check(parsed.expression, schema, text);
  return "type" in result ? result.type : result.issues.map(describeIssue).join(" | ");
};

describe("types", () => {
  it.each([
    ["age", "number"],
    ["-age + 2 * abs(age) / 3", "number"],
    ["age > 40 and not treated", "boolean"],
    ["relapse or treated", "boolean"],
    ["not relapse", "boolean"],
    ["if(relapse, 'early', 'late')", "text"],
    ["if(treated, age, unknown)", "number"],
    ["if(treated, unknown, visit)", "date"],
    ["sex == 'F'", "boolean"],
    ["'F' == sex", "boolean"],
    ["if(treated, sex, 'other') == 'other'", "boolean"],
    ["stage >= 'II'", "boolean"],
    ["'II' < stage", "boolean"],
    ["stage between 'I' and 'II'", "boolean"],
    ["sex in ('F', 'M')", "boolean"],
    ["subject in ('P1', 'P2')", "boolean"],
    ["visit - 2020-01-31", "number"],
    ["visit + 30", "date"],
    ["30 + visit", "date"],
    ["visit - 30", "date"],
    ["visit - visit > 30", "boolean"],
    ["year(visit) * 12 + month(visit)", "number"],
    ["min(visit, 2020-01-31)", "date"],
    ["max(age, 2, 3)", "number"],
    ["min(unknown, age)", "number"],
    ["age == unknown", "boolean"],
    ["value(il6) > 2 * limit(il6)", "boolean"],
    ["detected(il6)", "boolean"],
    ["detected(il6, 'above-lloq')", "boolean"],
    ["status(il6) == 'belowLod'", "boolean"],
    ["sex is known", "boolean"],
    ["il6", "measurement"],
    ["subject", "id"],
  ])("%s is %s", (text, type) => {
    expect(verdict(text)).toBe(type);
  });
});

describe("refusals", () => {
  it.each([
    ["agee > 1", "line 1:1: expected a column of the data, got agee; did you mean age?"],
    [
      "weight > 1",
      "line 1:1: expected a column of the data, got weight; the columns are age, sex, course, stage, relapse, visit, treated, il6, subject; text stands between quotes",
    ],
    ["detected(il7)", "line 1:1: expected an analyte, got il7; did you mean il6?"],
    ["value(il8)", "line 1:7: expected an analyte, got il8; did you mean il6?"],
    [
      "value(age)",
      "line 1:7: expected the name of an analyte in value(...), got the number age; give a concentration here",
    ],
    [
      "detected(il6, 'above lod')",
      'line 1:1: expected a detection rule, got "above lod"; did you mean above-lod?',
    ],
    ["sqr(age)", "line 1:1: expected a function, got sqr; did you mean sqrt?"],
    [
      "days(visit, visit)",
      "line 1:1: expected a function, got days; subtract one date from the other for the days between them",
    ],
    ["log(age, 2)", "line 1:1: expected 1 argument for log, got 2; write log with 1 argument"],
    [
      "min(age)",
      "line 1:1: expected at least 2 arguments for min, got 1; write min with at least 2 arguments",
    ],
    ["if(treated, 1)", "line 1:1: expected 3 arguments for if, got 2; write if with 3 arguments"],
    [
      "course == 'relapsng'",
      'line 1:11: expected one of "relapsing", "progressive", "isolated", got "relapsng"; did you mean "relapsing"?',
    ],
    [
      "course in ('isolated', 'X')",
      'line 1:24: expected one of "relapsing", "progressive", "isolated", got "X"; write a value as the data give it',
    ],
    [
      "status(il6) == 'belowLOD1'",
      'line 1:16: expected one of "quantified", "belowLod", "belowLloq", "extrapolatedLow", "extrapolatedHigh", "aboveUloq", "notMeasured", "invalid", got "belowLOD1"; did you mean "belowLod"?',
    ],
    [
      "age == '40'",
      'line 1:8: expected a number on the right of ==, as on its left, got the text "40"; write the number without quotes',
    ],
    [
      "sex == 1",
      'line 1:8: expected a category on the right of ==, as on its left, got the number 1; write the value in quotes, for instance "1"',
    ],
    [
      "visit > '2020-01-31'",
      'line 1:9: expected a date on the right of >, as on its left, got the text "2020-01-31"; write the date without quotes, for instance 2020-01-31',
    ],
    [
      "visit > 2020-1-31",
      "line 1:9: expected a date on the right of >, as on its left, got a number; write a date with two digits for month and day, for instance 2020-01-31",
    ],
    [
      "sex < 'M'",
      "line 1:1: expected numbers, dates or categories of one declared order, got the category sex; declare the variable ordinal, or compare by == or in",
    ],
    [
      "treated > true",
      "line 1:1: expected numbers, dates or categories of one declared order, got the condition treated; declare the variable ordinal, or compare by == or in",
    ],
    [
      "sex and treated",
      'line 1:1: expected a condition, true or false, before and, got the category sex; compare it, for instance == "M"',
    ],
    [
      "not age",
      "line 1:5: expected a condition, true or false, after not, got the number age; compare it, for instance > 0",
    ],
    [
      "il6 > 5",
      "line 1:1: expected a value to compare by >, got the concentration il6; write value(il6) for its number, or detected(il6)",
    ],
    [
      "il6 in (1, 2)",
      "line 1:1: expected a value to compare by in, got the concentration il6; write value(il6) for its number, or detected(il6)",
    ],
    [
      "il6 is known",
      "line 1:1: expected something that is known or unknown, got the concentration il6; write value(il6) for its number, or detected(il6)",
    ],
    [
      "log(il6)",
      "line 1:5: expected a number in log(...), got the concentration il6; write value(il6) for its number, or detected(il6)",
    ],
    [
      "visit + visit",
      "line 1:9: expected a number of days after the + of a date, got the date visit; give a number here",
    ],
    ["3 - visit", "line 1:5: expected a number after -, got the date visit; give a number here"],
    [
      "if(treated, 1, 'a')",
      'line 1:16: expected a number as the third argument of if, like the second, got the text "a"; give a number here',
    ],
    [
      "if(treated, subject, subject)",
      "line 1:13: expected a value that if can give, got the identifier subject; identifiers find a row again; they are not analysed",
    ],
    [
      "unknown",
      "line 1:1: expected an expression that can be known, got one that is unknown for every subject; write what the value is for some subjects",
    ],
    [
      "agee > 1 and course == 'x' or log(sex) > year(age)",
      [
        "line 1:1: expected a column of the data, got agee; did you mean age?",
        'line 1:24: expected one of "relapsing", "progressive", "isolated", got "x"; write a value as the data give it',
        "line 1:35: expected a number in log(...), got the category sex; give a number here",
        "line 1:47: expected a date in year(...), got the number age; write a date with two digits for month and day, for instance 2020-01-31",
      ].join(" | "),
    ],
  ])("%s", (text, message) => {
    expect(verdict(text)).toBe(message);
  });
});

describe("filters", () => {
  it.each([
    ["treated", "boolean"],
    ["relapse", "boolean"],
    [
      "sex",
      'line 1:1: expected a condition, true or false, got the category sex; compare it, for instance == "M"',
    ],
    ["age + 1", "line 1:1: expected a condition, true or false, got a number; compare it, for instance > 0"],
    ["agee", "line 1:1: expected a column of the data, got agee; did you mean age?"],
  ])("%s", (text, expected) => {
    expect(verdict(text, checkCondition)).toBe(expected);
  });
});
