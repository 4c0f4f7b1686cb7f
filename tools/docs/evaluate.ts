/** Runs an example of the documentation: one expression over the names of the public library. */
import { runInThisContext } from "node:vm";
import * as library from "../../src/index.ts";

const names = Object.keys(library);
const values = Object.values(library);

/** What an expression gives; `more` adds names, or hides a name of the library. */
export function evaluate(code: string, more: Readonly<Record<string, unknown>> = {}): unknown {
  const kept = names.flatMap((name, i) => (name in more ? [] : [[name, values[i]] as const]));
  const all = [...kept, ...Object.entries(more)];
  const run: unknown = runInThisContext(`(${all.map(([name]) => name).join(", ")}) => (${code})`);
  return (run as (...given: readonly unknown[]) => unknown)(...all.map(([, value]) => value));
}
