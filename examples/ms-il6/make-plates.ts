/** SYNTHETIC plates for the invented people of this example, as the software of three vendors writes them. Every signal is drawn. */
import type { RandomStream } from "../../src/core/random.ts";

export interface Sample {
  readonly subject: string;
  /** pg/mL. */
  readonly concentration: number;
}

export interface Layout {
  readonly vendor: "bio-plex" | "xponent" | "msd";
  /** Signal of a well without analyte, and its standard deviation from well to well. */
  readonly blank: number;
  readonly blankSd: number;
  /** Net signal = top / (1 + (middle / x)^slope). */
  readonly top: number;
  readonly middle: number;
  readonly slope: number;
  /** Standard deviation of a signal relative to it. */
  readonly cv: number;
  readonly highestStandard: number;
}

interface Well {
  readonly well: string;
  readonly role: "standard" | "blank" | "control" | "sample";
  /** Of the standard or control in its series, from 1. */
  readonly level: number;
  readonly name: string;
  readonly expected: number | null;
  readonly signal: number;
}

const STANDARDS = 7;
const BLANKS = 6;
/** Share of the highest standard. */
const CONTROLS = [0.004, 0.1] as const;
export const SAMPLES_PER_PLATE = 36;

const ROWS = "ABCDEFGH";
/** A1, B1, ... H1, A2: the order in which plates are pipetted. */
const wellAt = (i: number): string => `${ROWS[i % 8]}${1 + Math.floor(i / 8)}`;

const net = (x: number, { top, middle, slope }: Layout): number =>
  x <= 0 ? 0 : top / (1 + (middle / x) ** slope);
const inverse = (y: number, { top, middle, slope }: Layout): number => middle / (top / y - 1) ** (1 / slope);

/** Standards, blanks and controls in the first three columns, samples in the others, everything in neighbouring pairs. */
function wellsOf(layout: Layout, samples: readonly Sample[], normal: () => number): readonly Well[] {
  const { blank, blankSd, cv, highestStandard } = layout;
  const signal = (x: number): number =>
    Math.max(0, blank + net(x, layout) * (1 + cv * normal()) + blankSd * normal());
  const pair = (one: Omit<Well, "well" | "signal">, x: number): Omit<Well, "well">[] =>
    [0, 1].map(() => ({ ...one, signal: signal(x) }));
  const levels = Array.from({ length: STANDARDS }, (_, i) => highestStandard / 4 ** i);
  return [
    ...levels.flatMap((x, i) =>
      pair({ role: "standard", level: i + 1, name: `Standard${i + 1}`, expected: x }, x),
    ),
    ...Array.from({ length: BLANKS / 2 }, () =>
      pair({ role: "blank", level: 1, name: "Blank", expected: null }, 0),
    ).flat(),
    ...CONTROLS.flatMap((share, i) =>
      pair(
        { role: "control", level: i + 1, name: `QC${i + 1}`, expected: share * highestStandard },
        share * highestStandard,
      ),
    ),
    ...samples.flatMap(({ subject, concentration }) =>
      pair({ role: "sample", level: 1, name: subject, expected: null }, concentration),
    ),
  ].map((one, i) => ({ ...one, well: wellAt(i) }));
}

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
const blankMean = (wells: readonly Well[]): number =>
  mean(wells.flatMap(({ role, signal }) => (role === "blank" ? [signal] : [])));
const csv = (rows: readonly (readonly (string | number)[])[]): string =>
  `${rows.map((row) => row.map((cell) => (/[",]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : cell)).join(",")).join("\n")}\n`;

/** Bio-Plex Manager: one row per well; concentrations off the curve are `OOR <`, those beyond the standards `*1.2`. */
function bioPlex(plate: string, layout: Layout, wells: readonly Well[]): string {
  const background = Math.round(blankMean(wells) * 100) / 100;
  const lowest = layout.highestStandard / 4 ** (STANDARDS - 1);
  const printed = (y: number): string => {
    if (y <= 0) return "OOR <";
    if (y >= layout.top) return "OOR >";
    const x = inverse(y, layout);
    return `${x < lowest || x > layout.highestStandard ? "*" : ""}${x.toFixed(2)}`;
  };
  const codes = { standard: "S", blank: "B", control: "C", sample: "X" } as const;
  let sample = 0;
  const rows = wells.map(({ well, role, level, name, expected, signal }, i) => {
    const fi = signal.toFixed(1);
    const difference = Math.round((Number(fi) - background) * 100) / 100;
    if (role === "sample" && i % 2 === 0) sample++;
    const code = role === "blank" ? "B" : `${codes[role]}${role === "sample" ? sample : level}`;
    const concentration = role === "blank" ? "" : printed(difference);
    const inRange = /^\d/.test(concentration) ? concentration : concentration === "" ? "" : "***";
    return [
      "Hu IL-6 (19)",
      code,
      well,
      0,
      role === "blank" ? "" : name,
      fi,
      difference,
      concentration,
      expected ?? "",
      inRange,
      1,
    ];
  });
  return [
    `File Name: SYNTHETIC-${plate}.rbx\nAnalyte: Hu IL-6 (19)\nReader Serial Number: SYNTHETIC DATA, no person\nPlate ID: ${plate}\n`,
    csv([
      [
        "Analyte",
        "Type",
        "Well",
        "Outlier",
        "Description",
        "FI",
        "FI - Bkgd",
        "Obs Conc",
        "Exp Conc",
        "Conc in Range",
        "Dilution",
      ],
      ...rows,
    ]),
    "***Value not available / --- = Designated as an outlier\n*Value extrapolated beyond standard range\nOOR = Out of Range / OOR> = Out of Range Above  / OOR< = Out of Range Below\n",
  ].join("\n");
}

