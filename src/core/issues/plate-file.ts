/** Refusals and remarks about the files of instruments: what kind they are, and what stands in their cells. */
import { type Issue, type Severity, shown } from "./issue.ts";
import { type CellPlace, cellIssue, count, issue, list, otherRows } from "./parts.ts";

/** A row of a plate as a message names it. */
export interface PlateCells {
  readonly wells: readonly string[];
  readonly analyte: string;
  readonly text: string;
}

const inWords = (cells: readonly PlateCells[]): string =>
  list(
    cells.map(
      ({ wells, analyte, text }) =>
        `${shown(text)} in ${wells.join(", ")}${analyte === "" ? "" : ` of ${analyte}`}`,
    ),
  );

const plateIssue = (
  code: string,
  severity: Severity,
  file: string,
  expected: string,
  got: string,
  advice: string,
): Issue => issue(code, severity, { file }, expected, got, advice);

// The file as a whole

export const unknownPlateFile = (
  file: string,
  lookedFor: readonly string[],
  firstCells: readonly string[],
): Issue =>
  plateIssue(
    "unknown-plate-file",
    "error",
    file,
    `one of: ${lookedFor.join("; ")}`,
    `a file that begins ${shown(firstCells.join(" | "))}`,
    "export the results again in one of these layouts, or save the plate as a table with the columns well, sample, type, signal",
  );

export const beadLevelFile = (file: string): Issue =>
  plateIssue(
    "bead-level-file",
    "error",
    file,
    "results with one value per well and analyte",
    "single bead events (EventNo, RID, ...) of one well",
    "export the results of the batch (Median, Count, Result) instead",
  );

export const cutFile = (file: string, what: string, lastRow: number, missing: string): Issue =>
  issue(
    "cut-file",
    "error",
    { file, row: lastRow },
    what,
    `the end of the file without ${missing}`,
    "copy or export the file again: what stands above is read, the rest is not there",
  );

export const noFinalLineEnd = (file: string, row: number): Issue =>
  issue(
    "no-final-line-end",
    "warning",
    { file, row },
    "a line end after the last row",
    "none",
    "the last cell may be cut: compare it with the software, or export the file again",
  );

export const linesNotRead = (file: string, sheet: string | undefined, rows: readonly number[]): Issue =>
  issue(
    "lines-not-read",
    "note",
    { file, ...(sheet === undefined ? {} : { sheet }), ...(rows[0] === undefined ? {} : { row: rows[0] }) },
    "rows of wells only",
    `${count(rows.length, "line")} with a single cell${otherRows(rows)}`,
    "they are read as titles and remarks",
  );

export const wellsAbsent = (file: string, plate: string, wells: readonly string[]): Issue =>
  plateIssue(
    "wells-absent",
    "note",
    file,
    `every well of the plate ${shown(plate)}`,
    `nothing for ${count(wells.length, "well")}: ${list(wells)}`,
    "check that they were empty",
  );

export const brokenXml = (file: string, line: number, problem: string): Issue =>
  issue(
    "broken-xml",
    "error",
    { file, line },
    "an XML document without a document type, its elements properly nested",
    problem.replaceAll("-", " "),
    "export the file again; do not trust one with a document type",
  );

export const quotesTakenLiterally = (file: string, line: number): Issue =>
  issue(
    "stray-quote",
    "error",
    { file, line },
    "quotes only around a whole cell",
    "a quote that is misplaced or never closed",
    "export the file again; each line was split by itself, so check the rows from here on",
  );

export const noPlateRows = (file: string, kind: string): Issue =>
  plateIssue(
    "no-plate-rows",
    "error",
    file,
    `at least one well in a file of ${kind}`,
    "none",
    "export the results with their wells",
  );

export const severalTables = (file: string, used: readonly string[], skipped: readonly string[]): Issue =>
  plateIssue(
    "several-tables",
    "warning",
    file,
    "sheets of results only",
    `also ${list(skipped.map((name) => shown(name)))}`,
    `read: ${list(used.map((name) => shown(name)))}; the others hold no results`,
  );

export const backslashT = (file: string): Issue =>
  plateIssue(
    "literal-backslash-t",
    "warning",
    file,
    "tabulators between cells",
    "the two characters \\t in some lines",
    "they are read as tabulators; export the file again if a name contains them",
  );

export const ambiguousDate = (file: string, got: string): Issue =>
  plateIssue(
    "ambiguous-date",
    "note",
    file,
    "a date with one reading",
    shown(got),
    "the day and the month cannot be told apart, so the plate has no date",
  );

// Rows and cells

export const shortPlateRow = (
  file: string,
  sheet: string | undefined,
  row: number,
  expected: string,
  got: string,
): Issue =>
  issue(
    "ragged-row",
    "error",
    { file, ...(sheet === undefined ? {} : { sheet }), row },
    expected,
    got,
    "the row is not read: correct it, or export the file again; decimal commas need quotes around their cell",
  );

