/** A study folder or a saved study from the disk: protocol and the bytes of its data files, or every problem. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { MAX_FILE_BYTES } from "../cohort/file-limit.ts";
import { tooLarge } from "../core/issues/file.ts";
import type { Issue } from "../core/issues/issue.ts";
import { noProtocol, notReadable } from "../core/issues/protocol.ts";
import { archiveName, PROTOCOL_NAME } from "../session/archive.ts";
import { type LoadedStudy, readStudy } from "../session/read-study.ts";
import { reasonOf } from "./reason-of.ts";
import { isSavedStudy, readSavedStudy, withoutExtension } from "./saved-study.ts";

export interface StudyOnDisk extends LoadedStudy {
  /** Folder that a run writes: `results/` of the study, or `NAME-results/` beside `NAME.cistern`. */
  readonly results: string;
  readonly protocolBytes: Uint8Array;
}

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/**
 * `study` is a folder with a study.yaml, a protocol file itself, or a saved study (.cistern).
 *
 * @param dataFolder - where the files are looked for instead, under the protocol's paths or their last parts
 */
export function loadStudy(
  study: string,
  cwd: string,
  dataFolder?: string,
): { readonly loaded: StudyOnDisk } | { readonly issues: readonly Issue[] } {
  const isFolder = existsSync(study) && statSync(study).isDirectory();
  if (!isFolder && isSavedStudy(study)) return loadSaved(study, cwd);
  const path = isFolder ? join(study, PROTOCOL_NAME) : study;
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
    file: (name) => dataFile(dataFolder === undefined ? folder : dataFolder, nameIn(dataFolder, name)),
    sha256,
  });
  if ("issues" in read) return read;
  return { loaded: { results: join(folder, "results"), protocolBytes: bytes, ...read.loaded } };
}

function loadSaved(
  file: string,
  cwd: string,
): { readonly loaded: StudyOnDisk } | { readonly issues: readonly Issue[] } {
  const shown = relative(cwd, file) || basename(file);
  const saved = readSavedStudy(file, shown);
  if ("issues" in saved) return saved;
  const bytes = saved.files.get(PROTOCOL_NAME)!;
  const read = readStudy({
    protocol: { name: PROTOCOL_NAME, shown: `${shown}/${PROTOCOL_NAME}`, bytes },
    file: (name) => saved.files.get(archiveName(name)) ?? "no such file in the saved study",
    sha256,
  });
  if ("issues" in read) return read;
  return {
    loaded: { results: `${withoutExtension(file)}-results`, protocolBytes: bytes, ...read.loaded },
  };
}

const nameIn = (dataFolder: string | undefined, name: string): string =>
  dataFolder === undefined || existsSync(join(dataFolder, name)) ? name : basename(name);

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
