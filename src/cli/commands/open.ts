import { randomBytes } from "node:crypto";
import { existsSync, realpathSync, statSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import type { Issue } from "../../core/issues/issue.ts";
import { noProtocol } from "../../core/issues/protocol.ts";
import { notAFolder } from "../../core/issues/server.ts";
import { PROTOCOL_NAME } from "../../session/archive.ts";
import type { ExitCode, Io } from "../io.ts";
import { openBrowser } from "../open/browser.ts";
import { readPage } from "../open/page.ts";
import { startServer } from "../open/server.ts";
import { pageFile } from "../page-file.ts";
import { printable, sayIssues } from "../say-issues.ts";
import { isSavedStudy } from "../saved-study.ts";

export interface OpenFlags {
  readonly port: number;
  readonly browser: boolean;
}

/** Serves the page until the person stops it. `file` is the page. */
export async function openCommand(
  study: string,
  flags: OpenFlags,
  io: Io,
  file = pageFile(),
): Promise<ExitCode> {
  const refuse = (issues: readonly Issue[]): ExitCode => {
    sayIssues({ out: (line) => io.err(line) }, issues);
    return 1;
  };
  const folder = resolve(io.cwd, study);
  const shown = relative(io.cwd, folder) || ".";
  if (!existsSync(join(folder, PROTOCOL_NAME)))
    return refuse([
      isSavedStudy(folder) && existsSync(folder) && statSync(folder).isFile()
        ? notAFolder(shown)
        : { ...noProtocol(), at: { file: join(shown, PROTOCOL_NAME) } },
    ]);
  const page = readPage(file);
  if ("issues" in page) return refuse(page.issues);
  const token = randomBytes(32).toString("base64url");
  const server = await startServer({ folder: realpathSync(folder), page, token, port: flags.port });
  if ("issues" in server) return refuse(server.issues);

  const address = `http://127.0.0.1:${server.port}/#token=${token}`;
  io.out(address);
  io.err(printable(`${basename(folder)} is open at this address, for this machine alone; Ctrl-C closes it.`));
  io.err("The address holds the key to the study: do not pass it on.");
  if (flags.browser && io.interactive)
    openBrowser(address, () => io.err("No browser could be started: open the address above in one."));
  while (!io.stopped()) await new Promise((later) => setTimeout(later, 100));
  await server.close();
  return 0;
}
