// Enough for every code and score of a column; beyond it the column holds measurements, which seldom repeat.
const MOST_SHARED = 4096;

/** Equal cells of a column share one text, so that a million codes cost the memory of a few. */
export function sharedTexts(): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const same = known.get(text);
    if (same !== undefined) return same;
    if (known.size < MOST_SHARED) known.set(text, text);
    return text;
  };
}

/** The shortest decimal that gives the number back, made once for equal numbers. */
export function sharedNumbers(): (value: number) => string {
  const known = new Map<number, string>();
  return (value) => {
    const same = known.get(value);
    if (same !== undefined) return same;
    const text = String(value === 0 ? 0 : value);
    if (known.size < MOST_SHARED) known.set(value, text);
    return text;
  };
}

/** The number of fewest digits that is the same in 4 bytes: what was typed, not what doubling the bytes adds. */
export function shortestFloat(value: number): number {
  if (!Number.isFinite(value) || Number.isInteger(value)) return value;
  for (let digits = 6; digits < 9; digits++) {
    const candidate = Number(value.toPrecision(digits));
    if (Math.fround(candidate) === value) return candidate;
  }
  return Number(value.toPrecision(9));
}
