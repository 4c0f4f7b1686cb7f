import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pValue, say } from "../questions/answer.ts";
import { headlinesText, wrapLines } from "./text.ts";

const entry = {
  answer: {
    asked: "Is IL-6 detected more often in MS than in controls?",
    warnings: [{ code: "small", text: ["One group has 2 subjects."] }],
    counted: { subjects: 12_402, included: 380, excluded: [] },
  },
  shown: { headline: say`It was, in each form; p = ${pValue(0.00001)}.` },
};

describe("headlinesText", () => {
  it("gives question, finding, count and warning under one number", () => {
    expect(headlinesText([entry], { width: 40 }).replaceAll("\u00a0", " ").replaceAll("\u202f", " ")).toBe(
      [
        "1. Is IL-6 detected more often in MS",
        "   than in controls?",
        "   It was, in each form; p < 0.001.",
        "   380 of 12 402 subjects counted",
        "   Warning: One group has 2 subjects.",
      ].join("\n"),
    );
  });

  it("aligns numbers from ten questions on", () => {
    const text = headlinesText(
      Array.from({ length: 10 }, () => entry),
      { width: 80 },
    );
    expect(text).toContain("\n 9. Is");
    expect(text).toContain("\n10. Is");
  });

  it("is empty without questions", () => {
    expect(headlinesText([], { width: 80 })).toBe("");
  });
});

describe("wrapLines", () => {
  it("keeps every word in order and every line within the width", () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{1,12}$/)),
        fc.integer({ min: 12, max: 60 }),
        (words, width) => {
          const lines = wrapLines(words.join(" "), width);
          expect(lines.join(" ")).toBe(words.join(" "));
          expect(lines.every((line) => line.length <= width)).toBe(true);
        },
      ),
    );
  });
});
