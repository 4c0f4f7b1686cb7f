import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimalEvidence, readNumber, sameNumber } from "./number-text.ts";

describe("readNumber", () => {
  it.each([
    { text: "1.25", decimal: ".", want: { value: 1.25, otherMark: false } },
    { text: " 0012 ", decimal: ".", want: { value: 12, otherMark: false } },
    { text: "1,25", decimal: ",", want: { value: 1.25, otherMark: false } },
    { text: "1,234", decimal: ",", want: { value: 1.234, otherMark: false } },
    { text: "1,25", decimal: ".", want: { value: 1.25, otherMark: true } },
    { text: "0,125", decimal: ".", want: { value: 0.125, otherMark: true } },
    { text: "1.5", decimal: ",", want: { value: 1.5, otherMark: true } },
    { text: "1,234", decimal: ".", want: { problem: "ambiguous" } },
    { text: "1.234", decimal: ",", want: { problem: "ambiguous" } },
    { text: "1,234.5", decimal: ".", want: { value: 1234.5, otherMark: false } },
    { text: "1.234,5", decimal: ",", want: { value: 1234.5, otherMark: false } },
    { text: "1,234,567", decimal: ".", want: { value: 1234567, otherMark: false } },
    { text: "12\u00a0345,5", decimal: ",", want: { value: 12345.5, otherMark: false } },
    { text: "3e-2", decimal: ".", want: { value: 0.03, otherMark: false } },
    { text: "\u22121.5", decimal: ".", want: { value: -1.5, otherMark: false } },
    { text: ".5", decimal: ".", want: { value: 0.5, otherMark: false } },
    { text: "1 234", decimal: ".", want: { problem: "not-a-number" } },
    { text: "0x10", decimal: ".", want: { problem: "not-a-number" } },
    { text: "Infinity", decimal: ".", want: { problem: "not-a-number" } },
    { text: "1e999", decimal: ".", want: { problem: "not-a-number" } },
    { text: "12.5%", decimal: ".", want: { problem: "not-a-number" } },
    { text: "1,2,3", decimal: ".", want: { problem: "not-a-number" } },
    { text: "", decimal: ".", want: { problem: "not-a-number" } },
  ] as const)("$text with $decimal", ({ text, decimal, want }) => {
    expect(readNumber(text, decimal)).toEqual(want);
  });

  it("gives back every number from its shortest text, with either mark", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        const want = { value: x === 0 ? 0 : x, otherMark: false };
        expect(readNumber(String(x), ".")).toEqual(want);
        expect(readNumber(String(x).replace(".", ","), ",")).toEqual(want);
      }),
    );
  });

  it("never gives NaN and never throws", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(".", ","), (text, decimal) => {
        const reading = readNumber(text, decimal);
        if ("value" in reading) expect(Number.isFinite(reading.value)).toBe(true);
      }),
    );
  });
});

it.each([
  ["1,5", ","],
  ["<0.5", "."],
  ["*0,36", ","],
  ["1,234", "ambiguous-comma"],
  ["1.234", "ambiguous-point"],
  ["0.234 pg/mL", "."],
  ["28.11.2016", null],
  ["12", null],
  ["a,b", null],
])("decimalEvidence of %s is %s", (cell, want) => {
  expect(decimalEvidence(cell)).toBe(want);
});

it("compares codes as numbers only where both are numbers", () => {
  expect(sameNumber("-9", "-9.0", ".")).toBe(true);
  expect(sameNumber("-9", "NA", ".")).toBe(false);
});
