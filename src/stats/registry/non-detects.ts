import type { Method } from "./method.ts";

/** Values with non-detects, without a distribution. */
export const nonDetectMethods: readonly Method[] = [
  {
    id: "left-kaplan-meier",
    title: "Kaplan-Meier for non-detects",
    summary:
      "Estimates what share of subjects lies below each concentration when some are only known to lie below a limit, whatever the number of limits. Median and other quantiles are read off the curve; where they fall among the non-detects the answer is a bound, not a number.",
    variant:
      "Product limit from the largest value down, a non-detect at risk at a detect equal to its limit; Greenwood variance, limits on the plain, log, log-log or logit scale. The mean counts the mass below the lowest detect at the lowest detect.",
    when: "What are the median, the quartiles and the distribution of a marker with non-detects under several limits? It needs no assumption about the shape, and every sample with at least one detect has a curve.",
    whenNot:
      "One single limit below all detects: the curve then is the plain share of values, and its mean is too high by as much as the non-detects lie below the lowest detect. Limits that depend on the concentration itself, such as dilutions chosen after a first reading.",
    formula:
      "P(X < x) = product over detects v >= x of (r - d) / r, with d the detects equal to v and r the subjects at risk there: all values up to v and all non-detects with a limit up to v.",
    source:
      "Kaplan and Meier 1958, J Am Stat Assoc 53:457-481; Helsel, Statistics for Censored Environmental Data, 2nd ed., sec. 6.3; Brookmeyer and Crowley 1982, Biometrics 38:29-41 (limits of quantiles).",
    reference: "R survival survfit on values turned round; NADA cenfit.",
    accuracy: "Relative 1e-12 against survfit at its 15 printed digits, on all four scales.",
    cost: "0.3 ms at n = 637, 4 ms at n = 6,370: one sort.",
    example: {
      code: 'leftKaplanMeier({ values: [1, 2, 4, 8], nondetect: [true, false, false, false] }, { confidence: 0.95, scale: "plain", probabilities: [0.5] }).mean',
      value: 4,
    },
  },
  {
    id: "regression-on-order-statistics",
    title: "Robust regression on order statistics (ROS)",
    summary:
      "Estimates mean, standard deviation and quantiles when some values are non-detects. A line through the detects against normal quantiles says where the non-detects may lie; detects are used as they are, so that a bad fit does little harm.",
    variant:
      "Hirsch-Stedinger plotting positions for any number of limits; least squares on the values or on their logarithms; quantiles interpolated (type 7). Non-detects with a limit above the largest detect are left out.",
    when: "Summaries of a skewed marker with up to some 80 % non-detects, in samples too small to trust a fitted distribution altogether.",
    whenNot:
      "Using the modelled values one by one, as data for a test or a model: each is an invention, only their collective serves. Fewer than two detects give no line; standard errors and intervals are not defined by it.",
    formula:
      "x_i = exp(a + b z_i) for a non-detect, with z_i the normal quantile of its plotting position and a, b from least squares of log detects on their own z; limit j has exceedance p_j = p_(j+1) + A_j (1 - p_(j+1)) / (A_j + B_j), A_j the detects from limit j to the next, B_j the values below it.",
    source:
      "Helsel and Cohn 1988, Water Resour Res 24:1997-2004; Hirsch and Stedinger 1987, Water Resour Res 23:715-727.",
    reference: "R NADA ros; the definitions in mpmath.",
    accuracy: "Relative 1e-13 against the definitions in 50 digits.",
    cost: "0.7 ms at n = 637, linear in n.",
    example: {
      code: 'regressionOnOrderStatistics({ values: [1, 1, 2, 3, 5, 5, 8, 13], nondetect: [true, true, false, false, true, false, false, false] }, { scale: "log", probabilities: [] }).limits.map((limit) => limit.exceedance)',
      value: [0.6875, 0.375],
    },
  },
  {
    id: "peto-peto",
    title: "Peto-Peto test with non-detects",
    summary:
      "Tests that two or more groups have the same distribution when values may lie below one or several limits. It ranks only what can be ranked and gives differences among high values more weight.",
    variant:
      "Weights P(X <= detect) of the pooled product limit, hypergeometric variance, chi-square; the variance over permutations beside it. Groups with all limits above every detect are left out of the degrees of freedom.",
    when: "Do concentrations differ between groups, with limits that vary from plate to plate? A group that is wholly non-detect is welcome.",
    whenNot:
      "Limits that differ systematically between the groups because of how these were measured: the chi-square then depends on the limits too, and the permutation form does not hold. Very small groups: take the permutation test.",
    formula:
      "O_g - E_g = sum over detects v of w(v) (d_g - d r_g / r), chi-square = (O - E)' V^-1 (O - E), with d_g and r_g the detects at v and the subjects at risk of group g, d and r their totals, w(v) = P(X <= v).",
    source:
      "Peto and Peto 1972, J R Stat Soc A 135:185-207; Harrington and Fleming 1982, Biometrika 69:553-566.",
    reference: "R survdiff(rho = 1) on values turned round; NADA cendiff; exact fractions.",
    accuracy: "Statistic to a relative 1e-12 against exact fractions, log p down to -300.",
    cost: "0.5 ms for 637 values in 5 groups, 5 ms for 6,370: one sort.",
    example: {
      code: "petoPeto([{ values: [1, 2, 3], nondetect: [true, false, false] }, { values: [4, 5, 6], nondetect: [false, false, false] }]).groups.map((group) => group.observed)",
      value: [0.8333333333333334, 2.5],
    },
  },
  {
    id: "gehan",
    title: "Gehan's test with non-detects",
    summary:
      "Tests that two or more groups come from one distribution by counting, for every subject, how many others are surely below and surely above it. Pairs that the limits leave undecided count for neither side.",
    variant:
      "Breslow's hypergeometric variance and, in the permutation form, Mantel's; chi-square. Without non-detects the permutation form is Kruskal-Wallis with ties.",
    when: "A rank test is wanted whose scores can be explained in one sentence, or the classical companion to Mann-Whitney for several limits.",
    whenNot:
      "Many non-detects at high limits: its weights then depend on who was censored, and Peto-Peto is steadier. Groups whose patterns of limits differ by design.",
    formula:
      "U_i = number of subjects surely below i - number surely above; chi-square = (N - 1) sum_g (W_g^2 / n_g) / sum_i U_i^2 in the permutation form, W_g the sum of U over the n_g subjects of group g, N all subjects.",
    source:
      "Gehan 1965, Biometrika 52:203-223; Breslow 1970, Biometrika 57:579-594; Mantel 1967, Biometrics 23:65-78.",
    reference: "Exact fractions by looking at every pair; Kruskal-Wallis where nothing is censored.",
    accuracy: "Statistic to a relative 1e-12 against exact fractions.",
    cost: "0.5 ms for 637 values in 5 groups, 5 ms for 6,370: one sort.",
    example: {
      code: "gehan([{ values: [1, 2, 3], nondetect: [true, false, false] }, { values: [4, 5, 6], nondetect: [false, false, false] }]).groups.map((group) => group.scoreSum)",
      value: [-9, 9],
    },
  },
  {
    id: "censored-log-rank",
    title: "Log-rank test with non-detects",
    summary:
      "Tests that groups with non-detects come from one distribution, with all detects counting alike. It is the third of the family of Peto-Peto and Gehan.",
    variant: "Hypergeometric variance, chi-square; the permutation variance beside it.",
    when: "Differences are expected among the low detects, or as a sensitivity analysis beside Peto-Peto.",
    whenNot:
      "The usual question whether one group tends to be higher: Peto-Peto and Gehan answer that with more power, since here the few lowest detects weigh most.",
    formula:
      "O_g - E_g = sum over detects v of (d_g - d r_g / r), with d_g, r_g the detects at v and the subjects at risk of group g, d and r their totals.",
    source: "Mantel 1966, Cancer Chemother Rep 50:163-170; Peto and Peto 1972, J R Stat Soc A 135:185-207.",
    reference: "R survdiff(rho = 0) on values turned round; exact fractions.",
    accuracy: "Statistic to a relative 1e-12 against exact fractions.",
    cost: "0.5 ms for 637 values in 5 groups: one sort.",
    example: {
      code: "censoredLogRank([{ values: [1, 2], nondetect: [true, false] }, { values: [3], nondetect: [false] }]).groups.map((group) => group.scoreSum)",
      value: [-0.6666666666666666, 0.6666666666666667],
    },
  },
  {
    id: "censored-permutation",
    title: "Permutation test with non-detects",
    summary:
      "Gives the p-value of Peto-Peto, Gehan or log-rank scores from all ways to share the subjects out to the groups, instead of from chi-square. It holds in groups of any size, and where nearly all values are non-detects.",
    variant:
      "Two groups: exact, on a lattice where the scores are whole, else from lists of sums (some 40 different scores); more groups: all tables while some millions; otherwise seeded random permutations, p = (1 + hits)/(1 + draws), with Clopper-Pearson limits at 99 %. Two-sided by distance from the mean.",
    when: "Small groups, or few detects, compared under limits that have nothing to do with the group.",
    whenNot:
      "Limits that differ between the groups, as when each was measured on its own plate: exchanging subjects would exchange limits too, and the p-value means nothing then.",
    formula:
      "p = share of arrangements with |W - E(W)| >= the observed one, W the sum of the scores of the first group; for more groups with sum_g W_g^2 / n_g at least the observed one.",
    source:
      "Peto and Peto 1972, J R Stat Soc A 135:185-207, sec. 4; Streitberg and Roehmel 1986, Stat Software Newsletter 12:10-17; Phipson and Smyth 2010, Stat Appl Genet Mol Biol 9:39.",
    reference:
      "Enumeration of every arrangement in exact fractions; exact Mann-Whitney where nothing is censored.",
    accuracy: "Relative 1e-13 against enumeration (N up to 14).",
    cost: "Two groups under three limits: 35 ms for 30 v 30 by Peto-Peto, 0.3 s for 100 v 100 by Gehan; 10,000 random permutations of 637 values 0.5 s, on a busy core.",
    example: {
      code: 'censoredPermutation([{ values: [1, 2, 3], nondetect: [true, false, false] }, { values: [4, 5, 6], nondetect: [false, false, false] }], { scores: "gehan", draws: 1, seed: 1 }).pValue',
      value: 0.1,
    },
  },
  {
    id: "paired-prentice-wilcoxon",
    title: "Paired Prentice-Wilcoxon test",
    summary:
      "Tests for paired values with non-detects, such as serum before and after treatment, that both measurements have the same distribution. All values are scored together and the differences of the two scores of each subject added up.",
    variant:
      "O'Brien and Fleming's scores with Prentice's estimate r/(r + 1); pairs of undecided order count as no difference. Exact over exchanges within pairs (some 36 different differences), else normal.",
    when: "Two measurements of each subject, at least one of them often below a limit, and the size of the change matters as well as its direction.",
    whenNot:
      "Fewer than six decided pairs, which cannot reach 5 % two-sided. Limits that differ between the two occasions by design: a pair then is undecided for a reason that is tied to the occasion.",
    formula:
      "z = sum d_i / sqrt(sum d_i^2), d_i the score of x_i less that of y_i; a detect scores 2 S - 1, a non-detect S - 1, S the product of r / (r + 1) over the detects from there up, r the values at risk.",
    source: "O'Brien and Fleming 1987, Biometrics 43:169-180; Prentice 1978, Biometrika 65:167-179.",
    reference: "The definition in exact fractions, every exchange listed.",
    accuracy: "z to a relative 1e-14, exact p to 1e-13 against fractions (up to 13 pairs).",
    cost: "1 ms for 30 pairs, 25 ms for 36 exact; 15 ms for 4,000 by the normal curve.",
    example: {
      code: 'pairedPrenticeWilcoxon({ x: [1, 2, 3], y: [2, 4, 6] }, { alternative: "two-sided" }).pValue',
      value: 0.25,
    },
  },
  {
    id: "censored-sign-test",
    title: "Sign test of pairs with non-detects",
    summary:
      "Asks for paired values whether one measurement is as often above the other as below it. Only pairs whose order is certain are counted, so that any mixture of limits can be used.",
    variant:
      "Exact binomial over decided pairs, two-sided twice the smaller tail; Fong's modified p, which keeps equal and undecided pairs in the denominator, beside it.",
    when: "Paired measurements of which nothing but the direction of change can be trusted.",
    whenNot:
      "Most pairs undecided: the answer then speaks of a selected few. With mostly detects the paired Prentice-Wilcoxon test sees more.",
    formula:
      "p = 2 P(K >= max(a, b)), K binomial with a + b pairs and share 1/2, a and b the pairs surely above and surely below; Fong: P(K >= max(a, b)) / P(K >= floor((a + b + 1) / 2)), K over all pairs.",
    source:
      "Conover, Practical Nonparametric Statistics, 3rd ed., sec. 3.4; Fong, Kwan, Lam and Lam 2003, Am Stat 57:237-240.",
    reference: "R binom.test; sums of exact fractions.",
    accuracy: "Relative 1e-13 against exact fractions.",
    cost: "2 ms for 4,000 pairs, linear in n.",
    example: {
      code: 'censoredSignTest({ x: [1, 2, 3, 5], y: [2, 4, 6, 1], xNondetect: [true, false, false, true], yNondetect: [false, false, false, false] }, { alternative: "two-sided" }).below',
      value: 3,
    },
  },
  {
    id: "censored-kendall",
    title: "Kendall's tau with non-detects",
    summary:
      "Measures and tests whether two variables rise together when either or both have values below a limit. Pairs of subjects are counted that are surely ordered alike, less those surely ordered oppositely; undecided ones count as ties.",
    variant:
      "tau-a and tau-b; two-sided normal with the score moved 1 towards 0 and NADA's variance, which is Kendall's own with ties where nothing is censored.",
    when: "Is a marker associated with age, with time or with another marker, with non-detects under several limits on either side?",
    whenNot:
      "Mostly undecided pairs: tau-a is then near 0 whatever the association. Fewer than about ten subjects, where the normal curve is rough.",
    formula:
      "S = sum over pairs of sign(x) sign(y), sure orders only; tau-a = S / J, tau-b = S / sqrt((J - T_x)(J - T_y)), z = (S - sign S) / sd, J all pairs of subjects, T the pairs tied or undecided.",
    source:
      "Helsel, Statistics for Censored Environmental Data, 2nd ed., sec. 12.4; Kendall and Gibbons, Rank Correlation Methods, 5th ed., sec. 5.8.",
    reference: "R NADA cenken (ktau); R cor.test where nothing is censored; exact fractions.",
    accuracy: "Relative 1e-14 against exact fractions, log p to -66.",
    cost: "7 ms for 1,000 subjects, 25 ms for 2,000: quadratic.",
    example: {
      code: "censoredKendall({ x: [1, 2, 3, 4, 5, 6], y: [1, 1, 2, 2.5, 4, 3], yNondetect: [true, true, false, false, false, false] }).tauA",
      value: 0.8,
    },
  },
  {
    id: "akritas-theil-sen",
    title: "Akritas-Theil-Sen line",
    summary:
      "Fits a straight line to a variable with non-detects that outliers hardly move and that supposes no distribution. Its slope is the one that leaves no association between x and the residuals by Kendall's tau.",
    variant:
      "Exact weighted median of the slopes between subjects, the middle where several do equally; intercept by Turnbull's median of the residuals, the upper end where that is an interval.",
    when: "How much does a marker change per year or per unit of another variable, with values below one or several limits?",
    whenNot:
      "Mostly non-detects: the slope is then 0, or only bounded. A curved relation. The line has no standard error here; test it by Kendall's tau.",
    formula:
      "b with S(b) = 0, S(b) Kendall's score of x and y - b x with sure orders only; S falls by 2 at the slope (y_j - y_i)/(x_j - x_i) of two detects, by 1 at that of a detect and a non-detect.",
    source:
      "Akritas, Murphy and LaValley 1995, J Am Stat Assoc 90:170-177; Helsel, Statistics for Censored Environmental Data, 2nd ed., sec. 12.5.",
    reference: "R NADA cenken; the score looked at between all slopes, in exact fractions.",
    accuracy:
      "Slope to a relative 1e-15 against exact fractions; the intercept as good as Turnbull's estimate.",
    cost: "30 ms for 1,000 subjects, 0.1 s for 2,000: quadratic.",
    example: {
      code: 'akritasTheilSen({ x: [1, 2, 3, 4, 5, 6], y: [1, 1, 2, 2.5, 4, 3], yNondetect: [true, true, false, false, false, false] }, { nondetectPlace: "at-limit", smallestY: 0 }).slope',
      value: 0.875,
    },
  },
  {
    id: "turnbull",
    title: "Turnbull's estimate",
    summary:
      "Estimates a distribution from values that are known exactly, only to lie between two numbers, below one or above one, in any mixture. It is the most likely of all distributions, and says where it is silent.",
    variant:
      "Innermost intervals; EM with iterative convex minorant and Newton steps until the Kuhn-Tucker conditions bound what is missing of the log-likelihood. Ends open, or the upper one closed, as stated.",
    when: "Values between detection and quantification limits, above an upper limit, or known at visits only.",
    whenNot:
      "A smooth curve or a mean is wanted: mass sits in few places, and within an interval nothing is said. With non-detects and nothing else Kaplan-Meier gives the same with standard errors.",
    formula:
      "maximise sum_i log(sum of p_j over places j inside interval i) over p >= 0 with sum 1; gap = n log(max_j D_j / n), D_j = sum of 1/f_i over the intervals that hold j, f_i the mass of interval i.",
    source:
      "Turnbull 1976, J R Stat Soc B 38:290-295; Wellner and Zhan 1997, J Am Stat Assoc 92:945-959; Gentleman and Geyer 1994, Biometrika 81:618-623.",
    reference:
      "Kaplan-Meier and isotonic regression, where these are the answer; Kuhn-Tucker conditions elsewhere.",
    accuracy: "Log-likelihood within 1e-11 per subject of the maximum, proven in each result.",
    cost: "2 to 3 ms for 1,000 intervals on a grid or with one look each, 0.1 s for 2,000 with 1,400 places; some ten steps, each linear in n.",
    example: {
      code: 'turnbull({ lower: [0, 1, 3], upper: [2, 3, 4] }, { ends: "open", probabilities: [] }).places.map((place) => place.probability)',
      value: [0.6666666666666666, 0.3333333333333333],
    },
  },
];