export const noWell = (file: string, sheet: string | undefined, row: number, got: string): Issue =>
  issue(
    "no-well",
    "error",
    { file, ...(sheet === undefined ? {} : { sheet }), row },
    "a well from A1 to P24",
    shown(got),
    "the row is not read: correct the well, or export the file again",
  );

export const unreadablePlateCell = (at: CellPlace, got: string): Issue =>
  cellIssue(
    "unreadable-cell",
    "error",
    at,
    "a number, or a word that the instrument's software writes instead of one",
    shown(got),
    "correct the cell in the software and export again; the row is kept without this number",
  );

export const ambiguousPlateNumber = (at: CellPlace, got: string): Issue =>
  cellIssue(
    "ambiguous-number",
    "error",
    at,
    "a number with one reading",
    shown(got),
    "it is a number of thousands or one with three decimals: export again without thousands separators",
  );

export const sideUnknown = (file: string, cells: readonly PlateCells[]): Issue =>
  plateIssue(
    "side-unknown",
    "error",
    file,
    "standards that say on which side of the curve a value lies",
    inWords(cells),
    "the file has no standards with expected concentrations for it, so the status is invalid",
  );

export const duplicateWell = (file: string, cells: readonly PlateCells[]): Issue =>
  plateIssue(
    "duplicate-well",
    "error",
    file,
    "each well once per analyte",
    inWords(cells),
    "only the first is kept: delete the others, or name the plates apart",
  );

export const rawAndSummary = (file: string, single: number, aggregated: number): Issue =>
  plateIssue(
    "raw-and-summary-rows",
    "warning",
    file,
    "each well once",
    `${count(single, "row")} of single wells and ${count(aggregated, "row")} that sum them up`,
    "the single wells count; the rows that sum them up are kept beside them and never counted",
  );

// What the vendor printed

export const lowBeadCount = (file: string, minimum: number, cells: readonly PlateCells[]): Issue =>
  plateIssue(
    "low-bead-count",
    "warning",
    file,
    `at least ${minimum} beads per well and analyte`,
    `fewer in ${count(cells.length, "reading")}: ${inWords(cells)}`,
    "check these wells; the readings are kept and carry their bead counts",
  );

export const limitBeforeDilution = (file: string, cells: readonly PlateCells[]): Issue =>
  plateIssue(
    "limit-not-multiplied-by-dilution",
    "warning",
    file,
    "bounds of the sample",
    `bounds before dilution beside concentrations after it: ${inWords(cells)}`,
    "the bounds are multiplied by the dilution here; the printed text stays",
  );

export const outsideStandards = (file: string, cells: readonly PlateCells[]): Issue =>
  plateIssue(
    "number-outside-standards",
    "warning",
    file,
    "a mark on concentrations beyond the standards",
    `plain numbers beyond them: ${inWords(cells)}`,
    "they are read as extrapolated",
  );

export const declaredSamplesDiffer = (file: string, declared: number, found: number): Issue =>
  plateIssue(
    "declared-samples-differ",
    "warning",
    file,
    `${count(declared, "well")}, as the head of the file declares`,
    count(found, "well"),
    "check that the run was complete and the export is whole",
  );

export const brokenSeries = (file: string, cells: readonly string[]): Issue =>
  plateIssue(
    "standard-series-not-monotone",
    "error",
    file,
    "expected concentrations that step evenly from standard to standard",
    list(cells),
    "they may have lost their decimal separator: correct them in the software; until then these standards have no expected concentration",
  );

export const curveAtBound = (file: string, sheet: string | undefined, analyte: string, g: number): Issue =>
  issue(
    "curve-parameter-at-bound",
    "warning",
    { file, ...(sheet === undefined ? {} : { sheet }) },
    `a printed curve of ${analyte} with its asymmetry inside the bounds of the software (0.1 to 10)`,
    String(g),
    "the vendor's fit did not end inside its bounds: do not use its concentrations near the ends",
  );

export const poorFit = (file: string, sheet: string | undefined, analyte: string, got: string): Issue =>
  issue(
    "poor-fit",
    "warning",
    { file, ...(sheet === undefined ? {} : { sheet }) },
    `a fit probability above 0 for the printed curve of ${analyte}`,
    got,
    "the vendor's curve misses its standards: look at their recovery",
  );

export const curveNotRead = (file: string, sheet: string | undefined, got: string): Issue =>
  issue(
    "curve-not-read",
    "note",
    { file, ...(sheet === undefined ? {} : { sheet }) },
    "a logistic curve with four or five parameters",
    shown(got),
    "its concentrations are not recomputed",
  );

