import type { Method } from "./method.ts";

/** How two numbers of the same subjects go together. */
export const correlationMethods: readonly Method[] = [
  {
    id: "pearson-correlation",
    title: "Pearson correlation",
    summary:
      "Measures from -1 to 1 how closely two numbers of the same subjects follow a straight line, and tests that there is no linear relation. The interval is computed on Fisher's z scale, where it is nearly normal.",
    variant: "Two-sided t test on n - 2 df; limits by Fisher's z, whose standard error is 1 / sqrt(n - 3).",
    when: "How closely do two assays, or a marker and an outcome on a suitable scale, follow a straight line?",
    whenNot:
      "Outliers or strongly skewed concentrations (one point can make the correlation): use ranks or logarithms. Non-detects have no number. A curve may have correlation 0.",
    formula:
      "r = Σ(xᵢ − x̄)(yᵢ − ȳ) / √(Σ(xᵢ − x̄)² Σ(yᵢ − ȳ)²); t = r √((n − 2)/(1 − r²)) on n − 2 df; limits tanh(artanh r ± z/√(n − 3)). x̄, ȳ: means; n: pairs; z: standard normal quantile at 1 − (1 − confidence)/2.",
    source: "Fisher 1921, Metron 1:3-32; Snedecor and Cochran, Statistical Methods, 8th ed., ch. 10.",
    reference: "R cor.test.",
    accuracy:
      "Relative error below 1e-14 in statistic, p and limits (50 digits, data near 0 and near a million).",
    cost: "Two passes: about 1 ms for 3000 pairs.",
    example: {
      code: "pearsonCorrelation([1, 2, 3, 4, 5], [2, 1, 4, 3, 6], { confidence: 0.95 }).estimate",
      value: 0.8219949365267865,
    },
  },
  {
    id: "spearman-correlation",
    title: "Spearman rank correlation",
    summary:
      "Measures how far two quantities rise together, in whatever curve: it is the correlation of their ranks, and the test asks whether that is 0. Outliers count no more than their rank.",
    variant:
      "Midranks for ties. Exact over all permutations for up to 14 pairs without ties (twice the smaller tail), else t with n - 2 df; Fisher z interval with 1 / sqrt(n - 3), and beside it the one of Bonett and Wright.",
    when: "Do two markers rise together, by whatever curve, with outliers in either?",
    whenNot:
      "Strong correlations, if the plain Fisher interval is to be believed: beyond 0.5 take that of Bonett and Wright. Many ties at a detection limit leave little order to correlate.",
    formula:
      "ρ: Pearson correlation of the midranks, without ties 1 − 6 Σ dᵢ²/(n³ − n); exact p over all n! orders for n ≤ 14 without ties, else t = ρ √((n − 2)/(1 − ρ²)) on n − 2 df; limits tanh(artanh ρ ± z/√(n − 3)), or with √((1 + ρ²/2)/(n − 3)) for 1/√(n − 3) (Bonett and Wright). dᵢ: difference of the two ranks of subject i; z: standard normal quantile at 1 − (1 − confidence)/2.",
    source:
      "Kendall and Gibbons, Rank Correlation Methods, 5th ed., ch. 4; Bonett and Wright 2000, Psychometrika 65:23-28.",
    reference: "R cor.test (exact to n = 9).",
    accuracy:
      "Relative error of estimate, p and limits below 1e-14 (every order of up to 8 pairs; t tail at 50 digits).",
    cost: "30 ms at n = 14.",
    example: {
      code: "spearmanCorrelation([1, 2, 3, 4, 5], [2, 1, 4, 3, 6], { confidence: 0.95 }).estimate",
      value: 0.8,
    },
  },
  {
    id: "kendall-tau-b",
    title: "Kendall's tau-b",
    summary:
      "Among all pairs of subjects, compares how many are ordered alike in both quantities with how many are ordered oppositely. 1 means always alike, -1 always opposite, and the test asks whether the two quantities are independent.",
    variant:
      "Ties by the tau-b denominator. Exact over all permutations without ties while affordable (n to about 1000), else normal with the variance for ties; interval by Fisher's z with standard error sqrt(0.437 / (n - 4)).",
    when: "If one patient has the higher level of one marker, how much more often than not does he have the higher level of the other? The measure of agreement in order with a direct meaning, good with ties on short scales.",
    whenNot:
      "Its interval was made for normal data and strains with many ties. The number is smaller than Spearman's for the same data, so the two must not be compared.",
    formula:
      "τ = (C − D) / √((P − Tₓ)(P − T_y)), P = n(n − 1)/2; exact p over all n! orders, else z = (C − D)/√V with V corrected for ties; limits tanh(artanh τ ± z √(0.437/(n − 4))). C, D: pairs ordered alike and oppositely; Tₓ, T_y: pairs tied in x and in y; n: subjects.",
    source:
      "Kendall and Gibbons, Rank Correlation Methods, 5th ed., sec. 4.4 and 5.5-5.8; Knight 1966, J Am Stat Assoc 61:436-439 (counting); Fieller, Hartley and Pearson 1957, Biometrika 44:470-481.",
    reference: "R cor.test.",
    accuracy:
      "Relative error of estimate, p and limits below 1e-14 (every order of up to 8 pairs; tails at 50 digits).",
    cost: "Counting pairs n log n; the exact p with the square of n and more: 0.3 ms for 60 pairs, 20 ms for 200, 0.7 s for 600.",
    example: {
      code: "kendallTauB([1, 2, 3, 4, 5], [2, 1, 4, 3, 6], { confidence: 0.95 }).pValue",
      value: 0.23333333333333334,
    },
  },
];
