import { describe, expect, it } from "vitest";
import { describeIssue } from "../core/issues/issue.ts";
import { readProtocol } from "./read-protocol.ts";
import { resolve } from "./resolve.ts";
import { checkStudy } from "./run.ts";

const protocol = (rules: string): string => `
cistern: 1
title: Rules
design: cross-sectional
data: [{ file: a.csv }]
variables:
  id: { type: id }
  dx: { type: nominal, levels: [MS, control] }
  edss: { type: edss }
  onset: { type: date }
  lp_date: { type: date }
derived:
  years: { expression: (lp_date - onset) / 365.25 }
${rules}
questions:
  - { id: table-1, kind: describe, by: dx, variables: [edss] }
settings: { confidence: 0.95, seed: 1 }
`;

const DATA = `id,dx,edss,onset,lp_date
a,MS,2,2010-01-01,2019-03-14
b,MS,3,2020-01-01,2019-03-14
c,control,1,,2019-03-14
d,control,,,2019-03-14
e,MS,4,,2019-03-14
f,MS,4,2021-01-01,2019-03-14
`;

async function check(rules: string) {
  const read = readProtocol(protocol(rules), "study.yaml");
  if ("issues" in read) return { words: read.issues.map(describeIssue), runs: false };
  const resolved = resolve(read.protocol, read.source);
  if ("issues" in resolved) return { words: resolved.issues.map(describeIssue), runs: false };
  const bytes = new TextEncoder().encode(DATA);
  const checked = await checkStudy(resolved.resolved, [{ name: "a.csv", bytes, sha256: "" }]);
  return { words: checked.issues.map(describeIssue), runs: checked.cohort !== null };
}

describe("rules", () => {
  it("people who break one are named by row; unknown cells break none; an error stops the run", async () => {
    const rule = `rules: [{ rule: "onset <= lp_date", otherwise: onset after lumbar puncture }]`;
    expect(await check(rule)).toEqual({
      words: [
        "a.csv, row 3: expected onset <= lp_date, got onset after lumbar puncture (also in row 7); correct the cells, or the rule in study.yaml",
      ],
      runs: false,
    });
  });

  it("a warning lets the run go on, and rules may use derived columns", async () => {
    const rules = `rules:
  - { rule: 'dx != "control" or edss is unknown', severity: warning }
  - { rule: years < 100 }`;
    expect(await check(rules)).toEqual({
      words: [
        'a.csv, row 4: expected dx != "control" or edss is unknown, got the opposite; correct the cells, or the rule in study.yaml',
      ],
      runs: true,
    });
  });

  it.each([
    ["rules: [{ rule: onst <= lp_date }]", /rules\[1\]\.rule.*got onst; did you mean onset\?/],
    [
      "rules: [{ rule: edss + 1 }]",
      /rules\[1\]\.rule: expected a condition, true or false for each person, got "edss \+ 1"/,
    ],
    ["rules: [{ rule: 'edss >' }]", /study\.yaml:\d+:\d+, rules\[1\]\.rule/],
  ])("%s is refused where it stands", async (rules, words) => {
    const got = await check(rules);
    expect(got.runs).toBe(false);
    expect(got.words.join("\n")).toMatch(words);
  });
});
