/** What is wrong with severity scores and their tables. */
import { type Issue, shown } from "./issue.ts";
import { type CellPlace, cellIssue, count, issue } from "./parts.ts";

export const severityTableShape = (file: string): Issue =>
  issue(
    "severity-table",
    "error",
    { file },
    "years one after another in the first column, and an EDSS at the end of every other header, such as EDSS.2.5",
    "another table",
    "give the table in that shape",
  );

export const cellNotNumber = (at: CellPlace, got: string): Issue =>
  cellIssue("severity-cell", "error", at, "a score from 0 to 10", shown(got), "correct the table");

export const severityOfFew = (name: string, people: number, least: number): Issue =>
  issue(
    "severity-of-few",
    "note",
    { path: name },
    `at least ${least} people of like years for everybody`,
    `fewer for ${count(people, "person", "people")}`,
    "their score is unknown",
  );

export const severityInFirstYear = (name: string, people: number): Issue =>
  issue(
    "severity-in-first-year",
    "warning",
    { path: name },
    "disease durations of a year and more, after which the score is meant to be used",
    `less for ${count(people, "person", "people")}`,
    "in the first year the score says little; leave these people out with where:, or say so",
  );
