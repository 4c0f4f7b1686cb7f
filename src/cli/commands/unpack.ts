import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import type { Issue } from "../../core/issues/issue.ts";
import { alreadyThere, notWritable } from "../../core/issues/results.ts";
import type { ExitCode, Io } from "../io.ts";
import { reasonOf } from "../reason-of.ts";
import { readSavedStudy, withoutExtension } from "../saved-study.ts";
import { printable, sayIssues } from "../say-issues.ts";

/** Makes a new folder of a saved study: every file is written beside it first, then the folder takes its name. */
export function unpackCommand(file: string, flags: { readonly out?: string }, io: Io): ExitCode {
  const refuse = (issues: readonly Issue[]): ExitCode => {
    sayIssues({ out: (line) => io.err(line) }, issues);
    io.err(`${file}: not unpacked`);
    return 1;
  };
  const saved = readSavedStudy(resolve(io.cwd, file), file);
  if ("issues" in saved) return refuse(saved.issues);
  const target = resolve(io.cwd, flags.out ?? withoutExtension(basename(file)));
  const shown = relative(io.cwd, target) || ".";
  if (existsSync(target) && !isEmptyFolder(target)) return refuse([alreadyThere(shown, "--out")]);
  const fresh = join(dirname(target), `.${basename(target)}-new-${process.pid}`);
  try {
    for (const [name, bytes] of saved.files) {
      const path = join(fresh, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes, { flag: "wx" });
    }
    if (existsSync(target))
      for (const name of readdirSync(fresh)) renameSync(join(fresh, name), join(target, name));
    else renameSync(fresh, target);
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).syscall === undefined) throw problem;
    return refuse([notWritable(shown, reasonOf(problem))]);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  io.out(printable(`${shown}: ${[...saved.files.keys()].join(", ")}`));
  io.out(`Next: cistern check ${shown}`);
  return 0;
}

const isEmptyFolder = (path: string): boolean =>
  statSync(path).isDirectory() && readdirSync(path).length === 0;
