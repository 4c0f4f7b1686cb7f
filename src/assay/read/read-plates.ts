/** All files of a run: plates with the samples of their maps and the masks of a person, and everything that is wrong. */
import type { Issue } from "../../core/issues/issue.ts";
import { mapSaysNothing } from "../../core/issues/plate-file.ts";
import { joinMap } from "./join-map.ts";
import { readMasks, withMasks } from "./masks.ts";
import type { PlateMap } from "./plate-map.ts";
import { type PlateFileReading, readPlateFile } from "./read-plate-file.ts";
import type { PlateFileKind, ReadPlate } from "./reading.ts";

export interface GivenFile {
  /** As messages show it. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface RunFiles {
  readonly plates: readonly GivenFile[];
  /** A map among the plates serves like one that is named here. */
  readonly map?: GivenFile;
  readonly masks?: GivenFile;
}

export interface PlatesOfRun {
  /** Of each file of plates; null where it was refused. */
  readonly kinds: readonly (PlateFileKind | null)[];
  readonly plates: readonly ReadPlate[];
  readonly issues: readonly Issue[];
}

const baseName = (path: string): string => path.replace(/^.*[\\/]/, "");

/**
 * Reads the exports of one run and joins them with its plate map and its masks. Everything that is wrong is listed with its place; what
 * can be read comes through.
 *
 * @example (await readPlates({ plates: [{ name: "p1.csv", bytes }] }, 35)).plates[0]?.plate // "PLATE-1"
 */
export async function readPlates(files: RunFiles, minimumBeads: number): Promise<PlatesOfRun> {
  const read = ({ bytes, name }: GivenFile): Promise<PlateFileReading> =>
    readPlateFile(bytes, name, { minimumBeads });
  const readings = await Promise.all(files.plates.map(read));
  const given = files.map === undefined ? null : await read(files.map);
  const maps: readonly PlateMap[] = [...readings, ...(given === null ? [] : [given])].flatMap(({ map }) =>
    map === null ? [] : [map],
  );
  const issues = readings.flatMap((reading) => reading.issues);
  if (given !== null) issues.push(...given.issues);
  if (given !== null && given.map === null && given.plates.length > 0)
    issues.push(mapSaysNothing(files.map?.name ?? ""));
  let plates: readonly ReadPlate[] = readings.flatMap((reading) => reading.plates);
  if (maps.length > 0) {
    const entries = maps.flatMap((map) => map.entries);
    const all: PlateMap = { file: maps.map(({ file }) => file).join(", "), entries };
    const joined = joinMap(plates, files.plates.map(({ name }) => baseName(name)).join(", "), all);
    plates = joined.plates;
    issues.push(...joined.issues);
  }
  if (files.masks !== undefined) {
    const { masks, issues: ofTable } = readMasks(files.masks.bytes, files.masks.name);
    const masked = withMasks(plates, masks);
    plates = masked.plates;
    issues.push(...ofTable, ...masked.issues);
  }
  return { kinds: readings.map(({ kind }) => kind), plates, issues };
}
