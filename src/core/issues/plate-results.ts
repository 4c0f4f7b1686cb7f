/** Why an analyte of a plate has no curve or no limit, and where something else was done than asked for first. */
import { type Issue, shown } from "./issue.ts";
import { list } from "./parts.ts";
import { aboutPart } from "./plate-parts.ts";

export const noStandards = (): Issue =>
  aboutPart(
    "no-standards",
    "error",
    "standards",
    "standards with their concentrations and signals",
    "none",
    "name them with a plate map (--map) that has the columns well, sample, type and expected_conc",
  );

export const standardsWithoutConcentration = (wells: readonly string[]): Issue =>
  aboutPart(
    "standards-without-concentration",
    "error",
    "standards",
    "the concentration of every standard",
    `none for ${list(wells)}`,
    "give them in a plate map (--map), column expected_conc; these wells are not in the curve",
  );

export const backgroundChosenInstead = (blanks: number): Issue =>
  aboutPart(
    "background-ignored",
    "note",
    "blanks",
    "blank wells with signals above 0, to be standards of concentration 0",
    blanks === 0 ? "no blank well" : "a blank signal that is not above 0, which these weights cannot take",
    "the curve was fitted without blanks; say --background ignored to have it so on every plate",
  );

export const curveChosenInstead = (why: readonly string[]): Issue =>
  aboutPart(
    "four-parameters-instead",
    "note",
    "curve",
    "a good curve with five parameters",
    why.join(", "),
    "a four-parameter curve was fitted; say --curve 5PL or --curve 4PL to have one of them on every plate",
  );

export const fewBlanks = (wells: number): Issue =>
  aboutPart(
    "too-few-blanks",
    "warning",
    "blanks",
    "at least 2 blank wells for a limit of mean + k SD",
    wells < 2 ? String(wells) : `${wells} put together without a standard deviation`,
    "export every well, or take --limit lloq; without a limit it is unknown which samples are detected",
  );

export const noEp17Limit = (rule: string, why: string): Issue =>
  aboutPart(
    "no-ep17-limit",
    "warning",
    "limit of detection",
    `what ${rule} needs`,
    why,
    "name the low samples (--low-samples), export every well, or take another limit; without one it is unknown which samples are detected",
  );

/** The same problem, with the plate and the analytes that have it. */
export function ofAnalytes(plate: string, analytes: readonly string[], { at, ...rest }: Issue): Issue {
  const name = analytes.length === 0 ? plate : `${plate}, ${list(analytes)}`;
  return { ...rest, at: { ...at, path: at.path === undefined ? name : `${name}: ${at.path}` } };
}

export const nothingToFit = (): Issue =>
  aboutPart(
    "nothing-to-fit",
    "error",
    "plates",
    "standards on at least one plate, from which a curve can be fitted",
    "none",
    "name the standards with a plate map (--map), or take the concentrations as printed with --printed; nothing was written",
  );

export const controlColumnMissing = (
  file: string,
  columns: readonly string[],
  absent: readonly string[],
): Issue => ({
  code: "control-column-missing",
  severity: "error",
  at: { file },
  expected: `a table of control targets with the columns ${columns.join(", ")}`,
  got: `none named ${absent.join(", ")}`,
  advice: "runs is the number of runs from which mean and sd come; give all five",
});

export const controlNumberWrong = (file: string, row: number, column: string, got: string): Issue => ({
  code: "control-number-wrong",
  severity: "error",
  at: { file, row, column },
  expected: column === "mean" ? "a number" : "a number above 0",
  got: shown(got),
  advice: "correct it; this target is left out",
});

export const controlTwice = (file: string, row: number, control: string, analyte: string): Issue => ({
  code: "control-twice",
  severity: "error",
  at: { file, row },
  expected: "one target for each control and analyte",
  got: `a second one for ${shown(`${control}, ${analyte}`)}`,
  advice: "keep one of them; the first counts",
});

export const controlNotOnPlates = (control: string, analyte: string): Issue =>
  aboutPart(
    "control-not-on-plates",
    "warning",
    "controls",
    "every control with a target on at least one plate, under the same names",
    `no reading of ${shown(`${control}, ${analyte}`)}`,
    "compare the names of control and analyte with those in measurements.csv",
  );
