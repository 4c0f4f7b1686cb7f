import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Column } from "../../core/column.ts";
import type { Cohort } from "../cohort.ts";
import * as elementary from "../../core/elementary.ts";
import { checkExpression } from "./check.ts";
import { type Cell, evaluator, schemaOf } from "./evaluate.ts";
import type { Expression } from "./expression.ts";
import { parseExpression } from "./parse.ts";
import { printExpression } from "./print.ts";

const named = (functions: object): Readonly<Record<string, (...v: number[]) => number>> =>
  functions as Record<string, (...v: number[]) => number>;
const at = { start: 0, end: 0 };
const number = (value: number): Expression => ({ op: "literal", value, type: "number", at });
const text = (value: string): Expression => ({ op: "literal", value, type: "text", at });
const truth = (value: boolean): Expression => ({ op: "literal", value, type: "boolean", at });
const day = (value: string): Expression => ({ op: "literal", value, type: "date", at });
const column = (name: string): Expression => ({ op: "column", name, at });
const unknown: Expression = { op: "unknown", at };

const ORDERS = ["==", "!=", "<", "<=", ">", ">="] as const;
const ARITHMETIC = ["+", "-", "*", "/"] as const;

/** The tree without its positions. */
const bare = (tree: unknown): unknown =>
  JSON.parse(JSON.stringify(tree, (key, value: unknown) => (key === "at" ? undefined : value)));

const isoDate = fc
  .tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map((parts) => parts.map((part, i) => String(part).padStart(i === 0 ? 4 : 2, "0")).join("-"));
const anyName = fc.oneof(
  fc.constantFrom("age", "and", "IN", "if", "date", "known", "IL 6", "a`b", "größe"),
  fc.string({ minLength: 1 }),
);

/** Any tree that some text stands for, sensible or not. */
const { anyTree } = fc.letrec<{ anyTree: Expression; part: Expression }>((tie) => ({
  part: tie("anyTree"),
  anyTree: fc.oneof(
    { maxDepth: 5, depthIdentifier: "tree", withCrossShrink: true },
    fc.oneof(
      fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }).map((value) => number(Math.abs(value))),
      fc.string().map(text),
      fc.boolean().map(truth),
      isoDate.map(day),
      anyName.map(column),
      fc.constant(unknown),
      fc.record({ op: fc.constant("detected" as const), analyte: anyName, at: fc.constant(at) }),
      fc.record({
        op: fc.constant("detected" as const),
        analyte: anyName,
        rule: fc.string(),
        at: fc.constant(at),
      }),
    ),
    fc.record({
      op: fc.constantFrom("and" as const, "or" as const, ...ORDERS, ...ARITHMETIC),
      left: tie("part"),
      right: tie("part"),
      at: fc.constant(at),
    }),
    fc.record({
      op: fc.constantFrom("not" as const, "negate" as const, "known" as const),
      of: tie("part"),
      at: fc.constant(at),
    }),
    fc.record({
      op: fc.constant("in" as const),
      of: tie("part"),
      options: fc.array(tie("part"), { minLength: 1, maxLength: 3 }),
      at: fc.constant(at),
    }),
    fc.record({
      op: fc.constant("between" as const),
      of: tie("part"),
      low: tie("part"),
      high: tie("part"),
      at: fc.constant(at),
    }),
    fc.record({
      op: fc.constant("call" as const),
      name: fc.constantFrom("abs", "if", "nonsense"),
      args: fc.array(tie("part"), { maxLength: 3 }),
      at: fc.constant(at),
    }),
  ),
}));

describe("reading and printing", () => {
  it("reads back what it prints", () => {
    fc.assert(
      fc.property(anyTree, (tree) => {
        const printed = printExpression(tree);
        const read = parseExpression(printed);
        expect("expression" in read && bare(read.expression)).toEqual(bare(tree));
        expect("expression" in read && printExpression(read.expression)).toBe(printed);
      }),
      { numRuns: 500 },
    );
  });
});

describe("hostile text", () => {
  const pieces = [
    Array.from("()`\"'.,+-*/=<>! \n\t\0\\&|^%$#@~[]{}:;?0159aeExX_µλ≤"),
    ["and", "or", "not", "in", "between", "is", "known", "unknown", "true", "if(", "date(", "detected("],
    ["2020-01-31", "1e5", "1e", "age", "il6", "__proto__", "constructor", "toString(", "\ud800"],
  ].flat();
  const hostile = fc.oneof(
    fc.string({ unit: "binary", maxLength: 80 }),
    fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join("")),
    fc.array(fc.constantFrom(...pieces), { maxLength: 20 }).map((parts) => parts.join(" ")),
  );
  const schema = { columns: [{ name: "age", type: "number" as const }], analytes: ["il6"] };

  it("is answered by a tree or by issues with a place, never otherwise", () => {
    fc.assert(
      fc.property(hostile, (source) => {
        const read = parseExpression(source);
        const result = "issues" in read ? read : checkExpression(read.expression, schema, source);
        if (!("issues" in result)) return true;
        const placed = result.issues.every(
          ({ at: { line = 0, character = 0 }, advice }) =>
            line >= 1 && character >= 1 && character <= source.length + 1 && advice !== "",
        );
        return placed && result.issues.length > 0;
      }),
      { numRuns: 10_000 },
    );
  });
});

