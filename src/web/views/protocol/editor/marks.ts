/** Problems of the protocol as marks at their places in the text. */
import type { Diagnostic } from "@codemirror/lint";
import type { Text } from "@codemirror/state";
import { describeIssue, type Issue } from "../../../../core/issues/issue.ts";

/** Where an issue points at in the text, or null when it names no line. */
export function placeOf(
  document: Text,
  { at }: Issue,
): { readonly from: number; readonly to: number } | null {
  if (at.line === undefined || at.line > document.lines) return null;
  const line = document.line(at.line);
  const from = Math.min(line.from + (at.character ?? 1) - 1, line.to);
  // To the end of the word or quoted text that begins there.
  const word = /^(?:"[^"]*"?|'[^']*'?|[^\s,:[\]{}]+)/.exec(document.sliceString(from, line.to))?.[0] ?? "";
  return { from, to: from + word.length };
}

export const diagnosticsOf = (document: Text, issues: readonly Issue[]): readonly Diagnostic[] =>
  issues.flatMap((issue): Diagnostic[] => {
    const place = placeOf(document, issue);
    if (place === null) return [];
    return [
      {
        ...place,
        severity: issue.severity === "note" ? "info" : issue.severity,
        message: describeIssue({ ...issue, at: {} }),
      },
    ];
  });
