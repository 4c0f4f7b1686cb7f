/** Problems in the expressions of a protocol: filters and derived columns. */
import { type Issue, type Place, shown } from "./issue.ts";

const error = (
  code: string,
  at: Place,
  expected: string,
  got: string | undefined,
  advice: string,
): Issue => ({
  code,
  severity: "error",
  at,
  expected,
  ...(got === undefined ? {} : { got }),
  advice,
});

const listed = (names: readonly string[]): string =>
  names.length > 12 ? `${names.slice(0, 12).join(", ")}, ...` : names.join(", ");

const meant = (nearest: string | null, otherwise: string): string =>
  nearest === null ? otherwise : `did you mean ${nearest}?`;

/** What people write out of habit from other languages and from word processors, and what is meant. */
const habits: Readonly<Record<string, string>> = {
  "=": "write == to compare",
  "<>": "write != for unequal",
  "=>": "write >=",
  "=<": "write <=",
  "===": "write == to compare",
  "!==": "write != for unequal",
  "&": "write and",
  "&&": "write and",
  "|": "write or",
  "||": "write or",
  "!": "write not",
  "^": "write x * x for a square, exp(y * log(x)) for another power",
  "**": "write x * x for a square, exp(y * log(x)) for another power",
  "%": "write a share as a number, for instance 0.05",
  "≤": "write <=",
  "≥": "write >=",
  "≠": "write !=",
  "−": "write - (the hyphen of the keyboard)",
  "–": "write - (the hyphen of the keyboard)",
  "×": "write *",
  "÷": "write /",
  "“": 'write straight quotes, "like this"',
  "”": 'write straight quotes, "like this"',
  "„": 'write straight quotes, "like this"',
  "‘": 'write straight quotes, "like this"',
  "’": 'write straight quotes, "like this"',
  "[": "write round parentheses",
  "]": "write round parentheses",
  "{": "write round parentheses",
  "}": "write round parentheses",
  ";": "write one expression; separate arguments by a comma",
};

/** Symbols that the reader takes as one piece when it refuses them, longest first. */
export const habitSymbols: readonly string[] = Object.keys(habits).sort((a, b) => b.length - a.length);

export const strangeSymbol = (at: Place, got: string): Issue =>
  error(
    "expression-symbol",
    at,
    "a name, a value or an operator",
    shown(got),
    habits[got] ?? "a name with such characters stands between back-ticks, text between quotes",
  );

export const keywordCase = (at: Place, got: string): Issue =>
  error(
    "expression-keyword-case",
    at,
    `the word ${got.toLowerCase()} in lower case`,
    got,
    `write ${got.toLowerCase()}, or \`${got}\` between back-ticks when it is the name of a column`,
  );

export const nameNeedsTicks = (at: Place, got: string): Issue =>
  error(
    "expression-name",
    at,
    "a name of the letters a to z, digits and _",
    got,
    `write \`${got}\` between back-ticks; text stands between quotes`,
  );

export const unclosed = (at: Place, what: "text" | "name", quote: string): Issue =>
  error(
    "expression-unclosed",
    at,
    `a ${what} closed by ${quote}`,
    "the end of the expression",
    `add ${quote}`,
  );

export const emptyName = (at: Place): Issue =>
  error("expression-empty-name", at, "a name between the back-ticks", "nothing", "write the column's name");

export const badNumber = (at: Place, got: string): Issue =>
  error(
    "expression-number",
    at,
    "a finite number such as 12, 0.5 or 1e-3",
    shown(got),
    "correct the number; a name that starts with a digit stands between back-ticks",
  );

export const badDate = (at: Place, got: string): Issue =>
  error(
    "expression-date",
    at,
    "a day of the calendar as year-month-day",
    shown(got),
    "write for instance 2020-01-31",
  );

/** The reader stood at `at` and could not go on. */
export const syntax = (at: Place, expected: string, got: string, advice = "correct the expression"): Issue =>
  error("expression-syntax", at, expected, got, advice);

export const chainedComparison = (at: Place, got: string): Issue =>
  error(
    "expression-chained-comparison",
    at,
    "one comparison at a time",
    got,
    "join two comparisons by and, or put the first in parentheses",
  );

export const tooDeep = (at: Place, limit: number): Issue =>
  error(
    "expression-too-deep",
    at,
    `at most ${limit} levels of nesting`,
    "more",
    'split the expression into derived columns; replace a long chain of == by in ("a", "b")',
  );

