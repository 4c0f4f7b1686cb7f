import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { readProtocol } from "../study/read-protocol.ts";
import { protocolSchema } from "../study/protocol.ts";
import { resolve as resolveStudy } from "../study/resolve.ts";
import { dictionaryInText, VARIABLE_TYPES } from "./dictionary-text.ts";

const example = (name: string): string =>
  readFileSync(resolve(import.meta.dirname, "../../examples", name, "study.yaml"), "utf8");

describe("dictionaryInText", () => {
  it.each(["ms-il6", "csf-panel"])("says of a valid protocol what a run is told: %s", (name) => {
    const read = readProtocol(example(name), "study.yaml");
    if ("issues" in read) throw new Error("the example is not a protocol");
    const result = resolveStudy(read.protocol, read.source);
    if ("issues" in result) throw new Error("the example is not a study");
    const { variables, analytes } = result.resolved.dictionary;
    expect(dictionaryInText(example(name))).toEqual({ variables, analytes, data: read.protocol.data });
  });

  it("keeps the spelling of cells", () => {
    const text =
      'variables: { a: { type: nominal, levels: [0012, 1.0, "x"], missing: [-9], reference: 0012 } }';
    expect(dictionaryInText(text)?.variables[0]).toMatchObject({
      levels: [
        { value: "0012", label: "0012" },
        { value: "1.0", label: "1.0" },
        { value: "x", label: "x" },
      ],
      missing: ["-9"],
      reference: "0012",
    });
  });

  it("reads the operators of an analyte", () => {
    const text =
      'analytes: { a: { unit: u, detection: reported, operator: { column: sign, below: [1], above: [2], exact: ["="] } } }';
    expect(dictionaryInText(text)?.analytes[0]?.operator).toEqual({
      column: "sign",
      below: ["1"],
      above: ["2"],
      exact: ["="],
    });
  });

  it("leaves out what is not as the schema has it, and keeps the rest", () => {
    const text =
      "variables:\n  a: { type: nominal }\n  b: { type: colour }\n  c:\n  age: { type: count }\nanalytes: 3\n";
    expect(dictionaryInText(text)).toEqual({
      variables: [
        { name: "a", column: "a", label: "a", type: "nominal", missing: [] },
        { name: "age", column: "age", label: "age", type: "count", missing: [] },
      ],
      analytes: [],
      data: [],
    });
  });

  it.each([["variables: ["], ["a: b: c"]])("is null for a text that is not YAML: %s", (text) => {
    expect(dictionaryInText(text)).toBeNull();
  });

  it("reads nothing in an empty text", () => {
    expect(dictionaryInText("")).toEqual({ variables: [], analytes: [], data: [] });
  });

  it("knows the types of the schema", () => {
    expect(VARIABLE_TYPES).toEqual(protocolSchema.shape.variables.valueType.shape.type.options);
  });
});
