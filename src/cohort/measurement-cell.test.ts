import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeIssue } from "../core/issues/issue.ts";
import { type MeasurementContext, parseMeasurement, sameUnit } from "./measurement-cell.ts";

const context: MeasurementContext = {
  unit: "pg/mL",
  decimal: ".",
  notDetected: [],
  notMeasured: [],
  missing: [],
};

/** Status, number and bound of a cell in one short text. */
function reading(raw: string | null, more: Partial<MeasurementContext> = {}): string {
  const got = parseMeasurement(raw, { ...context, ...more });
  if ("issue" in got) return got.issue.code;
  const { status, value, bound } = got.measurement;
  const parts: (string | number)[] = [status];
  if (value !== undefined) parts.push(value);
  if (bound !== undefined) parts.push(bound.op, bound.limit, bound.limitType);
  if (got.remark !== undefined) parts.push(got.remark);
  return parts.join(" ");
}

describe("parseMeasurement", () => {
  it.each([
    ["1.25", "quantified 1.25"],
    ["0", "quantified 0"],
    ["0012", "quantified 12"],
    ["3e-2", "quantified 0.03"],
    ["1,25", "quantified 1.25 mixed-decimal"],
    ["0.5 pg/mL", "quantified 0.5"],
    ["0.5pg/ml", "quantified 0.5"],
    ["\u00a01.5\u2009", "quantified 1.5"],
    ["<0.5", "belowLod < 0.5 reported"],
    ["< 0,5", "belowLod < 0.5 reported mixed-decimal"],
    ["\u22640.5", "belowLod <= 0.5 reported"],
    ["<=0.5", "belowLod <= 0.5 reported"],
    ["<0.5 pg/mL", "belowLod < 0.5 reported"],
    ["\uff1c0.5", "belowLod < 0.5 reported"],
    ["<0.000", "belowLod < 0 reported"],
    [">5000", "aboveUloq > 5000 reported"],
    ["\u2265 5000", "aboveUloq >= 5000 reported"],
    ["*0.12", "extrapolatedLow 0.12"],
    ["OOR <", "belowLod"],
    ["OOR<", "belowLod"],
    ["oor <", "belowLod"],
    ["OOR >", "aboveUloq"],
    ["***", "notMeasured"],
    ["---", "invalid"],
    ["?????", "invalid"],
    ["ND", "belowLod ambiguous-token"],
    ["n.d.", "belowLod ambiguous-token"],
    ["N.D.", "belowLod ambiguous-token"],
    ["not detected", "belowLod"],
    ["<LOD", "belowLod"],
    ["< LOD", "belowLod"],
    ["BLD", "belowLod"],
    ["BDL", "belowLod"],
    ["below detection", "belowLod"],
    ["Below Fit Curve Range", "belowLod"],
    ["BLQ", "belowLloq"],
    ["<LLOQ", "belowLloq"],
    ["ALQ", "aboveUloq"],
    [">ULOQ", "aboveUloq"],
    ["OVRFLW", "aboveUloq"],
    ["NaN", "notMeasured"],
    ["NA", "notMeasured"],
    ["n/a", "notMeasured"],
    ["", "notMeasured"],
    ["  ", "notMeasured"],
    [null, "notMeasured"],
    ["-1", "negative-concentration"],
    ["<-1", "negative-concentration"],
    ["1,234", "ambiguous-number"],
    ["<1,234", "ambiguous-number"],
    ["0.5 ng/mL", "other-unit"],
    ["Infinity", "unreadable-measurement"],
    ["1e999", "unreadable-measurement"],
    ["<", "unreadable-measurement"],
    ["*", "unreadable-measurement"],
    ["low", "unreadable-measurement"],
    ["~0.5", "unreadable-measurement"],
    ["0.5 (repeat)", "unreadable-measurement"],
    ["#N/A", "unreadable-measurement"],
    ["=1+1", "unreadable-measurement"],
  ])("reads %j as %s", (raw, want) => {
    expect(reading(raw)).toBe(want);
  });

  it.each([
    ["<0.5", { lod: 0.5 }, "belowLod < 0.5 lod"],
    ["<0.5", { lod: 0.3 }, "belowLloq < 0.5 reported"],
    ["<0.5", { lod: 0.3, lloq: 0.5 }, "belowLloq < 0.5 lloq"],
    ["<0.2", { lod: 0.3 }, "belowLod < 0.2 reported"],
    ["<0.5", { lod: 0.5, lloq: 0.5 }, "belowLod < 0.5 lod"],
    [">5000", { uloq: 5000 }, "aboveUloq > 5000 uloq"],
    ["*6000", { uloq: 5000 }, "extrapolatedHigh 6000"],
    ["*0.1", { uloq: 5000 }, "extrapolatedLow 0.1"],
    ["1,234", { decimal: "," }, "quantified 1.234"],
    ["1.234", { decimal: "," }, "ambiguous-number"],
    ["0.3 ug/L", { unit: "\u00b5g/L" }, "quantified 0.3"],
  ] as const)("types %s under %j", (raw, more, want) => {
    expect(reading(raw, more)).toBe(want);
  });

  it.each([
    ["0", { notDetected: ["0"] }, "belowLod"],
    ["0.00", { notDetected: ["0"] }, "belowLod"],
    [" nil ", { notDetected: ["nil"] }, "belowLod"],
    ["ND", { notMeasured: ["ND"] }, "notMeasured"],
    ["ND", { notDetected: ["ND"] }, "belowLod"],
    ["-9", { missing: ["-9"] }, "notMeasured"],
    ["-9.0", { missing: ["-9"] }, "notMeasured"],
    ["1.5", { notDetected: ["nil"] }, "quantified 1.5"],
  ] as const)("lets the study's own codes come first: %s with %j", (raw, more, want) => {
    expect(reading(raw, more)).toBe(want);
  });

  it("keeps the cell untouched", () => {
    const got = parseMeasurement("  <0.5 ", context);
    expect("measurement" in got && got.measurement.raw).toBe("  <0.5 ");
    expect(JSON.parse(JSON.stringify(got))).toEqual(got);
  });

  it("says what to do with a cell that it cannot read", () => {
    const got = parseMeasurement("low", { ...context, at: { file: "a.csv", column: "il6", rows: [4] } });
    expect("issue" in got && describeIssue(got.issue)).toBe(
      'a.csv, row 4, column il6: expected a concentration in pg/mL, a bound such as <0.5, or a known mark such as ND or OOR <, got "low"; correct the cell, or list it under `not_detected:` or `not_measured:` of the analyte in study.yaml',
    );
  });

  it("never throws and never gives NaN, an infinity or a negative number", () => {
    const cell = fc.oneof(
      fc.string(),
      fc.stringMatching(/^[<>*\u2264 ]{0,3}-?\d{0,4}[.,]?\d{0,4}(e\d{1,4})?( pg\/mL)?$/),
    );
    fc.assert(
      fc.property(cell, fc.constantFrom(".", ","), (raw, decimal) => {
        const got = parseMeasurement(raw, { ...context, decimal });
        if ("issue" in got) return;
        for (const number of [got.measurement.value ?? 0, got.measurement.bound?.limit ?? 0])
          expect(Number.isFinite(number) && number >= 0).toBe(true);
        expect(got.measurement.raw).toBe(raw);
      }),
      { numRuns: 500 },
    );
  });

  it("gives back every number from its text, plain, bounded or extrapolated", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }), (x) => {
        const value = x === 0 ? 0 : x;
        expect(reading(String(x))).toBe(`quantified ${value}`);
        expect(reading(`< ${x}`)).toBe(`belowLod < ${value} reported`);
        expect(reading(`*${x}`)).toBe(`extrapolatedLow ${value}`);
      }),
    );
  });
});

describe("units", () => {
  it.each([
    ["ng/L", "pg/mL", true],
    ["NG / l", "pg/mL", true],
    ["\u00b5g/L", "ng/mL", true],
    ["g/L", "mg/mL", true],
    ["ng/mL", "pg/mL", false],
    ["pM", "pg/mL", false],
    ["mg/L", "ng/mL", false],
  ])("%s for %s: %s", (one, other, same) => {
    expect(sameUnit(one, other)).toBe(same);
    expect(sameUnit(other, one)).toBe(same);
  });
});
