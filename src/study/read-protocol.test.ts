import { describe, expect, it } from "vitest";
import { describeIssue } from "../core/issues/issue.ts";
import { readProtocol } from "./read-protocol.ts";
import { resolve } from "./resolve.ts";

const GOOD = `cistern: 1
title: A study
design: cross-sectional
data:
  - file: data/cohort.csv
variables:
  subject: { type: id }
  group: { type: nominal, levels: [control, MS], reference: control }
  age: { type: continuous, unit: years, range: [18, 90] }
  ocb: { type: binary, levels: [0, 1] }
  il6: { type: concentration }
analytes:
  il6: { unit: pg/mL, limits: { lod: 0.5 }, detection: above-lod }
derived:
  old: { expression: age >= 50 }
families:
  main: { method: holm }
questions:
  - { id: detected, kind: detectability, analyte: il6, by: group, compare: reference, family: main }
settings: { confidence: 0.95, seed: 1 }
`;

/** Every refusal of a protocol as the lines a person reads. */
function refusals(text: string): string[] {
  const read = readProtocol(text, "study.yaml");
  if ("issues" in read) return read.issues.map(describeIssue);
  const result = resolve(read.protocol, read.source);
  return "issues" in result ? result.issues.map(describeIssue) : [];
}

const changed = (from: string, to: string): string[] => {
  expect(GOOD).toContain(from);
  return refusals(GOOD.replace(from, to));
};

describe("a good protocol", () => {
  it("is read and resolved", () => {
    expect(refusals(GOOD)).toEqual([]);
  });

  it("keeps the spelling of cells", () => {
    const read = readProtocol(
      GOOD.replace("levels: [0, 1]", "levels: [00, 1.0], missing: [-9, 0012]"),
      "study.yaml",
    );
    if ("issues" in read) throw new Error(read.issues.map(describeIssue).join("\n"));
    expect(read.protocol.variables["ocb"]?.levels).toEqual(["00", "1.0"]);
    expect(read.protocol.variables["ocb"]?.missing).toEqual(["-9", "0012"]);
  });
});

