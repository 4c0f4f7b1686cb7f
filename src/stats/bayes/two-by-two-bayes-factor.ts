import * as elementary from "../../core/elementary.ts";
import { notOneOf, outOfRange } from "../../core/issues/input.ts";
import { type Issue, refuse } from "../../core/issues/issue.ts";
import { logBeta, logGamma } from "../../num/gamma.ts";
import { checkCount, type Table2x2 } from "../contingency/table.ts";
import type { BetaShapes } from "./two-betas.ts";

/**
 * How the table came about, and what is believed before it is seen.
 *
 * "independent-binomials": both group sizes fixed; under the alternative each risk has the beta prior `alternative`, under
 * the null the one common risk has the beta prior `null`.
 * "independent-multinomial" (Gunel & Dickey): both group sizes fixed; each risk beta(concentration, concentration), the
 * null's prior is that one conditioned on equal risks.
 * "joint-multinomial" (Gunel & Dickey): only n fixed; the four cells Dirichlet with that concentration, the null's prior
 * conditioned on independence.
 */
export type BayesFactorPrior =
  | {
      readonly sampling: "independent-binomials";
      readonly alternative: BetaShapes;
      readonly null: BetaShapes;
    }
  | { readonly sampling: "independent-multinomial" | "joint-multinomial"; readonly concentration: number };

export interface TwoByTwoBayesFactor {
  readonly method: "two-by-two-bayes-factor";
  readonly prior: BayesFactorPrior;
  /** How many times as probable the data are under association as under none; null past the range of numbers. */
  readonly bayesFactor10: number | null;
  readonly bayesFactor01: number | null;
  readonly logBayesFactor10: number;
  /** Said where a factor is too large to write; its logarithm is there. */
  readonly reason: string | null;
  readonly n: number;
}

/**
 * Bayes factor of a 2x2 table: association against none.
 *
 * A ratio of two marginal likelihoods, each a closed product of beta functions. Above 1 the data speak for association,
 * below 1 against it. It depends on the prior, which is stated and not defaulted. With concentration 1 the independent
 * multinomial is the independent binomials with uniform priors.
 *
 * Source: Gunel & Dickey 1974, Biometrika 61:545-557; Kass & Raftery 1995, J Am Stat Assoc 90:773-795, sec. 4.1.
 * Reference: exact rationals. R BayesFactor contingencyTableBF has both multinomial variants.
 * Accuracy as measured: absolute error of the logarithm below 1e-11 for n <= 10,000. Cost: closed form.
 *
 * @param table - whole counts; empty rows and columns are allowed
 * @throws InputError - lists bad cells, an unknown sampling, shapes that are not positive
 * @example twoByTwoBayesFactor([[3, 1], [1, 3]], { sampling: "independent-multinomial", concentration: 1 }).bayesFactor10 // 1.575
 */
export function twoByTwoBayesFactor(table: Table2x2, prior: BayesFactorPrior): TwoByTwoBayesFactor {
  refuse(check(table, prior));
  const [[a, b], [c, d]] = table;
  const log = logFactor(a, b, c, d, prior);
  const isTooLarge = Math.abs(log) > 709;
  return {
    method: "two-by-two-bayes-factor",
    prior,
    bayesFactor10: log > 709 ? null : elementary.exp(log),
    bayesFactor01: log < -709 ? null : elementary.exp(-log),
    logBayesFactor10: log,
    reason: isTooLarge ? "a factor beyond 1e307 is given by its logarithm only" : null,
    n: a + b + c + d,
  };
}

function logFactor(a: number, b: number, c: number, d: number, prior: BayesFactorPrior): number {
  const grown = (shapes: BetaShapes, x: number, rest: number): number =>
    logBeta(shapes.shape1 + x, shapes.shape2 + rest) - logBeta(shapes.shape1, shapes.shape2);
  if (prior.sampling === "independent-binomials")
    return grown(prior.alternative, a, b) + grown(prior.alternative, c, d) - grown(prior.null, a + c, b + d);
  const k = prior.concentration;
  const each = { shape1: k, shape2: k };
  // Conditioned on equal risks: the product of two beta(k, k) densities at one point.
  const both = { shape1: 2 * k - 1, shape2: 2 * k - 1 };
  if (prior.sampling === "independent-multinomial")
    return grown(each, a, b) + grown(each, c, d) - grown(both, a + c, b + d);
  const cells = [a, b, c, d];
  const alternative =
    cells.reduce((sum, count) => sum + logGamma(k + count) - logGamma(k), 0) -
    (logGamma(4 * k + a + b + c + d) - logGamma(4 * k));
  return alternative - grown(both, a + b, c + d) - grown(both, a + c, b + d);
}

function check(table: Table2x2, prior: BayesFactorPrior): Issue[] {
  const cells = table.flatMap((row, i) => row.flatMap((cell, j) => checkCount(`table[${i}][${j}]`, cell)));
  const positive = (path: string, value: number, least: number): Issue[] =>
    value > least && value <= 1e9 ? [] : [outOfRange(path, value, `(${least}, 1e9]`)];
  const shapes = (path: string, { shape1, shape2 }: BetaShapes): Issue[] => [
    ...positive(`${path}.shape1`, shape1, 0),
    ...positive(`${path}.shape2`, shape2, 0),
  ];
  switch (prior.sampling) {
    case "independent-binomials":
      return [
        ...cells,
        ...shapes("prior.alternative", prior.alternative),
        ...shapes("prior.null", prior.null),
      ];
    case "independent-multinomial":
    case "joint-multinomial":
      // At 1/2 and below the conditioned prior is improper.
      return [...cells, ...positive("prior.concentration", prior.concentration, 0.5)];
    default:
      return [
        ...cells,
        notOneOf(
          "prior.sampling",
          ["independent-binomials", "independent-multinomial", "joint-multinomial"],
          (prior as { sampling: unknown }).sampling,
        ),
      ];
  }
}
