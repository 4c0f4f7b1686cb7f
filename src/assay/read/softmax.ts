/** SoftMax Pro text: `Plate:` and `Group:` sections up to `~End`, joined by their wells. */
import type { Issue } from "../../core/issues/issue.ts";
import {
  analyteMissing,
  cutFile,
  dilutionNotApplied,
  noPlateRows,
  noWell,
  type PlateCells,
  replicatesDisagree,
  unitMissing,
  wellsWithoutGroup,
} from "../../core/issues/plate-file.ts";
import type { WellType } from "../plate.ts";
import { type Grid, gridAt, gridHeader, missingLetters } from "./grid.ts";
import { addTo } from "./grouped.ts";
import { plateDate } from "./plate-date.ts";
import type { PlatesReading, ReadPlate, ReadRow } from "./reading.ts";
import { type DraftRow, type RowReader, rowReader } from "./rows.ts";
import { typeOfSample } from "./sample-type.ts";
import { settleRows } from "./settle.ts";
import type { Source } from "./source.ts";
import { wellName } from "./wells.ts";

type Rows = readonly (readonly string[])[];

interface Section {
  readonly kind: "plate" | "group";
  readonly name: string;
  readonly rows: Rows;
  /** Index of the section's first line in the file. */
  readonly start: number;
  readonly closed: boolean;
}

function sectionsOf(rows: Rows): Section[] {
  const starts = rows.flatMap((row, i) => (/^(?:Plate|Group):/.test(row[0] ?? "") ? [i] : []));
  return starts.map((start, k) => {
    const limit = starts[k + 1] ?? rows.length;
    const close = rows.findIndex((row, i) => i > start && i < limit && row[0] === "~End");
    const first = rows[start] ?? [];
    const inCell = /^(?:Plate|Group):\s*(.+)$/.exec(first[0] ?? "")?.[1];
    return {
      kind: (first[0] ?? "").startsWith("Plate") ? "plate" : "group",
      name: inCell ?? first[1] ?? "",
      rows: rows.slice(start, close < 0 ? limit : close),
      start,
      closed: close >= 0,
    };
  });
}

/** One line of a group's table: a well with what is printed beside it. */
interface GroupLine {
  readonly group: string;
  readonly sample: string;
  readonly well: string;
  readonly plate: string;
  readonly type: WellType;
  readonly cells: ReadonlyMap<string, string>;
  readonly row: number;
}

function groupLines(section: Section, file: string, issues: Issue[]): GroupLine[] {
  const at = section.rows.findIndex(
    (row) => row.includes("Sample") && row.some((cell) => /^Wells?$/.test(cell)),
  );
  const header = section.rows[at] ?? [];
  const wellColumn = header.findIndex((cell) => /^Wells?$/.test(cell));
  const lines: GroupLine[] = [];
  let carried = new Map<string, string>();
  for (let i = at < 0 ? section.rows.length : at + 1; i < section.rows.length; i++) {
    const row = section.rows[i] ?? [];
    if (row.every((cell) => cell === "") || (row[0] ?? "").startsWith("Group Column")) break;
    const own = new Map(header.map((column, c) => [column, row[c] ?? ""]));
    const sample = own.get("Sample") ?? "";
    // The first line of a sample carries what holds for all of its wells.
    if (sample !== "") carried = own;
    const well = wellName(row[wellColumn] ?? "");
    if (well === null) {
      issues.push(noWell(file, undefined, section.start + i + 1, row[wellColumn] ?? ""));
      continue;
    }
    const shared = ["Sample", "Concentration", "Dilution", "Dil.Factor", "Dilution Factor"];
    const cells = new Map(
      header.map((column) => [
        column,
        shared.includes(column) ? (carried.get(column) ?? "") : (own.get(column) ?? ""),
      ]),
    );
    lines.push({
      group: section.name,
      sample: carried.get("Sample") ?? "",
      well,
      plate: own.get("WellPlateName") ?? "",
      type: typeOf(section.name, carried.get("Sample") ?? "", cells),
      cells,
      row: section.start + i + 1,
    });
  }
  return lines;
}

function typeOf(group: string, sample: string, cells: ReadonlyMap<string, string>): WellType {
  const named = typeOfSample(sample);
  if (named !== "unknown") return named;
  if (/blank/i.test(group)) return "blank";
  if (/control|qc/i.test(group)) return "control";
  return /standard|calibrator/i.test(group) || (cells.get("Concentration") ?? "") !== ""
    ? "standard"
    : "unknown";
}

const KNOWN = new Set(["Sample", "Wells", "Well", "Values", "Result", "Concentration"]);
const dilutionColumn = (cells: ReadonlyMap<string, string>): string =>
  ["Dilution", "Dil.Factor", "Dilution Factor"].find((column) => cells.has(column)) ?? "Dilution";

