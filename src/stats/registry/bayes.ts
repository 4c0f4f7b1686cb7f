import type { Method } from "./method.ts";

/** Two risks seen as a posterior distribution. */
export const bayesMethods: readonly Method[] = [
  {
    id: "beta-binomial-two-risks",
    title: "Posterior comparison of two risks",
    summary:
      "States how probable it is, given the data and a stated prior, that one group's risk exceeds the other's, or does so by a margin. It also gives the range that holds the difference, ratio and odds ratio with a given probability.",
    variant:
      "Independent beta priors, named by the caller; equal-tailed intervals of all three effects and the shortest interval of the difference; probabilities by quadrature whose change at half the step is reported.",
    when: "With what probability is the analyte detected more often in cases than in controls?",
    whenNot:
      "A test with a fixed error rate is asked for: a posterior probability is none. Strong conclusions from very few subjects, where the prior decides; repeat it with another.",
    formula:
      "P(p1 - p2 > m) = integral of f2(y) P(p1 > y + m) over y; p_i: beta(a_i + x_i, b_i + n_i - x_i) with prior shapes a, b, events x and subjects n; f2: density of p2; m: margin.",
    source: "Agresti and Min 2005, Biometrics 61:515-523; Nurminen and Mutanen 1987, Scand J Stat 14:67-77.",
    reference: "Exact rationals for whole shapes, mpmath quadrature.",
    accuracy:
      "Probabilities to a relative 1e-13 down to 1e-139, 1e-12 for posteriors of 1,000 subjects; limits reproduce their tails to 1e-10.",
    cost: "50 ms in all; 0.5 ms per probability.",
    example: {
      code: "betaBinomialTwoRisks(3, 4, 1, 4, { prior1: { shape1: 1, shape2: 1 }, prior2: { shape1: 1, shape2: 1 }, confidence: 0.95, margin: 0 }).probabilityAbove",
      value: 0.8968253968253969,
    },
  },
  {
    id: "two-by-two-bayes-factor",
    title: "Bayes factor of a 2x2 table",
    summary:
      "Says how many times as probable the table is if group and event are associated as if they are not. Unlike a p-value it can speak for the absence of an association.",
    variant:
      "The caller names the sampling and the prior: independent binomials with beta priors, or the independent or joint multinomial of Gunel and Dickey with a concentration.",
    when: "Do the data favour a difference in detection, favour none, or say little either way?",
    whenNot:
      "Vague priors chosen for convenience: the vaguer the prior of the alternative, the more the factor favours no association, whatever the data.",
    formula:
      "BF10 = m1 / m0; m1: probability of the table averaged over the prior of the alternative, m0: over that of the null; both are products of beta functions.",
    source:
      "Gunel and Dickey 1974, Biometrika 61:545-557; Kass and Raftery 1995, J Am Stat Assoc 90:773-795, sec. 4.1.",
    reference: "Exact rationals; mpmath.",
    accuracy: "Absolute error of the logarithm below 1e-11 for n <= 10,000.",
    cost: "Closed form.",
    example: {
      code: 'twoByTwoBayesFactor([[3, 1], [1, 3]], { sampling: "independent-multinomial", concentration: 1 }).bayesFactor10',
      value: 1.575,
    },
  },
];
