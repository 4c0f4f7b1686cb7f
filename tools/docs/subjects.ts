import { readdirSync, readFileSync } from "node:fs";
import type { Method } from "../../src/stats/registry.ts";

/** Methods that answer one kind of question: one file of src/stats/registry or src/assay/registry. */
export interface Subject {
  readonly title: string;
  readonly methods: readonly Method[];
}

const FOLDERS = ["stats", "assay"] as const;

/** The files of the registries in the order of their titles, each under the sentence that stands above its list. */
export async function subjects(): Promise<readonly Subject[]> {
  const found: Subject[] = [];
  const files = FOLDERS.flatMap((room) => {
    const folder = new URL(`../../src/${room}/registry/`, import.meta.url);
    return readdirSync(folder).map((name) => ({ name, url: new URL(name, folder) }));
  });
  for (const { name, url } of files) {
    if (!name.endsWith(".ts") || name.endsWith(".test.ts") || name === "method.ts") continue;
    const text = readFileSync(url, "utf8");
    const said = /\/\*\* ([^\n]*)\.(?: \*\/|\n)[^]*?export const (\w+): readonly Method\[\]/.exec(text);
    if (said === null) throw new Error(`${url.pathname}: no list of methods under a sentence`);
    const module = (await import(url.href)) as Readonly<Record<string, readonly Method[]>>;
    found.push({ title: said[1]!, methods: module[said[2]!]! });
  }
  return found.sort((a, b) => (a.title < b.title ? -1 : 1));
}
