import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPrinted } from "./vocabulary.ts";

describe("readPrinted", () => {
  it.each([
    ["12.5", "quantified", 12.5],
    ["1.2e3", "quantified", 1200],
    ["*1.55", "extrapolated", 1.55],
    ["-0.2", "extrapolatedLow", -0.2],
    ["OOR <", "belowLod", null],
    ["OOR<", "belowLod", null],
    ["Below Detection Range", "belowLod", null],
    ["Below Fit Curve Range", "belowLod", null],
    ["<0.000", "belowLod", null],
    ["<LOD", "belowLod", null],
    ["OOR >", "aboveUloq", null],
    ["Above Fit Curve Range", "aboveUloq", null],
    [">HOD", "aboveUloq", null],
    ["OVRFLW", "aboveUloq", null],
    ["Range?", "unsided", null],
    ["?????", "unsided", null],
    ["---", "invalid", null],
    ["Masked", "invalid", null],
    ["***", "nothing", null],
    ["NaN", "nothing", null],
    ["", "nothing", null],
    ["In Detection Range", "quantified", null],
  ])("%s is %s", (text, status, value) => {
    expect(readPrinted(text, ".")).toMatchObject({ status, value });
  });

  it("keeps printed bounds", () => {
    expect(readPrinted("<22.500", ".")).toEqual({
      status: "belowLloq",
      value: null,
      bound: { op: "<", limit: 22.5 },
    });
    expect(readPrinted("< 0.61", ".")).toMatchObject({ status: "belowLloq", bound: { limit: 0.61 } });
    expect(readPrinted(">= 209,845", ",")).toMatchObject({
      status: "aboveUloq",
      bound: { op: ">=", limit: 209.845 },
    });
  });

  it("takes the status that all words of a cell share, and calls a mixture invalid", () => {
    expect(readPrinted("Below Detection Range/Below Fit Curve Range", ".")?.status).toBe("belowLod");
    expect(readPrinted("Below Detection Range/In Detection Range", ".")?.status).toBe("invalid");
  });

  it.each(["maybe", "<about 3", "12,345", "1.2.3", "12 pg"])("does not know %s", (text) => {
    expect(readPrinted(text, ".")).toBeNull();
  });

  it("never gives a number to a word", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const read = readPrinted(text, ".");
        const numbered = read?.status === "quantified" || read?.status.startsWith("extrapolated");
        expect(read === null || read.value === null || numbered).toBe(true);
      }),
    );
  });
});
