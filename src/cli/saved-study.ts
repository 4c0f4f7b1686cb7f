/** A saved study (.cistern) on the disk. */
import { readFileSync, statSync } from "node:fs";
import { tooLarge } from "../core/issues/file.ts";
import type { Issue } from "../core/issues/issue.ts";
import { notReadable } from "../core/issues/protocol.ts";
import { ARCHIVE_LIMITS, unpackStudy } from "../session/archive.ts";
import { reasonOf } from "./reason-of.ts";

const EXTENSION = /\.cistern$/i;

export const isSavedStudy = (path: string): boolean => EXTENSION.test(path);

export const withoutExtension = (path: string): string => path.replace(EXTENSION, "");

export function readSavedStudy(
  path: string,
  shown: string,
): { readonly files: ReadonlyMap<string, Uint8Array> } | { readonly issues: readonly Issue[] } {
  try {
    const { size } = statSync(path);
    // Packed files are hardly ever larger than what they unpack to.
    if (size > ARCHIVE_LIMITS.bytes)
      return { issues: [tooLarge(shown, size, ARCHIVE_LIMITS.bytes, "a saved study")] };
    return unpackStudy(readFileSync(path), shown);
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).syscall === undefined) throw problem;
    return { issues: [{ ...notReadable(reasonOf(problem)), at: { file: shown } }] };
  }
}
