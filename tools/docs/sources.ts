import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Method } from "../../src/stats/registry.ts";

/** Where a public function is. */
export interface Home {
  readonly file: string;
  readonly test: string | null;
}

const ROOTS = ["src/stats", "src/assay"];

const files = ROOTS.flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts") && !path.startsWith("registry"))
    .map((path) => `${root}/${path}`),
).sort();

const texts = new Map(files.map((file) => [file, readFileSync(file, "utf8")]));

/** Names of functions that an expression calls. */
export const calledIn = (code: string): readonly string[] => [
  ...new Set([...code.replace(/"[^"]*"/g, "").matchAll(/(?<![.\w])([a-z]\w*)\(/g)].map((match) => match[1]!)),
];

/** The file named after the method, and the files of the functions that its example calls. */
export function homesOf({ id, example }: Method): readonly Home[] {
  const called = calledIn(example.code);
  return files
    .filter(
      (file) =>
        basename(file) === `${id}.ts` ||
        called.some((name) => texts.get(file)!.includes(`export function ${name}(`)),
    )
    .map((file) => ({ file, test: testOf(file) }));
}

/** The test beside a file, by name or by its import. */
function testOf(file: string): string | null {
  const own = file.replace(/\.ts$/, ".test.ts");
  if (existsSync(own)) return own;
  const folder = file.slice(0, file.lastIndexOf("/"));
  const sister = readdirSync(folder)
    .filter((name) => name.endsWith(".test.ts"))
    .sort()
    .find((name) => readFileSync(`${folder}/${name}`, "utf8").includes(`"./${basename(file)}"`));
  return sister === undefined ? null : `${folder}/${sister}`;
}
