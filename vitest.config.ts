import { defineConfig } from "vitest/config";

const inBrowser = "test/web/**/*.test.ts";

export default defineConfig({
  test: {
    setupFiles: ["test/setup.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: "engine",
          include: ["src/**/*.test.ts", "test/**/*.test.ts", "tools/**/*.test.ts"],
          exclude: [inBrowser],
        },
      },
      {
        extends: true,
        // One browser at a time, after the rest: they would wait for each other.
        test: {
          name: "browser",
          include: [inBrowser],
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
          expect: { poll: { timeout: 30_000 } },
        },
      },
    ],
  },
});
