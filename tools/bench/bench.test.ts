import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { ALL_METHODS } from "../../src/assay/registry.ts";
import { benchmarks } from "./cases.ts";
import { exponentOf, median } from "./clock.ts";
import { type Measure, measure } from "./measure.ts";
import { benchmarkPage, writeMs } from "./page.ts";
import { startPeer } from "./peer.ts";

const entries = await benchmarks();

describe("the benchmarks", () => {
  it("are of methods in the registry, each setting once", () => {
    const ids = new Set(ALL_METHODS.map(({ id }) => id));
    expect(entries.filter(({ method }) => !ids.has(method)).map(({ method }) => method)).toEqual([]);
    const names = entries.map(({ method, setting }) => `${method} | ${setting}`);
    expect(names).toEqual([...new Set(names)].sort());
    expect(names.filter((name) => name.split("|").length > 2)).toEqual([]);
  });

  it("show for every method how its cost grows over a decade of sizes, or as far as it goes", () => {
    const reach = new Map<string, number>();
    for (const { method, growth } of entries) {
      if (growth === undefined) continue;
      expect(growth.sizes.length, method).toBeGreaterThan(2);
      expect(
        [...growth.sizes].sort((a, b) => a - b),
        method,
      ).toEqual(growth.sizes);
      reach.set(method, Math.max(reach.get(method) ?? 0, growth.sizes.at(-1)! / growth.sizes[0]!));
    }
    expect(ALL_METHODS.filter(({ id }) => !((reach.get(id) ?? 0) >= 8)).map(({ id }) => id)).toEqual([]);
  });
});

describe("the parts of the runner", () => {
  it("exponentOf: the power of a power law, whatever its factor", () => {
    expect(
      exponentOf(
        [10, 20, 50, 100],
        [10, 20, 50, 100].map((n) => 0.3 * n ** 1.5),
      ),
    ).toBeCloseTo(1.5, 12);
  });

  it("median and milliseconds", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect([0.001234, 1.234, 12.34, 1234].map(writeMs)).toEqual(["0.00123", "1.23", "12.3", "1234"]);
  });

  it("times one entry, and says in the page whether its promise is kept", async () => {
    const entry = { method: "summary", setting: "nothing", promiseMs: 1e9, ours: () => 1 };
    const measured = await measure(entry, {});
    expect(measured.ms).toBeGreaterThan(0);
    const peers = [
      { name: "R 4.2.2", ms: 2 * measured.ms, problem: null },
      { name: "Python 3", ms: null, problem: "no package" },
    ];
    const growth: Measure["growth"] = { sizes: [1, 10], ms: [1, 10], exponent: 1 };
    const page = benchmarkPage([{ ...measured, peers, growth }], { processor: "P", programs: ["Node"] }, []);
    expect(page).toContain("| R; Python | ");
    expect(page).toContain("; no package | 2.0; ");
    expect(page).toContain(" | 1000000000 ms: kept | 1.00 |");
    expect(page).toContain("| summary | nothing | 1: 1.00, 10: 10.0 | 1.00 |");
  });
});

describe.runIf(spawnSync("python3", ["--version"]).status === 0)("a peer", () => {
  it("is timed by itself, says its problem, and is given up past the limit", async () => {
    const peer = (await startPeer("python", 3000))!;
    expect(peer.name).toMatch(/^Python \d/);
    expect(await peer.prepare("x = 0.3\nimport time", "time.sleep(x)")).toBeNull();
    const time = await peer.time();
    expect("ms" in time && time.ms).toBeGreaterThan(290);
    expect(await peer.prepare("import no_such_package", "1")).toContain("no_such_package");
    expect(await peer.prepare("import time", "time.sleep(100)")).toBeNull();
    expect(await peer.time()).toEqual({ problem: "over 3 s" });
    expect(await peer.prepare("", "1 + 1")).toBeNull();
    peer.close();
  });
});
