/** What must hold for a plate of any kind: each well once per analyte, and no well missing unsaid. */
import type { Issue } from "../../core/issues/issue.ts";
import { duplicateWell, type PlateCells, wellsAbsent } from "../../core/issues/plate-file.ts";
import type { ReadPlate, ReadRow } from "./reading.ts";
import { byWell } from "./wells.ts";

const keyOf = ({ analyte, wells }: ReadRow): string => `${analyte}\n${wells.join(",")}`;

function once(rows: readonly ReadRow[]): {
  readonly rows: readonly ReadRow[];
  readonly doubled: PlateCells[];
} {
  const seen = new Set<string>();
  const doubled: PlateCells[] = [];
  const kept = rows.filter((row) => {
    if (row.level !== "well" || row.wells.length === 0) return true;
    if (!seen.has(keyOf(row))) {
      seen.add(keyOf(row));
      return true;
    }
    doubled.push({ wells: row.wells, analyte: row.analyte, text: row.signalText });
    return false;
  });
  return { rows: kept, doubled };
}

/** Wells of a plate of 96, or of 384 where one of its wells lies beyond H12. */
function allWells(names: ReadonlySet<string>): string[] {
  const large = [...names].some((well) => well > "I" || Number(well.slice(1)) > 12);
  const [rows, columns] = large ? [16, 24] : [8, 12];
  return Array.from(
    { length: rows * columns },
    (_, i) => `${String.fromCharCode(65 + Math.floor(i / columns))}${(i % columns) + 1}`,
  );
}

/** Of a well that comes twice for one analyte the first row is kept; wells without any row are named. */
export function wholePlate(
  plate: ReadPlate,
  file: string,
): { readonly plate: ReadPlate; readonly issues: readonly Issue[] } {
  const { rows, doubled } = once(plate.rows);
  const issues: Issue[] = doubled.length === 0 ? [] : [duplicateWell(file, doubled)];
  const names = new Set(rows.flatMap((row) => row.wells));
  const absent = names.size === 0 ? [] : allWells(names).filter((well) => !names.has(well));
  if (absent.length > 0) issues.push(wellsAbsent(file, plate.plate, absent.sort(byWell)));
  return { plate: doubled.length === 0 ? plate : { ...plate, rows }, issues };
}
