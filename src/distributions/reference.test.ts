import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import distribution from "../../tools/conform/adapters/distribution.ts";
import { relativeError } from "../../tools/conform/compare.ts";

/** Distribution, what, tail, logarithm or not, arguments, value, relative and absolute tolerance. */
type Row = readonly [
  string,
  "density" | "cdf" | "quantile",
  "lower" | "upper",
  boolean,
  Readonly<Record<string, number>>,
  number | "Inf" | "-Inf",
  number,
  number,
];

const { source, rows } = JSON.parse(
  readFileSync(new URL("../../test/reference/distributions.json", import.meta.url), "utf8"),
) as { source: string; rows: readonly Row[] };

const names = [...new Set(rows.map(([name]) => name))];

describe(`densities, tails and quantiles where they are hardest, against ${source}`, () => {
  it.each(names)("%s", (name) => {
    const own = rows.filter((row) => row[0] === name);
    expect(own.length).toBeGreaterThan(10);
    for (const [, of, tail, log, args, value, relative, absolute] of own) {
      const want = value === "Inf" ? Infinity : value === "-Inf" ? -Infinity : value;
      const got = distribution({ distribution: name, of, tail, log, args }).value;
      const label = `${of} ${tail}${log ? " log" : ""} ${JSON.stringify(args)}: ${got} for ${want}`;
      // Densities near 1 have logarithms near 0: those alone have an absolute tolerance.
      expect(relativeError(got, want) <= relative || Math.abs(got - want) <= absolute, label).toBe(true);
    }
  });
});
