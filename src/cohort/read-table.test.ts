import * as fc from "fast-check";
import { writeXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import { describeIssue } from "../core/issues/issue.ts";
import { splitQuoted } from "./read-delimited.ts";
import { splitSimple } from "./split-simple.ts";
import { MAX_FILE_BYTES } from "./file-limit.ts";
import { type ReadOptions, readTable } from "./read-table.ts";
import { checkArchive } from "./zip-guard.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));

async function read(content: string | Uint8Array, file = "a.csv", options: ReadOptions = {}) {
  const { table, issues } = await readTable(
    typeof content === "string" ? utf8(content) : content,
    file,
    options,
  );
  return {
    table,
    records: table?.records,
    codes: issues.map(({ code }) => code),
    words: issues.map(describeIssue),
  };
}

function utf16(text: string, bigEndian: boolean, mark: boolean): Uint8Array {
  const units = [...(mark ? [0xfeff] : []), ...Array.from(text, (c) => c.charCodeAt(0))];
  return Uint8Array.from(units.flatMap((u) => (bigEndian ? [u >> 8, u & 255] : [u & 255, u >> 8])));
}

const rows = "id,town\n0012,M\u00fcnchen\n0013,\u20ac";
const cells = [
  ["0012", "M\u00fcnchen"],
  ["0013", "\u20ac"],
];

describe("encodings", () => {
  it.each([
    ["utf-8", utf8(rows), []],
    ["utf-8", utf8(`\ufeff${rows}`), []],
    ["utf-16le", utf16(rows, false, true), []],
    ["utf-16be", utf16(rows, true, true), []],
    ["utf-16le", utf16(rows, false, false), []],
    ["utf-16be", utf16(rows, true, false), []],
    ["windows-1252", latin("id,town\n0012,M\u00fcnchen\n0013,\u0080"), ["encoding-guessed"]],
  ])("%s is found out", async (encoding, bytes, codes) => {
    const got = await read(bytes);
    expect(got.records).toEqual(cells);
    expect(got.table?.columns).toEqual(["id", "town"]);
    expect(got.table?.dialect["encoding"]).toBe(encoding);
    expect(got.codes).toEqual(codes);
  });

  it("reads all 32 places where Windows-1252 differs from Latin-1", async () => {
    const bytes = Uint8Array.from([105, 100, 10, ...Array.from({ length: 32 }, (_, i) => 0x80 + i)]);
    const got = await read(bytes, "a.csv", { encoding: "windows-1252" });
    expect(got.records?.[0]?.[0]?.replaceAll(/[\u0080-\u009f]/g, "_")).toBe(
      "\u20ac_\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152_\u017d__\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153_\u017e\u0178",
    );
  });

  it("names the cell of damaged UTF-8 instead of taking it for Windows-1252", async () => {
    const got = await read(Uint8Array.from([...utf8("id,site\n1,Z\u00fcrich\n2,Forl"), 0xec, 10]));
    expect(got.words).toEqual([
      'a.csv, row 3, column site: expected text in UTF-8, got "Forl\ufffd" with bytes that are not; correct the marked letters (\ufffd) in the file',
    ]);
  });

  it("refuses half a UTF-16 character", async () => {
    const got = await read(utf16("id\n\ud800", false, true), "a.txt");
    expect(got.words).toEqual([
      "a.txt:1: expected text in utf-16le, got bytes that are not; save the file as UTF-8, or state its `encoding:` in study.yaml",
    ]);
  });
});

describe("kinds of file", () => {
  it.each([
    ["a.csv", "", "a.csv: expected a table with a header row, got an empty file; export the data again"],
    ["a.csv", "  \n ", "a.csv: expected a table with a header row, got an empty file; export the data again"],
    ["a.csv", "%PDF-1.7", "got a PDF; export the table itself, not a printout"],
    ["a.csv", "PAR1\u0001", "got a Parquet file; rename it to .parquet"],
    ["a.csv", "\u001f\u008b\b\u0000", "got a gzip archive; unpack it first"],
    ["a.csv", "PK\u0003\u0004 xl/workbook.xml", "got an Excel workbook named .csv; rename it to .xlsx"],
    ["a.csv", "PK\u0003\u0004 readme", "got a ZIP archive; unpack it first"],
    [
      "a.xls",
      "\u00d0\u00cf\u0011\u00e0",
      "an old Excel workbook (.xls) or one with a password; open it, remove the password",
    ],
    [
      "a.xlsx",
      "\u00d0\u00cf\u0011\u00e0",
      "an old Excel workbook (.xls) or one with a password; open it, remove the password",
    ],
    [
      "a.xlsx",
      "id,il6",
      "expected an Excel workbook (.xlsx), got a file of another kind; if it is text, rename it to .csv",
    ],
    [
      "a.xlsx",
      "PK\u0003\u0004",
      "expected a complete workbook (.xlsx), got a file that ends before its directory; copy or export",
    ],
    [
      "a.csv",
      "\u0000\u0001\u0000\u0002\u0000\u0000\u0003",
      "expected a text file, got binary data (many zero bytes)",
    ],
  ])("%s with %j is refused", async (file, content, words) => {
    const got = await read(latin(content), file);
    expect(got.table).toBeNull();
    expect(got.words).toHaveLength(1);
    expect(got.words[0]).toContain(words);
  });

  it("refuses a file above the limit before reading it", async () => {
    const got = await read(new Uint8Array(MAX_FILE_BYTES + 1048576));
    expect(got.words).toEqual([
      "a.csv: expected a file of at most 256.0 MB, got 257.0 MB; keep only the columns and rows of this study, or split the file by centre",
    ]);
  });
});

describe("delimiters and decimal marks", () => {
  it.each([
    ["id,x\n1,2.5", ",", "."],
    ["id;x\n1;2,5", ";", ","],
    ["id;x;y\n1;2,5;a, b\n2;3,5;c", ";", ","],
    ["id\tx\n1\t2,5", "\t", ","],
    ["id|x\n1|2.5", "|", "."],
    ['id,note\n1,"a;b;c"\n2,"d;e;f"', ",", "."],
    ["sep=;\nid;x\n1;2.5", ";", "."],
    ["id\n1\n2", ",", "."],
    ["id;x\n1;1,234\n2;0,5", ";", ","],
  ])("%j", async (text, delimiter, decimal) => {
    const got = await read(text);
    expect([got.table?.dialect["delimiter"], got.table?.dialect["decimal"]]).toEqual([delimiter, decimal]);
    expect(got.codes).toEqual(decimal === "," ? ["decimal-guessed"] : []);
  });

  it("shows what the guess of a decimal comma makes of the first cell that has one", async () => {
    expect((await read("id;x\n1;7\n2;2,50\n")).words).toEqual([
      'a.csv, row 3, column x: expected numbers with a decimal point, or the mark stated, got "2,50", read as 2.50: the cells show that the file has decimal commas; state `decimal:` in study.yaml if that is wrong',
    ]);
    expect((await read("id;x\n2;2,50\n", "a.csv", { decimal: "," })).words).toEqual([]);
  });

  it.each(["id;x\n1;1,234\n2;2,345", "id\tx\n1\t1,234", "id;x\n1;1.234"])(
    "asks where every reading has two, a factor of 1000 apart: %j",
    async (text) => {
      const got = await read(text);
      expect(got.words).toHaveLength(1);
      expect(got.words[0]).toMatch(
        /^a\.csv, row 2, column x: expected a number with one reading, got "1.234"/,
      );
      expect(got.words[0]).toContain("state `decimal:` in study.yaml");
      expect((await read(text, "a.csv", { decimal: "," })).codes).toEqual([]);
    },
  );

  it("takes a stated delimiter", async () => {
    expect((await read("a;b\n1;2", "a.csv", { delimiter: "," })).table?.columns).toEqual(["a;b"]);
    expect((await read("a\tb;c\n1\t2;3", "a.csv", { delimiter: "tab" })).table?.columns).toEqual([
      "a",
      "b;c",
    ]);
  });
});

const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;

describe("records", () => {
  it("keeps newlines, quotes and spaces inside cells, and numbers rows as a spreadsheet does", async () => {
    const got = await read('id,note\n1,"two\r\nlines"\n\n2,"say ""yes"""\n3, a \n');
    expect(got.records).toEqual([
      ["1", "two\r\nlines"],
      ["2", 'say "yes"'],
      ["3", " a "],
    ]);
    expect(got.table?.rowNumbers).toEqual([2, 4, 5]);
    expect(got.codes).toEqual(["blank-rows"]);
  });

  it.each([
    ["id,x\n1\n2,3", "a.csv, row 2: expected 2 cells as in the header, got 1 cell; correct the row"],
    [
      "id,x\n1,2,3",
      'a.csv, row 2: expected 2 cells as in the header, got 3 cells, surplus "3"; correct the row',
    ],
    ['id,x\n"1\n1",2\n2', "a.csv:4, row 3: expected 2 cells as in the header, got 1 cell; correct the row"],
    ["id,x\n1,2,", "the surplus cells are blank and left out"],
    [
      "id,x\n1,2\n,\n3,4",
      "a.csv, row 3: expected no blank rows between subjects, got 1 blank row; they are left out",
    ],
    ["id,x", "a.csv: expected at least one data row, got only a header; check the export"],
    [
      "id,x,x\n1,2,3",
      'a.csv, row 1, column x: expected every column with a name of its own, got "x" for columns 2 and 3; rename the columns; here the later ones are called x_3',
    ],
    [
      "id,,x\n1,2,3",
      "a.csv, row 1: expected a name for every column, got none for column 2; name it in the file; here it is called column_2",
    ],
    [
      "0012,3.5,2019-01-02\n0013,4.5,2019-01-03",
      'a.csv, row 1: expected names of columns in the first row, got what looks like data ("0012", "3.5", "2019-01-02")',
    ],
    ["title\n\nid,x,y\n1,2,3", "a.csv, row 3: expected the header in the first row, got 2 rows above it"],
    [
      "id,x,y\n1,2,3\n,,\nTotal,,",
      'a.csv, row 3: expected data up to the last row, got a blank row and then "Total"; these rows are not read as subjects',
    ],
    ["id,x\r\n1,2\n3,4", "a.csv: expected one kind of line end, got CRLF, LF"],
    ["id,x\n1\u0000,2", "a.csv, row 2, column id: expected printable text, got the control character NUL"],
    ["id,note\n1,=1+1", 'a.csv, row 2, column note: expected text that no spreadsheet would run, got "=1+1"'],
  ])("%j is remarked", async (text, words) => {
    const got = await read(text);
    expect(got.table).not.toBeNull();
    expect(got.words.join("\n")).toContain(words);
  });

  it.each([
    [
      'id,x\n1,"2\n3,4\n',
      "a.csv:2, row 2, column x: expected a closing quote, got none up to the end of the file",
    ],
    [
      'id,x\n1,5" tube\n',
      "a.csv:2, row 2, column x: expected quotes only around a whole cell, got a quote inside a cell",
    ],
    [
      'id,x\n1,"2"3\n',
      "a.csv:2, row 2, column x: expected quotes only around a whole cell, got a quote inside a cell",
    ],
  ])("%j is refused", async (text, words) => {
    const got = await read(text);
    expect(got.table).toBeNull();
    expect(got.words.join("\n")).toContain(words);
  });

  it("pads a short record with null and never shifts cells", async () => {
    const got = await read("id,x,y\n1,2\n3,4,5,6");
    expect(got.records).toEqual([
      ["1", "2", null],
      ["3", "4", "5"],
    ]);
  });

  it("splits texts without quotes as the full reader does", () => {
    const line = fc.stringMatching(/^[ab,; .]{0,8}$/);
    const text = fc
      .array(fc.tuple(line, fc.constantFrom("\n", "\r\n", "\r")), { maxLength: 6 })
      .map((parts) => parts.flat().join(""));
    fc.assert(
      fc.property(text, (t) => {
        expect(splitSimple(t, ",")).toEqual(splitQuoted(t, ","));
      }),
    );
  });

  it("reads simple quotes like the full reading, and leaves every other text to it", () => {
    const piece = fc.constantFrom('"', '""', ",", "\n", "\r\n", "a", '"b c"', '"1,5"', '""x', ' "y"', "");
    const text = fc.array(piece, { maxLength: 9 }).map((parts) => parts.join(""));
    let read = 0;
    fc.assert(
      fc.property(text, (t) => {
        const simple = splitSimple(t, ",");
        if (simple === null) return;
        if (t.includes('"')) read++;
        expect(simple).toEqual(splitQuoted(t, ","));
      }),
      { numRuns: 3000 },
    );
    expect(read).toBeGreaterThan(100);
  });

  it("gives back any cells that are written with quotes", async () => {
    const cell = fc.stringMatching(/^[a-z,;"\n 0-9<.]{0,6}$/);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), async (pairs) => {
        const records = pairs.map(([a, b], i) => [`s${i}`, a, b]);
        const text = [["id", "first", "second"], ...records].map((r) => r.map(quote).join(",")).join("\n");
        expect((await read(text, "a.csv", { delimiter: "," })).records).toEqual(records);
      }),
      { numRuns: 50 },
    );
  });
});

