/**
 * Longest task of the page's own thread while it opens, from a trace that Chromium itself writes. A test driver's inspector reads the
 * whole script again for the stack of every error that is made, thrown or not; React makes five while it starts, which doubles the time.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const SECONDS = 5;

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly args?: { readonly name?: string };
}

/** Milliseconds. */
export async function longestTaskAtStart(url: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "cistern-trace-"));
  const file = join(folder, "trace.json");
  const chromium = spawn(
    "/usr/bin/chromium",
    [
      "--headless=new",
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      `--user-data-dir=${join(folder, "profile")}`,
      "--trace-startup=toplevel,devtools.timeline",
      "--trace-startup-format=json",
      `--trace-startup-file=${file}`,
      `--trace-startup-duration=${SECONDS}`,
      url,
    ],
    { stdio: "ignore" },
  );
  const ended = new Promise((done) => chromium.once("exit", done));
  // Written some seconds after the trace has ended, and whole: the browser renames it into its place.
  for (let waited = 0; !existsSync(file) && waited < 60; waited++)
    await new Promise((done) => setTimeout(done, 500));
  chromium.kill();
  await ended;
  const { traceEvents } = JSON.parse(readFileSync(file, "utf8")) as { traceEvents: readonly TraceEvent[] };
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  const threads = traceEvents.filter(
    ({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain",
  );
  const tasks = traceEvents.filter(
    ({ name, pid, tid }) =>
      name.endsWith("RunTask") && threads.some((thread) => thread.pid === pid && thread.tid === tid),
  );
  if (tasks.length === 0) throw new Error("Chromium wrote no task of the page's thread in its trace");
  return Math.max(...tasks.map(({ dur }) => dur ?? 0)) / 1000;
}
