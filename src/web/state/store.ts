/** The page's one state and everything that changes it. Views read it by `useStudy`, and call `actions`. */
import { createContext, useContext, useSyncExternalStore } from "react";
import { editProtocol, type ProtocolEdit } from "../../session/edit-protocol.ts";
import type { Issue } from "../../core/issues/issue.ts";
import type { Evaluation, Files, ProgressNote } from "../messages.ts";
import { type SavedStudy, saveStudy } from "./autosave.ts";
import { type Engine, Superseded } from "./engine.ts";
import { change, type History, redo, type StudyDocument, startHistory, undo } from "./history.ts";
import type { Opened } from "./open-files.ts";

export type View = "start" | "data" | "protocol" | "answers" | "report";

/** People to look at in the grid, chosen on a figure. */
export interface People {
  readonly words: string;
  /** Record numbers of the first table. */
  readonly rows: Int32Array;
}

export interface OpenStudy {
  /** Names the autosave. */
  readonly id: string;
  readonly name: string;
  readonly history: History;
  /** The newest finished evaluation; null before the first. */
  readonly evaluation: Evaluation | null;
  /** The newest evaluation that had answers; shown, and said to be old, while the protocol has errors. */
  readonly answered: Evaluation | null;
  /** What runs, or null. */
  readonly running: ProgressNote | null;
  /** Why the last evaluation gave nothing: cancelled, or the reason of a failure. */
  readonly halted: string | null;
  readonly people: People | null;
  readonly saved: { readonly state: "no" | "saving" | "yes"; readonly problem?: string };
  /** What the draft of a new protocol left to the person. */
  readonly decisions: readonly string[];
}

export interface State {
  readonly view: View;
  readonly study: OpenStudy | null;
  /** A sentence that a screen reader announces and the page shows for a while. */
  readonly notice: { readonly text: string; readonly kind: "info" | "problem"; readonly n: number } | null;
}

export interface Store {
  readonly get: () => State;
  readonly subscribe: (listener: () => void) => () => void;
  readonly engine: Engine;
  readonly actions: Actions;
}

export interface Actions {
  readonly open: (opened: Opened, id?: string) => Promise<void>;
  /** Small changes of the protocol's text; comments survive. */
  readonly edit: (edits: readonly ProtocolEdit[], label: string, join?: string) => void;
  /** Further data files with the edits that name them, one step. */
  readonly addFiles: (files: Files, edits: readonly ProtocolEdit[], label: string) => void;
  /** The whole text, as typed in the editor. */
  readonly setProtocol: (text: string, label: string, join?: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Ends what runs. */
  readonly cancel: () => void;
  /** Answers again, after a cancel. */
  readonly answer: () => void;
  readonly show: (view: View) => void;
  readonly showPeople: (people: People | null) => void;
  readonly say: (text: string, kind?: "info" | "problem") => void;
  readonly close: () => void;
}

const reasonOf = (problem: unknown): string => (problem instanceof Error ? problem.message : String(problem));

export function createStore(engine: Engine, newId: () => string, now: () => number): Store {
  let state: State = { view: "start", study: null, notice: null };
  const listeners = new Set<() => void>();
  let saveTimer: ReturnType<typeof setTimeout> | undefined;

  const set = (next: Partial<State>): void => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };
  const setStudy = (next: Partial<OpenStudy>): void => {
    if (state.study !== null) set({ study: { ...state.study, ...next } });
  };
  const say = (text: string, kind: "info" | "problem" = "info"): void =>
    set({ notice: { text, kind, n: (state.notice?.n ?? 0) + 1 } });

  async function evaluate(): Promise<void> {
    const { study } = state;
    if (study === null) return;
    const { protocol } = study.history.now;
    const isOpen = (): boolean => state.study?.id === study.id;
    setStudy({ running: { label: "starting", done: 0, of: 1 }, halted: null });
    try {
      const evaluation = await engine.call("evaluate", { protocol }, (running) => {
        if (isOpen()) setStudy({ running });
      });
      if (!isOpen()) return;
      setStudy({
        evaluation,
        ...(evaluation.report === null ? {} : { answered: evaluation }),
        running: null,
      });
    } catch (problem) {
      if (problem instanceof Superseded || !isOpen()) return;
      setStudy({ running: null, halted: reasonOf(problem) });
    }
  }

