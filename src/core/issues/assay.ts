/** What can be wrong with a standard curve, a sample's replicates or a plate. `path` names what it is about. */
import { type Issue, type Severity, shown } from "./issue.ts";

const about = (
  code: string,
  severity: Severity,
  path: string,
  expected: string,
  got: string,
  advice: string,
): Issue => ({ code, severity, at: { path }, expected, got, advice });

/** Figures in a message: 4 significant digits say enough to recognise them. */
const figure = (value: number): string => String(Number(value.toPrecision(4)));

export const tooFewLevels = (parameters: number, levels: number): Issue =>
  about(
    "too-few-standard-levels",
    "error",
    "standards",
    `at least ${parameters + 1} different concentrations for a curve with ${parameters} fitted parameters`,
    String(levels),
    "use a four-parameter curve, or run more standards",
  );

export const signalNotPositive = (at: string, signal: number, weighting: string): Issue =>
  about(
    "signal-not-positive",
    "error",
    at,
    `a signal above 0 for weights ${weighting}`,
    String(signal),
    "use weights 1, or fit the signal before background is subtracted",
  );

export const noBlanks = (background: string): Issue =>
  about(
    "no-blanks",
    "error",
    "blanks",
    `at least one blank well for background "${background}"`,
    "none",
    'name the blank wells, or use background "ignored"',
  );

export const curveNotConverged = (criterion: string, iterations: number): Issue =>
  about(
    "curve-not-converged",
    "error",
    "curve",
    "a fit that has converged",
    `${criterion} after ${iterations} steps`,
    "look at the standards: wrong concentrations, a failed dilution or too few points",
  );

export const curveAtBound = (parameter: string, value: number): Issue =>
  about(
    "curve-at-bound",
    "error",
    "curve",
    `parameter ${parameter} inside the bounds of the search`,
    `${figure(value)} at its bound`,
    "the standards do not determine this curve: use a four-parameter curve, or standards over a wider range",
  );

export const parameterUndetermined = (parameter: string, value: number, standardError: number): Issue =>
  about(
    "parameter-undetermined",
    "error",
    "curve",
    `a standard error of ${parameter} that says something about it`,
    `${figure(value)} with standard error ${figure(standardError)}`,
    "the standards do not determine this curve: use a four-parameter curve, or standards over a wider range",
  );

export const noCovariance = (): Issue =>
  about(
    "curve-without-errors",
    "error",
    "curve",
    "parameters that can be told apart, and more points than parameters",
    "no covariance",
    "no interval can be given: run more standards, or use a curve with fewer parameters",
  );

export const noResponse = (pValue: number): Issue =>
  about(
    "no-response",
    "error",
    "standards",
    "signals that change with concentration",
    `the same signal at every concentration as far as its scatter shows (p = ${figure(pValue)})`,
    "check that standards were added to the plate and that the right wells are named as standards",
  );

export const wrongDirection = (expected: "rising" | "falling"): Issue =>
  about(
    "curve-upside-down",
    "error",
    "standards",
    `a ${expected} curve`,
    expected === "rising" ? "a falling one" : "a rising one",
    "check the order of the standards on the plate, or the direction stated for this assay",
  );

export const poorFit = (explained: number): Issue =>
  about(
    "poor-fit",
    "error",
    "standards",
    "a curve that explains at least 0.9 of the weighted variation of the signals",
    figure(explained),
    "check the concentrations and the order of the standards",
  );

export const outlyingStandard = (concentration: number, signal: number, pValue: number): Issue =>
  about(
    "outlying-standard",
    "warning",
    "standards",
    "standards that lie about one curve",
    `signal ${figure(signal)} at concentration ${figure(concentration)} (p = ${figure(pValue)} among all)`,
    "check its concentration (a lost decimal mark?) and its well; leave it out by a stated rule or with a reason",
  );

export const standardMisread = (concentration: number, recalculated: number): Issue =>
  about(
    "standard-misread",
    "error",
    "standards",
    "standards in the steep part of the curve to read back as what they hold, within a factor of 3",
    `${figure(concentration)} read as ${figure(recalculated)}`,
    "check its concentration (a lost decimal mark?) and its well; leave it out by a stated rule or with a reason",
  );

export const lackOfFit = (pValue: number): Issue =>
  about(
    "lack-of-fit",
    "warning",
    "standards",
    "scatter about the curve no larger than between replicates",
    `p = ${figure(pValue)}`,
    "look at the residuals: one standard may be wrong, or a five-parameter curve may be needed",
  );

export const powerNotSettled = (power: number): Issue =>
  about(
    "variance-power-at-bound",
    "warning",
    "standards",
    "a variance function that the standards determine",
    `power ${figure(power)}, at the end of what is tried, or not settled`,
    "use weights 1, 1/y or 1/y2, or estimate the power from many plates",
  );

export const hitsSeparated = (): Issue =>
  about(
    "hits-separated",
    "error",
    "rates",
    "concentrations that are detected sometimes, between others that are detected more and less often",
    "hits and misses that a single concentration parts",
    "test more concentrations near the limit",
  );

export const notPositive = (path: string, value: number): Issue =>
  about(
    "not-positive",
    "error",
    path,
    "a value above 0",
    String(value),
    "its logarithm is needed: use signals with their background, and leave out wells without one",
  );

export const notAWell = (path: string, well: string, wells: number): Issue =>
  about(
    "not-a-well",
    "error",
    path,
    `a well of a plate of ${wells}`,
    shown(well),
    "write wells as A1, without leading zeros",
  );
