/** Which file of the study folder a request may mean. */
import { realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { MAX_FILE_BYTES } from "../../cohort/file-limit.ts";
import { binaryFormatOf } from "../../cohort/read/read-binary.ts";
import { tooLarge } from "../../core/issues/file.ts";
import type { Issue } from "../../core/issues/issue.ts";
import { notReadable, outsideStudy } from "../../core/issues/protocol.ts";
import { leadsOutside, notAFile, notServed } from "../../core/issues/server.ts";
import { PROTOCOL_NAME } from "../../session/archive.ts";
import { isInside } from "../../study/check-plates.ts";
import { reasonOf } from "../reason-of.ts";

/** True for the names of tables, of the kinds that `readTable` knows. */
export const isTable = (name: string): boolean =>
  /\.(?:csv|tsv|txt|xls[xm])$/i.test(name) || binaryFormatOf(name) !== null;

export type Found =
  | { readonly path: string; readonly size: number }
  | { readonly status: 403 | 404 | 413; readonly issue: Issue };

/**
 * The real path of a readable file below `folder`, links resolved.
 *
 * `name` is decoded and uses "/"; `named` are the data files that the protocol names, whatever their extension.
 */
export function findFile(folder: string, name: string, named: ReadonlySet<string>): Found {
  const at = { file: name };
  if (!isInside(name) || name.includes("\\")) return { status: 403, issue: { ...outsideStudy(name), at } };
  if (name !== PROTOCOL_NAME && !isTable(name) && !named.has(name))
    return { status: 403, issue: notServed(name) };
  try {
    const root = realpathSync(folder);
    const path = realpathSync(join(root, name));
    if (!path.startsWith(root.endsWith(sep) ? root : root + sep))
      return { status: 403, issue: leadsOutside(name) };
    const found = statSync(path);
    if (!found.isFile()) return { status: 404, issue: notAFile(name) };
    if (found.size > MAX_FILE_BYTES)
      return { status: 413, issue: tooLarge(name, found.size, MAX_FILE_BYTES) };
    return { path, size: found.size };
  } catch (problem) {
    return { status: 404, issue: { ...notReadable(reasonOf(problem)), at } };
  }
}
