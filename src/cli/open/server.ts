/** The server of `cistern open`: one page, one study, this machine only. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createAdaptorServer } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Issue } from "../../core/issues/issue.ts";
import { notWritable } from "../../core/issues/results.ts";
import {
  badPath,
  basisMissing,
  bodyTooLarge,
  changedMeanwhile,
  methodNotAllowed,
  nothingHere,
  notUtf8,
  notWritten,
  portTaken,
  unforeseen,
} from "../../core/issues/server.ts";
import { PROTOCOL_NAME } from "../../session/archive.ts";
import type { Conflict } from "../../session/server-api.ts";
import { reasonOf } from "../reason-of.ts";
import { writeResults } from "../write-results.ts";
import { safeHeaders, sameOrigin, withToken } from "./guard.ts";
import { listStudy, namedFiles } from "./listing.ts";
import type { ServedPage } from "./page.ts";
import { findFile } from "./paths.ts";
import { readResults } from "./posted-results.ts";
import { problemOf, refusal } from "./problem.ts";
import { etagOf, storeProtocol } from "./protocol-file.ts";

const LOOPBACK = "127.0.0.1";
const FILES = "/api/files/";
const MOST_PROTOCOL_BYTES = 2_000_000;
const MOST_RESULT_BYTES = 200_000_000;

export interface OpenStudy {
  /** Absolute path of the study folder. */
  readonly folder: string;
  readonly page: ServedPage;
  readonly token: string;
  /** 0 for any free one. */
  readonly port: number;
}

export interface RunningServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens on the loopback address alone. */
export function startServer(
  study: OpenStudy,
): Promise<RunningServer | { readonly issues: readonly Issue[] }> {
  let port = study.port;
  const server = createAdaptorServer({ fetch: application(study, () => port).fetch, hostname: LOOPBACK });
  return new Promise((resolve, reject) => {
    server.once("error", (problem: NodeJS.ErrnoException) => {
      if (problem.code === "EADDRINUSE") resolve({ issues: [portTaken(port)] });
      else reject(problem);
    });
    server.listen(study.port, LOOPBACK, () => {
      const address = server.address();
      if (typeof address === "object" && address !== null) port = address.port;
      resolve({
        port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            // A browser keeps its connections open for later.
            if ("closeAllConnections" in server) server.closeAllConnections();
          }),
      });
    });
  });
}

function application({ folder, page, token }: OpenStudy, port: () => number): Hono {
  const app = new Hono();
  app.use(safeHeaders, sameOrigin(port));
  app.use("/api/*", withToken(token));

  app.get("/", (c) => {
    c.header("Content-Security-Policy", page.policy);
    return c.html(page.html);
  });
  app.get("/api/study", (c) => c.json(listStudy(folder)));
  app.get(`${FILES}*`, (c) => {
    const name = nameOf(c);
    if (name === null) return refusal(c, 400, badPath(c.req.path));
    const found = findFile(folder, name, namedFiles(folder) ?? new Set());
    if ("issue" in found) return refusal(c, found.status, found.issue);
    const bytes = readFileSync(found.path);
    return c.body(bytes, 200, { "Content-Type": "application/octet-stream", ETag: etagOf(bytes) });
  });
  app.put(`${FILES}*`, limited("a protocol", MOST_PROTOCOL_BYTES), async (c) => {
    const name = nameOf(c);
    if (name === null) return refusal(c, 400, badPath(c.req.path));
    if (name !== PROTOCOL_NAME) return refusal(c, 403, notWritten(name));
    const basedOn = c.req.header("If-None-Match") === "*" ? null : c.req.header("If-Match");
    if (basedOn === undefined) return refusal(c, 428, basisMissing());
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    if (!isUtf8(bytes)) return refusal(c, 400, notUtf8(PROTOCOL_NAME));
    const stored = storeProtocol(folder, bytes, basedOn);
    if ("issue" in stored) return refusal(c, stored.status, stored.issue);
    if ("etag" in stored) return c.json({ etag: stored.etag }, 200, { ETag: stored.etag });
    const conflict: Conflict = { ...problemOf([changedMeanwhile(PROTOCOL_NAME)]), current: stored.current };
    return c.json(conflict, 412, stored.current === null ? {} : { ETag: stored.current.etag });
  });
  app.post("/api/results", limited("results", MOST_RESULT_BYTES), async (c) => {
    const results = readResults(await c.req.text());
    if ("issues" in results) return refusal(c, 400, ...results.issues);
    const written = writeResults(join(folder, "results"), results.files);
    if ("issues" in written) return refusal(c, 409, ...written.issues);
    return c.json({ folder: "results" });
  });

  for (const [path, allowed] of Object.entries({
    "/": ["GET"],
    "/api/study": ["GET"],
    [`${FILES}*`]: ["GET", "PUT"],
    "/api/results": ["POST"],
  }))
    app.all(path, (c) => {
      c.header("Allow", allowed.join(", "));
      return refusal(c, 405, methodNotAllowed(c.req.method, allowed));
    });
  app.notFound((c) => refusal(c, 404, nothingHere(c.req.path)));
  // A full disk, a folder without rights: in words, and without a path of this machine.
  app.onError((problem, c) =>
    refusal(
      c,
      500,
      "syscall" in problem ? notWritable("study", reasonOf(problem)) : unforeseen(problem.message),
    ),
  );
  return app;
}

const limited = (what: string, maxSize: number): ReturnType<typeof bodyLimit> =>
  bodyLimit({ maxSize, onError: (c) => refusal(c, 413, bodyTooLarge(what, maxSize)) });

/** Path below /api/files/, decoded once; null when it cannot be. */
function nameOf(c: Context): string | null {
  try {
    return decodeURIComponent(new URL(c.req.url).pathname.slice(FILES.length));
  } catch {
    return null;
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
