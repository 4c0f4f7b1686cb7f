import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { InputError } from "../../core/issues/issue.ts";
import { type AdjustmentMethod, adjustmentMethods, adjustPValues } from "./adjust-p-values.ts";

const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 9 });
const adjusted = (p: readonly (number | null)[], method: AdjustmentMethod) =>
  adjustPValues(p, method).adjusted;

/** Closed testing by brute force: the largest p of `local` over all intersections that hold a test. */
function closedTesting(p: readonly number[], local: (subset: readonly number[]) => number): number[] {
  const worst = p.map(() => 0);
  for (let bits = 1; bits < 2 ** p.length; bits++) {
    const members = p.flatMap((_, i) => ((bits >> i) & 1 ? [i] : []));
    const value = local(members.map((i) => p[i]!));
    for (const i of members) worst[i] = Math.max(worst[i]!, value);
  }
  return worst.map((value) => Math.min(1, value));
}

const simes = (subset: readonly number[]): number =>
  Math.min(...subset.toSorted((a, b) => a - b).map((p, i) => (subset.length * p) / (i + 1)));

const close = (got: readonly (number | null)[], want: readonly number[]): void => {
  for (const [i, value] of want.entries())
    expect(relativeError(got[i] ?? Number.NaN, value)).toBeLessThan(1e-13);
};

type Adjusted = Readonly<Record<Exclude<AdjustmentMethod, "none">, readonly (number | null)[]>>;
const reference = JSON.parse(
  readFileSync(new URL("../../../test/reference/p-adjust.json", import.meta.url), "utf8"),
) as {
  readonly source: string;
  readonly cases: readonly {
    readonly name: string;
    readonly p: (number | null)[];
    readonly adjusted: Adjusted;
  }[];
  readonly tenThousand: readonly {
    readonly power: number;
    readonly positions: readonly number[];
    readonly adjusted: Adjusted;
  }[];
};

const same = (got: readonly (number | null)[], want: readonly (number | null)[]): void => {
  expect(got.length).toBe(want.length);
  for (const [i, value] of want.entries())
    if (value === null) expect(got[i]).toBeNull();
    else expect(relativeError(got[i] ?? Number.NaN, value)).toBeLessThan(1e-14);
};

describe(`adjustPValues against ${reference.source}`, () => {
  it.each(reference.cases)("$name", ({ p, adjusted }) => {
    for (const [method, want] of Object.entries(adjusted))
      same(adjustPValues(p, method as AdjustmentMethod).adjusted, want);
  });

  it.each(reference.tenThousand)("10,000 p-values, power $power", ({ power, positions, adjusted }) => {
    const p = Array.from({ length: 10_000 }, (_, i) => (((7919 * (i + 1)) % 10007) / 10007) ** power);
    for (const [method, want] of Object.entries(adjusted)) {
      const got = adjustPValues(p, method as AdjustmentMethod).adjusted;
      same(
        positions.map((position) => got[position - 1]!),
        want,
      );
    }
  });
});

describe("adjustPValues", () => {
  it("gives the hand-worked values", () => {
    close(adjusted([0.01, 0.04, 0.03], "holm"), [0.03, 0.06, 0.06]);
    close(adjusted([0.01, 0.04, 0.03], "hochberg"), [0.03, 0.04, 0.04]);
    close(adjusted([0.01, 0.04, 0.03], "bonferroni"), [0.03, 0.12, 0.09]);
    close(adjusted([0.01, 0.04, 0.03], "benjamini-hochberg"), [0.03, 0.04, 0.04]);
    close(adjusted([0.01, 0.04, 0.03], "benjamini-yekutieli"), [0.055, (0.04 * 11) / 6, (0.04 * 11) / 6]);
    expect(adjusted([0.01, 0.04, 0.03], "none")).toEqual([0.01, 0.04, 0.03]);
  });

  it("hommel is closed testing with Simes' test, holm with Bonferroni's", () => {
    fc.assert(
      fc.property(pValues, (p) => {
        close(adjusted(p, "hommel"), closedTesting(p, simes));
        close(
          adjusted(p, "holm"),
          closedTesting(p, (subset) => subset.length * Math.min(...subset)),
        );
      }),
      { numRuns: 60 },
    );
  });

  it("orders the methods by power, never below the raw p-value", () => {
    fc.assert(
      fc.property(pValues, (p) => {
        const chain: AdjustmentMethod[] = [
          "none",
          "benjamini-hochberg",
          "hommel",
          "hochberg",
          "holm",
          "bonferroni",
        ];
        const results = chain.map((method) => adjusted(p, method));
        for (let k = 1; k < results.length; k++)
          for (const i of p.keys()) expect(results[k]![i]! >= results[k - 1]![i]! * (1 - 1e-14)).toBe(true);
      }),
    );
  });

  it("does not depend on the order of the tests", () => {
    fc.assert(
      fc.property(pValues, fc.constantFrom(...adjustmentMethods), (p, method) => {
        expect(adjusted([...p].reverse(), method)).toEqual([...adjusted(p, method)].reverse());
      }),
    );
  });

  it.each(adjustmentMethods)("%s keeps nulls and does not count them", (method) => {
    const adjustedWith = adjustPValues([0.01, null, 0.03, null], method);
    expect(adjustedWith.tests).toBe(2);
    expect(adjustedWith.adjusted).toEqual([
      adjusted([0.01, 0.03], method)[0],
      null,
      adjusted([0.01, 0.03], method)[1],
      null,
    ]);
  });

  it.each(adjustmentMethods)("%s answers no test, one test, zeros and ones", (method) => {
    expect(adjustPValues([], method)).toEqual({ method, adjusted: [], tests: 0 });
    expect(adjusted([null], method)).toEqual([null]);
    expect(adjusted([0.03], method)).toEqual([0.03]);
    expect(adjusted([0, 1], method)).toEqual([0, 1]);
  });

  it("refuses values outside [0, 1] and unknown methods, all at once", () => {
    const call = () => adjustPValues([0.1, 1.2, Number.NaN], "fdr" as AdjustmentMethod);
    expect(call).toThrow(InputError);
    try {
      call();
    } catch (problem) {
      expect((problem as InputError).issues.map((issue) => issue.code)).toEqual([
        "not-one-of",
        "out-of-range",
        "out-of-range",
      ]);
    }
  });

  it("survives JSON", () => {
    const got = adjustPValues([0.2, null, 0.01], "hommel");
    expect(JSON.parse(JSON.stringify(got))).toEqual(got);
  });
});
