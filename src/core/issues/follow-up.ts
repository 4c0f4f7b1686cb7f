/** What is wrong with tables of visits and relapses. */
import type { Issue } from "./issue.ts";
import { type CellPlace, cellIssue, count, issue, list } from "./parts.ts";

export const withoutDate = (at: CellPlace, what: "visit" | "relapse"): Issue =>
  cellIssue(
    `${what}-without-date`,
    "error",
    at,
    `the date of every ${what}`,
    count(at.rows.length, "blank cell"),
    "write the date, or remove the row",
  );

export const daysBelowZero = (at: CellPlace): Issue =>
  cellIssue(
    "days-below-zero",
    "error",
    at,
    "days since the latest relapse, 0 or more",
    count(at.rows.length, "number below 0", "numbers below 0"),
    "a relapse after the visit belongs to a later one; where days are counted backwards, change the sign",
  );

export const twoVisitsOneDay = (at: CellPlace): Issue =>
  cellIssue(
    "two-visits-one-day",
    "error",
    at,
    "one EDSS for a person on one day",
    count(at.rows.length, "row with another score", "rows with another score"),
    "keep the one that holds, or correct the date",
  );

export const visitsWithoutScore = (at: CellPlace, visits: number): Issue =>
  cellIssue(
    "visits-without-score",
    "note",
    at,
    "an EDSS at every visit",
    `none at ${count(visits, "visit")}`,
    "they are left out of the course",
  );

export const courseOfNobody = (file: string, ids: readonly string[]): Issue =>
  issue(
    "course-of-nobody",
    "warning",
    { file },
    "visits and relapses of people in the study",
    `those of ${count(ids.length, "other person", "others")}: ${list(ids)}`,
    "check the identifiers; these rows are not used",
  );

export const withoutCourse = (file: string, ids: readonly string[]): Issue =>
  issue(
    "without-visits",
    "warning",
    { file },
    "visits of everybody in the study",
    `none of ${count(ids.length, "person", "people")}: ${list(ids)}`,
    "their outcomes are unknown",
  );
