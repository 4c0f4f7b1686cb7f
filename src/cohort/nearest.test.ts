import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearest } from "./nearest.ts";

describe("nearest", () => {
  it.each([
    { word: "edds", options: ["age", "edss"], want: "edss" },
    { word: "EDSS", options: ["edss"], want: "edss" },
    { word: "il6_lod", options: ["il6", "il6_lodd"], want: "il6_lodd" },
    { word: "sxe", options: ["sex"], want: "sex" },
    { word: "diagnosis", options: ["sex", "age"], want: null },
    { word: "ab", options: ["cd"], want: null },
    { word: "x", options: [], want: null },
    { word: "aab", options: ["aac", "aad"], want: "aac" },
  ])("$word among $options", ({ word, options, want }) => {
    expect(nearest(word, options)).toBe(want);
  });

  it("finds every option itself, and whatever it finds is an option", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 6 }), fc.string(), (options, word) => {
        const first = options[0] ?? "";
        expect(nearest(first, options)?.trim().toLowerCase()).toBe(first.trim().toLowerCase());
        const found = nearest(word, options);
        expect(found === null || options.includes(found)).toBe(true);
      }),
    );
  });

  it("accepts one exchange, loss or gain in a word of six letters", () => {
    for (const typo of ["gendre", "gener", "gendder", "bender"])
      expect(nearest(typo, ["gender"])).toBe("gender");
  });
});
