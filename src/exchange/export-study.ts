/** A checked study in the formats of other programs. */
import type { Cohort } from "../cohort/cohort.ts";
import {
  dateNotStated,
  exportedCodes,
  exportedFormulas,
  exportedUnmarked,
  notReadBack,
  textTooLong,
} from "../core/issues/exchange.ts";
import type { Issue } from "../core/issues/issue.ts";
import type { Resolved } from "../study/resolve.ts";
import { codebook } from "./codebook.ts";
import { exportedProtocol } from "./exported-protocol.ts";
import { type FlatTable, flatTable } from "./flat-table.ts";
import type { ExportFormat } from "./formats.ts";
import { readsBack } from "./measurement-text.ts";
import { measuredResults } from "./results.ts";
import { writeCsv } from "./write-csv.ts";
import { writeFhir } from "./write-fhir.ts";
import { writeOmop } from "./write-omop.ts";
import { writeParquet } from "./write-parquet.ts";
import { writeRedcap } from "./write-redcap.ts";
import { tooLongForSav, writeSav } from "./write-sav.ts";
import { writeSdtm } from "./write-sdtm.ts";

export interface ExportChoices {
  readonly format: ExportFormat;
  /** Date variable of the samples, for formats with one row per measurement. */
  readonly date?: string;
}

export interface Exported {
  /** Bytes or text by name; empty where the issues hold an error. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  readonly issues: readonly Issue[];
}

/**
 * The files of one format. Tables come with a codebook and, where Cistern reads the format, with a study.yaml that gives the same
 * study; what a format has no place for is said and counted.
 *
 * Cost: 0.1 s for 637 people and 30 columns.
 *
 * @example exportStudy(resolved, cohort, { format: "csv" }).files.get("study.yaml")
 */
export function exportStudy(resolved: Resolved, cohort: Cohort, choices: ExportChoices): Exported {
  const { protocol, dictionary, vocabulary } = resolved;
  const { analytes } = dictionary;
  if (choices.date !== undefined && cohort.columns.get(choices.date)?.kind !== "date")
    return { files: new Map(), issues: [dateNotStated(choices.date, datesOf(cohort))] };
  const outcomes = [...vocabulary.columns.keys()].filter(
    (name) => protocol.derived[name] === undefined && protocol.severity[name]?.from !== "cohort",
  );
  const table = flatTable(cohort, vocabulary.columns, analytes, new Set(outcomes));
  const unlike = analytes.flatMap(({ name }): Issue[] => {
    const column = cohort.columns.get(name);
    if (column?.kind !== "measurement") return [];
    const different = column.records.filter((record, i) => !readsBack(record, column.limits[i]!));
    return different.length === 0 ? [] : [notReadBack(name, different.length, different[0]!.raw)];
  });
  const study = (file: string): [string, string] => [
    "study.yaml",
    exportedProtocol(protocol, dictionary, table.limitColumn, file),
  ];
  const files = (...entries: readonly (readonly [string, string | Uint8Array])[]) => new Map(entries);
  const results = () => measuredResults(cohort, analytes, choices.date);
  const described = ["codebook.csv", codebook(table.columns)] as const;
  switch (choices.format) {
    case "csv":
      return {
        files: files(["data.csv", writeCsv(table)], described, study("data.csv")),
        issues: [...unlike, ...formulas(table)],
      };
    case "parquet":
      return {
        files: files(["data.parquet", writeParquet(table)], described, study("data.parquet")),
        issues: unlike,
      };
    case "spss": {
      const long = tooLongForSav(table);
      if (long.length > 0) return { files: new Map(), issues: [textTooLong(long.map(({ name }) => name))] };
      return {
        files: files(["data.sav", writeSav(table, protocol.title)], described, study("data.sav")),
        issues: unlike,
      };
    }
    case "redcap": {
      const { dictionary: fields, records, fields: names, codes, unmarked } = writeRedcap(table);
      return {
        files: files(
          ["redcap-dictionary.csv", fields],
          ["redcap-records.csv", records],
          ["codebook.csv", codebook([...names.keys()], (column) => names.get(column)!)],
        ),
        issues: [
          ...unlike,
          ...(codes.length === 0 ? [] : [exportedCodes(codes)]),
          ...(unmarked === 0 ? [] : [exportedUnmarked(unmarked)]),
          ...formulas(table),
        ],
      };
    }
    case "fhir":
      return { files: files(["observations.json", writeFhir(results())]), issues: unlike };
    case "omop": {
      if (choices.date === undefined)
        return { files: new Map(), issues: [dateNotStated(undefined, datesOf(cohort))] };
      const { measurement, person } = writeOmop(results());
      return { files: files(["measurement.csv", measurement], ["person.csv", person]), issues: unlike };
    }
    case "sdtm": {
      const { lb, supplb } = writeSdtm(results(), protocol.title);
      return { files: files(["lb.csv", lb], ["supplb.csv", supplb]), issues: unlike };
    }
  }
}

const datesOf = (cohort: Cohort): string[] =>
  [...cohort.columns].filter(([, { kind }]) => kind === "date").map(([name]) => name);

/** Texts that a spreadsheet would run; csvCell puts an apostrophe in front of them. */
function formulas({ columns }: FlatTable): Issue[] {
  const marked = columns.flatMap(({ name, kind, cells }) => {
    if (kind !== "text" && kind !== "category") return [];
    const count = cells.filter((cell) => typeof cell === "string" && /^[=+\-@\t\r\n]/.test(cell)).length;
    return count === 0 ? [] : [{ name, count }];
  });
  return marked.length === 0 ? [] : [exportedFormulas(marked)];
}
