/** What every field of the protocol's forms shares: the document, its problems, and how to change it. */
import { createContext, useContext } from "react";
import type { Issue } from "../../../core/issues/issue.ts";
import type { ProtocolEdit } from "../../../session/edit-protocol.ts";
import type { DataNames } from "../../../session/protocol-names.ts";
import { inDots, type Path, schemaAt, valueAt } from "../../../study/schema-at.ts";

export interface ProtocolForm {
  /** The protocol as written, whether it makes sense or not. */
  readonly root: Readonly<Record<string, unknown>>;
  readonly data: DataNames;
  readonly issues: readonly Issue[];
  readonly edit: (edits: readonly ProtocolEdit[], label: string) => void;
  /** Scrolls the text to an entry; the focus stays. */
  readonly reveal: (path: Path) => void;
}

export const FormContext = createContext<ProtocolForm | null>(null);

export function useForm(): ProtocolForm {
  const form = useContext(FormContext);
  if (form === null) throw new Error("no form around this field");
  return form;
}

export const useValue = (path: Path): unknown => valueAt(useForm().root, path);

/** Whether the problem is that this entry is not there; its place is the entry that should hold it. */
const isLack = ({ code, expected, at }: Issue, path: Path): boolean =>
  code === "missing-key" &&
  expected === `an entry ${path.at(-1)}` &&
  (at.path ?? "") === inDots(path.slice(0, -1));

/** Problems at a path; with `inner`, also those below it. */
export function issuesAt(issues: readonly Issue[], path: Path, inner = false): readonly Issue[] {
  const here = inDots(path);
  return issues.filter((issue) => {
    const place = issue.at.path ?? "";
    if (isLack(issue, path) || (place === here && here !== "")) return true;
    return inner && (place.startsWith(`${here}.`) || place.startsWith(`${here}[`));
  });
}

/** Problems of an entry as a whole: those of a field that is not there are shown at the field. */
export const wholeIssues = (issues: readonly Issue[], path: Path): readonly Issue[] =>
  issuesAt(issues, path).filter(
    ({ code, expected }) => code !== "missing-key" || expected === "an entry kind",
  );

/** What the schema says a path means. */
export const meaningAt = (path: Path, root: unknown): string | undefined => {
  const whole = schemaAt(path.slice(0, -1), root).flatMap(({ properties }) => {
    const own = properties?.[String(path.at(-1))];
    return own?.description === undefined ? [] : [own.description];
  });
  return whole[0];
};

export const isRequired = (path: Path, root: unknown): boolean =>
  schemaAt(path.slice(0, -1), root).some(({ required }) => required?.includes(String(path.at(-1))) === true);

export const textOf = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";

export const isEntries = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
