import { describe, expect, it } from "vitest";
import { describeIssue } from "../../core/issues/issue.ts";
import { parseExpression } from "./parse.ts";
import { printExpression } from "./print.ts";

const printed = (text: string): string => {
  const result = parseExpression(text);
  return "expression" in result
    ? printExpression(result.expression)
    : result.issues.map(describeIssue).join(" | ");
};

describe("what is written and how it is held together", () => {
  it.each([
    ["a or b and not c == 1", "a or b and not c == 1"],
    ["(a or b) and c", "(a or b) and c"],
    ["not (a and b)", "not (a and b)"],
    ["not(a) and b", "not a and b"],
    ["1+2*3", "1 + 2 * 3"],
    ["(1+2)*3", "(1 + 2) * 3"],
    ["1-(2-3)", "1 - (2 - 3)"],
    ["(1-2)-3", "1 - 2 - 3"],
    ["-x*2", "-x * 2"],
    ["-(x*2)", "-(x * 2)"],
    ["a == 1 == b is refused", "line 1:8: expected one comparison at a time"],
    ["not(sex in('F','M'))", 'sex not in ("F", "M")'],
    ["not (age between 1 and 4) or b", "age not between 1 and 4 or b"],
    ["age between 1 and 4 and b", "age between 1 and 4 and b"],
    ["x is unknown", "x is unknown"],
    ["not x is known", "x is unknown"],
    ["(a and b) is known", "(a and b) is known"],
    ["`IL 6` > 1e-3", "`IL 6` > 0.001"],
    ["`a``b` == `and`", "`a``b` == `and`"],
    ['\'it\'\'s\' == "say ""no"""', '"it\'s" == "say ""no"""'],
    ["visit-2020-01-31", "visit - 2020-01-31"],
    ["date('2020-01-31')", "2020-01-31"],
    ["2020 - 1", "2020 - 1"],
    ["if(a, .5, unknown)", "if(a, 0.5, unknown)"],
    ["detected(`IL 6`, 'above-lod') == true", 'detected(`IL 6`, "above-lod") == true'],
    ["min( a ,\n b )", "min(a, b)"],
    ["min", "min"],
  ])("%s", (text, expected) => {
    expect(printed(text).startsWith(expected)).toBe(true);
  });

  it("says where every part stands", () => {
    const result = parseExpression("age >= 40 and b");
    expect(result).toMatchObject({
      expression: {
        op: "and",
        at: { start: 0, end: 15 },
        left: { op: ">=", at: { start: 0, end: 9 }, right: { at: { start: 7, end: 9 }, value: 40 } },
        right: { op: "column", name: "b", at: { start: 14, end: 15 } },
      },
    });
  });

  it("gives a plain tree", () => {
    const result = parseExpression("if(a in (1, 2), date('2020-02-29'), visit)");
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });
});

