import { describe, expect, it } from "vitest";
import type { Issue } from "../../core/issues/issue.ts";
import { DamagedBytes } from "./byte-reader.ts";
import { decodingOf, withFoundEncoding } from "./text-decoding.ts";

describe("declared encodings", () => {
  it.each([
    ["UTF-8", "utf-8", [0xc3, 0xbc], "\u00fc"],
    ["windows-1252", "windows-1252", [0x80, 0x9c, 0xfc], "\u20ac\u0153\u00fc"],
    ["cp1250", "windows-1250", [0xa3], "\u0141"],
    ["932", "shift_jis", [0x83, 0x65], "\u30c6"],
    ["28592", "iso-8859-2", [0xa3], "\u0141"],
    ["KOI8-R", "koi8-r", [0xc1], "\u0430"],
  ])("%s is %s", (declared, name, bytes, text) => {
    const decoding = decodingOf(declared);
    expect([decoding.name, decoding.decode(Uint8Array.from(bytes))]).toEqual([name, text]);
  });

  it("an unknown one, and bytes that break it, are refused", () => {
    expect(() => decodingOf("EBCDIC")).toThrow(DamagedBytes);
    expect(() => decodingOf("utf-8").decode(Uint8Array.of(0xff))).toThrow("text that is not utf-8");
  });
});

describe("encodings that are not declared", () => {
  const bytes = [Uint8Array.of(0x41), Uint8Array.of(0xfc)];
  const read = async (texts: readonly Uint8Array[], stated?: "windows-1252") => {
    const issues: Issue[] = [];
    const found = await withFoundEncoding("a.dta", stated, issues, ({ name, decode }) => [
      name,
      ...texts.map(decode),
    ]);
    return [found, issues.map(({ code }) => code)];
  };

  it("are UTF-8 where every text allows it, else Windows-1252 for all of them, with a note unless stated", async () => {
    expect(await read(bytes.slice(0, 1))).toEqual([["utf-8", "A"], []]);
    expect(await read(bytes)).toEqual([["windows-1252", "A", "\u00fc"], ["encoding-guessed"]]);
    expect(await read(bytes, "windows-1252")).toEqual([["windows-1252", "A", "\u00fc"], []]);
  });
});
