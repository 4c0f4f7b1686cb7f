import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeIssue } from "../../core/issues/issue.ts";
import { readTable } from "../read-table.ts";
import { isDateFormat, serialDate } from "./number-format.ts";

// A writer of the least workbook that has everything the reader knows.

const u16 = (n: number): number[] => [n & 255, (n >> 8) & 255];
const u32 = (n: number): number[] => [...u16(n & 0xffff), ...u16(Math.floor(n / 65_536))];
const f64 = (n: number): number[] => [...new Uint8Array(Float64Array.of(n).buffer)];
const record = (type: number, ...parts: readonly (readonly number[])[]): number[] =>
  parts.flatMap((part, i) => [...u16(i === 0 ? type : 0x3c), ...u16(part.length), ...part]);
const narrow = (text: string): number[] => Array.from(text, (c) => c.charCodeAt(0));
const wide = (text: string): number[] =>
  Array.from({ length: text.length }, (_, i) => u16(text.charCodeAt(i))).flat();

const BOF_GLOBALS = record(0x809, [...u16(0x600), ...u16(5), ...u32(0), ...u32(0), ...u32(0)]);
const BOF_SHEET = record(0x809, [...u16(0x600), ...u16(0x10), ...u32(0), ...u32(0), ...u32(0)]);
const EOF = record(0x0a, []);

interface Options {
  readonly formats?: readonly string[];
  readonly texts?: readonly number[];
  readonly textCount?: number;
  readonly textParts?: readonly (readonly number[])[];
  readonly is1904?: boolean;
  readonly before?: readonly number[];
}

function stream(sheet: readonly number[], options: Options = {}): number[] {
  const formats = (options.formats ?? []).flatMap((text, i) =>
    record(0x41e, [...u16(164 + i), ...u16(text.length), 0, ...narrow(text)]),
  );
  const cellFormats = [0, 14, 9, ...(options.formats ?? []).map((_, i) => 164 + i)].flatMap((index) =>
    record(0xe0, [...u16(0), ...u16(index), ...Array.from({ length: 16 }, () => 0)]),
  );
  const parts = options.textParts ?? [options.texts ?? []];
  const [first = [], ...others] = parts;
  const count = options.textCount ?? 0;
  const sst = record(0xfc, [...u32(count), ...u32(count), ...first], ...others);
  const globals = (start: number): number[] => [
    ...BOF_GLOBALS,
    ...(options.before ?? []),
    ...record(0x22, u16(options.is1904 === true ? 1 : 0)),
    ...formats,
    ...cellFormats,
    ...record(0x85, [...u32(start), 0, 0, 5, 0, ...narrow("Sheet")]),
    ...sst,
    ...EOF,
  ];
  const { length } = globals(0);
  return [...globals(length), ...BOF_SHEET, ...sheet, ...EOF];
}

/** A compound file with one stream of at least 4,096 bytes. */
function container(content: readonly number[], name = "Workbook"): Uint8Array {
  const body = [...content, ...Array.from({ length: Math.max(0, 4096 - content.length) }, () => 0)];
  const sectors = Math.ceil(body.length / 512);
  const table = [
    0xfffffffd,
    0xfffffffe,
    ...Array.from({ length: sectors }, (_, i) => (i === sectors - 1 ? 0xfffffffe : i + 3)),
  ];
  const entry = (title: string, type: number, start: number, size: number): number[] => [
    ...[...wide(title), ...Array.from({ length: 64 }, () => 0)].slice(0, 64),
    ...u16(2 * title.length + 2),
    type,
    1,
    ...Array.from({ length: 48 }, () => 255),
    ...u32(start),
    ...u32(size),
    ...u32(0),
  ];
  const sector = (numbers: readonly number[]): number[] =>
    [...numbers, ...Array.from({ length: 512 }, () => 0)].slice(0, 512);
  const header = [
    0xd0,
    0xcf,
    0x11,
    0xe0,
    0xa1,
    0xb1,
    0x1a,
    0xe1,
    ...Array.from({ length: 16 }, () => 0),
    ...u16(0x3e),
    ...u16(3),
    ...u16(0xfffe),
    ...u16(9),
    ...u16(6),
    ...Array.from({ length: 10 }, () => 0),
    ...u32(1),
    ...u32(1),
    ...u32(0),
    ...u32(4096),
    ...u32(0xfffffffe),
    ...u32(0),
    ...u32(0xfffffffe),
    ...u32(0),
    ...u32(0),
    ...Array.from({ length: 108 }, () => u32(0xffffffff)).flat(),
  ];
  const free = Array.from({ length: 128 - table.length }, () => 0xffffffff);
  return Uint8Array.from([
    ...header,
    ...sector([...table, ...free].flatMap(u32)),
    ...sector([...entry("Root Entry", 5, 0xfffffffe, 0), ...entry(name, 2, 2, body.length)]),
    ...body,
    ...Array.from({ length: sectors * 512 - body.length }, () => 0),
  ]);
}

