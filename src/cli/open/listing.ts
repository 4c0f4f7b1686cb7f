/** What the page is told of the study folder. */
import { createHash } from "node:crypto";
import { type Dirent, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Issue } from "../../core/issues/issue.ts";
import { notReadable } from "../../core/issues/protocol.ts";
import { listCut } from "../../core/issues/server.ts";
import { ARCHIVE_LIMITS, archiveName, PROTOCOL_NAME } from "../../session/archive.ts";
import type { ListedFile, StudyListing } from "../../session/server-api.ts";
import { readProtocol } from "../../study/read-protocol.ts";
import { studyFilesOf } from "../../study/study-files.ts";
import { reasonOf } from "../reason-of.ts";
import { version } from "../version.ts";
import { findFile, isTable } from "./paths.ts";

const MOST_TABLES = 200;
const MOST_LOOKED_AT = 10_000;
const DEEPEST = 5;

export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Files that the protocol names, as the archive would name them; null when it cannot be read. */
export function namedFiles(folder: string): ReadonlySet<string> | null {
  const found = findFile(folder, PROTOCOL_NAME, new Set());
  if ("issue" in found) return null;
  const read = readProtocol(readFileSync(found.path, "utf8"), PROTOCOL_NAME);
  if ("issues" in read) return null;
  return new Set(studyFilesOf(read.protocol).map(({ name }) => archiveName(name)));
}

export function listStudy(folder: string): StudyListing {
  const named = namedFiles(folder);
  const scan = named === null ? tablesBelow(folder) : { names: [...named], cut: false };
  const issues: Issue[] = scan.cut ? [listCut(basename(folder), MOST_TABLES)] : [];
  let room = ARCHIVE_LIMITS.bytes;
  const files = [PROTOCOL_NAME, ...scan.names].flatMap((path): ListedFile[] => {
    const found = findFile(folder, path, named ?? new Set());
    if ("issue" in found) {
      issues.push(found.issue);
      return [];
    }
    room -= found.size;
    // Tables that nobody asked for are not worth more than a study may hold.
    if (named === null && room < 0) return [];
    try {
      const bytes = readFileSync(found.path);
      return [{ path, size: bytes.length, sha256: sha256(bytes) }];
    } catch (problem) {
      issues.push({ ...notReadable(reasonOf(problem)), at: { file: path } });
      return [];
    }
  });
  return { name: basename(folder), protocol: PROTOCOL_NAME, files, issues, version: version() };
}

/** Tables below the folder, results and hidden folders left out. */
function tablesBelow(folder: string): { readonly names: readonly string[]; readonly cut: boolean } {
  const names: string[] = [];
  let looked = 0;
  const look = (below: string, depth: number): void => {
    let entries: readonly Dirent[];
    try {
      entries = readdirSync(join(folder, below), { withFileTypes: true });
    } catch {
      // A folder that may not be read holds no table that could be offered.
      return;
    }
    for (const entry of [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))) {
      looked += 1;
      if (looked > MOST_LOOKED_AT || names.length > MOST_TABLES) return;
      const name = `${below}${entry.name}`;
      if (entry.name.startsWith(".") || name === "results" || entry.name === "node_modules") continue;
      if (entry.isDirectory() && depth < DEEPEST) look(`${name}/`, depth + 1);
      else if (!entry.isDirectory() && isTable(name)) names.push(name);
    }
  };
  look("", 1);
  return { names: names.slice(0, MOST_TABLES), cut: looked > MOST_LOOKED_AT || names.length > MOST_TABLES };
}
