/** The engine is one piece of plain JavaScript: it runs where there is no Node, and gives the same numbers there. */
import { runInNewContext } from "node:vm";
import { build } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";
import * as core from "../src/core/index.ts";
import * as distributions from "../src/distributions/index.ts";
import * as num from "../src/num/index.ts";
import * as stats from "../src/stats/index.ts";
import { evaluate } from "../tools/docs/evaluate.ts";

const ROOMS = ["core", "num", "distributions", "stats"] as const;
const names = [core, num, distributions, stats].flatMap((room) => Object.keys(room));

describe("the engine in a browser", () => {
  let code = "";
  let inputs: readonly string[] = [];

  beforeAll(async () => {
    // With platform "browser" an import of a Node module is an error of the build.
    const built = await build({
      stdin: {
        contents: ROOMS.map((room) => `export * from "./src/${room}/index.ts";`).join("\n"),
        resolveDir: ".",
      },
      bundle: true,
      write: false,
      metafile: true,
      platform: "browser",
      format: "iife",
      globalName: "engine",
      target: "es2022",
      logLevel: "silent",
    });
    code = built.outputFiles[0]!.text;
    inputs = Object.keys(built.metafile.inputs);
  });

  it("is made of the four rooms alone, without a package", () => {
    expect(inputs.length).toBeGreaterThan(100);
    expect(
      inputs.filter((path) => path !== "<stdin>" && !ROOMS.some((room) => path.startsWith(`src/${room}/`))),
    ).toEqual([]);
  });

  it("gives the same numbers where there is no process, require, Buffer or timer", () => {
    const examples = stats.METHODS.map(({ example }) => example.code);
    const text: unknown = runInNewContext(
      `"use strict";
      // Names of the language, looked up once: a bare context is slow at it.
      const { Array, Float64Array, Map, Math, Number, Object, Set } = globalThis;
      ${code}
      if (["process", "require", "Buffer", "setTimeout", "fetch", "document"].some((name) => name in globalThis))
        throw new Error("not a bare context");
      const { ${names.join(", ")} } = engine;
      JSON.stringify([${examples.join(", ")}])`,
    );
    expect(JSON.parse(text as string)).toEqual(
      JSON.parse(JSON.stringify(examples.map((example) => evaluate(example)))),
    );
  });
});
