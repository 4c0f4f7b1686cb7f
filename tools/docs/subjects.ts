import { readdirSync, readFileSync } from "node:fs";
import type { Method } from "../../src/stats/registry.ts";

/** Methods that answer one kind of question: one file of src/stats/registry. */
export interface Subject {
  readonly title: string;
  readonly methods: readonly Method[];
}

/** The files of the registry in the order of their titles, each under the sentence that stands above its list. */
export async function subjects(): Promise<readonly Subject[]> {
  const folder = new URL("../../src/stats/registry/", import.meta.url);
  const found: Subject[] = [];
  for (const name of readdirSync(folder)) {
    if (!name.endsWith(".ts") || name.endsWith(".test.ts") || name === "method.ts") continue;
    const text = readFileSync(new URL(name, folder), "utf8");
    const said = /\/\*\* ([^\n]*)\.(?: \*\/|\n)[^]*?export const (\w+): readonly Method\[\]/.exec(text);
    if (said === null) throw new Error(`src/stats/registry/${name}: no list of methods under a sentence`);
    const module = (await import(new URL(name, folder).href)) as Readonly<Record<string, readonly Method[]>>;
    found.push({ title: said[1]!, methods: module[said[2]!]! });
  }
  return found.sort((a, b) => (a.title < b.title ? -1 : 1));
}
