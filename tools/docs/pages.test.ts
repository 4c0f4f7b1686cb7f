import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as assay from "../../src/assay/index.ts";
import { ALL_METHODS, ASSAY_METHODS } from "../../src/assay/registry.ts";
import * as stats from "../../src/stats/index.ts";
import { measuredIn } from "./measured.ts";
import { plain } from "./page.ts";
import { FOLDER, pages } from "./pages.ts";
import { calledIn, homesOf } from "./sources.ts";
import { subjects } from "./subjects.ts";

describe("docs/methods", async () => {
  const written = await pages();

  it("has a page for every method, and no other", () => {
    expect(readdirSync(FOLDER).sort()).toEqual([...written.keys()].sort());
    expect([...written.keys()].sort()).toEqual(
      ["index.md", ...ALL_METHODS.map(({ id }) => `${id}.md`)].sort(),
    );
  });

  it.each([...written])("%s holds what the registry gives: run npm run docs", (name, text) => {
    expect(readFileSync(`${FOLDER}/${name}`, "utf8")).toBe(text);
  });

  it("lists every method once, under its subject", async () => {
    const listed = (await subjects()).flatMap(({ methods }) => methods.map(({ id }) => id));
    expect(listed.sort()).toEqual(ALL_METHODS.map(({ id }) => id));
  });

  it("links to files that exist", () => {
    const dead = [...written].flatMap(([name, text]) =>
      [...text.matchAll(/\]\(((?:\.\.\/)*[\w./-]+)(?:#[\w-]+)?\)/g)]
        .map((match) => match[1]!)
        .filter((target) => !existsSync(`${FOLDER}/${target}`))
        .map((target) => `${name}: ${target}`),
    );
    expect(dead).toEqual([]);
  });

  it("imports in its examples what the method's room exports", () => {
    const wrong = ALL_METHODS.flatMap(({ id, example }) =>
      calledIn(example.code)
        .filter((name) => !(name in (ASSAY_METHODS.some((method) => method.id === id) ? assay : stats)))
        .map((name) => `${id}: ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it("names the source file of every method", () => {
    expect(ALL_METHODS.filter((method) => homesOf(method).length === 0).map(({ id }) => id)).toEqual([]);
  });
});

describe("the parts of a page", () => {
  it("plain: no sign is left that Markdown reads as markup", () => {
    expect(plain("max l* of [a|b] <c> x_1 `d`")).toBe("max l\\* of \\[a\\|b\\] \\<c\\> x\\_1 \\`d\\`");
  });

  it("calledIn: names of functions, not of members, keys or texts", () => {
    expect(calledIn('dunn([[1, 2]], { name: "f(x)" }).pairs.map(g(1))')).toEqual(["dunn", "g"]);
  });

  it("measuredIn: the rows of one method from every table that begins with ids", () => {
    const text =
      "# T\n| method | a |\n|---|---:|\n| x | 1 |\n| y | 2 |\n| x | 3 |\n\n| method | b |\n|---|---|\n| x | 4 |\n";
    expect(measuredIn(text, "x")).toEqual([
      { head: ["a"], rows: [["1"], ["3"]] },
      { head: ["b"], rows: [["4"]] },
    ]);
  });
});
