// Enough for every code and score of a column; beyond it the column holds measurements, which seldom repeat.
const MOST_SHARED = 4096;

/**
 * Remembers what was made of a cell, so that a million equal cells cost the memory of one. Looking up stops where a column
 * has shown more different cells than equal ones.
 */
function remembered<Key, Made>(make: (key: Key) => Made): (key: Key) => Made {
  const known = new Map<Key, Made>();
  let hits = 0;
  let misses = 0;
  return (key) => {
    if (misses >= MOST_SHARED && hits <= misses) return make(key);
    const same = known.get(key);
    if (same !== undefined) {
      hits++;
      return same;
    }
    misses++;
    const made = make(key);
    if (known.size < MOST_SHARED) known.set(key, made);
    return made;
  };
}

/** Equal cells of a column share one text. */
export const sharedTexts = (): ((text: string) => string) => remembered((text: string) => text);

/** The text of a number, made once for equal numbers; the shortest decimal that gives it back unless stated. */
export const sharedNumbers = <Text extends string | null = string>(
  make: (value: number) => Text = ((value: number) => String(value === 0 ? 0 : value)) as (
    value: number,
  ) => Text,
): ((value: number) => Text) => remembered(make);

/** The number of fewest digits that is the same in 4 bytes: what was typed, not what doubling the bytes adds. */
export function shortestFloat(value: number): number {
  if (!Number.isFinite(value) || Number.isInteger(value)) return value;
  for (let digits = 6; digits < 9; digits++) {
    const candidate = Number(value.toPrecision(digits));
    if (Math.fround(candidate) === value) return candidate;
  }
  return Number(value.toPrecision(9));
}