export const printedDisagrees = (
  file: string,
  analyte: string,
  compared: number,
  cells: readonly string[],
): Issue =>
  plateIssue(
    "printed-concentration-disagrees",
    "warning",
    file,
    `${count(compared, "printed concentration")} of ${analyte} as the printed curve gives them`,
    `${count(cells.length, "other one")}: ${list(cells)}`,
    "the file was edited, or the curve was refitted after the export: export again",
  );

export const labelAgainstNumber = (file: string, cells: readonly PlateCells[]): Issue =>
  plateIssue(
    "number-with-out-of-range-flag",
    "warning",
    file,
    "no concentration beside a label that it is out of range",
    inWords(cells),
    "the label decides the status; the number is kept as printed and not used",
  );

export const zeroWithErrorFlag = (file: string, n: number): Issue =>
  plateIssue(
    "zero-with-error-flag",
    "warning",
    file,
    "concentrations that the software calls good",
    `0.0 marked as not good in ${count(n, "reading")}`,
    "these are no concentrations and are read as not measured",
  );

export const replicatesDisagree = (file: string, cells: readonly PlateCells[]): Issue =>
  plateIssue(
    "replicates-disagree",
    "warning",
    file,
    "replicates on one side of the limits",
    inWords(cells),
    "the printed mean comes from the other replicate alone: do not use it",
  );

export const dilutionNotApplied = (file: string): Issue =>
  plateIssue(
    "dilution-not-applied",
    "warning",
    file,
    "concentrations of the sample",
    "concentrations of the well, beside a column with the diluted ones",
    "the dilution is kept with every row and still has to be applied",
  );

export const statusFromSignal = (file: string, rule: string): Issue =>
  plateIssue(
    "status-from-signal",
    "note",
    file,
    "a word for values below detection",
    "none: the software prints numbers and blanks",
    `the status follows from the signal: ${rule}`,
  );

export const zeroStandard = (file: string, samples: readonly string[]): Issue =>
  plateIssue(
    "zero-standard",
    "note",
    file,
    "blanks under their own name",
    `standards with concentration 0: ${list(samples)}`,
    "they are read as blanks",
  );

export const sampleTypeUnknown = (file: string, samples: readonly string[]): Issue =>
  plateIssue(
    "sample-type-unknown",
    "warning",
    file,
    "names that begin with the type (S001, U001, C001)",
    list(samples.map((name) => shown(name))),
    "they are read as unknown samples: give the types in a plate map",
  );

export const analyteMissing = (file: string): Issue =>
  plateIssue(
    "analyte-missing",
    "warning",
    file,
    "the name of the analyte",
    "none",
    "give it in the plate map, or with the plate in study.yaml",
  );

export const unitMissing = (file: string, analytes: readonly string[]): Issue =>
  plateIssue(
    "unit-missing",
    "warning",
    file,
    "the unit of each analyte",
    `none for ${list(analytes)}`,
    "give it with the plate in study.yaml",
  );

export const wellsWithoutGroup = (file: string, wells: readonly string[]): Issue =>
  plateIssue(
    "wells-without-group",
    "note",
    file,
    "every well in a group",
    `signals of ${list(wells)} in none`,
    "they are not read: put them into a group of the software if they belong to the assay",
  );

export const olinkBelowLod = (file: string, n: number): Issue =>
  plateIssue(
    "npx-below-lod",
    "note",
    file,
    "NPX above the LOD of its assay and plate",
    `${count(n, "value")} below it`,
    "they keep their numbers; the status says that they lie below the LOD",
  );

export const lodMissing = (file: string): Issue =>
  plateIssue(
    "lod-missing",
    "warning",
    file,
    "a column LOD",
    "none",
    "no value can be told to lie below the LOD: compute it from the negative controls and export again",
  );

// Plate maps

export const mapSaysNothing = (file: string): Issue =>
  plateIssue(
    "empty-plate-map",
    "error",
    file,
    "a plate map with at least one well",
    "none",
    "give a table with the columns well and sample, or a grid of names with columns 1 to 12 and rows A to H",
  );

export const mapWithoutWell = (map: string, file: string, wells: readonly string[]): Issue =>
  plateIssue(
    "map-without-well",
    "error",
    map,
    `only wells that ${file} has`,
    `${count(wells.length, "other well")}: ${list(wells)}`,
    "check that this map belongs to this plate",
  );

export const wellWithoutMap = (file: string, map: string, wells: readonly string[]): Issue =>
  plateIssue(
    "well-without-map",
    "error",
    file,
    `every well in the plate map ${map}`,
    `${count(wells.length, "row")} of wells that are not: ${list(wells)}`,
    "add them to the map; until then they keep what the file itself says",
  );

export const mapConflict = (file: string, map: string, conflicts: readonly string[]): Issue =>
  plateIssue(
    "map-conflict",
    "error",
    file,
    `what the plate map ${map} says`,
    list(conflicts),
    "correct the map or the file: the sample and its role are taken from the map, the dilution and the expected concentration from the file",
  );
