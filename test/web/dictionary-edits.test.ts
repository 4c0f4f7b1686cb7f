/** Choices about a column become small changes of the protocol's text. */
import { describe, expect, it } from "vitest";
import { dictionaryInText } from "../../src/session/dictionary-text.ts";
import { editProtocol } from "../../src/session/edit-protocol.ts";
import type { ColumnSummary } from "../../src/session/column-reading.ts";
import {
  codeEdits,
  removeEdits,
  typeEdits,
  unitEdits,
  usingEdits,
} from "../../src/web/views/data/dictionary-edits.ts";
import { visible } from "../../src/web/views/data/visible-text.ts";

const text = `variables:
  age: { type: continuous, unit: years } # asked at the visit
  il6: { type: concentration, missing: [NA] }
analytes:
  il6:
    unit: pg/mL # of the kit
    detection: reported
    not_detected: [ND]
`;

const said = dictionaryInText(text)!;
const age = said.variables[0]!;
const il6 = said.variables[1]!;
const analyte = said.analytes[0]!;

const summary = (...cells: string[]): ColumnSummary => ({
  values: cells.map((cell) => ({ text: cell, n: 1 })),
  distinct: cells.length,
  kinds: { number: 0, text: cells.length, marked: 0, missing: 0, blank: 0, refused: 0 },
  examples: [],
});

describe("edits of a column", () => {
  it("gives a categorical type its levels, numbers in their order", () => {
    expect(editProtocol(text, typeEdits(age, null, "ordinal", summary("10", "9", "2")))).toContain(
      'age: { type: ordinal, unit: years, levels: ["2", "9", "10"] } # asked at the visit',
    );
  });

  it("gives a concentration its entry, and takes it away with the type", () => {
    const measured = editProtocol(text, typeEdits(age, null, "concentration", summary("1")));
    expect(dictionaryInText(measured)?.analytes[1]).toMatchObject({ name: "age", unit: "years" });
    const plain = editProtocol(text, typeEdits(il6, analyte, "continuous", summary("1")));
    expect(dictionaryInText(plain)).toMatchObject({
      variables: [{}, { name: "il6", type: "continuous", unit: "pg/mL" }],
      analytes: [],
    });
  });

  it("moves a cell from one list to another", () => {
    const moved = dictionaryInText(editProtocol(text, codeEdits(il6, analyte, "ND", "not_measured")))!;
    expect(moved.analytes[0]).toMatchObject({ notDetected: [], notMeasured: ["ND"] });
    const freed = dictionaryInText(editProtocol(text, codeEdits(il6, analyte, "NA", null)))!;
    expect(freed.variables[1]?.missing).toEqual([]);
    expect(codeEdits(il6, analyte, "ND", "not_detected")).toEqual([]);
  });

  it("states a unit where it stands", () => {
    const changed = editProtocol(text, unitEdits(il6, analyte, "ng/L"));
    expect(changed).toContain("unit: ng/L # of the kit");
    expect(changed).toContain("il6: { type: concentration, missing: [NA] }");
  });

  it("uses a column under a free name, and lets it go again", () => {
    const { name, edits } = usingEdits({ variable: { ...age, column: "Age (y)" }, analyte: null }, (taken) =>
      said.variables.some((variable) => variable.name === taken),
    );
    expect(name).toBe("age_2");
    const used = editProtocol(text, edits);
    const variable = dictionaryInText(used)!.variables.find((each) => each.name === "age_2")!;
    expect(variable).toMatchObject({ column: "Age (y)", unit: "years", type: "continuous" });
    expect(editProtocol(used, removeEdits(variable, null))).toBe(text);
  });
});

describe("visible", () => {
  it.each([
    ["a\tb", "a\u2409b"],
    ["\u0000\u007f", "\u2400\u2421"],
    ["a\u202eb", "a[U+202E]b"],
    ["µ ≤ é", "µ ≤ é"],
  ])("shows what a screen would hide: %j", (given, shown) => {
    expect(visible(given)).toBe(shown);
  });
});
