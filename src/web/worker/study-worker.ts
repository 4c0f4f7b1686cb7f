/** What the worker keeps of one study between calls, and how it answers each call. Knows nothing of threads. */
import { sha256 as digest } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { TextTable } from "../../cohort/text-table.ts";
import type { Answer } from "../../questions/answer.ts";
import { bundle } from "../../report/bundle.ts";
import type { ReportInput } from "../../report/report-input.ts";
import { packStudy, PROTOCOL_NAME } from "../../session/archive.ts";
import { compareReadings, summarize } from "../../session/column-reading.ts";
import { exploreThreshold } from "../../session/explore.ts";
import { plateFiles } from "../../session/plate-files.ts";
import { peopleBehind } from "../../session/people.ts";
import { type LoadedStudy, readStudy } from "../../session/read-study.ts";
import { reportInput } from "../../session/report-input.ts";
import { answerStudy, type CheckedStudy, checkStudy, type Known, type Progress } from "../../study/run.ts";
import type { Calls, Evaluation, Files } from "../messages.ts";
import { draftOf } from "./draft.ts";
import { reread } from "./reread.ts";
import { guessOf, infoOf, issuePlaces, rowsWith } from "./table-calls.ts";

/** A cohort with what it depends on. */
interface Built {
  readonly key: string;
  readonly checked: CheckedStudy;
  readonly answers: Map<string, Answer>;
}

export interface StudyWorker {
  files(files: Files): void;
  pack(protocol: string): Uint8Array;
  draft(file: string): Promise<Calls["draft"]["answer"]>;
  evaluate(protocol: string, progress: Progress): Promise<Evaluation>;
  cells(ask: Calls["cells"]["ask"]): Calls["cells"]["answer"];
  search(ask: Calls["search"]["ask"]): Calls["search"]["answer"];
  column(ask: Calls["column"]["ask"]): Calls["column"]["answer"];
  compare(ask: Calls["compare"]["ask"]): Calls["compare"]["answer"];
  guess(ask: Calls["guess"]["ask"]): Calls["guess"]["answer"];
  reread(ask: Calls["reread"]["ask"]): Promise<Calls["reread"]["answer"]>;
  people(ask: Calls["people"]["ask"]): Int32Array | null;
  explore(ask: Calls["explore"]["ask"]): Promise<Calls["explore"]["answer"]>;
  bundle(ask: Calls["bundle"]["ask"]): ReadonlyMap<string, string>;
}

export function studyWorker(version: string): StudyWorker {
  let files: Files = new Map();
  const tables: NonNullable<Known["tables"]> = new Map();
  const plates: NonNullable<Known["plates"]> = new Map();
  const hashes = new WeakMap<Uint8Array, string>();
  let shownTables: readonly TextTable[] = [];
  let built: Built | null = null;
  let last: { loaded: LoadedStudy; input: ReportInput } | null = null;

  const sha256 = (bytes: Uint8Array): string => {
    const known = hashes.get(bytes) ?? bytesToHex(digest(bytes));
    hashes.set(bytes, known);
    return known;
  };

  async function evaluate(protocol: string, progress: Progress): Promise<Evaluation> {
    last = null;
    const read = readStudy({
      protocol: {
        name: PROTOCOL_NAME,
        shown: PROTOCOL_NAME,
        bytes: new TextEncoder().encode(protocol),
      },
      file: (name) => files.get(name) ?? "not among the files of this study",
      sha256,
    });
    if ("issues" in read)
      return {
        protocolIssues: read.issues,
        dataIssues: [],
        dataPlaces: [],
        tables: shownTables.map(infoOf),
        vocabulary: null,
        report: null,
      };
    const { loaded } = read;
    const { dictionary, protocol: said } = loaded.resolved;
    // Everything but what only questions and the report ask for: a part that is added to the protocol is in it by itself.
    const { questions: _q, families: _f, title: _t, description: _d, authors: _a, ...checkedBy } = said;
    const key = JSON.stringify([loaded.files.map((file) => file.sha256), checkedBy]);
    if (built?.key !== key)
      built = {
        key,
        checked: await checkStudy(loaded.resolved, loaded.files, progress, { tables, plates }),
        answers: new Map(),
      };
    const { checked, answers } = built;
    const computed = checked.plates === null ? [] : [checked.plates.table];
    shownTables = [...checked.tables.map(({ table }) => table), ...computed];
    const found = {
      protocolIssues: [],
      dataIssues: checked.issues,
      dataPlaces: issuePlaces(checked.issues, shownTables),
      tables: shownTables.map(infoOf),
      vocabulary: {
        protocol: said,
        columns: [...loaded.resolved.vocabulary.columns.values()],
        analytes: dictionary.analytes,
      },
    };
    if (checked.cohort === null) return { ...found, report: null };
    const outcome = await answerStudy(loaded.resolved, checked.cohort, progress, { answers });
    const input = reportInput(loaded, checked, outcome, version);
    last = { loaded, input };
    return { ...found, report: input };
  }

  return {
    files(next) {
      files = next;
      tables.clear();
      plates.clear();
      built = null;
      shownTables = [];
    },
    pack: (protocol) => packStudy(new Map([...files, [PROTOCOL_NAME, new TextEncoder().encode(protocol)]])),
    draft: (file) => draftOf(files, file),
    evaluate,
    cells({ table, rows, from, to }) {
      const shown = shownTables[table];
      if (shown === undefined) return null;
      return {
        cells: rows.map((row) => (shown.records[row] ?? []).slice(from, to)),
        rowNumbers: rows.map((row) => shown.rowNumbers[row] ?? 0),
      };
    },
    search({ table, text }) {
      const shown = shownTables[table];
      return shown === undefined ? new Int32Array() : rowsWith(shown, text);
    },
    column({ table, column, meaning }) {
      const shown = shownTables[table];
      return shown === undefined ? null : summarize(shown, column, meaning);
    },
    compare({ table, column, before, after }) {
      const shown = shownTables[table];
      return shown === undefined ? null : compareReadings(shown, column, before, after);
    },
    guess({ table, column }) {
      const shown = shownTables[table];
      return shown === undefined ? null : guessOf(shown, column);
    },
    async reread({ table, options }) {
      const shown = shownTables[table];
      const bytes = shown === undefined ? undefined : files.get(shown.file);
      return shown === undefined || bytes === undefined ? null : await reread(shown, bytes, options);
    },
    people(target) {
      const cohort = built?.checked.cohort;
      if (cohort == null || last === null) return null;
      const subjects = peopleBehind(cohort, last.loaded.resolved.dictionary.analytes, target);
      const recordOf = new Map((shownTables[0]?.rowNumbers ?? []).map((row, record) => [row, record]));
      return subjects?.map((subject) => recordOf.get(cohort.rowNumbers[subject]!)!) ?? null;
    },
    async explore({ analyte, threshold }) {
      const cohort = built?.checked.cohort;
      if (cohort == null || last === null) return [];
      return exploreThreshold(last.loaded.resolved, cohort, analyte, threshold);
    },
    bundle({ started, finished, runtime }) {
      if (last === null) throw new Error("there are no answers to report yet");
      const { loaded, input } = last;
      return bundle(
        input,
        { name: loaded.protocolName, sha256: loaded.protocolSha256 },
        { started, finished, runtime, platform: "browser" },
        built === null ? new Map() : plateFiles(loaded, built.checked, version),
      );
    },
  };
}