/** xPONENT: blocks of quoted cells below each other. */
function xponent(plate: string, wells: readonly Well[], random: RandomStream): string {
  const quoted = (cells: readonly (string | number)[]): string => cells.map((cell) => `"${cell}"`).join(",");
  const names = { blank: "Background0", control: "Control", standard: "", sample: "" } as const;
  const nameOf = ({ role, level, name }: Well): string =>
    role === "control" ? `${names.control}${level}` : role === "blank" ? names.blank : name;
  const block = (
    type: string,
    value: (well: Well) => readonly (string | number)[],
    head: readonly string[],
  ): string[] => [
    quoted(["DataType:", type]),
    quoted(head),
    ...wells.map((well, i) => quoted([`${i + 1}(1,${well.well})`, nameOf(well), ...value(well)])),
    "",
  ];
  const expected = (role: Well["role"], type: string): string[] => [
    quoted(["DataType:", type]),
    quoted(["Reagent", "IL6"]),
    ...wells
      .filter((well, i) => well.role === role && i % 2 === 0)
      .map((well) => quoted([nameOf(well), well.expected ?? ""])),
    "",
  ];
  const beads = wells.map(() => 60 + random.below(90));
  return `${[
    quoted(["Program", "xPONENT", "", "MAGPIX"]),
    quoted(["Build", "4.2.1705.0"]),
    quoted(["SN", "SYNTHETIC"]),
    quoted(["Batch", plate]),
    quoted(["BatchDescription", "SYNTHETIC DATA, no person"]),
    "",
    quoted(["Samples", wells.length, "Min Events", "50", "Per Bead"]),
    "",
    quoted(["Results"]),
    "",
    ...block("Median", ({ signal }) => [signal.toFixed(1), 0], ["Location", "Sample", "IL6", "Total Events"]),
    ...block("Count", (well) => [beads[wells.indexOf(well)]!, beads[wells.indexOf(well)]!], [
      "Location",
      "Sample",
      "IL6",
      "Total Events",
    ]),
    quoted(["DataType:", "Units"]),
    quoted(["Analyte:", "IL6"]),
    quoted(["BeadID:", "19"]),
    quoted(["Units:", "pg/mL"]),
    "",
    ...expected("standard", "Standard Expected Concentration"),
    ...expected("control", "Control Expected Concentration"),
    ...block("Dilution Factor", () => [1], ["Location", "Sample", "Dilution Factor"]),
    "-- CRC --",
    "CRC32: 00000000",
  ].join("\n")}\n`;
}

/** Discovery Workbench: wells are named U001, ...; a plate map says whose they are. */
function msd(plate: string, layout: Layout, wells: readonly Well[]): string {
  let sample = 0;
  const rows = wells.map(({ well, role, level, expected, signal }, i) => {
    if (role === "sample" && i % 2 === 0) sample++;
    const code = { standard: "S", blank: "B", control: "C", sample: "U" }[role];
    const name = `${code}${String(role === "sample" ? sample : level).padStart(3, "0")}`;
    const y = signal - layout.blank;
    const isBelow = y <= layout.blankSd;
    const x = isBelow ? "NaN" : inverse(Math.min(y, 0.999 * layout.top), layout).toFixed(6);
    return [
      name,
      "IL-6 (Human)",
      `${well[0]}${well.slice(1).padStart(2, "0")}`,
      1,
      role === "standard" || role === "blank" ? "" : 1,
      expected ?? "",
      Math.round(signal),
      role === "blank" ? "" : isBelow ? "Below Detection Range" : "In Detection Range",
      role === "blank" ? "" : x,
    ];
  });
  return `Plate_SYNTHETIC_${plate}\n${csv([
    [
      "Sample",
      "Assay",
      "Well",
      "Spot",
      "Dilution",
      "Concentration",
      "Signal",
      "Detection Range",
      "Calc. Concentration",
    ],
    ...rows,
  ])}`;
}

export interface MadePlate {
  readonly text: string;
  /** Rows of a plate map: plate, well, sample, type. */
  readonly map: readonly (readonly string[])[];
}

export function madePlate(
  plate: string,
  layout: Layout,
  samples: readonly Sample[],
  random: RandomStream,
  normal: () => number,
): MadePlate {
  const wells = wellsOf(layout, samples, normal);
  const text = {
    "bio-plex": () => bioPlex(plate, layout, wells),
    xponent: () => xponent(plate, wells, random),
    msd: () => msd(plate, layout, wells),
  }[layout.vendor]();
  const types = { standard: "standard", blank: "blank", control: "control", sample: "unknown" } as const;
  return {
    text,
    map: wells.map(({ well, role, name, expected }) => [
      `Plate_SYNTHETIC_${plate}`,
      well,
      name,
      types[role],
      expected === null ? "" : String(expected),
    ]),
  };
}
