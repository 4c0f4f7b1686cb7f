/** MSD Methodical Mind: grids of signals, one per plate or per spot of its wells; no concentrations. */
import type { Issue } from "../../core/issues/issue.ts";
import { backslashT, cutFile, noPlateRows } from "../../core/issues/plate-file.ts";
import { cutLine, type Grid, gridAt, gridHeader, missingLetters } from "./grid.ts";
import { addTo } from "./grouped.ts";
import { plateDate } from "./plate-date.ts";
import type { PlatesReading, ReadPlate } from "./reading.ts";
import { type DraftRow, type RowReader, rowReader } from "./rows.ts";
import { settleRows } from "./settle.ts";
import type { Source } from "./source.ts";

interface Block {
  readonly meta: ReadonlyMap<string, string>;
  readonly grid: Grid;
}

/** Lines of `Key :<tab>value` and a grid below `====Data====`; the head of a file may serve several plates. */
function blocksOf(rows: readonly (readonly string[])[]): { blocks: Block[]; pending: boolean } {
  const blocks: Block[] = [];
  const meta = new Map<string, string>();
  let pending = false;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? [];
    if (gridHeader(row) !== null) {
      const grid = gridAt(rows, i);
      if (grid !== null) {
        blocks.push({ meta: new Map(meta), grid });
        meta.delete("SpotID");
        pending = false;
        i = grid.end - 1;
      }
      continue;
    }
    const key = /^(.+?)\s*:$/.exec(row[0] ?? "")?.[1];
    if (key === undefined) continue;
    meta.set(key.trim(), row.slice(1).join(" ").trim());
    // The head of another plate has begun.
    if (/^(?:FileName|Stack ID|Plate #|Barcode1)$/.test(key.trim())) pending = true;
  }
  return { blocks, pending };
}

const plateName = (meta: ReadonlyMap<string, string>): string =>
  (meta.get("Barcode1") ?? "").replace(/^<\*?|\*?>$/g, "") || (meta.get("FileName") ?? "");

const plateKey = (meta: ReadonlyMap<string, string>): string =>
  JSON.stringify([plateName(meta), meta.get("Plate #") ?? "", meta.get("Stack ID") ?? ""]);

function rowsOf({ meta, grid }: Block, reader: RowReader): DraftRow[] {
  return grid.lines.flatMap(({ letter, part, cells, row }) =>
    cells.flatMap((text, c) => {
      if (text === "") return [];
      const spot = meta.get("SpotID") ?? String(part + 1);
      return [
        reader.row({
          level: "well",
          wells: [`${letter}${c + 1}`],
          type: "unknown",
          sample: "",
          analyte: `spot ${spot}`,
          signal: { text, column: String(c + 1) },
          concentration: null,
          at: { row },
        }),
      ];
    }),
  );
}

export function readMethodicalMind(source: Source): PlatesReading {
  const { file } = source;
  const issues: Issue[] = [];
  const given = source.sheets.flatMap((sheet) => sheet.rows);
  const escaped = given.some((row) => row.some((cell) => cell.includes("\\t")));
  if (escaped) issues.push(backslashT(file));
  const rows = escaped
    ? given.map((row) => row.flatMap((cell) => cell.split("\\t")).map((cell) => cell.trim()))
    : given;
  const reader = rowReader(file, source.decimal);
  const byPlate = new Map<string, Block[]>();
  const { blocks, pending } = blocksOf(rows);
  if (pending && blocks.length > 0) issues.push(cutFile(file, "a grid below every head", rows.length, "one"));
  for (const block of blocks) {
    addTo(byPlate, plateKey(block.meta), block);
    const cut = cutLine(block.grid, rows);
    if (cut !== null) {
      const missing = `columns ${cut.present} to ${block.grid.columns}`;
      issues.push(cutFile(file, "every cell of the plate", cut.row, missing));
    }
    const missing = missingLetters(block.grid);
    if (missing.length > 0)
      issues.push(cutFile(file, "every row of the plate", block.grid.end, `row ${missing.join(", ")}`));
  }
  if (byPlate.size === 0) issues.push(noPlateRows(file, "Methodical Mind"));
  const plates = [...byPlate.values()].map((own): ReadPlate => {
    const settled = settleRows(
      own.flatMap((block) => rowsOf(block, reader)),
      file,
    );
    issues.push(...settled.issues);
    const meta = own[0]?.meta ?? new Map<string, string>();
    const written = meta.get("Read Time") ?? "";
    const dated = plateDate(written, file, issues);
    const analytes = [...new Set(settled.rows.map((row) => row.analyte))].map((name) => ({
      name,
      region: name.replace("spot ", ""),
      unit: "",
    }));
    return {
      plate: plateName(meta),
      software: meta.get("Version") ?? "",
      ...dated,
      analytes,
      rows: settled.rows,
    };
  });
  return { plates, issues: [...issues, ...reader.issues()] };
}
