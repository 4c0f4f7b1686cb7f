import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { METHODS } from "../stats/registry.ts";
import { ALL_METHODS, ASSAY_METHODS } from "./registry.ts";

const ids = new Set(ASSAY_METHODS.map(({ id }) => id));
const sources = ["curve", "limits", "quality"]
  .flatMap((folder) =>
    readdirSync(`src/assay/${folder}`)
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
      .map((name) => readFileSync(`src/assay/${folder}/${name}`, "utf8")),
  )
  .join("\n");

describe("the registry of assay methods", () => {
  it("has an entry for every method id of a result", () => {
    const claimed = [...sources.matchAll(/readonly method: "([a-z0-9-]+)"/g)].map((match) => match[1]!);
    expect(claimed.length).toBeGreaterThan(14);
    expect(claimed.filter((id) => !ids.has(id))).toEqual([]);
  });

  it("is sorted, and shares no id with the statistics", () => {
    expect([...ids]).toEqual([...ids].sort());
    expect(METHODS.filter(({ id }) => ids.has(id))).toEqual([]);
    expect(ALL_METHODS.length).toBe(METHODS.length + ASSAY_METHODS.length);
  });

  it.each(ASSAY_METHODS)("$id: whole sentences in every field", (method) => {
    for (const field of [
      "summary",
      "variant",
      "whenNot",
      "source",
      "reference",
      "accuracy",
      "cost",
    ] as const) {
      expect(method[field], field).toBe(method[field].trim().replace(/\s+/g, " "));
      expect(method[field], field).toMatch(/\.\)?$/);
    }
    for (const field of ["when", "formula"] as const) expect(method[field], field).toMatch(/[.?]\)?$/);
    const sentences = method.summary.split(/(?<=\.) (?=[A-Z0-9])/);
    expect(sentences.length).toBeGreaterThanOrEqual(2);
    expect(sentences.length).toBeLessThanOrEqual(3);
  });

  it("gives no figure of accuracy that no file states", () => {
    const unfounded = ASSAY_METHODS.flatMap(({ id, accuracy }) =>
      (accuracy.match(/\d+e-?\d+/g) ?? [])
        .filter((figure) => !sources.includes(figure))
        .map((figure) => `${id}: ${figure}`),
    );
    expect(unfounded).toEqual([]);
  });
});
