/** Reiber's diagram: limits by hand, regions, unknown parts, the picture, and the same numbers in R's lines. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { studyFrom } from "../../../test/studies-in-memory.ts";
import { ageLimit, IMMUNOGLOBULINS, REIBER_LIMITS, reiberLimit } from "../../cohort/reiber.ts";
import { figureValues } from "../../report/figures/numbers.ts";
import { proseToText } from "../../report/format.ts";
import { figureToScene, figureToSvg } from "../../report/svg.ts";
import { type ReiberResult, regionOf } from "./answer.ts";

const PROTOCOL = `cistern: 1
title: t
design: cohort
data: [{ file: a.csv }]
variables:
  id: { type: id }
  group: { type: nominal, levels: [control, { value: MS, label: "<b>MS</b>" }] }
  age: { type: continuous }
  qalb: { type: continuous }
  qigg: { type: continuous }
questions:
  - { id: igg, kind: reiber, immunoglobulin: IgG, quotient: qigg, albumin: qalb, age: age, limit: 4+age/15, by: group }
settings: { confidence: 0.95, seed: 1 }
`;

// At an albumin quotient of 5 the limits are 1.415 and 3.478, of 10 they are 3.033 and 7.870; the age limit at 30 years is 6.
const CELLS = `id,group,age,qalb,qigg
A,control,30,5,2
B,control,30,10,5
C,MS,30,5,4
D,MS,30,10,8
E,MS,30,5,1.4
F,MS,30,,3
G,MS,,5,3
H,,30,5,3
I,MS,30,5,0
`;

async function asked() {
  const { outcome } = await studyFrom(PROTOCOL, CELLS);
  const { answer, shown, r } = outcome.answers[0]!;
  return { answer, result: answer.result as ReiberResult, shown, r };
}

describe("limits", () => {
  it("are the hyperbolas of the source, by hand", () => {
    expect(relativeError(reiberLimit(REIBER_LIMITS.IgG.upper, 5), 0.93 * Math.sqrt(31) - 1.7)).toBeLessThan(
      1e-15,
    );
    expect(
      relativeError(reiberLimit(REIBER_LIMITS.IgM.lower, 10), 0.04 * Math.sqrt(542) - 0.82),
    ).toBeLessThan(1e-14);
    expect([ageLimit("4+age/15", 30), ageLimit("8+age/25", 50)]).toEqual([6, 10]);
  });

  it("never cross from quotients of 1.5 on, so that every point has one region", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...IMMUNOGLOBULINS),
        fc.double({ min: 1.5, max: 150, noNaN: true }),
        (ig, albumin) => {
          const { lower, upper } = REIBER_LIMITS[ig];
          expect(reiberLimit(lower, albumin)).toBeLessThan(reiberLimit(upper, albumin));
        },
      ),
    );
  });

  it("a point on a line is inside of it", () => {
    const quotient = reiberLimit(REIBER_LIMITS.IgG.upper, 6);
    expect(regionOf({ immunoglobulin: "IgG", limit: "4+age/15" }, { albumin: 6, age: 30, quotient })).toBe(
      "normal",
    );
  });
});

describe("the question", () => {
  it("counts each region by group; who lacks a part is unknown", async () => {
    const { result, answer, shown } = await asked();
    expect(result.groups.map(({ n, unknown }) => [n, unknown])).toEqual([
      [2, 0],
      [3, 3],
    ]);
    expect(result.groups.map(({ regions }) => Object.values(regions))).toEqual([
      [1, 1, 0, 0, 0],
      [0, 0, 1, 1, 1],
    ]);
    expect(answer.counted).toEqual({
      subjects: 9,
      included: 5,
      excluded: [
        { reason: "group unknown", n: 1 },
        { reason: "a quotient or the age unknown, or a quotient not above 0", n: 3 },
      ],
    });
    expect(proseToText(shown.headline)).toBe(
      "Local synthesis of IgG, above Reiber's limit: 0% of control (0 of 2) and 67% of <b>MS</b> (2 of 3).",
    );
    expect(proseToText(shown.sentences[0]!)).toContain("1 below the lower limit is implausible");
  });

  it("draws every person, with the labels of the file as text", async () => {
    const { shown } = await asked();
    const [figure] = shown.figures;
    const scene = figureToScene(figure!);
    // Two groups of marks, and one for each in the legend.
    const dots = scene.marks.filter((mark) => mark.shape === "dots").map((mark) => mark.at.length);
    expect(dots).toEqual([2, 3, 1, 1]);
    for (const mark of scene.marks)
      if (mark.shape === "dots") for (const [x, y] of mark.at) expect(Number.isFinite(x + y)).toBe(true);
    const svg = figureToSvg(figure!, { theme: "light" });
    expect(svg).not.toContain("<b>");
    expect(svg).toContain("&lt;b&gt;MS&lt;/b&gt; (3)");
    expect(figureValues(figure!).rows).toHaveLength(5);
  });

  it("writes R lines that hold every point and both limits", async () => {
    const { r } = await asked();
    expect(r.join("\n")).toContain("albumin <- c(5, 5, 10)");
    expect(r.join("\n")).toContain("0.93 * sqrt(albumin^2 + 6) - 1.7");
  });

  it("without a point says so", async () => {
    const { outcome } = await studyFrom(PROTOCOL, "id,group,age,qalb,qigg\nA,control,30,,\n");
    const { shown } = outcome.answers[0]!;
    expect(
      figureToScene(shown.figures[0]!).marks.some(
        (mark) => mark.shape === "text" && mark.text === "No point to show",
      ),
    ).toBe(true);
    expect(shown.rows.find(({ statistic }) => statistic === "share[normal]")).toMatchObject({
      value: null,
      warning: "nobody with both quotients and an age",
    });
  });

  it("refuses columns that are no numbers", async () => {
    await expect(studyFrom(PROTOCOL.replace("albumin: qalb", "albumin: group"), CELLS)).rejects.toThrow(
      "a column of numbers",
    );
  });
});
