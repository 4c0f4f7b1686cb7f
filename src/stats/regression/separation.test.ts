import * as fc from "fast-check";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Design } from "./design.ts";
import { detectSeparation } from "./separation.ts";

const one = (x: readonly number[], y: readonly number[]): Design => ({
  names: ["(Intercept)", "x"],
  rows: x.map((value) => [1, value]),
  y,
});

describe("detectSeparation: hand-derived case", () => {
  it.each([
    {
      name: "a gap",
      x: [1, 2, 3, 4],
      y: [0, 0, 1, 1],
      kind: "complete",
      infinite: [
        ["(Intercept)", -1],
        ["x", 1],
      ],
    },
    {
      name: "touching at one value",
      x: [1, 2, 2, 3],
      y: [0, 0, 1, 1],
      kind: "quasi-complete",
      infinite: [
        ["(Intercept)", -1],
        ["x", 1],
      ],
    },
    { name: "overlap", x: [1, 3, 2, 4], y: [0, 0, 1, 1], kind: "none", infinite: [] },
    {
      name: "a marker of events only",
      x: [0, 0, 1, 1],
      y: [0, 1, 1, 1],
      kind: "quasi-complete",
      infinite: [["x", 1]],
    },
    {
      name: "a marker of non-events only",
      x: [0, 0, 1, 1],
      y: [0, 1, 0, 0],
      kind: "quasi-complete",
      infinite: [["x", -1]],
    },
    {
      name: "events only without the marker",
      x: [0, 0, 1, 1],
      y: [1, 1, 0, 1],
      kind: "quasi-complete",
      infinite: [
        ["(Intercept)", 1],
        ["x", -1],
      ],
    },
  ])("$name", ({ x, y, kind, infinite }) => {
    const found = detectSeparation(one(x, y));
    expect(found.kind).toBe(kind);
    expect(found.infinite.map((i) => [i.name, i.direction])).toEqual(infinite);
    expect(found.converged).toBe(true);
  });

  it("a plane separates though no covariate does alone", () => {
    const found = detectSeparation({
      names: ["(Intercept)", "a", "b"],
      rows: [
        [1, 0, 0.5],
        [1, 1, 1.5],
        [1, 2, 2.5],
        [1, 0, -0.5],
        [1, 1, 0.5],
        [1, 2, 1.5],
      ],
      y: [1, 1, 1, 0, 0, 0],
    });
    expect(found.kind).toBe("complete");
    expect(found.infinite).toEqual([
      { name: "a", direction: -1 },
      { name: "b", direction: 1 },
    ]);
    expect(found.undetermined).toEqual(["(Intercept)"]);
  });

  it("a bystander of a separating marker is undetermined, not infinite", () => {
    const rows = [
      [1, -2, 0],
      [1, -1, 1],
      [1, 1, 0],
      [1, 2, 1],
    ];
    const found = detectSeparation({ names: ["(Intercept)", "x", "bystander"], rows, y: [0, 0, 1, 1] });
    expect(found.infinite).toEqual([{ name: "x", direction: 1 }]);
    expect(found.undetermined).toEqual(["(Intercept)", "bystander"]);
  });

  it("a second layer, separated only among what the first leaves", () => {
    const rows = [
      [1, 0, 0],
      [1, 0, 1],
      [1, 0, 0],
      [1, 1, 0],
      [1, 1, 1],
      [1, 0, 0],
    ];
    const found = detectSeparation({
      names: ["(Intercept)", "a", "b"],
      rows,
      y: [0, 0, 1, 1, 1, 0],
      weights: [1, 2, 3, 4, 5, 6],
    });
    expect(found.kind).toBe("quasi-complete");
    expect(found.separatedSubjects).toBe(11);
    expect(found.infinite).toEqual([
      { name: "a", direction: 1 },
      { name: "b", direction: -1 },
    ]);
  });
});

/** Which side of the line from p to q the point r lies on. */
const sideOf = (p: readonly number[], q: readonly number[], r: readonly number[]): number =>
  (q[0]! - p[0]!) * (r[1]! - p[1]!) - (q[1]! - p[1]!) * (r[0]! - p[0]!);

const designOf = (rows: readonly (readonly number[])[], scale: number): Design => ({
  names: ["(Intercept)", "a", "b"],
  rows: rows.map(([a, b]) => [1, a! * scale + (scale - 1), b!]),
  y: rows.map((row) => row[2]!),
});

const ranked = (rows: readonly (readonly number[])[]): boolean => {
  try {
    detectSeparation(designOf(rows, 1));
    return true;
  } catch {
    return false;
  }
};

