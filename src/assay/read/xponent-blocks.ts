/** Luminex xPONENT: lines of `DataType:` blocks, in whatever order they stand. */
import type { Issue } from "../../core/issues/issue.ts";
import { shortPlateRow } from "../../core/issues/plate-file.ts";
import { wellName } from "./wells.ts";

type Rows = readonly (readonly string[])[];

/** A block whose rows stand for wells: `"1(1,A1)","Standard1","21035.5",...`. */
export interface LocationBlock {
  readonly columns: readonly string[];
  /** Cells by location, in the order of `columns`. */
  readonly cells: ReadonlyMap<string, readonly string[]>;
}

export interface Location {
  /** As the file writes it: `1(1,A1)`. */
  readonly key: string;
  readonly plate: number;
  readonly well: string;
  readonly sample: string;
  readonly row: number;
}

export interface Blocks {
  readonly head: Rows;
  readonly locations: readonly Location[];
  readonly byLocation: ReadonlyMap<string, LocationBlock>;
  /** `Units`, `Analysis Coefficients`, ...: rows of one value per analyte, by name of block, row and analyte. */
  readonly byAnalyte: ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, string>>>;
  /** `Standard Expected Concentration` and its kin: by name of block, reagent and analyte. */
  readonly byReagent: ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, string>>>;
  /** `Warnings/Errors` by well. */
  readonly warnings: readonly { readonly plate: number; readonly well: string; readonly text: string }[];
  /** The row of `-- CRC --`; null where the file ends without it. */
  readonly end: number | null;
  readonly lastRow: number;
  readonly issues: readonly Issue[];
}

const LOCATION = /^\d+\s*\((\d+)[,;]\s*([A-Pa-p]\d+)\)$/;
const WARNED = /^(\d+)[,;]\s*([A-Pa-p]\d+)$/;

const filledLength = (row: readonly string[]): number => row.findLastIndex((cell) => cell !== "") + 1;

const isBlock = (row: readonly string[]): boolean => /^DataType:?$/i.test(row[0] ?? "");

/** Splits the file at its `DataType:` lines; what no kind of block fits is left out, as averages over replicates are. */
export function xponentBlocks(rows: Rows, file: string): Blocks {
  const starts = rows.flatMap((row, i) => (isBlock(row) ? [i] : []));
  const crc = rows.findIndex((row) => /^-- CRC --$/.test(row[0] ?? ""));
  const lastRow = rows.findLastIndex((row) => filledLength(row) > 0) + 1;
  const locations = new Map<string, Location>();
  const byLocation = new Map<string, LocationBlock>();
  const byAnalyte = new Map<string, Map<string, Map<string, string>>>();
  const byReagent = new Map<string, Map<string, Map<string, string>>>();
  const warnings: Blocks["warnings"][number][] = [];
  const issues: Issue[] = [];

  for (const [k, start] of starts.entries()) {
    const name = rows[start]?.[1] ?? "";
    const end = starts[k + 1] ?? (crc < 0 ? rows.length : crc);
    const body = rows
      .slice(start + 1, end)
      .flatMap((cells, i) => (filledLength(cells) > 0 ? [{ cells, row: start + 2 + i }] : []));
    const header = body[0]?.cells ?? [];
    const rest = body.slice(1);
    if (header[0] === "Location" && header[1] === "Status")
      for (const { cells } of rest) {
        const place = WARNED.exec(cells[0] ?? "");
        const well = wellName(place?.[2] ?? "");
        if (place !== null && well !== null)
          warnings.push({ plate: Number(place[1]), well, text: cells[2] ?? cells[1] ?? "" });
      }
    else if (header[0] === "Location")
      byLocation.set(name, locationBlock(header, rest, name, file, lastRow, locations, issues));
    else if (header[0] === "Analyte:") byAnalyte.set(name, named(header, rest, /:$/));
    else if (header[0] === "Reagent") byReagent.set(name, named(header, rest, null));
  }
  return {
    head: rows.slice(0, starts[0] ?? rows.length),
    locations: [...locations.values()],
    byLocation,
    byAnalyte,
    byReagent,
    warnings,
    end: crc < 0 ? null : crc + 1,
    lastRow,
    issues,
  };
}

/** Two analytes of one name are told apart in every block alike. */
function distinct(names: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const n = (seen.get(name) ?? 0) + 1;
    seen.set(name, n);
    return n === 1 ? name : `${name} #${n}`;
  });
}

interface NumberedRow {
  readonly cells: readonly string[];
  readonly row: number;
}

function locationBlock(
  header: readonly string[],
  rest: readonly NumberedRow[],
  name: string,
  file: string,
  lastRow: number,
  locations: Map<string, Location>,
  issues: Issue[],
): LocationBlock {
  const columns = distinct(header.slice(2, filledLength(header)));
  const cells = new Map<string, readonly string[]>();
  for (const { cells: row, row: number } of rest) {
    const key = row[0] ?? "";
    const place = LOCATION.exec(key);
    const well = wellName(place?.[2] ?? "");
    const length = Math.max(row.length, 2);
    const problem =
      place === null || well === null
        ? { expected: `a location such as 1(1,A1) in block ${name}`, got: JSON.stringify(key) }
        : filledLength(row) > columns.length + 2
          ? { expected: `${columns.length + 2} cells in block ${name}`, got: `${filledLength(row)}` }
          : // The last row of a cut file ends where the file does; what it still holds is whole.
            length < columns.length + 2 && number !== lastRow
            ? { expected: `${columns.length + 2} cells in block ${name}`, got: `${row.length}` }
            : null;
    if (problem === null && cells.has(key)) {
      const expected = `each location once in block ${name}`;
      issues.push(shortPlateRow(file, undefined, number, expected, `${key} again`));
      continue;
    }
    if (problem !== null || well === null) {
      if (problem !== null)
        issues.push(shortPlateRow(file, undefined, number, problem.expected, problem.got));
      continue;
    }
    // Of a cut row the last cell may be half a number.
    const whole = number === lastRow && length < columns.length + 2 ? row.slice(2, -1) : row.slice(2);
    cells.set(key, whole);
    if (!locations.has(key))
      locations.set(key, { key, plate: Number(place?.[1]), well, sample: row[1] ?? "", row: number });
  }
  return { columns, cells };
}

function named(
  header: readonly string[],
  rest: readonly NumberedRow[],
  ending: RegExp | null,
): Map<string, Map<string, string>> {
  const columns = distinct(header.slice(1, filledLength(header)));
  return new Map(
    rest.map(({ cells }) => {
      const key = ending === null ? (cells[0] ?? "") : (cells[0] ?? "").replace(ending, "");
      return [key, new Map(columns.map((column, i) => [column, cells[i + 1] ?? ""]))];
    }),
  );
}
