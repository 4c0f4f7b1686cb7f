import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { protocolJsonSchema } from "../src/study/protocol.ts";

describe("schema/study.schema.json", () => {
  it("is what the protocol's types give (npm run schema writes it)", () => {
    expect(JSON.parse(readFileSync(new URL("../schema/study.schema.json", import.meta.url), "utf8"))).toEqual(
      protocolJsonSchema(),
    );
  });
});
