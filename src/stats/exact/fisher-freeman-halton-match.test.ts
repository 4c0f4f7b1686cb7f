import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { randomStream } from "../../core/random.ts";
import { countUpTo, type GridRoom, matchSplits, stepGrid } from "./fisher-freeman-halton-match.ts";
import { listOf, type SplitList } from "./fisher-freeman-halton-split.ts";

const SLACK = 1e-9;

function randomList(seed: number, count: number, depth: number, leftOut: number): SplitList {
  const random = randomStream(seed);
  const values = Float64Array.from({ length: count }, () => -depth * random.uniform() ** 2);
  const weights = Float64Array.from(values, () => random.uniform());
  return listOf(values, weights, leftOut, -depth - 1);
}

/** By two loops: what certainly stays within the room, and what does so but for rounding. */
function byDefinition(left: SplitList, right: SplitList, room: number): { sure: number; dubious: number } {
  // What a list leaves out counts with everything of the other.
  const rightAll = right.before.at(-1)!;
  let sure = left.before[0]! * rightAll;
  let dubious = 0;
  for (const [i, a] of left.values.entries()) {
    sure += left.weights[i]! * right.before[0]!;
    for (const [j, b] of right.values.entries()) {
      const weight = left.weights[i]! * right.weights[j]!;
      if (a + b <= room - SLACK) sure += weight;
      else if (a + b <= room + SLACK) dubious += weight;
    }
  }
  return { sure, dubious };
}

describe("matchSplits", () => {
  const gridRoom: GridRoom = { steps: new Float64Array(0), below: new Int32Array(0) };

  it.each([
    { name: "one right split", left: [1, 60, 9, 0], right: [2, 1, 4, 0] },
    { name: "many of both", left: [3, 60, 20, 0], right: [4, 120, 15, 0] },
    { name: "lists with something left out", left: [5, 50, 12, 0.5], right: [6, 40, 12, 0.25] },
    { name: "a list of which nothing is left", left: [7, 50, 12, 1], right: [8, 0, 3, 2] },
    { name: "all of one value", left: [9, 30, 0, 0], right: [10, 30, 0, 0] },
  ])("law: the sum of all pairs within the room, $name", ({ left: l, right: r }) => {
    const left = randomList(...(l as [number, number, number, number]));
    const right = randomList(...(r as [number, number, number, number]));
    for (const isSquare of [false, true]) {
      const grid = stepGrid(right, SLACK, isSquare, gridRoom);
      for (let room = -40; room <= 2; room += 0.61) {
        const found = { sum: 0, dubious: 0 };
        const looks = matchSplits(left, right, grid, room, SLACK, found);
        const want = byDefinition(left, right, room);
        expect(relativeError(found.sum, want.sure)).toBeLessThan(1e-12);
        expect(found.dubious).toBe(0);
        expect(looks).toBeLessThanOrEqual(left.values.length);
        // Nothing of the left list that a right one decides as a whole is looked into.
        if (room >= left.top + right.top + SLACK) expect(looks).toBe(0);
      }
    }
  });

  it("law: pairs at the room but for rounding are doubtful, all others decided", () => {
    const list = (values: readonly number[]): SplitList =>
      listOf(
        Float64Array.from(values),
        Float64Array.from(values, (_, k) => 2 ** k),
        0,
        -99,
      );
    const left = list([-6, -4, -3, -1]);
    const right = list([-5, -3 - 5e-10, -3 + 5e-10, -2, 0]);
    for (const isSquare of [false, true]) {
      const grid = stepGrid(right, SLACK, isSquare, gridRoom);
      for (let room = -12; room <= 1; room++) {
        const found = { sum: 0, dubious: 0 };
        matchSplits(left, right, grid, room, SLACK, found);
        const want = byDefinition(left, right, room);
        expect([room, found.sum, found.dubious]).toEqual([room, want.sure, want.dubious]);
      }
    }
  });
});

describe("countUpTo", () => {
  it("law: how many are at most x, ties with them", () => {
    const values = Float64Array.from([-3, -1, -1, 0, 4, 4, 9]);
    for (const x of [-4, -3, -2, -1, -0.5, 0, 3, 4, 5, 9, 10])
      expect(countUpTo(values, x)).toBe(values.filter((v) => v <= x).length);
    expect(countUpTo(new Float64Array(0), 1)).toBe(0);
  });
});
