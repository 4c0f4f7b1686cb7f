/** The first protocol of a new study, from its table and, where one lies beside it, its REDCap data dictionary. */
import { guessDictionary } from "../../cohort/guess-dictionary.ts";
import { guessLong } from "../../cohort/guess-long.ts";
import { readTable } from "../../cohort/read-table.ts";
import { describeRedcap } from "../../cohort/standards/redcap.ts";
import { type RedcapField, redcapFields } from "../../cohort/standards/redcap-dictionary.ts";
import type { TextTable } from "../../cohort/text-table.ts";
import type { Issue } from "../../core/issues/issue.ts";
import { draftProtocol } from "../../study/draft-protocol.ts";
import type { Calls, Files } from "../messages.ts";

/** REDCap downloads its dictionary as text; longer files are data. */
const LARGEST_DICTIONARY = 10_000_000;

interface Source {
  readonly table: TextTable;
  readonly fields: readonly RedcapField[] | null;
}

/** @param wanted - the table that was dropped first; where it is a dictionary itself, the table beside it is meant */
export async function draftOf(files: Files, wanted: string): Promise<Calls["draft"]["answer"]> {
  const source = await sourceIn(files, wanted);
  if ("issues" in source) return source;
  const { file } = source.table;
  // The codes of missing data are not in the dictionary: they are decided in the protocol.
  const table =
    source.fields === null ? source.table : describeRedcap(source.table, source.fields, new Map()).table;
  const long = guessLong(table);
  const guess = long ?? guessDictionary(table);
  const protocol = draftProtocol(
    {
      file,
      rows: table.records.length,
      columns: table.columns.length,
      dialect: table.dialect,
      ...(long === null ? {} : { long: long.long }),
    },
    guess,
  );
  return { protocol, decisions: guess.decisions };
}

async function sourceIn(files: Files, wanted: string): Promise<Source | { issues: readonly Issue[] }> {
  const first = await tableOf(files, wanted);
  if ("issues" in first) return first;
  const others = [...files.keys()].filter((file) => file !== wanted);
  const own = redcapFields(first.table);
  if (own !== null) {
    const [data] = others;
    if (data === undefined) return { table: first.table, fields: null };
    const second = await tableOf(files, data);
    return "issues" in second ? second : { table: second.table, fields: own };
  }
  for (const file of others) {
    if (!/\.csv$/i.test(file) || files.get(file)!.length > LARGEST_DICTIONARY) continue;
    const other = await tableOf(files, file);
    const fields = "issues" in other ? null : redcapFields(other.table);
    if (fields !== null) return { table: first.table, fields };
  }
  return { table: first.table, fields: null };
}

async function tableOf(
  files: Files,
  file: string,
): Promise<{ readonly table: TextTable } | { issues: readonly Issue[] }> {
  const bytes = files.get(file);
  if (bytes === undefined) throw new Error(`no file ${file}`);
  const { table, issues } = await readTable(bytes, file, {});
  const errors = issues.filter(({ severity }) => severity === "error");
  return table === null || errors.length > 0 ? { issues: errors } : { table };
}
