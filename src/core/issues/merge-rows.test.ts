import { expect, it } from "vitest";
import { describeIssue, type Issue } from "./issue.ts";
import { mergeRows } from "./merge-rows.ts";

const ragged = (row: number, got = "5 cells"): Issue => ({
  code: "ragged-row",
  severity: "error",
  at: { file: "f.csv", row },
  expected: "4 cells",
  got,
  advice: "correct it",
});

it("names the rows of the same trouble in one issue, and keeps other troubles apart", () => {
  const merged = mergeRows([ragged(3), ragged(4, "6 cells"), ragged(5), ragged(9)]);
  expect(merged.map((issue) => describeIssue(issue))).toEqual([
    "f.csv, row 3: expected 4 cells, got 5 cells (also in rows 5, 9); correct it",
    "f.csv, row 4: expected 4 cells, got 6 cells; correct it",
  ]);
});

it("leaves issues without rows as they are", () => {
  const whole: Issue = { ...ragged(1), at: { file: "f.csv" } };
  expect(mergeRows([whole, whole])).toEqual([whole, whole]);
});
