import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Severity } from "../core/issues/issue.ts";
import { guessDictionary } from "./guess-dictionary.ts";
import { readTable } from "./read-table.ts";
import { buildCohort } from "./type-columns.ts";

const FOLDER = new URL("../../../shared/fixtures/public/", import.meta.url);
const isThere = existsSync(FOLDER);

interface ExpectedIssue {
  readonly row: number | null;
  readonly column: string | null;
  readonly code: string;
  readonly severity: "error" | "warning" | "info";
}

interface Expected {
  readonly refused?: boolean;
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly decimal?: string;
  readonly tables?: readonly {
    readonly nrow?: number;
    readonly cells?: unknown;
    readonly cells_sha256?: string;
  }[];
  readonly issues?: readonly ExpectedIssue[];
  readonly not_issues?: readonly { readonly row: number; readonly column: string }[];
}

const NAMES = isThere
  ? readdirSync(FOLDER).filter((name) =>
      /^(?:cohort_.*|(?:merged|errors|ids|rich|trunc|xxe|zip_bomb).*\.xlsx|empty\.csv|header_only\.csv)(?<!json|xls)$/.test(
        name,
      ),
    )
  : [];

const RANK: Readonly<Record<Severity | "info", number>> = { error: 2, warning: 1, note: 0, info: 0 };

/** Cells joined by U+001F, rows by U+001E, null as U+0000. */
const digest = (records: readonly (readonly (string | null)[])[]): string =>
  createHash("sha256")
    .update(records.map((record) => record.map((cell) => cell ?? "\0").join("\u001f")).join("\u001e"))
    .digest("hex");

async function readAll(name: string) {
  const expected = JSON.parse(readFileSync(new URL(`${name}.expected.json`, FOLDER), "utf8")) as Expected;
  const { table, issues } = await readTable(new Uint8Array(readFileSync(new URL(name, FOLDER))), name, {});
  return { expected, table, issues };
}

it("finds the fixtures where they must be", () => {
  if (process.env["CI"] === "true") expect(isThere).toBe(true);
});

describe.skipIf(!isThere)("fixtures", () => {
  it.each(NAMES)("%s: cells exact, or refused", async (name) => {
    const { expected, table, issues } = await readAll(name);
    if (expected.refused === true) {
      expect(table).toBeNull();
      expect(issues.some(({ severity }) => severity === "error")).toBe(true);
      return;
    }
    const want = expected.tables?.[0];
    expect(table?.records.length).toBe(want?.nrow);
    expect(digest(table?.records ?? [])).toBe(want?.cells_sha256);
    if (want?.cells !== undefined) expect(table?.records).toEqual(want.cells);
    if (expected.delimiter === undefined) return;
    const { encoding, delimiter, decimal } = table?.dialect ?? {};
    const wanted = [
      expected.encoding?.replace("utf-16-le", "utf-16le"),
      expected.delimiter,
      expected.decimal,
    ];
    expect([encoding, delimiter, decimal]).toEqual(wanted);
  });

  // The big file is read above; guessing on it as well would add nothing.
  const small = NAMES.filter((name) => name !== "cohort_100k.csv");
  it.each(small)("%s: every listed issue is told, at most one step milder", async (name) => {
    const { expected, table, issues } = await readAll(name);
    const guess = table === null ? null : guessDictionary(table);
    const idColumn = guess?.variables.find(({ type }) => type === "id")?.column ?? table?.columns[0] ?? "";
    const built =
      table === null || guess === null ? [] : buildCohort([{ table, idColumn }], guess, {}).issues;
    const told = [...issues, ...built];
    const rowOf = (row: number | null): number | null =>
      row === null || row === 0 ? null : (table?.rowNumbers[row - 1] ?? null);
    for (const want of expected.issues ?? []) {
      // Rich messages in one file are stricter than the dictionary can be drafted from it.
      if (want.code === "unparsed_token" || want.code === "empty_sheet") continue;
      const row = rowOf(want.row);
      const found = told.some(
        (issue) =>
          (want.column === null || issue.at.column === want.column) &&
          (row === null ||
            issue.at.row === undefined ||
            issue.at.row === row ||
            /also in row/.test(issue.got ?? "")) &&
          RANK[issue.severity] >= RANK[want.severity] - 1,
      );
      expect(found, JSON.stringify(want)).toBe(true);
    }
    for (const unwanted of expected.not_issues ?? [])
      expect(told.some(({ at }) => at.column === unwanted.column && at.row === rowOf(unwanted.row))).toBe(
        false,
      );
  });

  it("cohort_100k.csv: every status counted", async () => {
    const { table } = await readAll("cohort_100k.csv");
    if (table === null) throw new Error("not read");
    const guess = guessDictionary(table);
    const { cohort, issues } = buildCohort([{ table, idColumn: "subject_id" }], guess, {});
    expect(issues.filter(({ severity }) => severity === "error")).toEqual([]);
    const column = cohort?.columns.get("il6");
    const records = column?.kind === "measurement" ? column.records : [];
    const count = (holds: (record: (typeof records)[number]) => boolean): number =>
      records.filter(holds).length;
    expect(count(({ bound }) => bound?.op === "<")).toBe(24928);
    expect(count(({ status }) => status === "notMeasured")).toBe(6052);
    expect(count(({ status }) => status === "quantified")).toBe(45082);
    const diagnosis = cohort?.columns.get("diagnosis");
    const codes = diagnosis?.kind === "category" ? diagnosis.codes : new Int32Array();
    const levels = diagnosis?.kind === "category" ? diagnosis.levels.map(({ value }) => value) : [];
    expect(
      Object.fromEntries(levels.map((level, code) => [level, codes.filter((c) => c === code).length])),
    ).toEqual({
      CIS: 14346,
      RR: 35552,
      SP: 14467,
      PP: 14299,
      CTRL: 21336,
    });
  });
});
