import { defineConfig } from "vitest/config";

/** The tests that judge mutants: those beside the mutated files, and the high-precision cases of Firth's fit. */
export default defineConfig({
  test: {
    include: [
      "src/stats/exact/*.test.ts",
      "src/stats/censored/*.test.ts",
      "src/stats/regression/firth*.test.ts",
      "src/stats/regression/reference.test.ts",
    ],
    setupFiles: ["test/setup.ts"],
    testTimeout: 120_000,
  },
});
