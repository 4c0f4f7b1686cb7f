/** What runs, with a way to cancel it; appears only when it takes long enough to wonder. */
import { useEffect, useState } from "react";
import { useStore, useStudy } from "../state/store.ts";

const WONDER_MS = 500;

export function Running() {
  const { actions } = useStore();
  const running = useStudy((state) => state.study?.running ?? null);
  const halted = useStudy((state) => state.study?.halted ?? null);
  const [long, setLong] = useState(false);
  const isRunning = running !== null;
  useEffect(() => {
    setLong(false);
    if (!isRunning) return;
    const timer = setTimeout(() => setLong(true), WONDER_MS);
    return () => clearTimeout(timer);
  }, [isRunning]);

  if (running !== null && long)
    return (
      <div className="running">
        <progress max={running.of} value={running.done} aria-label="Progress" />
        <span role="status">{running.label}</span>
        <button type="button" onClick={actions.cancel}>
          Cancel
        </button>
      </div>
    );
  if (halted !== null)
    return (
      <div className="running" role="alert">
        <span>
          {halted === "cancelled"
            ? "Cancelled: what is shown is from before the last change."
            : `The computation stopped: ${halted}`}
        </span>
        <button type="button" onClick={actions.answer}>
          Answer again
        </button>
      </div>
    );
  return null;
}
