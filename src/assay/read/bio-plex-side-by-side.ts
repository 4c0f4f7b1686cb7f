/** Bio-Plex Manager, all analytes side by side: one block per quantity, the analytes' names in the row above its header. */
import type { Issue } from "../../core/issues/issue.ts";
import { noWell } from "../../core/issues/plate-file.ts";
import { bioPlexType, nameAndRegion } from "./bio-plex-table.ts";
import { plateDate } from "./plate-date.ts";
import type { PlatesReading, ReadPlate } from "./reading.ts";
import { type DraftRow, rowReader } from "./rows.ts";
import { settleRows } from "./settle.ts";
import type { Source, SourceSheet } from "./source.ts";
import { wellNames } from "./wells.ts";

/** The header of a block: Type, Well, Description and then one quantity for every analyte. */
export const isSideBySideHeader = (row: readonly string[]): boolean =>
  row[0] === "Type" && row[1] === "Well" && row.some((cell) => cell === "FI" || cell === "Bead Count");

/** What is known of a well: its own cells, and the quantities of each analyte. */
interface WellCells {
  readonly code: string;
  readonly wells: readonly string[];
  readonly sample: string;
  readonly row: number;
  readonly quantities: Map<string, Map<string, string>>;
}

function wellsOf(sheet: SourceSheet, file: string, issues: Issue[]): Map<string, WellCells> {
  const found = new Map<string, WellCells>();
  let header: readonly string[] = [];
  let names: readonly string[] = [];
  for (const [i, row] of sheet.rows.entries()) {
    if (row.every((cell) => cell === "")) header = [];
    else if (isSideBySideHeader(row)) {
      header = row;
      names = sheet.rows[i - 1] ?? [];
    } else if (header.length > 0) {
      const wells = wellNames(row[1] ?? "");
      if (wells === null) {
        issues.push(noWell(file, sheet.name, i + 1, row[1] ?? ""));
        continue;
      }
      const key = wells.join(",");
      const known: WellCells = found.get(key) ?? {
        code: row[0] ?? "",
        wells,
        sample: row[header.indexOf("Description")] ?? "",
        row: i + 1,
        quantities: new Map(),
      };
      found.set(key, known);
      for (const [c, name] of names.entries()) {
        if (name === "" || (header[c] ?? "") === "") continue;
        const quantities = known.quantities.get(name) ?? new Map<string, string>();
        quantities.set(header[c] ?? "", row[c] ?? "");
        known.quantities.set(name, quantities);
      }
    }
  }
  return found;
}

const metaOf = (sheet: SourceSheet, key: string): string =>
  sheet.rows
    .map((row) => row[0] ?? "")
    .find((cell) => cell.startsWith(`${key}:`))
    ?.slice(key.length + 1)
    .trim() ?? "";

export function readBioPlexSideBySide(source: Source): PlatesReading {
  const { file } = source;
  const issues: Issue[] = [];
  const reader = rowReader(file, source.decimal);
  const plates = source.sheets.flatMap((sheet): ReadPlate[] => {
    const wells = wellsOf(sheet, file, issues);
    if (wells.size === 0) return [];
    const names = [...new Set([...wells.values()].flatMap(({ quantities }) => [...quantities.keys()]))];
    const drafts = [...wells.values()].flatMap((well) =>
      names.map((name): DraftRow => {
        const quantities = well.quantities.get(name) ?? new Map<string, string>();
        const cell = (column: string): { text: string; column: string } => ({
          text: quantities.get(column) ?? "",
          column: `${name}, ${column}`,
        });
        return reader.row({
          level: well.wells.length > 1 ? "aggregated" : "well",
          wells: well.wells,
          type: bioPlexType(well.code),
          code: well.code,
          sample: well.sample,
          analyte: nameAndRegion(name).name,
          signal: cell("FI"),
          net: cell("FI - Bkgd"),
          beadCount: cell("Bead Count"),
          expected: cell("Exp Conc"),
          concentration: quantities.has("Obs Conc") ? cell("Obs Conc") : null,
          dilution: cell("Dilution"),
          printed: Object.fromEntries(quantities),
          at: { ...(sheet.name === undefined ? {} : { sheet: sheet.name }), row: well.row },
        });
      }),
    );
    const settled = settleRows(drafts, file);
    issues.push(...settled.issues);
    const written = metaOf(sheet, "Acquisition Date");
    const dated = plateDate(written, file, issues, null);
    return [
      {
        plate: metaOf(sheet, "Plate ID"),
        software: "Bio-Plex Manager",
        ...dated,
        analytes: names.map((name) => ({ ...nameAndRegion(name), unit: "" })),
        rows: settled.rows,
      },
    ];
  });
  return { plates, issues: [...issues, ...reader.issues()] };
}
