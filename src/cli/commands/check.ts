import { checkStudy, Stopped } from "../../study/run.ts";
import type { ExitCode, Io } from "../io.ts";
import { loadStudy } from "../load-study.ts";
import { progressFor } from "../progress.ts";
import { countsInWords, sayIssues } from "../say-issues.ts";

export interface CheckFlags {
  readonly json: boolean;
  readonly quiet: boolean;
}

export async function checkCommand(study: string, flags: CheckFlags, io: Io): Promise<ExitCode> {
  const found = loadStudy(study, io.cwd);
  let issues = "issues" in found ? found.issues : [];
  let subjects: number | null = null;
  if ("loaded" in found) {
    const progress = await progressFor(io, study, flags.quiet);
    try {
      const checked = await checkStudy(found.loaded.resolved, found.loaded.files, progress);
      ({ issues } = checked);
      subjects = checked.cohort?.subjects ?? null;
      progress.done("checked");
    } catch (problem) {
      if (!(problem instanceof Stopped)) throw problem;
      progress.failed("stopped");
      return 130;
    }
  }
  const failed = issues.some((issue) => issue.severity === "error");
  if (flags.json) io.out(JSON.stringify({ study, ok: !failed, subjects, issues }, null, 2));
  else sayIssues(io, issues);
  io.err(
    `${study}: ${countsInWords(issues)}${subjects === null ? "" : `; ${subjects} subjects can be analysed`}`,
  );
  return failed ? 1 : 0;
}
