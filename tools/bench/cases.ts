import { readdirSync } from "node:fs";
import type { Benchmark } from "./benchmark.ts";

/** Every entry of tools/bench/cases, by method and setting. */
export async function benchmarks(): Promise<readonly Benchmark[]> {
  const folder = new URL("./cases/", import.meta.url);
  const found: Benchmark[] = [];
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith(".ts")) continue;
    const module = (await import(new URL(name, folder).href)) as { default: readonly Benchmark[] };
    found.push(...module.default);
  }
  const name = ({ method, setting }: Benchmark): string => `${method} | ${setting}`;
  return found.sort((a, b) => (name(a) < name(b) ? -1 : 1));
}
