import { describe, expect, it } from "vitest";
import { ALL_METHODS } from "../../src/assay/registry.ts";
import { calibrations, nameOf, seedOf } from "./cases.ts";
import { judge } from "./judge.ts";
import { calibrationPage } from "./page.ts";
import { simulate } from "./simulate.ts";
import { UNCALIBRATED } from "./uncalibrated.ts";

const entries = await calibrations();
const known = new Set(ALL_METHODS.map(({ id }) => id));

describe("judge", () => {
  // 1,000 runs at 5 %: P(X >= 73) = 0.00101 and P(X >= 76) = 0.00026; P(X <= 27) = 0.00021 and P(X <= 30) = 0.00128
  // (scipy.stats.binom), against the 0.0005 allowed on each side.
  it.each([
    { errors: 73, expected: "nominal", verdict: "passes" },
    { errors: 76, expected: "nominal", verdict: "errs too often" },
    { errors: 30, expected: "nominal", verdict: "passes" },
    { errors: 27, expected: "nominal", verdict: "errs too seldom" },
    { errors: 76, expected: "conservative", verdict: "errs too often" },
    { errors: 0, expected: "conservative", verdict: "passes" },
  ] as const)("$errors errors of a $expected method: $verdict", ({ errors, expected, verdict }) => {
    expect(judge({ expected, runs: 1000 }, errors).verdict).toBe(verdict);
  });

  it("lets an approximate method stray by its slack, and no further", () => {
    const judged = (errors: number): string =>
      judge({ expected: "nominal", runs: 1000, slack: 0.02 }, errors).verdict;
    expect([90, 130, 20, 8].map(judged)).toEqual(["passes", "errs too often", "passes", "errs too seldom"]);
  });

  it("gives the limits of the share", () => {
    expect(judge({ expected: "conservative", runs: 10 }, 0)).toMatchObject({ lower: 0, errors: 0 });
    expect(judge({ expected: "conservative", runs: 10 }, 10)).toMatchObject({ upper: 1 });
  });
});

describe("calibrations", () => {
  it("tells every entry from the others by its name", () => {
    expect(entries.length).toBeGreaterThan(0);
    expect(new Set(entries.map(nameOf)).size).toBe(entries.length);
  });

  it("has an entry for every method that gives a p-value or an interval", () => {
    const simulated = new Set(entries.map(({ method }) => method));
    const left = ALL_METHODS.map(({ id }) => id).filter((id) => !simulated.has(id) && !(id in UNCALIBRATED));
    expect(left).toEqual([]);
  });

  it("names no method that does not exist, and excuses none that has an entry", () => {
    expect(entries.filter(({ method }) => !known.has(method)).map(nameOf)).toEqual([]);
    const simulated = new Set(entries.map(({ method }) => method));
    expect(Object.keys(UNCALIBRATED).filter((id) => !known.has(id) || simulated.has(id))).toEqual([]);
  });

  it("gives the published hashes of FNV-1a", () => {
    expect(seedOf("")).toBe(0x811c9dc5);
    expect(seedOf("a")).toBe(0xe40c292c);
    expect(seedOf("foobar")).toBe(0xbf9cf968);
  });

  it("counts errors the right way round, the same in every run", () => {
    const entry = (kind: "size" | "coverage") => ({
      method: "coin",
      kind,
      setting: "one in four",
      expected: "nominal" as const,
      runs: 4000,
      once: (random: { uniform(): number }) => random.uniform() < 0.25,
    });
    const size = simulate(entry("size"));
    expect(Math.abs(size - 1000)).toBeLessThan(140);
    expect(Math.abs(simulate(entry("coverage")) - 3000)).toBeLessThan(140);
    expect(simulate(entry("size"))).toBe(size);
  });
});

describe("the page", () => {
  it("shows shares in percent, coverage as what is left of the errors", () => {
    const base = { method: "m", setting: "s", expected: "nominal", runs: 1000, once: () => true } as const;
    const page = calibrationPage([
      { entry: { ...base, kind: "size" }, judgement: judge(base, 50) },
      { entry: { ...base, kind: "coverage", slack: 0.01 }, judgement: judge(base, 50) },
    ]);
    expect(page).toContain("| m | size | s | 1000 | 5.00 (3.");
    expect(page).toContain("| m | coverage | s | 1000 | 95.00 (92.");
    expect(page).toContain("nominal, slack 1.00");
    expect(page).toContain("2 simulations of 1 methods.");
  });
});
