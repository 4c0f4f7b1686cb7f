/** The first page: open files, go on with what was kept, or look at an example; and what happens to the data. */
import { type DragEvent, useEffect, useRef, useState } from "react";
import { IssueList } from "../parts/issues.tsx";
import { forgetStudy, type SavedStudy, savedStudies } from "../state/autosave.ts";
import { droppedFiles, readFiles } from "../state/dropped.ts";
import type { Example } from "../state/examples.ts";
import { type GivenFile, openedFrom, openedFromSaved, savedAmong } from "../state/open-files.ts";
import { RefusedTable, useStore } from "../state/store.ts";
import { TABLE_EXTENSIONS } from "../../cohort/table-files.ts";
import type { Issue } from "../../core/issues/issue.ts";

const EXAMPLES: Readonly<Record<string, { title: string; text: string }>> = {
  "ms-il6": {
    title: "Interleukin-6 in multiple sclerosis",
    text: "637 invented people, 9 questions. Synthetic data in the design of a published study.",
  },
  "csf-panel": {
    title: "A CSF protein panel",
    text: "333 real people with and without cognitive impairment, 130 proteins.",
  },
};

interface Refusal {
  readonly text: string;
  readonly issues: readonly Issue[];
}

export function Start({ examples }: { examples: readonly Example[] }) {
  const { actions, engine } = useStore();
  const [kept, setKept] = useState<readonly SavedStudy[]>([]);
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const folderChooser = useRef<HTMLInputElement>(null);

  useEffect(() => {
    // Without private storage (a private window, a strict policy) there is nothing to go on with.
    savedStudies().then(setKept, () => setKept([]));
  }, []);

  async function open(given: readonly GivenFile[]): Promise<void> {
    const saved = savedAmong(given);
    if (saved === undefined) return actions.open(openedFrom(given));
    const unpacked = await engine.call("unpack", { bytes: saved.bytes, name: saved.path });
    if ("issues" in unpacked) throw new RefusedTable(unpacked.issues);
    return actions.open(openedFromSaved(saved.path, unpacked.files));
  }

  async function attempt(work: () => Promise<void>): Promise<void> {
    setBusy(true);
    setRefusal(null);
    try {
      await work();
    } catch (problem) {
      setRefusal({
        text: problem instanceof RefusedTable ? "This file was not opened:" : messageOf(problem),
        issues: problem instanceof RefusedTable ? problem.issues : [],
      });
    } finally {
      setBusy(false);
    }
  }

  function resume(study: SavedStudy): Promise<void> {
    const { protocol, files } = study.document;
    return actions.open({ name: study.name, protocol, table: null, files }, { id: study.id });
  }

  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    // The list of what was dropped is gone after this turn: it is taken now.
    const files = droppedFiles(event.dataTransfer);
    void attempt(async () => open(await files));
  };

  return (
    <div className="start" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <header>
        <h1>Cistern</h1>
        <p className="lead">
          From the laboratory’s table to an answer that a statistician accepts. A value below the limit of
          detection is treated as what it is: a status, not a number.
        </p>
      </header>

      <section
        className={`drop${over ? " over" : ""}`}
        aria-labelledby="open-title"
        onDragEnter={() => setOver(true)}
        onDragLeave={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
        }}
      >
        <h2 id="open-title">Open your data</h2>
        <p>
          Drop a table here (.csv, .xlsx, .sav, .dta and others), a study folder, or a saved study (.cistern).
        </p>
        <p className="buttons">
          <button type="button" className="primary" disabled={busy} onClick={() => chooser.current?.click()}>
            {busy ? "Opening…" : "Choose files"}
          </button>
          <button type="button" disabled={busy} onClick={() => folderChooser.current?.click()}>
            Choose a study folder
          </button>
        </p>
        <input
          ref={chooser}
          type="file"
          multiple
          hidden
          data-testid="files"
          accept={[...TABLE_EXTENSIONS, "cistern", "yaml", "yml"].map((ending) => `.${ending}`).join(",")}
          onChange={(event) => {
            const files = readFiles(event.target.files);
            void attempt(async () => open(await files));
            event.target.value = "";
          }}
        />
        <input
          ref={folderChooser}
          type="file"
          hidden
          data-testid="folder"
          // React has no name for this attribute.
          {...{ webkitdirectory: "" }}
          onChange={(event) => {
            const files = readFiles(event.target.files);
            void attempt(async () => open(await files));
            event.target.value = "";
          }}
        />
        {refusal !== null && (
          <div className="refusal" role="alert">
            <p>{refusal.text}</p>
            {refusal.issues.length > 0 && <IssueList issues={refusal.issues} />}
          </div>
        )}
      </section>

      {kept.length > 0 && (
        <section aria-labelledby="kept-title">
          <h2 id="kept-title">Go on where you stopped</h2>
          <ul className="cards">
            {kept.map((study) => (
              <li key={study.id}>
                <button type="button" className="card" onClick={() => void attempt(() => resume(study))}>
                  <b>{study.title}</b>
                  <span>Kept in this browser, {new Date(study.at).toLocaleString()}</span>
                </button>
                <button
                  type="button"
                  className="link"
                  aria-label={`Remove ${study.title} from this browser`}
                  onClick={() =>
                    void attempt(async () => {
                      await forgetStudy(study.id);
                      setKept((studies) => studies.filter(({ id }) => id !== study.id));
                    })
                  }
                >
                  Remove
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}

      <section aria-labelledby="examples-title">
        <h2 id="examples-title">Or look at an example</h2>
        <ul className="cards">
          {examples.map(({ name, opened }) => (
            <li key={name}>
              <button
                type="button"
                className="card"
                disabled={busy}
                onClick={() => void attempt(() => actions.open(opened))}
              >
                <b>{EXAMPLES[name]?.title ?? name}</b>
                <span>{EXAMPLES[name]?.text}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>

      <section className="private" aria-labelledby="private-title">
        <h2 id="private-title">What happens to the data</h2>
        <p>
          Everything is computed on this computer, inside this page. Nothing is sent anywhere: the page
          forbids itself every connection. What you open is kept in this browser’s private storage until you
          remove it, so that a reload or a crash loses nothing. The files themselves are never changed.
        </p>
      </section>
    </div>
  );
}

const messageOf = (problem: unknown): string =>
  problem instanceof Error ? problem.message : String(problem);
