/** A study with plates on the command line: from raw exports to the answers, with a plate report for each run. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { main } from "../src/cli/main.ts";

const folder = mkdtempSync(join(tmpdir(), "cistern-plates-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function cistern(...args: string[]): Promise<{ code: number; err: string }> {
  const err: string[] = [];
  const code = await main(args, {
    out() {},
    err: (line) => err.push(line),
    columns: 100,
    interactive: false,
    cwd: folder,
    now: () => new Date("2026-01-02T03:04:05Z"),
    stopped: () => false,
  });
  return { code, err: err.join("\n") };
}

interface Plates {
  readonly runs: readonly {
    readonly name: string;
    readonly verdicts: readonly {
      readonly plate: string;
      readonly accepted: boolean;
      readonly samples: number;
    }[];
  }[];
}

const RUNS = ["bio-plex-centre-a", "msd-centre-b", "xponent-centre-b"];
const text = (path: string): string => readFileSync(join(folder, path), "utf8");

describe("a study with plates", () => {
  beforeAll(async () => {
    cpSync(new URL("../examples/ms-il6", import.meta.url), folder, { recursive: true });
    rmSync(join(folder, "results"), { recursive: true, force: true });
    expect(await cistern("run", folder, "-q")).toEqual({ code: 0, err: "" });
  });

  it("leaves a plate report, its measurements and its quality summary for each run, marked as invented", () => {
    expect(readdirSync(join(folder, "results/plates")).sort()).toEqual(RUNS);
    for (const run of RUNS) {
      expect(readdirSync(join(folder, "results/plates", run)).sort()).toEqual([
        "measurements.csv",
        "qc.json",
        "report.html",
      ]);
      expect(text(`results/plates/${run}/report.html`)).toContain("<b>Synthetic data</b>");
      expect(JSON.parse(text(`results/plates/${run}/qc.json`))).toMatchObject({
        synthetic: expect.stringContaining("invented"),
      });
    }
  });

  it("says in the answers which plates passed, and hashes every export", () => {
    const { plates } = JSON.parse(text("results/answers.json")) as { plates: Plates };
    const verdicts = plates.runs.flatMap((run) => run.verdicts);
    expect(verdicts).toHaveLength(18);
    expect(verdicts.filter(({ accepted }) => !accepted).map(({ plate }) => plate)).toEqual(["B1"]);
    const exports = readdirSync(join(folder, "plates"));
    const provenance = text("results/report.html");
    for (const name of exports) expect(provenance).toContain(`Data plates/${name}, SHA-256 `);
  });

  it("counts everybody once: measured, on the plate that failed, or without fluid", () => {
    const { answers } = JSON.parse(text("results/answers.json")) as {
      answers: readonly { readonly id: string; readonly counted: unknown }[];
    };
    const lines = RUNS.flatMap((run) =>
      text(`results/plates/${run}/measurements.csv`).trim().split("\n").slice(1),
    );
    const samples = lines.filter((line) => line.split(",")[3] === "unknown");
    // 637 people, 16 without fluid.
    expect(samples).toHaveLength(621);
    expect(JSON.stringify(answers.find(({ id }) => id === "il6-in-ms")?.counted)).toContain("585");
  });

  it("is not run when an export is broken, and says where", async () => {
    const path = join(folder, "plates/synthetic-xponent-B2.csv");
    const whole = readFileSync(path, "utf8");
    writeFileSync(path, whole.slice(0, 2400));
    const { code, err } = await cistern("run", folder, "-q");
    expect(code).toBe(1);
    expect(err).toContain("synthetic-xponent-B2.csv");
    writeFileSync(path, whole);
  });
});
