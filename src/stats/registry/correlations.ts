import type { Method } from "./method.ts";

/** How two numbers of the same subjects go together. */
export const correlationMethods: readonly Method[] = [
  {
    id: "pearson-correlation",
    title: "Pearson correlation",
    summary:
      "Measures from -1 to 1 how closely two numbers of the same subjects follow a straight line, and tests that there is no linear relation. The interval is computed on Fisher's z scale, where it is nearly normal.",
    variant: "Two-sided t test on n - 2 df; limits by Fisher's z, whose standard error is 1 / sqrt(n - 3).",
    whenNot:
      "Outliers or strongly skewed concentrations (one point can make the correlation): use ranks or logarithms. Non-detects have no number. A curve may have correlation 0.",
    source: "Fisher 1921, Metron 1:3-32; Snedecor and Cochran, Statistical Methods, 8th ed., ch. 10.",
    reference: "R cor.test.",
    accuracy: "Not yet measured.",
    cost: "Not yet measured.",
  },
  {
    id: "spearman-correlation",
    title: "Spearman rank correlation",
    summary:
      "Measures how far two quantities rise together, in whatever curve: it is the correlation of their ranks, and the test asks whether that is 0. Outliers count no more than their rank.",
    variant:
      "Midranks for ties. Exact over all permutations for up to 14 pairs without ties (twice the smaller tail), else t with n - 2 df; Fisher z interval with 1 / sqrt(n - 3).",
    whenNot:
      "Strong correlations, if the interval matters: its standard error is fair for weak and moderate ones. Many ties at a detection limit leave little order to correlate.",
    source: "Kendall and Gibbons, Rank Correlation Methods, 5th ed., ch. 4.",
    reference: "R cor.test (exact to n = 9).",
    accuracy: "Not yet measured.",
    cost: "30 ms at n = 14.",
  },
  {
    id: "kendall-tau-b",
    title: "Kendall's tau-b",
    summary:
      "Among all pairs of subjects, compares how many are ordered alike in both quantities with how many are ordered oppositely. 1 means always alike, -1 always opposite, and the test asks whether the two quantities are independent.",
    variant:
      "Ties by the tau-b denominator. Exact over all permutations without ties while affordable (n to about 1000), else normal with the variance for ties; interval by Fisher's z with standard error sqrt(0.437 / (n - 4)).",
    whenNot:
      "Its interval was made for normal data and strains with many ties. The number is smaller than Spearman's for the same data, so the two must not be compared.",
    source:
      "Kendall and Gibbons, Rank Correlation Methods, 5th ed., sec. 4.4 and 5.5-5.8; Knight 1966, J Am Stat Assoc 61:436-439 (counting); Fieller, Hartley and Pearson 1957, Biometrika 44:470-481.",
    reference: "R cor.test.",
    accuracy: "Not yet measured.",
    cost: "Counting pairs n log n; otherwise not yet measured.",
  },
];
