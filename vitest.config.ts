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
        // After the rest, and two at a time: browsers beside the engine's tests would wait for each other.
        test: {
          name: "browser",
          include: [inBrowser],
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          expect: { poll: { timeout: 30_000 } },
        },
      },
    ],
  },
});
