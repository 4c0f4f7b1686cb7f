/** Protocol bytes and a way to the data files it names -> a study ready to be checked, or every problem. */
import { notReadable } from "../core/issues/protocol.ts";
import type { Issue } from "../core/issues/issue.ts";
import { readProtocol } from "../study/read-protocol.ts";
import { type Resolved, resolve } from "../study/resolve.ts";
import type { StudyFile } from "../study/run.ts";
import { studyFilesOf } from "../study/study-files.ts";

/** What a study is read from: a folder on a disk, or the files that a page holds. */
export interface StudySource {
  readonly protocol: {
    /** Name below the study folder, such as `study.yaml`. */
    readonly name: string;
    /** Name as messages show it. */
    readonly shown: string;
    readonly bytes: Uint8Array;
  };
  /** Bytes of a data file as the protocol names it; a string is the reason why there are none. */
  file(name: string): Uint8Array | string | Issue;
  /** Lower-case hexadecimal. */
  sha256(bytes: Uint8Array): string;
}

export interface LoadedStudy {
  readonly protocolName: string;
  readonly protocolSha256: string;
  readonly resolved: Resolved;
  readonly files: readonly StudyFile[];
}

/**
 * Reads and resolves the protocol, then fetches the files it names.
 *
 * @example readStudy({ protocol: { name: "study.yaml", shown: "study.yaml", bytes }, file: (name) => files.get(name) ?? "no such file", sha256 })
 */
export function readStudy(
  source: StudySource,
): { readonly loaded: LoadedStudy } | { readonly issues: readonly Issue[] } {
  const { name, shown, bytes } = source.protocol;
  const read = readProtocol(new TextDecoder("utf-8").decode(bytes), shown);
  if ("issues" in read) return read;
  const result = resolve(read.protocol, read.source);
  if ("issues" in result) return result;
  const issues: Issue[] = [];
  const fetched = (file: string, path: readonly (string | number)[]): StudyFile[] => {
    const found = source.file(file);
    if (found instanceof Uint8Array) return [{ name: file, bytes: found, sha256: source.sha256(found) }];
    if (typeof found === "string")
      issues.push({ ...notReadable(found), at: { ...read.source.place(path), path: file } });
    else issues.push(found);
    return [];
  };
  const files = studyFilesOf(read.protocol).flatMap((file) => fetched(file.name, file.path));
  if (issues.length > 0) return { issues };
  return {
    loaded: { protocolName: name, protocolSha256: source.sha256(bytes), resolved: result.resolved, files },
  };
}
