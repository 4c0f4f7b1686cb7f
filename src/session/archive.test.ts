/** A study saved as one file: packed and back, and every reason for refusing to unpack. */
import * as fc from "fast-check";
import { strFromU8, strToU8, type Zippable, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { describeIssue, InputError } from "../core/issues/issue.ts";
import { ARCHIVE_LIMITS, archiveName, packStudy, unpackStudy } from "./archive.ts";
import { crc32 } from "./crc-32.ts";

const STUDY = new Map([
  ["study.yaml", strToU8("cistern: 1\n")],
  ["data/cohort.csv", strToU8("id,il6\np1,<0.5\n")],
]);
const FORMAT = strToU8('{"format":1}');

const zip = (files: Zippable, extra: Zippable = { "cistern.json": FORMAT, "study.yaml": strToU8("x") }) =>
  zipSync({ ...extra, ...files });

const refusal = (bytes: Uint8Array, limits = ARCHIVE_LIMITS): string => {
  const read = unpackStudy(bytes, "a.cistern", limits);
  return "issues" in read ? read.issues.map(describeIssue).join("\n") : "accepted";
};

const packRefusal = (files: ReadonlyMap<string, Uint8Array>): string => {
  try {
    packStudy(files);
    return "accepted";
  } catch (problem) {
    return (problem as InputError).message;
  }
};

describe("packStudy and unpackStudy", () => {
  it("give back what was packed", () => {
    expect(unpackStudy(packStudy(STUDY), "a.cistern")).toEqual({ files: STUDY });
  });

  it("give back every study: a law", () => {
    const part = fc
      .stringMatching(/^[a-z0-9_äé-]{1,12}$/)
      .filter((text) => !/^(?:con|prn|aux|nul)$/.test(text));
    const name = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => `data/${parts.join("/")}.csv`);
    const files = fc.uniqueArray(fc.tuple(name, fc.uint8Array({ maxLength: 400 })), {
      maxLength: 8,
      selector: ([text]) => text.normalize("NFC").toLowerCase(),
    });
    fc.assert(
      fc.property(files, fc.uint8Array(), (data, protocol) => {
        const study = new Map([["study.yaml", protocol], ...data]);
        const read = unpackStudy(packStudy(study), "a.cistern");
        expect(read).toEqual({ files: study });
      }),
      { numRuns: 60 },
    );
  });

  it("give the same bytes whatever the order of the files, with every time the same", () => {
    const bytes = packStudy(STUDY);
    expect(packStudy(new Map([...STUDY].reverse()))).toEqual(bytes);
    // 2000-01-01 12:00 in the words of MS-DOS: (20 << 25 | 1 << 21 | 1 << 16 | 12 << 11).
    expect(new DataView(bytes.buffer, bytes.byteOffset).getUint32(10, true)).toBe(0x28216000);
  });

  it("hold a note of the format that people can read", () => {
    expect(strFromU8(packStudy(STUDY), true)).toContain("cistern.json");
  });

  it("name files as an archive does", () => {
    expect(["./data/a.csv", "data\\a.csv", "data//a.csv", "data/a.csv"].map(archiveName)).toEqual(
      Array.from({ length: 4 }, () => "data/a.csv"),
    );
  });
});

