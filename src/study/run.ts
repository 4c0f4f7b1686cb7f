/** protocol + files -> checked cohort -> answers. Touches no machine: the caller hands in bytes and a way to show progress. */
import { addAll } from "../core/issues/add-all.ts";
import { analyteRules } from "../cohort/analyte-rules.ts";
import type { Cohort } from "../cohort/cohort.ts";
import { DETECTION_RULES } from "../cohort/detection.ts";
import type { Analyte, LimitSource } from "../cohort/dictionary.ts";
import { deriveColumns } from "../cohort/expression/derive.ts";
import { readTable } from "../cohort/read-table.ts";
import type { TextTable } from "../cohort/text-table.ts";
import { buildCohort } from "../cohort/type-columns.ts";
import { noSubjects } from "../core/issues/file.ts";
import type { Issue } from "../core/issues/issue.ts";
import type { Answer, Shown } from "../questions/answer.ts";
import { closeFamilies, type Family } from "../questions/families.ts";
import { kindOf } from "../questions/index.ts";
import type { Context } from "../questions/kind.ts";
import { memoryEngine } from "../tally/memory.ts";
import { readCourses, unmatched, withOutcomes } from "./follow-up.ts";
import { measuredOnPlates } from "./plate-schema.ts";
import { computePlates, groupsAgainstPlates, type StudyPlates } from "./plates.ts";
import type { Protocol } from "./protocol.ts";
import type { Resolved } from "./resolve.ts";
import { withSeverity } from "./severity.ts";
import { shapedTables } from "./shaped-tables.ts";
import { type NamedFile, studyFilesOf } from "./study-files.ts";
import { brokenRules } from "./rules.ts";

/** One file of the protocol, in the order of `studyFilesOf`. */
export interface StudyFile {
  /** As the protocol names it. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

export interface Progress {
  /** Called and awaited before each step, so that a page can draw and a signal can arrive. */
  step?(label: string, done: number, of: number): Promise<void>;
  /** Asked between steps; true ends the run. */
  stopped?(): boolean;
}

/** The run was stopped by the person; nothing is wrong. */
export class Stopped extends Error {
  override readonly name = "Stopped";
}

export interface AnsweredQuestion {
  readonly answer: Answer;
  readonly shown: Shown;
  readonly r: readonly string[];
}

export interface CheckedStudy {
  readonly cohort: Cohort | null;
  readonly tables: readonly { readonly file: StudyFile; readonly table: TextTable }[];
  /** Null where the study has no plates. */
  readonly plates: StudyPlates | null;
  readonly issues: readonly Issue[];
}

export interface Outcome {
  readonly answers: readonly AnsweredQuestion[];
  readonly families: readonly Family[];
  readonly subjects: number;
}

/** What earlier runs of the same page found, kept by what it depends on. Entries are added, never changed. */
export interface Known {
  /** Files as they were read, by content, name and options. */
  readonly tables?: Map<string, Awaited<ReturnType<typeof readTable>>>;
  /** Plates as they were computed, by content and choices. */
  readonly plates?: Map<string, StudyPlates>;
  /** Answers before families are closed, by question and settings; only for one cohort. */
  readonly answers?: Map<string, Answer>;
}

const DELIMITERS: Readonly<Record<string, string>> = { tab: "\t" };

