/** Agilent BioTek Gen5 text: a grid of well ids, a grid of reads and concentrations, and the fitted curve. */
import type { Issue } from "../../core/issues/issue.ts";
import {
  analyteMissing,
  curveNotRead,
  cutFile,
  noPlateRows,
  unitMissing,
} from "../../core/issues/plate-file.ts";
import type { PrintedCurve } from "../plate.ts";
import { type Grid, gridAt, gridHeader, type GridLine, missingLetters } from "./grid.ts";
import { addTo } from "./grouped.ts";
import { plateDate } from "./plate-date.ts";
import { checkPrinted, halfUnit } from "./printed-curve.ts";
import type { PlatesReading, ReadPlate, ReadRow } from "./reading.ts";
import { type Cell, type DraftRow, type RowReader, rowReader } from "./rows.ts";
import { wellType } from "./sample-type.ts";
import { settleRows } from "./settle.ts";
import type { Source } from "./source.ts";

type Rows = readonly (readonly string[])[];

/** The lines of one plate: from its `Plate Number` (or the head of the file) to the next. */
function platesOf(rows: Rows): { readonly rows: Rows; readonly offset: number }[] {
  const starts = rows.flatMap((row, i) => (row[0] === "Plate Number" ? [i] : []));
  if (starts.length <= 1) return [{ rows, offset: 0 }];
  return starts.map((start, k) => ({ rows: rows.slice(start, starts[k + 1] ?? rows.length), offset: start }));
}

const shifted = (grid: Grid, offset: number): Grid => ({
  ...grid,
  lines: grid.lines.map((line) => ({ ...line, row: line.row + offset })),
});

const gridsOf = (rows: Rows, offset: number): Grid[] =>
  rows.flatMap((row, i) => {
    const grid = gridHeader(row) === null ? null : gridAt(rows, i, true);
    return grid === null || grid.lines.length === 0 ? [] : [shifted(grid, offset)];
  });

const CONCENTRATION = "[Concentration]";
const isLayout = (grid: Grid): boolean => grid.lines.some(({ label }) => label === "Well ID");

/** Lines of a grid by plate row and label. */
const byLetter = (grid: Grid | undefined, wanted: (label: string) => boolean): Map<string, GridLine[]> => {
  const lines = new Map<string, GridLine[]>();
  for (const line of grid?.lines ?? []) if (wanted(line.label)) addTo(lines, line.letter, line);
  return lines;
};

/** Lines whose name does not stand in the first row of the plate: the file ends in the middle of them. */
function misnamed(results: Grid): readonly GridLine[] {
  const first = results.lines[0]?.letter;
  const names = new Set(results.lines.filter(({ letter }) => letter === first).map(({ label }) => label));
  return results.lines.filter(({ label }) => !names.has(label));
}

const cellOf = (lines: readonly GridLine[] | undefined, column: number): string =>
  lines?.[0]?.cells[column] ?? "";

/** `1:2` of a sample is a dilution of 2; a bare number of a standard is its concentration. */
const dilutionOf = (text: string): string | null => /^1\s*:\s*([\d.,]+)$/.exec(text)?.[1] ?? null;

function rowsOf(results: Grid, layout: Grid | undefined, reader: RowReader): DraftRow[] {
  const ids = byLetter(layout, (label) => label === "Well ID");
  const notes = byLetter(layout, (label) => label === "Conc/Dil");
  const cut = new Set(misnamed(results).map(({ label }) => label));
  const concentrations = byLetter(results, (label) => label === CONCENTRATION);
  const reads = byLetter(
    results,
    (label) => label !== CONCENTRATION && !cut.has(label) && !/^(?:Mean|Count|Std Dev|CV)/i.test(label),
  );
  return [...reads].flatMap(([letter, lines]) =>
    Array.from({ length: results.columns }, (_, c) => c).flatMap((c) => {
      const id = cellOf(ids.get(letter), c);
      const note = cellOf(notes.get(letter), c);
      const [first] = lines;
      const signal = first?.cells[c] ?? "";
      if (first === undefined || (id === "" && signal === "")) return [];
      const dilution = dilutionOf(note);
      const type = wellType(id.replace(/\d+$/, "")) ?? "unknown";
      const isLevel = (type === "standard" || type === "control") && dilution === null && note !== "";
      const column = `${c + 1}`;
      const concentration: Cell | null =
        concentrations.size === 0 ? null : { text: cellOf(concentrations.get(letter), c), column };
      return [
        reader.row({
          level: "well",
          wells: [`${letter}${column}`],
          type,
          code: id,
          sample: id,
          analyte: "",
          signal: { text: signal, column },
          ...(isLevel ? { expected: { text: note, column } } : {}),
          concentration,
          ...(dilution === null ? {} : { dilution: { text: dilution, column } }),
          printed: {
            "Conc/Dil": note,
            ...Object.fromEntries(lines.slice(1).map((line) => [line.label, line.cells[c] ?? ""])),
          },
          at: { row: first.row },
        }),
      ];
    }),
  );
}