describe("refusals", () => {
  it.each([
    ["a = 1", 'line 1:3: expected a name, a value or an operator, got "="; write == to compare'],
    ["a <> 1", 'line 1:3: expected a name, a value or an operator, got "<>"; write != for unequal'],
    ["a && b", 'line 1:3: expected a name, a value or an operator, got "&&"; write and'],
    ["!a", 'line 1:1: expected a name, a value or an operator, got "!"; write not'],
    ["a ≥ 1", 'line 1:3: expected a name, a value or an operator, got "≥"; write >='],
    [
      "größe > 1",
      "line 1:1: expected a name of the letters a to z, digits and _, got größe; write `größe` between back-ticks; text stands between quotes",
    ],
    [
      "a # b",
      'line 1:3: expected a name, a value or an operator, got "#"; a name with such characters stands between back-ticks, text between quotes',
    ],
    [
      "a AND b",
      "line 1:3: expected the word and in lower case, got AND; write and, or `AND` between back-ticks when it is the name of a column",
    ],
    ["a == 'x", "line 1:6: expected a text closed by ', got the end of the expression; add '"],
    ["a > `b", "line 1:5: expected a name closed by `, got the end of the expression; add `"],
    ["`` > 1", "line 1:1: expected a name between the back-ticks, got nothing; write the column's name"],
    [
      "a > 1.2.3",
      'line 1:5: expected a finite number such as 12, 0.5 or 1e-3, got "1.2.3"; correct the number; a name that starts with a digit stands between back-ticks',
    ],
    [
      "a > 1e999",
      'line 1:5: expected a finite number such as 12, 0.5 or 1e-3, got "1e999"; correct the number; a name that starts with a digit stands between back-ticks',
    ],
    [
      "d > 2021-02-29",
      'line 1:5: expected a day of the calendar as year-month-day, got "2021-02-29"; write for instance 2020-01-31',
    ],
    [
      "d > date('soon')",
      "line 1:10: expected a day of the calendar as year-month-day, got \"'soon'\"; write for instance 2020-01-31",
    ],
    ["date()", "line 1:1: expected 1 argument for date, got 0; write date with 1 argument"],
    ["", "line 1:1: expected a value, got the end of the expression; correct the expression"],
    ["a >", "line 1:4: expected a value, got the end of the expression; correct the expression"],
    ["a > * 2", 'line 1:5: expected a value, got "*"; correct the expression'],
    ["(a or b", "line 1:8: expected an operator or ), got the end of the expression; close the parenthesis"],
    ["a)", 'line 1:2: expected an operator or the end, got ")"; this parenthesis was never opened'],
    ["a == 0,5", 'line 1:7: expected an operator or the end, got ","; decimals are written with a point'],
    [
      "age 40",
      'line 1:5: expected an operator or the end, got "40"; write and, or, or another operator between two values; text stands between quotes',
    ],
    [
      "1 < a < 3",
      'line 1:7: expected one comparison at a time, got "<"; join two comparisons by and, or put the first in parentheses',
    ],
    [
      "a is missing",
      'line 1:6: expected known or unknown after is, got "missing"; write `is known` or `is unknown`; compare values by ==',
    ],
    [
      "a in 3",
      'line 1:6: expected ( after in, got "3"; write the values in parentheses, for instance in ("a", "b")',
    ],
    ["a in ()", 'line 1:7: expected a value, got ")"; correct the expression'],
    [
      "a between 1, 3",
      'line 1:12: expected and between the two limits, got ","; write for instance between 1 and 4; both limits belong to it',
    ],
    [
      "a == not b",
      'line 1:6: expected a value, got "not"; put the part that starts with not into parentheses',
    ],
    ["a > or", 'line 1:5: expected a value, got "or"; a column named or stands between back-ticks'],
    ["detected(3)", "line 1:10: expected the name of an analyte, got 3; write for instance detected(il6)"],
    [
      "detected(a, b)",
      'line 1:13: expected the name of a detection rule in quotes, got b; write for instance detected(il6, "above-lod")',
    ],
    [
      "detected()",
      "line 1:1: expected 1 or 2 arguments for detected, got 0; write detected with 1 or 2 arguments",
    ],
    ["a and\n  b == = 3", 'line 2:8: expected a name, a value or an operator, got "="; write == to compare'],
  ])("%s", (text, message) => {
    expect(printed(text)).toBe(message);
  });

  it("reports every misspelling at once", () => {
    const result = parseExpression("a = 1 & b == 'c");
    expect("issues" in result && result.issues.map((issue) => issue.at.character)).toEqual([3, 7, 14]);
  });

  it.each([
    ["parentheses", "(".repeat(5000) + "a" + ")".repeat(5000)],
    ["not", "not ".repeat(4000) + "a"],
    ["signs", "-".repeat(5000) + "1"],
    ["a sum", "1+".repeat(5000) + "1"],
    ["chains inside parentheses", `${"(1+".repeat(150)}1${")".repeat(150)}${"+1".repeat(100)}`],
    ["calls", "abs(".repeat(2000) + "1" + ")".repeat(2000)],
  ])("is not led into the depth by %s", (_, text) => {
    const result = parseExpression(text);
    expect("issues" in result && result.issues.map((issue) => issue.code)).toEqual(["expression-too-deep"]);
  });

  it("takes as much nesting as anybody writes", () => {
    expect(parseExpression("(".repeat(150) + "a" + ")".repeat(150))).toHaveProperty("expression");
    expect(parseExpression("a == 1 or ".repeat(150) + "b")).toHaveProperty("expression");
  });

  it("does not read a text without end", () => {
    const result = parseExpression(" ".repeat(20_001));
    expect("issues" in result && result.issues.map((issue) => issue.code)).toEqual(["expression-too-long"]);
  });
});