const at = (row: number, column: number, format = 0): number[] => [
  ...u16(row),
  ...u16(column),
  ...u16(format),
];
const label = (row: number, column: number, text: string): number[] =>
  record(0x204, [...at(row, column), ...u16(text.length), 0, ...narrow(text)]);
const number = (row: number, column: number, value: number, format = 0): number[] =>
  record(0x203, [...at(row, column, format), ...f64(value)]);
const formula = (row: number, column: number, result: readonly number[], format = 0): number[] =>
  record(0x06, [...at(row, column, format), ...result, ...u16(0), ...u32(0), ...u16(0)]);

async function read(bytes: Uint8Array, file = "a.xls") {
  const { table, issues } = await readTable(bytes, file, {});
  return {
    records: table?.records,
    columns: table?.columns,
    words: issues.map(describeIssue),
    dialect: table?.dialect,
  };
}

const HEADER = [...label(0, 0, "id"), ...label(0, 1, "x")];

describe("cells", () => {
  it("numbers of every storage, results of formulas, booleans and errors", async () => {
    const rk = (bits: number): number[] => [...u16(0), ...u32(bits)];
    const sheet = [
      ...HEADER,
      ...label(1, 0, "a"),
      ...number(1, 1, 0.1),
      // 1234; 12.34 as 1234 / 100; the upper bits of 1.5; -7
      ...label(2, 0, "b"),
      ...record(0x27e, [...at(2, 1), ...u32((1234 << 2) | 2)]),
      ...label(3, 0, "c"),
      ...record(0xbd, [...u16(3), ...u16(1), ...rk((1234 << 2) | 3), ...u16(1)]),
      ...label(4, 0, "d"),
      ...record(0x27e, [...at(4, 1), ...u32(0x3ff80000)]),
      ...label(5, 0, "e"),
      ...record(0x27e, [...at(5, 1), ...u32(((-7 << 2) | 2) >>> 0)]),
      ...label(6, 0, "f"),
      ...formula(6, 1, f64(2.5)),
      ...label(7, 0, "g"),
      ...formula(7, 1, [0, 0, 0, 0, 0, 0, 255, 255]),
      ...record(0x207, [...u16(4), 0, ...narrow("<0.5")]),
      ...label(8, 0, "h"),
      ...formula(8, 1, [1, 0, 1, 0, 0, 0, 255, 255]),
      ...label(9, 0, "i"),
      ...formula(9, 1, [2, 0, 0x07, 0, 0, 0, 255, 255]),
      ...label(10, 0, "j"),
      ...record(0x205, [...at(10, 1), 0, 0]),
      ...label(11, 0, "k"),
      ...record(0x205, [...at(11, 1), 0x2a, 1]),
    ];
    const got = await read(container(stream(sheet)));
    expect(got.records?.map((row) => row[1])).toEqual([
      "0.1",
      "1234",
      "12.34",
      "1.5",
      "-7",
      "2.5",
      "<0.5",
      "TRUE",
      "#DIV/0!",
      "FALSE",
      "#N/A",
    ]);
    expect(got.words.join("\n")).toContain(
      "row 10, column x: expected a value, got the spreadsheet's error #DIV/0!",
    );
    expect(got.words.join("\n")).toContain("results of formulas");
  });

  it.each([
    [false, 43_538.396_006_944_4, 3, "2019-03-14T09:30:15"],
    [false, 43_538, 1, "2019-03-14"],
    [true, 42_076, 1, "2019-03-14"],
    [false, 59, 1, "1900-02-28"],
    [false, 61, 1, "1900-03-01"],
    [false, 0.5, 4, "12:00:00"],
    [false, 0.125, 2, "0.125"],
  ])("1904: %s, serial %d in format %d is %s", async (is1904, value, format, text) => {
    const sheet = [...HEADER, ...label(1, 0, "a"), ...number(1, 1, value, format)];
    const got = await read(
      container(stream(sheet, { is1904, formats: ["yyyy\\-mm\\-dd\\ hh:mm:ss", "h:mm;@"] })),
    );
    expect(got.records).toEqual([["a", text]]);
  });

  it("a text that goes on in another record, with letters of another width there", async () => {
    const text = "Z\u00fcrich \u0141\u00f3d\u017a";
    const first = [...u16(text.length), 0, ...narrow("Z\u00fcri")];
    const second = [1, ...wide("ch \u0141\u00f3d\u017a"), ...u16(2), 0, ...narrow("ok")];
    const sheet = [
      ...HEADER,
      ...record(0xfd, [...at(1, 0), ...u32(0)]),
      ...record(0xfd, [...at(1, 1), ...u32(1)]),
    ];
    const got = await read(container(stream(sheet, { textParts: [first, second], textCount: 2 })));
    expect(got.records).toEqual([[text, "ok"]]);
  });

  it("rich texts are texts", async () => {
    const rich = [...u16(3), 8 + 4, ...u16(1), ...u32(2), ...narrow("abc"), ...u32(0), 9, 9];
    const sheet = [...HEADER, ...record(0xfd, [...at(1, 0), ...u32(0)]), ...number(1, 1, 1)];
    expect((await read(container(stream(sheet, { texts: rich, textCount: 1 })))).records).toEqual([
      ["abc", "1"],
    ]);
  });
});

