/** The report of the command line, previewed as it will be saved. */
import { useEffect, useState } from "react";
import { download, fileName } from "../state/save.ts";
import { useStore, useStudy } from "../state/store.ts";

export function Report() {
  const { engine, actions } = useStore();
  const { answered, name } = useStudy((state) => state.study)!;
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
      {html !== undefined && (
        <iframe className="paper" title="Preview of the report" sandbox="" srcDoc={html} />
      )}
    </div>
  );
}