export const tooLong = (at: Place, limit: number, got: number): Issue =>
  error(
    "expression-too-long",
    at,
    `an expression of at most ${limit} characters`,
    `${got}`,
    "split it into derived columns",
  );

export const unknownName = (
  at: Place,
  name: string,
  nearest: string | null,
  columns: readonly string[],
): Issue =>
  error(
    "expression-unknown-name",
    at,
    "a column of the data",
    name,
    meant(nearest, `the columns are ${listed(columns)}; text stands between quotes`),
  );

export const unknownFunction = (
  at: Place,
  name: string,
  nearest: string | null,
  functions: readonly string[],
): Issue =>
  error(
    "expression-unknown-function",
    at,
    "a function",
    name,
    name === "days"
      ? "subtract one date from the other for the days between them"
      : meant(nearest, `the functions are ${functions.join(", ")}`),
  );

export const unknownAnalyte = (
  at: Place,
  name: string,
  nearest: string | null,
  analytes: readonly string[],
): Issue =>
  error(
    "expression-unknown-analyte",
    at,
    "an analyte",
    name,
    meant(
      nearest,
      analytes.length === 0 ? "the study declares no analyte" : `the analytes are ${listed(analytes)}`,
    ),
  );

export const unknownDetectionRule = (
  at: Place,
  name: string,
  nearest: string | null,
  rules: readonly string[],
): Issue =>
  error(
    "expression-unknown-detection-rule",
    at,
    "a detection rule",
    shown(name),
    meant(nearest, `the rules are ${rules.join(", ")}`),
  );

export const missingThreshold = (at: Place, analyte: string): Issue =>
  error(
    "expression-missing-threshold",
    at,
    `a threshold stated for ${analyte}`,
    "none",
    `state the threshold in the detection rule of ${analyte}, or choose another rule`,
  );

export const wrongArgumentCount = (at: Place, name: string, wanted: string, got: number): Issue =>
  error(
    "expression-argument-count",
    at,
    `${wanted} for ${name}`,
    String(got),
    `write ${name} with ${wanted}`,
  );

export const wrongType = (at: Place, expected: string, got: string, advice: string): Issue =>
  error("expression-type", at, expected, got, advice);

export const notALevel = (at: Place, got: string, nearest: string | null, levels: readonly string[]): Issue =>
  error(
    "expression-not-a-level",
    at,
    `one of ${listed(levels.map((level) => shown(level)))}`,
    shown(got),
    nearest === null ? "write a value as the data give it" : `did you mean ${shown(nearest)}?`,
  );

export const notOrdered = (at: Place, got: string): Issue =>
  error(
    "expression-not-ordered",
    at,
    "numbers, dates or categories of one declared order",
    got,
    "declare the variable ordinal, or compare by == or in",
  );

export const noType = (at: Place): Issue =>
  error(
    "expression-always-unknown",
    at,
    "an expression that can be known",
    "one that is unknown for every subject",
    "write what the value is for some subjects",
  );

export const derivedNameTaken = (at: Place, name: string): Issue =>
  error(
    "derived-name-taken",
    at,
    "a name that no other column has",
    name,
    "give the derived column another name",
  );

export const derivedCycle = (at: Place, names: readonly string[]): Issue =>
  error(
    "derived-cycle",
    at,
    "derived columns that do not need themselves",
    names.join(" -> "),
    "break the circle: one of them must be stated by columns of the data alone",
  );

export const measurementNotDerived = (at: Place, name: string): Issue =>
  error(
    "expression-type",
    at,
    "a number, a text, a date or a condition",
    `the concentration ${name}`,
    `write value(${name}) for its number, or detected(${name})`,
  );

export const identifierNotDerived = (at: Place, name: string): Issue =>
  error(
    "expression-type",
    at,
    "a number, a text, a date or a condition",
    `the identifier ${name}`,
    "identifiers find a row again; they are not analysed",
  );

export const duplicateSelection = (at: Place, name: string): Issue =>
  error(
    "tally-duplicate-name",
    at,
    "a name of its own for every selected column",
    name,
    "rename one of them",
  );

export const identifierSelected = (at: Place, name: string): Issue =>
  error(
    "tally-identifier",
    at,
    "a column that subjects can share",
    `the identifier ${name}`,
    "identifiers find a row again; they are not counted",
  );