const workbook = (extra: Parameters<typeof writeXlsx>[0]["sheets"] = []) =>
  writeXlsx({
    sheets: [
      {
        name: "Cohort",
        rows: [
          ["id", "x", "when", "ok"],
          ["0012", 2.1, new Date(Date.UTC(2019, 2, 14)), true],
          ["0013", 0.1 + 0.2, new Date(Date.UTC(2019, 2, 14, 9, 30, 15)), false],
          ["0014", null, null, null],
        ],
        columns: [{}, {}, { numFmt: "yyyy-mm-dd hh:mm:ss" }, {}],
      },
      ...extra,
    ],
  });

describe("workbooks", () => {
  it("gives numbers as their shortest text and dates as ISO", async () => {
    const got = await read(await workbook(), "a.xlsx");
    expect(got.records).toEqual([
      ["0012", "2.1", "2019-03-14", "TRUE"],
      ["0013", "0.30000000000000004", "2019-03-14T09:30:15", "FALSE"],
      ["0014", null, null, null],
    ]);
    expect(got.codes).toEqual([]);
  });

  it("names the sheets there are, and never chooses a hidden one in silence", async () => {
    const more = await workbook([
      { name: "Key", hidden: true, rows: [["id"], ["1"]] },
      { name: "Codes", rows: [["code"], ["1"]] },
    ]);
    expect((await read(more, "a.xlsx")).words).toEqual([
      'a.xlsx: expected visible sheets only, got the hidden "Key"; not read: hidden sheets often hold names of patients; delete them before sharing the file',
      'a.xlsx, sheet Cohort: expected one sheet, or `sheet:` in study.yaml, got also "Codes"; the first visible sheet, "Cohort", is read',
    ]);
    expect((await read(more, "a.xlsx", { sheet: "Kohort" })).words).toEqual([
      'a.xlsx: expected a sheet called "Kohort", got the sheets "Cohort", "Key", "Codes"; did you mean Cohort? correct `sheet:` in study.yaml',
    ]);
    const key = await read(more, "a.xlsx", { sheet: "Key" });
    expect(key.table?.columns).toEqual(["id"]);
    expect(key.codes).toContain("hidden-sheet");
  });

  it("refuses a workbook named .csv, one that is cut off and one that unpacks beyond the limit", async () => {
    const bytes = await workbook();
    expect((await read(bytes, "a.csv")).words[0]).toContain(
      "an Excel workbook named .csv; rename it to .xlsx",
    );
    expect((await read(bytes.subarray(0, bytes.length - 30), "a.xlsx")).codes).toEqual(["damaged-file"]);
    expect((await checkArchive(bytes, "a.xlsx", 1000))?.code).toBe("too-large");
    expect(await checkArchive(bytes, "a.xlsx")).toBeNull();
  });
});

it("never throws on any bytes", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 60 }),
      fc.constantFrom("a.csv", "a.xlsx"),
      async (bytes, file) => {
        const { table, issues } = await readTable(bytes, file, {});
        expect(table !== null || issues.length > 0).toBe(true);
      },
    ),
    { numRuns: 200 },
  );
});
