/** A study saved as one `.cistern` file: a ZIP archive of study.yaml, the data files and a note of the format. */
import { Inflate, zipSync } from "fflate";
import { MAX_FILE_BYTES } from "../cohort/file-limit.ts";
import { readDirectory, type ZipEntry } from "../cohort/zip-directory.ts";
import {
  expandsTooFar,
  laterFormat,
  nameTwice,
  noProtocolInside,
  notASavedStudy,
  tooManyFiles,
  unreadableFormat,
  unsafeName,
} from "../core/issues/archive.ts";
import { damagedFile } from "../core/issues/file.ts";
import { type Issue, refuse, shown } from "../core/issues/issue.ts";
import { isInside } from "../study/check-plates.ts";
import { crc32 } from "./crc-32.ts";

export const PROTOCOL_NAME = "study.yaml";

export interface ArchiveLimits {
  readonly files: number;
  /** Unpacked, one file and all of them. */
  readonly fileBytes: number;
  readonly bytes: number;
}

export const ARCHIVE_LIMITS: ArchiveLimits = {
  files: 1000,
  fileBytes: MAX_FILE_BYTES,
  bytes: 500 * 1048576,
};

const FORMAT = 1;
const FORMAT_NAME = "cistern.json";
// So much is unpacked between two looks at the limits; deflate makes at most 1,032 bytes of one.
const STEP_BYTES = 16_384;

/**
 * Packs study.yaml and its data files, named relative to the study folder with "/". The same files give the same bytes.
 *
 * @throws InputError - no study.yaml; names that `unpackStudy` would refuse; too many or too large files
 * @example packStudy(new Map([["study.yaml", protocol], ["data/cohort.csv", table]]))
 */
export function packStudy(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const names = [...files.keys()].sort();
  const limits = ARCHIVE_LIMITS;
  const issues = checkNames([FORMAT_NAME, ...names], "study");
  if (!files.has(PROTOCOL_NAME)) issues.push(noProtocolInside("study"));
  if (files.size >= limits.files) issues.push(tooManyFiles("study", files.size, limits.files - 1));
  for (const [name, bytes] of files)
    if (bytes.length > limits.fileBytes)
      issues.push(expandsTooFar("study", name, limits.fileBytes, "one file"));
  const total = [...files.values()].reduce((sum, bytes) => sum + bytes.length, 0);
  if (total > limits.bytes) issues.push(expandsTooFar("study", undefined, limits.bytes, "all files"));
  refuse(issues);
  const format = new TextEncoder().encode(`${JSON.stringify({ program: "Cistern", format: FORMAT })}\n`);
  const parts = [[FORMAT_NAME, format] as const, ...names.map((name) => [name, files.get(name)!] as const)];
  // The archive stores the hour as this machine's clock shows it, so the time is made by the same clock.
  return zipSync(Object.fromEntries(parts), { level: 6, mtime: new Date(2000, 0, 1, 12) });
}

/**
 * Unpacks what `packStudy` made, or what somebody says it made: sizes are counted while unpacking and every part is
 * compared with its checksum. `shownName` is the file as messages name it.
 *
 * @example unpackStudy(bytes, "ms-il6.cistern") // { files: Map { "study.yaml" => ..., "data/cohort.csv" => ... } }
 */
export function unpackStudy(
  bytes: Uint8Array,
  shownName: string,
  limits = ARCHIVE_LIMITS,
): { readonly files: ReadonlyMap<string, Uint8Array> } | { readonly issues: readonly Issue[] } {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b)
    return {
      issues: [notASavedStudy(shownName, bytes.length === 0 ? "an empty file" : "a file of another kind")],
    };
  const directory = readDirectory(bytes);
  if (typeof directory === "string") return { issues: [damaged(shownName, directory)] };
  if (directory.length > limits.files)
    return { issues: [tooManyFiles(shownName, directory.length, limits.files)] };
  // Other programs list folders as entries of their own.
  const entries = directory.filter((entry) => !entry.name.endsWith("/"));
  const names = entries.map((entry) => entry.name);
  if (!names.includes(FORMAT_NAME))
    return { issues: [notASavedStudy(shownName, "another kind of ZIP archive")] };
  const issues = checkNames(names, shownName);
  if (!names.includes(PROTOCOL_NAME)) issues.push(noProtocolInside(shownName));
  if (issues.length > 0) return { issues };

  const files = new Map<string, Uint8Array>();
  let total = 0;
  for (const entry of entries) {
    const room = limits.bytes - total;
    const part = unpack(bytes, entry, Math.min(room, limits.fileBytes), shownName);
    if (part === "too far")
      return {
        issues: [
          room < limits.fileBytes
            ? expandsTooFar(shownName, entry.name, limits.bytes, "all files")
            : expandsTooFar(shownName, entry.name, limits.fileBytes, "one file"),
        ],
      };
    if (!(part instanceof Uint8Array)) return { issues: [part] };
    total += part.length;
    files.set(entry.name, part);
  }
  const refused = formatIssue(files.get(FORMAT_NAME)!, shownName);
  if (refused !== null) return { issues: [refused] };
  files.delete(FORMAT_NAME);
  return { files };
}

