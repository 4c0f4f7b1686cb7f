/** The worker's thread: takes requests one after the other; a newer evaluation ends an older one between two steps. */
import "../no-eval.ts";
import { unpackStudy } from "../../session/archive.ts";
import { Stopped } from "../../study/run.ts";
import type { CallName, Request, Response } from "../messages.ts";
import { sentAnswers } from "./sent-answers.ts";
import { studyWorker } from "./study-worker.ts";

declare const CISTERN_VERSION: string;

const scope = globalThis as unknown as {
  postMessage(message: Response): void;
  onmessage: ((event: { data: Request }) => void) | null;
};

const AT_ONCE: ReadonlySet<CallName> = new Set(["cells", "search", "column", "compare", "guess", "reread"]);

const study = studyWorker(CISTERN_VERSION);
const send = sentAnswers();
let newest = 0;
let queue: Promise<void> = Promise.resolve();

/** Lets messages that have arrived be seen. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

async function answerTo(request: Request): Promise<unknown> {
  switch (request.name) {
    case "files":
      study.files(request.ask.files);
      return null;
    case "unpack":
      return unpackStudy(request.ask.bytes, request.ask.name);
    case "pack":
      return study.pack(request.ask.protocol);
    case "draft":
      return study.draft(request.ask.file);
    case "evaluate":
      return send(
        await study.evaluate(request.ask.protocol, {
          async step(label, done, of) {
            scope.postMessage({ id: request.id, kind: "progress", progress: { label, done, of } });
            await turn();
          },
          stopped: () => request.id < newest,
        }),
      );
    case "cells":
      return study.cells(request.ask);
    case "search":
      return study.search(request.ask);
    case "column":
      return study.column(request.ask);
    case "compare":
      return study.compare(request.ask);
    case "guess":
      return study.guess(request.ask);
    case "reread":
      return study.reread(request.ask);
    case "people":
      return study.people(request.ask);
    case "explore":
      return study.explore(request.ask);
    case "bundle":
      return study.bundle(request.ask);
  }
}

async function serve(request: Request): Promise<void> {
  const { id } = request;
  try {
    if (request.name === "evaluate" && id < newest) scope.postMessage({ id, kind: "superseded" });
    else scope.postMessage({ id, kind: "answer", answer: await answerTo(request) });
  } catch (problem) {
    scope.postMessage(
      problem instanceof Stopped
        ? { id, kind: "superseded" }
        : { id, kind: "failed", reason: problem instanceof Error ? problem.message : String(problem) },
    );
  }
}

scope.onmessage = ({ data }) => {
  if (data.name === "evaluate") newest = data.id;
  // What is seen of the tables is wanted at once, also while questions are being answered.
  if (AT_ONCE.has(data.name)) void serve(data);
  else queue = queue.then(() => serve(data));
};
