/** What a laboratory says is in the wells: a table of wells, or a grid of sample names. */
import type { Issue } from "../../core/issues/issue.ts";
import { duplicateWell, mapSaysNothing, noWell, type PlateCells } from "../../core/issues/plate-file.ts";
import type { WellType } from "../plate.ts";
import { type LongColumn, longColumns, longHeader } from "./assay-long.ts";
import { flatTable } from "./flat-table.ts";
import { gridsOf } from "./grid.ts";
import { type Cell, rowReader } from "./rows.ts";
import { typeOfSample, wellType } from "./sample-type.ts";
import type { Source, SourceSheet } from "./source.ts";
import { wellNames } from "./wells.ts";

export interface MapEntry {
  /** "" where the map is for whatever plate it is used with. */
  readonly plate: string;
  readonly well: string;
  /** "" where the map leaves the well without a sample. */
  readonly sample: string;
  /** Null where neither the type nor the sample's name says it, like the next two. */
  readonly type: WellType | null;
  readonly dilution: number | null;
  readonly expectedConcentration: number | null;
  readonly analyte: string;
  readonly unit: string;
  readonly row: number;
}

export interface PlateMap {
  readonly file: string;
  readonly entries: readonly MapEntry[];
}

interface MapReading {
  readonly map: PlateMap;
  readonly issues: readonly Issue[];
}

/** A name that is no word for a role leaves the role to the file. */
const roleOf = (sample: string): WellType | null => {
  const type = typeOfSample(sample);
  return type === "unknown" ? null : type;
};

const headerOf = (sheet: SourceSheet): number => {
  const withSample = longHeader(sheet, ["sample"]);
  return withSample >= 0 ? withSample : longHeader(sheet, ["type"]);
};

type Read = ReturnType<typeof rowReader>;

function tableEntries(sheet: SourceSheet, file: string, reader: Read, issues: Issue[]): MapEntry[] {
  const table = flatTable(sheet, file, headerOf(sheet));
  issues.push(...table.issues);
  const columns = longColumns(table.columns);
  return table.rows.flatMap((row): MapEntry[] => {
    const text = (part: LongColumn): string => (columns.has(part) ? row.text(columns.get(part) ?? "") : "");
    const at = { ...(sheet.name === undefined ? {} : { sheet: sheet.name }), row: row.row };
    const cell = (part: LongColumn): Cell => ({ text: text(part), column: columns.get(part) ?? "" });
    const wells = wellNames(text("well"));
    if (wells === null) {
      issues.push(noWell(file, sheet.name, row.row, text("well")));
      return [];
    }
    const sample = text("sample");
    const level = columns.has("expected") ? cell("expected") : cell("concentration");
    const entry = {
      plate: text("plate"),
      sample,
      type: wellType(text("type")) ?? roleOf(sample),
      dilution: reader.number(cell("dilution"), at),
      expectedConcentration: reader.number(level, at),
      analyte: text("analyte"),
      unit: text("unit"),
      row: row.row,
    };
    return wells.map((well) => ({ ...entry, well }));
  });
}

const gridEntries = (sheet: SourceSheet): MapEntry[] =>
  gridsOf(sheet.rows).flatMap((grid) =>
    grid.lines
      .filter(({ part }) => part === 0)
      .flatMap(({ letter, cells, row }) =>
        cells.flatMap((sample, c) =>
          sample === ""
            ? []
            : [
                {
                  plate: "",
                  well: `${letter}${c + 1}`,
                  sample,
                  type: roleOf(sample),
                  dilution: null,
                  expectedConcentration: null,
                  analyte: "",
                  unit: "",
                  row,
                },
              ],
        ),
      ),
  );

/**
 * Reads a plate map. A well that is named twice for one plate and analyte keeps its first entry and is listed.
 *
 * @example readPlateMap(source).map.entries[0] // { well: "A1", sample: "Standard1", type: "standard", dilution: 1, ... }
 */
export function readPlateMap(source: Source): MapReading {
  const { file } = source;
  const issues: Issue[] = [];
  const reader = rowReader(file, source.decimal);
  const all = source.sheets.flatMap((sheet) =>
    headerOf(sheet) >= 0 ? tableEntries(sheet, file, reader, issues) : gridEntries(sheet),
  );
  const entries = new Map<string, MapEntry>();
  const doubled: PlateCells[] = [];
  for (const entry of all) {
    const key = `${entry.plate}\n${entry.well}\n${entry.analyte}`;
    if (entries.has(key)) doubled.push({ wells: [entry.well], analyte: entry.analyte, text: entry.sample });
    else entries.set(key, entry);
  }
  if (doubled.length > 0) issues.push(duplicateWell(file, doubled));
  if (entries.size === 0) issues.push(mapSaysNothing(file));
  return { map: { file, entries: [...entries.values()] }, issues: [...issues, ...reader.issues()] };
}
