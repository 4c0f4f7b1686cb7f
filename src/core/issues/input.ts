/** Refusals of the statistics: what a caller handed to a function. `path` is the argument's name. */
import { type Issue, shown } from "./issue.ts";

const error = (code: string, path: string, expected: string, got: unknown, advice: string): Issue => ({
  code,
  severity: "error",
  at: { path },
  expected,
  ...(got === undefined ? {} : { got: shown(got) }),
  advice,
});

export const notACount = (path: string, got: unknown): Issue =>
  error(
    "not-a-count",
    path,
    "a whole number >= 0",
    got,
    "give counts of subjects, not shares or percentages",
  );

export const outOfRange = (path: string, got: unknown, range: string): Issue =>
  error("out-of-range", path, `a value in ${range}`, got, "correct the value");

export const notFinite = (path: string, got: unknown): Issue =>
  error(
    "not-finite",
    path,
    "a finite number",
    got,
    "leave out missing values before calling, and say how many",
  );

export const emptyMargin = (path: string, margin: string, undefinedThing: string): Issue =>
  error(
    "empty-margin",
    path,
    `${margin} with at least one subject`,
    0,
    `${undefinedThing} is undefined: drop the empty group or pool it`,
  );

export const tooFew = (path: string, what: string, least: number, got: number): Issue =>
  error(
    "too-few",
    path,
    `at least ${least} ${what}`,
    got,
    "collect more, or describe the data without this method",
  );

export const tooMany = (path: string, what: string, most: number, got: number): Issue =>
  error("too-many", path, `at most ${most} ${what}`, got, "choose a method made for so many");

export const lengthMismatch = (path: string, expectedLength: number, got: number): Issue =>
  error("length-mismatch", path, `${expectedLength} entries`, got, "give the arguments the same length");

export const notOneOf = (path: string, options: readonly string[], got: unknown): Issue =>
  error("not-one-of", path, `one of ${options.join(", ")}`, got, "choose one of them");

export const noVariation = (path: string, what: string): Issue =>
  error(
    "no-variation",
    path,
    `${what} that varies`,
    "a single value",
    "nothing can be compared: check the data, or leave this out",
  );

export const aliasedColumn = (path: string, column: string, others: readonly string[]): Issue =>
  error(
    "aliased-column",
    path,
    "columns of which none can be made from the others",
    `${column} = a sum of multiples of ${others.join(", ")}`,
    "leave one of them out",
  );

export const noIntercept = (path: string): Issue =>
  error(
    "no-intercept",
    path,
    'a column named "(Intercept)"',
    undefined,
    "add a column of ones with this name: the method sets the intercept anew",
  );
