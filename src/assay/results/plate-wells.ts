/** The counted rows of one analyte on one plate by their role, wells of one sample together. */
import { countedRows } from "../read/counted-rows.ts";
import type { ReadPlate, ReadRow } from "../read/reading.ts";

export interface RowSignal {
  readonly wells: readonly string[];
  readonly signal: number;
  /** Of wells that the software put together, as it printed it; 0 for a single well, null where it is not printed. */
  readonly sd: number | null;
  readonly beads: number | null;
  readonly row: ReadRow;
}

export interface StandardRow extends RowSignal {
  readonly concentration: number;
  /** The software's word where it marks the well as an outlier or masks it. */
  readonly masked: string | null;
}

export interface SampleWells {
  readonly sample: string;
  readonly type: "unknown" | "control";
  readonly dilution: number;
  readonly expected: number | null;
  /** Rows with a signal that count. */
  readonly rows: readonly RowSignal[];
  /** Rows without a signal, and those that the software masked, with its word. */
  readonly left: readonly { readonly wells: readonly string[]; readonly why: string }[];
  /** All rows, for what the vendor printed. */
  readonly all: readonly ReadRow[];
}

export interface AnalyteWells {
  readonly analyte: string;
  readonly unit: string;
  readonly standards: readonly StandardRow[];
  /** Standards whose concentration neither the file nor a map says. */
  readonly unknownStandards: readonly string[];
  readonly blanks: readonly RowSignal[];
  readonly samples: readonly SampleWells[];
}

const MASKED = /^(?:---|masked)$/i;

/** A mark of the software on the well itself; `?????` and `Range?` speak of its concentration only. */
function maskOf({ concentrationText, signalText, flags }: ReadRow): string | null {
  const word = [concentrationText, signalText].find((text) => MASKED.test(text));
  return word === undefined
    ? (flags.find((flag) => /^outlier|designated outlier|masked|excluded/i.test(flag)) ?? null)
    : `masked by the software (${word})`;
}

/** Bio-Plex Manager's column of a row that sums wells up. */
const PRINTED_SD = "Std Dev";

function sdOf(row: ReadRow): number | null {
  if (row.level === "well" || row.wells.length === 1) return 0;
  const printed = row.printed[PRINTED_SD] ?? "";
  const sd = Number(printed.replace(",", "."));
  return printed !== "" && sd >= 0 ? sd : null;
}

const signalOf = (row: ReadRow): RowSignal[] =>
  row.signal === null
    ? []
    : [{ wells: row.wells, signal: row.signal, sd: sdOf(row), beads: row.beadCount ?? null, row }];

function sampleOf(rows: readonly ReadRow[]): SampleWells {
  const [first] = rows as readonly [ReadRow, ...ReadRow[]];
  const kept = rows.filter((row) => row.signal !== null && maskOf(row) === null);
  return {
    sample: first.sample,
    type: first.type === "control" ? "control" : "unknown",
    dilution: first.dilution,
    expected: first.expectedConcentration ?? null,
    rows: kept.flatMap(signalOf),
    left: rows
      .filter((row) => !kept.includes(row))
      .map((row) => ({ wells: row.wells, why: maskOf(row) ?? "no signal" })),
    all: rows,
  };
}

/**
 * Wells of one analyte. Rows of the same sample, role and dilution are replicates; a well without a sample's name stands
 * for itself. A row that sums up wells of which the file has rows of their own is not counted again.
 */
export function analyteWells(plate: ReadPlate): readonly AnalyteWells[] {
  const byAnalyte = new Map<string, ReadRow[]>();
  for (const row of countedRows(plate)) {
    const rows = byAnalyte.get(row.analyte) ?? [];
    rows.push(row);
    byAnalyte.set(row.analyte, rows);
  }
  return plate.analytes.map(({ name, unit }) => {
    const rows = byAnalyte.get(name) ?? [];
    const ofType = (type: ReadRow["type"]): ReadRow[] => rows.filter((row) => row.type === type);
    const standards = ofType("standard");
    const samples = new Map<string, ReadRow[]>();
    for (const row of [...ofType("control"), ...ofType("unknown")]) {
      const named = row.sample === "" ? `\n${row.wells.join(" ")}` : row.sample;
      const key = `${row.type}\n${row.dilution}\n${named}`;
      const group = samples.get(key) ?? [];
      group.push(row);
      samples.set(key, group);
    }
    return {
      analyte: name,
      unit,
      standards: standards.flatMap((row) =>
        row.expectedConcentration === undefined
          ? []
          : signalOf(row).map((one) => ({
              ...one,
              concentration: row.expectedConcentration!,
              masked: maskOf(row),
            })),
      ),
      unknownStandards: standards
        .filter((row) => row.expectedConcentration === undefined)
        .map((row) => row.wells.join(" ")),
      blanks: ofType("blank")
        .filter((row) => maskOf(row) === null)
        .flatMap(signalOf),
      samples: [...samples.values()].map(sampleOf),
    };
  });
}
