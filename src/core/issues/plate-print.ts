/** Remarks about what the software of an instrument printed, and what it left out. */
import { type Issue, shown } from "./issue.ts";
import { count, issue, list } from "./parts.ts";
import { cellsInWords, type PlateCells, plateIssue } from "./plate-parts.ts";

export const lowBeadCount = (file: string, minimum: number, cells: readonly PlateCells[]): Issue =>
  plateIssue(
    "low-bead-count",
    "warning",
    file,
    `at least ${minimum} beads per well and analyte`,
    `fewer in ${count(cells.length, "reading")}: ${cellsInWords(cells)}`,
    "check these wells; the readings are kept and carry their bead counts",
  );

export const limitBeforeDilution = (file: string, cells: readonly PlateCells[]): Issue =>
  plateIssue(
    "limit-not-multiplied-by-dilution",
    "warning",
    file,
    "bounds of the sample",
    `bounds before dilution beside concentrations after it: ${cellsInWords(cells)}`,
    "the bounds are multiplied by the dilution here; the printed text stays",
  );

export const outsideStandards = (file: string, cells: readonly PlateCells[]): Issue =>
  plateIssue(
    "number-outside-standards",
    "warning",
    file,
    "a mark on concentrations beyond the standards",
    `plain numbers beyond them: ${cellsInWords(cells)}`,
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
    "standards whose expected concentrations step evenly",
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
    cellsInWords(cells),
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
    cellsInWords(cells),
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
    "give it in a plate map, in a column analyte",
  );

export const unitMissing = (file: string, analytes: readonly string[]): Issue =>
  plateIssue(
    "unit-missing",
    "warning",
    file,
    "the unit of each analyte",
    `none for ${list(analytes)}`,
    "give it in a plate map, in a column unit",
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

export const noBlanks = (file: string, analyte: string): Issue =>
  plateIssue(
    "no-blanks",
    "warning",
    file,
    `two or more blanks of ${analyte} on the plate`,
    "fewer",
    "the software prints numbers down to the blank, and nothing here says which of them are those of a blank: they are read as quantified",
  );

export const boundUnclear = (file: string, cells: readonly PlateCells[]): Issue =>
  plateIssue(
    "bound-unclear",
    "warning",
    file,
    "bounds of diluted samples that equal a standard of the file",
    cellsInWords(cells),
    "they are kept as printed and may hold before or after dilution: add the expected concentrations to the export",
  );
