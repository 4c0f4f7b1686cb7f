import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { InputError } from "../../core/issues/issue.ts";
import { cochranArmitage } from "./cochran-armitage.ts";
import { linearByLinear } from "./linear-by-linear.ts";
import { asWholeScores, unitScores } from "./score-lattice.ts";
import type { CountTable } from "./table.ts";

/** Exact p-values by dealing the rows out with whole numbers; scores must be whole. */
function enumerated(table: CountTable, u: readonly number[], v: readonly number[]) {
  const choose = (n: number, k: number): bigint => {
    let product = 1n;
    for (let i = 1; i <= k; i++) product = (product * BigInt(n - k + i)) / BigInt(i);
    return product;
  };
  const columns = v.map((_, j) => table.reduce((sum, row) => sum + row[j]!, 0));
  let states = new Map([[JSON.stringify(columns), new Map([[0, 1n]])]]);
  for (const [i, cells] of table.entries()) {
    const row = cells.reduce((a, b) => a + b, 0);
    const next = new Map<string, Map<number, bigint>>();
    for (const [key, sums] of states) {
      const rest = JSON.parse(key) as number[];
      const deal = (j: number, open: number, left: number[], score: number, ways: bigint): void => {
        if (j === rest.length) {
          if (open > 0) return;
          const to = next.get(JSON.stringify(left)) ?? new Map<number, bigint>();
          next.set(JSON.stringify(left), to);
          for (const [t, w] of sums) to.set(t + score * u[i]!, (to.get(t + score * u[i]!) ?? 0n) + w * ways);
          return;
        }
        for (let x = 0; x <= Math.min(open, rest[j]!); x++)
          deal(j + 1, open - x, [...left, rest[j]! - x], score + x * v[j]!, ways * choose(rest[j]!, x));
      };
      deal(0, row, [], 0, 1n);
    }
    states = next;
  }
  const masses = [...[...states.values()][0]!];
  const all = masses.reduce((sum, [, w]) => sum + w, 0n);
  const n = columns.reduce((a, b) => a + b, 0);
  const total = (counts: readonly number[], scores: readonly number[]): number =>
    counts.reduce((sum, count, k) => sum + count * scores[k]!, 0);
  const rows = table.map((row) => row.reduce((a, b) => a + b, 0));
  const observed = table.reduce((sum, row, i) => sum + u[i]! * total(row, v), 0);
  const far = n * observed - total(rows, u) * total(columns, v);
  const share = (holds: (distance: number) => boolean): number => {
    const part = masses.reduce(
      (sum, [t, w]) => (holds(n * t - total(rows, u) * total(columns, v)) ? sum + w : sum),
      0n,
    );
    return Number((part * 10n ** 30n) / all) / 1e30;
  };
  return {
    exactPValue: share((d) => Math.abs(d) >= Math.abs(far)),
    exactIncreasing: share((d) => d >= far),
    exactDecreasing: share((d) => d <= far),
  };
}

