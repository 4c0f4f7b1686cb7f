/** Files that were chosen or dropped, folders opened, with their paths; limited before a byte is read. */
import { MAX_FILE_BYTES } from "../../cohort/file-limit.ts";
import { isStudyFile } from "../../cohort/table-files.ts";
import type { GivenFile } from "./open-files.ts";

const MOST_FILES = 200;
const MOST_BYTES = 3 * MAX_FILE_BYTES;
const isWanted = (path: string): boolean => isStudyFile(path) || /\.(?:cistern|ya?ml)$/i.test(path);

/** @throws Error - a sentence for the person */
export async function readFiles(files: Iterable<File> | null): Promise<readonly GivenFile[]> {
  return read([...(files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file })));
}

/** @throws Error - a sentence for the person */
export async function droppedFiles(transfer: DataTransfer): Promise<readonly GivenFile[]> {
  // What was dropped is gone after this turn: every item is asked before any is awaited.
  const found = [...transfer.items].filter(({ kind }) => kind === "file").map(foundIn);
  return read((await Promise.all(found)).flat());
}

interface Found {
  readonly path: string;
  readonly file: File;
}

/** Browsers that give folders as handles; the types of the language do not have it yet. */
interface HandleItem {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}

async function foundIn(item: DataTransferItem): Promise<readonly Found[]> {
  const entry = item.webkitGetAsEntry();
  if (entry?.isDirectory !== true) {
    const file = item.getAsFile();
    return file === null ? [] : [{ path: file.name, file }];
  }
  // Chromium refuses the files of an entry to a page from the disk, but not those of a handle.
  const handle = await (item as HandleItem).getAsFileSystemHandle?.();
  return handle == null ? filesBelow(entry, "") : filesIn(handle, "");
}

async function filesIn(handle: FileSystemHandle, folder: string): Promise<readonly Found[]> {
  const path = `${folder}${handle.name}`;
  if (handle.kind === "file") return [{ path, file: await (handle as FileSystemFileHandle).getFile() }];
  const children: Found[] = [];
  for await (const child of (handle as FileSystemDirectoryHandle).values()) {
    children.push(...(await filesIn(child, `${path}/`)));
    if (children.length > MOST_FILES) break;
  }
  return children;
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
