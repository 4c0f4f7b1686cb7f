/** A folder of files appears whole or not at all, and never over something that is there. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Issue } from "../core/issues/issue.ts";
import { alreadyThere, notWritable } from "../core/issues/results.ts";
import { reasonOf } from "./reason-of.ts";

/**
 * Every file is written beside the folder first, then the folder takes its name; an empty folder may be there already.
 *
 * @param shown - the folder as messages name it
 */
export function writeNewFolder(
  target: string,
  shown: string,
  files: ReadonlyMap<string, string | Uint8Array>,
): Issue | null {
  if (existsSync(target) && !isEmptyFolder(target)) return alreadyThere(shown, "--out");
  const fresh = join(dirname(target), `.${basename(target)}-new-${process.pid}`);
  try {
    for (const [name, content] of files) {
      const path = join(fresh, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content, { flag: "wx" });
    }
    if (existsSync(target))
      for (const name of readdirSync(fresh)) renameSync(join(fresh, name), join(target, name));
    else renameSync(fresh, target);
    return null;
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).syscall === undefined) throw problem;
    return notWritable(shown, reasonOf(problem));
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

const isEmptyFolder = (path: string): boolean =>
  statSync(path).isDirectory() && readdirSync(path).length === 0;
