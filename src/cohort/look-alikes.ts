/** Spellings of one thing: `RRMS`, `RR-MS`, `rr ms`. */
import { readNumber } from "./number-text.ts";

/**
 * What spellings of one level have in common: small letters without accents, spaces, dots and dashes between signs. Signs that
 * mean something (`<5`, `A-`, `3+`) stay; a number has no other spelling. "" where there is nothing to compare.
 *
 * @example spellingKey("RR-MS") // "rrms"
 */
export function spellingKey(text: string): string {
  const trimmed = text.trim();
  if ("value" in readNumber(trimmed, ".") || "value" in readNumber(trimmed, ",")) return "";
  return trimmed
    .normalize("NFKD")
    .replaceAll(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replaceAll(/(?<=[\p{L}\p{N}])[\s._/\u2010-\u2015-]+(?=[\p{L}\p{N}])/gu, "")
    .replaceAll(/\s+/g, "");
}

export interface LookAlikes {
  /** The spelling that most cells have; of equals the first. */
  readonly level: string;
  readonly others: readonly string[];
}

/** Groups of spellings that share a key, from values and how often each occurs. */
export function lookAlikes(values: ReadonlyMap<string, number>): LookAlikes[] {
  const groups = new Map<string, string[]>();
  for (const value of values.keys()) {
    const key = spellingKey(value);
    if (key !== "") groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return [...groups.values()].flatMap((group) => {
    const [level, ...others] = group.toSorted((a, b) => (values.get(b) ?? 0) - (values.get(a) ?? 0));
    return level === undefined || others.length === 0 ? [] : [{ level, others }];
  });
}
