/** Issues on a terminal and for scripts. */
import { describeIssue, type Issue } from "../core/issues/issue.ts";
import type { Io } from "./io.ts";

const plural = (n: number, word: string): string => `${n} ${word}${n === 1 ? "" : "s"}`;

export function countsInWords(issues: readonly Issue[]): string {
  const of = (severity: Issue["severity"]): number =>
    issues.filter((issue) => issue.severity === severity).length;
  return `${plural(of("error"), "error")}, ${plural(of("warning"), "warning")}, ${plural(of("note"), "note")}`;
}

const ORDER = { error: 0, warning: 1, note: 2 } as const;

/** Control characters in a cell must not reach the terminal. */
export const printable = (text: string): string =>
  text.replace(
    /(?![\t\n])[\p{Cc}\p{Bidi_Control}]/gu,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

export const issueLine = (issue: Issue): string => printable(`${issue.severity}: ${describeIssue(issue)}`);

export function sayIssues(io: Pick<Io, "out">, issues: readonly Issue[]): void {
  for (const issue of [...issues].sort((a, b) => ORDER[a.severity] - ORDER[b.severity]))
    io.out(issueLine(issue));
}