describe("unpackStudy refuses", () => {
  it.each<[string, Uint8Array, string]>([
    [
      "an empty file",
      new Uint8Array(),
      "a.cistern: expected a saved study (.cistern), got an empty file; name a file that `cistern pack` or the workbench saved, or a study folder",
    ],
    ["another kind of file", strToU8("cistern: 1"), "got a file of another kind"],
    ["a workbook", zipSync({ "xl/workbook.xml": strToU8("<a/>") }), "got another kind of ZIP archive"],
    [
      "no protocol",
      zipSync({ "cistern.json": FORMAT }),
      "a.cistern: expected a study.yaml at the top of the saved study, got none; save the study again with: cistern pack STUDY",
    ],
    [
      "a protocol in a folder",
      zipSync({ "cistern.json": FORMAT, "my/study.yaml": FORMAT }),
      "expected a study.yaml at the top",
    ],
    [
      "a later format",
      zip({ "cistern.json": strToU8('{"format":2}') }),
      "a.cistern, cistern.json: expected a saved study of format 1, got format 2; it was saved by a later Cistern: install that version",
    ],
    [
      "a format that is not one",
      zip({ "cistern.json": strToU8('{"format":"one"}') }),
      'got "{\\"format\\":\\"one\\"}"',
    ],
    [
      "a format that is not JSON",
      zip({ "cistern.json": strToU8("null") }),
      'expected the format of the saved study, such as {"format": 1}, got "null"',
    ],
    ["a truncated file", packStudy(STUDY).slice(0, 150), "got a file that ends before its directory"],
  ])("%s", (_, bytes, words) => {
    expect(refusal(bytes)).toContain(words);
  });

  it.each([
    "../evil.csv",
    "data/../../evil.csv",
    "/etc/passwd",
    "data\\..\\evil.csv",
    "C:/evil.csv",
    "data/a.csv:stream",
    "data/a\0.csv",
    "data//a.csv",
    "./a.csv",
    "data/a.csv.",
    "data/nul.csv",
    "data/\u202Evsc.exe",
  ])("the name %j", (name) => {
    expect(refusal(zip({ [name]: FORMAT }))).toContain(
      "expected names that stay inside the study folder on every computer",
    );
    expect(packRefusal(new Map([...STUDY, [name, FORMAT]]))).toContain("expected names that stay inside");
  });

  it("names that are the same file on some computers, or a file and a folder", () => {
    expect(refusal(zip({ "data/A.csv": FORMAT, "data/a.csv": FORMAT }))).toBe(
      'a.cistern: expected every name once, upper and lower case being the same, got "data/a.csv" beside "data/A.csv"; rename one of the two',
    );
    expect(refusal(zip({ "data.csv": FORMAT, "data.csv/a.csv": FORMAT }))).toContain(
      'got "data.csv/a.csv" beside "data.csv"',
    );
    expect(packRefusal(new Map([...STUDY, ["Cistern.json", FORMAT]]))).toContain("expected every name once");
  });

  it("the same name twice", () => {
    const bytes = zip({ "data/a.csv": FORMAT, "data/b.csv": FORMAT });
    const text = strFromU8(bytes, true);
    for (let at = text.indexOf("data/b.csv"); at >= 0; at = text.indexOf("data/b.csv", at + 1))
      bytes.set(strToU8("data/a.csv"), at);
    expect(refusal(bytes)).toContain('got "data/a.csv" twice');
  });

  it("a changed byte, which unpacking alone does not notice", () => {
    const bytes = zipSync({ "cistern.json": FORMAT, "study.yaml": strToU8("lod: 0.5") }, { level: 0 });
    const at = strFromU8(bytes, true).indexOf("0.5");
    bytes[at] = "5".charCodeAt(0);
    expect(refusal(bytes)).toContain('got "study.yaml" with bytes that have changed');
  });

  it("a part under a password, and one packed in another way", () => {
    const change = (offset: number, value: number): Uint8Array => {
      const bytes = zip({});
      const directory = strFromU8(bytes, true).indexOf("PK\u0001\u0002");
      bytes[directory + offset] = value;
      return bytes;
    };
    expect(refusal(change(8, 1))).toContain('got "cistern.json" under a password');
    expect(refusal(change(10, 12))).toContain('got "cistern.json" packed by an unknown method');
  });

  it("more files than allowed", () => {
    const many = Object.fromEntries(
      Array.from({ length: 1000 }, (_, i) => [`data/${i}.csv`, new Uint8Array()]),
    );
    expect(refusal(zip(many))).toBe(
      "a.cistern: expected a study of at most 1000 files, got 1002; keep only study.yaml and the data files that it names",
    );
    expect(packRefusal(new Map([...STUDY, ...Object.entries(many)]))).toContain("at most 999 files");
  });

  it("more than it may unpack to, counted and not believed", () => {
    const limits = { files: 10, fileBytes: 2 * 1048576, bytes: 3 * 1048576 };
    const megabytes = (n: number): Uint8Array => new Uint8Array(n * 1048576);
    const honest = zip({ "data/a.csv": megabytes(3) });
    expect(refusal(honest, limits)).toBe(
      "a.cistern, data/a.csv: expected at most 2 MB in one file, got more; keep only the columns and rows of this study; if you did not make this file yourself, do not trust it",
    );
    const view = new DataView(honest.buffer);
    for (let at = 0; at < honest.length - 30; at++) {
      if (view.getUint32(at, true) === 0x04034b50) view.setUint32(at + 22, 5, true);
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 5, true);
    }
    expect(refusal(honest, limits)).toContain("expected at most 2 MB in one file");
    expect(refusal(zip({ "data/a.csv": megabytes(1.5), "data/b.csv": megabytes(1.6) }), limits)).toContain(
      "expected at most 3 MB in all files",
    );
    expect(
      refusal(
        zipSync({ "cistern.json": FORMAT, "a.csv": megabytes(3), "study.yaml": FORMAT }, { level: 0 }),
        limits,
      ),
    ).toContain("at most 2 MB");
    expect(refusal(zip({ "data/a.csv": megabytes(1.5), "data/b.csv": megabytes(1.4) }), limits)).toBe(
      "accepted",
    );
  });

  it("any damaged file in words, and never throws: a law", () => {
    const good = packStudy(STUDY);
    const end = fc.oneof({ weight: 5, arbitrary: fc.constant(good.length) }, fc.nat(good.length));
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), end, (at, value, end) => {
        const bytes = good.slice(0, end);
        if (at < end) bytes[at] = value;
        const read = unpackStudy(bytes, "a.cistern");
        // A change of a time or of a comment changes no file; anything else must be noticed.
        if ("files" in read) expect(read.files).toEqual(STUDY);
        else expect(read.issues.map(describeIssue).join("")).not.toBe("");
      }),
      { numRuns: 5000 },
    );
  });
});

describe("packStudy refuses", () => {
  it("a study without a protocol, and a file beyond the limit", () => {
    expect(packRefusal(new Map([["data/a.csv", FORMAT]]))).toContain("expected a study.yaml at the top");
    expect(packRefusal(new Map([...STUDY, ["b.csv", new Uint8Array(256 * 1048576 + 1)]]))).toContain(
      "study, b.csv: expected at most 256 MB in one file, got more",
    );
  });
});

describe("crc32", () => {
  it("gives the check value of the catalogue", () => {
    expect(crc32(strToU8("123456789"))).toBe(0xcbf43926);
    expect(crc32(new Uint8Array())).toBe(0);
  });
});
