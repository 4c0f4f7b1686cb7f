/** What a person dropped or chose -> a study, or a sentence that says why not. */
import { isStudyFile, isTableFile, TABLE_KINDS } from "../../cohort/table-files.ts";
import type { Files } from "../messages.ts";

export interface Opened {
  /** Name for the saved file. */
  readonly name: string;
  /** Null where a first protocol is to be drafted from `table`. */
  readonly protocol: string | null;
  readonly table: string | null;
  readonly files: Files;
}

/** A file with its path below what was dropped. */
export interface GivenFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

const stem = (path: string): string => path.replace(/^.*\//, "").replace(/\.[^.]+$/, "");

export const savedAmong = (given: readonly GivenFile[]): GivenFile | undefined =>
  given.find(({ path }) => /\.cistern$/i.test(path));

/** A study from the files of a saved one; `path` is that of the .cistern file. */
export function openedFromSaved(path: string, saved: Files): Opened {
  const files = new Map(saved);
  const protocol = files.get("study.yaml")!;
  files.delete("study.yaml");
  return { name: stem(path), protocol: textOf(protocol), table: null, files };
}

/**
 * A folder is known by its study.yaml; a table becomes a new study.
 *
 * @throws Error - a sentence for the person
 */
export function openedFrom(given: readonly GivenFile[]): Opened {
  const protocol = given
    .filter(({ path }) => /(?:^|\/)study\.ya?ml$/i.test(path))
    .sort((a, b) => a.path.split("/").length - b.path.split("/").length)[0];
  if (protocol !== undefined) {
    const folder = protocol.path.replace(/[^/]*$/, "");
    const files = new Map(
      given
        .filter(
          ({ path }) => path.startsWith(folder) && isStudyFile(path) && !path.startsWith(`${folder}results/`),
        )
        .map(({ path, bytes }) => [path.slice(folder.length), bytes] as const),
    );
    const name = folder.split("/").at(-2) ?? "study";
    return { name, protocol: textOf(protocol.bytes), table: null, files };
  }
  const tables = given.filter(({ path }) => isTableFile(path));
  const [table] = tables;
  if (table === undefined)
    throw new Error(
      given.length === 0
        ? "Nothing was chosen."
        : `${given[0]!.path} is neither a table (${TABLE_KINDS}), a study folder with a study.yaml, nor a saved study (.cistern).`,
    );
  const path = (file: GivenFile): string => `data/${file.path.replace(/^.*\//, "")}`;
  return {
    name: stem(table.path),
    protocol: null,
    table: path(table),
    files: new Map(tables.map((file) => [path(file), file.bytes])),
  };
}

const textOf = (bytes: Uint8Array): string => new TextDecoder("utf-8").decode(bytes);
