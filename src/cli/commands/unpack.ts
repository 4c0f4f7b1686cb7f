import { basename, relative, resolve } from "node:path";
import type { Issue } from "../../core/issues/issue.ts";
import type { ExitCode, Io } from "../io.ts";
import { writeNewFolder } from "../new-folder.ts";
import { readSavedStudy, withoutExtension } from "../saved-study.ts";
import { printable, sayIssues } from "../say-issues.ts";

/** Makes a new folder of a saved study. */
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
  const problem = writeNewFolder(target, shown, saved.files);
  if (problem !== null) return refuse([problem]);
  io.out(printable(`${shown}: ${[...saved.files.keys()].join(", ")}`));
  io.out(`Next: cistern check ${shown}`);
  return 0;
}
