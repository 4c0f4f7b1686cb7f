import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { answersJson } from "../../report/bundle.ts";
import { PROTOCOL_NAME } from "../../session/archive.ts";
import { type AnswerChange, compareAnswers, writtenAnswers } from "../../session/compare-answers.ts";
import { compareData, type DataChange } from "../../session/compare-data.ts";
import { reportInput } from "../../session/report-input.ts";
import { answerStudy, checkStudy, Stopped } from "../../study/run.ts";
import type { ExitCode, Io } from "../io.ts";
import { loadStudy, type StudyOnDisk } from "../load-study.ts";
import { progressFor } from "../progress.ts";
import { printable, sayIssues } from "../say-issues.ts";
import { isSavedStudy } from "../saved-study.ts";
import { version } from "../version.ts";

export interface CompareFlags {
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Changed cells that are shown of one column; `--json` has them all. */
const MOST_CELLS = 8;
const MOST_PEOPLE = 12;

/**
 * Compares two deliveries: `before` is a study of its own, or a folder of earlier data files under the names of the study's.
 */
export async function compareCommand(
  before: string,
  study: string,
  flags: CompareFlags,
  io: Io,
): Promise<ExitCode> {
  const isStudy = isSavedStudy(before) || existsSync(join(before, PROTOCOL_NAME)) || !isFolder(before);
  const sides = [
    isStudy ? loadStudy(before, io.cwd) : loadStudy(study, io.cwd, before),
    loadStudy(study, io.cwd),
  ];
  const names = [before, study];
  const loaded: StudyOnDisk[] = [];
  for (const [i, side] of sides.entries()) {
    if ("loaded" in side) loaded.push(side.loaded);
    else {
      sayIssues({ out: (line) => io.err(line) }, side.issues);
      io.err(`${names[i]!}: cannot be compared`);
      return 1;
    }
  }
  try {
    const [old, now] = [
      await answered(loaded[0]!, names[0]!, flags, io),
      await answered(loaded[1]!, names[1]!, flags, io),
    ];
    if (old === null || now === null) return 1;
    const data = compareData(old, now);
    const answers = compareAnswers(old.answers, now.answers, 1 - now.resolved.protocol.settings.confidence);
    if (flags.json) io.out(JSON.stringify({ before, after: study, data, answers }, null, 2));
    else for (const line of [...dataInWords(data), ...answersInWords(answers)]) io.out(printable(line));
    return 0;
  } catch (problem) {
    if (!(problem instanceof Stopped)) throw problem;
    return 130;
  }
}

const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory();

async function answered(loaded: StudyOnDisk, name: string, flags: CompareFlags, io: Io) {
  const progress = await progressFor(io, name, flags.quiet);
  try {
    const checked = await checkStudy(loaded.resolved, loaded.files, progress);
    if (checked.cohort === null) {
      progress.failed("the data have errors");
      sayIssues(
        { out: (line) => io.err(line) },
        checked.issues.filter(({ severity }) => severity === "error"),
      );
      return null;
    }
    const outcome = await answerStudy(loaded.resolved, checked.cohort, progress);
    progress.done(`${outcome.answers.length} questions answered`);
    const answers = writtenAnswers(answersJson(reportInput(loaded, checked, outcome, version())))!;
    return { resolved: loaded.resolved, cohort: checked.cohort, answers };
  } catch (problem) {
    progress.failed("stopped");
    throw problem;
  }
}

const list = (words: readonly string[], most: number): string =>
  words.length <= most
    ? words.join(", ")
    : `${words.slice(0, most).join(", ")} and ${words.length - most} more`;

const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

function dataInWords({ people, columns, cells }: DataChange): string[] {
  const changed = cells.reduce((sum, { changes }) => sum + changes.length, 0);
  return [
    `People: ${people.before} before, ${people.after} now`,
    ...(people.gone.length === 0 ? [] : [`  gone: ${list(people.gone, MOST_PEOPLE)}`]),
    ...(people.added.length === 0 ? [] : [`  new: ${list(people.added, MOST_PEOPLE)}`]),
    ...(columns.gone.length === 0 ? [] : [`  columns gone: ${columns.gone.join(", ")}`]),
    ...(columns.added.length === 0 ? [] : [`  columns new: ${columns.added.join(", ")}`]),
    `Cells of people in both: ${changed === 0 ? "none changed" : `${changed} changed in ${count(cells.length, "column")}`}`,
    ...cells.flatMap(({ column, changes }) => [
      `  ${column}: ${changes.length}`,
      ...changes
        .slice(0, MOST_CELLS)
        .map(
          ({ person, row, before, after }) =>
            `    ${person} (row ${row}): ${worded(before)} -> ${worded(after)}`,
        ),
      ...(changes.length > MOST_CELLS ? [`    and ${changes.length - MOST_CELLS} more`] : []),
    ]),
  ];
}

const worded = (cell: string): string => (cell === "" ? "unknown" : cell);

const p = (value: number | null): string => (value === null ? "not computed" : value.toPrecision(3));

function answersInWords(answers: readonly AnswerChange[]): string[] {
  const same = answers.filter(({ change }) => change === "same").length;
  return [
    `Answers: ${same} of ${answers.length} the same`,
    ...answers.flatMap(({ id, change, findings, tests, numbers }) => {
      if (change === "same") return [];
      if (change !== "moved") return [`  ${id}: ${change}; ${findings.after ?? findings.before ?? ""}`];
      return [
        `  ${id}: ${count(numbers.moved, "number")} of ${numbers.of} moved`,
        ...(findings.before === findings.after
          ? []
          : [`    before: ${findings.before ?? ""}`, `    now:    ${findings.after ?? ""}`]),
        ...tests.map(
          ({ label, before, after, crosses }) =>
            `    ${label}: p ${p(before)} -> ${p(after)}${crosses ? " (on the other side of the threshold)" : ""}`,
        ),
      ];
    }),
  ];
}