function rowOf(line: GroupLine, grid: Grid | null, hasResults: boolean, reader: RowReader): DraftRow {
  const { cells, row } = line;
  const cell = (column: string): { text: string; column: string } => ({
    text: cells.get(column) ?? "",
    column,
  });
  const letter = line.well[0] ?? "";
  const inGrid = grid?.lines.find((one) => one.letter === letter)?.cells[Number(line.well.slice(1)) - 1];
  const values = cell("Values");
  return reader.row({
    level: "well",
    wells: [line.well],
    type: line.type,
    code: line.group,
    sample: line.sample,
    analyte: "",
    signal: values.text === "" ? { text: inGrid ?? "", column: line.well.slice(1) } : values,
    expected: cell("Concentration"),
    concentration: hasResults ? cell("Result") : null,
    dilution: cell(dilutionColumn(cells)),
    dilutionApplied: false,
    printed: Object.fromEntries([...cells].filter(([column]) => column !== "" && !KNOWN.has(column))),
    at: { row },
  });
}

/** Samples with `Range?` in one well and a number in another: the printed mean is of that one alone. */
function discordant(rows: readonly ReadRow[]): PlateCells[] {
  const outside = (row: ReadRow): boolean => row.status === "belowLloq" || row.status === "aboveUloq";
  const samples = new Map<string, ReadRow[]>();
  for (const row of rows) {
    const key = `${row.code}\n${row.sample}`;
    addTo(samples, key, row);
  }
  return [...samples.values()].flatMap((own) => {
    const first = own.find((row) => outside(row));
    if (first === undefined || own.every((row) => row.concentration === null)) return [];
    return [{ wells: own.flatMap((row) => row.wells), analyte: "", text: first.concentrationText }];
  });
}

export function readSoftmax(source: Source): PlatesReading {
  const { file } = source;
  const issues: Issue[] = [];
  const reader = rowReader(file, source.decimal);
  const rows = source.sheets.flatMap((sheet) => sheet.rows);
  const declared = Number(/^##BLOCKS=\s*(\d+)/.exec(rows[0]?.[0] ?? "")?.[1] ?? 0);
  const sections = sectionsOf(rows);
  const last = rows.length;
  if (sections.length < declared || sections.some((section) => !section.closed))
    issues.push(cutFile(file, `${declared} sections, each with its end`, last, "~End"));
  const lines = sections.flatMap((section) =>
    section.kind === "group" ? groupLines(section, file, issues) : [],
  );
  const hasResults = lines.some(({ cells }) => cells.has("Result"));
  const plateSections = sections.filter((section) => section.kind === "plate");
  const written = rows.flat().find((cell) => /Date Last Saved/.test(cell)) ?? "";
  const dated = plateDate(written, file, issues);

  const plates = plateSections.flatMap(({ name, rows: own, start }): ReadPlate[] => {
    const at = own.findIndex((row) => gridHeader(row) !== null);
    const grid = at < 0 ? null : gridAt(own, at);
    const missing = grid === null ? [] : missingLetters(grid);
    if (missing.length > 0)
      issues.push(
        cutFile(file, `every row of ${name}`, start + (grid?.end ?? 0), `row ${missing.join(", ")}`),
      );
    const mine = lines.filter(
      (line) => line.plate === name || (line.plate === "" && plateSections.length === 1),
    );
    const drafts = mine.map((line) => rowOf(line, grid, hasResults, reader));
    const grouped = new Set(mine.map((line) => line.well));
    const rest = grid === null ? [] : restOf(grid, grouped, start, reader);
    // Without any group the plate is a grid of signals; beside groups the other wells are not of the assay.
    if (mine.length > 0 && rest.length > 0)
      issues.push(
        wellsWithoutGroup(
          file,
          rest.flatMap((row) => row.wells),
        ),
      );
    const settled = settleRows(mine.length === 0 ? rest : drafts, file);
    issues.push(...settled.issues);
    const disagreeing = discordant(settled.rows);
    if (disagreeing.length > 0) issues.push(replicatesDisagree(file, disagreeing));
    return [
      {
        plate: name,
        software: "SoftMax Pro",
        ...dated,
        analytes: [{ name: "", unit: "" }],
        rows: settled.rows,
      },
    ];
  });
  if (plates.length === 0) issues.push(noPlateRows(file, "SoftMax Pro (a Plate section)"));
  else issues.push(analyteMissing(file), unitMissing(file, ["the analyte"]));
  if (lines.some(({ cells }) => cells.has("AdjResult"))) issues.push(dilutionNotApplied(file));
  return { plates, issues: [...issues, ...reader.issues()] };
}

function restOf(grid: Grid, grouped: ReadonlySet<string>, start: number, reader: RowReader): DraftRow[] {
  return grid.lines.flatMap(({ letter, cells, row }) =>
    cells.flatMap((text, c) => {
      const well = `${letter}${c + 1}`;
      if (text === "" || grouped.has(well)) return [];
      return [
        reader.row({
          level: "well",
          wells: [well],
          type: "unknown",
          sample: "",
          analyte: "",
          signal: { text, column: String(c + 1) },
          concentration: null,
          at: { row: start + row },
        }),
      ];
    }),
  );
}