/** Reads and types every file; all issues are collected, and the cohort exists only when none of them is an error. */
export async function checkStudy(
  resolved: Resolved,
  files: readonly StudyFile[],
  progress: Progress = {},
  known: Pick<Known, "tables" | "plates"> = {},
): Promise<CheckedStudy> {
  const issues: Issue[] = [];
  const tables: { file: StudyFile; table: TextTable }[] = [];
  const { protocol, dictionary } = resolved;
  const filesOf = (part: NamedFile["part"]): StudyFile[] => partOf(protocol, files, part);
  const dataFiles = filesOf("data");
  const { follow_up: followUp } = protocol;
  const severityFiles = filesOf("severity");
  const tableFiles = [...dataFiles, ...filesOf("follow_up"), ...severityFiles];
  const specs = [
    ...protocol.data,
    ...[followUp?.visits, followUp?.relapses].filter((one) => one !== undefined),
    ...severityFiles.map(() => ({})),
  ];
  const steps = tableFiles.length + (protocol.plates === undefined ? 1 : 2);
  for (const [i, file] of tableFiles.entries()) {
    await pause(progress, `reading ${file.name}`, i, steps);
    const options = readingOptions(specs[i]!);
    const key = JSON.stringify([file.sha256, file.name, options]);
    const read = known.tables?.get(key) ?? (await readTable(file.bytes, file.name, options));
    known.tables?.set(key, read);
    addAll(issues, read.issues);
    if (read.table !== null) tables.push({ file, table: read.table });
  }
  if (protocol.plates !== undefined) await pause(progress, "computing the plates", tableFiles.length, steps);
  const plates = await platesOf(resolved, files, known.plates);
  addAll(issues, plates?.issues ?? []);
  const unfinished = { cohort: null, tables, plates, issues };
  if (tables.length < tableFiles.length) return unfinished;
  await pause(progress, "checking every cell", steps - 1, steps);
  const idColumn = dictionary.variables.find((v) => v.type === "id")!.column;
  const shaped = shapedTables(
    tables.slice(0, dataFiles.length).map(({ table }) => table),
    resolved,
  );
  for (const each of shaped) addAll(issues, each.issues);
  if (shaped[0]?.tables.length === 0) return unfinished;
  const computed = plates === null ? [] : [{ table: plates.table, idColumn }];
  const courses =
    followUp === undefined
      ? null
      : readCourses(
          followUp,
          {
            visits: tables[dataFiles.length]!.table,
            relapses: tables[dataFiles.length + 1]?.table ?? null,
          },
          idColumn,
        );
  addAll(issues, courses?.issues ?? []);
  const built = buildCohort([...shaped.flatMap((each) => each.tables), ...computed], dictionary, {});
  addAll(issues, built.issues);
  if (built.cohort?.subjects === 0) issues.push(noSubjects(built.cohort.file));
  if (built.cohort === null || issues.some((issue) => issue.severity === "error")) return unfinished;
  if (courses !== null) addAll(issues, unmatched(courses.courses, built.cohort, followUp!.visits.file));
  const followed = withOutcomes(followUp, courses?.courses ?? new Map(), built.cohort);
  const before = withDerived(resolved, followed);
  addAll(issues, before.issues);
  const severityTables = new Map(
    tables.slice(tables.length - severityFiles.length).map(({ file, table }) => [file.name, table]),
  );
  const derived = withSeverity(protocol.severity, severityTables, before.cohort);
  addAll(issues, derived.issues);
  if (before.issues.length === 0)
    addAll(issues, brokenRules(protocol, derived.cohort, dictionary.analytes, resolved.binary));
  return {
    cohort: issues.some((issue) => issue.severity === "error") ? null : derived.cohort,
    tables,
    plates:
      plates === null || protocol.plates === undefined
        ? null
        : {
            ...plates,
            balance: groupsAgainstPlates(
              protocol.plates,
              plates.runs,
              derived.cohort,
              protocol.settings.seed,
            ),
          },
    issues,
  };
}

const partOf = (protocol: Protocol, files: readonly StudyFile[], part: NamedFile["part"]): StudyFile[] => {
  const named = studyFilesOf(protocol);
  return files.filter((_, i) => named[i]?.part === part);
};

function readingOptions(
  spec: Partial<Pick<Protocol["data"][number], "sheet" | "delimiter" | "decimal" | "encoding">>,
): Parameters<typeof readTable>[2] {
  const { sheet, delimiter, decimal, encoding } = spec;
  return {
    ...(sheet === undefined ? {} : { sheet }),
    ...(delimiter === undefined ? {} : { delimiter: DELIMITERS[delimiter] ?? delimiter }),
    ...(decimal === undefined ? {} : { decimal }),
    ...(encoding === undefined ? {} : { encoding }),
  };
}

