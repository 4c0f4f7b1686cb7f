import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { drawNormal } from "../../core/draw.ts";
import { randomStream } from "../../core/random.ts";
import type { Alternative } from "../describe/options.ts";
import type { TwoGroupStatistic } from "./arrangement-evidence.ts";
import { westfallYoung, westfallYoungJob, type WestfallYoungOptions } from "./westfall-young.ts";

interface Case {
  readonly endpoints: readonly (readonly (number | null)[])[];
  readonly n1: number;
  readonly statistic: TwoGroupStatistic;
  readonly alternative: Alternative;
  readonly t: readonly (number | null)[];
  readonly pValue: readonly (number | null)[];
  readonly "single-step": readonly (number | null)[];
  readonly "step-down": readonly (number | null)[];
}
const reference = JSON.parse(
  readFileSync(new URL("../../../test/reference/westfall-young.json", import.meta.url), "utf8"),
) as { readonly source: string; readonly cases: readonly Case[] };

const first = (n1: number, n: number): boolean[] => Array.from({ length: n }, (_, i) => i < n1);
const exact: WestfallYoungOptions = {
  statistic: "student-t",
  procedure: "step-down",
  alternative: "two-sided",
  draws: 1_000_000,
  seed: 1,
};
const near = (got: number | null, want: number | null, slack = 1e-14): void =>
  want === null ? expect(got).toBeNull() : expect(relativeError(got ?? Number.NaN, want)).toBeLessThan(slack);

describe(`westfallYoung against ${reference.source}`, () => {
  it("finds the cases", () => {
    expect(reference.cases.length).toBe(45);
  });

  it.each(reference.cases)("$statistic $alternative, $n1 in the first group", (want) => {
    for (const procedure of ["single-step", "step-down"] as const) {
      const got = westfallYoung(want.endpoints, first(want.n1, want.endpoints[0]!.length), {
        ...exact,
        statistic: want.statistic,
        alternative: want.alternative,
        procedure,
      });
      expect(got.variant).toBe(`${procedure} max-T, exact`);
      for (const [j, endpoint] of got.endpoints.entries()) {
        // t itself may be 0 but for rounding.
        expect(Math.abs((endpoint.statistic ?? 0) - (want.t[j] ?? 0))).toBeLessThan(
          1e-11 * (1 + Math.abs(want.t[j] ?? 0)),
        );
        near(endpoint.pValue, want.pValue[j]!);
        near(endpoint.adjusted, want[procedure][j]!);
      }
    }
  });
});

describe("by hand", () => {
  it("2 v 2 subjects: six arrangements", () => {
    // A: 1, 2 | 9, 8. Differences of means over the six ways: 12|98 -7, 19|28 0, 18|29 -1, and their mirrors.
    // B: 5, 1 | 4, 2. 51|42 0, 54|12 3, 52|14 1, and mirrors. Student's t grows with the size of the difference.
    // A reaches its own 7 in 2 of 6; B (difference 0) in all 6. t of A in the data is 7 / sqrt(0.5) = 9.9; the largest t of B,
    // 3 / sqrt(0.5) = 4.2, is below, so the maximum reaches it in the same 2 of 6.
    const got = westfallYoung(
      [
        [1, 2, 9, 8],
        [5, 1, 4, 2],
      ],
      first(2, 4),
      exact,
    );
    expect(got.endpoints.map(({ adjusted }) => adjusted)).toEqual([2 / 6, 1]);
    expect(got.endpoints.map(({ pValue }) => pValue)).toEqual([2 / 6, 1]);
    near(got.endpoints[0]!.statistic, -7 / Math.sqrt(0.5), 1e-13);
    expect(got).toMatchObject({
      method: "westfall-young",
      tests: 2,
      arrangements: 6,
      seed: null,
      n1: 2,
      n2: 2,
    });
    expect(JSON.parse(JSON.stringify(got))).toEqual(got);
  });

  it("a copy of an endpoint costs nothing", () => {
    const endpoint = [1, 2, 3, 9, 8, 7, 10];
    for (const procedure of ["single-step", "step-down"] as const) {
      const alone = westfallYoung([endpoint], first(3, 7), { ...exact, procedure });
      const twice = westfallYoung([endpoint, endpoint.map((v) => 3 * v + 1)], first(3, 7), {
        ...exact,
        procedure,
      });
      for (const { adjusted } of twice.endpoints) expect(adjusted).toBe(alone.endpoints[0]!.pValue);
    }
  });
});

