import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { between, contribution, type ErrorLaw } from "./error-law.ts";
import { extremeValueLaw } from "./extreme-value-law.ts";
import { logisticLaw } from "./logistic-law.ts";
import { normalLaw } from "./normal-law.ts";

const golden = JSON.parse(readFileSync("test/reference/error-laws.json", "utf8")) as {
  readonly source: string;
  readonly cases: readonly {
    readonly law: "normal" | "logistic" | "extreme value";
    readonly kind: "exact" | "below" | "above" | "between";
    readonly at: number;
    readonly width?: number;
    readonly want: readonly number[];
  }[];
};
const laws: Readonly<Record<string, ErrorLaw>> = {
  normal: normalLaw,
  logistic: logisticLaw,
  "extreme value": extremeValueLaw,
};

/** Relative to the number itself, and where it is below the number range no more than that. */
const error = (got: number, want: number, cancelling: number): number =>
  Math.abs(got - want) / (Math.abs(want) + cancelling + 1e-290);

describe(`contributions against ${golden.source}`, () => {
  it.each(Object.keys(laws))("%s: value, slopes and curvatures", (name) => {
    const law = laws[name]!;
    const worst: string[] = [];
    for (const { law: own, kind, at, width = 0, want } of golden.cases) {
      if (own !== name) continue;
      const out = contribution();
      if (kind === "between") between(law, at, width, out);
      else law[kind](at, out);
      // The slope in m vanishes in the middle of a symmetric law; second derivatives of an interval are differences of terms
      // as large as the squared slopes.
      const size = (k: number): number =>
        kind !== "between" || k === 0 ? 0 : k < 3 ? 1e-6 : 1e-3 * (want[1]! ** 2 + want[2]! ** 2);
      for (const [k, wanted] of want.entries()) {
        const off = error(out[k]!, wanted, size(k));
        if (!(off < 2e-12))
          worst.push(`${kind} ${at} ${width} [${k}]: got ${out[k]}, want ${wanted}: ${off}`);
      }
    }
    expect(worst).toEqual([]);
  });
});
