/** What the issues of plates share. */
import { type Issue, type Severity, shown } from "./issue.ts";
import { issue, list } from "./parts.ts";

/** A row of a plate as a message names it. */
export interface PlateCells {
  readonly wells: readonly string[];
  readonly analyte: string;
  readonly text: string;
}

export const cellsInWords = (cells: readonly PlateCells[]): string =>
  list(
    cells.map(
      ({ wells, analyte, text }) =>
        `${shown(text)} in ${wells.join(", ")}${analyte === "" ? "" : ` of ${analyte}`}`,
    ),
  );

export const plateIssue = (
  code: string,
  severity: Severity,
  file: string,
  expected: string,
  got: string,
  advice: string,
): Issue => issue(code, severity, { file }, expected, got, advice);

/** About a part of a plate or study that has no cell, named by `path`. */
export const aboutPart = (
  code: string,
  severity: Severity,
  path: string,
  expected: string,
  got: string,
  advice: string,
): Issue => ({ code, severity, at: { path }, expected, got, advice });
