/** The cells in view, fetched from the worker in blocks; the last few blocks are kept, the table never is. */
import { useEffect, useReducer, useRef } from "react";
import type { CellBlock } from "../../messages.ts";
import { useStore } from "../../state/store.ts";

const BLOCK_ROWS = 64;
const BLOCK_COLUMNS = 32;
const MOST_BLOCKS = 48;

export interface Window {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

export interface Cells {
  /** The cell at a position of the shown rows; undefined until it has come. */
  readonly cell: (row: number, column: number) => string | null | undefined;
  /** Row number as the file has it; undefined until it has come. */
  readonly rowNumber: (row: number, column: number) => number | undefined;
}

interface Kept {
  readonly blocks: Map<string, CellBlock>;
  readonly asked: Set<string>;
}

/**
 * @param source - changes when the cells do: other files, another way to read them, other rows
 * @param recordAt - record number of a shown row
 */
export function useCells(
  table: number,
  source: unknown,
  recordAt: (row: number) => number,
  rows: number,
  columns: number,
  views: readonly Window[],
): Cells {
  const { engine } = useStore();
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const kept = useRef<{ source: unknown; table: number } & Kept>(null);
  if (kept.current === null || kept.current.source !== source || kept.current.table !== table)
    kept.current = { source, table, blocks: new Map(), asked: new Set() };
  const { blocks, asked } = kept.current;

  useEffect(() => {
    const own = kept.current!;
    for (const [r, c] of views.flatMap(blocksOf)) {
      const key = `${r}:${c}`;
      if (blocks.has(key) || asked.has(key)) continue;
      asked.add(key);
      const first = r * BLOCK_ROWS;
      const count = Math.min(BLOCK_ROWS, rows - first);
      if (count <= 0) continue;
      const ask = {
        table,
        rows: Array.from({ length: count }, (_, i) => recordAt(first + i)),
        from: c * BLOCK_COLUMNS,
        to: Math.min(columns, (c + 1) * BLOCK_COLUMNS),
      };
      engine.call("cells", ask).then(
        (block) => {
          asked.delete(key);
          if (block === null || kept.current !== own) return;
          blocks.set(key, block);
          for (const old of blocks.keys()) {
            if (blocks.size <= MOST_BLOCKS) break;
            blocks.delete(old);
          }
          redraw();
        },
        () => asked.delete(key),
      );
    }
  });

  const blockOf = (row: number, column: number): CellBlock | undefined =>
    blocks.get(`${Math.floor(row / BLOCK_ROWS)}:${Math.floor(column / BLOCK_COLUMNS)}`);
  return {
    cell: (row, column) => blockOf(row, column)?.cells[row % BLOCK_ROWS]?.[column % BLOCK_COLUMNS],
    rowNumber: (row, column) => blockOf(row, column)?.rowNumbers[row % BLOCK_ROWS],
  };
}

function blocksOf(view: Window): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  for (let r = Math.floor(view.firstRow / BLOCK_ROWS); r <= Math.floor(view.lastRow / BLOCK_ROWS); r++)
    for (
      let c = Math.floor(view.firstColumn / BLOCK_COLUMNS);
      c <= Math.floor(view.lastColumn / BLOCK_COLUMNS);
      c++
    )
      if (r >= 0 && c >= 0) found.push([r, c]);
  return found;
}
