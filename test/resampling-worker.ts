/** Runs the blocks it is sent, of the job it is named. */
import { parentPort } from "node:worker_threads";
import type { Block } from "../src/stats/resampling/blocks.ts";
import { jobs } from "./resampling-jobs.ts";

parentPort!.on("message", ({ job, block }: { readonly job: number; readonly block: Block }) => {
  parentPort!.postMessage(jobs[job]!.make().run(block));
});
