import { resolve } from "node:path";
import { noDataReport } from "../../core/issues/results.ts";
import { dataReportHtml } from "../../report/data/data-report.ts";
import { dataReportInput } from "../../session/data-report.ts";
import { dataRemarks } from "../../study/data-remarks.ts";
import { checkStudy, Stopped } from "../../study/run.ts";
import type { ExitCode, Io } from "../io.ts";
import { loadStudy } from "../load-study.ts";
import { writeNewFile } from "../new-file.ts";
import { progressFor } from "../progress.ts";
import { countsInWords, printable, sayIssues } from "../say-issues.ts";
import { version } from "../version.ts";

export interface CheckFlags {
  readonly json: boolean;
  readonly quiet: boolean;
  /** File for the report on the data. */
  readonly report?: string;
}

export async function checkCommand(study: string, flags: CheckFlags, io: Io): Promise<ExitCode> {
  const found = loadStudy(study, io.cwd);
  let issues = "issues" in found ? found.issues : [];
  let subjects: number | null = null;
  let report: string | null = null;
  if ("loaded" in found) {
    const progress = await progressFor(io, study, flags.quiet);
    try {
      const checked = await checkStudy(found.loaded.resolved, found.loaded.files, progress);
      const remarks =
        checked.cohort === null ? [] : dataRemarks(checked.cohort, found.loaded.resolved.dictionary);
      issues = [...checked.issues, ...remarks];
      if (flags.report !== undefined)
        report = dataReportHtml(dataReportInput(found.loaded, checked, version()));
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
  if (flags.report !== undefined) {
    const problem =
      report === null
        ? noDataReport(flags.report)
        : writeNewFile(resolve(io.cwd, flags.report), flags.report, report);
    sayIssues({ out: (line) => io.err(line) }, problem === null ? [] : [problem]);
    if (problem !== null) return 1;
    io.err(printable(`${flags.report}: the report on the data`));
  }
  io.err(
    `${study}: ${countsInWords(issues)}${subjects === null ? "" : `; ${subjects} subjects can be analysed`}`,
  );
  return failed ? 1 : 0;
}
