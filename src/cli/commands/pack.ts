import { rmSync, writeFileSync } from "node:fs";
import { basename, dirname, relative, resolve } from "node:path";
import { InputError, type Issue } from "../../core/issues/issue.ts";
import { alreadyThere, notWritable } from "../../core/issues/results.ts";
import { archiveName, packStudy, PROTOCOL_NAME } from "../../session/archive.ts";
import type { ExitCode, Io } from "../io.ts";
import { loadStudy } from "../load-study.ts";
import { reasonOf } from "../reason-of.ts";
import { isSavedStudy, withoutExtension } from "../saved-study.ts";
import { sayIssues } from "../say-issues.ts";

/** Packs the protocol and the data files that it names; the rest of the folder stays out. */
export function packCommand(study: string, flags: { readonly out?: string }, io: Io): ExitCode {
  const refuse = (issues: readonly Issue[]): ExitCode => {
    sayIssues({ out: (line) => io.err(line) }, issues);
    io.err(`${study}: not packed`);
    return 1;
  };
  const path = resolve(io.cwd, study);
  const found = loadStudy(path, io.cwd);
  if ("issues" in found) return refuse(found.issues);
  const { loaded } = found;
  const name = withoutExtension(basename(isSavedStudy(path) ? path : dirname(loaded.results)));
  const target = resolve(io.cwd, flags.out ?? `${name}.cistern`);
  const shown = relative(io.cwd, target);
  try {
    const data = loaded.files.map((file) => [archiveName(file.name), file.bytes] as const);
    const bytes = packStudy(new Map([[PROTOCOL_NAME, loaded.protocolBytes], ...data]));
    writeFileSync(target, bytes, { flag: "wx" });
    io.out(`${shown}: study.yaml and ${data.map(([file]) => file).join(", ")}`);
    return 0;
  } catch (problem) {
    if (problem instanceof InputError) return refuse(problem.issues);
    const { code, syscall } = problem as NodeJS.ErrnoException;
    if (syscall === undefined) throw problem;
    if (code === "EEXIST") return refuse([alreadyThere(shown, "--out")]);
    // Half a file, as a full disk leaves it.
    rmSync(target, { force: true });
    return refuse([notWritable(shown, reasonOf(problem))]);
  }
}
