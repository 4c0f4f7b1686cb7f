import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { guessDictionary } from "../../cohort/guess-dictionary.ts";
import { guessLong } from "../../cohort/guess-long.ts";
import { MAX_FILE_BYTES } from "../../cohort/file-limit.ts";
import { readTable } from "../../cohort/read-table.ts";
import { redcapFields } from "../../cohort/standards/redcap-dictionary.ts";
import { describeRedcap } from "../../cohort/standards/redcap.ts";
import type { TextTable } from "../../cohort/text-table.ts";
import { tooLarge, wrongKind } from "../../core/issues/file.ts";
import type { Issue } from "../../core/issues/issue.ts";
import { notReadable } from "../../core/issues/protocol.ts";
import { draftProtocol } from "../../study/draft-protocol.ts";
import { protocolJsonSchema } from "../../study/protocol.ts";
import { isInside } from "../../study/check-plates.ts";
import type { ExitCode, Io } from "../io.ts";
import { reasonOf } from "../reason-of.ts";
import { sayIssues } from "../say-issues.ts";

export interface InitFlags {
  readonly out?: string;
  readonly sheet?: string;
  /** A REDCap data dictionary that belongs to the table. */
  readonly dictionary?: string;
  /** REDCap's missing data codes, each `CODE=meaning`. */
  readonly missingCode?: readonly string[];
}

export async function initCommand(table: string, flags: InitFlags, io: Io): Promise<ExitCode> {
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
  const described = await describedTable(read.table, flags, io);
  if ("issue" in described) return refuse([described.issue]);
  const long = guessLong(described.table);
  const guess = long ?? guessDictionary(described.table);
  const text = draftProtocol(
    {
      file,
      rows: read.table.records.length,
      columns: read.table.columns.length,
      dialect: read.table.dialect,
      ...(flags.sheet === undefined ? {} : { sheet: flags.sheet }),
      ...(long === null ? {} : { long: long.long }),
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
  sayIssues({ out: (line) => io.err(line) }, [...read.issues, ...described.issues]);
  io.out(
    `${relative(io.cwd, target)}: ${guess.variables.length} variables guessed, ${guess.analytes.length} of them concentrations`,
  );
  for (const decision of guess.decisions) io.out(`  decide: ${decision}`);
  io.out(`Edit it, then: cistern check${folder === io.cwd ? "" : ` ${relative(io.cwd, folder)}`}`);
  return 0;
}

/** The table under its REDCap dictionary, where one is named. */
async function describedTable(
  table: TextTable,
  { dictionary, missingCode = [] }: InitFlags,
  io: Io,
): Promise<{ readonly table: TextTable; readonly issues: readonly Issue[] } | { readonly issue: Issue }> {
  if (dictionary === undefined) return { table, issues: [] };
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(resolve(io.cwd, dictionary));
  } catch (problem) {
    return { issue: { ...notReadable(reasonOf(problem)), at: { file: dictionary } } };
  }
  const read = await readTable(bytes, dictionary, {});
  const fields = read.table === null ? null : redcapFields(read.table);
  if (fields === null)
    return {
      issue: read.table === null ? (read.issues[0] ?? noDictionary(dictionary)) : noDictionary(dictionary),
    };
  const codes = new Map(
    missingCode.map((text) => {
      const [code = "", ...meaning] = text.split("=");
      return [code.trim(), meaning.join("=").trim()] as const;
    }),
  );
  return describeRedcap(table, fields, codes);
}

const noDictionary = (file: string): Issue =>
  wrongKind(
    file,
    "a REDCap data dictionary (.csv)",
    "another kind of table",
    "download it from the project's page Data Dictionary",
  );
