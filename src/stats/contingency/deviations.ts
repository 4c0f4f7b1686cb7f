import { type CountTable, margins } from "./table.ts";

export interface Deviations {
  /** row total x column total / n */
  readonly expected: readonly (readonly number[])[];
  /** observed - expected, from whole numbers: exactly 0 where the cell is as expected. */
  readonly deviations: readonly (readonly number[])[];
  readonly rowShares: readonly number[];
  readonly columnShares: readonly number[];
  readonly df: number;
  readonly n: number;
}

/** What a table would hold were rows and columns independent, and how far it is from that. */
export function deviationsOf(table: CountTable): Deviations {
  const { rows, columns, n } = margins(table);
  return {
    expected: rows.map((row) => columns.map((column) => (row * column) / n)),
    deviations: table.map((cells, i) =>
      cells.map((observed, j) => (observed * n - (rows[i] as number) * (columns[j] as number)) / n),
    ),
    rowShares: rows.map((row) => row / n),
    columnShares: columns.map((column) => column / n),
    df: (rows.length - 1) * (columns.length - 1),
    n,
  };
}

/** Sum over cells of deviation^2 / expected. */
export function pearsonStatistic({ expected, deviations }: Deviations): number {
  let sum = 0;
  for (const [i, row] of deviations.entries())
    for (const [j, deviation] of row.entries()) sum += (deviation / (expected[i]?.[j] as number)) * deviation;
  return sum;
}

/** A cell expected to hold fewer than 5 makes the chi-square p-value doubtful (Cochran's rule: in over a fifth of cells, or below 1 in any). */
export function smallExpectedWarnings(expected: Deviations["expected"]): readonly string[] {
  const cells = expected.flat();
  const small = cells.filter((value) => value < 5).length;
  const least = Math.min(...cells);
  if (least >= 1 && small <= cells.length / 5) return [];
  return [
    `${small} of ${cells.length} cells are expected to hold fewer than 5 subjects: the chi-square p-value is an approximation that may be poor here; prefer an exact test.`,
  ];
}
