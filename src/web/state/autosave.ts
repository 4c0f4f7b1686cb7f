/** Autosave in the browser's private storage: studies by id, newest first, so that a reload or a crash loses nothing. */
import type { StudyDocument } from "./history.ts";

export interface SavedStudy {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly document: StudyDocument;
}

/** Studies that are kept. */
const MOST = 5;

function promised<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the browser's storage failed"));
  });
}

let opened: IDBDatabase | null = null;

async function storage(): Promise<IDBDatabase> {
  if (opened !== null) return opened;
  const opening = indexedDB.open("cistern", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("studies", { keyPath: "id" });
  const database = await promised(opening);
  database.onclose = () => (opened = null);
  opened = database;
  return database;
}

const studiesIn = (database: IDBDatabase, mode: IDBTransactionMode): IDBObjectStore =>
  database.transaction("studies", mode).objectStore("studies");

const newestFirst = (studies: readonly SavedStudy[]): readonly SavedStudy[] =>
  studies.toSorted((a, b) => b.at - a.at);

export async function savedStudies(): Promise<readonly SavedStudy[]> {
  const studies = studiesIn(await storage(), "readonly");
  return newestFirst((await promised(studies.getAll())) as SavedStudy[]);
}

export async function saveStudy(study: SavedStudy): Promise<void> {
  // While a page is being closed there is no later turn: a storage that is open is given the study whole in this one.
  const database = opened ?? (await storage());
  const studies = studiesIn(database, "readwrite");
  const saving = promised(studies.put(study));
  studies.transaction.commit();
  await saving;
  await removeOldest(database);
}

async function removeOldest(database: IDBDatabase): Promise<void> {
  const studies = studiesIn(database, "readwrite");
  const all = newestFirst((await promised(studies.getAll())) as SavedStudy[]);
  for (const { id } of all.slice(MOST)) await promised(studies.delete(id));
}

/** Resolves once the storage has forgotten it for good: a reload that follows at once does not find it again. */
export async function forgetStudy(id: string): Promise<void> {
  const studies = studiesIn(await storage(), "readwrite");
  studies.delete(id);
  const { transaction } = studies;
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("the browser's storage failed"));
  });
}
