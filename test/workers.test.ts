/** Parallel runs give exactly the numbers of serial ones. */
import { once } from "node:events";
import type { Worker } from "node:worker_threads";
import { afterAll, describe, expect, it } from "vitest";
import { runJob } from "../src/stats/resampling/blocks.ts";
import { typescriptWorker } from "../tools/typescript-worker.ts";
import { jobs } from "./resampling-jobs.ts";

const file = new URL("./resampling-worker.ts", import.meta.url);
const workers = [typescriptWorker(file), typescriptWorker(file)];
afterAll(() => Promise.all(workers.map((worker) => worker.terminate())));

async function ask(worker: Worker, message: unknown): Promise<{ readonly block: number }> {
  const answer = once(worker, "message");
  worker.postMessage(message);
  return (await answer)[0] as { readonly block: number };
}

describe("two worker threads, the last block first", () => {
  it.each(jobs.map(({ name, make }, job) => ({ name, make, job })))(
    "$name: byte-equal",
    async ({ make, job }) => {
      const here = make();
      expect(here.blocks.length).toBeGreaterThan(4);
      const waiting = [...here.blocks];
      const parts: { readonly block: number }[] = [];
      const finished: number[] = [];
      await Promise.all(
        workers.map(async (worker) => {
          for (let block = waiting.pop(); block !== undefined; block = waiting.pop()) {
            const part = await ask(worker, { job, block });
            parts.push(part);
            finished.push(part.block);
          }
        }),
      );
      expect(finished).not.toEqual(here.blocks.map((block) => block.index));
      expect(JSON.stringify(here.combine(parts))).toBe(JSON.stringify(runJob(make())));
    },
  );
});
