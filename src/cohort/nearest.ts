/**
 * The option that a mistyped word most likely meant, or null where none is near.
 *
 * Near means a Damerau-Levenshtein distance (optimal string alignment; case does not count) of at most a third
 * of the longer word's length. The first of equally near options wins, so the answer is stable.
 *
 * Source: Damerau, A technique for computer detection and correction of spelling errors, CACM 7 (1964) 171.
 *
 * @example nearest("edds", ["age", "edss"]) // "edss"
 */
export function nearest(word: string, options: readonly string[]): string | null {
  const target = word.trim().toLowerCase();
  let best: string | null = null;
  let least = Infinity;
  for (const option of options) {
    const candidate = option.trim().toLowerCase();
    const allowed = Math.floor(Math.max(target.length, candidate.length) / 3);
    if (Math.abs(target.length - candidate.length) > allowed) continue;
    const distance = editDistance(target, candidate);
    if (distance <= allowed && distance < least) {
      least = distance;
      best = option;
    }
  }
  return best;
}

// Three rows suffice: a transposition looks back two rows.
function editDistance(a: string, b: string): number {
  let twoBack: number[] = [];
  let oneBack = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(
        (oneBack[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (oneBack[j - 1] ?? 0) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (twoBack[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    twoBack = oneBack;
    oneBack = row;
  }
  return oneBack[b.length] ?? 0;
}
