/** The command line on good, broken and degenerate studies: what a person sees, the exit code, and what is left on the disk. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Io } from "../src/cli/io.ts";
import { main } from "../src/cli/main.ts";
import { relativeError } from "../tools/conform/compare.ts";

const made: string[] = [];
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const HEAD = "subject,group,age,edss,ocb,il6";
const ROWS = [
  "p1,control,40,,0,<0.5",
  "p2,control,50,,0,0.7",
  "p3,MS,30,1.5,1,1.2",
  "p4,MS,35,2.0,1,3.4",
  "p5,MS,45,3.0,,ND",
  "p6,control,38,,1,< 0.5",
  "p7,MS,29,2.5,1,*0.31",
  "p8,MS,61,6.5,0,2.2",
];
const TABLE = [HEAD, ...ROWS, ""].join("\n");
const PROTOCOL = `cistern: 1
title: A small study
design: case-control
data:
  - file: cohort.csv
variables:
  subject: { type: id }
  group: { type: nominal, levels: [control, MS], reference: control }
  age: { type: continuous, unit: years, range: [0, 100] }
  edss: { type: edss, label: EDSS }
  ocb: { type: binary, levels: ["0", "1"], label: Oligoclonal bands }
  il6: { type: concentration, label: IL-6 }
analytes:
  il6: { unit: pg/mL, limits: { lod: 0.5 }, detection: above-lod, not_detected: [ND] }
families:
  main: { method: holm }
questions:
  - { id: table-1, kind: describe, by: group, variables: [age, edss, ocb, il6], tests: true, family: main }
  - { id: detected, kind: detectability, analyte: il6, by: group, compare: reference, family: main }
  - { id: signals, kind: association, outcome: detected(il6), characteristics: [age, edss, ocb, group], family: main }
  - { id: adjusted, kind: regression, outcome: detected(il6), exposure: group, adjust: [age], method: firth }
settings: { confidence: 0.95, seed: 1 }
`;

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), "cistern-test-"));
  made.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

async function cistern(cwd: string, ...args: string[]): Promise<Ran> {
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

const study = (table: string | Uint8Array = TABLE, protocol = PROTOCOL): string =>
  folderWith({ "study.yaml": protocol, "cohort.csv": table });
const run = async (folder: string): Promise<Ran> => cistern(folder, "run", folder, "--quiet");
const withRows = (...rows: string[]): string => [HEAD, ...rows, ""].join("\n");

describe("cistern run", () => {
  it("writes the whole results folder and says what it found", async () => {
    const folder = study();
    const ran = await run(folder);
    expect(ran).toMatchObject({ code: 0, err: "" });
    expect(ran.out).toContain("IL-6 was detected in 60% of MS (3 of 5), against 33% of control (1 of 3)");
    expect(readdirSync(join(folder, "results")).sort()).toEqual([
      "answers.json",
      "figures",
      "provenance.json",
      "report.html",
      "reproduce.R",
      "tables",
    ]);
    expect(readdirSync(folder).sort()).toEqual(["cohort.csv", "results", "study.yaml"]);
    expect(readFileSync(join(folder, "cohort.csv"), "utf8")).toBe(TABLE);
  });

  it("gives the same bytes again, but for the time in provenance.json", async () => {
    const [first, second] = [study(), study()];
    await run(first);
    await run(second);
    await run(second);
    const files = readdirSync(join(first, "results"), { recursive: true, encoding: "utf8" }).filter((name) =>
      /\.\w+$/.test(name),
    );
    expect(files.length).toBeGreaterThan(10);
    for (const name of files)
      expect(readFileSync(join(second, "results", name), "utf8"), name).toBe(
        readFileSync(join(first, "results", name), "utf8"),
      );
  });

  it("gives its answers as JSON on stdout, without NaN or infinities", async () => {
    const ran = await cistern(study(), "run", study(), "--json", "-q");
    const answers = JSON.parse(ran.out) as {
      answers: {
        id: string;
        tests: { pValue: number | null; adjusted: { pValue: number } | null }[];
        rows: { value: number | null; warning?: string }[];
      }[];
    };
    expect(answers.answers.map((a) => a.id)).toEqual(["table-1", "detected", "signals", "adjusted"]);
    const global = answers.answers[1]?.tests[0]?.pValue ?? Number.NaN;
    // By hand: of the C(8,4) = 70 ways to choose the detected, 30 give 3 of 5 and 30 give 2 of 5; no table is more likely, so p = 1.
    expect(relativeError(global, 1)).toBeLessThanOrEqual(1e-12);
    for (const answer of answers.answers)
      for (const row of answer.rows)
        if (row.value === null) expect(row.warning, JSON.stringify(row)).toBeTruthy();
  });

  it("marks every table and figure of synthetic data by itself", async () => {
    const folder = study(TABLE, PROTOCOL.replace("design:", "synthetic: true\ndesign:"));
    expect((await run(folder)).code).toBe(0);
    for (const kind of ["tables", "figures"]) {
      const names = readdirSync(join(folder, "results", kind));
      expect(names.length).toBeGreaterThan(2);
      expect(names.filter((name) => !name.startsWith("synthetic-"))).toEqual([]);
      if (kind === "figures")
        for (const name of names)
          expect(readFileSync(join(folder, "results", kind, name), "utf8")).toContain(
            ">Synthetic data, not from patients</text>",
          );
    }
  });

  it("refuses to replace a results folder that holds something else", async () => {
    const folder = study();
    await run(folder);
    writeFileSync(join(folder, "results", "my-notes.docx"), "mine");
    const ran = await run(folder);
    expect(ran.code).toBe(1);
    expect(ran.err).toContain(
      'error: results: expected only files that a run wrote, since the folder is replaced whole, got "my-notes.docx"; move them elsewhere, then run again',
    );
    expect(readFileSync(join(folder, "results", "my-notes.docx"), "utf8")).toBe("mine");
  });

  it("leaves the old results when the new run is refused", async () => {
    const folder = study();
    await run(folder);
    const before = readFileSync(join(folder, "results", "answers.json"), "utf8");
    writeFileSync(join(folder, "cohort.csv"), withRows("p1,control,forty,,0,1"));
    expect((await run(folder)).code).toBe(1);
    expect(readFileSync(join(folder, "results", "answers.json"), "utf8")).toBe(before);
  });

  it("stops when asked, and writes nothing", async () => {
    const folder = study();
    const err: string[] = [];
    const code = await main(["run", folder, "-q"], {
      out() {},
      err: (line) => err.push(line),
      columns: 80,
      interactive: false,
      cwd: folder,
      now: () => new Date(0),
      stopped: () => true,
    });
    expect(code).toBe(130);
    expect(existsSync(join(folder, "results"))).toBe(false);
  });
});

describe("bad input: a clear message, exit code 1, nothing half-written", () => {
  const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
  it.each<[string, string | Uint8Array, RegExp]>([
    [
      "an empty file",
      "",
      /cohort\.csv: expected a table with a header row, got an empty file; export the data again/,
    ],
    ["a header and no rows", withRows(), /cohort\.csv: expected at least one row below the header, got none/],
    ["a missing column", TABLE.replace("edss", "eds"), /column edss.*|expected a column.*edss/],
    ["a duplicated id", withRows(...ROWS, "p3,MS,30,1.5,1,1.2"), /row 10, column subject.*"?p3"?/],
    ["an unknown level", withRows(...ROWS, "p9,RRMS,30,1.5,1,1.2"), /row 10, column group.*"RRMS"/],
    ["a number that is none", withRows(...ROWS, "p9,MS,thirty,1.5,1,1.2"), /row 10, column age.*"thirty"/],
    ["an EDSS of 0.5", withRows(...ROWS, "p9,MS,30,0.5,1,1.2"), /row 10, column edss.*"?0\.5"?/],
    ["an age out of range", withRows(...ROWS, "p9,MS,300,1.5,1,1.2"), /row 10, column age.*"?300"?/],
    ["a cell that is no measurement", withRows(...ROWS, "p9,MS,30,1.5,1,lost"), /row 10, column il6.*"lost"/],
    ["an empty id", withRows(...ROWS, ",MS,30,1.5,1,1.2"), /row 10, column subject/],
    ["a ragged row", withRows(...ROWS, "p9,MS,30"), /row 10/],
    [
      "a workbook named .csv",
      bytes(0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0, 0x78, 0x6c, 0x2f),
      /Excel workbook|ZIP/,
    ],
    ["a PDF named .csv", "%PDF-1.7 ...", /PDF/],
    ["binary data", bytes(0, 1, 2, 3, 0, 0, 0, 0, 255, 254, 0, 0, 0, 1), /cohort\.csv: expected/],
  ])("%s", async (_, table, words) => {
    const folder = study(table);
    const ran = await run(folder);
    expect(ran.code).toBe(1);
    expect(ran.err).toMatch(words);
    expect(ran.err).not.toMatch(/ at .*\.ts|TypeError|undefined/);
    expect(readdirSync(folder).sort()).toEqual(["cohort.csv", "study.yaml"]);
  });

  it("lists every bad cell, not only the first", async () => {
    const ran = await cistern(
      folderWith({}),
      "check",
      study(withRows("p1,control,x,,0,1", "p2,MSS,40,0.5,3,?", "p2,MS,200,11,1,0.2")),
      "-q",
    );
    expect(ran.code).toBe(1);
    for (const piece of [
      "row 2, column age",
      "row 3, column group",
      "row 3, column edss",
      "row 3, column ocb",
      "row 3, column il6",
      "row 4, column age",
      "row 4, column edss",
      "column subject",
    ])
      expect(ran.out).toContain(piece);
  });

  it("refuses a 300 MB file before reading it", async () => {
    const folder = study();
    truncateSync(join(folder, "cohort.csv"), 300 * 1048576);
    const ran = await run(folder);
    expect(ran.code).toBe(1);
    expect(ran.err).toContain("cohort.csv: expected a file of at most 256.0 MB, got 300.0 MB");
  });

  it("refuses a folder without a protocol, and a protocol without its data", async () => {
    const empty = folderWith({ "cohort.csv": TABLE });
    expect((await run(empty)).err).toContain(
      "study.yaml: expected a study folder with a file study.yaml, got no such file; name the folder, or write one with: cistern init TABLE.csv",
    );
    const ran = await run(folderWith({ "study.yaml": PROTOCOL }));
    expect(ran.err).toContain(
      "study.yaml:5:11, cohort.csv: expected a file that can be read, got no such file; check the name and the rights of the file",
    );
    expect(ran.code).toBe(1);
  });

  it("names two measurements of one person", async () => {
    const long = withRows(...ROWS, "p3,MS,30,1.5,1,9.9");
    const ran = await run(study(long));
    expect(ran.err).toMatch(/p3/);
    expect(ran.err).toMatch(/row 4|rows 4/);
    expect(ran.code).toBe(1);
  });
});

describe("degenerate but valid data: answered as far as an answer exists, with the reason for what is missing", () => {
  it.each<[string, string, RegExp]>([
    [
      "one group only",
      withRows(...ROWS.filter((row) => row.includes(",MS,"))),
      /only one group of group \(MS\) has measured samples/,
    ],
    [
      "all detected",
      withRows("p1,control,40,,0,5", "p2,control,50,,0,6", "p3,MS,30,1,1,7", "p4,MS,35,2,1,8"),
      /detected in every sample of every group/,
    ],
    [
      "none detected",
      withRows("p1,control,40,,0,<0.5", "p2,control,50,,0,ND", "p3,MS,30,1,1,ND", "p4,MS,35,2,1,<0.5"),
      /detected in no sample of any group/,
    ],
    [
      "a constant covariate",
      withRows(
        "p1,control,40,,0,<0.5",
        "p2,control,40,,0,2",
        "p3,MS,40,1,1,3",
        "p4,MS,40,2,1,<0.5",
        "p5,MS,40,2,1,4",
      ),
      /age has one value among the complete cases, so it is left out/,
    ],
    ["five people", withRows(...ROWS.slice(0, 5)), /events per variable/],
    ["one person", withRows(ROWS[2]!), /only one group/],
    [
      "nobody measured",
      withRows("p1,control,40,,0,", "p2,MS,50,1,0,***"),
      /no sample has a known detection status/,
    ],
  ])("%s", async (_, table, words) => {
    const folder = study(table);
    const ran = await run(folder);
    expect(ran.err).toBe("");
    expect(ran.code).toBe(0);
    const answers = readFileSync(join(folder, "results", "answers.json"), "utf8");
    expect(answers).toMatch(words);
    expect(answers).not.toMatch(/NaN|Infinity/);
    expect(readFileSync(join(folder, "results", "report.html"), "utf8")).not.toMatch(/NaN|Infinity|\[object/);
  });
});

describe("the command line itself", () => {
  it("suggests the right flag and the right command, with exit code 2", async () => {
    const flag = await cistern(study(), "run", "--jsno");
    expect(flag.code).toBe(2);
    expect(flag.err).toContain("Did you mean --json?");
    const command = await cistern(study(), "chek");
    expect(command.code).toBe(2);
    expect(command.err).toContain("Did you mean check?");
  });

  it("shows help with examples and exit codes", async () => {
    const help = await cistern(study(), "--help");
    expect(help.code).toBe(0);
    expect(help.out).toContain("Exit codes:");
    for (const name of ["init", "check", "run", "open", "compare", "export", "pack", "unpack", "explain"])
      expect((await cistern(study(), name, "--help")).out).toContain("Examples:");
  });

  it("explains a method, and refuses an unknown one with the nearest", async () => {
    const known = await cistern(study(), "explain", "fisher-exact");
    expect(known.code).toBe(0);
    expect(known.out).toContain("(fisher-exact)");
    for (const head of [
      "What it does",
      "When",
      "When not",
      "Formula",
      "Source",
      "Accuracy",
      "Cost",
      "Example",
    ])
      expect(known.out).toContain(`\n${head}\n`);
    expect(known.out).toContain(
      '\n  fisherExact([[3, 1], [1, 3]], { alternative: "two-sided", confidence: 0.95 }).pValue\n  // 0.4857142857142857',
    );
    const unknown = await cistern(study(), "explain", "fisher-exakt");
    expect(unknown.code).toBe(1);
    expect(unknown.err).toContain("did you mean fisher-exact?");
  });

  it("checks with exit code 0 when there is nothing wrong", async () => {
    const ran = await cistern(study(), "check", study(), "--json", "-q");
    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.out)).toMatchObject({ ok: true, subjects: 8 });
  });
});

describe("cistern init", () => {
  it("writes a report on the data, and nothing over a file that is there", async () => {
    const folder = study();
    const report = join(folder, "data.html");
    expect((await cistern(folder, "check", folder, "--report", report, "-q")).code).toBe(0);
    expect(readFileSync(report, "utf8")).toContain("What the columns hold");
    const again = await cistern(folder, "check", folder, "--report", report, "-q");
    expect(again.code).toBe(1);
    expect(again.err).toContain("name another place with --report");
  });

  it("compares a delivery with an earlier one, and says after a run which answers moved", async () => {
    const folder = study();
    expect((await cistern(folder, "run", folder, "-q")).code).toBe(0);
    const before = join(folder, "before");
    mkdirSync(before);
    cpSync(join(folder, "cohort.csv"), join(before, "cohort.csv"));
    writeFileSync(
      join(folder, "cohort.csv"),
      TABLE.replace("p2,control,50", "p2,control,55").replace("p8,MS,61,6.5,0,2.2\n", ""),
    );
    const compared = await cistern(folder, "compare", before, folder, "-q");
    expect(compared.code).toBe(0);
    expect(compared.out).toContain("People: 8 before, 7 now\n  gone: p8");
    expect(compared.out).toContain("p2 (row 3): 50 -> 55");
    expect(JSON.parse((await cistern(folder, "compare", before, folder, "-q", "--json")).out)).toMatchObject({
      data: { people: { gone: ["p8"] } },
    });
    const ran = await cistern(folder, "run", folder, "-q");
    expect(ran.out).toContain("Since the last run: moved table-1");
    expect((await cistern(folder, "run", folder, "-q")).out).not.toContain("Since the last run");
    expect((await cistern(folder, "compare", join(folder, "nowhere"), folder, "-q")).code).toBe(1);
  });

  it("exports a study into a new folder whole, or says why not", async () => {
    const folder = study();
    const out = join(folder, "out");
    const done = await cistern(folder, "export", folder, "--as", "csv", "--out", out, "-q");
    expect(done).toMatchObject({ code: 0 });
    expect(readdirSync(out).sort()).toEqual(["codebook.csv", "data.csv", "study.yaml"]);
    expect((await cistern(folder, "run", out, "-q")).code).toBe(0);
    expect((await cistern(folder, "export", folder, "--as", "csv", "--out", out, "-q")).code).toBe(1);
    const dateless = await cistern(
      folder,
      "export",
      folder,
      "--as",
      "omop",
      "--out",
      join(folder, "omop"),
      "-q",
    );
    expect(dateless.err).toContain("expected a variable of type date, but the study has none");
    expect(existsSync(join(folder, "omop"))).toBe(false);
    expect((await cistern(folder, "export", folder, "--as", "xls")).code).toBe(2);
  });

  it("drafts a protocol that checks and runs as it stands", async () => {
    const folder = folderWith({ "cohort.csv": TABLE });
    const ran = await cistern(folder, "init", "cohort.csv");
    expect(ran.code).toBe(0);
    const drafted = readFileSync(join(folder, "study.yaml"), "utf8");
    expect(drafted).toContain("GUESSED");
    expect(drafted).toContain("DECIDE");
    expect((await cistern(folder, "check", folder, "-q")).code).toBe(0);
    expect((await run(folder)).code).toBe(0);
  });

  it("drafts one for the table of each example", async () => {
    for (const table of ["csf-panel/data/csf-panel.csv", "ms-il6/data/cohort-synthetic.csv"]) {
      const folder = folderWith({});
      cpSync(new URL(`../examples/${table}`, import.meta.url), join(folder, "cohort.csv"));
      expect((await cistern(folder, "init", "cohort.csv")).code, table).toBe(0);
      expect(await cistern(folder, "check", folder, "-q"), table).toMatchObject({ code: 0 });
    }
  });

  it("drafts from REDCap's dictionary: labels, choices, operators and codes, which then check as they stand", async () => {
    const fields = [
      "Variable / Field Name,Form Name,Field Type,Field Label,Choices,Text Validation Type",
      'id,demo,text,Record,,\ndx,demo,radio,Diagnosis,"1, MS | 2, Control",',
      'il6,csf,text,IL-6 (pg/mL),,number\nil6_op,csf,radio,Operator,"1, = | 2, <",',
    ].join("\n");
    const data = "id,dx,il6,il6_op\np1,1,0.5,2\np2,1,4.1,1\np3,2,BLD,\np4,2,0.5,2\np5,2,1.2,1\np6,1,2.2,1\n";
    const folder = folderWith({ "cohort.csv": data, "fields.csv": fields });
    const code = "BLD=Below limit of detection";
    const ran = await cistern(
      folder,
      "init",
      "cohort.csv",
      "--dictionary",
      "fields.csv",
      "--missing-code",
      code,
    );
    expect(ran).toMatchObject({ code: 0, err: "" });
    const drafted = readFileSync(join(folder, "study.yaml"), "utf8");
    expect(drafted).toContain('levels: [{ value: "1", label: "MS" }, { value: "2", label: "Control" }]');
    expect(drafted).toContain('operator: { column: "il6_op", below: ["2"], above: [], exact: ["1"] }');
    expect(drafted).toContain('not_detected: ["BLD"]');
    expect(await cistern(folder, "check", folder, "-q")).toMatchObject({ code: 0 });
    expect((await run(folder)).code).toBe(0);
    const other = folderWith({ "cohort.csv": data });
    const refused = await cistern(other, "init", "cohort.csv", "--dictionary", "cohort.csv");
    expect(refused.code).toBe(1);
    expect(refused.err).toContain("expected a REDCap data dictionary (.csv), got another kind of table");
  });

  it("never overwrites a protocol, and wants the table inside the study", async () => {
    const folder = study();
    const again = await cistern(folder, "init", "cohort.csv");
    expect(again.code).toBe(1);
    expect(again.err).toContain("study.yaml exists already and is not overwritten");
    expect(readFileSync(join(folder, "study.yaml"), "utf8")).toBe(PROTOCOL);
    const apart = await cistern(folder, "init", "cohort.csv", "--out", folderWith({}));
    expect(apart.code).toBe(1);
    expect(apart.err).toContain("must lie inside the study folder");
  });

  it("makes hostile headers inert", async () => {
    const folder = folderWith({
      "cohort.csv": 'id,"=cmd|\' /C calc\'!A0","x: {y: [","a\nb # c"\np1,1,2,3\np2,2,3,4\np3,4,5,6\n',
    });
    expect((await cistern(folder, "init", "cohort.csv")).code).toBe(0);
    expect((await cistern(folder, "check", folder, "-q")).code).toBe(0);
  });
});
