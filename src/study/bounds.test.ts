/** What a value below or above its limit says of quotients and cut-offs; the McDonald criteria with unknown parts. */
import { describe, expect, it } from "vitest";
import { studyOf } from "../../test/studies-in-memory.ts";

type Cell = number | boolean | null;

async function derived(
  entries: Readonly<Record<string, string>>,
  csv: string,
): Promise<Record<string, Cell[]>> {
  const conditions = ["a", "b", "c", "d"].map((name) => `  ${name}: { type: binary, levels: ["0", "1"] }`);
  const study = await studyOf(
    `cistern: 1
title: t
design: cohort
data: [{ file: a.csv }]
variables:
  id: { type: id }
  csf: { type: concentration }
  serum: { type: concentration }
  qalb: { type: continuous }
  n: { type: count }
  m: { type: count }
${conditions.join("\n")}
analytes:
  csf: { unit: mg/L, limits: { lod: 0.4, uloq: 50 }, detection: above-lod }
  serum: { unit: mg/L, detection: reported }
derived:
${Object.entries(entries)
  .map(([name, entry]) => `  ${name}: ${entry}`)
  .join("\n")}
questions:
  - { id: q, kind: describe, variables: [qalb] }
settings: { confidence: 0.95, seed: 1 }
`,
    { "a.csv": csv },
  );
  return Object.fromEntries(
    Object.keys(entries).map((name) => {
      const column = study.cohort?.columns.get(name);
      if (column?.kind === "boolean")
        return [name, [...column.values].map((value) => (value < 0 ? null : value === 1))];
      if (column?.kind === "number")
        return [name, [...column.values].map((value) => (Number.isNaN(value) ? null : value))];
      throw new Error(JSON.stringify(study.issues));
    }),
  );
}

const HEAD = "id,csf,serum,qalb,n,m,a,b,c,d\n";
const rows = (...cells: readonly string[]): string =>
  HEAD +
  cells.map((cell, i) => `P${i},${cell}${",".repeat(9 - 1 - (cell.match(/,/g)?.length ?? 0))}\n`).join("");

describe("what a value lies between", () => {
  it("is the value, its bound, or the limit of its sample; nothing above is no bound", async () => {
    const found = await derived(
      { low: "{ expression: at_least(csf) }", high: "{ expression: at_most(csf) }" },
      rows("3", "<0.5", "<LOD", ">50", ">ULOQ", "*0.1", "<LLOQ (0.45)", "", "<LLOQ"),
    );
    expect(found["low"]).toEqual([3, 0, 0, 50, 50, 0.1, 0.45, null, 0]);
    expect(found["high"]).toEqual([3, 0.5, 0.4, null, null, 0.1, 0.45, null, null]);
  });
});

describe("a quotient of a non-detect is a bound", () => {
  const of = (side: string): string =>
    `{ recipe: csf-serum-quotient-at-${side}, from: { csf: csf, serum: serum }, settings: { csf_unit: mg/L, serum_unit: mg/L } }`;

  it("in 1e-3, by the least above the most and the most above the least", async () => {
    const found = await derived(
      { least: of("least"), most: of("most") },
      rows("2,10", "<0.5,10", "2,<8", "<0.5,<8", ">50,10", "2,>100", ",10", "<0.5,>100"),
    );
    expect(found["least"]).toEqual([200, 0, 250, 0, 5000, null, null, null]);
    expect(found["most"]).toEqual([200, 50, null, null, null, 20, null, 5]);
  });

  it("decides a cut-off where it can, and leaves it open where it cannot", async () => {
    const entry =
      "{ recipe: csf-index-from, from: { csf: csf, serum: serum, albumin_quotient: qalb }, settings: { csf_unit: mg/L, serum_unit: mg/L, cut_off: 6.1 } }";
    const found = await derived(
      { positive: entry },
      // Index 40, 5; <0.5 is below 10 or below 2.5 times the cut-off; >50 is above it; the albumin quotient is unknown or 0.
      rows(
        "2,10,5",
        "0.25,10,5",
        "<0.5,10,5",
        "<0.5,10,20",
        ">50,10,5",
        ">50,10,5000",
        "2,10,",
        "2,10,0",
        ",10,5",
      ),
    );
    expect(found["positive"]).toEqual([true, false, null, false, true, null, null, null, null]);
  });
});

describe("the McDonald criteria of 2017", () => {
  it("in space: two of four regions, and what was not examined", async () => {
    const entry =
      "{ recipe: mcdonald-2017-space, from: { periventricular: a, cortical: b, infratentorial: c, spinal: d } }";
    const regions = ["1,1,0,0", "1,0,0,0", "1,0,0,", "1,,,1", "0,0,,", "0,0,0,", "1,,,"];
    const found = await derived({ space: entry }, rows(...regions.map((cells) => `,,,,,${cells}`)));
    expect(found["space"]).toEqual([true, false, null, true, null, false, null]);
  });

  it("ask of each number of attacks and lesions what it lacks", async () => {
    const entry = "{ recipe: mcdonald-2017, from: { attacks: n, lesions: m, space: a, time: b } }";
    const people = [
      ["2,2,,", true],
      ["2,1,1,", true],
      ["2,1,0,", false],
      ["2,1,,", null],
      ["1,2,,1", true],
      ["1,1,1,1", true],
      ["1,1,1,", null],
      ["1,1,0,", false],
      ["0,1,1,1", false],
    ] as const;
    const found = await derived({ ms: entry }, rows(...people.map(([cells]) => `,,,${cells}`)));
    expect(found["ms"]).toEqual(people.map(([, met]) => met));
  });

  it("in time: bands stand in for a second MRI", async () => {
    const entry =
      "{ recipe: mcdonald-2017-time, from: { simultaneous: a, new_lesion: b, oligoclonal_bands: c } }";
    const found = await derived({ time: entry }, rows(",,,,,0,,1", ",,,,,0,0,0", ",,,,,0,,0"));
    expect(found["time"]).toEqual([true, false, null]);
  });
});
