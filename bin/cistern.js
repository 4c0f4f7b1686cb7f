#!/usr/bin/env node
import { existsSync } from "node:fs";

if (!existsSync(new URL("../dist/cli/start.js", import.meta.url))) {
  process.stderr.write("cistern is not built yet: run `npm ci && npm start` in this folder once.\n");
  process.exit(2);
}
await import("../dist/cli/start.js");
