import { relative, resolve } from "node:path";
import { apiToken } from "../../core/issues/redcap-api.ts";
import type { Issue } from "../../core/issues/issue.ts";
import type { ExitCode, Io } from "../io.ts";
import { writeNewFolder } from "../new-folder.ts";
import { fetchProject } from "../redcap-api.ts";
import { printable, sayIssues } from "../say-issues.ts";

export interface FetchFlags {
  readonly out?: string;
  readonly fields?: readonly string[];
}

/** Where the token is taken from; nowhere else. */
export const TOKEN_VARIABLE = "CISTERN_REDCAP_TOKEN";

/** Fetches records and dictionary of a REDCap project into a new folder. */
export async function fetchCommand(
  address: string,
  flags: FetchFlags,
  token: string | undefined,
  io: Io,
): Promise<ExitCode> {
  const refuse = (issues: readonly Issue[]): ExitCode => {
    sayIssues({ out: (line) => io.err(line) }, issues);
    io.err("nothing was fetched");
    return 1;
  };
  if (token === undefined || !/^[A-Za-z0-9]{32,128}$/.test(token)) return refuse([apiToken(TOKEN_VARIABLE)]);
  io.err(printable(`asking ${address.replace(/[?#].*$/s, "")} for records and dictionary`));
  const project = await fetchProject(address, token, flags.fields);
  if ("code" in project) return refuse([project]);
  const target = resolve(io.cwd, flags.out ?? "redcap");
  const shown = relative(io.cwd, target) || ".";
  const problem = writeNewFolder(
    target,
    shown,
    new Map([
      ["redcap-records.csv", project.records],
      ["redcap-dictionary.csv", project.dictionary],
    ]),
  );
  if (problem !== null) return refuse([problem]);
  io.out(printable(`${shown}: redcap-records.csv, redcap-dictionary.csv`));
  const codes = project.missingCodes.map((code) => `"${code.replaceAll(/["\\$`]/g, "")}"`).join(" ");
  io.out(
    printable(
      `Next: cistern init ${shown}/redcap-records.csv --dictionary ${shown}/redcap-dictionary.csv${codes === "" ? "" : ` --missing-code ${codes}`}`,
    ),
  );
  return 0;
}
