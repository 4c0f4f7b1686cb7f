/** Keeps an open study: in the browser's private storage, and in its folder where `cistern open` serves one. */
import { type SavedStudy, saveStudy } from "./autosave.ts";
import type { OpenStudy } from "./store.ts";

/** A pause in typing after which a change is kept. */
const PAUSE_MS = 400;

export interface Keeper {
  /** The document changed: it is kept after a short pause. */
  readonly changed: () => void;
  /** Keeps at once what is waiting: the page is being closed. */
  readonly now: () => void;
}

interface KeeperOptions {
  readonly get: () => OpenStudy | null;
  readonly set: (next: Partial<OpenStudy>) => void;
  readonly clock: () => number;
}

const reasonOf = (problem: unknown): string => (problem instanceof Error ? problem.message : String(problem));

export function createKeeper({ get, set, clock }: KeeperOptions): Keeper {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing = false;
  let waiting = false;

  async function inBrowser(study: OpenStudy): Promise<void> {
    const saved: SavedStudy = {
      id: study.id,
      name: study.name,
      title: study.answered?.report?.study.title ?? study.name,
      at: clock(),
      document: study.history.now,
    };
    await saveStudy(saved);
  }

  /** One write at a time: the next is based on what this one made. */
  async function inFolder(study: OpenStudy): Promise<void> {
    const { folder } = study;
    if (folder === null || folder.conflict !== null) return;
    const text = study.history.now.protocol;
    if (text === folder.text) return;
    const outcome = await folder.server.saveProtocol(text, folder.etag);
    if (get()?.id !== study.id) return;
    if ("saved" in outcome) set({ folder: { ...folder, etag: outcome.saved, text } });
    else set({ folder: { ...folder, conflict: outcome.conflict ?? "deleted" } });
  }

  async function keep(): Promise<void> {
    const study = get();
    if (study === null) return;
    if (writing) {
      waiting = true;
      return;
    }
    writing = true;
    try {
      await inFolder(study);
      // A folder is the better place; the browser's storage is then only for what the folder would not take.
      if (study.folder === null || get()?.folder?.conflict !== null) await inBrowser(study);
      set({ saved: { state: "yes" } });
    } catch (problem) {
      set({ saved: { state: "no", problem: reasonOf(problem) } });
    } finally {
      writing = false;
      if (waiting) {
        waiting = false;
        void keep();
      }
    }
  }

  const now = (): void => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    void keep();
  };
  return {
    changed() {
      clearTimeout(timer);
      set({ saved: { state: "saving" } });
      timer = setTimeout(now, PAUSE_MS);
    },
    now,
  };
}
