/** Two deliveries side by side: people, cells and answers. */
import { describe, expect, it } from "vitest";
import { studyFrom } from "../../test/studies-in-memory.ts";
import { compareAnswers, type WrittenAnswer, writtenAnswers } from "./compare-answers.ts";
import { compareData } from "./compare-data.ts";

const PROTOCOL = `cistern: 1
title: t
design: cohort
data: [{ file: a.csv }]
variables:
  id: { type: id }
  sex: { type: binary, levels: [f, m] }
  seen: { type: date }
  il6: { type: concentration }
analytes:
  il6: { unit: pg/mL, limits: { lod: lod }, detection: above-lod }
derived:
  high: { expression: detected(il6) and sex == "f" }
questions:
  - { id: q, kind: describe, variables: [sex] }
settings: { confidence: 0.95, seed: 1 }
`;

const data = async (rows: string) => {
  const { resolved, cohort } = await studyFrom(PROTOCOL, `id,sex,seen,il6,lod\n${rows}`);
  return { resolved, cohort };
};

describe("data", () => {
  it("tells people who came and went, and every cell that differs by what it means", async () => {
    const before = await data("A,f,2020-01-02,1.5,0.5\nB,m,,<0.5,0.5\nC,f,2020-01-01,2,0.5\n");
    const after = await data("B,m,2020-03-01,<0.7,0.7\nA,f,02.01.2020,1.50,0.5\nD,f,2020-01-01,2,0.5\n");
    expect(compareData(before, after)).toEqual({
      people: { before: 3, after: 3, gone: ["C"], added: ["D"] },
      columns: { gone: [], added: [] },
      cells: [
        { column: "seen", changes: [{ person: "B", row: 2, before: "", after: "2020-03-01" }] },
        { column: "il6", changes: [{ person: "B", row: 2, before: "<0.5", after: "<0.7" }] },
        { column: "il6_lod", changes: [{ person: "B", row: 2, before: "0.5", after: "0.7" }] },
      ],
    });
  });

  it("of equal deliveries differs in nothing", async () => {
    const one = await data("A,f,2020-01-02,1.5,0.5\n");
    expect(compareData(one, one).cells).toEqual([]);
  });
});

describe("answers", () => {
  const answer = (id: string, p: number | null, value: number, finding = "found"): WrittenAnswer => ({
    id,
    asked: `${id}?`,
    finding,
    tests: [{ id: "t", label: "test", pValue: 0.9, adjusted: { pValue: p, method: "holm", tests: 2 } }],
    rows: [{ group: "all", statistic: "share", label: "share", value }],
  });

  it("are new, gone, moved or the same; a p-value may cross the threshold", () => {
    const changes = compareAnswers(
      [answer("a", 0.04, 1), answer("b", 0.2, 1), answer("c", 0.5, 1)],
      [answer("b", 0.2, 1), answer("a", 0.06, 2), answer("d", null, 1)],
      0.05,
    );
    expect(changes.map(({ id, change }) => [id, change])).toEqual([
      ["b", "same"],
      ["a", "moved"],
      ["d", "new"],
      ["c", "gone"],
    ]);
    expect(changes[1]).toMatchObject({
      tests: [{ label: "test", before: 0.04, after: 0.06, crosses: true }],
      numbers: { moved: 1, of: 1 },
    });
  });

  it("cross nothing where a p-value was not computed", () => {
    const [change] = compareAnswers([answer("a", 0.04, 1)], [answer("a", null, 1)], 0.05);
    expect(change?.tests).toEqual([{ label: "test", before: 0.04, after: null, crosses: false }]);
  });

  it("are moved by words alone", () => {
    expect(compareAnswers([answer("a", 0.1, 1)], [answer("a", 0.1, 1, "other")], 0.05)[0]?.change).toBe(
      "moved",
    );
  });

  it("are read from what a run wrote, and from nothing else", () => {
    expect(writtenAnswers(JSON.stringify({ answers: [answer("a", 0.1, 1)] }))).toHaveLength(1);
    for (const text of ["", "{}", '{"answers": 3}', '{"answers": [{}]}'])
      expect(writtenAnswers(text)).toBeNull();
  });
});
