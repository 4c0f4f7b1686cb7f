import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MeasurementColumn } from "../core/column.ts";
import type { Bound, Limits, Measurement, MeasurementStatus } from "../core/measurement.ts";
import { applicableRules, DETECTION_RULES, detected, highestLod } from "./detection.ts";
import type { DetectionRule, DetectionRuleId } from "./dictionary.ts";

const cell = (status: MeasurementStatus, value?: number, bound?: Bound): Measurement => ({
  status,
  ...(value === undefined ? {} : { value }),
  ...(bound === undefined ? {} : { bound }),
  raw: "",
  unit: "pg/mL",
  dilution: 1,
});
const below = (limit: number, limitType: Bound["limitType"] = "reported"): Bound => ({
  op: "<",
  limit,
  limitType,
});
const above = (limit: number): Bound => ({ op: ">", limit, limitType: "reported" });

const ORDER: readonly DetectionRuleId[] = [
  "any-number",
  "reported",
  "above-lod",
  "above-highest-lod",
  "above-lloq",
  "in-range",
  "above-threshold",
];
const limits: Limits = { lod: 0.5, lloq: 1, uloq: 100 };
const ruleOf = (id: DetectionRuleId): DetectionRule =>
  id === "above-threshold" ? { id, threshold: 3 } : { id };

/** One letter per rule in the order above: T detected, F not, ? unknown. */
const answers = (m: Measurement, own: Limits = limits, study = { highestLod: 0.8 }): string =>
  ORDER.map(
    (id) => ({ true: "T", false: "F", null: "?" })[String(detected(m, own, ruleOf(id), study)) as "true"],
  ).join("");

describe("detected", () => {
  // Limits: LOD 0.5, highest LOD 0.8, LLOQ 1, ULOQ 100, threshold 3.
  it.each([
    ["quantified 5", cell("quantified", 5), "TTTTTTT"],
    ["quantified at the threshold", cell("quantified", 3), "TTTTTTT"],
    ["quantified 2", cell("quantified", 2), "TTTTTTF"],
    ["quantified between highest LOD and LLOQ", cell("quantified", 0.9), "TTTTFFF"],
    ["quantified between LOD and highest LOD", cell("quantified", 0.6), "TTTFFFF"],
    ["quantified at the LOD", cell("quantified", 0.5), "TTTFFFF"],
    ["quantified below the LOD", cell("quantified", 0.4), "TTFFFFF"],
    ["quantified above the ULOQ", cell("quantified", 200), "TTTTTFT"],
    ["extrapolated low 0.2", cell("extrapolatedLow", 0.2), "TFFFFFF"],
    ["extrapolated low 0.9", cell("extrapolatedLow", 0.9), "TFTTFFF"],
    ["extrapolated high", cell("extrapolatedHigh", 200), "TFTTTFT"],
    ["ND", cell("belowLod"), "FFFFFFF"],
    ["below LOD with a number", cell("belowLod", 0.7), "TFFFFFF"],
    ["<0.5, the LOD", cell("belowLod", undefined, below(0.5, "lod")), "FFFFFFF"],
    ["<0.7, reported", cell("belowLloq", undefined, below(0.7)), "FF?FFFF"],
    ["<0.9, reported", cell("belowLloq", undefined, below(0.9)), "FF??FFF"],
    ["<1, the LLOQ", cell("belowLloq", undefined, below(1, "lloq")), "FF??FFF"],
    ["<5, reported", cell("belowLloq", undefined, below(5)), "FF???F?"],
    ["<=0.5 against an LOD of 0.5", cell("belowLod", undefined, { ...below(0.5), op: "<=" }), "FF?FFFF"],
    ["BLQ", cell("belowLloq"), "FF??FFF"],
    ["below LLOQ with a number", cell("belowLloq", 0.9), "TFTTFFF"],
    [">100", cell("aboveUloq", undefined, above(100)), "TTTTTFT"],
    [">2", cell("aboveUloq", undefined, above(2)), "TTTTTF?"],
    [">0.6", cell("aboveUloq", undefined, above(0.6)), "TTT??F?"],
    ["above ULOQ without a number", cell("aboveUloq"), "TTTTTFT"],
    ["not measured", cell("notMeasured"), "???????"],
    ["invalid", cell("invalid"), "???????"],
    ["invalid with a number", cell("invalid", 5), "???????"],
  ])("%s", (_, measurement, want) => {
    expect(answers(measurement)).toBe(want);
  });

  // No limits at all, no highest LOD.
  it.each([
    ["quantified", cell("quantified", 5), "TT???TT"],
    ["extrapolated low", cell("extrapolatedLow", 0.2), "TF???FF"],
    ["ND", cell("belowLod"), "FFFFFFF"],
    ["<0.5, reported", cell("belowLod", undefined, below(0.5)), "FF???FF"],
    ["<0.5, typed as the LOD", cell("belowLod", undefined, below(0.5, "lod")), "FFFFFFF"],
    ["BLQ", cell("belowLloq"), "FF??FF?"],
    [">5000, reported", cell("aboveUloq", undefined, above(5000)), "TT???FT"],
    ["above ULOQ without a number", cell("aboveUloq"), "TTTTTFT"],
    ["not measured", cell("notMeasured"), "???????"],
  ])("without limits: %s", (_, measurement, want) => {
    expect(answers(measurement, {}, {} as { highestLod: number })).toBe(want);
  });

  it("takes BLQ as not detected where LOD and LLOQ are equal", () => {
    expect(detected(cell("belowLloq"), { lod: 0.5, lloq: 0.5 }, { id: "above-lod" }, {})).toBe(false);
  });

  it("is unknown under a threshold rule without a threshold", () => {
    expect(detected(cell("quantified", 5), {}, { id: "above-threshold" }, {})).toBeNull();
  });

  it("never turns from detected to not detected when the value rises", () => {
    const rules = fc.constantFrom(...ORDER.filter((id) => id !== "in-range"));
    const value = fc.double({ min: 0, max: 10, noNaN: true });
    fc.assert(
      fc.property(rules, value, value, (id, a, b) => {
        const at = (x: number) => detected(cell("quantified", x), limits, ruleOf(id), { highestLod: 0.8 });
        if (at(Math.min(a, b)) === true) expect(at(Math.max(a, b))).toBe(true);
      }),
    );
  });
});

