/** Refusals about cells that do not fit the type of their variable. */
import { type Issue, shown } from "./issue.ts";
import { type CellPlace, cellIssue, didYouMean, issue, list, otherRows } from "./parts.ts";

export type { CellPlace } from "./parts.ts";

export const unknownLevel = (
  at: CellPlace,
  got: string,
  levels: readonly string[],
  near: string | null,
): Issue =>
  cellIssue(
    "unknown-level",
    "error",
    at,
    `one of ${list(levels)}`,
    shown(got),
    `${didYouMean(near)}correct the cell, or add the level or a missing code in study.yaml`,
  );

export const lookAlikeLevel = (at: CellPlace, got: string, level: string): Issue =>
  cellIssue(
    "look-alike-level",
    "error",
    at,
    `the spelling ${shown(level)}`,
    shown(got),
    `correct the cell, or add map: { ${JSON.stringify(got)}: ${JSON.stringify(level)} } to the variable in study.yaml`,
  );

export const lookAlikeLevels = (at: CellPlace, levels: readonly string[]): Issue =>
  cellIssue(
    "look-alike-levels",
    "warning",
    at,
    "levels that differ in more than their spelling",
    list(levels.map((level) => shown(level))),
    "if they mean the same, keep one under `levels:` and the others under `map:` of the variable in study.yaml",
  );

export const levelsNotStated = (at: CellPlace, type: string, found: readonly string[]): Issue =>
  cellIssue(
    "levels-not-stated",
    "error",
    at,
    type === "binary" ? "two levels, the second meaning yes" : "the levels in their order",
    `none stated; the file holds ${list(found)}`,
    "state `levels:` in study.yaml",
  );

export const notANumber = (at: CellPlace, got: string, expected = "a number"): Issue =>
  cellIssue(
    "not-a-number",
    "error",
    at,
    expected,
    shown(got),
    "correct the cell, or list the text under `missing:` in study.yaml if it means unknown",
  );

export const ambiguousNumber = (at: CellPlace, got: string): Issue =>
  cellIssue(
    "ambiguous-number",
    "error",
    at,
    "a number with one reading",
    shown(got),
    "a comma or point before three digits may mark thousands or decimals: state `decimal:` in study.yaml, or write the number without it",
  );

export const mixedDecimal = (at: CellPlace, got: string, decimal: string): Issue =>
  cellIssue(
    "mixed-decimal",
    "warning",
    at,
    `numbers with a decimal ${decimal === "." ? "point" : "comma"} as in the rest of the file`,
    shown(got),
    `it is read as if written with a ${decimal === "." ? "point" : "comma"}; check it`,
  );

export const notADate = (at: CellPlace, got: string): Issue =>
  cellIssue("not-a-date", "error", at, "a date", shown(got), "write it as yyyy-mm-dd, such as 2019-03-14");

export const impossibleDate = (at: CellPlace, got: string): Issue =>
  cellIssue("impossible-date", "error", at, "a date of the calendar", shown(got), "correct the cell");

export const twoDigitYear = (at: CellPlace, got: string): Issue =>
  cellIssue("two-digit-year", "error", at, "a year of four digits", shown(got), "write it as yyyy-mm-dd");

export const ambiguousDate = (at: CellPlace, got: string): Issue =>
  cellIssue(
    "ambiguous-date",
    "error",
    at,
    "dates with one reading",
    `${shown(got)}, and no date in the column shows whether the day or the month stands first`,
    "state date_order: of the variable in study.yaml, or write the dates as yyyy-mm-dd",
  );

/** How the column decides, and what that makes of a cell that leaves it open. */
export const dateOrderGuessed = (
  at: CellPlace,
  clear: string,
  order: "day-first" | "month-first",
  open: string,
  read: string,
): Issue =>
  cellIssue(
    "date-order-guessed",
    "note",
    at,
    "dates with one reading",
    `${shown(open)}, read as ${read} since ${shown(clear)} has the ${order === "day-first" ? "day" : "month"} first`,
    "state date_order: of the variable in study.yaml if that is wrong",
  );

/** A mark that the cells decided on, and what that makes of one of them. */
export const decimalGuessed = (at: CellPlace, cell: string, read: string): Issue =>
  cellIssue(
    "decimal-guessed",
    "note",
    at,
    "numbers with a decimal point, or the mark stated",
    `${shown(cell)}, read as ${read}: the cells show that the file has decimal commas`,
    "state `decimal:` in study.yaml if that is wrong",
  );

export const mixedDateOrder = (at: CellPlace, dayFirst: string, monthFirst: string): Issue =>
  cellIssue(
    "mixed-date-order",
    "error",
    at,
    "one order of day and month in a column",
    `${shown(dayFirst)} and ${shown(monthFirst)}`,
    "write the dates as yyyy-mm-dd",
  );

export const outsideRange = (
  at: CellPlace,
  got: string,
  range: readonly [number | null, number | null],
  unit: string | undefined,
): Issue => {
  const [low, high] = range;
  const words = unit === undefined ? "" : ` ${unit}`;
  const expected =
    low === null
      ? `a value of at most ${high}${words}`
      : high === null
        ? `a value of at least ${low}${words}`
        : `a value from ${low} to ${high}${words}`;
  return cellIssue(
    "outside-range",
    "error",
    at,
    expected,
    shown(got),
    "correct the cell, or the `range:` in study.yaml; a code that means unknown belongs under `missing:`",
  );
};

export const notACountCell = (at: CellPlace, got: string): Issue =>
  cellIssue(
    "not-a-count",
    "error",
    at,
    "a whole number of at least 0",
    shown(got),
    "correct the cell, or make the variable continuous",
  );

export const edssHalf = (at: CellPlace): Issue =>
  cellIssue(
    "edss-half",
    "error",
    at,
    "an EDSS of 0 or of 1.0 and more",
    "0.5",
    "the scale has no 0.5: look up the score in the source record",
  );

export const edssOffScale = (at: CellPlace, got: string): Issue =>
  cellIssue(
    "edss-off-scale",
    "error",
    at,
    "an EDSS of 0 or 1.0 to 10.0 in steps of 0.5",
    shown(got),
    "look up the score in the source record",
  );

/** Several cells of a person that do not go together. */
export const ruleBroken = (
  file: string,
  rows: readonly number[],
  rule: string,
  otherwise: string | undefined,
  severity: "error" | "warning",
): Issue =>
  issue(
    "rule-broken",
    severity,
    { file, ...(rows[0] === undefined ? {} : { row: rows[0] }) },
    rule,
    `${otherwise ?? "the opposite"}${otherRows(rows)}`,
    "correct the cells, or the rule in study.yaml",
  );

export const ruleNotCondition = (rule: string): Issue =>
  issue(
    "rule-not-a-condition",
    "error",
    {},
    "a condition, true or false for each person",
    shown(rule),
    "compare something, such as onset <= lp_date",
  );
