/** Luminex xPONENT (also of INTELLIFLEX): blocks of one quantity each become rows of wells and analytes. */
import type { Issue } from "../../core/issues/issue.ts";
import {
  ambiguousDate,
  brokenSeries,
  cutFile,
  declaredSamplesDiffer,
  noPlateRows,
  unitMissing,
} from "../../core/issues/plate-file.ts";
import type { PlateAnalyte, PrintedCurve, WellType } from "../plate.ts";
import { addTo } from "./grouped.ts";
import { beyondStandards } from "./beyond-standards.ts";
import { checkPrinted } from "./printed-curve.ts";
import type { PlatesReading, ReadPlate } from "./reading.ts";
import { type DraftRow, type RowReader, rowReader } from "./rows.ts";
import { typeOfSample } from "./sample-type.ts";
import { settleRows, standardEnds } from "./settle.ts";
import { endsWithLine, type Source } from "./source.ts";
import { outOfPlace, type StandardLevel } from "./standard-series.ts";
import { dayOrder, vendorDate } from "./vendor-date.ts";
import { type Blocks, type Location, xponentBlocks } from "./xponent-blocks.ts";

const ROLE_BLOCKS = new Set(["Median", "Net MFI", "Count", "Result", "Dilution Factor", "Comments"]);

const headValue = (blocks: Blocks, key: string): string =>
  blocks.head.find((row) => row[0] === key)?.[1] ?? "";

const STANDARDS = "Standard Expected Concentration";
const CONTROLS = "Control Expected Concentration";

function typeOf(sample: string, blocks: Blocks): WellType {
  if (blocks.byReagent.get(STANDARDS)?.has(sample) === true) return "standard";
  if (blocks.byReagent.get(CONTROLS)?.has(sample) === true) return "control";
  return typeOfSample(sample);
}

/** One value of a block of locations; "" where the block, the location or the column is not there. */
const cellOf = (blocks: Blocks, name: string, key: string, column: string): string => {
  const block = blocks.byLocation.get(name);
  return block?.cells.get(key)?.[block.positions.get(column) ?? -1] ?? "";
};

function analytesOf(blocks: Blocks): string[] {
  const block = blocks.byLocation.get("Median") ?? blocks.byLocation.get("Net MFI");
  return (block?.columns ?? []).filter((column) => column !== "Total Events" && column !== "");
}

function curveOf(blocks: Blocks, analyte: string, reader: RowReader): PrintedCurve | null {
  const block = blocks.byAnalyte.get("Analysis Coefficients");
  const kind = blocks.byAnalyte.get("Analysis Types")?.get("AnalysisType")?.get(analyte) ?? "";
  if (block === undefined || !/^Logistic [45]P/i.test(kind)) return null;
  const value = (letter: string): number | null =>
    reader.number(
      { text: block.get(`Coefficient ${letter}`)?.get(analyte) ?? "", column: `Coefficient ${letter}` },
      { row: 0 },
    );
  const [d, a, c, b] = ["A", "B", "C", "D"].map(value);
  if (a == null || b == null || c == null || d == null) return null;
  const text = [...block].map(([name, values]) => `${name} = ${values.get(analyte) ?? ""}`).join(", ");
  return { a, b, c, d, g: value("F") ?? 1, of: "net", text: `${kind}: ${text}` };
}

interface Series {
  /** Expected concentrations above 0 that can be used. */
  readonly levels: readonly number[];
  readonly broken: readonly StandardLevel[];
}

/** The standards of an analyte in the order of their numbers. */
function seriesOf(blocks: Blocks, analyte: string, reader: RowReader): Series {
  const numbered = [...(blocks.byReagent.get(STANDARDS) ?? [])].map(([name, values]) => ({
    name,
    order: Number(/(\d+)$/.exec(name)?.[1] ?? 0),
    concentration: reader.number({ text: values.get(analyte) ?? "", column: STANDARDS }, { row: 0 }) ?? 0,
  }));
  const broken = outOfPlace(numbered.sort((x, y) => x.order - y.order));
  const usable = numbered.filter(({ name }) => broken.every((level) => level.name !== name));
  return { levels: usable.map(({ concentration }) => concentration).filter((x) => x > 0), broken };
}

interface Context {
  readonly blocks: Blocks;
  readonly reader: RowReader;
  readonly broken: ReadonlySet<string>;
  readonly warned: ReadonlyMap<string, readonly string[]>;
  readonly otherBlocks: readonly string[];
}

function rowOf({ key, plate, well, sample, row }: Location, analyte: string, context: Context): DraftRow {
  const { blocks, reader, broken, warned, otherBlocks } = context;
  const value = (name: string): string => cellOf(blocks, name, key, analyte);
  const cell = (name: string): { text: string; column: string } => ({
    text: value(name),
    column: `${analyte} in block ${name}`,
  });
  const type = typeOf(sample, blocks);
  const listed = blocks.byReagent
    .get(type === "control" ? CONTROLS : STANDARDS)
    ?.get(sample)
    ?.get(analyte);
  const usable = !broken.has(`${sample}\n${analyte}`);
  const comment = value("Comments");
  const draft = reader.row({
    level: "well",
    wells: [well],
    type,
    sample,
    analyte,
    signal: cell("Median"),
    net: cell("Net MFI"),
    beadCount: cell("Count"),
    ...(listed === undefined || !usable ? {} : { expected: { text: listed, column: STANDARDS } }),
    concentration: blocks.byLocation.has("Result") ? cell("Result") : null,
    dilution: { text: cellOf(blocks, "Dilution Factor", key, "Dilution Factor"), column: "Dilution Factor" },
    flags: [...(comment === "" ? [] : [comment]), ...(warned.get(`${plate}\n${well}`) ?? [])],
    printed: Object.fromEntries([
      ...otherBlocks.map((name) => [name, value(name)]),
      ...(listed === undefined ? [] : [[STANDARDS, listed]]),
    ]) as Record<string, string>,
    at: { row },
  });
  // A result that could not be read, or stands behind the end of a cut file, is not one that was not measured.
  const results = blocks.byLocation.get("Result");
  const isLost =
    results !== undefined && !results.cells.has(key) && (blocks.end === null || results.unread.has(key));
  return isLost ? { ...draft, status: "invalid" } : draft;
}