async function platesOf(
  { protocol, dictionary }: Resolved,
  files: readonly StudyFile[],
  known: Known["plates"],
): Promise<StudyPlates | null> {
  if (protocol.plates === undefined) return null;
  const measured = measuredOnPlates(protocol.plates);
  const analytes = new Map(
    dictionary.analytes.filter(({ name }) => measured.has(name)).map((analyte) => [analyte.name, analyte]),
  );
  const byName = new Map(partOf(protocol, files, "plates").map((file) => [file.name, file]));
  const { column } = dictionary.variables.find(({ type }) => type === "id")!;
  const key = JSON.stringify([
    protocol.plates,
    column,
    [...analytes.values()].map(({ name, unit, conversion }) => [name, unit, conversion]),
    [...byName.values()].map((file) => file.sha256),
  ]);
  const plates = known?.get(key) ?? (await computePlates(protocol.plates, byName, column, analytes));
  known?.set(key, plates);
  return plates;
}

/** What questions are answered with; its engine is to be closed. */
export const contextOf = ({ protocol, dictionary, vocabulary }: Resolved, cohort: Cohort): Context => ({
  ...vocabulary,
  engine: memoryEngine(cohort, dictionary.analytes),
  settings: protocol.settings,
});

/** The cohort with the protocol's derived columns, or every reason why one cannot be derived. */
export const withDerived = (
  { protocol, dictionary, binary }: Resolved,
  cohort: Cohort,
): ReturnType<typeof deriveColumns> =>
  deriveColumns(
    cohort,
    Object.entries(protocol.derived).map(([name, spec]) => ({
      name,
      label: spec.label ?? name,
      expression: spec.expression,
    })),
    analyteRules(cohort, dictionary.analytes),
    binary,
  );

/** Answers every question of the protocol on a checked cohort, then closes the families. */
export async function answerStudy(
  resolved: Resolved,
  cohort: Cohort,
  progress: Progress = {},
  known: Pick<Known, "answers"> = {},
): Promise<Outcome> {
  const { protocol } = resolved;
  const context = contextOf(resolved, cohort);
  const open: Answer[] = [];
  for (const [i, question] of protocol.questions.entries()) {
    const key = JSON.stringify([question, protocol.settings]);
    let answer = known.answers?.get(key);
    if (answer === undefined) {
      await pause(progress, `answering ${question.id}`, i, protocol.questions.length);
      answer = await kindOf(question.kind).answer(question, context);
      known.answers?.set(key, answer);
    }
    open.push(answer);
  }
  await context.engine.close();
  const { answers, families } = closeFamilies(open, protocol.families);
  return {
    subjects: cohort.subjects,
    families,
    answers: answers.map((answer, i) => {
      const kind = kindOf(protocol.questions[i]!.kind);
      return { answer, shown: kind.show(answer), r: kind.reproduce(answer) };
    }),
  };
}

async function pause(progress: Progress, label: string, done: number, of: number): Promise<void> {
  await progress.step?.(label, done, of);
  if (progress.stopped?.() === true) throw new Stopped("stopped");
}

/** The detection rules of a study in words, for the report. */
export function rulesInWords(
  analytes: readonly Analyte[],
): { analyte: string; label: string; unit: string; rule: string; meaning: string; limits: string }[] {
  const limit = (name: string, source: LimitSource | undefined): string[] =>
    source === undefined
      ? []
      : ["value" in source ? `${name} ${source.value}` : `${name} of each sample (column ${source.column})`];
  return analytes.map((analyte) => {
    const rule = DETECTION_RULES.find((r) => r.id === analyte.detection.id)!;
    return {
      analyte: analyte.name,
      label: analyte.label,
      unit: analyte.unit,
      rule:
        analyte.detection.threshold === undefined
          ? rule.label
          : `${rule.label} of ${analyte.detection.threshold} ${analyte.unit}`,
      meaning: rule.meaning,
      limits:
        [
          ...limit("LOD", analyte.limits.lod),
          ...limit("LLOQ", analyte.limits.lloq),
          ...limit("ULOQ", analyte.limits.uloq),
        ].join(", ") || "no limits stated",
    };
  });
}
