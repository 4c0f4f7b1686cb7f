import type { Method } from "./method.ts";

/** Agreement of two raters or assays. */
export const agreementMethods: readonly Method[] = [
  {
    id: "cohen-kappa",
    title: "Cohen's kappa",
    summary:
      "Measures how far two raters, readings or assays put the same samples into the same category, beyond what chance alone would bring. It is 1 for full agreement, 0 for agreement as by chance, and negative below that.",
    variant:
      "Unweighted, or with linear or quadratic weights; standard errors of Fleiss, Cohen and Everitt, one for the limits and another, under independence, for the test; limits also on the scale log(1 - kappa).",
    when: "Do two assays agree on which samples contain the analyte?",
    whenNot:
      "Comparing studies with different shares of positives: kappa falls as a category becomes rare, though the raters are as good. It does not say which rater is right.",
    formula:
      "kappa = (po - pe) / (1 - pe); po: weighted share of pairs in agreement; pe: the same were the ratings independent.",
    source:
      "Cohen 1960, Educ Psychol Meas 20:37-46 and 1968, Psychol Bull 70:213-220; Fleiss, Cohen and Everitt 1969, Psychol Bull 72:323-327.",
    reference: "R psych cohen.kappa; exact rationals.",
    accuracy: "Relative error of kappa and both standard errors below 1e-13.",
    cost: "Linear in the cells.",
    example: {
      code: 'cohenKappa([[20, 5], [2, 30]], { weights: "unweighted", confidence: 0.95 }).kappa',
      value: 0.7473084230525648,
    },
  },
];
