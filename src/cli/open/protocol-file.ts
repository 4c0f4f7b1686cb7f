/** study.yaml, the only file that the page writes: whole or not at all, and never over somebody else's change. */
import { chmodSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PROTOCOL_NAME } from "../../session/archive.ts";
import type { Conflict } from "../../session/server-api.ts";
import { sha256 } from "./listing.ts";
import { type Found, findFile } from "./paths.ts";

export const etagOf = (bytes: Uint8Array): string => `"${sha256(bytes)}"`;

type Refused = Extract<Found, { issue: unknown }>;

/**
 * Stores `bytes` when the file is still the one that was read.
 *
 * `basedOn` is the ETag of that text; null when there was no file.
 */
export function storeProtocol(
  folder: string,
  bytes: Uint8Array,
  basedOn: string | null,
): { readonly etag: string } | { readonly current: Conflict["current"] } | Refused {
  const found = findFile(folder, PROTOCOL_NAME, new Set());
  const isThere = "path" in found;
  if (!isThere && found.status !== 404) return found;
  const path = isThere ? found.path : join(folder, PROTOCOL_NAME);
  // Beside the file itself, so that the last step is one rename on one disk.
  const fresh = join(dirname(path), `.${PROTOCOL_NAME}-new-${process.pid}`);
  try {
    // A file or link of this name that somebody left there must not be written through.
    rmSync(fresh, { force: true });
    writeFileSync(fresh, bytes, { flag: "wx", flush: true });
    if (isThere) chmodSync(fresh, statSync(path).mode);
    // As late as can be: an editor may have saved while the new text was on its way to the disk.
    const current = contentsOf(path);
    if ((current === null ? null : etagOf(current)) !== basedOn)
      return {
        current: current === null ? null : { text: new TextDecoder().decode(current), etag: etagOf(current) },
      };
    renameSync(fresh, path);
  } finally {
    rmSync(fresh, { force: true });
  }
  return { etag: etagOf(bytes) };
}

function contentsOf(path: string): Uint8Array | null {
  try {
    return readFileSync(path);
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw problem;
  }
}
