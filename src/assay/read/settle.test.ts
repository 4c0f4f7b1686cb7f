import { describe, expect, it } from "vitest";
import type { DraftRow } from "./rows.ts";
import { settleRows, standardEnds } from "./settle.ts";

const row = (of: Partial<DraftRow>): DraftRow => ({
  level: "well",
  wells: ["A1"],
  type: "unknown",
  sample: "",
  analyte: "IL-6",
  signal: null,
  signalText: "",
  concentrationText: "",
  dilution: 1,
  flags: [],
  status: "nothing",
  concentration: null,
  dilutionStated: true,
  dilutionApplied: true,
  code: "",
  at: { row: 1 },
  printed: {},
  ...of,
});
const standard = (expectedConcentration: number, signal: number, more: Partial<DraftRow> = {}): DraftRow =>
  row({ type: "standard", status: "quantified", expectedConcentration, signal, ...more });

const RISING = [standard(1, 10), standard(100, 1000), standard(100, 1200)];
const FALLING = [standard(1, 1000), standard(100, 10)];

const last = (rows: readonly DraftRow[]): string | null => settleRows(rows, "f").rows.at(-1)?.status ?? null;

describe("standardEnds", () => {
  it("takes the outer standards that the vendor did not exclude, with their mean signals", () => {
    expect(standardEnds([...RISING, standard(5000, 9000, { status: "invalid" }), standard(0, 5)])).toEqual({
      concentration: [1, 100],
      signal: [10, 1100],
    });
    expect(standardEnds([row({})])).toBeNull();
  });
});

describe("settleRows", () => {
  it("puts *x on the side of the nearer standard, after division by the dilution", () => {
    const extrapolated = (concentration: number, dilution: number): DraftRow =>
      row({ status: "extrapolated", concentration, dilution });
    expect(last([...RISING, extrapolated(1.55, 4)])).toBe("extrapolatedLow");
    expect(last([...RISING, extrapolated(500, 4)])).toBe("extrapolatedHigh");
    // 36 in a sample diluted 4 times is 9 in the well: nearer to 1 than to 100.
    expect(last([...RISING, extrapolated(36, 4)])).toBe("extrapolatedLow");
    // Just inside the highest standard, as Bio-Plex Manager prints it beyond the observed concentration of that standard.
    expect(last([...RISING, extrapolated(94, 1)])).toBe("extrapolatedHigh");
  });

  it("settles Range? by the signal, on rising and on falling curves", () => {
    const unsided = (signal: number): DraftRow =>
      row({ status: "unsided", concentrationText: "Range?", signal });
    expect(last([...RISING, unsided(5)])).toBe("belowLloq");
    expect(last([...RISING, unsided(2000)])).toBe("aboveUloq");
    expect(last([...FALLING, unsided(5)])).toBe("aboveUloq");
    expect(last([...FALLING, unsided(2000)])).toBe("belowLloq");
  });

  it("takes an overflow of the detector for the end that has the higher signal", () => {
    const overflow = row({ status: "nothing", signalText: "OVRFLW" });
    expect(last([...RISING, overflow])).toBe("aboveUloq");
    expect(last([...FALLING, overflow])).toBe("belowLloq");
    expect(last([overflow])).toBe("aboveUloq");
  });

  it("is invalid, and listed, without standards", () => {
    const settled = settleRows(
      [row({ status: "extrapolated", concentration: 2, concentrationText: "*2" })],
      "f",
    );
    expect(settled.rows[0]?.status).toBe("invalid");
    expect(settled.issues.map(({ code, got }) => [code, got])).toEqual([
      ["side-unknown", '"*2" in A1 of IL-6'],
    ]);
  });

  it("tells a blank cell from a word", () => {
    expect(last([row({})])).toBe("notMeasured");
    expect(last([row({ type: "standard" })])).toBeNull();
    expect(last([row({ type: "control", concentrationText: "***" })])).toBe("notMeasured");
    expect(last([row({ type: "blank", concentrationText: "NaN" })])).toBeNull();
    expect(last([row({ status: "signalOnly" })])).toBe("notMeasured");
    expect(last([row({ status: "signalOnly", signalText: "---" })])).toBe("invalid");
  });

  it("keeps analytes apart", () => {
    const other = row({ analyte: "TNF", status: "unsided", concentrationText: "?????", signal: 5 });
    expect(last([...RISING, other])).toBe("invalid");
  });
});
