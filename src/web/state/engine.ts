/** The page's end of the worker: a promise per call; cancelling ends the worker and starts a fresh one. */
import type { CallName, Calls, Files, ProgressNote, Response } from "../messages.ts";

/** A newer evaluation took the place of this one, or the person cancelled it: not a fault. */
export class Superseded extends Error {
  override readonly name = "Superseded";
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(problem: Error): void;
  progress?(note: ProgressNote): void;
}

export interface Engine {
  readonly call: <N extends CallName>(
    name: N,
    ask: Calls[N]["ask"],
    progress?: (note: ProgressNote) => void,
  ) => Promise<Calls[N]["answer"]>;
  /** Ends whatever runs; the study's files are given to the new worker. */
  readonly cancel: () => void;
}

export function startEngine(program: string): Engine {
  const url = URL.createObjectURL(new Blob([program], { type: "text/javascript" }));
  let count = 0;
  let waiting = new Map<number, Waiting>();
  let files: Files | null = null;
  let worker = start();

  function start(): Worker {
    const fresh = new Worker(url);
    fresh.onmessage = ({ data }: MessageEvent<Response>) => {
      const call = waiting.get(data.id);
      if (call === undefined) return;
      if (data.kind === "progress") return call.progress?.(data.progress);
      waiting.delete(data.id);
      if (data.kind === "answer") call.resolve(data.answer);
      else if (data.kind === "superseded") call.reject(new Superseded());
      else call.reject(new Error(data.reason));
    };
    fresh.onerror = (event) => {
      const failed = waiting;
      waiting = new Map();
      for (const call of failed.values())
        call.reject(new Error(event.message || "the worker stopped, perhaps for lack of memory"));
    };
    return fresh;
  }

  const engine: Engine = {
    call: (name, ask, progress) => {
      if (name === "files") ({ files } = ask as Calls["files"]["ask"]);
      const id = ++count;
      return new Promise((resolve, reject) => {
        waiting.set(id, {
          resolve,
          reject,
          ...(progress === undefined ? {} : { progress }),
        });
        worker.postMessage({ id, name, ask });
      });
    },
    cancel: () => {
      worker.terminate();
      const ended = waiting;
      waiting = new Map();
      worker = start();
      if (files !== null) void engine.call("files", { files });
      for (const call of ended.values()) call.reject(new Superseded());
    },
  };
  return engine;
}
