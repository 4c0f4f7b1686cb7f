/** Where a key leads in the grid, by the ARIA grid pattern. Row -1 is the header. */
export interface Position {
  readonly row: number;
  readonly column: number;
}

/**
 * The next position, or null for a key that is not the grid's.
 *
 * @param page - rows that are in view
 * @example moved("ArrowDown", false, { row: -1, column: 2 }, 10, 4, 20) // { row: 0, column: 2 }
 */
export function moved(
  key: string,
  ctrl: boolean,
  { row, column }: Position,
  rows: number,
  columns: number,
  page: number,
): Position | null {
  const within = (r: number, c: number): Position => ({
    row: Math.max(-1, Math.min(rows - 1, r)),
    column: Math.max(0, Math.min(columns - 1, c)),
  });
  switch (key) {
    case "ArrowUp":
      return within(ctrl ? 0 : row - 1, column);
    case "ArrowDown":
      return within(ctrl ? rows - 1 : row + 1, column);
    case "ArrowLeft":
      return within(row, ctrl ? 0 : column - 1);
    case "ArrowRight":
      return within(row, ctrl ? columns - 1 : column + 1);
    case "Home":
      return within(ctrl ? 0 : row, 0);
    case "End":
      return within(ctrl ? rows - 1 : row, columns - 1);
    case "PageUp":
      return within(row - page, column);
    case "PageDown":
      return within(row + page, column);
    default:
      return null;
  }
}
