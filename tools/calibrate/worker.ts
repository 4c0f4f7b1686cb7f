/** Answers numbers of entries with how often their methods erred. */
import { parentPort } from "node:worker_threads";
import { calibrations } from "./cases.ts";
import { simulate } from "./simulate.ts";

export interface Reply {
  readonly index: number;
  readonly errors: number | null;
  /** What the method threw, where it did. */
  readonly problem: string | null;
}

const entries = await calibrations();
parentPort!.on("message", (index: number) => {
  try {
    parentPort!.postMessage({ index, errors: simulate(entries[index]!), problem: null } satisfies Reply);
  } catch (problem) {
    parentPort!.postMessage({ index, errors: null, problem: String(problem) } satisfies Reply);
  }
});