const not = (of: Expression): Expression => ({ op: "not", of, at });
const both = (left: Expression, right: Expression): Expression => ({ op: "and", left, right, at });
const either = (left: Expression, right: Expression): Expression => ({ op: "or", left, right, at });

/** One subject, as a person would write it down. */
interface Subject {
  readonly age: number | null;
  readonly dose: number | null;
  readonly treated: boolean | null;
  readonly sex: "F" | "M" | null;
  readonly stage: "I" | "II" | "III" | null;
}
const STAGES = ["I", "II", "III"];
const subject: fc.Arbitrary<Subject> = fc.record({
  age: fc.option(fc.integer({ min: -2, max: 2 })),
  dose: fc.option(fc.double({ noNaN: true, min: -5, max: 5 })),
  treated: fc.option(fc.boolean()),
  sex: fc.option(fc.constantFrom("F" as const, "M" as const)),
  stage: fc.option(fc.constantFrom("I" as const, "II" as const, "III" as const)),
});
const numbers = (values: readonly (number | null)[]) => Float64Array.from(values, (value) => value ?? NaN);
const category = (
  values: readonly (string | null)[],
  levels: readonly string[],
  ordered: boolean,
): Column => ({
  kind: "category",
  ordered,
  levels: levels.map((value) => ({ value, label: value })),
  codes: Int32Array.from(values, (value) => (value === null ? -1 : levels.indexOf(value))),
});

const cohortOf = (subjects: readonly Subject[]): Cohort => {
  return {
    subjects: subjects.length,
    ids: subjects.map((_, i) => String(i)),
    rowNumbers: subjects.map((_, i) => i + 2),
    file: "cohort.csv",
    columns: new Map<string, Column>([
      ["age", { kind: "number", values: numbers(subjects.map((one) => one.age)) }],
      ["dose", { kind: "number", values: numbers(subjects.map((one) => one.dose)) }],
      [
        "treated",
        {
          kind: "boolean",
          values: Int8Array.from(subjects, ({ treated }) => (treated === null ? -1 : Number(treated))),
        },
      ],
      [
        "sex",
        category(
          subjects.map((one) => one.sex),
          ["F", "M"],
          false,
        ),
      ],
      [
        "stage",
        category(
          subjects.map((one) => one.stage),
          STAGES,
          true,
        ),
      ],
    ]),
  };
};
const infix = (ops: readonly string[], part: fc.Arbitrary<Expression>): fc.Arbitrary<Expression> =>
  fc
    .tuple(fc.constantFrom(...ops), part, part)
    .map(([op, left, right]) => ({ op, left, right, at }) as unknown as Expression);
const call = (name: string, ...args: fc.Arbitrary<Expression>[]): fc.Arbitrary<Expression> =>
  fc.tuple(...args).map((parts) => ({ op: "call", name, args: parts, at }));

/** Trees that make sense over such subjects. */
const sensible = fc.letrec<{ number: Expression; condition: Expression }>((tie) => {
  const stage = fc.oneof(fc.constant(column("stage")), fc.constantFrom(...STAGES).map(text));
  return {
    number: fc.oneof(
      { maxDepth: 4, depthIdentifier: "sensible" },
      fc.constantFrom(column("age"), column("dose"), unknown),
      fc.integer({ min: 0, max: 3 }).map(number),
      infix(ARITHMETIC, tie("number")),
      tie("number").map((of): Expression => ({ op: "negate", of, at })),
      ...["abs", "log", "sqrt", "exp"].map((name) => call(name, tie("number"))),
      call("min", tie("number"), tie("number")),
      call("max", tie("number"), tie("number"), tie("number")),
      call("if", tie("condition"), tie("number"), tie("number")),
    ),
    condition: fc.oneof(
      { maxDepth: 4, depthIdentifier: "sensible" },
      fc.constantFrom(column("treated"), column("sex"), unknown, truth(true), truth(false)),
      infix(["and", "or"], tie("condition")),
      infix(ORDERS, tie("number")),
      fc
        .tuple(fc.constantFrom(...ORDERS), stage)
        .map(([op, right]): Expression => ({ op, left: column("stage"), right, at })),
      tie("condition").map((of): Expression => ({ op: "not", of, at })),
      tie("number").map((of): Expression => ({ op: "known", of, at })),
      fc
        .tuple(tie("number"), fc.array(tie("number"), { minLength: 1, maxLength: 3 }))
        .map(([of, options]): Expression => ({ op: "in", of, options, at })),
      fc
        .tuple(tie("number"), tie("number"), tie("number"))
        .map(([of, low, high]): Expression => ({ op: "between", of, low, high, at })),
    ),
  };
});

const cellOf = (degreeOfTruth: number): Cell => (degreeOfTruth === 0.5 ? null : degreeOfTruth === 1);

const size = (cell: Cell): number => (typeof cell === "string" ? STAGES.indexOf(cell) : Number(cell));

