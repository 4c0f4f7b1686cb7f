import type { Method } from "./method.ts";

/** Tables taken together over strata. */
export const strataMethods: readonly Method[] = [
  {
    id: "mantel-haenszel-odds-ratio",
    title: "Mantel-Haenszel common odds ratio",
    summary:
      "Estimates one odds ratio from several 2x2 tables, one per centre, plate or age band, each compared only within itself. Large and balanced strata weigh most, so a difference between centres in how often the event occurs cannot pass for an effect of the group.",
    variant:
      "Sum of a d / n over sum of b c / n; limits on the log scale with the variance of Robins, Breslow and Greenland, for few large strata and for many small ones.",
    when: "Is the analyte detected more often in one group than in the other, once every centre is compared with itself?",
    whenNot:
      "Odds ratios that differ clearly between strata: one number then hides them; look at the Breslow-Day test. Sparse tables with a zero in every stratum: no limits exist here, whereas the exact common odds ratio has them.",
    formula:
      "OR = sum(a_k d_k / n_k) / sum(b_k c_k / n_k) over strata k; a, b: events and others of group 1; c, d: those of group 2; n: subjects of the stratum.",
    source:
      "Mantel and Haenszel 1959, J Natl Cancer Inst 22:719-748; Robins, Breslow and Greenland 1986, Biometrics 42:311-323.",
    reference: "R mantelhaen.test; exact rationals.",
    accuracy: "Relative error below 1e-14.",
    cost: "Linear in the strata.",
    example: {
      code: "mantelHaenszelOddsRatio([[[33, 6], [31, 30]], [[26, 11], [35, 90]]], { confidence: 0.95 }).estimate",
      value: 5.746299102459495,
    },
  },
  {
    id: "mantel-haenszel-risk-ratio",
    title: "Mantel-Haenszel common risk ratio",
    summary:
      "Estimates how many times as likely the event is in group 1 as in group 2, held to be alike in all strata. Each stratum contributes according to its size and balance.",
    variant:
      "Sum of a row2 / n over sum of c row1 / n; limits by the standard error that Greenland and Robins give for its logarithm.",
    when: "By what factor does the share of detected samples differ between two groups that were measured on several plates?",
    whenNot:
      "Case-control samples, in which no risk can be estimated; take the odds ratio. No event at all in one of the groups leaves it without limits.",
    formula:
      "RR = sum(a_k m2_k / n_k) / sum(c_k m1_k / n_k) over strata k; a, c: events of groups 1 and 2; m1, m2: their subjects; n = m1 + m2.",
    source: "Greenland and Robins 1985, Biometrics 41:55-68.",
    reference: 'R metafor rma.mh(measure = "RR"); exact rationals.',
    accuracy: "Relative error below 1e-14.",
    cost: "Linear in the strata.",
    example: {
      code: "mantelHaenszelRiskRatio([[[33, 6], [31, 30]], [[26, 11], [35, 90]]], { confidence: 0.95 }).estimate",
      value: 2.0011986796083088,
    },
  },
  {
    id: "mantel-haenszel-risk-difference",
    title: "Mantel-Haenszel common risk difference",
    summary:
      "Estimates by how much the share of subjects with the event differs between two groups, averaged over strata. The average is weighted by m1 m2 / n, so that lopsided strata count little.",
    variant:
      "Variance of Sato, right also for many small strata, or of Greenland and Robins, right for few large ones; the caller names it. Limits are not cut at -1 and 1.",
    when: "How many more samples in a hundred are detected in one group, centre by centre?",
    whenNot:
      "Risks near 0 or 1 that differ much between strata: a difference seldom stays constant there, a ratio of odds rather does.",
    formula:
      "RD = sum((a_k m2_k - c_k m1_k) / n_k) / sum(m1_k m2_k / n_k) over strata k; a, c: events of groups 1 and 2; m1, m2: their subjects; n = m1 + m2.",
    source: "Greenland and Robins 1985, Biometrics 41:55-68; Sato 1989, Biometrics 45:1323-1324.",
    reference: 'R metafor rma.mh(measure = "RD"); exact rationals.',
    accuracy: "Relative error below 1e-13.",
    cost: "Linear in the strata.",
    example: {
      code: 'mantelHaenszelRiskDifference([[[33, 6], [31, 30]], [[26, 11], [35, 90]]], { confidence: 0.95, variance: "sato" }).standardError',
      value: 0.060789782347465258,
    },
  },
  {
    id: "mantel-haenszel-test",
    title: "Mantel-Haenszel test",
    summary:
      "Tests that group and event are independent in every one of several 2x2 tables. The excess of events in group 1 is added up over the strata and compared with its variance given all margins.",
    variant:
      "Two-sided chi-square with 1 degree of freedom, hypergeometric variance; also with 1/2 taken off the absolute excess, unless that is below 1/2.",
    when: "Is there any association of group and detection after allowing for the centre?",
    whenNot:
      "Effects of opposite direction in different strata: they cancel, and the test sees nothing. Few events in all: the exact test costs nothing more.",
    formula:
      "X2 = (sum(a_k) - sum(m1_k e_k / n_k))^2 / sum(m1_k m2_k e_k f_k / (n_k^2 (n_k - 1))) over strata k; a: events of group 1; m1, m2: subjects of the groups; e, f: events and others; n: all.",
    source:
      "Mantel and Haenszel 1959, J Natl Cancer Inst 22:719-748; Agresti, Categorical Data Analysis, 3rd ed., sec. 6.4.2.",
    reference: "R mantelhaen.test(correct = FALSE and TRUE); exact rationals.",
    accuracy: "Relative error of the statistics below 1e-13.",
    cost: "Linear in the strata.",
    example: {
      code: "mantelHaenszelTest([[[33, 6], [31, 30]], [[26, 11], [35, 90]]]).pValue",
      value: 9.580397893459754e-9,
    },
  },
  {
    id: "exact-common-odds-ratio",
    title: "Exact common odds ratio of several 2x2 tables",
    summary:
      "Estimates one odds ratio for all strata, with limits and a p-value that need no large numbers. Given all margins, the sum of the first cells has an exactly known distribution, in which only the odds ratio is unknown.",
    variant:
      "Conditional maximum likelihood; limits by inverting both one-sided tests, and mid-p limits beside them; two-sided p by minimum likelihood, ties within a relative 1e-7. One stratum gives Fisher's test.",
    when: "Does detection differ between groups when each of many small centres or plates brings only a handful of samples?",
    whenNot:
      "Odds ratios that are not the same everywhere: estimate and limits then describe no stratum. Exact limits are cautious where few values are possible; the mid-p limits are less so.",
    formula:
      "P(T = t) = c_t OR^t / sum(c_u OR^u over all u); T: sum of the strata's first cells; c_t: number of ways in which all strata's tables with the given margins have the sum t.",
    source:
      "Gart 1970, Biometrika 57:471-475; Agresti, Categorical Data Analysis, 3rd ed., sec. 7.3.5; Mehta, Patel and Gray 1985, J Am Stat Assoc 80:969-973.",
    reference:
      "R mantelhaen.test(exact = TRUE), whose estimate and limits hold 4 digits; whole-number convolution.",
    accuracy: "p, log p, odds ratio and limits to a relative 1e-13 for n <= 1,000, also at p = 1e-93.",
    cost: "1 ms for 5 strata of 12, 40 ms for 13 strata of 350,000 in all, 100 ms for 100 strata of 200, 0.4 s for 100 strata of 2,000.",
    example: {
      code: 'exactCommonOddsRatio([[[33, 6], [31, 30]], [[26, 11], [35, 90]]], { alternative: "two-sided", confidence: 0.95 }).inference.oddsRatio',
      value: 5.692163374580496,
    },
  },
  {
    id: "breslow-day",
    title: "Breslow-Day test of homogeneous odds ratios",
    summary:
      "Tests that the odds ratio is the same in all strata. Every stratum's first cell is compared with the value that it would have at the common Mantel-Haenszel odds ratio.",
    variant:
      "Chi-square with one degree of freedom less than there are informative strata, without and with the correction of Tarone; strata lacking a group or an outcome left out with a warning.",
    when: "Do the centres agree in how strongly the group is associated with detection, so that one odds ratio may stand for all?",
    whenNot:
      "Small strata: the chi-square curve needs fitted cells of about 5. A large p-value is no proof of homogeneity, since the test has little power.",
    formula:
      "X2 = sum((a_k - e_k)^2 / v_k) over strata k, less (sum(a_k - e_k))^2 / sum(v_k) for Tarone's; e: first cell at the common odds ratio with the stratum's margins; 1/v: sum of the reciprocals of the four fitted cells.",
    source:
      "Breslow and Day 1980, Statistical Methods in Cancer Research 1, sec. 4.4; Tarone 1985, Biometrika 72:91-95.",
    reference: "R DescTools BreslowDayTest, whose p-values are 0 below 1e-16; 50-digit arithmetic.",
    accuracy: "Relative error of the statistics below 1e-12, of p below 1e-11.",
    cost: "Linear in the strata.",
    example: {
      code: "breslowDay([[[33, 6], [31, 30]], [[26, 11], [35, 90]]]).taroneStatistic",
      value: 0.04074909644226372,
    },
  },
  {
    id: "zelen-exact",
    title: "Zelen's exact test of homogeneous odds ratios",
    summary:
      "Tests that all strata have one odds ratio, whatever its size, without an approximation for large counts. Given every margin and the total of the first cells, each possible set of tables has a known probability.",
    variant:
      "p by minimum likelihood over sets of tables, equality to a relative 1e-7; sets decided together by bounds on what is to come.",
    when: "Do small centres agree in how strongly the group goes with detection?",
    whenNot:
      "Many or large strata, whose sets are too many to go through: the result then says so. Agreement by this test is weak evidence when the strata are sparse.",
    formula:
      "P(a_1 ... a_K) = product of C(e_k, a_k) C(f_k, m_k - a_k) over its sum for all sets with the same total of a; a: events of group 1 in stratum k; m: its size; e, f: events and others of both groups.",
    source:
      "Zelen 1971, Biometrika 58:129-137; bounds: Mehta, Patel and Gray 1985, J Am Stat Assoc 80:969-973.",
    reference: "Whole-number enumeration.",
    accuracy: "Relative error below 1e-13 down to p = 2e-6.",
    cost: "10 to 60 ms for 4 strata of 200, 0.2 s for 8 of 40 or 3 of 2,000, 1 s for 20 of 20; none past a million undecided sets.",
    example: { code: "zelenExact([[[3, 1], [1, 3]], [[1, 4], [3, 2]]]).pValue", value: 0.30902111324376197 },
  },
  {
    id: "generalised-cmh",
    title: "Generalised Cochran-Mantel-Haenszel tests",
    summary:
      "Tests that rows and columns of several tables of any size are independent within every stratum. Four questions are answered: is there any association, do mean scores differ between rows, or between columns, and do row and column scores go together.",
    variant:
      "Hypergeometric covariance; scores of both variables are stated by the caller; where categories are empty the rank of the covariance gives the degrees of freedom.",
    when: "Do phenotypes differ in their category of a marker, ordered or not, once centres are kept apart?",
    whenNot:
      "Associations that run in opposite directions in different strata. The tests with scores see only what the scores can express, such as a common rise.",
    formula:
      "Q = G' V^- G; G: sum over strata of the products (row scores) x (column scores) of observed less expected cells; V: its covariance given all margins; V^-: generalised inverse.",
    source:
      "Landis, Heyman and Koch 1978, Int Stat Rev 46:237-254; Agresti, Categorical Data Analysis, 3rd ed., sec. 8.4.3.",
    reference: "R mantelhaen.test, vcdExtra CMHtest; exact rationals.",
    accuracy: "Relative error below 1e-12.",
    cost: "Linear in the strata, cubic in (rows - 1) (columns - 1).",
    example: {
      code: "generalisedCmh([[[3, 1], [1, 3]], [[4, 1], [3, 2]], [[0, 1], [1, 0]]], { rowScores: [0, 1], columnScores: [0, 1] }).correlation.statistic",
      value: 0.7118644067796611,
    },
  },
];
