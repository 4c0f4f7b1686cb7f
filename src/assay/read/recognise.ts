/** What kind of file this is, by its content: the name of a file proves nothing. */
import { isLongTable, longHeader } from "./assay-long.ts";
import { isSideBySideHeader } from "./bio-plex-side-by-side.ts";
import { isBioPlexHeader } from "./bio-plex-table.ts";
import { headerIndex } from "./flat-table.ts";
import { gridsOf } from "./grid.ts";
import { INTELLIFLEX_HEADER } from "./intelliflex.ts";
import { isMsdSheet } from "./msd-workbench.ts";
import { OLINK_HEADER } from "./olink.ts";
import { isSignalGrid } from "./plate-grid.ts";
import type { PlateFileKind } from "./reading.ts";
import { SIMOA_HEADER } from "./simoa.ts";
import type { Source } from "./source.ts";

interface Kind {
  readonly kind: PlateFileKind;
  readonly name: string;
  /** What a person would see in such a file: named where no kind fits. */
  readonly sign: string;
  readonly test: (source: Source) => boolean;
}

const anyRow = (source: Source, test: (row: readonly string[]) => boolean): boolean =>
  source.sheets.some((sheet) => sheet.rows.some((row) => test(row)));

const anySheet = (source: Source, columns: readonly string[]): boolean =>
  source.sheets.some((sheet) => headerIndex(sheet.rows, columns) >= 0);

/** The more telling kinds stand first: a Bio-Plex table is also a table with wells. */
const KINDS: readonly Kind[] = [
  {
    kind: "bio-plex-xml",
    name: "Bio-Plex Manager XML",
    sign: "element BioPlexManager",
    test: ({ text }) => text !== null && /<(?:\w+:)?BioPlexManager[\s>]/.test(text.slice(0, 4096)),
  },
  {
    kind: "xponent",
    name: "Luminex xPONENT",
    sign: "lines DataType:",
    test: (source) => anyRow(source, (row) => /^DataType:$/i.test(row[0] ?? "")),
  },
  {
    kind: "softmax",
    name: "SoftMax Pro text",
    sign: "##BLOCKS=",
    test: ({ text }) => text !== null && /^##BLOCKS=|^(?:Plate|Group):\t/m.test(text),
  },
  {
    kind: "methodical-mind",
    name: "MSD Methodical Mind",
    sign: "==Data==",
    test: ({ text }) => text !== null && /^=+Data=+/m.test(text),
  },
  {
    kind: "gen5",
    name: "Gen5 text",
    sign: "Software Version, Layout, Results",
    test: (source) =>
      anyRow(source, (row) => row[0] === "Results" || row[0] === "Layout") &&
      anyRow(source, (row) =>
        /^(?:Software Version|Plate Number|Procedure Details|Reader Type:?)$/.test(row[0] ?? ""),
      ),
  },
  {
    kind: "bio-plex-table",
    name: "Bio-Plex Manager table",
    sign: "Analyte, Type, Well, ..., FI",
    test: (source) => anyRow(source, (row) => isBioPlexHeader(row)),
  },
  {
    kind: "bio-plex-side-by-side",
    name: "Bio-Plex Manager blocks",
    sign: "Type, Well, Description, FI, FI, ...",
    test: (source) => anyRow(source, (row) => isSideBySideHeader(row)),
  },
  {
    kind: "intelliflex",
    name: "INTELLIFLEX single data set",
    sign: "INSTRUMENT TYPE, ..., WELL LOCATION",
    test: (source) => anySheet(source, INTELLIFLEX_HEADER),
  },
  {
    kind: "simoa",
    name: "Simoa HD-X run history",
    sign: "Sample Barcode, ..., Replicate AEB",
    test: (source) => anySheet(source, SIMOA_HEADER),
  },
  {
    kind: "msd-workbench",
    name: "MSD Discovery Workbench",
    sign: "Sample, Well, Signal, Detection Range or Calc. Concentration",
    test: (source) => source.sheets.some((sheet) => isMsdSheet(sheet)),
  },
  {
    kind: "olink-npx",
    name: "Olink NPX",
    sign: "SampleID, OlinkID, NPX",
    test: (source) => anySheet(source, OLINK_HEADER),
  },
  {
    kind: "assay-long",
    name: "a long table",
    sign: "well, sample, and a signal or a concentration",
    test: (source) => source.sheets.some((sheet) => isLongTable(sheet)),
  },
  {
    kind: "plate-map",
    name: "a plate map",
    sign: "well and sample, or a grid of names",
    test: (source) =>
      source.sheets.some((sheet) => longHeader(sheet, ["sample"]) >= 0 || longHeader(sheet, ["type"]) >= 0),
  },
  {
    kind: "plate-grid",
    name: "a grid of signals",
    sign: "columns 1 to 12 or 24, rows A to H or P",
    test: (source) =>
      source.sheets.some((sheet) => gridsOf(sheet.rows).some((grid) => isSignalGrid(grid, source.decimal))),
  },
  {
    kind: "plate-map",
    name: "a plate map",
    sign: "a grid of sample names",
    test: (source) => source.sheets.some((sheet) => gridsOf(sheet.rows).length > 0),
  },
];

/** Null where no kind fits. */
export const recognise = (source: Source): PlateFileKind | null =>
  KINDS.find(({ test }) => test(source))?.kind ?? null;

export const lookedFor = (): readonly string[] => KINDS.map(({ name, sign }) => `${name} (${sign})`);

/** The kind as a person calls it. */
export const nameOfKind = (kind: PlateFileKind): string =>
  KINDS.find((one) => one.kind === kind)?.name ?? kind;

/** Bead events of a single well, as xPONENT writes them to files of their own. */
export const isBeadLevel = (source: Source): boolean =>
  source.sheets.some((sheet) => headerIndex(sheet.rows, ["EventNo", "RID", "RP1"]) >= 0);
