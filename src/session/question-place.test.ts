import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { editProtocol } from "./edit-protocol.ts";
import { questionPlace } from "./question-place.ts";

const EXAMPLE = readFileSync(new URL("../../examples/ms-il6/study.yaml", import.meta.url), "utf8");

describe("questionPlace", () => {
  it("follows a question that was moved", () => {
    expect(questionPlace(EXAMPLE, "il6-in-ms")).toBe(1);
    const moved = editProtocol(EXAMPLE, [{ op: "move", path: ["questions", 1], to: 4 }]);
    expect(questionPlace(moved, "il6-in-ms")).toBe(4);
    expect(questionPlace(moved, "il6-by-phenotype")).toBe(1);
  });

  it("is -1 where there is none, no list, or no protocol", () => {
    expect(questionPlace(EXAMPLE, "no-such")).toBe(-1);
    expect(questionPlace("questions: 3", "a")).toBe(-1);
    expect(questionPlace("", "a")).toBe(-1);
    expect(questionPlace("questions: [a, { id: 7 }]", "7")).toBe(1);
  });
});
