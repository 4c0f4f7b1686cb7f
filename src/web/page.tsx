/** The frame: start page or the views of one study, with undo, saving and messages around them. */
import { lazy, Suspense, useEffect, useLayoutEffect, useRef } from "react";
import { Conflict } from "./parts/conflict.tsx";
import { Header } from "./parts/header.tsx";
import { Notice } from "./parts/notice.tsx";
import { Running } from "./parts/running.tsx";
import type { Example } from "./state/examples.ts";
import { useStore, useStudy, type View } from "./state/store.ts";
import { Start } from "./views/start.tsx";

// Each view's code is run when the view is wanted first, or when the start page has nothing else to do.
const views = {
  data: () => import("./no-eval.ts").then(() => import("./views/data/data.tsx")),
  protocol: () => import("./no-eval.ts").then(() => import("./views/protocol/protocol.tsx")),
  answers: () => import("./views/answers/answers.tsx"),
  report: () => import("./views/report.tsx"),
};
const Data = lazy(() => views.data().then(({ Data: view }) => ({ default: view })));
const ProtocolView = lazy(() => views.protocol().then(({ ProtocolView: view }) => ({ default: view })));
const Answers = lazy(() => views.answers().then(({ Answers: view }) => ({ default: view })));
const Report = lazy(() => views.report().then(({ Report: view }) => ({ default: view })));

const TITLES: Readonly<Record<View, string>> = {
  start: "Start",
  data: "Data",
  protocol: "Protocol",
  answers: "Answers",
  report: "Report",
};

export function Page({ examples }: { examples: readonly Example[] }) {
  const { actions } = useStore();
  const view = useStudy((state) => (state.study === null ? "start" : state.view));
  const name = useStudy((state) => state.study?.name ?? null);

  // Each view is found again where it was left, a new one at its top.
  const left = useRef(new Map<View, number>());
  useLayoutEffect(() => {
    window.scrollTo({ top: left.current.get(view) ?? 0, behavior: "instant" });
    const onScroll = (): void => void left.current.set(view, window.scrollY);
    window.addEventListener("scroll", onScroll, { passive: true });
    return () => window.removeEventListener("scroll", onScroll);
  }, [view]);

  // What had the focus may have gone with the view that it stood in: a keyboard goes on from the new one.
  useEffect(() => {
    if (document.activeElement === document.body && view !== "start")
      document.getElementById("main")?.focus();
  }, [view]);

  useEffect(() => {
    const timers = Object.values(views).map((load, i) => setTimeout(() => void load(), 400 + 150 * i));
    return () => timers.forEach(clearTimeout);
  }, []);

  useEffect(() => {
    document.title = name === null ? "Cistern" : `${TITLES[view]}: ${name} - Cistern`;
  }, [view, name]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      if (key === "z" && !event.shiftKey) actions.undo();
      else if (key === "y" || (key === "z" && event.shiftKey)) actions.redo();
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [actions]);

  return (
    <>
      <a className="skip" href="#main">
        Skip to the content
      </a>
      {name !== null && <Header />}
      <Running />
      <Conflict />
      <main id="main" tabIndex={-1} className={`view view-${view}`}>
        {view === "start" && <Start examples={examples} />}
        {/* A boundary for each view: the one before goes at once, and the focus with it. */}
        <Suspense key={view}>
          {view === "data" && <Data />}
          {view === "protocol" && <ProtocolView />}
          {view === "answers" && <Answers />}
          {view === "report" && <Report />}
        </Suspense>
      </main>
      <Notice />
    </>
  );
}
