/** The door of the readers: bytes of one file of an instrument to plates. */
import type { Issue } from "../../core/issues/issue.ts";
import { mergeRows } from "../../core/issues/merge-rows.ts";
import { beadLevelFile, noPlateRows, unknownPlateFile } from "../../core/issues/plate-file.ts";
import { readAssayLong } from "./assay-long.ts";
import { readBioPlexSideBySide } from "./bio-plex-side-by-side.ts";
import { readBioPlexTable } from "./bio-plex-table.ts";
import { readBioPlexXml } from "./bio-plex-xml.ts";
import { fewBeads } from "./few-beads.ts";
import { readGen5 } from "./gen5.ts";
import { readIntelliflex } from "./intelliflex.ts";
import { readMethodicalMind } from "./methodical-mind.ts";
import { readMsdWorkbench } from "./msd-workbench.ts";
import { readOlink } from "./olink.ts";
import { readPlateGrid } from "./plate-grid.ts";
import { type PlateMap, readPlateMap } from "./plate-map.ts";
import type { PlateFileKind, PlatesReading, ReadPlate } from "./reading.ts";
import { isBeadLevel, lookedFor, recognise } from "./recognise.ts";
import { readSimoa } from "./simoa.ts";
import { readSoftmax } from "./softmax.ts";
import { readSource, type Source } from "./source.ts";
import { wholePlate } from "./whole-plate.ts";
import { readXponent } from "./xponent.ts";

export interface PlateFileOptions {
  /** Readings with fewer beads are listed: 35 is the least that kits ask for, 50 the usual aim. */
  readonly minimumBeads: number;
}

export interface PlateFileReading {
  /** Null where the file was refused. */
  readonly kind: PlateFileKind | null;
  readonly plates: readonly ReadPlate[];
  /** What the file says about wells where it is a plate map. */
  readonly map: PlateMap | null;
  readonly issues: readonly Issue[];
}

const READERS: Readonly<Record<Exclude<PlateFileKind, "plate-map">, (source: Source) => PlatesReading>> = {
  "bio-plex-table": readBioPlexTable,
  "bio-plex-side-by-side": readBioPlexSideBySide,
  "bio-plex-xml": readBioPlexXml,
  xponent: readXponent,
  intelliflex: readIntelliflex,
  "msd-workbench": readMsdWorkbench,
  "methodical-mind": readMethodicalMind,
  simoa: readSimoa,
  gen5: readGen5,
  softmax: readSoftmax,
  "plate-grid": readPlateGrid,
  "assay-long": readAssayLong,
  "olink-npx": readOlink,
};

/** Simoa counts its beads by the thousand: the minimum is not for them. */
const COUNTS_BEADS: ReadonlySet<PlateFileKind> = new Set([
  "bio-plex-table",
  "bio-plex-side-by-side",
  "bio-plex-xml",
  "xponent",
  "intelliflex",
]);

/**
 * Reads one file of an instrument, or a plate map: the kind is recognised by the content.
 *
 * A file of another kind is refused with what was looked for. Anything else that is wrong is listed with its place, and everything that can be
 * read comes through: errors mark rows or cells that are missing or not to be used.
 *
 * @example (await readPlateFile(bytes, "plate1.csv", { minimumBeads: 35 })).plates[0]?.rows[0]?.status // "quantified"
 */
export async function readPlateFile(
  bytes: Uint8Array,
  file: string,
  options: PlateFileOptions,
): Promise<PlateFileReading> {
  const { source, issues } = await readSource(bytes, file);
  if (source === null) return { kind: null, plates: [], map: null, issues };
  const kind = recognise(source);
  if (kind === null) {
    const refusal = isBeadLevel(source)
      ? beadLevelFile(file)
      : unknownPlateFile(file, lookedFor(), firstCells(source));
    return { kind, plates: [], map: null, issues: [...issues, refusal] };
  }
  if (kind === "plate-map") {
    const reading = readPlateMap(source);
    return { kind, plates: [], map: reading.map, issues: mergeRows([...issues, ...reading.issues]) };
  }
  const reading = READERS[kind](source);
  const whole = reading.plates.map((plate) => wholePlate(plate, file));
  const plates = whole.map(({ plate }) => plate);
  const found = [...issues, ...reading.issues, ...whole.flatMap((one) => one.issues)];
  if (COUNTS_BEADS.has(kind))
    found.push(...plates.flatMap(({ rows }) => fewBeads(rows, options.minimumBeads, file)));
  if (plates.every((plate) => plate.rows.length === 0) && found.every(({ severity }) => severity !== "error"))
    found.push(noPlateRows(file, kind));
  return { kind, plates, map: null, issues: mergeRows(found) };
}

const firstCells = (source: Source): readonly string[] =>
  source.sheets
    .flatMap((sheet) => sheet.rows)
    .find((row) => row.some((cell) => cell !== ""))
    ?.filter((cell) => cell !== "")
    .slice(0, 4) ?? [];
