import { Worker } from "node:worker_threads";

/** A worker thread that runs a TypeScript file, from tsx and from vitest alike. */
export const typescriptWorker = (file: URL, workerData?: unknown): Worker =>
  new Worker(
    `import("tsx/esm/api").then(({ register }) => { register(); return import(${JSON.stringify(file.href)}); });`,
    { eval: true, workerData },
  );
