/** Joins plates and a plate map by well; what does not meet on either side is listed. */
import type { Issue } from "../../core/issues/issue.ts";
import { mapConflict, mapWithoutWell, wellWithoutMap } from "../../core/issues/plate-file.ts";
import { addTo } from "./grouped.ts";
import type { MapEntry, PlateMap } from "./plate-map.ts";
import type { ReadPlate, ReadRow } from "./reading.ts";
import { wellType } from "./sample-type.ts";
import { byWell } from "./wells.ts";

/** Software names wells that nobody has named after their role: `Unknown12`, `Standard1`. */
const isNamed = (sample: string): boolean => sample !== "" && wellType(sample) === null;

type Found = MapEntry | "none" | "several";

type Lookup = (well: string, analyte: string) => MapEntry | undefined;

/** Entries by well and analyte; one without an analyte is for all, and one alone in its well names the analyte of a file that has no name. */
function lookupOf(entries: readonly MapEntry[]): Lookup {
  const exact = new Map(entries.map((entry) => [`${entry.well}\n${entry.analyte}`, entry]));
  const perWell = new Map<string, MapEntry[]>();
  for (const entry of entries) addTo(perWell, entry.well, entry);
  return (well, analyte) => {
    const found = exact.get(`${well}\n${analyte}`) ?? exact.get(`${well}\n`);
    const inWell = perWell.get(well) ?? [];
    return found ?? (analyte === "" && inWell.length === 1 ? inWell[0] : undefined);
  };
}

/** The one entry that all wells of a row share. */
function entryOf(row: ReadRow, entryAt: Lookup): Found {
  const found = row.wells.map((well) => entryAt(well, row.analyte));
  const [first] = found;
  if (first === undefined || found.includes(undefined)) return "none";
  const same = found.every((entry) => entry?.sample === first.sample && entry.dilution === first.dilution);
  return same ? first : "several";
}

/** A printed concentration was computed with some dilution; where the file does not say which, the map cannot. */
const keepsDilution = (row: ReadRow): boolean => row.dilutionStated || row.concentrationText !== "";

function joined(row: ReadRow, entry: MapEntry): ReadRow {
  const taken = keepsDilution(row) ? null : entry.dilution;
  const expected = row.expectedConcentration ?? entry.expectedConcentration;
  const type = entry.type ?? row.type;
  const settled = type === "unknown" || expected === null;
  // A blank cell is a missing measurement in a sample only.
  const isOpen = row.concentrationText === "" && (row.status === null || row.status === "notMeasured");
  const status = isOpen && row.signal !== null ? (type === "unknown" ? "notMeasured" : null) : row.status;
  return {
    ...row,
    status,
    type,
    sample: entry.sample === "" ? row.sample : entry.sample,
    analyte: row.analyte === "" ? entry.analyte : row.analyte,
    dilution: taken ?? row.dilution,
    dilutionStated: row.dilutionStated || taken !== null,
    ...(settled ? {} : { expectedConcentration: expected }),
  };
}

/** What the file and the map both say, differently; the sample and the role follow the map, the dilution follows the file. */
function conflictsOf(row: ReadRow, entry: MapEntry): string[] {
  const where = row.wells.join(", ");
  const conflicts: string[] = [];
  if (isNamed(row.sample) && entry.sample !== "" && row.sample !== entry.sample)
    conflicts.push(`${where}: sample ${row.sample} in the file, ${entry.sample} in the map`);
  if (row.dilutionStated && entry.dilution !== null && row.dilution !== entry.dilution)
    conflicts.push(`${where}: dilution ${row.dilution} in the file, ${entry.dilution} in the map`);
  if (!row.dilutionStated && row.concentrationText !== "" && (entry.dilution ?? 1) !== 1)
    conflicts.push(
      `${where}: ${row.concentrationText} printed without a dilution in the file, dilution ${entry.dilution} in the map`,
    );
  const level = row.expectedConcentration;
  if (level !== undefined && entry.expectedConcentration !== null && level !== entry.expectedConcentration)
    conflicts.push(
      `${where}: expected concentration ${level} in the file, ${entry.expectedConcentration} in the map`,
    );
  if (row.type !== "unknown" && entry.type !== null && row.type !== entry.type)
    conflicts.push(`${where}: ${row.type} in the file, ${entry.type} in the map`);
  return conflicts;
}

function joinPlate(
  plate: ReadPlate,
  file: string,
  map: PlateMap,
  used: Set<MapEntry>,
): { plate: ReadPlate; issues: Issue[] } {
  const mine = map.entries.filter((entry) => entry.plate === "" || entry.plate === plate.plate);
  const entryAt = lookupOf(mine);
  const withoutMap = new Set<string>();
  const conflicts = new Set<string>();
  const units = new Map<string, string>();
  const rows = plate.rows.map((row) => {
    const entry = entryOf(row, entryAt);
    if (entry === "none") {
      withoutMap.add(row.wells.join(", "));
      return row;
    }
    if (entry === "several") {
      conflicts.add(`${row.wells.join(", ")}: one row of the file, several samples in the map`);
      return row;
    }
    for (const well of row.wells) {
      const own = entryAt(well, row.analyte);
      if (own !== undefined) used.add(own);
    }
    for (const conflict of conflictsOf(row, entry)) conflicts.add(conflict);
    const done = joined(row, entry);
    if (entry.unit !== "") units.set(done.analyte, entry.unit);
    return done;
  });
  const names = new Map(plate.rows.map((row, i) => [row.analyte, rows[i]?.analyte ?? row.analyte]));
  const analytes = plate.analytes.map((analyte) => {
    const name = names.get(analyte.name) ?? analyte.name;
    return { ...analyte, name, unit: analyte.unit === "" ? (units.get(name) ?? "") : analyte.unit };
  });
  const issues: Issue[] = [];
  const unmapped = [...withoutMap];
  if (unmapped.length > 0) issues.push(wellWithoutMap(file, map.file, unmapped));
  if (conflicts.size > 0) issues.push(mapConflict(file, map.file, [...conflicts]));
  return { plate: { ...plate, analytes, rows }, issues };
}

/**
 * Gives the rows of plates their samples, roles, dilutions and expected concentrations from a map.
 *
 * The map decides the sample and its role. A dilution or an expected concentration that the file states stays, since the vendor's
 * concentrations were computed with it; where the map says otherwise, that is an error. Wells of the map that no plate has, and wells of a plate
 * that the map does not have, are listed.
 */
export function joinMap(
  plates: readonly ReadPlate[],
  file: string,
  map: PlateMap,
): { readonly plates: readonly ReadPlate[]; readonly issues: readonly Issue[] } {
  const used = new Set<MapEntry>();
  const done = plates.map((plate) => joinPlate(plate, file, map, used));
  const unused = map.entries
    .filter((entry) => !used.has(entry))
    .map((entry) => `${entry.plate === "" ? "" : `${entry.plate} `}${entry.well}`)
    .sort(byWell);
  return {
    plates: done.map(({ plate }) => plate),
    issues: [
      ...done.flatMap(({ issues }) => issues),
      ...(unused.length === 0 ? [] : [mapWithoutWell(map.file, file, unused)]),
    ],
  };
}
