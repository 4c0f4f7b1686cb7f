/** One file that is not there yet. */
import { rmSync, writeFileSync } from "node:fs";
import type { Issue } from "../core/issues/issue.ts";
import { alreadyThere, notWritable } from "../core/issues/results.ts";
import { reasonOf } from "./reason-of.ts";

/** Writes the file whole, or says why not. @param option - names another place */
export function writeNewFile(path: string, shown: string, text: string, option = "--report"): Issue | null {
  try {
    writeFileSync(path, text, { flag: "wx" });
    return null;
  } catch (problem) {
    const { code, syscall } = problem as NodeJS.ErrnoException;
    if (syscall === undefined) throw problem;
    if (code === "EEXIST") return alreadyThere(shown, option);
    rmSync(path, { force: true });
    return notWritable(shown, reasonOf(problem));
  }
}