  function autosave(): void {
    clearTimeout(saveTimer);
    setStudy({ saved: { state: "saving" } });
    saveTimer = setTimeout(() => {
      const { study } = state;
      if (study === null) return;
      const saved: SavedStudy = {
        id: study.id,
        name: study.name,
        title: study.answered?.report?.study.title ?? study.name,
        at: now(),
        document: study.history.now,
      };
      saveStudy(saved).then(
        () => setStudy({ saved: { state: "yes" } }),
        (problem: unknown) => setStudy({ saved: { state: "no", problem: reasonOf(problem) } }),
      );
    }, 400);
  }

  function become(history: History): void {
    const { study } = state;
    if (study === null || history === study.history) return;
    const filesChanged = history.now.files !== study.history.now.files;
    setStudy({ history, people: null });
    if (filesChanged) void engine.call("files", { files: history.now.files });
    void evaluate();
    autosave();
  }

  function changeTo(document: StudyDocument, label: string, join?: string): void {
    if (state.study !== null) become(change(state.study.history, document, label, join ?? null));
  }

  const actions: Actions = {
    async open(opened, id = newId()) {
      await engine.call("files", { files: opened.files });
      let { protocol } = opened;
      let decisions: readonly string[] = [];
      if (protocol === null) {
        const drafted = await engine.call("draft", { file: opened.table! });
        if ("issues" in drafted) throw new RefusedTable(drafted.issues);
        ({ protocol, decisions } = drafted);
      }
      set({
        view: decisions.length > 0 || opened.protocol === null ? "data" : "answers",
        study: {
          id,
          name: opened.name,
          history: startHistory({ protocol, files: opened.files }),
          evaluation: null,
          answered: null,
          running: null,
          halted: null,
          people: null,
          saved: { state: "no" },
          decisions,
        },
      });
      void evaluate();
      autosave();
    },
    edit(edits, label, join) {
      if (state.study === null) return;
      const { now: document } = state.study.history;
      changeTo({ ...document, protocol: editProtocol(document.protocol, edits) }, label, join);
    },
    addFiles(files, edits, label) {
      if (state.study === null) return;
      const { protocol, files: known } = state.study.history.now;
      changeTo({ protocol: editProtocol(protocol, edits), files: new Map([...known, ...files]) }, label);
    },
    setProtocol(text, label, join) {
      if (state.study !== null) changeTo({ ...state.study.history.now, protocol: text }, label, join);
    },
    undo() {
      const history = state.study?.history;
      if (history === undefined || history.past.length === 0) return;
      say(`Undone: ${history.past.at(-1)!.label}`);
      become(undo(history));
    },
    redo() {
      const history = state.study?.history;
      if (history === undefined || history.future.length === 0) return;
      say(`Redone: ${history.future[0]!.label}`);
      become(redo(history));
    },
    cancel() {
      engine.cancel();
      setStudy({ running: null, halted: "cancelled" });
      say("Cancelled. Nothing was changed.");
    },
    answer: () => void evaluate(),
    show: (view) => set({ view }),
    showPeople(people) {
      setStudy({ people });
      if (people !== null) set({ view: "data" });
    },
    say,
    close() {
      clearTimeout(saveTimer);
      set({ view: "start", study: null });
    },
  };

  return {
    get: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    engine,
    actions,
  };
}

/** A table that could not be read; the issues say why. */
export class RefusedTable extends Error {
  override readonly name = "RefusedTable";
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super("the table could not be read");
    this.issues = issues;
  }
}

export const StoreContext = createContext<Store | null>(null);

export function useStore(): Store {
  const store = useContext(StoreContext);
  if (store === null) throw new Error("no store around this component");
  return store;
}

/** One piece of the state; the component is drawn again when that piece is another one. */
export function useStudy<T>(pick: (state: State) => T): T {
  const store = useStore();
  return useSyncExternalStore(store.subscribe, () => pick(store.get()));
}
