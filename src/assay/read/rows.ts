/** Text cells of a row to its numbers and its status; everything unreadable is listed, and the row stays. */
import type { Issue } from "../../core/issues/issue.ts";
import { ambiguousPlateNumber, unreadablePlateCell } from "../../core/issues/plate-file.ts";
import { type DecimalMark, readNumber } from "../../cohort/number-text.ts";
import type { RowLevel, WellType } from "../plate.ts";
import type { ReadRow, RowPlace } from "./reading.ts";
import { type PrintedStatus, readPrinted } from "./vocabulary.ts";

/** A row whose status may still lack its side, or be left open by a blank cell. */
export interface DraftRow extends Omit<ReadRow, "status"> {
  readonly status: PrintedStatus | "signalOnly";
}

export interface RowCells {
  readonly level: RowLevel;
  readonly wells: readonly string[];
  readonly type: WellType;
  readonly code?: string;
  readonly sample: string;
  readonly analyte: string;
  readonly signal: Cell;
  readonly net?: Cell;
  readonly beadCount?: Cell;
  readonly expected?: Cell;
  /** Null where the file has no concentrations at all. */
  readonly concentration: Cell | null;
  readonly dilution?: Cell;
  /** True unless the vendor prints concentrations of the well, before dilution. */
  readonly dilutionApplied?: boolean;
  readonly flags?: readonly string[];
  readonly printed?: Readonly<Record<string, string>>;
  readonly at: RowPlace;
}

/** A cell with the column that an issue should name. */
export interface Cell {
  readonly text: string;
  readonly column: string;
}

export interface RowReader {
  readonly row: (cells: RowCells) => DraftRow;
  /** Null for a blank cell or a word for "none"; null and an issue for anything that is no number. */
  readonly number: (cell: Cell | undefined, at: RowPlace) => number | null;
  readonly issues: () => readonly Issue[];
}

/** What stands for "no number" in a column of numbers. */
const NO_NUMBER = new Set(["", "nan", "***", "---", "n/a", "na", "null", "-", "masked", "?????"]);

const OVERFLOW = /^(?:ovrflw|overflow|saturated|sat)$/i;

/** The detector was beyond its range: the signal is higher than any that it can print. */
export const isOverflow = (signalText: string): boolean => OVERFLOW.test(signalText);

interface BadCells {
  readonly sheet: string | undefined;
  readonly column: string;
  readonly got: string;
  readonly ambiguous: boolean;
  readonly rows: number[];
}

export function rowReader(file: string, decimal: DecimalMark): RowReader {
  const bad = new Map<string, BadCells>();

  function report(cell: Cell, at: RowPlace, ambiguous: boolean): void {
    const key = JSON.stringify([at.sheet, cell.column, ambiguous]);
    const known = bad.get(key) ?? {
      sheet: at.sheet,
      column: cell.column,
      got: cell.text,
      ambiguous,
      rows: [],
    };
    if (known.rows.at(-1) !== at.row) known.rows.push(at.row);
    bad.set(key, known);
  }

  function number(cell: Cell | undefined, at: RowPlace): number | null {
    if (cell === undefined || NO_NUMBER.has(cell.text.toLowerCase()) || isOverflow(cell.text)) return null;
    const reading = readNumber(cell.text, decimal);
    if ("value" in reading) return reading.value;
    report(cell, at, reading.problem === "ambiguous");
    return null;
  }

  function row(cells: RowCells): DraftRow {
    const { level, wells, type, sample, analyte, at } = cells;
    const printed = cells.concentration === null ? null : readPrinted(cells.concentration.text, decimal);
    if (cells.concentration !== null && printed === null)
      report(cells.concentration, at, isAmbiguous(cells.concentration.text, decimal));
    const net = number(cells.net, at);
    const beads = number(cells.beadCount, at);
    const expected = number(cells.expected, at);
    const dilution = number(asFactor(cells.dilution), at);
    const usable = dilution !== null && dilution > 0;
    if (dilution !== null && !usable && cells.dilution !== undefined) report(cells.dilution, at, false);
    const flags = cells.signal.text === "---" ? ["designated outlier", ...(cells.flags ?? [])] : cells.flags;
    return {
      level,
      wells,
      type,
      code: cells.code ?? "",
      sample,
      analyte,
      signal: number(cells.signal, at),
      signalText: cells.signal.text,
      ...(net === null ? {} : { net }),
      ...(beads === null ? {} : { beadCount: beads }),
      ...(expected === null || type === "unknown" ? {} : { expectedConcentration: expected }),
      concentrationText: cells.concentration?.text ?? "",
      status: statusOf(cells, printed?.status ?? null),
      concentration: printed?.value ?? null,
      ...(printed?.bound === undefined
        ? {}
        : { bound: { ...printed.bound, limitType: "reported" as const } }),
      dilution: usable ? dilution : 1,
      dilutionStated: usable,
      dilutionApplied: cells.dilutionApplied ?? true,
      flags: flags ?? [],
      printed: cells.printed ?? {},
      at,
    };
  }

  const issues = (): readonly Issue[] =>
    [...bad.values()].map(({ sheet, column, got, ambiguous, rows }) => {
      const at = { file, ...(sheet === undefined ? {} : { sheet }), column, rows };
      return ambiguous ? ambiguousPlateNumber(at, got) : unreadablePlateCell(at, got);
    });

  return { row, number, issues };
}

/** `1:4` and `1/4` are a dilution of 4. */
const asFactor = (cell: Cell | undefined): Cell | undefined => {
  const factor = /^1\s*[:/]\s*(\S+)$/.exec(cell?.text ?? "")?.[1];
  return cell === undefined || factor === undefined ? cell : { ...cell, text: factor };
};

const isAmbiguous = (text: string, decimal: DecimalMark): boolean => {
  const reading = readNumber(text.replace(/^[<>*=\s]+/, ""), decimal);
  return "problem" in reading && reading.problem === "ambiguous";
};

function statusOf(cells: RowCells, printed: PrintedStatus | null): DraftRow["status"] {
  if (cells.concentration === null) return "signalOnly";
  if (printed === null) return "invalid";
  return printed === "nothing" && cells.signal.text === "---" ? "invalid" : printed;
}
