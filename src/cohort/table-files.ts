/** The kinds of table that `readTable` reads, by the ending of the file's name. */

export const TABLE_EXTENSIONS = [
  "csv",
  "tsv",
  "txt",
  "xlsx",
  "xlsm",
  "xls",
  "sav",
  "zsav",
  "dta",
  "xpt",
  "sas7bdat",
  "parquet",
  "json",
] as const;

/** For a sentence to a person. */
export const TABLE_KINDS =
  "csv, tsv, txt, xlsx, xls, SPSS (sav, zsav), Stata (dta), SAS (xpt, sas7bdat), Parquet or FHIR (json)";

/** The schema that `init` writes beside a protocol is JSON and no table. */
export const isTableFile = (path: string): boolean =>
  !path.endsWith("study.schema.json") &&
  TABLE_EXTENSIONS.some((extension) => path.toLowerCase().endsWith(`.${extension}`));

/** What a study may be made of: tables, and exports of instruments, of which one kind is XML. */
export const isStudyFile = (path: string): boolean => isTableFile(path) || /\.xml$/i.test(path);
