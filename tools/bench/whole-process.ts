/**
 * The main job as a whole process from a cold start, beside the same analysis in R where R is installed.
 *
 * The two take turns, so that a slow machine slows both: quote the ratio, not the seconds. R runs results/reproduce.R, which holds the
 * counts already: reading, checking, figures and the report are on Cistern's side alone.
 */
import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { median } from "./clock.ts";

export interface Run {
  readonly seconds: number;
  /** Peak resident memory in MB; null where /proc is not there. */
  readonly peak: number | null;
}

export function once(command: string, args: readonly string[]): Promise<Run> {
  return new Promise((resolve, reject) => {
    const start = process.hrtime.bigint();
    const child = spawn(command, args, { stdio: "ignore" });
    let peak: number | null = null;
    const watch = setInterval(() => {
      try {
        const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"));
        if (found !== null) peak = Number(found[1]) / 1024;
      } catch {
        // Ended between two looks, or no /proc: the last reading stands.
      }
    }, 10);
    child.on("error", reject);
    child.on("close", (code) => {
      clearInterval(watch);
      if (code !== 0) reject(new Error(`${command} ${args.join(" ")} ended with ${code}`));
      else resolve({ seconds: Number(process.hrtime.bigint() - start) / 1e9, peak });
    });
  });
}

/** What to say of `runs` turns of each. */
export async function wholeProcess(runs: number): Promise<readonly string[]> {
  const study = "examples/ms-il6";
  const cistern = ["bin/cistern.js", "run", "--quiet", study];
  await once(process.execPath, cistern);
  const hasR = spawnSync("Rscript", ["--version"]).status === 0;
  const ours: Run[] = [];
  const theirs: Run[] = [];
  const empty: Run[] = [];
  for (let i = 0; i < runs; i++) {
    ours.push(await once(process.execPath, cistern));
    empty.push(await once(process.execPath, ["-e", "0"]));
    if (hasR) theirs.push(await once("Rscript", [`${study}/results/reproduce.R`]));
  }
  return [
    line(`cistern run ${study}`, ours),
    line("node -e 0", empty),
    ...(hasR
      ? [
          line("Rscript results/reproduce.R", theirs),
          `ratio Cistern / R, median of pairs: ${median(ours.map((run, i) => run.seconds / theirs[i]!.seconds)).toFixed(2)}`,
        ]
      : ["R is not installed: no ratio"]),
  ];
}

/** Median and least seconds and the largest peak of memory. */
export function line(name: string, list: readonly Run[]): string {
  const seconds = list.map((run) => run.seconds);
  const peaks = list.flatMap((run) => (run.peak === null ? [] : [run.peak]));
  const memory = peaks.length === 0 ? "" : `, ${Math.max(...peaks).toFixed(0)} MB peak`;
  return `${name}: ${median(seconds).toFixed(2)} s median, ${Math.min(...seconds).toFixed(2)} s least${memory}`;
}