const FORMULA = /^Y = \(A-D\)\/\(1\+\(X\/C\)\^B\)(\^E)? \+ D$/;

function curveOf(rows: Rows, file: string, reader: RowReader, issues: Issue[]): PrintedCurve | null {
  const section = rows.findIndex((row) => row[0] === "StdCurve Fitting Results");
  const at = rows.findIndex((row) => row[0] === "Curve Name");
  const [header = [], values = []] = at < 0 ? [] : [rows[at], rows[at + 1]];
  if (section >= 0 && values.length < header.length + (at < 0 ? 1 : 0))
    issues.push(cutFile(file, "the fitted curve", rows.length, "all of its parameters"));
  const formula = values[header.indexOf("Curve Formula")] ?? "";
  if (formula === "") return null;
  const value = (name: string): number | null =>
    reader.number({ text: values[header.indexOf(name)] ?? "", column: name }, { row: at + 2 });
  const parts = FORMULA.exec(formula);
  const [a, b, c, d] = ["A", "B", "C", "D"].map(value);
  const g = parts?.[1] === undefined ? 1 : value("E");
  if (parts === null || a == null || b == null || c == null || d == null || g === null) {
    issues.push(curveNotRead(file, undefined, formula));
    return null;
  }
  return { a, b, c, d, g, of: "signal", text: values.join(" ") };
}

/**
 * A signal beyond the asymptotes of the curve has no concentration: `?????` then says above or below; between them it says only
 * that the software could not compute one.
 */
function notComputable(row: DraftRow, curve: PrintedCurve | null): DraftRow {
  if (row.status !== "unsided" || curve === null || row.signal === null) return row;
  const [low, high] = [Math.min(curve.a, curve.d), Math.max(curve.a, curve.d)];
  return row.signal > low && row.signal < high ? { ...row, status: "invalid" } : row;
}

const ROUNDING = { signal: (row: ReadRow): number => halfUnit(row.signalText), parameters: 1e-3 };

export function readGen5(source: Source): PlatesReading {
  const { file } = source;
  const all = source.sheets.flatMap((sheet) => sheet.rows);
  const reader = rowReader(file, source.decimal);
  const issues: Issue[] = [];
  const valueOf = (rows: Rows, key: string): string =>
    (rows.find((row) => row[0]?.replace(/:$/, "") === key) ?? []).slice(1).join(" ").trim();
  const plates = platesOf(all).flatMap(({ rows, offset }): ReadPlate[] => {
    const grids = gridsOf(rows, offset);
    const layout = grids.find((grid) => isLayout(grid));
    const results = grids.find((grid) => !isLayout(grid));
    if (results === undefined) return [];
    for (const line of misnamed(results))
      issues.push(cutFile(file, "the name of its read at the end of every line", line.row, "it"));
    for (const grid of [layout, results]) {
      const missing = grid === undefined ? [] : missingLetters(grid);
      if (grid !== undefined && missing.length > 0)
        issues.push(cutFile(file, "every row of the plate", grid.end + offset, `row ${missing.join(", ")}`));
    }
    const curve = curveOf(rows, file, reader, issues);
    const settled = settleRows(
      rowsOf(results, layout, reader).map((row) => notComputable(row, curve)),
      file,
    );
    issues.push(...settled.issues);
    const analyte = { name: "", unit: "", ...(curve === null ? {} : { printedCurve: curve }) };
    issues.push(...checkPrinted(file, [analyte], settled.rows, ROUNDING));
    const written = `${valueOf(rows, "Date")} ${valueOf(rows, "Time")}`.trim();
    const dated = plateDate(written, file, issues);
    return [
      {
        plate: valueOf(rows, "Plate Number"),
        software: `Gen5 ${valueOf(all, "Software Version")}`.trim(),
        ...dated,
        analytes: [analyte],
        rows: settled.rows,
      },
    ];
  });
  if (plates.length === 0) issues.push(noPlateRows(file, "Gen5 (a Results grid)"));
  else issues.push(analyteMissing(file), unitMissing(file, ["the analyte"]));
  return { plates, issues: [...issues, ...reader.issues()] };
}
