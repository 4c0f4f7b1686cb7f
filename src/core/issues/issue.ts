/** Where a problem sits. Every member that is known is given; the wording picks what is there. */
export interface Place {
  /** File as the person named it, relative to the study folder. */
  readonly file?: string;
  readonly sheet?: string;
  /** Row as a spreadsheet or an editor numbers it: the header is row 1. */
  readonly row?: number;
  /** Column name as the header gives it. */
  readonly column?: string;
  /** Position in a text file or an expression, both counted from 1. */
  readonly line?: number;
  readonly character?: number;
  /** Dotted path in a protocol, or the name of a function's argument. */
  readonly path?: string;
}

export type Severity = "error" | "warning" | "note";

/** A problem as data. Build one with a constructor of this folder: all wording lives there. */
export interface Issue {
  /** kebab-case, stable: scripts may depend on it. */
  readonly code: string;
  readonly severity: Severity;
  readonly at: Place;
  /** Every row that has the problem, that of `at` first, where there are several. */
  readonly rows?: readonly number[];
  /** What would have been right: completes the sentence "expected ...". */
  readonly expected: string;
  /** What was found, as written; absent where nothing was found. */
  readonly got?: string;
  /** What the person can do now. */
  readonly advice: string;
}

/** The place in words: `cohort.csv, row 13, column edss`, `study.yaml:14:9`. */
export function placeInWords(at: Place): string {
  const position = [at.line, at.character].filter((part) => part !== undefined).join(":");
  const head =
    at.file === undefined
      ? position === ""
        ? []
        : [`line ${position}`]
      : [position === "" ? at.file : `${at.file}:${position}`];
  return [
    ...head,
    ...(at.sheet === undefined ? [] : [`sheet ${at.sheet}`]),
    ...(at.row === undefined ? [] : [`row ${at.row}`]),
    ...(at.column === undefined ? [] : [`column ${at.column}`]),
    ...(at.path === undefined ? [] : [at.path]),
  ].join(", ");
}

/**
 * One line for a person: *where: expected what, got what; what to do*.
 *
 * @example describeIssue({ code: "out-of-range", severity: "error", at: { path: "n" }, expected: "at least 1", got: "0", advice: "add subjects" }) // "n: expected at least 1, got 0; add subjects"
 */
export function describeIssue(issue: Issue): string {
  const where = placeInWords(issue.at);
  const got = issue.got === undefined ? "" : `, got ${issue.got}`;
  return `${where === "" ? "" : `${where}: `}expected ${issue.expected}${got}; ${issue.advice}`;
}

/** Refusal to compute. Carries every issue that was found, not only the first. */
export class InputError extends Error {
  override readonly name = "InputError";
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super(issues.map(describeIssue).join("\n"));
    this.issues = issues;
  }
}

/** Throws when there is anything to refuse. */
export function refuse(issues: readonly Issue[]): void {
  if (issues.length > 0) throw new InputError(issues);
}

/** A value as it is shown inside a message: text quoted and cut, numbers as they print. */
export function shown(value: unknown): string {
  if (typeof value === "string")
    return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value);
  if (typeof value === "number" || typeof value === "boolean" || value === null || value === undefined)
    return String(value);
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
