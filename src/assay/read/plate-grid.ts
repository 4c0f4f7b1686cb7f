/** A plain grid of signals, 8 x 12 or 16 x 24; a plate map says what is in its wells. */
import type { Issue } from "../../core/issues/issue.ts";
import { analyteMissing, cutFile, noPlateRows } from "../../core/issues/plate-file.ts";
import { type DecimalMark, readNumber } from "../../cohort/number-text.ts";
import { cutLine, type Grid, gridsOf, missingLetters } from "./grid.ts";
import type { PlatesReading, ReadPlate } from "./reading.ts";
import { rowReader } from "./rows.ts";
import { settleRows } from "./settle.ts";
import type { Source, SourceSheet } from "./source.ts";

/** Signals, not names: at least half of the filled cells are numbers. */
export function isSignalGrid(grid: Grid, decimal: DecimalMark): boolean {
  const filled = grid.lines.flatMap(({ cells }) => cells.filter((cell) => cell !== ""));
  const numbers = filled.filter((cell) => "value" in readNumber(cell, decimal));
  return filled.length > 0 && numbers.length * 2 >= filled.length;
}

/** The last filled cell above a grid, as far as the grid before it. */
function titleOf(sheet: SourceSheet, grid: Grid, from: number): string {
  const above = sheet.rows
    .slice(from, grid.header)
    .flat()
    .filter((cell) => cell !== "");
  return above.at(-1) ?? sheet.name ?? "";
}

export function readPlateGrid(source: Source): PlatesReading {
  const { file } = source;
  const issues: Issue[] = [];
  const reader = rowReader(file, source.decimal);
  const plates = source.sheets.flatMap((sheet) => {
    let from = 0;
    return gridsOf(sheet.rows).flatMap((grid): ReadPlate[] => {
      const plate = titleOf(sheet, grid, from);
      from = grid.end;
      if (!isSignalGrid(grid, source.decimal)) return [];
      const missing = missingLetters(grid);
      const cut = source.text === null ? null : cutLine(grid, sheet.rows);
      if (cut !== null)
        issues.push(
          cutFile(file, "every cell of the plate", cut.row, `columns ${cut.present} to ${grid.columns}`),
        );
      if (missing.length > 0)
        issues.push(cutFile(file, "every row of the plate", grid.end, `row ${missing.join(", ")}`));
      const drafts = grid.lines.flatMap(({ letter, cells, present, row }) =>
        cells.flatMap((text, c) =>
          text === "" || (cut?.row === row && c === present - 1)
            ? []
            : [
                reader.row({
                  level: "well",
                  wells: [`${letter}${c + 1}`],
                  type: "unknown",
                  sample: "",
                  analyte: "",
                  signal: { text, column: String(c + 1) },
                  concentration: null,
                  at: { ...(sheet.name === undefined ? {} : { sheet: sheet.name }), row },
                }),
              ],
        ),
      );
      const settled = settleRows(drafts, file);
      issues.push(...settled.issues);
      return [{ plate, software: "", analytes: [{ name: "", unit: "" }], rows: settled.rows }];
    });
  });
  issues.push(plates.length === 0 ? noPlateRows(file, "a grid of signals") : analyteMissing(file));
  return { plates, issues: [...issues, ...reader.issues()] };
}
