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

/** `option` names another place. */
export const alreadyThere = (path: string, option: string): Issue => ({
  code: "already-there",
  severity: "error",
  at: { file: path },
  expected: "a name that is free",
  got: "something that is there already and is not overwritten",
  advice: `move it away, or name another place with ${option}`,
});

/** The protocol has errors of its own: there are no data to report on. */
export const noDataReport = (path: string): Issue => ({
  code: "no-data-report",
  severity: "error",
  at: { file: path },
  expected: "a protocol that can be read",
  got: "one with errors",
  advice: "mend them, then ask for the report again",
});

export const notWritable = (path: string, why: string): Issue => ({
  code: "not-writable",
  severity: "error",
  at: { file: path },
  expected: "a place that can be written",
  got: why,
  advice: "check the rights of the folder and the space on the disk",
});
