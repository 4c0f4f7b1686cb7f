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

async function store(mode: IDBTransactionMode): Promise<IDBObjectStore> {
  const opening = indexedDB.open("cistern", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("studies", { keyPath: "id" });
  return (await promised(opening)).transaction("studies", mode).objectStore("studies");
}

export async function savedStudies(): Promise<readonly SavedStudy[]> {
  const all = (await promised((await store("readonly")).getAll())) as SavedStudy[];
  return all.sort((a, b) => b.at - a.at);
}

export async function saveStudy(study: SavedStudy): Promise<void> {
  const studies = await store("readwrite");
  await promised(studies.put(study));
  const all = (await promised(studies.getAll())) as SavedStudy[];
  for (const old of all.sort((a, b) => b.at - a.at).slice(MOST)) await promised(studies.delete(old.id));
}

export async function forgetStudy(id: string): Promise<void> {
  await promised((await store("readwrite")).delete(id));
}
