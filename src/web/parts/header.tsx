/** Title, the four views, undo and redo, saving. */
import { useStore, useStudy, type View } from "../state/store.ts";
import { saveToDisk } from "../state/save.ts";

const VIEWS: readonly { readonly view: View; readonly label: string }[] = [
  { view: "data", label: "Data" },
  { view: "protocol", label: "Protocol" },
  { view: "answers", label: "Answers" },
  { view: "report", label: "Report" },
];

export function Header() {
  const store = useStore();
  const { actions } = store;
  const study = useStudy((state) => state.study)!;
  const current = useStudy((state) => state.view);
  const { history, evaluation, answered, saved, folder } = study;
  const title = (evaluation?.vocabulary?.protocol ?? answered?.vocabulary?.protocol)?.title ?? study.name;
  const synthetic = answered?.report?.study.synthetic ?? false;
  const errors = (view: View): number => {
    const issues =
      view === "protocol"
        ? (evaluation?.protocolIssues ?? [])
        : view === "data"
          ? (evaluation?.dataIssues ?? [])
          : [];
    return issues.filter((issue) => issue.severity === "error").length;
  };

  return (
    <header className="top">
      <div className="bar">
        <button type="button" className="mark" onClick={actions.close} title="Back to the start">
          Cistern
        </button>
        <p className="study-title" title={title}>
          {title}
        </p>
        {synthetic !== false && <strong className="tag synthetic">Synthetic data</strong>}
        <span className="space" />
        <p className="saved" role={saved.problem === undefined ? undefined : "alert"}>
          {saved.problem === undefined
            ? {
                no: "",
                saving: "Keeping…",
                yes: folder === null ? "Kept in this browser" : "Saved in the folder",
              }[saved.state]
            : `Not kept (${saved.problem}): save to a file`}
        </p>
        <button
          type="button"
          onClick={actions.undo}
          disabled={history.past.length === 0}
          title={history.past.length === 0 ? "Nothing to undo" : `Undo: ${history.past.at(-1)!.label}`}
        >
          Undo
        </button>
        <button
          type="button"
          onClick={actions.redo}
          disabled={history.future.length === 0}
          title={history.future.length === 0 ? "Nothing to redo" : `Redo: ${history.future[0]!.label}`}
        >
          Redo
        </button>
        <button type="button" className="primary" onClick={() => void saveToDisk(store)}>
          Save study
        </button>
      </div>
      <nav aria-label="Views of the study">
        <ul>
          {VIEWS.map(({ view, label }) => {
            const wrong = errors(view);
            return (
              <li key={view}>
                <button
                  type="button"
                  aria-current={current === view ? "page" : undefined}
                  onClick={() => actions.show(view)}
                >
                  {label}
                  {wrong > 0 && (
                    <span className="count">
                      {wrong}
                      <span className="unseen"> {wrong === 1 ? "error" : "errors"}</span>
                    </span>
                  )}
                </button>
              </li>
            );
          })}
        </ul>
      </nav>
    </header>
  );
}