const tables = (rows: number, columns: number, most: number) =>
  fc
    .array(fc.array(fc.nat(most), { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    })
    .filter(
      (table) =>
        table.filter((row) => row.some((cell) => cell > 0)).length === rows &&
        table[0]!.every((_, j) => table.some((row) => row[j]! > 0)),
    );

describe("linearByLinear, exact", () => {
  it("agrees with dealing the rows out in whole numbers", () => {
    fc.assert(
      fc.property(tables(3, 3, 4), fc.constantFrom([0, 1, 2], [3, -1, 4]), (table, u) => {
        const v = [-2, 0, 5];
        const want = enumerated(table, u, v);
        const got = linearByLinear(table, { rowScores: u, columnScores: v });
        for (const name of ["exactPValue", "exactIncreasing", "exactDecreasing"] as const)
          expect(relativeError(got[name] as number, want[name]), name).toBeLessThan(1e-12);
      }),
      { numRuns: 25 },
    );
  });

  it("has the p-values of a hand-worked table", () => {
    // One subject per row and column: 6 orders of the columns. T = sum i j over a permutation: 5, 4, 4, 2+..., i.e. with
    // scores 0 1 2: 5 (1 way), 4 (2), 2 (2), 1 (1); expectation 3. Observed 5: |5 - 3| >= 2 for 5 and 1.
    const got = linearByLinear(
      [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
      { rowScores: [0, 1, 2], columnScores: [0, 1, 2] },
    );
    expect(relativeError(got.exactPValue as number, 2 / 6)).toBeLessThan(1e-14);
    expect(relativeError(got.exactIncreasing as number, 1 / 6)).toBeLessThan(1e-14);
    expect(relativeError(got.exactDecreasing as number, 1)).toBeLessThan(1e-14);
  });

  it("with two columns or two rows is the exact Cochran-Armitage test, whichever way the scores run", () => {
    const [events, totals, scores] = [[1, 3, 5, 9], [20, 19, 18, 17], { scores: [0, 1, 2, 5] }];
    const want = cochranArmitage(events, totals, scores);
    const table = events.map((count, i) => [count, totals[i]! - count]);
    const turned = [events, events.map((count, i) => totals[i]! - count)];
    for (const got of [
      linearByLinear(table, { rowScores: scores.scores, columnScores: [1, 0] }),
      linearByLinear(turned, { rowScores: [7, -7], columnScores: scores.scores }),
    ])
      for (const name of ["exactPValue", "exactIncreasing", "exactDecreasing", "logExactPValue"] as const)
        expect(relativeError(got[name] as number, want[name] as number), name).toBeLessThan(1e-12);
    const against = linearByLinear(table, { rowScores: scores.scores, columnScores: [0, 1] });
    expect(relativeError(against.exactDecreasing as number, want.exactIncreasing as number)).toBeLessThan(
      1e-12,
    );
  });

  it("leaves empty categories out, whatever their scores", () => {
    const full = linearByLinear(
      [
        [5, 3],
        [2, 9],
      ],
      { rowScores: [1, 3], columnScores: [1, 3] },
    );
    const padded = linearByLinear(
      [
        [5, 0, 3],
        [0, 0, 0],
        [2, 0, 9],
      ],
      { rowScores: [1, 99, 3], columnScores: [1, -4, 3] },
    );
    expect(relativeError(padded.exactPValue as number, full.exactPValue as number)).toBeLessThan(1e-13);
    expect(relativeError(padded.statistic, full.statistic)).toBeLessThan(1e-13);
  });

  it("gives the reason where it does not enumerate", () => {
    const large = linearByLinear(
      [
        [70, 61, 52],
        [63, 62, 61],
        [50, 66, 73],
      ],
      { rowScores: [0, 1, 2], columnScores: [0, 1, 2] },
    );
    expect([large.exactPValue, large.logExactPValue]).toEqual([null, null]);
    expect(large.exactReason).toMatch(/too large/);
    const table = [
      [3, 1, 2],
      [1, 2, 2],
      [0, 1, 3],
    ];
    const odd = linearByLinear(table, { rowScores: [0, 1, Math.PI], columnScores: [0, 1, 2] });
    expect(odd.exactReason).toMatch(/no common unit/);
  });
});

describe("scores of trends", () => {
  const table = [
    [3, 1, 4],
    [1, 5, 9],
    [2, 6, 5],
  ];

  it("change nothing when moved or stretched, however far", () => {
    const want = linearByLinear(table, { rowScores: [0, 1, 3], columnScores: [0, 1, 2] });
    for (const [move, stretch] of [
      [2 ** 40, 1],
      [-(2 ** 40), 2 ** -10],
      [0, 1e-300],
      [0, 1e300],
      [5, -1],
    ] as const) {
      const rowScores = [0, 1, 3].map((score) => move + stretch * score);
      const got = linearByLinear(table, { rowScores, columnScores: [0, 1, 2] });
      expect(relativeError(got.statistic, want.statistic)).toBeLessThan(1e-12);
      expect(relativeError(got.exactPValue as number, want.exactPValue as number)).toBeLessThan(1e-12);
      const trend = cochranArmitage([3, 1, 2], [8, 15, 13], { scores: rowScores });
      const plain = cochranArmitage([3, 1, 2], [8, 15, 13], { scores: [0, 1, 3] });
      expect(relativeError(Math.abs(trend.z), Math.abs(plain.z))).toBeLessThan(1e-12);
      expect(relativeError(trend.exactPValue as number, plain.exactPValue as number)).toBeLessThan(1e-12);
    }
  });

  it("keep their range in numbers where it would overflow", () => {
    const got = cochranArmitage([3, 5, 1], [10, 10, 10], { scores: [1.5e308, -1.5e308, 0] });
    const want = cochranArmitage([3, 5, 1], [10, 10, 10], { scores: [1, -1, 0] });
    expect(relativeError(got.z, want.z)).toBeLessThan(1e-14);
  });

  it.each([
    { scores: [0.1, 0.2, 0.4], whole: [0, 1, 3] },
    { scores: [-2.5, 7, 0.5], whole: [0, 19, 6] },
    { scores: [1.0000001, 1.0000002, 1.0000005], whole: [0, 1, 4] },
    { scores: [1e12, 1e12 + 1, 1e12 + 3], whole: [0, 1, 3] },
    { scores: [Math.PI, Math.E], whole: [1, 0] },
    { scores: [0, 1e-9, 3e-9], whole: [0, 1, 3] },
    { scores: [2, 2], whole: [0, 0] },
    { scores: [0, 1, Math.SQRT2], whole: null },
    { scores: [0, 1, 2_000_001], whole: null },
  ])("have $whole as whole multiples: $scores", ({ scores, whole }) => {
    expect(asWholeScores(scores)).toEqual(whole);
  });

  it("never merge different scores", () => {
    // Scores that 1e12 has left 1e-4 coarse: whatever the multiples, three stay three.
    const whole = asWholeScores([1e12 + 0.1, 1e12 + 0.2, 1e12 + 0.4]);
    expect(new Set(whole).size).toBe(3);
    expect(unitScores([1e12 + 0.1, 1e12 + 0.2, 1e12 + 0.4]).at(-1)).toBe(1);
  });
});

describe("linearByLinear without exact p-values", () => {
  it("gives the asymptotic test and says that the exact one was not asked for", () => {
    const table = [
      [1, 19],
      [3, 17],
      [9, 11],
    ];
    const scores = { rowScores: [0, 1, 2], columnScores: [1, 0] };
    const whole = linearByLinear(table, scores);
    const quick = linearByLinear(table, { ...scores, exact: false });
    expect(whole.exactPValue).toBeGreaterThan(0);
    expect(quick).toEqual({
      ...whole,
      exactPValue: null,
      exactIncreasing: null,
      exactDecreasing: null,
      logExactPValue: null,
      exactReason: "not asked for",
    });
  });
});

describe("linearByLinear refuses", () => {
  const codes = (call: () => unknown): string[] => {
    try {
      call();
    } catch (problem) {
      return (problem as InputError).issues.map((issue) => issue.code);
    }
    return [];
  };

  it("scores that do not vary over the subjects, and no subject", () => {
    const scores = { rowScores: [0, 1], columnScores: [0, 1] };
    expect(
      codes(() =>
        linearByLinear(
          [
            [0, 0],
            [3, 4],
          ],
          scores,
        ),
      ),
    ).toEqual(["no-variation"]);
    expect(
      codes(() =>
        linearByLinear(
          [
            [0, 0],
            [0, 0],
          ],
          scores,
        ),
      ),
    ).toEqual(["no-variation", "no-variation"]);
    expect(
      codes(() =>
        linearByLinear(
          [
            [1, 2],
            [3, 4],
          ],
          { rowScores: [1, 1], columnScores: [0, Infinity] },
        ),
      ),
    ).toEqual(["no-variation", "not-finite"]);
    expect(
      codes(() =>
        linearByLinear(
          [
            [1, 2],
            [3, -4],
          ],
          { rowScores: [1], columnScores: [0, 1] },
        ),
      ),
    ).toEqual(["not-a-count", "length-mismatch"]);
  });

  it("nothing that survives JSON changed", () => {
    const got = linearByLinear(
      [
        [3, 1, 4],
        [1, 5, 9],
      ],
      { rowScores: [0, 1], columnScores: [0, 1, 2] },
    );
    expect(JSON.parse(JSON.stringify(got))).toEqual(got);
  });
});
