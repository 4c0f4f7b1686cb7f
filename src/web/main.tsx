/** Starts the page: the worker's program and the examples stand in the page itself. */
import { createRoot } from "react-dom/client";
import { Page } from "./page.tsx";
import { startEngine } from "./state/engine.ts";
import { readExamples } from "./state/examples.ts";
import { connect, type StudyServer } from "./state/server.ts";
import { createStore, StoreContext } from "./state/store.ts";

const textOf = (id: string): string => document.getElementById(id)?.textContent ?? "";

const store = createStore(
  startEngine(textOf("engine")),
  () => crypto.randomUUID?.() ?? String(performance.now()),
  () => Date.now(),
);

addEventListener("pagehide", store.keeper.now);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") store.keeper.now();
});

createRoot(document.getElementById("page")!).render(
  <StoreContext value={store}>
    <Page examples={readExamples(textOf("examples"))} />
  </StoreContext>,
);

/** The study of the folder that `cistern open` serves. */
async function openServed(server: StudyServer): Promise<void> {
  const { name, protocol, files, issues } = await server.readStudy();
  await store.actions.open(
    { name, protocol: protocol.text, table: null, files },
    { folder: { server, etag: protocol.etag, text: protocol.text, conflict: null } },
  );
  const [first] = issues;
  if (first !== undefined)
    store.actions.say(
      `${issues.length === 1 ? "A file" : `${issues.length} files`} of the folder could not be read; Data and Protocol say why.`,
      "problem",
    );
}

const server = connect(window);
if (server !== null)
  openServed(server).catch((problem: unknown) =>
    store.actions.say(problem instanceof Error ? problem.message : String(problem), "problem"),
  );
