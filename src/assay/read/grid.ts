/** Grids of wells: columns 1 to 12 or 1 to 24 under a header of numbers, rows A to H or A to P. */

export interface GridLine {
  /** The row of the plate; a line without a letter goes on with the letter above it. */
  readonly letter: string;
  /** How many lines with this letter stand above it: 0 for the first. */
  readonly part: number;
  /** Cells of columns 1, 2, ...; "" where the line ends early. */
  readonly cells: readonly string[];
  /** What stands after the last column, as the name of a read; "" where nothing does. */
  readonly label: string;
  /** Number of columns for which the line has a cell, blank or not. */
  readonly present: number;
  readonly row: number;
}

export interface Grid {
  readonly columns: number;
  readonly lines: readonly GridLine[];
  /** Index of the header. */
  readonly header: number;
  /** Index of the first row after the grid. */
  readonly end: number;
}

type Rows = readonly (readonly string[])[];

const isCount = (cell: string | undefined, n: number): boolean =>
  cell !== undefined && Number(cell) === n && cell !== "";

/** Where the header 1, 2, ... begins and how far it counts; null where the row is none. Some programs put text before it. */
export function gridHeader(
  row: readonly string[],
): { readonly first: number; readonly columns: number } | null {
  const first = row.findIndex(
    (cell, i) => isCount(cell, 1) && isCount(row[i + 1], 2) && isCount(row[i + 2], 3),
  );
  if (first < 0 || first > 2) return null;
  let columns = 0;
  while (isCount(row[first + columns], columns + 1)) columns++;
  return columns === 12 || columns === 24 ? { first, columns } : null;
}

const LETTER = /^[A-P]$/i;

/**
 * The grid whose header stands at an index. Lines have their letter before the first column, or no letters at all: then they count from A.
 *
 * @param labelled - true where each line ends with the name of its read, so that a line that ends early ends with it too
 */
export function gridAt(rows: Rows, header: number, labelled = false): Grid | null {
  const found = gridHeader(rows[header] ?? []);
  if (found === null) return null;
  const { first, columns } = found;
  const lines: GridLine[] = [];
  let i = header + 1;
  let letter = "";
  let part = 0;
  const lettered = LETTER.test(rows[header + 1]?.[first - 1] ?? "");
  for (; i < rows.length; i++) {
    const row = rows[i] ?? [];
    if (row.every((cell) => cell === "") || gridHeader(row) !== null) break;
    const own = first > 0 ? (row[first - 1] ?? "") : "";
    if (lettered && own !== "" && !LETTER.test(own)) break;
    if (!lettered) {
      letter = String.fromCharCode(65 + lines.length);
      part = 0;
    } else if (own === "") part++;
    else {
      letter = own.toUpperCase();
      part = 0;
    }
    if (letter > (columns === 12 ? "H" : "P")) break;
    const last = row.findLastIndex((cell) => cell !== "");
    const label = labelled && last >= first ? (row[last] ?? "") : (row[first + columns] ?? "");
    const stop = labelled ? Math.min(last, first + columns) : first + columns;
    const cells = Array.from({ length: columns }, (_, c) => (first + c < stop ? (row[first + c] ?? "") : ""));
    const present = Math.min(Math.max(row.length - first, 0), columns);
    lines.push({ letter, part, cells, label, present, row: i + 1 });
  }
  return { columns, lines, header, end: i };
}

/** Every grid of a sheet, from top to bottom. */
export function gridsOf(rows: Rows): readonly Grid[] {
  const grids: Grid[] = [];
  for (let i = 0; i < rows.length; i++) {
    const grid = gridAt(rows, i);
    if (grid === null || grid.lines.length === 0) continue;
    grids.push(grid);
    i = grid.end - 1;
  }
  return grids;
}

/** The last line of a file that ends in the middle of a row; null where it does not. Its last cell may be half a number. */
export function cutLine(grid: Grid, rows: Rows): GridLine | null {
  const last = rows.findLastIndex((row) => row.some((cell) => cell !== "")) + 1;
  const line = grid.lines.at(-1);
  return line !== undefined && line.row === last && line.present < grid.columns ? line : null;
}

/** Rows of the plate that the grid should have and has not. */
export function missingLetters(grid: Grid): readonly string[] {
  const wanted = grid.columns === 12 ? 8 : 16;
  const letters = new Set(grid.lines.map((line) => line.letter));
  return Array.from({ length: wanted }, (_, i) => String.fromCharCode(65 + i)).filter(
    (letter) => !letters.has(letter),
  );
}
