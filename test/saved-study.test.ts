/** A study in one file on the command line: packed, checked, run and unpacked. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zipSync } from "fflate";
import { afterAll, describe, expect, it } from "vitest";
import type { Io } from "../src/cli/io.ts";
import { main } from "../src/cli/main.ts";
import { unpackStudy } from "../src/session/archive.ts";

const made: string[] = [];
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "cistern-saved-"));
  made.push(folder);
  return folder;
}

/** Files that the example's protocol names, in its order. */
const NAMED = [
  ...readFileSync(new URL("../examples/ms-il6/study.yaml", import.meta.url), "utf8").matchAll(
    /(?:data|plates)\/[\w-]+\.csv/g,
  ),
].map(([name]) => name);

/** A folder that holds the example as `ms-il6`, with a file beside its data that the protocol does not name. */
function withExample(): string {
  const folder = newFolder();
  for (const part of ["study.yaml", "data", "plates"])
    cpSync(new URL(`../examples/ms-il6/${part}`, import.meta.url), join(folder, "ms-il6", part), {
      recursive: true,
    });
  writeFileSync(join(folder, "ms-il6", "data", "key-to-names.csv"), "private");
  return folder;
}

async function cistern(cwd: string, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const io: Io = {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    columns: 100,
    interactive: false,
    cwd,
    now: () => new Date("2026-01-02T03:04:05Z"),
    stopped: () => false,
  };
  const code = await main(args, io);
  return { code, out: out.join("\n"), err: err.join("\n") };
}

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.\w+$/.test(name))
    .sort();

describe("cistern pack and unpack", () => {
  it("save the protocol and the data it names, nothing else, and give them back", async () => {
    const folder = withExample();
    const packed = await cistern(folder, "pack", "ms-il6");
    expect(packed).toEqual({
      code: 0,
      out: `ms-il6.cistern: study.yaml and ${NAMED.join(", ")}`,
      err: "",
    });
    const unpacked = await cistern(folder, "unpack", "ms-il6.cistern", "--out", "again/second");
    expect(unpacked.code).toBe(0);
    expect(unpacked.out).toBe(
      `again/second: ${[...NAMED, "study.yaml"].sort().join(", ")}\nNext: cistern check again/second`,
    );
    expect(readdirSync(join(folder, "again"))).toEqual(["second"]);
    expect(filesOf(join(folder, "again/second"))).toEqual([...NAMED, "study.yaml"].sort());
    for (const name of [...NAMED, "study.yaml"])
      expect(readFileSync(join(folder, "again/second", name))).toEqual(
        readFileSync(join(folder, "ms-il6", name)),
      );
  });

  it("pack the current folder under its name, and the same bytes each time", async () => {
    const folder = withExample();
    expect((await cistern(join(folder, "ms-il6"), "pack")).code).toBe(0);
    expect(
      (await cistern(folder, "pack", join(folder, "ms-il6", "study.yaml"), "--out", "b.cistern")).code,
    ).toBe(0);
    expect(readFileSync(join(folder, "ms-il6", "ms-il6.cistern"))).toEqual(
      readFileSync(join(folder, "b.cistern")),
    );
  });

  it("unpack into an empty folder", async () => {
    const folder = withExample();
    await cistern(folder, "pack", "ms-il6");
    const empty = newFolder();
    expect((await cistern(empty, "unpack", join(folder, "ms-il6.cistern"), "--out", ".")).code).toBe(0);
    expect(filesOf(empty)).toEqual([...NAMED, "study.yaml"].sort());
    expect(readdirSync(empty).sort()).toEqual(["data", "plates", "study.yaml"]);
  });

  it("never overwrite", async () => {
    const folder = withExample();
    writeFileSync(join(folder, "ms-il6.cistern"), "mine");
    const packed = await cistern(folder, "pack", "ms-il6");
    expect(packed).toEqual({
      code: 1,
      out: "",
      err: "error: ms-il6.cistern: expected a name that is free, got something that is there already and is not overwritten; move it away, or name another place with --out\nms-il6: not packed",
    });
    expect(readFileSync(join(folder, "ms-il6.cistern"), "utf8")).toBe("mine");
    await cistern(folder, "pack", "ms-il6", "--out", "b.cistern");
    const before = filesOf(folder);
    for (const out of ["ms-il6", "ms-il6.cistern"]) {
      const unpacked = await cistern(folder, "unpack", "b.cistern", "--out", out);
      expect(unpacked.code).toBe(1);
      expect(unpacked.err).toContain(`error: ${out}: expected a name that is free`);
    }
    expect(filesOf(folder)).toEqual(before);
  });

  it("refuse a study that cannot be read, and a folder that cannot be written", async () => {
    const folder = withExample();
    rmSync(join(folder, "ms-il6", "data", "cohort-synthetic.csv"));
    const packed = await cistern(folder, "pack", "ms-il6");
    expect(packed.code).toBe(1);
    expect(packed.err).toContain("no such file");
    expect(existsSync(join(folder, "ms-il6.cistern"))).toBe(false);
    const study = withExample();
    const nowhere = await cistern(study, "pack", "ms-il6", "--out", "missing/a.cistern");
    expect(nowhere.err).toContain(
      "error: missing/a.cistern: expected a place that can be written, got no such file; check the rights of the folder",
    );
  });

  it("write nothing of a hostile file, inside or outside", async () => {
    const folder = newFolder();
    const text = new TextEncoder().encode("x");
    const format = new TextEncoder().encode('{"format":1}');
    writeFileSync(
      join(folder, "evil.cistern"),
      zipSync({
        "cistern.json": format,
        "study.yaml": text,
        "../out.csv": text,
        "data/\u001B[2Jx.csv": text,
      }),
    );
    const unpacked = await cistern(folder, "unpack", "evil.cistern");
    expect(unpacked.code).toBe(1);
    expect(unpacked.err).toContain('got "../out.csv"');
    expect(unpacked.err).not.toContain("\u001B");
    expect(readdirSync(folder)).toEqual(["evil.cistern"]);
  });

  it("are not led elsewhere by a link that stands where the folder is to be", async () => {
    const folder = withExample();
    await cistern(folder, "pack", "ms-il6", "--out", "b.cistern");
    const elsewhere = newFolder();
    writeFileSync(join(elsewhere, "study.yaml"), "mine");
    symlinkSync(elsewhere, join(folder, "b"));
    expect((await cistern(folder, "unpack", "b.cistern")).code).toBe(1);
    expect(readFileSync(join(elsewhere, "study.yaml"), "utf8")).toBe("mine");
  });
});

