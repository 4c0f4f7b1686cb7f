/** A study folder from the disk: protocol and the bytes of its data files, or every problem. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { MAX_FILE_BYTES } from "../cohort/read-table.ts";
import { tooLarge } from "../core/issues/file.ts";
import type { Issue } from "../core/issues/issue.ts";
import { noProtocol, notReadable } from "../core/issues/protocol.ts";
import { type LoadedStudy, readStudy } from "../session/read-study.ts";

export interface StudyOnDisk extends LoadedStudy {
  /** Absolute path of the folder. */
  readonly folder: string;
}

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** `study` is a folder with a study.yaml, or a protocol file itself. */
export function loadStudy(
  study: string,
  cwd: string,
): { readonly loaded: StudyOnDisk } | { readonly issues: readonly Issue[] } {
  const isFolder = existsSync(study) && statSync(study).isDirectory();
  const path = isFolder ? join(study, "study.yaml") : study;
  const shown = relative(cwd, path) || basename(path);
  if (!existsSync(path)) return { issues: [{ ...noProtocol(), at: { file: shown } }] };
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (problem) {
    return { issues: [{ ...notReadable(reasonOf(problem)), at: { file: shown } }] };
  }
  const folder = dirname(path);
  const read = readStudy({
    protocol: { name: basename(path), shown, bytes },
    file: (name) => dataFile(folder, name),
    sha256,
  });
  return "issues" in read ? read : { loaded: { folder, ...read.loaded } };
}

function dataFile(folder: string, name: string): Uint8Array | string | Issue {
  const path = join(folder, name);
  try {
    const { size } = statSync(path);
    // Before a byte is read: a file that will be refused is not worth its memory.
    return size > MAX_FILE_BYTES ? tooLarge(name, size, MAX_FILE_BYTES) : readFileSync(path);
  } catch (problem) {
    return reasonOf(problem);
  }
}

/** A failure of the file system in a few words, without a path of this machine. */
export function reasonOf(problem: unknown): string {
  const code = (problem as NodeJS.ErrnoException).code;
  const words: Readonly<Record<string, string>> = {
    ENOENT: "no such file",
    EACCES: "no permission to read it",
    EPERM: "not permitted",
    EISDIR: "a folder",
    ENOTDIR: "a path through something that is not a folder",
    EROFS: "a read-only disk",
    ENOSPC: "no space left on the disk",
  };
  if (code === undefined) return problem instanceof Error ? problem.message : String(problem);
  return words[code] ?? code;
}
