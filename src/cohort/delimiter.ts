/** Which character separates the cells of a text file. */
export type Delimiter = "," | ";" | "\t" | "|";

const CANDIDATES: readonly Delimiter[] = [",", ";", "\t", "|"];
const SAMPLE_LINES = 200;

/**
 * Guesses the delimiter as the character that occurs equally often in most lines, quoted text left out.
 *
 * Consistency counts before frequency: a decimal comma occurs often but not equally often in every line.
 * A file without any candidate is a single column and counts as separated by commas.
 *
 * @example guessDelimiter("id;il6\n1;0,5\n2;3") // ";"
 */
export function guessDelimiter(text: string): Delimiter {
  let best: { delimiter: Delimiter; share: number; perLine: number } = {
    delimiter: ",",
    share: 0,
    perLine: 0,
  };
  const lines = countsPerLine(text);
  for (const [index, delimiter] of CANDIDATES.entries()) {
    const frequency = new Map<number, number>();
    for (const counts of lines) {
      const n = counts[index] ?? 0;
      if (n > 0) frequency.set(n, (frequency.get(n) ?? 0) + 1);
    }
    let share = 0;
    let perLine = 0;
    for (const [n, times] of frequency)
      if (times > share || (times === share && n > perLine)) [share, perLine] = [times, n];
    if (share > best.share || (share === best.share && perLine > best.perLine))
      best = { delimiter, share, perLine };
  }
  return best.delimiter;
}

function countsPerLine(text: string): number[][] {
  const lines: number[][] = [];
  let counts = CANDIDATES.map(() => 0);
  let isQuoted = false;
  let isEmpty = true;
  for (let i = 0; i < text.length && lines.length < SAMPLE_LINES; i++) {
    const c = text[i] ?? "";
    if (c === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (c === "\n" || c === "\r")) {
      if (!isEmpty) lines.push(counts);
      counts = CANDIDATES.map(() => 0);
      isEmpty = true;
      continue;
    } else if (!isQuoted) {
      const index = CANDIDATES.indexOf(c as Delimiter);
      if (index >= 0) counts[index] = (counts[index] ?? 0) + 1;
    }
    isEmpty = false;
  }
  if (!isEmpty && lines.length < SAMPLE_LINES) lines.push(counts);
  return lines;
}
