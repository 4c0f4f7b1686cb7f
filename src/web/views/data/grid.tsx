/** One table as a grid: only the cells in view are drawn, and one tab stop leads to all of them. */
import { useVirtualizer, defaultRangeExtractor, type Range } from "@tanstack/react-virtual";
import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef } from "react";
import type { TableInfo } from "../../messages.ts";
import type { TableIssues } from "./cell-issues.ts";
import { CellBar } from "./cell-bar.tsx";
import { GridCell, HeaderCell, RowNumber } from "./grid-cell.tsx";
import { moved, type Position } from "./grid-keys.ts";
import { useCells } from "./use-cells.ts";

const ROW = 28;
const OVERSCAN = 4;
const HEAD = 46;
const NUMBERS = 68;
/** Of one character, and around the text of a cell. */
const CHARACTER = 7.6;
const PADDING = 26;
const NARROWEST = 84;

/** What the head of a column says below its name. */
export interface ColumnHead {
  readonly says: string;
  readonly numeric: boolean;
}

/** A place that something else on the page leads to; each has its own number. */
export interface Way {
  readonly n: number;
  readonly to: Position;
}

interface GridProps {
  readonly table: number;
  readonly info: TableInfo;
  /** Changes when the cells do. */
  readonly source: unknown;
  /** Record numbers of the rows to be shown; null for all. */
  readonly filter: Int32Array | null;
  readonly issues: TableIssues;
  readonly headOf: (column: number) => ColumnHead;
  readonly active: Position;
  readonly onActive: (position: Position) => void;
  readonly way: Way | null;
}

export function Grid(props: GridProps) {
  const { table, info, source, filter, issues, headOf, active, onActive, way } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = filter?.length ?? info.rows;
  const columns = info.columns.length;
  const recordAt = (row: number): number => filter?.[row] ?? row;
  const widths = useMemo(
    () =>
      info.widths.map((n, j) =>
        Math.round(Math.max(NARROWEST, Math.max(n, headOf(j).says.length * 0.86) * CHARACTER + PADDING)),
      ),
    // What a head says changes with every edit: a column that changed its width then would jump.
    [info.widths],
  );

  const across = useVirtualizer({
    horizontal: true,
    count: columns,
    getScrollElement: () => scroller.current,
    estimateSize: (j) => widths[j]!,
    overscan: 1,
    paddingStart: NUMBERS,
    scrollPaddingStart: NUMBERS,
    rangeExtractor: (range) => withActive(range, active.column),
  });
  const down = useVirtualizer({
    count: rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: OVERSCAN,
    paddingStart: HEAD,
    scrollPaddingStart: HEAD,
    rangeExtractor: (range) => withActive(range, active.row),
  });
  useEffect(() => across.measure(), [across, widths]);

  const inRow = down.getVirtualItems();
  const inColumn = across.getVirtualItems();
  const cells = useCells(table, source, recordAt, rows, columns, [
    {
      firstRow: Math.max(0, (down.range?.startIndex ?? 0) - OVERSCAN),
      lastRow: Math.min(rows - 1, (down.range?.endIndex ?? -1) + OVERSCAN),
      firstColumn: Math.max(0, (across.range?.startIndex ?? 0) - 1),
      lastColumn: Math.min(columns - 1, (across.range?.endIndex ?? -1) + 1),
    },
    { firstRow: active.row, lastRow: active.row, firstColumn: active.column, lastColumn: active.column },
  ]);

  function bringIntoView(position: Position): void {
    if (position.row >= 0) down.scrollToIndex(position.row, { align: "auto" });
    across.scrollToIndex(position.column, { align: "auto" });
  }

  useEffect(() => {
    if (way === null) return;
    bringIntoView(way.to);
    scroller.current?.focus({ preventScroll: true });
    // Only a new way moves the grid.
  }, [way]);

  function onKey(event: KeyboardEvent): void {
    if (event.altKey) return;
    const page = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? ROW) - HEAD) / ROW) - 1);
    const next = moved(event.key, event.ctrlKey || event.metaKey, active, rows, columns, page);
    if (next === null) return;
    event.preventDefault();
    onActive(next);
    bringIntoView(next);
  }

  function onClick({ target }: MouseEvent): void {
    const cell = (target as Element).closest<HTMLElement>("[data-row]");
    if (cell !== null) onActive({ row: Number(cell.dataset["row"]), column: Number(cell.dataset["column"]) });
  }

  const id = (row: number, column: number): string => `cell-${table}-${row}-${column}`;
  const activeCell = active.row < 0 ? info.columns[active.column] : cells.cell(active.row, active.column);
  return (
    <div className="grid-frame">
      <div
        ref={scroller}
        className="grid"
        role="grid"
        tabIndex={0}
        aria-label={`Cells of ${info.file}${info.sheet === undefined ? "" : `, sheet ${info.sheet}`}`}
        aria-rowcount={rows + 1}
        aria-colcount={columns + 1}
        aria-activedescendant={columns === 0 ? undefined : id(active.row, active.column)}
        aria-readonly="true"
        onKeyDown={onKey}
        onClick={onClick}
      >
        <div className="grid-space" style={{ height: down.getTotalSize(), width: across.getTotalSize() }}>
          <div className="grid-head" role="row" aria-rowindex={1} style={{ height: HEAD }}>
            <div className="grid-number" role="columnheader" aria-colindex={1} style={{ width: NUMBERS }}>
              row
            </div>
            {inColumn.map(({ index, start, size }) => (
              <HeaderCell
                key={index}
                id={id(-1, index)}
                index={index}
                left={start}
                width={size}
                name={info.columns[index]!}
                says={headOf(index).says}
                numeric={headOf(index).numeric}
                issues={issues.ofColumn(index)}
                active={active.row === -1 && active.column === index}
                chosen={active.column === index}
              />
            ))}
          </div>
          {inRow.map(({ index: row, start }) => (
            <div
              key={row}
              className={row === active.row ? "grid-row chosen" : "grid-row"}
              role="row"
              aria-rowindex={row + 2}
              style={{ top: start, height: ROW }}
            >
              <RowNumber
                width={NUMBERS}
                number={cells.rowNumber(row, inColumn[0]?.index ?? 0)}
                issues={issues.ofRow(recordAt(row))}
              />
              {inColumn.map(({ index, start: left, size }) => (
                <GridCell
                  key={index}
                  id={id(row, index)}
                  row={row}
                  index={index}
                  left={left}
                  width={size}
                  text={cells.cell(row, index)}
                  numeric={headOf(index).numeric}
                  issues={issues.ofCell(recordAt(row), index)}
                  active={row === active.row && index === active.column}
                />
              ))}
            </div>
          ))}
        </div>
      </div>
      <CellBar
        row={active.row < 0 ? null : cells.rowNumber(active.row, active.column)}
        column={info.columns[active.column]}
        text={activeCell}
        issues={
          active.row < 0 ? issues.ofHeader(active.column) : issues.ofCell(recordAt(active.row), active.column)
        }
      />
    </div>
  );
}

/** The focused cell stays on the page, however far the view is scrolled. */
function withActive(range: Range, active: number): number[] {
  const indexes = defaultRangeExtractor(range);
  if (active < 0 || active >= range.count || indexes.includes(active)) return indexes;
  return [...indexes, active].sort((a, b) => a - b);
}
