/**
 * `npm run calibrate [-- --only METHOD]`: every simulation of tools/calibrate/cases in two worker threads.
 *
 * Writes docs/calibration.md (all methods only) and ends with 1 when a method errs too often or too seldom.
 */
import { writeFileSync } from "node:fs";
import { typescriptWorker } from "../typescript-worker.ts";
import { calibrations, nameOf } from "./cases.ts";
import { type Judgement, judge } from "./judge.ts";
import { calibrationPage, type Line } from "./page.ts";
import type { Reply } from "./worker.ts";

const WORKERS = 2;
const PAGE = "docs/calibration.md";
const usage = "usage: npm run calibrate [-- --only METHOD]\n";

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Hands the entries out one by one; calls back as each is done. */
async function runAll(indices: readonly number[], done: (reply: Reply) => void): Promise<void> {
  const waiting = [...indices].reverse();
  const run = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = typescriptWorker(new URL("./worker.ts", import.meta.url));
      const next = (): void => {
        const index = waiting.pop();
        if (index === undefined) void worker.terminate().then(() => resolve());
        else worker.postMessage(index);
      };
      worker.on("message", (reply: Reply) => {
        done(reply);
        next();
      });
      worker.on("error", reject);
      next();
    });
  await Promise.all(Array.from({ length: Math.min(WORKERS, waiting.length) }, run));
}

async function main(args: readonly string[]): Promise<number> {
  if (args.length > 0 && (args.length !== 2 || args[0] !== "--only")) {
    process.stderr.write(usage);
    return 2;
  }
  const only = args[1];
  const entries = await calibrations();
  const indices = [...entries.keys()].filter((i) => only === undefined || entries[i]!.method === only);
  if (indices.length === 0) {
    process.stderr.write(`calibrate: no entry for ${only ?? "anything"}\n`);
    return 2;
  }
  const judged = new Map<number, Judgement>();
  let failed = 0;
  let count = 0;
  await runAll(indices, ({ index, errors, problem }) => {
    const entry = entries[index]!;
    const judgement = errors === null ? null : judge(entry, errors);
    if (judgement !== null) judged.set(index, judgement);
    if (judgement?.verdict !== "passes") failed++;
    const outcome =
      judgement === null
        ? `stopped: ${problem}`
        : `${judgement.errors} errors in ${judgement.runs}: ${judgement.verdict}`;
    say(`[${++count}/${indices.length}] ${nameOf(entry)}: ${outcome}`);
  });
  const lines = indices.flatMap((i): Line[] => {
    const judgement = judged.get(i);
    return judgement === undefined ? [] : [{ entry: entries[i]!, judgement }];
  });
  if (only === undefined) writeFileSync(PAGE, calibrationPage(lines));
  say(`${indices.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
