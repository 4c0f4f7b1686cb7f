/** The results of a run on the page, before anything of them is written. */
import type { Issue } from "../../core/issues/issue.ts";
import { shown } from "../../core/issues/issue.ts";
import { notResults } from "../../core/issues/server.ts";
import { isPortable } from "../../session/archive.ts";

const MOST_FILES = 5000;
const NAME = /^(?:(?:tables|figures|plates\/[a-z0-9-]+)\/)?[^/]+\.(?:html|json|csv|svg|R)$/;

/** JSON text of a map from path to text -> the files, which must be those that their provenance lists. */
export function readResults(
  json: string,
): { readonly files: ReadonlyMap<string, string> } | { readonly issues: readonly Issue[] } {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return { issues: [notResults("JSON", "a text that is not")] };
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return { issues: [notResults("a map of paths to texts", shown(value))] };
  const entries = Object.entries(value);
  if (entries.length > MOST_FILES)
    return { issues: [notResults(`at most ${MOST_FILES} files`, String(entries.length))] };
  const files = new Map<string, string>();
  const issues: Issue[] = [];
  for (const [name, text] of entries)
    if (!isPortable(name) || !NAME.test(name))
      issues.push(notResults("names of reports, tables and figures as a run gives them", shown(name)));
    else if (typeof text !== "string") issues.push(notResults(`text for ${shown(name)}`, shown(text)));
    else files.set(name, text);
  // The next run replaces exactly the files of this list; with another one it would refuse.
  if (issues.length === 0 && !isListed(files))
    issues.push(notResults("a provenance.json that lists these files", "none or another one"));
  return issues.length > 0 ? { issues } : { files };
}

function isListed(files: ReadonlyMap<string, string>): boolean {
  try {
    const { program, outputs } = JSON.parse(files.get("provenance.json") ?? "null") as {
      program?: unknown;
      outputs?: unknown;
    };
    return (
      program === "Cistern" &&
      Array.isArray(outputs) &&
      outputs.length === files.size &&
      new Set(outputs).size === files.size &&
      outputs.every((name) => files.has(String(name)))
    );
  } catch {
    // Absent, null or not JSON.
    return false;
  }
}
