import type { Method } from "./method.ts";

/** Whether values follow a normal curve. */
export const normalityMethods: readonly Method[] = [
  {
    id: "shapiro-wilk",
    title: "Shapiro-Wilk test of normality",
    summary:
      "Asks whether a sample could come from some normal distribution. W is the squared correlation of the ordered values with the values that an ideal normal sample would have, so 1 is a perfect fit.",
    variant:
      "Royston's weights and normalising curves of 1995 for 4 to 5000 values; three values have an exact p. Tied values are taken in any order.",
    when: "Judging residuals or log concentrations before a method that supposes a normal curve, in samples of some ten to some hundred values. It is the most sensitive of the common tests to skewness and heavy tails.",
    whenNot:
      "Choosing the next test by its outcome: that spoils the error rate of the pair, and a few hundred values reject any real assay. Values at a detection limit are ties that no normal curve makes; use a fit for censored values.",
    formula:
      "W = (sum a_i x_(i))^2 / sum (x_i - m)^2, with x_(i) the ordered values, m their mean and a_i weights of unit length, nearly proportional to the expected normal order statistics.",
    source: "Shapiro and Wilk 1965, Biometrika 52:591-611; Royston 1995, Appl Stat 44:547-551 (AS R94).",
    reference: "R shapiro.test; the published formulas in mpmath.",
    accuracy:
      "Relative error of W below 1e-15 and of p below 2e-14 against the same formulas in 60 digits; the curve itself is good to some percent of p.",
    cost: "9 ms for 5000 values on a busy core, linear in n.",
    example: { code: "shapiroWilk([1, 2, 4]).pValue", value: 0.6368868450289698 },
  },
  {
    id: "lilliefors",
    title: "Lilliefors test of normality",
    summary:
      "Finds the largest gap between the distribution of the sample and the normal curve with its mean and standard deviation. It is the Kolmogorov-Smirnov test put right for the fact that the curve was fitted to the same data.",
    variant:
      "p by Dallal and Wilkinson up to 0.1, by Stephens' polynomials above; the tie rule is that of the empirical distribution.",
    when: "One number is wanted that a reader can see in a plot of the two curves: it is the widest distance between them.",
    whenNot:
      "Power matters: Shapiro-Wilk and Anderson-Darling see most departures sooner, above all those in the tails. The two p formulas meet at 0.1 with a small step.",
    formula:
      "D = max |F_n(x) - Phi((x - m) / s)|, with F_n the share of values up to x, Phi the normal distribution function, m the mean and s the standard deviation.",
    source:
      "Lilliefors 1967, J Am Stat Assoc 62:399-402; Dallal and Wilkinson 1986, Am Stat 40:294-296; Stephens 1974, J Am Stat Assoc 69:730-737.",
    reference: "R nortest lillie.test; the published formulas in mpmath.",
    accuracy: "Relative error below 5e-14 against the same formulas in 60 digits.",
    cost: "5 ms for 5000 values on a busy core, linear in n.",
    example: { code: "lilliefors([1, 2, 3, 4, 10]).statistic", value: 0.3 },
  },
  {
    id: "anderson-darling-normality",
    title: "Anderson-Darling test of normality",
    summary:
      "Adds up the squared gaps between the sample's distribution and the fitted normal curve, giving those in the tails more weight. A large sum speaks against a normal distribution.",
    variant:
      "Mean and standard deviation estimated; p by the formulas of Stephens in A squared times 1 + 0.75/n + 2.25/n^2, a bound beyond 10.",
    when: "The tails decide, as for reference limits, and a p-value is wanted that stays usable in samples of more than 5000 values.",
    whenNot:
      "Fewer than eight values. Many equal values: the formulas were made for continuous measurements, and rounding alone can lead to rejection.",
    formula:
      "A^2 = -n - (1/n) sum (2i - 1) (log P_i + log Q_(n+1-i)), with P_i and Q_i the lower and upper normal tail at the i-th ordered value, in standard deviations from the mean.",
    source: "Stephens in D'Agostino and Stephens 1986, Goodness-of-Fit Techniques, table 4.9.",
    reference: "R nortest ad.test; the published formulas in mpmath.",
    accuracy: "Relative error below 1e-13 against the same formulas in 60 digits.",
    cost: "8 ms for 5000 values on a busy core, linear in n.",
    example: {
      code: "andersonDarlingNormality([1, 2, 3, 4, 5, 6, 7, 20]).statistic",
      value: 0.9025149446472777,
    },
  },
  {
    id: "cramer-von-mises-normality",
    title: "Cramer-von Mises test of normality",
    summary:
      "Adds up, over the values, the squared distances from the sample's own distribution to a fitted normal one. The middle of the data counts as much as the ends.",
    variant:
      "Both parameters estimated; p by Stephens' formulas in W squared times 1 + 0.5/n, only a bound once that exceeds 1.1.",
    when: "Beside Lilliefors, as the test that looks at all gaps and not at the widest alone.",
    whenNot:
      "Fewer than eight values, or tails that matter more than the middle: Anderson-Darling weighs them.",
    formula:
      "W^2 = 1/(12 n) + sum (P_i - (2i - 1) / (2n))^2, with P_i the normal distribution function at the i-th ordered value, in standard deviations from the mean.",
    source: "Stephens in D'Agostino and Stephens 1986, Goodness-of-Fit Techniques, table 4.9.",
    reference: "R nortest cvm.test; the published formulas in mpmath.",
    accuracy: "Relative error below 2e-14 against the same formulas in 60 digits.",
    cost: "6 ms for 5000 values on a busy core, linear in n.",
    example: {
      code: "cramerVonMisesNormality([1, 2, 3, 4, 5, 6, 7, 20]).statistic",
      value: 0.15400346269216303,
    },
  },
];
