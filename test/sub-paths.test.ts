/** What the package lets a program import: the engine's rooms, their folders and families, and nothing else. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const { exports } = JSON.parse(readFileSync("package.json", "utf8")) as {
  readonly exports: Readonly<Record<string, null | string | Readonly<Record<string, string>>>>;
};

const namesIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && name !== "index.ts")
    .map((name) => name.slice(0, -".ts".length));

describe("the sub-paths of the package", () => {
  it("lead to files that the build writes", () => {
    for (const [path, target] of Object.entries(exports)) {
      if (target === null || typeof target === "string" || path.includes("*")) continue;
      for (const [kind, file] of Object.entries(target)) {
        const source = file
          .replace("./dist/", "src/")
          .replace(kind === "types" ? /\.d\.ts$/ : /\.js$/, ".ts");
        expect(existsSync(source), `${path} ${kind}`).toBe(true);
      }
    }
  });

  it("open every public family of distributions and close every other file", () => {
    const index = readFileSync("src/distributions/index.ts", "utf8");
    const families = [...index.matchAll(/from "\.\/([\w-]+)\.ts"/g)].map((match) => match[1]!);
    const closed = Object.entries(exports)
      .filter(([path, target]) => path.startsWith("./distributions/") && target === null)
      .map(([path]) => path.slice("./distributions/".length));
    expect([...families, ...closed].sort()).toEqual([...namesIn("src/distributions")].sort());
  });

  it("have an index in every folder of stats, and stats exports them all", () => {
    const index = readFileSync("src/stats/index.ts", "utf8");
    const folders = readdirSync("src/stats", { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== "registry")
      .map((entry) => entry.name);
    const missing = folders.filter(
      (folder) =>
        !existsSync(`src/stats/${folder}/index.ts`) ||
        !index.includes(`export * from "./${folder}/index.ts"`),
    );
    expect(missing).toEqual([]);
  });
});
