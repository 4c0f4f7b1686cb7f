/** The limit of detection from shares of detected results. */
import * as elementary from "../../core/elementary.ts";
import { levelIssues } from "../checks.ts";
import { notACount, outOfRange, tooFew } from "../../core/issues/input.ts";
import { type Issue, refuse } from "../../core/issues/issue.ts";
import { hitsSeparated } from "../../core/issues/assay.ts";
import * as normal from "../../distributions/normal.ts";

/** Results of one concentration. */
export interface HitRate {
  readonly concentration: number;
  readonly detected: number;
  readonly tested: number;
}

export interface ProbitOptions {
  /** Share of results that are detected at the limit: 0.95. */
  readonly share: number;
  readonly confidence: number;
}

export interface ProbitLimit {
  readonly method: "probit-limit-of-detection";
  readonly share: number;
  readonly confidence: number;
  /** P(detected) = Phi(intercept + slope log10 concentration). */
  readonly intercept: number;
  readonly slope: number;
  readonly covariance: readonly (readonly number[])[];
  readonly limit: number;
  /** Fieller's; null where the slope is too uncertain for one. */
  readonly lower: number | null;
  readonly upper: number | null;
  readonly converged: boolean;
  readonly iterations: number;
}

const MOST_ITERATIONS = 100;

/**
 * The concentration whose results are detected with a stated probability, from a probit regression of hits on
 * log10 concentration.
 *
 * Variant: maximum likelihood by Fisher scoring; the interval is Fieller's on log10 concentration. Concentration 0 has
 * no logarithm: blanks belong to the limit of blank.
 * Source: CLSI EP17-A2; Finney, Probit Analysis, 3rd ed., secs. 4.3 and 4.6. Reference: R glm(binomial(probit)).
 * Accuracy as measured: 1e-9. Cost: some 10 passes over the levels.
 *
 * @throws InputError - fewer than 3 levels, none of them partly detected on a rising curve, counts that are not counts
 */
export function probitLimit(rates: readonly HitRate[], { share, confidence }: ProbitOptions): ProbitLimit {
  refuse(probitIssues(rates, share, confidence));
  const x = rates.map(({ concentration }) => elementary.log10(concentration));
  let intercept = normal.quantile(
    normal.standard,
    (totalOf(rates, "detected") + 0.5) / (totalOf(rates, "tested") + 1),
  );
  let slope = 0;
  let iterations = 0;
  let converged = false;
  let information = [0, 0, 0];
  while (!converged && iterations < MOST_ITERATIONS) {
    iterations++;
    const { score, expected } = scoreOf(rates, x, intercept, slope);
    information = expected;
    const [aa, ab, bb] = expected as [number, number, number];
    const determinant = aa * bb - ab * ab;
    const stepA = (bb * score[0]! - ab * score[1]!) / determinant;
    const stepB = (aa * score[1]! - ab * score[0]!) / determinant;
    // A step that would take the line past what a normal probability can tell is halved.
    const shorten = Math.min(1, 4 / Math.max(Math.abs(stepA), Math.abs(stepB)));
    intercept += shorten * stepA;
    slope += shorten * stepB;
    converged = Math.abs(stepA) + Math.abs(stepB) < 1e-11 * (1 + Math.abs(intercept) + Math.abs(slope));
  }
  const [aa, ab, bb] = information as [number, number, number];
  const determinant = aa * bb - ab * ab;
  const covariance = [
    [bb / determinant, -ab / determinant],
    [-ab / determinant, aa / determinant],
  ];
  const z = normal.upperQuantile(normal.standard, (1 - confidence) / 2);
  const target = normal.quantile(normal.standard, share);
  return {
    method: "probit-limit-of-detection",
    share,
    confidence,
    intercept,
    slope,
    covariance,
    limit: elementary.pow(10, (target - intercept) / slope),
    ...fieller(intercept - target, slope, covariance, z),
    converged,
    iterations,
  };
}

const totalOf = (rates: readonly HitRate[], name: "detected" | "tested"): number =>
  rates.reduce((sum, rate) => sum + rate[name], 0);

/** Score and expected information of intercept and slope. */
function scoreOf(
  rates: readonly HitRate[],
  x: readonly number[],
  intercept: number,
  slope: number,
): { readonly score: number[]; readonly expected: number[] } {
  const score = [0, 0];
  const expected = [0, 0, 0];
  for (const [i, { detected, tested }] of rates.entries()) {
    const at = intercept + slope * x[i]!;
    const hit = normal.cdf(normal.standard, at);
    const miss = normal.sf(normal.standard, at);
    const density = normal.density(normal.standard, at);
    // (detected - tested hit) / (hit miss), without the difference where one of them is tiny.
    const pull = density * (detected / hit - (tested - detected) / miss);
    const weight = (tested * density ** 2) / (hit * miss);
    score[0]! += pull;
    score[1]! += pull * x[i]!;
    expected[0]! += weight;
    expected[1]! += weight * x[i]!;
    expected[2]! += weight * x[i]! ** 2;
  }
  return { score, expected };
}

/** 10^x over all x with |intercept + slope x| <= z times its standard error; null where they are not an interval. */
function fieller(
  intercept: number,
  slope: number,
  covariance: readonly (readonly number[])[],
  z: number,
): { readonly lower: number | null; readonly upper: number | null } {
  const a = slope ** 2 - z ** 2 * covariance[1]![1]!;
  const b = intercept * slope - z ** 2 * covariance[0]![1]!;
  const c = intercept ** 2 - z ** 2 * covariance[0]![0]!;
  const discriminant = b ** 2 - a * c;
  if (!(a > 0) || !(discriminant >= 0)) return { lower: null, upper: null };
  return {
    lower: elementary.pow(10, (-b - Math.sqrt(discriminant)) / a),
    upper: elementary.pow(10, (-b + Math.sqrt(discriminant)) / a),
  };
}

function probitIssues(rates: readonly HitRate[], share: number, confidence: number): Issue[] {
  const found = [
    ...levelIssues("share", share),
    ...levelIssues("confidence", confidence),
    ...(rates.length < 3 ? [tooFew("rates", "concentrations", 3, rates.length)] : []),
    ...rates.flatMap(({ concentration, detected, tested }, i) => [
      ...(concentration > 0 && Number.isFinite(concentration)
        ? []
        : [outOfRange(`rates[${i}].concentration`, concentration, "(0, Infinity)")]),
      ...(Number.isInteger(tested) && tested > 0 ? [] : [notACount(`rates[${i}].tested`, tested)]),
      ...(Number.isInteger(detected) && detected >= 0 && detected <= tested
        ? []
        : [notACount(`rates[${i}].detected`, detected)]),
    ]),
  ];
  if (found.length === 0 && isSeparated(rates)) found.push(hitsSeparated());
  return found;
}

/** True where some concentration parts all misses from all hits: the slope has then no finite estimate. */
function isSeparated(rates: readonly HitRate[]): boolean {
  const sorted = [...rates].sort((a, b) => a.concentration - b.concentration);
  const hits = sorted.filter(({ detected }) => detected > 0).map(({ concentration }) => concentration);
  const misses = sorted
    .filter(({ detected, tested }) => detected < tested)
    .map(({ concentration }) => concentration);
  if (hits.length === 0 || misses.length === 0) return true;
  return Math.max(...misses) <= Math.min(...hits) || Math.max(...hits) <= Math.min(...misses);
}
