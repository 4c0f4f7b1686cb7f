/** The process itself: terminal, clock, signals. */
import { main } from "./main.ts";

let stopped = false;
process.once("SIGINT", () => {
  stopped = true;
  process.stderr.write("\nstopping after this step; press again to stop at once\n");
});
// A reader that closes the pipe early (head, a pager) is no fault.
process.stdout.on("error", (problem: NodeJS.ErrnoException) => {
  if (problem.code === "EPIPE") process.exit(0);
});

process.exitCode = await main(process.argv.slice(2), {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  columns: Math.max(40, process.stdout.columns || 100),
  interactive: process.stderr.isTTY && process.env["CI"] === undefined,
  cwd: process.cwd(),
  now: () => new Date(),
  stopped: () => stopped,
});
