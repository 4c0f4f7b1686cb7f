import { type Issue, shown } from "./issue.ts";

/** A results folder that holds files which no run wrote. */
export const foreignResults = (folder: string, files: readonly string[]): Issue => ({
  code: "foreign-results",
  severity: "error",
  at: { file: folder },
  expected: "only files that a run wrote, since the folder is replaced whole",
  got:
    files.length <= 5
      ? files.map(shown).join(", ")
      : `${files.slice(0, 5).map(shown).join(", ")} and ${files.length - 5} more`,
  advice: "move them elsewhere, then run again",
});
