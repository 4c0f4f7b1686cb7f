/** Progress: one line that is rewritten on a terminal, plain lines elsewhere. */
import type { Progress } from "../study/run.ts";
import type { Io } from "./io.ts";

// A turn of the event loop: signals arrive and the spinner turns between steps.
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export interface ShownProgress extends Progress {
  done(text: string): void;
  failed(text: string): void;
}

export async function progressFor(io: Io, title: string, quiet: boolean): Promise<ShownProgress> {
  const stopped = (): boolean => io.stopped();
  if (quiet) return { stopped, step: turn, done() {}, failed() {} };
  const text = (label: string, done: number, of: number): string => `${label} (${done + 1}/${of})`;
  if (!io.interactive)
    return {
      stopped,
      step(label, done, of) {
        io.err(`${title}: ${text(label, done, of)}`);
        return turn();
      },
      done: (words) => io.err(`${title}: ${words}`),
      failed: (words) => io.err(`${title}: ${words}`),
    };
  const { spinner } = await import("@clack/prompts");
  const spin = spinner({ output: process.stderr });
  spin.start(title);
  return {
    stopped,
    step(label, done, of) {
      spin.message(`${title}: ${text(label, done, of)}`);
      return turn();
    },
    done: (words) => spin.stop(`${title}: ${words}`),
    failed: (words) => spin.error(`${title}: ${words}`),
  };
}