describe("refusals", () => {
  const plain = container(stream([...HEADER, ...label(1, 0, "a"), ...number(1, 1, 1)]));

  it.each([
    ["a password", container(stream([], { before: record(0x2f, [0, 0]) })), "got a workbook with a password"],
    [
      "Excel 95",
      container([...record(0x809, [...u16(0x500), ...u16(5)])], "Book"),
      "got a workbook of Excel 95 or before",
    ],
    ["an encrypted .xlsx", container([1, 2, 3], "EncryptedPackage"), "got a workbook with a password"],
    ["a Word document", container([1, 2, 3], "WordDocument"), "got another kind of Office document"],
    [
      "text",
      new TextEncoder().encode("id\tx\n1\t2\n"),
      "if it is text, as some instruments write it, rename it to .txt",
    ],
    ["a cut file", plain.subarray(0, 2000), "expected an Excel workbook of 1997 or later (.xls), got"],
    [
      "a cell without its text",
      container(stream([...HEADER, ...record(0xfd, [...at(1, 0), ...u32(7)])])),
      "got a cell that refers to a text that is not there",
    ],
    [
      "texts that are not there",
      container(stream(HEADER, { textCount: 0xffffffff })),
      "got 0 of 4294967295 texts",
    ],
  ])("%s", async (_, bytes, words) => {
    const got = await read(bytes);
    expect(got.records).toBeUndefined();
    expect(got.words.join("\n")).toContain(words);
  });

  it("a chain of sectors that never ends", async () => {
    const looped = plain.slice();
    new DataView(looped.buffer).setUint32(512 + 4 * 5, 2, true);
    expect((await read(looped)).words.join("\n")).toContain("a chain without an end");
  });
});

it.each([
  ["yyyy-mm-dd", true],
  ["h:mm", true],
  ["[h]:mm", false],
  ["[$-409]d-mmm-yy;@", true],
  ["General", false],
  ['0.00" days"', false],
  ["[Red]0.00", false],
  ["0\\d", false],
  ["@", false],
])("%s shows a date: %s", (format, expected) => {
  expect(isDateFormat(format)).toBe(expected);
});

it("serial numbers and dates: every day after February 1900 in both systems", () => {
  fc.assert(
    fc.property(fc.integer({ min: 61, max: 2_958_465 }), (serial) => {
      const days = serialDate(serial, false).getTime() / 86_400_000;
      expect(days).toBe(serial - 25_569);
      expect(serialDate(serial - 1462, true).getTime()).toBe(days * 86_400_000);
    }),
  );
});
