/** Problems of a protocol file. The place (line and column of study.yaml) is added where the file is known. */
import { type Issue, type Severity, shown } from "./issue.ts";

export type Placeless = Omit<Issue, "at">;

const make = (
  code: string,
  expected: string,
  got: string | undefined,
  advice: string,
  severity: Severity = "error",
): Placeless => ({
  code,
  severity,
  expected,
  ...(got === undefined ? {} : { got }),
  advice,
});

const meant = (nearest: string | null, otherwise: string): string =>
  nearest === null ? otherwise : `did you mean ${nearest}?`;

const list = (words: readonly string[]): string =>
  words.length <= 12 ? words.join(", ") : `${words.slice(0, 12).join(", ")} and ${words.length - 12} more`;

export const unknownKey = (key: string, allowed: readonly string[], nearest: string | null): Placeless =>
  make(
    "unknown-key",
    `one of ${list(allowed)}`,
    shown(key),
    meant(nearest, "remove it, or see the list of what may stand here"),
  );

export const missingKey = (key: string, meaning: string): Placeless =>
  make(
    "missing-key",
    `an entry ${key}`,
    undefined,
    meaning === "" ? `add ${key}:` : `add ${key}: (${meaning})`,
  );

export const wrongShape = (expected: string, got: unknown): Placeless =>
  make("wrong-shape", expected, shown(got), "write it in that form");

export const notAllowed = (options: readonly string[], got: unknown, nearest: string | null): Placeless =>
  make("not-allowed", `one of ${list(options)}`, shown(got), meant(nearest, "choose one of them"));

export const unknownName = (
  what: string,
  name: string,
  known: readonly string[],
  nearest: string | null,
): Placeless =>
  make(
    "unknown-name",
    known.length === 0
      ? `the name of ${what}, but the protocol declares none`
      : `the name of ${what} (${list(known)})`,
    shown(name),
    meant(nearest, `declare it, or use a name that is declared`),
  );

export const wrongKind = (what: string, name: string, isA: string, advice: string): Placeless =>
  make("wrong-kind", what, `${name}, which is ${isA}`, advice);

export const duplicateName = (what: string, name: string): Placeless =>
  make("duplicate-name", `each ${what} once`, shown(name), "give one of them another name");

export const needed = (what: string, why: string, advice: string): Placeless =>
  make("needed", `${what}: ${why}`, undefined, advice);

export const laterVersion = (version: number, understood: number): Placeless =>
  make(
    "later-version",
    `protocol version ${understood}`,
    String(version),
    `this file was written for a later Cistern: install that version, or write the protocol in version ${understood}`,
  );

export const yamlSyntax = (message: string): Placeless =>
  make("yaml-syntax", "readable YAML", message, "correct the line");

export const noProtocol = (): Placeless =>
  make(
    "no-protocol",
    "a study folder with a file study.yaml",
    "no such file",
    "name the folder, or write one with: cistern init TABLE.csv",
  );

export const notReadable = (why: string): Placeless =>
  make("not-readable", "a file that can be read", why, "check the name and the rights of the file");

export const outsideStudy = (path: string): Placeless =>
  make(
    "outside-study",
    "a file inside the study folder",
    shown(path),
    "copy the file into the study folder and name it relative to study.yaml",
  );
