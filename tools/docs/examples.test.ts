/** The example of every method, run through the public library; most values come from test/reference/generate/examples.py. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ALL_METHODS } from "../../src/assay/registry.ts";
import { methodById } from "../../src/stats/registry.ts";
import { differenceOf } from "./difference.ts";
import { evaluate } from "./evaluate.ts";

interface Case {
  readonly method: string;
  readonly code: string;
  readonly value: unknown;
}

const { cases } = JSON.parse(readFileSync("test/reference/examples.json", "utf8")) as {
  readonly cases: readonly Case[];
};

describe("the example of a method", () => {
  it.each(ALL_METHODS)("$id: gives its value", ({ example }) => {
    expect(differenceOf(evaluate(example.code), example.value)).toBeLessThan(1e-12);
  });

  it.each(cases)("$method: states what the definition gives", ({ method, code, value }) => {
    expect(methodById(method)?.example).toEqual({ code, value });
  });
});

describe("differenceOf", () => {
  it("is the largest relative error", () => {
    expect(differenceOf([1, 2.2], [1, 2])).toBeCloseTo(0.1, 12);
    expect(differenceOf({ a: 1, b: [null, "x"] }, { a: 1, b: [null, "x"] })).toBe(0);
  });

  it("takes nothing unlike for equal", () => {
    for (const [got, wanted] of [
      [[1, 2], [1]],
      [[1], { 0: 1 }],
      [null, 0],
      ["1", 1],
      [{ a: 1 }, { b: 1 }],
      [Number.NaN, 1],
    ])
      expect(differenceOf(got, wanted)).toBe(Infinity);
  });
});

describe("evaluate", () => {
  it("hides a name of the library behind a given one", () => {
    expect(evaluate("summary + 1", { summary: 2 })).toBe(3);
  });
});
