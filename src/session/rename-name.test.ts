import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { editProtocol } from "./edit-protocol.ts";
import { renameEdits } from "./rename-name.ts";

const renamed = (text: string, collection: string, from: string, to: string): string =>
  editProtocol(text, renameEdits(parse(text), collection, from, to));

describe("renaming", () => {
  it("a variable: its uses follow, its column stays, texts stay", () => {
    const text = `variables:
  age: { type: continuous, label: age } # years
  dx: { type: nominal, column: age }
derived:
  old: { label: age, expression: 'age >= 40 and dx != "age"' } # age
  of: { recipe: duration, from: { onset: age, end: dx } }
rules:
  - rule: age < 100
questions:
  - { id: a, by: dx, where: age + min(age) > 2, variables: [dx, age], adjust: [{ variable: age, per: 10 }, dx] }
`;
    expect(renamed(text, "variables", "age", "age at LP")).toBe(`variables:
  age at LP: { type: continuous, label: age, column: age } # years
  dx: { type: nominal, column: age }
derived:
  old: { label: age, expression: "\`age at LP\` >= 40 and dx != \\"age\\"" } # age
  of: { recipe: duration, from: { onset: age at LP, end: dx } }
rules:
  - rule: "\`age at LP\` < 100"
questions:
  - { id: a, by: dx, where: "\`age at LP\` + min(\`age at LP\`) > 2", variables: [dx, age at LP], adjust: [{ variable: age at LP, per: 10 }, dx] }
`);
  });

  it("a name that a function has too: the function stays", () => {
    const text = "derived:\n  log: { expression: log(x) }\nquestions:\n  - { where: log > log(2) }\n";
    expect(renamed(text, "derived", "log", "z")).toBe(
      "derived:\n  z: { expression: log(x) }\nquestions:\n  - { where: z > log(2) }\n",
    );
  });

  it("an analyte and its variable together", () => {
    const text = `variables:
  il6: { type: concentration, column: IL-6 }
analytes:
  il6: { unit: pg/mL }
plates:
  runs:
    - { analytes: { il6: IL-6 } }
questions:
  - { analyte: il6, outcome: detected(il6) }
`;
    for (const collection of ["variables", "analytes"])
      expect(renamed(text, collection, "il6", "crp")).toBe(text.replaceAll("il6", "crp"));
  });

  it("a family, and no variable of the same name", () => {
    const text = "families: { a: { method: holm } }\nquestions:\n  - { by: a, family: a }\n";
    expect(renamed(text, "families", "a", "b")).toBe(
      "families: { b: { method: holm } }\nquestions:\n  - { by: a, family: b }\n",
    );
  });

  it("there and back: every name of the example", () => {
    const text = readFileSync("examples/ms-il6/study.yaml", "utf8");
    const root = parse(text) as Record<string, Record<string, Record<string, unknown>>>;
    for (const collection of ["variables", "derived", "analytes", "families"])
      for (const name of Object.keys(root[collection]!)) {
        const there = renamed(text, collection, name, "another-name");
        expect(there).not.toBe(text);
        // The column of the file was added where the name was the header.
        const kept = (value: unknown): string =>
          JSON.stringify(value, (key, part: unknown) => (key === "column" ? undefined : part));
        expect(kept(parse(renamed(there, collection, "another-name", name)))).toBe(kept(root));
      }
  });
});