const column = (limitsOfSamples: Limits[]): MeasurementColumn => ({
  kind: "measurement",
  analyte: "il6",
  records: limitsOfSamples.map(() => cell("quantified", 1)),
  limits: limitsOfSamples,
});

const ids = (limitsOfSamples: Limits[], rule: DetectionRule): string[] =>
  applicableRules(column(limitsOfSamples), rule).map(({ id }) => id);

describe("rules that the data allow", () => {
  it("needs an LOD, an LLOQ or a threshold where the rule does", () => {
    expect(ids([{}], { id: "reported" })).toEqual(["any-number", "reported", "in-range"]);
    expect(ids([{}, { lod: 1 }], { id: "reported" })).toContain("above-highest-lod");
    expect(ids([{ lloq: 1 }], { id: "reported" })).toContain("above-lloq");
    expect(ids([{}], { id: "above-threshold", threshold: 3 })).toContain("above-threshold");
    expect(ids([{}], { id: "above-threshold" })).not.toContain("above-threshold");
  });

  it("describes every rule once, in a sentence", () => {
    expect(DETECTION_RULES.map(({ id }) => id)).toEqual(ORDER);
    for (const { meaning } of DETECTION_RULES)
      expect(meaning).toMatch(/^A sample counts as detected when .*\.$/);
  });

  it("finds the highest LOD among measured samples", () => {
    expect(highestLod(column([{ lod: 0.5 }, { lod: 0.8 }, {}]))).toBe(0.8);
    expect(highestLod(column([{}]))).toBeUndefined();
    const unmeasured = {
      ...column([{ lod: 0.5 }, { lod: 9 }]),
      records: [cell("quantified", 1), cell("notMeasured")],
    };
    expect(highestLod(unmeasured)).toBe(0.5);
  });
});
