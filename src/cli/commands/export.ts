import { relative, resolve } from "node:path";
import { exportStudy } from "../../exchange/export-study.ts";
import type { ExportFormat } from "../../exchange/formats.ts";
import { checkStudy, Stopped } from "../../study/run.ts";
import type { ExitCode, Io } from "../io.ts";
import { loadStudy } from "../load-study.ts";
import { writeNewFolder } from "../new-folder.ts";
import { progressFor } from "../progress.ts";
import { printable, sayIssues } from "../say-issues.ts";

export interface ExportFlags {
  readonly as: ExportFormat;
  readonly out?: string;
  readonly date?: string;
  readonly quiet: boolean;
}

/** Checks a study and writes its data for another program into a new folder. */
export async function exportCommand(study: string, flags: ExportFlags, io: Io): Promise<ExitCode> {
  const talk = { out: (line: string) => io.err(line) };
  const refused = (): ExitCode => {
    io.err(`${study}: nothing was exported`);
    return 1;
  };
  const found = loadStudy(study, io.cwd);
  if ("issues" in found) {
    sayIssues(talk, found.issues);
    return refused();
  }
  const { resolved, files } = found.loaded;
  const progress = await progressFor(io, study, flags.quiet);
  try {
    const { cohort, issues } = await checkStudy(resolved, files, progress);
    progress.done("checked");
    sayIssues(
      talk,
      issues.filter(({ severity }) => severity === "error"),
    );
    if (cohort === null) return refused();
    const exported = exportStudy(resolved, cohort, {
      format: flags.as,
      ...(flags.date === undefined ? {} : { date: flags.date }),
    });
    sayIssues(talk, exported.issues);
    if (exported.files.size === 0) return refused();
    const target = resolve(io.cwd, flags.out ?? `export-${flags.as}`);
    const shown = relative(io.cwd, target) || ".";
    const problem = writeNewFolder(target, shown, exported.files);
    if (problem !== null) {
      sayIssues(talk, [problem]);
      return refused();
    }
    io.out(printable(`${shown}: ${[...exported.files.keys()].join(", ")}`));
    if (resolved.protocol.synthetic !== false)
      io.out("SYNTHETIC DATA: the exported values are not of real people.");
    return 0;
  } catch (problem) {
    if (!(problem instanceof Stopped)) throw problem;
    progress.failed("stopped");
    return 130;
  }
}
