/** Somebody else changed study.yaml meanwhile: both versions are shown, and the person decides. */
import { useStore, useStudy } from "../state/store.ts";

export function Conflict() {
  const { actions } = useStore();
  const conflict = useStudy((state) => state.study?.folder?.conflict ?? null);
  const mine = useStudy((state) => state.study?.history.now.protocol ?? "");
  if (conflict === null) return null;
  return (
    <section className="conflict" role="alertdialog" aria-labelledby="conflict-title">
      <h2 id="conflict-title">
        {conflict === "deleted"
          ? "study.yaml is no longer in the folder"
          : "study.yaml was changed elsewhere, in another tab or an editor"}
      </h2>
      <p>
        Nothing is lost: this page’s version is kept in this browser, and the folder’s stays until you decide.
        {conflict !== "deleted" && " Taking the folder’s version can be undone."}
      </p>
      {conflict !== "deleted" && <Differences mine={mine} theirs={conflict.text} />}
      <p className="buttons">
        <button type="button" className="primary" onClick={() => actions.settle("mine")}>
          Write this page’s version
        </button>
        {conflict !== "deleted" && (
          <button type="button" onClick={() => actions.settle("theirs")}>
            Take the folder’s version
          </button>
        )}
      </p>
    </section>
  );
}

/** Lines that only one of the two has, in their order. */
function Differences({ mine, theirs }: { mine: string; theirs: string }) {
  const [here, there] = [mine.split("\n"), theirs.split("\n")];
  const inHere = new Set(here);
  const inThere = new Set(there);
  const list = (title: string, lines: readonly string[]) => (
    <div>
      <h3>{title}</h3>
      {lines.length === 0 ? (
        <p>No line of its own.</p>
      ) : (
        <pre tabIndex={0}>
          <code>{lines.slice(0, 60).join("\n")}</code>
        </pre>
      )}
    </div>
  );
  return (
    <div className="versions">
      {list(
        "Only on this page",
        here.filter((line) => !inThere.has(line)),
      )}
      {list(
        "Only in the folder",
        there.filter((line) => !inHere.has(line)),
      )}
    </div>
  );
}
