import { readdirSync } from "node:fs";
import type { Calibration } from "./calibration.ts";

/** Every entry of tools/calibrate/cases, by method, kind and setting. */
export async function calibrations(): Promise<readonly Calibration[]> {
  const folder = new URL("./cases/", import.meta.url);
  const found: Calibration[] = [];
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith(".ts")) continue;
    const module = (await import(new URL(name, folder).href)) as { default: readonly Calibration[] };
    found.push(...module.default);
  }
  return found.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

/** What tells an entry from every other, and fixes its stream. */
export const nameOf = ({ method, kind, setting }: Calibration): string => `${method} | ${kind} | ${setting}`;

/** A seed below 2^32 from a name: FNV-1a, Fowler, Noll & Vo. */
export function seedOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
