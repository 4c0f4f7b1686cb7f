/** Wells that a person takes out of a computation, with the reason and the name; they are marked, never deleted. */
import { readDelimited } from "../../cohort/read-delimited.ts";
import type { Issue } from "../../core/issues/issue.ts";
import {
  maskCellMissing,
  maskColumnMissing,
  maskOfPart,
  maskWithoutWell,
} from "../../core/issues/plate-masks.ts";
import type { ReadPlate, ReadRow } from "./reading.ts";
import { wellName } from "./wells.ts";

export interface Mask {
  readonly file: string;
  readonly row: number;
  /** "" where one plate was read that has no name. */
  readonly plate: string;
  readonly well: string;
  /** "" for every analyte of the well. */
  readonly analyte: string;
  readonly reason: string;
  /** Who decided. */
  readonly by: string;
}

const NEEDED = ["plate", "well", "reason", "by"] as const;

/**
 * Reads a table with the columns plate, well, reason, by and, where not every analyte of the well is meant, analyte. A line that
 * is wrong is listed and masks nothing.
 *
 * @example readMasks(bytes, "masks.csv").masks[0] // { plate: "P1", well: "C3", analyte: "", reason: "bubble", by: "AB", ... }
 */
export function readMasks(
  bytes: Uint8Array,
  file: string,
): { readonly masks: readonly Mask[]; readonly issues: readonly Issue[] } {
  const { table, issues: found } = readDelimited(bytes, file, {});
  if (table === null) return { masks: [], issues: found };
  const at = (name: string): number =>
    table.columns.findIndex((column) => column.trim().toLowerCase() === name);
  const absent = NEEDED.filter((name) => at(name) < 0);
  if (absent.length > 0) return { masks: [], issues: [...found, maskColumnMissing(file, absent)] };
  const issues = [...found];
  const masks = table.records.flatMap((record, i): Mask[] => {
    const row = table.rowNumbers[i] ?? 0;
    const text = (name: string): string => (record[at(name)] ?? "").trim();
    const well = wellName(text("well"));
    const blank = (["reason", "by"] as const).filter((name) => text(name) === "");
    if (well === null) issues.push(maskCellMissing(file, row, "well", text("well")));
    for (const name of blank) issues.push(maskCellMissing(file, row, name, ""));
    return well === null || blank.length > 0
      ? []
      : [
          {
            file,
            row,
            plate: text("plate"),
            well,
            analyte: text("analyte"),
            reason: text("reason"),
            by: text("by"),
          },
        ];
  });
  return { masks, issues };
}

const isMeant = (mask: Mask, plate: ReadPlate, row: ReadRow): boolean =>
  mask.plate === plate.plate &&
  row.wells.includes(mask.well) &&
  (mask.analyte === "" || mask.analyte === row.analyte);

/**
 * The plates with the masked rows flagged `masked by BY: REASON`: such a row counts in no curve, limit or sample. A row that sums
 * up several wells is masked only where each of them is.
 */
export function withMasks(
  plates: readonly ReadPlate[],
  masks: readonly Mask[],
): { readonly plates: readonly ReadPlate[]; readonly issues: readonly Issue[] } {
  if (masks.length === 0) return { plates, issues: [] };
  const met = new Set<Mask>();
  const partly = new Map<Mask, readonly string[]>();
  const marked = plates.map((plate) => ({
    ...plate,
    rows: plate.rows.map((row) => {
      const own = masks.filter((mask) => isMeant(mask, plate, row));
      if (own.length === 0) return row;
      const isWhole = row.wells.every((well) => own.some((mask) => mask.well === well));
      for (const mask of own)
        if (isWhole) met.add(mask);
        else partly.set(mask, row.wells);
      if (!isWhole) return row;
      const flags = own.map(({ by, reason }) => `masked by ${by}: ${reason}`);
      return { ...row, flags: [...row.flags, ...new Set(flags)] };
    }),
  }));
  const issues = masks.flatMap((mask) => {
    if (met.has(mask)) return [];
    const wells = partly.get(mask);
    const what = [mask.plate, mask.well, mask.analyte].filter((part) => part !== "").join(", ");
    return [
      wells === undefined
        ? maskWithoutWell(mask.file, mask.row, what)
        : maskOfPart(mask.file, mask.row, wells),
    ];
  });
  return { plates: marked, issues };
}
