/** The worker's memory between two evaluations: whatever the checked data depend on makes them new. */
import { describe, expect, it } from "vitest";
import { studyWorker } from "./study-worker.ts";

const PROTOCOL = `cistern: 1
title: t
design: cohort
data: [{ file: a.csv }]
variables:
  id: { type: id }
  edss: { type: edss }
  age: { type: continuous }
follow_up:
  visits: { file: v.csv, date: day, edss: score }
  outcomes:
    worse: { outcome: confirmed-worsening, step_at_5_5: 1, confirmed_after: 84, relapse_free: { baseline: 0, confirmation: 0 } }
severity:
  score: { score: armss, from: cohort, edss: edss, years: age, within: 2, least_people: 1 }
rules:
  - { rule: age < 100, severity: warning }
questions:
  - { id: q, kind: describe, variables: [worse, score] }
settings: { confidence: 0.95, seed: 1 }
`;

const FILES = {
  "a.csv": "id,edss,age\nA,2,30\nB,3,32\nC,4,40\n",
  "v.csv": "id,day,score\nA,2020-01-01,2\nA,2020-02-01,3\nA,2020-06-01,3\nB,2020-01-01,2\nB,2021-01-01,2\n",
};

async function evaluated(...protocols: readonly string[]) {
  const worker = studyWorker("test");
  const bytes = new TextEncoder();
  worker.files(new Map(Object.entries(FILES).map(([name, text]) => [name, bytes.encode(text)])));
  const found = [];
  for (const protocol of protocols) found.push(await worker.evaluate(protocol, {}));
  return found;
}

describe("an edit of the protocol is seen by the page", () => {
  it.each([
    ["a choice of an outcome", "confirmed_after: 84", "confirmed_after: 168"],
    ["a choice of a severity score", "within: 2", "within: 20"],
  ])("%s", async (_, from, to) => {
    const changed = PROTOCOL.replace(from, to);
    const [, again] = await evaluated(PROTOCOL, changed);
    const [fresh] = await evaluated(changed);
    const [before] = await evaluated(PROTOCOL);
    const rows = (one: typeof again) => one?.report?.answers[0]?.shown.rows;
    expect(rows(again)).toEqual(rows(fresh));
    expect(rows(again)).not.toEqual(rows(before));
  });

  it("a rule", async () => {
    const [before, after] = await evaluated(PROTOCOL, PROTOCOL.replace("age < 100", "age < 35"));
    const codes = (one: typeof before) => one?.dataIssues.map(({ code }) => code);
    expect(codes(before)).not.toContain("rule-broken");
    expect(codes(after)).toContain("rule-broken");
  });
});
