/** Studies read and answered for tests, without a folder for results. */
import { loadStudy } from "../src/cli/load-study.ts";
import type { Cohort } from "../src/cohort/cohort.ts";
import { readProtocol } from "../src/study/read-protocol.ts";
import { type Resolved, resolve } from "../src/study/resolve.ts";
import {
  answerStudy,
  type CheckedStudy,
  checkStudy,
  type Outcome,
  type StudyFile,
} from "../src/study/run.ts";
import { studyFilesOf } from "../src/study/study-files.ts";
import { InputError } from "../src/core/issues/issue.ts";

export interface AnsweredStudy {
  readonly resolved: Resolved;
  readonly cohort: Cohort;
  readonly outcome: Outcome;
}

async function answered(resolved: Resolved, files: readonly StudyFile[]): Promise<AnsweredStudy> {
  const { cohort, issues } = await checkStudy(resolved, files);
  if (cohort === null) throw new Error(JSON.stringify(issues));
  return { resolved, cohort, outcome: await answerStudy(resolved, cohort) };
}

/** One of the examples that come with the product. */
export async function exampleStudy(name: string): Promise<AnsweredStudy> {
  const cwd = new URL("..", import.meta.url).pathname;
  const found = loadStudy(`${cwd}examples/${name}`, cwd);
  if ("issues" in found) throw new Error(JSON.stringify(found.issues));
  return answered(found.loaded.resolved, found.loaded.files);
}

/** A protocol and its one table, as text. */
export async function studyFrom(protocol: string, table: string): Promise<AnsweredStudy> {
  const read = readProtocol(protocol, "study.yaml");
  if ("issues" in read) throw new Error(JSON.stringify(read.issues));
  const found = resolve(read.protocol, read.source);
  if ("issues" in found) throw new Error(JSON.stringify(found.issues));
  const name = read.protocol.data[0]!.file;
  return answered(found.resolved, [{ name, bytes: new TextEncoder().encode(table), sha256: "" }]);
}

/** A protocol and its files as text, checked; throws what is wrong with the protocol itself. */
export async function studyOf(
  protocol: string,
  files: Readonly<Record<string, string>>,
): Promise<CheckedStudy> {
  const read = readProtocol(protocol, "study.yaml");
  if ("issues" in read) throw new InputError(read.issues);
  const found = resolve(read.protocol, read.source);
  if ("issues" in found) throw new InputError(found.issues);
  const named = studyFilesOf(read.protocol).map(({ name }) => ({
    name,
    bytes: new TextEncoder().encode(files[name]),
    sha256: name,
  }));
  return checkStudy(found.resolved, named);
}
