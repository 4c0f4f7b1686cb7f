import { describe, expect, it } from "vitest";
import { eventsPerVariable } from "./events-per-variable.ts";

describe("eventsPerVariable", () => {
  it("hand-derived case: the rarer outcome counts, the intercept does not", () => {
    const names = ["(Intercept)", "a", "b"];
    const rows = [
      [1, 0, 1],
      [1, 1, 0],
      [1, 1, 1],
      [1, 0, 0],
    ];
    const design = { names, rows, y: [0.25, 0.75, 1, 1], weights: [4, 8, 10, 10] };
    expect(eventsPerVariable(design)).toMatchObject({ value: 2.5, rarerOutcome: 5, slopes: 2 });
    expect(eventsPerVariable({ ...design, y: design.y.map((y) => 1 - y) }).value).toBe(2.5);
  });

  it("boundary: a model without slopes says why there is no value", () => {
    const found = eventsPerVariable({ names: ["(Intercept)"], rows: [[1]], y: [0.5], weights: [4] });
    expect(found).toMatchObject({ value: null, reason: "the model has no slopes" });
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });
});
