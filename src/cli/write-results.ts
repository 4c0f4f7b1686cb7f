/** A results folder appears whole or not at all, and nothing that a person put there is lost. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { foreignResults } from "../core/issues/results.ts";
import type { Issue } from "../core/issues/issue.ts";

/** Files of an earlier run, from its provenance; null where the folder is not ours. */
function listedFiles(folder: string): ReadonlySet<string> | null {
  try {
    const provenance = JSON.parse(readFileSync(join(folder, "provenance.json"), "utf8")) as {
      program?: unknown;
      outputs?: unknown;
    };
    if (provenance.program !== "Cistern" || !Array.isArray(provenance.outputs)) return null;
    return new Set(provenance.outputs.map(String));
  } catch {
    // Absent or unreadable provenance: not a folder that a run wrote.
    return null;
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

/** What in an existing results folder was not written by a run. */
export function foreignFiles(results: string): string[] {
  if (!existsSync(results)) return [];
  const listed = listedFiles(results);
  return filesBelow(results)
    .map((path) => relative(results, path).replaceAll("\\", "/"))
    .filter((name) => listed?.has(name) !== true);
}

/** Writes beside the old folder `results`, then changes the two; on any failure the old one stays or comes back. */
export function writeResults(
  results: string,
  files: ReadonlyMap<string, string>,
): { readonly folder: string } | { readonly issues: readonly Issue[] } {
  const foreign = foreignFiles(results);
  if (foreign.length > 0) return { issues: [foreignResults(basename(results), foreign)] };
  // Not a temporary-folder call: those are closed to everybody else, and results are shared with colleagues.
  const fresh = join(dirname(results), `.${basename(results)}-new-${process.pid}`);
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh);
  const old = `${fresh}-old`;
  try {
    for (const [name, text] of files) {
      const path = join(fresh, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    if (existsSync(results)) renameSync(results, old);
    try {
      renameSync(fresh, results);
    } catch (problem) {
      if (existsSync(old)) renameSync(old, results);
      throw problem;
    }
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  // Only now: should the old folder fail to come back above, it must not be removed.
  rmSync(old, { recursive: true, force: true });
  return { folder: results };
}