function plateDate(blocks: Blocks, file: string, issues: Issue[]): string | null {
  const texts = ["BatchStartTime", "Date"].map((key) =>
    (blocks.head.find((row) => row[0] === key) ?? [])
      .slice(1)
      .filter((part) => part !== "")
      .join(" "),
  );
  const orders = [...texts, ...blocks.head.flat()].map((text) => dayOrder(text));
  const order = orders.find((found) => found !== null) ?? null;
  const date = texts.map((text) => vendorDate(text, order)).find((found) => found !== null) ?? null;
  const written = texts.find((text) => text !== "");
  if (date === null && written !== undefined) issues.push(ambiguousDate(file, written));
  return date;
}

/**
 * Reads every block of wells that an xPONENT export holds.
 *
 * The signal is the Median, the net signal Net MFI, the concentration Result (already diluted). Blocks that are keyed by sample only
 * (Avg Result, %CV Replicates) repeat what the wells say and are not read.
 */
export function readXponent(source: Source): PlatesReading {
  const { file } = source;
  const rows = source.sheets.flatMap((sheet) => sheet.rows);
  const blocks = xponentBlocks(rows, file, source.text !== null && !endsWithLine(source.text));
  const reader = rowReader(file, source.decimal);
  const issues: Issue[] = [...blocks.issues];
  const names = analytesOf(blocks);
  if (blocks.end === null)
    issues.push(cutFile(file, "every block of the export and its end mark", blocks.lastRow, "-- CRC --"));
  if (names.length === 0 || blocks.locations.length === 0)
    return { plates: [], issues: [...issues, noPlateRows(file, "xPONENT (block Median)")] };

  const series = new Map(names.map((name) => [name, seriesOf(blocks, name, reader)]));
  const broken = names.flatMap((name) =>
    (series.get(name)?.broken ?? []).map((level) => ({ ...level, analyte: name })),
  );
  if (broken.length > 0)
    issues.push(
      brokenSeries(
        file,
        broken.map((level) => `${level.concentration} for ${level.name} of ${level.analyte}`),
      ),
    );
  const warned = new Map<string, string[]>();
  for (const { plate, well, text } of blocks.warnings) {
    const key = `${plate}\n${well}`;
    addTo(warned, key, text);
  }
  const context: Context = {
    blocks,
    reader,
    broken: new Set(broken.map((level) => `${level.name}\n${level.analyte}`)),
    warned,
    otherBlocks: [...blocks.byLocation.keys()].filter((name) => !ROLE_BLOCKS.has(name)),
  };
  const analytes = names.map((name): PlateAnalyte => {
    const unit = blocks.byAnalyte.get("Units");
    const region = unit?.get("BeadID")?.get(name) ?? "";
    const curve = curveOf(blocks, name, reader);
    return {
      name,
      ...(region === "" ? {} : { region }),
      unit: unit?.get("Units")?.get(name) ?? "",
      ...(curve === null ? {} : { printedCurve: curve }),
    };
  });
  const date = plateDate(blocks, file, issues);
  const batch = headValue(blocks, "Batch");
  const numbers = [...new Set(blocks.locations.map(({ plate }) => plate))];
  const drafts = new Map(
    blocks.locations.map((location) => [location, names.map((name) => rowOf(location, name, context))]),
  );
  // The standards of a batch may stand on its first plate alone.
  const all = [...drafts.values()].flat();
  const ends = new Map(names.map((name) => [name, standardEnds(all.filter((row) => row.analyte === name))]));
  const levels = new Map([...series].map(([name, of]) => [name, of.levels]));
  const plates = numbers.map((number): ReadPlate => {
    const wells = blocks.locations.filter(({ plate }) => plate === number);
    const settled = settleRows(
      wells.flatMap((location) => drafts.get(location) ?? []),
      file,
    );
    const marked = beyondStandards(settled.rows, ends, levels, file);
    issues.push(...settled.issues, ...marked.issues);
    issues.push(...checkPrinted(file, analytes, marked.rows, { signal: () => 0, parameters: 1e-8 }));
    return {
      plate: numbers.length === 1 ? batch : `${batch} plate ${number}`,
      software: `xPONENT ${headValue(blocks, "Build")}`.trim(),
      ...(date === null ? {} : { date }),
      analytes,
      rows: marked.rows,
    };
  });
  const declared = Number(headValue(blocks, "Samples"));
  if (declared > 0 && declared !== blocks.locations.length)
    issues.push(declaredSamplesDiffer(file, declared, blocks.locations.length));
  const unitless = analytes.filter(({ unit }) => unit === "").map(({ name }) => name);
  if (unitless.length > 0 && blocks.byLocation.has("Result")) issues.push(unitMissing(file, unitless));
  return { plates, issues: [...issues, ...reader.issues()] };
}
