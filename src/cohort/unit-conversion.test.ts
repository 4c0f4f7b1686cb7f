/** Units: by hand, as laws, in a study, and what is refused. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { studyOf } from "../../test/studies-in-memory.ts";
import { describeIssue } from "../core/issues/issue.ts";
import { conversionBetween, converted, inverse, type UnitConversion } from "./unit-conversion.ts";

const between = (from: string, to: string, molarMass?: number): UnitConversion => {
  const found = conversionBetween(from, to, molarMass);
  if (typeof found === "string") throw new Error(found);
  return found;
};

describe("conversions", () => {
  it.each([
    ["ng/mL", "pg/mL", 0.37, 370],
    ["ng/L", "pg/mL", 5, 5],
    ["µg/L", "pg/mL", 0.001, 1],
    ["pg/mL", "ng/mL", 370, 0.37],
    ["mg/dL", "g/L", 12, 0.12],
    ["mg/dL", "mg/L", 3.4, 34],
    ["fM", "pmol/L", 250, 0.25],
    ["nM", "fmol/mL", 2, 2000],
  ])("%s to %s: %d is %d", (from, to, value, expected) => {
    expect(converted(value, between(from, to))).toBe(expected);
  });

  it("go between mass and amount by the molar mass", () => {
    // IL-6 of 20,813 g/mol: 100 fmol/L are 100e-15 * 20813 g/L = 2.0813e-9 g/L = 2.0813 pg/mL.
    expect(converted(100, between("fM", "pg/mL", 20_813))).toBe(2.0813);
    expect(converted(2.0813, between("pg/mL", "fmol/L", 20_813))).toBe(100);
    expect(conversionBetween("fM", "pg/mL")).toBe("needs-molar-mass");
  });

  it("are refused for units that are none of concentration, unless they are the same", () => {
    expect(conversionBetween("NPX", "pg/mL")).toBe("unknown-unit");
    expect(conversionBetween("IU/mL", "pg/mL", 1)).toBe("unknown-unit");
    expect(between("NPX", "npx").times).toBe(1);
  });

  it("and back give the number again, but for two roundings to 15 digits", () => {
    const unit = fc.constantFrom(
      "fg/mL",
      "pg/mL",
      "ng/L",
      "ng/mL",
      "µg/dL",
      "mg/L",
      "g/L",
      "fM",
      "pmol/L",
      "nmol/mL",
    );
    fc.assert(
      fc.property(
        unit,
        unit,
        fc.integer({ min: 1, max: 1e12 }),
        fc.integer({ min: -12, max: 6 }),
        (from, to, digits, power) => {
          const value = Number(`${digits}e${power}`);
          const there = between(from, to, 20_813);
          const back = converted(converted(value, there), inverse(there));
          // Each rounding to 15 digits moves a number by at most 5e-15 of it.
          expect(Math.abs(back - value)).toBeLessThanOrEqual(value * 1.1e-14);
        },
      ),
    );
  });
});

describe("a study whose files have another unit", () => {
  const protocol = (analyte: string): string => `cistern: 1
title: t
design: cohort
data: [{ file: a.csv }]
variables:
  id: { type: id }
  il6: { type: concentration }
analytes:
  il6: { unit: pg/mL, ${analyte} }
questions:
  - { id: q, kind: describe, variables: [il6] }
settings: { confidence: 0.95, seed: 1 }
`;
  const CELLS =
    "id,il6,lod\nA,0.00125,0.0005\nB,<0.0005,0.0005\nC,< 0.0003 ng/mL,0.0003\nD,,0.0003\nE,ND,0.0003\n";

  it("is read in that unit, limits of columns too, and said", async () => {
    const { cohort, issues } = await studyOf(
      protocol("file_unit: ng/mL, limits: { lod: lod }, detection: above-lod"),
      { "a.csv": CELLS },
    );
    const column = cohort?.columns.get("il6");
    if (column?.kind !== "measurement") throw new Error("no measurements");
    expect(column.records.map(({ value, bound, unit }) => value ?? bound?.limit ?? unit)).toEqual([
      1.25,
      0.5,
      0.3,
      "pg/mL",
      "pg/mL",
    ]);
    expect(column.records.map(({ status }) => status)).toEqual([
      "quantified",
      "belowLod",
      "belowLod",
      "notMeasured",
      "belowLod",
    ]);
    expect(column.limits[0]).toEqual({ lod: 0.5 });
    expect(issues.map(describeIssue)).toContain(
      "a.csv, column il6: expected numbers in pg/mL, got 3 numbers in ng/mL, as study.yaml says; each is converted: times 1000, to 15 digits",
    );
  });

  it("has its stated limits in the study's unit", async () => {
    const { cohort } = await studyOf(
      protocol("file_unit: ng/mL, limits: { lod: 0.37 }, detection: above-lod"),
      { "a.csv": "id,il6\nA,<0.00037\nB,0.00036\n" },
    );
    const column = cohort?.columns.get("il6");
    expect(column?.kind === "measurement" && column.records[0]?.bound).toEqual({
      op: "<",
      limit: 0.37,
      limitType: "lod",
    });
  });

  it("refuses what cannot be converted", async () => {
    await expect(
      studyOf(protocol("file_unit: NPX, detection: reported"), { "a.csv": CELLS }),
    ).rejects.toThrow("a unit that can be converted to pg/mL");
    await expect(studyOf(protocol("file_unit: fM, detection: reported"), { "a.csv": CELLS })).rejects.toThrow(
      "state it in g/mol",
    );
  });
});
