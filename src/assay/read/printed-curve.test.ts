import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { bioPlexCurve, checkPrinted, halfUnit, invertPrinted } from "./printed-curve.ts";
import type { ReadRow } from "./reading.ts";

const FIVE = "FI = -0.269369 + (14533.9 + 0.269369) / ((1 + (Conc / 1030.4)^-0.963123))^1.09621";
const FOUR = "FI = 36.9094 + (16123.9 - 36.9094) / (1 + (Conc / 247.786)^-1.05775)";

describe("bioPlexCurve", () => {
  it("reads five and four parameters", () => {
    expect(bioPlexCurve(FIVE, ".")).toMatchObject({
      d: -0.269369,
      a: 14533.9,
      c: 1030.4,
      b: -0.963123,
      g: 1.09621,
    });
    expect(bioPlexCurve(FOUR, ".")).toMatchObject({ d: 36.9094, a: 16123.9, c: 247.786, b: -1.05775, g: 1 });
  });

  it("reads exponents and decimal commas", () => {
    expect(
      bioPlexCurve("FI = -0,47 + (2,16699E+007 + 0,47) / ((1 + (Conc / 335,801)^-0,167844))^10", ","),
    ).toMatchObject({
      a: 21669900,
      c: 335.801,
      g: 10,
    });
  });

  it("does not read another model", () => {
    expect(bioPlexCurve("FI = 12.5 + 3.25 * Conc", ".")).toBeNull();
  });
});

describe("invertPrinted", () => {
  // Obs Conc of a real plate, read with this curve: 11.85 at dilution 4, 1.27 and 5.89 at dilution 1, 17.23 at dilution 4.
  it.each([
    [29.8, 4, 11.85],
    [12, 1, 1.27],
    [61.5, 1, 5.89],
    [44.3, 4, 17.23],
  ])("net signal %s at dilution %s is the printed %s", (net, dilution, printed) => {
    const curve = bioPlexCurve(FIVE, ".");
    const x = curve === null ? null : invertPrinted(curve, net);
    expect(Math.abs((x ?? 0) * dilution - printed)).toBeLessThan(0.025);
  });

  it("has no concentration at or beyond the asymptotes", () => {
    const curve = { a: 100, b: -1, c: 10, d: 5, g: 1, of: "net" as const, text: "" };
    for (const y of [5, 4, -1, 100, 101]) expect(invertPrinted(curve, y)).toBeNull();
  });

  it("is the inverse of the curve", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.3, max: 3, noNaN: true }),
        fc.double({ min: 0.3, max: 3, noNaN: true }),
        fc.double({ min: -2, max: 2, noNaN: true }),
        (b, g, logX) => {
          const curve = { a: 20000, b: -b, c: 100, d: 10, g, of: "net" as const, text: "" };
          const x = 100 * 10 ** logX;
          const y = curve.d + (curve.a - curve.d) / (1 + (x / curve.c) ** curve.b) ** curve.g;
          fc.pre(y - curve.d > 1e-3);
          expect(relativeError(invertPrinted(curve, y) ?? 0, x)).toBeLessThan(1e-6);
        },
      ),
    );
  });
});

it.each([
  ["3.38", 0.005],
  ["*11.9", 0.05],
  ["12", 0.5],
  ["1.5E+003", 50],
])("half a unit of the last place of %s is %s", (text, half) => {
  expect(relativeError(halfUnit(text), half)).toBeLessThan(1e-12);
});

describe("checkPrinted", () => {
  const curve = { a: 10010, b: -1, c: 100, d: 10, g: 1, of: "net" as const, text: "" };
  const row = (of: Partial<ReadRow>): ReadRow => ({
    level: "well",
    wells: ["A1"],
    type: "unknown",
    sample: "s",
    analyte: "IL-6",
    signal: null,
    signalText: "",
    concentrationText: "",
    dilution: 1,
    flags: [],
    status: "quantified",
    concentration: null,
    dilutionStated: true,
    dilutionApplied: true,
    code: "",
    at: { row: 1 },
    printed: {},
    ...of,
  });
  const check = (...rows: ReadRow[]): string[] =>
    checkPrinted("f", [{ name: "IL-6", unit: "", printedCurve: curve }], rows, {
      signal: () => 0,
      parameters: 1e-6,
    }).map((issue) => issue.got ?? "");

  // y - d = (a - d) / (1 + c/x): 5000 at x = 100.
  it("accepts what the curve gives, times the dilution", () => {
    expect(check(row({ net: 5010, concentration: 100, concentrationText: "100.0" }))).toEqual([]);
    expect(check(row({ net: 5010, dilution: 4, concentration: 400, concentrationText: "400.0" }))).toEqual(
      [],
    );
  });

  it("lists another number with the recomputed one", () => {
    const [found] = check(row({ net: 5010, concentration: 150, concentrationText: "150.0" }));
    expect(found).toMatch(/^1 other one: 150\.0 in A1, recomputed (?:100|99\.99)/);
  });

  it("lists a mark of out of range where the curve has a concentration, and a number where it has none", () => {
    expect(check(row({ net: 5010, status: "belowLod", concentrationText: "OOR <" }))).toHaveLength(1);
    expect(check(row({ net: 9, status: "belowLod", concentrationText: "OOR <" }))).toEqual([]);
    expect(check(row({ net: 9, concentration: 0.1, concentrationText: "0.1" }))).toHaveLength(1);
  });

  it("accepts a printed bound that the recomputed concentration keeps", () => {
    const bound = { op: "<" as const, limit: 101, limitType: "reported" as const };
    expect(check(row({ net: 5010, status: "belowLloq", concentrationText: "<101", bound }))).toEqual([]);
    expect(
      check(row({ net: 5010, status: "belowLloq", concentrationText: "<9", bound: { ...bound, limit: 9 } })),
    ).toHaveLength(1);
  });
});
