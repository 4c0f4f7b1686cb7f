import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { adjustmentMethods } from "./multiplicity/adjust-p-values.ts";
import { METHODS, type Method, methodById } from "./registry.ts";

const sourcesUnder = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(`src/${folder}`, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts") && !path.startsWith("registry"))
      .map((path) => [path, readFileSync(join("src", folder, path), "utf8")]),
  );

const stats = sourcesUnder("stats");
const questions = sourcesUnder("questions");

const kebab = "[a-z0-9]+(?:-[a-z0-9]+)*";
const union = `"${kebab}"(?: \\| "${kebab}")*`;

/** Ids that a result, a test or a list of methods used can carry, read off the source text. */
const claims: readonly RegExp[] = [
  // method: "one-way-anova", readonly method: "brown-forsythe" | "levene", const method = "..."
  new RegExp(`\\bmethod(?::| =) (${union})`, "g"),
  // Ratio<"katz-risk-ratio">, proportionInterval's ProportionInterval<"wilson-interval">
  new RegExp(`\\b(?:Ratio|RiskDifference|ProportionInterval|ChiSquare2x2)<(${union})>`, "g"),
  // { id: "fisher-exact", variant: ... }, also over two lines
  new RegExp(`\\bid: (${union}),\\s+variant\\b`, "g"),
];

function idsIn(text: string): string[] {
  const code = text.replace(/\/\*[^]*?\*\//g, "");
  return claims.flatMap((claim) =>
    [...code.matchAll(claim)].flatMap((match) => [...match[1]!.matchAll(/"([^"]+)"/g)].map((id) => id[1]!)),
  );
}

const claimed = new Map<string, string[]>();
for (const [path, text] of [...stats, ...questions])
  for (const id of idsIn(text)) claimed.set(id, [...(claimed.get(id) ?? []), path]);

/** Files of src/stats that state what the entry repeats: those that carry its id, or are named after it. */
const homesOf = ({ id }: Method): string[] =>
  [...stats]
    .filter(([path, text]) => text.includes(`"${id}"`) || basename(path) === `${id}.ts`)
    .map(([, text]) => text);

const FIELDS = [
  "id",
  "title",
  "summary",
  "variant",
  "when",
  "whenNot",
  "formula",
  "source",
  "reference",
  "accuracy",
  "cost",
] as const satisfies readonly (keyof Method)[];

describe("the method registry", () => {
  it("reads ids off the source, so that the checks below check something", () => {
    expect(idsIn('readonly method: "brown-forsythe" | "levene";')).toEqual(["brown-forsythe", "levene"]);
    expect(idsIn('{\n  id: "fisher-exact",\n  variant: exact }')).toEqual(["fisher-exact"]);
    expect(idsIn('): Ratio<"katz-risk-ratio"> {')).toEqual(["katz-risk-ratio"]);
    expect(idsIn('tests.push({ id: "global", label, method: "cochran-armitage" })')).toEqual([
      "cochran-armitage",
    ]);
    expect(idsIn('/** R BinomDiffCI(method = "mn") */')).toEqual([]);
    expect(claimed.size).toBeGreaterThan(60);
  });

  it("has an entry for every method id in src/stats and src/questions", () => {
    const missing = [...claimed].filter(([id]) => methodById(id) === null);
    expect(missing).toEqual([]);
  });

  it("has an entry for every adjustment of p-values", () => {
    expect(adjustmentMethods.filter((id) => methodById(id) === null)).toEqual([]);
  });

  it("describes nothing that src/stats does not do", () => {
    expect(METHODS.filter((method) => homesOf(method).length === 0).map(({ id }) => id)).toEqual([]);
  });

  it("is sorted by id, and every id is kebab-case and there once", () => {
    const ids = METHODS.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(ids.filter((id) => !new RegExp(`^${kebab}$`).test(id))).toEqual([]);
  });

  it("finds by id, and nothing for an unknown one", () => {
    for (const method of METHODS) expect(methodById(method.id)).toBe(method);
    expect(methodById("fischer-exact")).toBeNull();
  });

  it.each(METHODS)("$id: whole sentences in every field", (method) => {
    for (const field of FIELDS) {
      expect(method[field], field).toMatch(/\S/);
      expect(method[field], field).toBe(method[field].trim().replace(/\s+/g, " "));
    }
    for (const field of ["summary", "variant", "whenNot", "source", "reference", "accuracy", "cost"] as const)
      expect(method[field], field).toMatch(/\.\)?$/);
    for (const field of ["when", "formula"] as const) expect(method[field], field).toMatch(/[.?]\)?$/);
    expect(method.example.code, "example").toBe(method.example.code.trim());
    const sentences = method.summary.split(/(?<=\.) (?=[A-Z0-9])/);
    expect(sentences.length).toBeGreaterThanOrEqual(2);
    expect(sentences.length).toBeLessThanOrEqual(3);
  });

  it("shares no run of nine words between what is said of two methods", () => {
    const runs = new Map<string, string>();
    const shared: string[] = [];
    for (const { id, summary, variant, when, whenNot } of METHODS) {
      const words = `${summary} ${variant} ${when} ${whenNot}`.toLowerCase().match(/[a-z0-9'-]+/g) ?? [];
      for (let i = 0; i + 9 <= words.length; i++) {
        const run = words.slice(i, i + 9).join(" ");
        const first = runs.get(run) ?? id;
        if (first !== id) shared.push(`${first}, ${id}: ${run}`);
        runs.set(run, first);
      }
    }
    expect(shared).toEqual([]);
  });

  it("gives no figure of accuracy that the method's own file does not state", () => {
    const unfounded = METHODS.flatMap((method) =>
      (method.accuracy.match(/\d+e-?\d+/g) ?? [])
        .filter((figure) => !homesOf(method).some((text) => text.includes(figure)))
        .map((figure) => `${method.id}: ${figure}`),
    );
    expect(unfounded).toEqual([]);
  });

  it("leaves no accuracy and no cost unmeasured", () => {
    const late = METHODS.filter(({ accuracy, cost }) => /not yet measured/i.test(`${accuracy} ${cost}`));
    expect(late.map(({ id }) => id)).toEqual([]);
  });
});
