import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainProtocol } from "../study/read-protocol.ts";
import { completeProtocol } from "./complete-protocol.ts";
import { yamlCursor } from "./yaml-cursor.ts";

const EXAMPLE = readFileSync(join(import.meta.dirname, "../../examples/ms-il6/study.yaml"), "utf8");
const ROOT = plainProtocol(EXAMPLE)?.root;
const DATA = { files: ["data/cohort-synthetic.csv"], headers: ["subject", "il6_lod"] };

/** The cursor stands at the bar. */
const options = (text: string, root: unknown = ROOT): readonly string[] => {
  const offset = text.indexOf("|");
  const found = completeProtocol(text.replace("|", ""), offset, root, DATA);
  return (found?.options ?? []).map(({ put }) => put);
};

describe("where the cursor stands", () => {
  it.each([
    ["de|", [], "keys"],
    ["design: co|", ["design"], "values"],
    ["variables:\n  age:\n    ty|", ["variables", "age"], "keys"],
    ["variables:\n  age: { ty|", ["variables", "age"], "keys"],
    ["variables:\n  age: { label: x, type: |", ["variables", "age", "type"], "values"],
    ["questions:\n  - id: a\n    by: |", ["questions", 0, "by"], "values"],
    ["questions:\n  - id: a\n  - id: b\n    |", ["questions", 1], "keys"],
    ["data:\n- fi|", ["data", 0], "both"],
    ["data:\n- file: a\n- file: b\nse|", [], "keys"],
    ["questions:\n  - variables: [age, |", ["questions", 0, "variables", 1], "values"],
    [
      "questions:\n  - variables:\n      [\n        age, # x\n        s|",
      ["questions", 0, "variables", 1],
      "values",
    ],
    ["questions:\n  - adjust: [{ variable: age, per: 10 }, { |", ["questions", 0, "adjust", 1], "keys"],
    ["description: >-\n  words: here\ntitle: |", ["title"], "values"],
  ])("%s", (text, path, what) => {
    const cursor = yamlCursor(text.replace("|", ""), text.indexOf("|"));
    expect(cursor?.path).toEqual(path);
    expect([cursor?.keys, cursor?.values]).toEqual([what !== "values", what !== "keys"]);
  });

  it.each(["description: >-\n  wo|", 'title: "a |', "# de|", "a: [x] # b|", 'a: ["x|'])(
    "is nowhere in %s",
    (text) => {
      expect(yamlCursor(text.replace("|", ""), text.indexOf("|"))).toBeNull();
    },
  );

  it("never fails, whatever stands before it", () => {
    fc.assert(
      fc.property(fc.nat(EXAMPLE.length), fc.string({ maxLength: 5 }), (offset, typed) => {
        const text = EXAMPLE.slice(0, offset) + typed + EXAMPLE.slice(offset);
        const found = completeProtocol(text, offset + typed.length, ROOT, DATA);
        expect(found === null || found.from <= offset + typed.length).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe("what may stand there", () => {
  it("keys that are not there yet", () => {
    expect(options("variables:\n  sex:\n    |")).toEqual([
      "column: ",
      "unit: ",
      "map:",
      "date_order: ",
      "missing: ",
      "range: ",
    ]);
  });

  it("words of the schema", () => {
    expect(options("design: |")).toEqual(["cross-sectional", "case-control", "cohort", "trial"]);
    expect(options("questions:\n  - kind: |", { questions: [{}] })).toContain("detectability");
  });

  it("names of the protocol", () => {
    expect(options("questions:\n  - id: a\n    family: |")).toContain("phenotypes");
    expect(options("questions:\n  - id: a\n    analyte: |")).toEqual(["il6"]);
    expect(options("variables:\n  relapse_ever:\n    reference: |")).toEqual(['"no"', '"yes"']);
  });

  it("entries of the kind of question", () => {
    const text = "questions:\n  - kind: regression\n    |";
    expect(options(text, { questions: [{ kind: "regression" }] })).toContain("exposure: ");
    expect(options(text, { questions: [{ kind: "describe" }] })).not.toContain("exposure: ");
  });

  it("columns in an expression", () => {
    expect(options("derived:\n  x:\n    expression: 1 + ed|")).toContain("edss");
  });
});