describe("laws", () => {
  const data = fc.array(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 6, maxLength: 6 }), {
    minLength: 1,
    maxLength: 4,
  });
  it("own p <= step-down <= single-step; units and order of endpoints do not matter", () => {
    fc.assert(
      fc.property(data, fc.constantFrom("welch-t", "student-t", "rank-sum"), (endpoints, statistic) => {
        const run = (list: readonly (readonly number[])[], procedure: "step-down" | "single-step") =>
          westfallYoung(list, first(3, 6), { ...exact, statistic, procedure }).endpoints;
        const down = run(endpoints, "step-down");
        const single = run(endpoints, "single-step");
        for (const [j, endpoint] of down.entries())
          if (endpoint.adjusted !== null) {
            expect(endpoint.pValue!).toBeLessThanOrEqual(endpoint.adjusted);
            expect(endpoint.adjusted).toBeLessThanOrEqual(single[j]!.adjusted!);
          }
        const moved = run(
          endpoints.map((endpoint) => endpoint.map((v) => 1e6 + 3 * v)),
          "step-down",
        );
        expect(moved.map(({ adjusted }) => adjusted)).toEqual(down.map(({ adjusted }) => adjusted));
        const turned = run(endpoints.toReversed(), "single-step");
        expect(turned.map(({ adjusted }) => adjusted)).toEqual(
          single.map(({ adjusted }) => adjusted).toReversed(),
        );
      }),
      { numRuns: 40 },
    );
  });

  it("Monte Carlo: limits hold the exact adjusted p; blocks in any order give the same bytes", () => {
    const random = randomStream(5);
    const endpoints = Array.from({ length: 4 }, (_, j) =>
      Array.from({ length: 12 }, (_, i) =>
        i === j ? null : drawNormal(random) + (i < 6 && j < 2 ? 1.5 : 0),
      ),
    );
    const groups = first(6, 12);
    // 12! / (6! 6!) = 924 ways.
    const all = westfallYoung(endpoints, groups, { ...exact, procedure: "single-step", draws: 924 });
    const options = { ...exact, procedure: "single-step", draws: 900 } as const;
    const drawn = westfallYoung(endpoints, groups, options);
    expect([all.arrangements, drawn.arrangements]).toEqual([924, 900]);
    expect(drawn).toMatchObject({ variant: "single-step max-T, monte-carlo", seed: 1 });
    for (const [j, { lower, upper }] of drawn.endpoints.entries()) {
      expect(lower!).toBeLessThanOrEqual(all.endpoints[j]!.adjusted!);
      expect(upper!).toBeGreaterThanOrEqual(all.endpoints[j]!.adjusted!);
    }
    expect(JSON.parse(JSON.stringify(drawn))).toEqual(drawn);
    const job = westfallYoungJob(endpoints, groups, options);
    const parts = job.blocks.map((block) => westfallYoungJob(endpoints, groups, options).run(block));
    expect(JSON.stringify(job.combine(parts.toReversed()))).toBe(JSON.stringify(drawn));
  });
});

describe("boundaries and missing values", () => {
  it("an endpoint without variation or with too few values has no p and does not count", () => {
    const got = westfallYoung(
      [
        [1, 2, 9, 8],
        [4, 4, 4, 4],
        [1, null, 2, 3],
        [null, null, null, null],
      ],
      first(2, 4),
      { ...exact, statistic: "welch-t" },
    );
    expect(got.tests).toBe(1);
    for (const endpoint of got.endpoints.slice(1))
      expect(endpoint).toMatchObject({
        statistic: null,
        pValue: null,
        adjusted: null,
        reason: "too few values in a group, or no variation",
      });
    expect(got.endpoints[2]).toMatchObject({ n1: 1, n2: 2 });
    expect(got.endpoints[0]!.adjusted).toBe(got.endpoints[0]!.pValue);
  });

  it("groups that are constant and differ are the strongest evidence there is", () => {
    const got = westfallYoung([[0, 0, 0, 1, 1, 1]], first(3, 6), { ...exact, statistic: "welch-t" });
    // 2 of the 20 ways part zeros from ones.
    expect(got.endpoints[0]).toMatchObject({ statistic: null, pValue: 0.1, adjusted: 0.1, reason: null });
  });
});

describe("refusals", () => {
  it("names every fault at once", () => {
    const run = (): unknown =>
      westfallYoung([[1, Number.NaN], [1]], [true, true], {
        statistic: "z" as "welch-t",
        procedure: "step-up" as "step-down",
        alternative: "both" as "less",
        draws: 0,
        seed: 0.5,
      });
    for (const text of [
      "inFirst: expected at least 1 subjects in the second group, got 0",
      "endpoints[0][1]: expected a finite number",
      "endpoints[1]: expected 2 entries, got 1",
      "statistic: expected one of welch-t, student-t, rank-sum",
      "procedure: expected one of step-down, single-step",
      "alternative: expected one of",
      "draws: expected",
      "seed: expected",
    ])
      expect(run).toThrow(text);
    expect(() => westfallYoung([], [true, false], exact)).toThrow(
      "endpoints: expected at least 1 endpoints, got 0",
    );
  });
});
