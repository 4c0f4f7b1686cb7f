/** One sentence for a while, announced to screen readers. */
import { useEffect, useState } from "react";
import { useStudy } from "../state/store.ts";

const SHOWN_MS = 6000;

export function Notice() {
  const notice = useStudy((state) => state.notice);
  const [gone, setGone] = useState(0);
  useEffect(() => {
    if (notice === null || notice.kind === "problem") return;
    const timer = setTimeout(() => setGone(notice.n), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  const shown = notice !== null && notice.n > gone;
  return (
    <div className="notices">
      <div role="status" aria-live="polite">
        {shown && notice.kind === "info" && <p className="notice">{notice.text}</p>}
      </div>
      <div role="alert">
        {shown && notice.kind === "problem" && (
          <p className="notice problem">
            {notice.text}
            <button type="button" onClick={() => setGone(notice.n)} aria-label="Close this message">
              Close
            </button>
          </p>
        )}
      </div>
    </div>
  );
}
