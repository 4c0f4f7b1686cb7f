import { defineConfig } from "vitest/config";

/** The tests that judge mutants: those beside the mutated files. */
export default defineConfig({
  test: {
    include: [
      "src/stats/exact/*.test.ts",
      "src/stats/censored/*.test.ts",
      "src/stats/regression/firth*.test.ts",
    ],
    setupFiles: ["test/setup.ts"],
    testTimeout: 120_000,
  },
});