describe("detectSeparation: law", () => {
  const sample = fc
    .array(
      fc.tuple(
        fc.integer({ min: -4, max: 4 }),
        fc.integer({ min: -4, max: 4 }),
        fc.integer({ min: 0, max: 1 }),
      ),
      { minLength: 4, maxLength: 12 },
    )
    .filter((rows) => {
      const [a, b] = [new Set(rows.map((r) => r[0])).size, new Set(rows.map((r) => r[1])).size];
      return a > 2 && b > 2 && new Set(rows.map((r) => `${r[0]},${r[1]}`)).size > 5;
    });
  it("finds what trying every line through two points finds", () => {
    fc.assert(
      fc.property(sample.filter(ranked), (rows) => {
        const found = detectSeparation(designOf(rows, 1));
        // A separating line can be turned until it touches two different points, or a set of them on one line.
        const separates = rows.some((p) =>
          rows.some((q) => {
            if (p[0] === q[0] && p[1] === q[1]) return false;
            return [1, -1].some((sign) => {
              const sides = rows.map((r) => sign * (r[2] === 1 ? 1 : -1) * sideOf(p, q, r));
              return sides.every((side) => side >= 0) && sides.some((side) => side > 0);
            });
          }),
        );
        const oneOutcome = new Set(rows.map((r) => r[2])).size === 1;
        expect(found.kind !== "none").toBe(separates || oneOutcome);
      }),
      { numRuns: 300, seed: 3 },
    );
  });

  it("units and zero of a covariate change nothing but the intercept", () => {
    fc.assert(
      fc.property(sample.filter(ranked), (rows) => {
        const [a, b] = [detectSeparation(designOf(rows, 1)), detectSeparation(designOf(rows, 1000))];
        const slopes = (found: typeof a): unknown => found.infinite.filter((i) => i.name !== "(Intercept)");
        expect(b.kind).toBe(a.kind);
        expect(slopes(b)).toEqual(slopes(a));
      }),
      { numRuns: 100, seed: 4 },
    );
  });
});

describe("detectSeparation: boundary", () => {
  it("one outcome only is complete separation by the intercept", () => {
    const found = detectSeparation(one([1, 2, 3], [1, 1, 1]));
    expect(found.kind).toBe("complete");
    expect(found.undetermined).toContain("x");
  });

  it("a tallied row of both outcomes overlaps with itself", () => {
    expect(detectSeparation({ ...one([0, 1], [0.5, 0.25]), weights: [4, 8] }).kind).toBe("none");
    expect(detectSeparation({ ...one([0, 1], [0.5, 1]), weights: [4, 8] }).infinite).toEqual([
      { name: "x", direction: 1 },
    ]);
  });

  it("a small gap in a covariate of wide range is a gap, a small overlap an overlap", () => {
    expect(detectSeparation(one([1, 2, 2.001, 1e6], [0, 0, 1, 1])).kind).toBe("complete");
    expect(detectSeparation(one([1, 2.001, 2, 1e6], [0, 0, 1, 1])).kind).toBe("none");
  });
});

describe("detectSeparation: refusal texts", () => {
  it("names aliased and constant columns", () => {
    const rows = [
      [1, 1, 2, 5],
      [1, 2, 3, 5],
      [1, 3, 4, 5],
      [1, 5, 6, 5],
    ];
    expect(() => detectSeparation({ names: ["(Intercept)", "a", "b", "c"], rows, y: [0, 1, 0, 1] })).toThrow(
      /c: expected a covariate that varies[^]*b = a sum of multiples of \(Intercept\), a/,
    );
  });
});

describe("detectSeparation: JSON round trip", () => {
  it("loses nothing", () => {
    const found = detectSeparation(one([1, 2, 3, 4], [0, 0, 1, 1]));
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });
});

const data = "../shared/data/logistf_sex2.csv";
describe.skipIf(!existsSync(data) && process.env["CI"] !== "true")(
  "detectSeparation on urinary tract infection",
  () => {
    it("names the diaphragm", () => {
      const rows = readFileSync(data, "utf8")
        .trim()
        .split("\n")
        .slice(1)
        .map((line) => line.split(",").map(Number));
      const found = detectSeparation({
        names: ["(Intercept)", "age", "oc", "vic", "vicl", "vis", "dia"],
        rows: rows.map((row) => [1, ...row.slice(1)]),
        y: rows.map((row) => row[0]!),
      });
      expect(found.kind).toBe("quasi-complete");
      expect(found.infinite).toEqual([{ name: "dia", direction: 1 }]);
      expect(found.undetermined).toEqual([]);
    });
  },
);
