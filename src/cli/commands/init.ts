import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { guessDictionary } from "../../cohort/guess-dictionary.ts";
import { MAX_FILE_BYTES } from "../../cohort/file-limit.ts";
import { readTable } from "../../cohort/read-table.ts";
import { tooLarge } from "../../core/issues/file.ts";
import type { Issue } from "../../core/issues/issue.ts";
import { notReadable } from "../../core/issues/protocol.ts";
import { draftProtocol } from "../../study/draft-protocol.ts";
import { protocolJsonSchema } from "../../study/protocol.ts";
import { isInside } from "../../study/resolve.ts";
import type { ExitCode, Io } from "../io.ts";
import { reasonOf } from "../reason-of.ts";
import { sayIssues } from "../say-issues.ts";

export async function initCommand(
  table: string,
  flags: { readonly out?: string; readonly sheet?: string },
  io: Io,
): Promise<ExitCode> {
  const refuse = (issues: readonly Issue[]): ExitCode => {
    sayIssues({ out: (line) => io.err(line) }, issues);
    return 1;
  };
  const path = resolve(io.cwd, table);
  const folder =
    flags.out === undefined
      ? isInside(relative(io.cwd, path))
        ? io.cwd
        : dirname(path)
      : resolve(io.cwd, flags.out);
  const file = relative(folder, path).replaceAll("\\", "/");
  const target = join(folder, "study.yaml");
  if (existsSync(target)) {
    io.err(
      `error: ${relative(io.cwd, target)} exists already and is not overwritten; remove it, or name another folder with --out`,
    );
    return 1;
  }
  if (!isInside(file)) {
    io.err(
      `error: the table must lie inside the study folder ${relative(io.cwd, folder) || "."}; copy it there first, for instance into data/`,
    );
    return 1;
  }
  let bytes: Uint8Array;
  try {
    const { size } = statSync(path);
    if (size > MAX_FILE_BYTES) return refuse([tooLarge(table, size, MAX_FILE_BYTES)]);
    bytes = readFileSync(path);
  } catch (problem) {
    return refuse([{ ...notReadable(reasonOf(problem)), at: { file: table } }]);
  }
  const read = await readTable(bytes, file, flags.sheet === undefined ? {} : { sheet: flags.sheet });
  const errors = read.issues.filter((issue) => issue.severity === "error");
  if (read.table === null || errors.length > 0) return refuse(errors);
  const guess = guessDictionary(read.table);
  const text = draftProtocol(
    {
      file,
      rows: read.table.records.length,
      columns: read.table.columns.length,
      dialect: read.table.dialect,
      ...(flags.sheet === undefined ? {} : { sheet: flags.sheet }),
    },
    guess,
  );
  try {
    writeFileSync(target, text, { flag: "wx" });
    writeFileSync(join(folder, "study.schema.json"), `${JSON.stringify(protocolJsonSchema(), null, 2)}\n`);
  } catch (problem) {
    io.err(`error: ${relative(io.cwd, target)} could not be written: ${reasonOf(problem)}`);
    return 1;
  }
  sayIssues({ out: (line) => io.err(line) }, read.issues);
  io.out(
    `${relative(io.cwd, target)}: ${guess.variables.length} variables guessed, ${guess.analytes.length} of them concentrations`,
  );
  for (const decision of guess.decisions) io.out(`  decide: ${decision}`);
  io.out(`Edit it, then: cistern check${folder === io.cwd ? "" : ` ${relative(io.cwd, folder)}`}`);
  return 0;
}
