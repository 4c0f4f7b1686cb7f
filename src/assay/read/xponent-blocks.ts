/** Luminex xPONENT: lines of `DataType:` blocks, in whatever order they stand. */
import type { Issue } from "../../core/issues/issue.ts";
import { shortPlateRow } from "../../core/issues/plate-file.ts";
import { wellName } from "./wells.ts";

type Rows = readonly (readonly string[])[];

/** A block whose rows stand for wells: `"1(1,A1)","Standard1","21035.5",...`. */
export interface LocationBlock {
  readonly columns: readonly string[];
  /** Where each column stands. */
  readonly positions: ReadonlyMap<string, number>;
  /** Cells by location, in the order of `columns`. */
  readonly cells: ReadonlyMap<string, readonly string[]>;
  /** Locations whose row is there but cannot be trusted. */
  readonly unread: ReadonlySet<string>;
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

/** What the rows are read against: where the file ends, and whether it does so in the middle of a row. */
interface Ending {
  readonly file: string;
  readonly lastRow: number;
  readonly isCut: boolean;
}

/** Splits the file at its `DataType:` lines; what no kind of block fits is left out, as averages over replicates are. */
export function xponentBlocks(rows: Rows, file: string, isCut: boolean): Blocks {
  const starts = rows.flatMap((row, i) => (isBlock(row) ? [i] : []));
  const crc = rows.findIndex((row) => /^-- CRC --$/.test(row[0] ?? ""));
  const lastRow = rows.findLastIndex((row) => filledLength(row) > 0) + 1;
  const ending: Ending = { file, lastRow, isCut };
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
      byLocation.set(name, locationBlock(header, rest, name, ending, locations, issues));
    else if (header[0] === "Analyte:") byAnalyte.set(name, named(header, rest, name, ending, issues));
    else if (header[0] === "Reagent") byReagent.set(name, named(header, rest, name, ending, issues));
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

interface Trouble {
  readonly expected: string;
  readonly got: string;
}

/** Why a row of wells cannot be read; null where it can. The last row of the file may end early: what it still holds is whole. */
function troubleOf(
  cells: readonly string[],
  width: number,
  isKnown: boolean,
  isLast: boolean,
  name: string,
): Trouble | null {
  const key = cells[0] ?? "";
  if (wellName(LOCATION.exec(key)?.[2] ?? "") === null)
    return { expected: `a location such as 1(1,A1) in block ${name}`, got: JSON.stringify(key) };
  if (isKnown) return { expected: `each location once in block ${name}`, got: `${key} again` };
  const isShort = cells.length < width && !isLast;
  if (!isShort && filledLength(cells) <= width) return null;
  const got = isShort ? cells.length : filledLength(cells);
  return { expected: `${width} cells in block ${name}`, got: String(got) };
}

function locationBlock(
  header: readonly string[],
  rest: readonly NumberedRow[],
  name: string,
  { file, lastRow, isCut }: Ending,
  locations: Map<string, Location>,
  issues: Issue[],
): LocationBlock {
  const columns = distinct(header.slice(2, filledLength(header)));
  const width = columns.length + 2;
  const cells = new Map<string, readonly string[]>();
  const unread = new Set<string>();
  for (const { cells: row, row: number } of rest) {
    const key = row[0] ?? "";
    const isLast = number === lastRow;
    const trouble = troubleOf(row, width, cells.has(key), isLast, name);
    if (trouble !== null) {
      issues.push(shortPlateRow(file, undefined, number, trouble.expected, trouble.got));
      if (!cells.has(key)) unread.add(key);
      continue;
    }
    // Of a cut row the last cell may be half a number.
    cells.set(key, isLast && isCut ? row.slice(2, -1) : row.slice(2));
    const [, plate = "1", well = ""] = LOCATION.exec(key) ?? [];
    if (!locations.has(key))
      locations.set(key, {
        key,
        plate: Number(plate),
        well: wellName(well) ?? "",
        sample: row[1] ?? "",
        row: number,
      });
  }
  return { columns, positions: new Map(columns.map((column, i) => [column, i])), cells, unread };
}

/** Rows of one value per analyte. A row with more cells than the header cannot be trusted to hold them under their analytes. */
function named(
  header: readonly string[],
  rest: readonly NumberedRow[],
  name: string,
  { file, lastRow, isCut }: Ending,
  issues: Issue[],
): Map<string, Map<string, string>> {
  const columns = distinct(header.slice(1, filledLength(header)));
  const rows = new Map<string, Map<string, string>>();
  for (const { cells: all, row } of rest) {
    const cells = row === lastRow && isCut ? all.slice(0, -1) : all;
    if (filledLength(cells) > columns.length + 1) {
      const expected = `${columns.length + 1} cells in block ${name}`;
      issues.push(shortPlateRow(file, undefined, row, expected, `${filledLength(cells)}`));
      continue;
    }
    const key = (cells[0] ?? "").replace(/:$/, "");
    rows.set(key, new Map(columns.map((column, i) => [column, cells[i + 1] ?? ""])));
  }
  return rows;
}
