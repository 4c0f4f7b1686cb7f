/** The house rule: which room may import which (docs/architecture.md). */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { describe, expect, it } from "vitest";

const ENGINE = ["core", "num", "distributions", "stats", "assay"] as const;
const ABOVE = [...ENGINE, "cohort", "tally", "questions", "study", "report", "exchange", "session"];
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  num: ["core"],
  distributions: ["core", "num"],
  stats: ["core", "num", "distributions"],
  assay: ["core", "num", "distributions", "stats", "cohort"],
  cohort: ["core"],
  tally: ["core", "cohort"],
  questions: ["core", "stats", "tally", "cohort"],
  study: ["core", "cohort", "assay", "tally", "questions"],
  report: ["core", "questions", "assay"],
  exchange: ["core", "cohort", "questions", "study", "report"],
  session: ["core", "stats", "cohort", "assay", "questions", "study", "report", "exchange"],
  cli: ABOVE,
  web: ABOVE,
};

/** Packages that a room may use; the engine has none. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  cohort: ["csv-parse/sync", "hucre/xlsx", "hyparquet", "hyparquet/src/column.js", "hyparquet-compressors"],
  questions: ["zod"],
  study: ["zod", "yaml"],
  report: ["d3-array", "d3-scale"],
  exchange: ["yaml", "hyparquet-writer"],
  session: ["yaml", "fflate"],
  cli: [
    "commander",
    "@clack/prompts",
    "hono",
    "hono/body-limit",
    "@hono/node-server",
    "node:child_process",
    "node:url",
    "node:fs",
    "node:path",
    "node:crypto",
    "node:process",
  ],
  web: [
    "react",
    "react-dom",
    "react-dom/client",
    "@tanstack/react-virtual",
    "@codemirror/autocomplete",
    "@codemirror/commands",
    "@codemirror/lang-yaml",
    "@codemirror/language",
    "@codemirror/lint",
    "@codemirror/search",
    "@codemirror/state",
    "@codemirror/view",
    "zod",
    "@noble/hashes/sha2.js",
    "@noble/hashes/utils.js",
  ],
};

const src = resolve(import.meta.dirname, "../src");
const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter(
  (name) => /\.tsx?$/.test(name) && !name.endsWith(".test.ts"),
);

interface Import {
  readonly file: string;
  readonly room: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

const imports = files.flatMap((file): Import[] => {
  const text = readFileSync(join(src, file), "utf8");
  const found = [
    ...text.matchAll(/^\s*(?:import|export)\s+(type\s)?[^;"']*?from\s+"([^"]+)"/gm),
    ...text.matchAll(/()\bimport\(\s*"([^"]+)"\s*\)/g),
    ...text.matchAll(/^()import\s+"([^"]+)"/gm),
  ];
  return found.map((match) => ({
    file,
    room: file.split(sep)[0]!,
    target: match[2]!,
    typeOnly: match[1] !== undefined && match[1] !== "",
  }));
});

describe("rooms", () => {
  it("finds the imports it is to judge", () => {
    expect(files.length).toBeGreaterThan(100);
    expect(imports.length).toBeGreaterThan(300);
  });

  it("has no arrow against the house rule", () => {
    const wrong = imports
      .filter((i) => i.target.startsWith("."))
      .map((i) => ({ ...i, to: relative(src, resolve(join(src, i.file), "..", i.target)).split(sep)[0]! }))
      .filter(({ room, to }) => room in MAY_IMPORT && room !== to && !MAY_IMPORT[room]!.includes(to))
      .map(({ file, target }) => `${file} imports ${target}`);
    expect(wrong).toEqual([]);
  });

  it("lets report see of questions only the shape of an answer", () => {
    const wrong = imports.filter(
      (i) =>
        i.room === "report" && i.target.includes("/questions/") && !i.target.endsWith("/questions/answer.ts"),
    );
    expect(wrong.map((i) => `${i.file} imports ${i.target}`)).toEqual([]);
  });

  it("lets report see of assay only the types of its results (ADR 8)", () => {
    const wrong = imports.filter(
      (i) =>
        i.room === "report" &&
        i.target.includes("/assay/") &&
        (!i.typeOnly || !i.target.includes("/assay/results/")),
    );
    expect(wrong.map((i) => `${i.file} imports ${i.target}`)).toEqual([]);
  });

  it("lets assay see of cohort only the readers of text and workbooks (ADR 5)", () => {
    const readers =
      /\/cohort\/(?:decode-text|delimiter|file-limit|number-text|read-delimited|read-workbook|read\/.*)\.ts$/;
    const wrong = imports.filter(
      (i) => i.room === "assay" && i.target.includes("/cohort/") && !readers.test(i.target),
    );
    expect(wrong.map((i) => `${i.file} imports ${i.target}`)).toEqual([]);
  });

  it("keeps packages to the rooms that were given them", () => {
    const wrong = imports
      .filter(
        (i) =>
          !i.target.startsWith(".") && i.room in MAY_IMPORT && !(PACKAGES[i.room] ?? []).includes(i.target),
      )
      .map((i) => `${i.file} imports ${i.target}`);
    expect(wrong).toEqual([]);
  });

  it("keeps the machine out of everything below the command line and the page", () => {
    const machine =
      /\bprocess\.|\bDate\.now\b|new Date\(\)|Math\.random|\bfetch\(|\bdocument\.(?:create|get|query)|\bwindow\.|\bconsole\./;
    const wrong = files
      .filter((file) => !file.startsWith(`cli${sep}`) && !file.startsWith(`web${sep}`))
      .flatMap((file) =>
        readFileSync(join(src, file), "utf8")
          .split("\n")
          .flatMap((line, i) =>
            machine.test(line.replace(/\/\/.*|\/?\*.*/, "")) ? [`${file}:${i + 1}: ${line.trim()}`] : [],
          ),
      );
    expect(wrong).toEqual([]);
  });

  it("has no power whose last bits depend on the engine", () => {
    // A square is the product everywhere, and a whole power of two is exact.
    const power = /(?<!\b2n?) \*\* (?!2n?\b|3n\b)/;
    const wrong = files
      .filter((file) => !file.startsWith(`web${sep}`))
      .flatMap((file) =>
        readFileSync(join(src, file), "utf8")
          .replace(/\/\*[\s\S]*?\*\//g, "")
          .split("\n")
          .flatMap((line) => (power.test(line.replace(/\/\/.*/, "")) ? [`${file}: ${line.trim()}`] : [])),
      );
    expect(wrong).toEqual([]);
  });

  it("keeps complements of probabilities out of the engine", () => {
    const wrong = files
      .filter((file) => ENGINE.some((room) => file.startsWith(`${room}${sep}`)))
      .flatMap((file) =>
        /\b1\s*-\s*(?:\w+\.)?cdf\(/.test(readFileSync(join(src, file), "utf8").replace(/^\s*\*.*$/gm, ""))
          ? [file]
          : [],
      );
    expect(wrong).toEqual([]);
  });
});
