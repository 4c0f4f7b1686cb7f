/** Files that were chosen or dropped, folders opened, with their paths; limited before a byte is read. */
import { MAX_FILE_BYTES } from "../../cohort/file-limit.ts";
import { isTableFile } from "../../cohort/table-files.ts";
import type { GivenFile } from "./open-files.ts";

const MOST_FILES = 200;
const MOST_BYTES = 3 * MAX_FILE_BYTES;
const isWanted = (path: string): boolean => isTableFile(path) || /\.(?:cistern|ya?ml)$/i.test(path);

/** @throws Error - a sentence for the person */
export async function readFiles(files: Iterable<File> | null): Promise<readonly GivenFile[]> {
  return read([...(files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file })));
}

/** @throws Error - a sentence for the person */
export async function droppedFiles(transfer: DataTransfer): Promise<readonly GivenFile[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return readFiles(transfer.files);
  const found = await Promise.all(entries.map((entry) => filesBelow(entry, "")));
  return read(found.flat());
}

interface Found {
  readonly path: string;
  readonly file: File;
}

async function filesBelow(entry: FileSystemEntry, folder: string): Promise<readonly Found[]> {
  const path = `${folder}${entry.name}`;
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    return [{ path, file }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const children: FileSystemEntry[] = [];
  // A reader gives at most 100 entries a time.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0 || children.length > MOST_FILES) break;
    children.push(...some);
  }
  return (await Promise.all(children.map((child) => filesBelow(child, `${path}/`)))).flat();
}

async function read(found: readonly Found[]): Promise<readonly GivenFile[]> {
  const wanted = found.length === 1 ? found : found.filter(({ path }) => isWanted(path));
  const bytes = wanted.reduce((sum, { file }) => sum + file.size, 0);
  if (wanted.length > MOST_FILES)
    throw new Error(
      `${wanted.length} files were given; at most ${MOST_FILES} make a study. Choose the tables alone.`,
    );
  if (bytes > MOST_BYTES)
    throw new Error(
      `The files have ${Math.round(bytes / 1048576)} MB together; at most ${MOST_BYTES / 1048576} MB can be opened here. The command line reads more.`,
    );
  return Promise.all(
    wanted.map(async ({ path, file }) => ({ path, bytes: new Uint8Array(await file.arrayBuffer()) })),
  );
}
