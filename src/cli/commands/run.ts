import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Issue } from "../../core/issues/issue.ts";
import { answersJson, bundle } from "../../report/bundle.ts";
import { proseToText } from "../../report/format.ts";
import { wrapLines } from "../../report/text.ts";
import {
  type AnswerChange,
  compareAnswers,
  type WrittenAnswer,
  writtenAnswers,
} from "../../session/compare-answers.ts";
import { plateFiles } from "../../session/plate-files.ts";
import { reportInput } from "../../session/report-input.ts";
import { answerStudy, checkStudy, type Outcome, Stopped } from "../../study/run.ts";
import type { ExitCode, Io } from "../io.ts";
import { loadStudy } from "../load-study.ts";
import { progressFor } from "../progress.ts";
import { reasonOf } from "../reason-of.ts";
import { countsInWords, printable, sayIssues } from "../say-issues.ts";
import { version } from "../version.ts";
import { writeResults } from "../write-results.ts";

export interface RunFlags {
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Runs each study in turn; the exit code is the worst of them. */
export async function runCommand(studies: readonly string[], flags: RunFlags, io: Io): Promise<ExitCode> {
  let worst: ExitCode = 0;
  for (const [i, study] of studies.entries()) {
    if (i > 0 && !flags.json) io.out("");
    const code = await runOne(study, flags, io);
    worst = code > worst ? code : worst;
    if (code === 130) break;
  }
  return worst;
}

async function runOne(study: string, flags: RunFlags, io: Io): Promise<ExitCode> {
  const started = io.now();
  const found = loadStudy(study, io.cwd);
  if ("issues" in found) return refuse(found.issues, study, flags, io);
  const { loaded } = found;
  const progress = await progressFor(io, study, flags.quiet);
  try {
    const checked = await checkStudy(loaded.resolved, loaded.files, progress);
    if (checked.cohort === null) {
      progress.failed("the data have errors");
      return refuse(checked.issues, study, flags, io);
    }
    const outcome = await answerStudy(loaded.resolved, checked.cohort, progress);
    const input = reportInput(loaded, checked, outcome, version());
    const files = bundle(
      input,
      { name: loaded.protocolName, sha256: loaded.protocolSha256 },
      {
        started: started.toISOString(),
        finished: io.now().toISOString(),
        runtime: `Node ${process.version}`,
        platform: `${process.platform} ${process.arch}`,
      },
      plateFiles(loaded, checked, version()),
    );
    const earlier = earlierAnswers(loaded.results);
    const written = writeResults(loaded.results, files);
    if ("issues" in written) {
      progress.failed("nothing was written");
      return refuse(written.issues, study, flags, io);
    }
    progress.done(`${outcome.answers.length} questions answered, ${countsInWords(checked.issues)}`);
    if (flags.json) io.out(answersJson(input).trimEnd());
    else {
      sayFindings(loaded.resolved.protocol, outcome, relative(io.cwd, written.folder) || ".", io);
      if (earlier !== null)
        sayMoved(
          compareAnswers(
            earlier,
            writtenAnswers(answersJson(input))!,
            1 - loaded.resolved.protocol.settings.confidence,
          ),
          io,
        );
    }
    return 0;
  } catch (problem) {
    if (problem instanceof Stopped) {
      progress.failed("stopped; nothing was written");
      return 130;
    }
    if ((problem as NodeJS.ErrnoException).syscall === undefined) throw problem;
    progress.failed("nothing was written");
    io.err(
      `error: the results could not be written (${reasonOf(problem)}): check the rights of the study folder and the space on the disk`,
    );
    return 1;
  }
}

function earlierAnswers(results: string): readonly WrittenAnswer[] | null {
  try {
    return writtenAnswers(readFileSync(join(results, "answers.json"), "utf8"));
  } catch {
    // No earlier run.
    return null;
  }
}

/** One line where the answers of the last run, whose place the new ones take, were others. */
function sayMoved(changes: readonly AnswerChange[], io: Io): void {
  const of = (change: AnswerChange["change"]): string[] =>
    changes.filter((one) => one.change === change).map(({ id }) => id);
  const parts = (["moved", "new", "gone"] as const).flatMap((change) => {
    const ids = of(change);
    return ids.length === 0 ? [] : [`${change} ${ids.join(", ")}`];
  });
  if (parts.length > 0)
    io.out(printable(`  Since the last run: ${parts.join("; ")}; ${of("same").length} the same`));
}

function refuse(issues: readonly Issue[], study: string, flags: RunFlags, io: Io): ExitCode {
  if (flags.json) io.out(JSON.stringify({ study, issues }, null, 2));
  else sayIssues({ out: (line) => io.err(line) }, issues);
  io.err(`${study}: ${countsInWords(issues)}; no result was written`);
  return 1;
}

/** Three findings, those of a test before descriptions, and where the rest stands. */
function sayFindings(
  protocol: { title: string; synthetic: boolean | string },
  outcome: Outcome,
  folder: string,
  io: Io,
): void {
  const width = Math.min(110, io.columns);
  io.out(printable(`${protocol.synthetic === false ? "" : "SYNTHETIC DATA: "}${protocol.title}`));
  const answered = [...outcome.answers].sort(
    (a, b) => Number(a.answer.kind === "describe") - Number(b.answer.kind === "describe"),
  );
  for (const { shown } of answered.slice(0, 3))
    for (const [i, line] of wrapLines(printable(proseToText(shown.headline)), width - 4).entries())
      io.out(`${i === 0 ? "  - " : "    "}${line}`);
  const more = answered.length - 3;
  io.out(
    `  Report: ${folder}/report.html${more > 0 ? ` (with ${more} more ${more === 1 ? "question" : "questions"})` : ""}`,
  );
}
