/** Starts the page: the worker's program and the examples stand in the page itself. */
import { createRoot } from "react-dom/client";
import { Page } from "./page.tsx";
import { createStore, StoreContext } from "./state/store.ts";
import { startEngine } from "./state/engine.ts";
import { readExamples } from "./state/examples.ts";

const textOf = (id: string): string => document.getElementById(id)?.textContent ?? "";

const store = createStore(
  startEngine(textOf("engine")),
  () => crypto.randomUUID?.() ?? String(performance.now()),
  () => Date.now(),
);

createRoot(document.getElementById("page")!).render(
  <StoreContext value={store}>
    <Page examples={readExamples(textOf("examples"))} />
  </StoreContext>,
);
