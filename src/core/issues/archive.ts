/** Refusals of a saved study (.cistern), and of files that cannot be saved in one. */
import { type Issue, shown } from "./issue.ts";
import { count, issue } from "./parts.ts";

const megabytes = (bytes: number): string => `${Number((bytes / 1048576).toFixed(3))} MB`;

/** `name` is the part of the archive that is meant. */
const inArchive = (
  code: string,
  file: string,
  name: string | undefined,
  expected: string,
  got: string | undefined,
  advice: string,
): Issue =>
  issue(code, "error", { file, ...(name === undefined ? {} : { path: name }) }, expected, got, advice);

export const notASavedStudy = (file: string, got: string): Issue =>
  inArchive(
    "not-a-saved-study",
    file,
    undefined,
    "a saved study (.cistern)",
    got,
    "name a file that `cistern pack` or the workbench saved, or a study folder",
  );

export const noProtocolInside = (file: string): Issue =>
  inArchive(
    "no-protocol",
    file,
    undefined,
    "a study.yaml at the top of the saved study",
    "none",
    "save the study again with: cistern pack STUDY",
  );

export const laterFormat = (file: string, format: number, understood: number): Issue =>
  inArchive(
    "later-format",
    file,
    "cistern.json",
    `a saved study of format ${understood}`,
    `format ${format}`,
    "it was saved by a later Cistern: install that version",
  );

export const unreadableFormat = (file: string, got: string): Issue =>
  inArchive(
    "unreadable-format",
    file,
    "cistern.json",
    'the format of the saved study, such as {"format": 1}',
    got,
    "save the study again with: cistern pack STUDY",
  );

export const unsafeName = (file: string, name: string): Issue =>
  inArchive(
    "unsafe-name",
    file,
    undefined,
    "names that stay inside the study folder on every computer (no .., \\, : or other sign that one of them reserves)",
    shown(name),
    "rename the file and its entry in study.yaml; if you did not make this file yourself, do not trust it",
  );

export const nameTwice = (file: string, name: string, other: string): Issue =>
  inArchive(
    "name-twice",
    file,
    undefined,
    "every name once, upper and lower case being the same",
    name === other ? `${shown(name)} twice` : `${shown(name)} beside ${shown(other)}`,
    "rename one of the two",
  );

export const tooManyFiles = (file: string, files: number, limit: number): Issue =>
  inArchive(
    "too-many-files",
    file,
    undefined,
    `a study of at most ${count(limit, "file")}`,
    String(files),
    "keep only study.yaml and the data files that it names",
  );

export const expandsTooFar = (file: string, name: string | undefined, limit: number, what: string): Issue =>
  inArchive(
    "too-large",
    file,
    name,
    `at most ${megabytes(limit)} in ${what}`,
    "more",
    "keep only the columns and rows of this study; if you did not make this file yourself, do not trust it",
  );