/** A data file as a protocol names it (`./data\cohort.csv`) -> as the archive names it (`data/cohort.csv`). */
export const archiveName = (name: string): string =>
  name
    .split(/[\\/]/)
    .filter((part) => part !== "." && part !== "")
    .join("/");

const damaged = (file: string, detail: string): Issue =>
  damagedFile(file, "a complete saved study (.cistern)", detail);

// What Windows would refuse, cut or take for a device is refused everywhere: a study must open on the next computer too.
export const isPortable = (name: string): boolean =>
  isInside(name) &&
  name.length <= 1000 &&
  !/[\\:*?"<>|\ufffd\p{Cc}\p{Bidi_Control}\p{Surrogate}]/u.test(name) &&
  name
    .split("/")
    .every((part) => !/^$|^__proto__$|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(part));

function checkNames(names: readonly string[], file: string): Issue[] {
  const unsafe = names.filter((name) => !isPortable(name));
  if (unsafe.length > 0) return unsafe.map((name) => unsafeName(file, name));
  const issues: Issue[] = [];
  const seen = new Map<string, string>();
  // Shorter first: a file `data` then meets the folder of `data/cohort.csv`.
  for (const name of [...names].sort((a, b) => a.split("/").length - b.split("/").length)) {
    const parts = sameOnDisk(name).split("/");
    const taken = parts
      .map((_, i) => seen.get(parts.slice(0, i + 1).join("/")))
      .find((other) => other !== undefined);
    if (taken !== undefined) issues.push(nameTwice(file, name, taken));
    seen.set(parts.join("/"), name);
  }
  return issues;
}

const sameOnDisk = (name: string): string => name.normalize("NFC").toLowerCase();

function unpack(
  bytes: Uint8Array,
  entry: ZipEntry,
  limit: number,
  file: string,
): Uint8Array | "too far" | Issue {
  if (entry.encrypted) return damaged(file, `${shown(entry.name)} under a password`);
  if (entry.method !== 0 && entry.method !== 8)
    return damaged(file, `${shown(entry.name)} packed by an unknown method`);
  const packed = bytes.subarray(entry.dataStart, entry.dataStart + entry.packed);
  if (entry.method === 0 && packed.length > limit) return "too far";
  const part = entry.method === 0 ? packed.slice() : inflate(packed, limit);
  if (part === "too far") return part;
  if (part === "broken") return damaged(file, `${shown(entry.name)} that cannot be unpacked`);
  return crc32(part) === entry.crc32
    ? part
    : damaged(file, `${shown(entry.name)} with bytes that have changed`);
}

function inflate(packed: Uint8Array, limit: number): Uint8Array | "too far" | "broken" {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const stream = new Inflate((chunk) => {
    chunks.push(chunk);
    size += chunk.length;
  });
  try {
    for (let at = 0; at < packed.length; at += STEP_BYTES) {
      stream.push(packed.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= packed.length);
      if (size > limit) return "too far";
    }
  } catch {
    return "broken";
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function formatIssue(bytes: Uint8Array, file: string): Issue | null {
  const text = new TextDecoder().decode(bytes);
  let format: unknown;
  try {
    format = (JSON.parse(text) as { format?: unknown } | null)?.format;
  } catch {
    return unreadableFormat(file, shown(text));
  }
  if (typeof format === "number" && format > FORMAT) return laterFormat(file, format, FORMAT);
  return format === FORMAT ? null : unreadableFormat(file, shown(text));
}