/** A second reading of the language: truth is a number, 0 false, 1/2 unknown, 1 true; `or` is the larger, `and` the smaller. */
function naive(tree: Expression, one: Subject): Cell {
  const degree = (part: Expression): number => {
    const cell = naive(part, one);
    return cell === null ? 0.5 : cell === "F" ? 0 : cell === "M" ? 1 : Number(cell);
  };
  const compared = (left: Expression, op: string, right: Expression): number => {
    const [a, b] = [naive(left, one), naive(right, one)];
    if (a === null || b === null) return 0.5;
    const [x, y] = [size(a), size(b)];
    return Number({ "==": x === y, "!=": x !== y, "<": x < y, "<=": x <= y, ">": x > y, ">=": x >= y }[op]);
  };
  const calculated = (parts: readonly Expression[], how: (...values: number[]) => number): Cell => {
    const values = parts.map((part) => naive(part, one));
    const result = values.includes(null) ? NaN : how(...values.map(Number));
    return Number.isFinite(result) ? result + 0 : null;
  };
  switch (tree.op) {
    case "literal":
      return tree.value;
    case "unknown":
    case "detected":
      return null;
    case "column":
      return one[tree.name as keyof Subject];
    case "+":
      return calculated([tree.left, tree.right], (a = NaN, b = NaN) => a + b);
    case "-":
      return calculated([tree.left, tree.right], (a = NaN, b = NaN) => a - b);
    case "*":
      return calculated([tree.left, tree.right], (a = NaN, b = NaN) => a * b);
    case "/":
      return calculated([tree.left, tree.right], (a = NaN, b = NaN) => a / b);
    case "negate":
      return calculated([tree.of], (a = NaN) => -a);
    case "and":
      return cellOf(Math.min(degree(tree.left), degree(tree.right)));
    case "or":
      return cellOf(Math.max(degree(tree.left), degree(tree.right)));
    case "not":
      return cellOf(1 - degree(tree.of));
    case "in":
      return cellOf(Math.max(...tree.options.map((option) => compared(tree.of, "==", option))));
    case "between":
      return cellOf(Math.min(compared(tree.low, "<=", tree.of), compared(tree.of, "<=", tree.high)));
    case "known":
      return naive(tree.of, one) !== null;
    case "call": {
      const [first, second, third] = tree.args;
      if (tree.name !== "if" || first === undefined || second === undefined || third === undefined)
        return calculated(tree.args, named(elementary)[tree.name] ?? named(Math)[tree.name] ?? Math.abs);
      const [yes, no] = [naive(second, one), naive(third, one)];
      return { "0": no, "0.5": yes === no ? yes : null, "1": yes }[String(degree(first))] ?? null;
    }
    case "==":
    case "!=":
    case "<":
    case "<=":
    case ">":
    case ">=":
      return cellOf(compared(tree.left, tree.op, tree.right));
  }
}

const valuesOf = (tree: Expression, cohort: Cohort): Cell[] => {
  const value = evaluator(tree, cohort, new Map());
  return cohort.ids.map((_, row) => value(row));
};
const subjects = fc.array(subject, { minLength: 1, maxLength: 6 });

describe("evaluating", () => {
  it("agrees with a reading of the language by another way", () => {
    const tree = fc.oneof(
      sensible.number,
      sensible.condition.filter((node) => node.op !== "column"),
    );
    fc.assert(
      fc.property(tree, subjects, (node, people) => {
        const got = valuesOf(node, cohortOf(people));
        // -0 and 0 are one number to a reader.
        expect(got.map((cell) => (cell === 0 ? 0 : cell))).toEqual(
          people.map((one) => naive(node, one)).map((cell) => (cell === 0 ? 0 : cell)),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it("keeps de Morgan's laws and the double negation", () => {
    fc.assert(
      fc.property(sensible.condition, sensible.condition, subjects, (a, b, people) => {
        const cohort = cohortOf(people);
        expect(valuesOf(not(both(a, b)), cohort)).toEqual(valuesOf(either(not(a), not(b)), cohort));
        expect(valuesOf(not(either(a, b)), cohort)).toEqual(valuesOf(both(not(a), not(b)), cohort));
        expect(valuesOf(not(not(both(a, b))), cohort)).toEqual(valuesOf(both(a, b), cohort));
      }),
      { numRuns: 200 },
    );
  });

  it("gives the printed and read expression the same values, of the type that the check promised", () => {
    fc.assert(
      fc.property(sensible.condition, subjects, (tree, people) => {
        const cohort = cohortOf(people);
        const printed = printExpression(tree);
        const read = parseExpression(printed);
        if (!("expression" in read)) throw new Error(`not read: ${printed}`);
        const cells = valuesOf(read.expression, cohort);
        expect(cells).toEqual(valuesOf(tree, cohort));
        const checked = checkExpression(read.expression, schemaOf(cohort, new Map()), printed);
        if (!("type" in checked)) return;
        const kind = checked.type === "text" ? "string" : checked.type;
        for (const cell of cells) if (cell !== null) expect(typeof cell).toBe(kind);
      }),
      { numRuns: 500 },
    );
  });
});