describe("a saved study on the command line", () => {
  it("checks and runs as its folder does, with results beside the file", async () => {
    const folder = withExample();
    await cistern(folder, "pack", "ms-il6");
    const file = join(folder, "ms-il6.cistern");
    const [fromFolder, fromFile] = [
      await cistern(folder, "check", join(folder, "ms-il6"), "--json", "-q"),
      await cistern(folder, "check", file, "--json", "-q"),
    ];
    expect(fromFile.code).toBe(0);
    const facts = (text: string): unknown => ({ ...(JSON.parse(text) as object), study: "" });
    expect(facts(fromFile.out)).toEqual(facts(fromFolder.out));

    expect((await cistern(folder, "run", join(folder, "ms-il6"), "-q")).code).toBe(0);
    const ran = await cistern(folder, "run", file, "-q");
    expect(ran).toMatchObject({ code: 0, err: "" });
    expect(ran.out).toContain("ms-il6-results/report.html");
    const results = filesOf(join(folder, "ms-il6", "results"));
    expect(results).toContain("answers.json");
    expect(filesOf(join(folder, "ms-il6-results"))).toEqual(results);
    for (const name of results)
      expect(readFileSync(join(folder, "ms-il6-results", name)), name).toEqual(
        readFileSync(join(folder, "ms-il6", "results", name)),
      );
    expect(readdirSync(folder).sort()).toEqual(["ms-il6", "ms-il6-results", "ms-il6.cistern"]);
  });

  it("leaves a results folder alone that holds something else", async () => {
    const folder = withExample();
    await cistern(folder, "pack", "ms-il6");
    mkdirSync(join(folder, "ms-il6-results"));
    writeFileSync(join(folder, "ms-il6-results", "notes.docx"), "mine");
    const ran = await cistern(folder, "run", join(folder, "ms-il6.cistern"), "-q");
    expect(ran.code).toBe(1);
    expect(ran.err).toContain("error: ms-il6-results: expected only files that a run wrote");
    expect(readFileSync(join(folder, "ms-il6-results", "notes.docx"), "utf8")).toBe("mine");
  });

  it("names the place inside the file", async () => {
    const folder = withExample();
    await cistern(folder, "pack", "ms-il6");
    const read = unpackStudy(readFileSync(join(folder, "ms-il6.cistern")), "");
    if (!("files" in read)) throw new Error("not read");
    const format = new TextEncoder().encode('{"format":1}');
    const parts = Object.fromEntries([...read.files].filter(([name]) => name === "study.yaml"));
    writeFileSync(join(folder, "no-data.cistern"), zipSync({ "cistern.json": format, ...parts }));
    const noData = await cistern(folder, "check", join(folder, "no-data.cistern"));
    expect(noData.code).toBe(1);
    expect(noData.out).toContain("got no such file in the saved study");
    writeFileSync(
      join(folder, "bad.cistern"),
      zipSync({ "cistern.json": format, "study.yaml": new TextEncoder().encode("cistern: 1\ntitel: x\n") }),
    );
    const bad = await cistern(folder, "check", join(folder, "bad.cistern"));
    expect(bad.out).toMatch(/error: bad\.cistern\/study\.yaml:2:1/);
  });

  it("refuses what is no saved study", async () => {
    const folder = newFolder();
    writeFileSync(join(folder, "a.cistern"), "cistern: 1");
    const checked = await cistern(folder, "check", join(folder, "a.cistern"));
    expect(checked).toMatchObject({ code: 1 });
    expect(checked.out).toContain(
      "error: a.cistern: expected a saved study (.cistern), got a file of another kind",
    );
    expect((await cistern(folder, "unpack", "none.cistern")).err).toContain(
      "error: none.cistern: expected a file that can be read, got no such file",
    );
    truncateSync(join(folder, "a.cistern"), 600 * 1048576);
    expect((await cistern(folder, "unpack", "a.cistern")).err).toContain(
      "expected a saved study of at most 500.0 MB, got 600.0 MB",
    );
  });
});
