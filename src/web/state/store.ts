/** The page's one state and everything that changes it. Views read it by `useStudy`, and call `actions`. */
import { createContext, useContext, useSyncExternalStore } from "react";
import { editProtocol, type ProtocolEdit } from "../../session/edit-protocol.ts";
import type { Issue } from "../../core/issues/issue.ts";
import type { Evaluation, Files, ProgressNote } from "../messages.ts";
import type { ReportAnswer } from "../../report/report-input.ts";
import { type Engine, Superseded } from "./engine.ts";
import { change, type History, redo, type StudyDocument, startHistory, undo } from "./history.ts";
import { createKeeper, type Keeper } from "./keep.ts";
import type { Opened } from "./open-files.ts";
import { receivedAnswers } from "./received-answers.ts";
import type { StudyServer, VersionedText } from "./server.ts";

export type View = "start" | "data" | "protocol" | "answers" | "report";

/** People to look at in the grid, chosen on a figure. */
export interface People {
  readonly words: string;
  /** Record numbers of the first table. */
  readonly rows: Int32Array;
}

/** What the detectability questions of one analyte would find under another limit. */
export interface Exploration {
  readonly analyte: string;
  readonly threshold: number;
  /** Empty until the first is there; then those of the newest limit that was answered. */
  readonly answers: readonly ReportAnswer[];
}

/** Where the study's protocol is kept. */
export interface Saved {
  readonly state: "no" | "saving" | "yes";
  readonly problem?: string;
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
  readonly exploration: Exploration | null;
  readonly saved: Saved;
  /** The folder that `cistern open` serves; null where the study lives in this page alone. */
  readonly folder: Folder | null;
  /** What the draft of a new protocol left to the person. */
  readonly decisions: readonly string[];
}

export interface Folder {
  readonly server: StudyServer;
  /** Version of study.yaml that the page's text is based on, and that text. */
  readonly etag: string;
  readonly text: string;
  /** What somebody else wrote meanwhile; the person decides. */
  readonly conflict: VersionedText | "deleted" | null;
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
  readonly keeper: Keeper;
}

export interface Actions {
  /** `folder` where the study is one that `cistern open` serves. */
  readonly open: (opened: Opened, from?: { readonly id?: string; readonly folder?: Folder }) => Promise<void>;
  /** Answers the detectability questions of an analyte under another limit; the protocol stays as it is. */
  readonly explore: (analyte: string, threshold: number) => void;
  readonly stopExploring: () => void;
  /** After a conflict: writes the page's text over the other, or takes the other in its place. */
  readonly settle: (choice: "mine" | "theirs") => void;
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

  const set = (next: Partial<State>): void => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };
  const setStudy = (next: Partial<OpenStudy>): void => {
    if (state.study !== null) set({ study: { ...state.study, ...next } });
  };
  const say = (text: string, kind: "info" | "problem" = "info"): void =>
    set({ notice: { text, kind, n: (state.notice?.n ?? 0) + 1 } });

  const receive = receivedAnswers();

  async function evaluate(): Promise<void> {
    const { study } = state;
    if (study === null) return;
    const { protocol } = study.history.now;
    const isOpen = (): boolean => state.study?.id === study.id;
    setStudy({ running: { label: "starting", done: 0, of: 1 }, halted: null });
    try {
      const evaluation = receive(
        await engine.call("evaluate", { protocol }, (running) => {
          if (isOpen()) setStudy({ running });
        }),
      );
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

  const keeper = createKeeper({ get: () => state.study, set: setStudy, clock: now });

  let exploring = false;
  /** One exploration at a time; the newest limit follows, those between are left out. */
  async function exploreNewest(): Promise<void> {
    const wanted = state.study?.exploration;
    if (exploring || wanted == null) return;
    exploring = true;
    try {
      const { analyte, threshold } = wanted;
      const answers = await engine.call("explore", { analyte, threshold });
      const current = state.study?.exploration;
      if (current?.analyte === analyte) setStudy({ exploration: { ...current, answers } });
    } catch (problem) {
      if (!(problem instanceof Superseded)) say(reasonOf(problem), "problem");
    } finally {
      exploring = false;
    }
    const current = state.study?.exploration;
    if (current != null && current.threshold !== wanted.threshold) void exploreNewest();
  }

  function become(history: History): void {
    const { study } = state;
    if (study === null || history === study.history) return;
    const filesChanged = history.now.files !== study.history.now.files;
    setStudy({ history, people: null, exploration: null });
    if (filesChanged) void engine.call("files", { files: history.now.files });
    void evaluate();
    keeper.changed();
  }

  function changeTo(document: StudyDocument, label: string, join?: string): void {
    if (state.study !== null) become(change(state.study.history, document, label, join ?? null));
  }

  const actions: Actions = {
    async open(opened, { id = newId(), folder = null as Folder | null } = {}) {
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
          exploration: null,
          folder,
          saved: { state: "no" },
          decisions,
        },
      });
      void evaluate();
      keeper.changed();
    },
    edit(edits, label, join) {
      if (state.study === null) return;
      const { now: document } = state.study.history;
      let protocol: string;
      try {
        protocol = editProtocol(document.protocol, edits);
      } catch (problem) {
        // A text that a person is in the middle of writing.
        say(`Nothing was changed (${reasonOf(problem)}): correct the text of the protocol first.`, "problem");
        return;
      }
      changeTo({ ...document, protocol }, label, join);
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
    explore(analyte, threshold) {
      const before = state.study?.exploration;
      setStudy({
        exploration: {
          analyte,
          threshold,
          answers: before?.analyte === analyte ? before.answers : [],
        },
      });
      void exploreNewest();
    },
    stopExploring: () => setStudy({ exploration: null }),
    settle(choice) {
      const { study } = state;
      const folder = study?.folder;
      if (study == null || folder == null || folder.conflict === null) return;
      if (folder.conflict === "deleted") {
        void folder.server.saveProtocol(study.history.now.protocol, null).then(
          (outcome) => {
            if ("saved" in outcome)
              setStudy({
                folder: { ...folder, etag: outcome.saved, text: study.history.now.protocol, conflict: null },
              });
          },
          (problem: unknown) => say(reasonOf(problem), "problem"),
        );
        return;
      }
      const { text, etag } = folder.conflict;
      setStudy({ folder: { ...folder, etag, text, conflict: null } });
      if (choice === "theirs")
        changeTo({ ...study.history.now, protocol: text }, "take the version of the folder");
      else keeper.changed();
    },
    say,
    close() {
      keeper.now();
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
    keeper,
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
