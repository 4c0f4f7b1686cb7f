import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** One call of another program, timed by that program: milliseconds, or why there are none. */
export type PeerTime = { readonly ms: number } | { readonly problem: string };

/** Another program in one long-lived process. */
export interface PeerProcess {
  readonly name: string;
  /** Says what the next times are of; null when ready, else the problem. */
  prepare(setup: string, call: string): Promise<string | null>;
  time(): Promise<PeerTime>;
  close(): void;
}

const PROGRAMS = {
  r: { title: "R", command: "Rscript", script: "peer.R" },
  python: { title: "Python", command: "python3", script: "peer.py" },
} as const;

export type Language = keyof typeof PROGRAMS;

/** Starts R or Python; null where it is not installed. A call that takes longer than `limit` milliseconds is given up. */
export async function startPeer(language: Language, limit: number): Promise<PeerProcess | null> {
  const { title, command, script } = PROGRAMS[language];
  if (spawnSync(command, ["--version"]).status !== 0) return null;
  const start = (): Running => run(command, fileURLToPath(new URL(script, import.meta.url)));
  let running = start();
  const ask = async (request: string): Promise<string> => {
    const reply = await running.ask(request.replaceAll("\n", "\u0001"), limit);
    if (reply !== null) return reply;
    // The call cannot be interrupted from inside: a new process takes over.
    running.child.kill("SIGKILL");
    running = start();
    return `error over ${limit / 1000} s`;
  };
  const problemOf = (reply: string): string | null =>
    reply.startsWith("error ") ? reply.slice("error ".length) : null;
  return {
    name: `${title} ${await ask("names")}`,
    async prepare(setup, call) {
      return problemOf(await ask(`setup ${setup}`)) ?? problemOf(await ask(`calls ${call}`));
    },
    async time() {
      const reply = await ask("timed");
      const problem = problemOf(reply);
      return problem === null ? { ms: Number(reply) } : { problem };
    },
    close: () => void running.child.kill(),
  };
}

interface Running {
  readonly child: ChildProcess;
  /** The reply to one request; null after `limit` milliseconds. */
  ask(request: string, limit: number): Promise<string | null>;
}

function run(command: string, script: string): Running {
  const child = spawn(command, [script], { stdio: ["pipe", "pipe", "ignore"] });
  let waiting: ((reply: string) => void) | null = null;
  const tell = (reply: string): void => {
    const done = waiting;
    waiting = null;
    done?.(reply);
  };
  createInterface({ input: child.stdout }).on("line", (line) => {
    if (line.startsWith("@@ ")) tell(line.slice(3));
  });
  child.on("exit", () => tell(`error ${command} ended`));
  // A pipe that broke shows itself as the exit.
  child.stdin.on("error", () => undefined);
  return {
    child,
    ask: (request, limit) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => {
          waiting = null;
          resolve(null);
        }, limit);
        waiting = (reply) => {
          clearTimeout(timer);
          resolve(reply);
        };
        child.stdin.write(`${request}\n`);
      }),
  };
}