describe("refusals of a protocol", () => {
  it.each([
    [
      "a mistyped entry",
      "reference: control",
      "referense: control",
      /^study\.yaml:8:50, variables\.group\.referense: expected one of .*, got "referense"; did you mean reference\?$/,
    ],
    [
      "a mistyped word",
      "type: nominal",
      "type: nominl",
      /^study\.yaml:8:18, variables\.group\.type: expected one of id, nominal, .*, got "nominl"; did you mean nominal\?$/,
    ],
    [
      "a mistyped question kind",
      "kind: detectability",
      "kind: detectabilty",
      /^study\.yaml:19:27, questions\[1\]\.kind: expected one of describe, detectability, association, regression, reiber, got "detectabilty"; did you mean detectability\?$/,
    ],
    ["a missing entry", "title: A study\n", "", /^study\.yaml:1:1: expected an entry title; add title:$/],
    [
      "text for a number",
      "confidence: 0.95",
      "confidence: high",
      /^study\.yaml:20:25, settings\.confidence: expected a number, got "high"; write it in that form$/,
    ],
    [
      "a confidence of 95",
      "confidence: 0.95",
      "confidence: 95",
      /settings\.confidence: expected a number < 1, got 95/,
    ],
    [
      "an unknown group",
      "reference: control",
      "reference: contrl",
      /^study\.yaml:8:61, variables\.group\.reference: expected the name of a level of group \(control, MS\), got "contrl"; did you mean control\?$/,
    ],
    [
      "an unknown variable",
      "by: group",
      "by: grup",
      /^study\.yaml:19:60, questions\[1\]\.by: expected the name of a variable .*, got "grup"; did you mean group\?$/,
    ],
    [
      "an unknown analyte",
      "analyte: il6,",
      "analyte: il8,",
      /questions\[1\]\.analyte: expected the name of an analyte \(il6\), got "il8"; did you mean il6\?/,
    ],
    [
      "a family that is not declared",
      "family: main",
      "family: minor",
      /questions\[1\]\.family: expected the name of a family declared under families: \(main\), got "minor"/,
    ],
    [
      "comparisons without a family",
      ", family: main",
      "",
      /questions\[1\]: expected family: several groups are compared, so their p-values need a family; declare it under families:/,
    ],
    [
      "a rule without its limit",
      "limits: { lod: 0.5 }, ",
      "",
      /analytes\.il6\.detection: expected limits\.lod: the rule above-lod compares with it; add lod: under limits:/,
    ],
    [
      "a threshold rule without threshold",
      "detection: above-lod",
      "detection: above-threshold",
      /expected a threshold: the rule above-threshold compares with it; write \{rule: above-threshold, threshold: 10\}/,
    ],
    [
      "a concentration without analyte",
      "  il6: { type: concentration }\n",
      "  il6: { type: concentration }\n  il8: { type: concentration }\n",
      /variables\.il8: expected an entry analytes\.il8: il8 is a concentration/,
    ],
    [
      "categories without levels",
      "levels: [control, MS], reference: control",
      "label: Group, reference: control",
      /variables\.group: expected levels: group is nominal, so its values must be listed/,
    ],
    [
      "a spelling of no level",
      "levels: [control, MS], reference: control",
      "levels: [control, MS], map: { ctrl: contrl }, reference: control",
      /variables\.group\.map\.ctrl: expected the name of a level of group \(control, MS\), got "contrl"; did you mean control\?/,
    ],
    [
      "three levels of a binary",
      "levels: [0, 1]",
      "levels: [0, 1, 2]",
      /variables\.ocb\.levels: expected two levels, the second being yes, got \["0","1","2"\]/,
    ],
    [
      "a range the wrong way round",
      "range: [18, 90]",
      "range: [90, 18]",
      /variables\.age\.range: expected the smaller value first, got \[90,18\]/,
    ],
    [
      "a file outside the study",
      "file: data/cohort.csv",
      "file: ../cohort.csv",
      /data\[1\]\.file: expected a file inside the study folder, got "\.\.\/cohort\.csv"; copy the file into the study folder/,
    ],
    [
      "no subject identifier",
      "  subject: { type: id }\n",
      "",
      /variables: expected a variable of type id: every row must name its subject/,
    ],
    [
      "an error in an expression, at its character",
      "expression: age >= 50",
      "expression: agee >= 50",
      /^study\.yaml:15:22, derived\.old\.expression: .*did you mean age\?/,
    ],
    [
      "a question twice",
      "settings:",
      "  - { id: detected, kind: describe, variables: [age] }\nsettings:",
      /questions\[2\]\.id: expected each question once, got "detected"/,
    ],
    [
      "an alias",
      "title: A study",
      "title: &t A study\ndescription: *t",
      /study\.yaml:3:14: expected the value itself, got "an alias \(\*\)"/,
    ],
  ])("%s", (_, from, to, words) => {
    const said = changed(from, to);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(words);
  });

  it("reports ten mistakes at once", () => {
    const bad = GOOD.replace("design: cross-sectional", "design: crosssectional")
      .replace("title: A study", "titel: A study")
      .replace("type: nominal", "type: nominel")
      .replace("unit: years", "units: years")
      .replace("range: [18, 90]", "range: [18]")
      .replace("levels: [0, 1]", "levels: 2")
      .replace("detection: above-lod", "detection: above-lodd")
      .replace("method: holm", "method: hulm")
      .replace("compare: reference", "compare: refference")
      .replace("seed: 1", "seed: -1");
    const said = refusals(bad);
    const found = [
      "titel",
      "crosssectional",
      "nominel",
      "units",
      "range",
      "variables.ocb.levels",
      "above-lodd",
      "hulm",
      "refference",
      "seed",
    ].filter((word) => said.some((line) => line.includes(word)));
    expect(found).toHaveLength(10);
    // A misspelt title is also a missing one.
    expect(said).toHaveLength(11);
  });

  it("says that a protocol is of a later version", () => {
    expect(changed("cistern: 1", "cistern: 2")).toEqual([
      "study.yaml:1:10, cistern: expected protocol version 1, got 2; this file was written for a later Cistern: install that version, or write the protocol in version 1",
    ]);
  });

  it.each([
    ["broken YAML", "a: [1, 2", /^study\.yaml:\d+:\d+: expected readable YAML, got .*; correct the line$/],
    ["an empty file", "", /expected entries such as title: and questions:, got "an empty file"/],
    ["a list", "- 1\n- 2\n", /expected entries such as title: and questions:, got \[1,2\]/],
    ["a key twice", "cistern: 1\ncistern: 1\n", /expected readable YAML, got Map keys must be unique/],
  ])("%s", (_, text, words) => {
    expect(refusals(text)[0]).toMatch(words);
  });
});
