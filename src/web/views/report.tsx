/** The report of the command line, previewed as it will be saved. */
import { useEffect, useState } from "react";
import { download, fileName } from "../state/save.ts";
import { useStore, useStudy } from "../state/store.ts";

export function Report() {
  const { engine, actions } = useStore();
  const { answered, name, folder } = useStudy((state) => state.study)!;
  const [files, setFiles] = useState<ReadonlyMap<string, string> | null>(null);

  useEffect(() => {
    if (answered === null) return;
    let wanted = true;
    const now = new Date().toISOString();
    engine.call("bundle", { started: now, finished: now, runtime: navigator.userAgent }).then(
      (bundle) => wanted && setFiles(bundle),
      // While a change is being answered there is no report; the next evaluation brings one.
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [engine, answered]);

  const html = files?.get("report.html");
  const save = (path: string, type: string): void => {
    const text = files?.get(path);
    if (text === undefined) return;
    const saved = `${fileName(name)}-${path}`;
    download(saved, text, type);
    actions.say(`Saved ${saved}`);
  };

  const write = async (): Promise<void> => {
    if (folder === null || files === null) return;
    try {
      await folder.server.saveResults(files);
      actions.say("Written to results/ in the study's folder.");
    } catch (problem) {
      actions.say(problem instanceof Error ? problem.message : String(problem), "problem");
    }
  };

  if (answered === null)
    return (
      <>
        <h1>Report</h1>
        <p className="empty">
          There is no report yet: the protocol or the data have errors, or nothing was answered.
        </p>
      </>
    );
  return (
    <div className="report">
      <div className="report-bar">
        <h1>Report</h1>
        <span className="space" />
        {folder !== null && (
          <button type="button" disabled={files === null} onClick={() => void write()}>
            Write results to the folder
          </button>
        )}
        <button
          type="button"
          className="primary"
          disabled={html === undefined}
          onClick={() => save("report.html", "text/html")}
        >
          Save report (HTML)
        </button>
        <button
          type="button"
          disabled={html === undefined}
          onClick={() => save("answers.json", "application/json")}
        >
          Save answers (JSON)
        </button>
        <button type="button" disabled={html === undefined} onClick={() => save("reproduce.R", "text/plain")}>
          Save R script
        </button>
      </div>
      {html === undefined ? (
        <p className="empty">The report is being written…</p>
      ) : (
        <iframe className="paper" title="Preview of the report" sandbox="" srcDoc={html} />
      )}
    </div>
  );
}
