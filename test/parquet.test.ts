/** Parquet files made byte by byte in test/reference/generate, read back cell by cell; damaged ones are refused. */
import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTable } from "../src/cohort/read-table.ts";

const reference = JSON.parse(
  readFileSync(new URL("reference/parquet-by-hand.json", import.meta.url), "utf8"),
) as {
  readonly source: string;
  readonly columns: readonly string[];
  readonly cells: readonly (readonly (string | null)[])[];
  readonly good: Readonly<Record<string, string>>;
  readonly bad: Readonly<Record<string, string>>;
};

const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "base64"));

describe(`files of ${reference.source}`, () => {
  it.each(Object.entries(reference.good))("%s: every cell", async (file, text) => {
    const { table, issues } = await readTable(bytesOf(text), file, {});
    expect(issues).toEqual([]);
    expect(table?.columns).toEqual(reference.columns);
    expect(table?.records).toEqual(reference.cells);
    expect(table?.descriptions?.map(({ type }) => type)).toEqual([
      "text",
      "text",
      ...Array.from({ length: 8 }, () => "number"),
      "date",
      "datetime",
      "datetime",
      "datetime",
      "time",
      "boolean",
    ]);
    expect(table?.descriptions?.map(({ unit }) => unit).filter((unit) => unit !== undefined)).toEqual([
      "UTC",
    ]);
  });

  it.each(Object.entries(reference.bad))("%s is refused without the memory for it", async (_, text) => {
    const before = process.memoryUsage().rss;
    const { table, issues } = await readTable(bytesOf(text), "a.parquet", {});
    expect(table).toBeNull();
    expect(issues.map(({ code }) => code)).toEqual(["damaged-file"]);
    expect((process.memoryUsage().rss - before) / 1048576).toBeLessThan(100);
  });

  it("changed bytes and cut files are read or refused, never thrown at the caller", async () => {
    const files = Object.values(reference.good).map(bytesOf);
    const change = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.array(change, { minLength: 1, maxLength: 5 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (file, changes, share) => {
          const bytes = file.slice();
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          const cut = share > 0.8 ? bytes.subarray(0, Math.floor(bytes.length * share)) : bytes;
          const { table, issues } = await readTable(cut, "a.parquet", {});
          expect(table !== null || issues.length > 0).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("unsigned numbers of 32 bits in delta encoding", () => {
  const unsigned = JSON.parse(
    readFileSync(new URL("reference/parquet-unsigned.json", import.meta.url), "utf8"),
  ) as { readonly source: string; readonly cells: readonly (string | null)[]; readonly file: string };

  it(`of ${unsigned.source}: every value, those beyond 31 bits too`, async () => {
    const { table } = await readTable(bytesOf(unsigned.file), "a.parquet", {});
    expect(table?.records.map(([cell]) => cell)).toEqual(unsigned.cells);
  });
});
