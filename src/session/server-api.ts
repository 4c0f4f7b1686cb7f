/** What `cistern open` and the page say to each other, all below `/api`. Both sides import these shapes. */
import type { Issue } from "../core/issues/issue.ts";

/** Answer of GET /api/study. */
export interface StudyListing {
  /** Name of the study folder. */
  readonly name: string;
  /** Name below `/api/files/` of the only file that may be written. */
  readonly protocol: string;
  /** The protocol and the data files that it names; of a protocol with errors, every table below the folder. */
  readonly files: readonly ListedFile[];
  /** Files that are named and cannot be given, and why. */
  readonly issues: readonly Issue[];
  /** Version of Cistern. */
  readonly version: string;
}

export interface ListedFile {
  /** Below the study folder, with "/". */
  readonly path: string;
  readonly size: number;
  /** Lower-case hexadecimal; in quotes it is the file's ETag. */
  readonly sha256: string;
}

/** Every refusal. */
export interface Problem {
  /** The issues in sentences. */
  readonly message: string;
  readonly issues: readonly Issue[];
}

/** Refusal of PUT with status 412: what stands in the file now; null when it is gone. */
export interface Conflict extends Problem {
  readonly current: { readonly text: string; readonly etag: string } | null;
}
