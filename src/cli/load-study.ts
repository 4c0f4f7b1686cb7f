/** A study folder from the disk: protocol and the bytes of its data files, or every problem. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { MAX_FILE_BYTES } from "../cohort/read-table.ts";
import { tooLarge } from "../core/issues/file.ts";
import type { Issue } from "../core/issues/issue.ts";
import { noProtocol, notReadable } from "../core/issues/protocol.ts";
import { readProtocol } from "../study/read-protocol.ts";
import { type Resolved, resolve } from "../study/resolve.ts";
import type { StudyFile } from "../study/run.ts";

export interface LoadedStudy {
  /** Absolute path of the folder. */
  readonly folder: string;
  readonly protocolName: string;
  readonly protocolSha256: string;
  readonly resolved: Resolved;
  readonly files: readonly StudyFile[];
}

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** `study` is a folder with a study.yaml, or a protocol file itself. */
export function loadStudy(
  study: string,
  cwd: string,
): { readonly loaded: LoadedStudy } | { readonly issues: readonly Issue[] } {
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
  const read = readProtocol(new TextDecoder("utf-8").decode(bytes), shown);
  if ("issues" in read) return read;
  const result = resolve(read.protocol, read.source);
  if ("issues" in result) return result;
  const folder = dirname(path);
  const issues: Issue[] = [];
  const files = read.protocol.data.flatMap(({ file }, i): StudyFile[] => {
    const where = join(folder, file);
    const place = read.source.place(["data", i, "file"]);
    try {
      const { size } = statSync(where);
      // Before a byte is read: a file that will be refused is not worth its memory.
      if (size > MAX_FILE_BYTES) {
        issues.push(tooLarge(file, size, MAX_FILE_BYTES));
        return [];
      }
      const content = readFileSync(where);
      return [{ name: file, bytes: content, sha256: sha256(content) }];
    } catch (problem) {
      issues.push({ ...notReadable(reasonOf(problem)), at: { ...place, path: file } });
      return [];
    }
  });
  if (issues.length > 0) return { issues };
  return {
    loaded: {
      folder,
      protocolName: basename(path),
      protocolSha256: sha256(bytes),
      resolved: result.resolved,
      files,
    },
  };
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
