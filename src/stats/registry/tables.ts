import type { Method } from "./method.ts";

/** Tables of counts: exact and approximate tests, strength of association, pairs. */
export const tableMethods: readonly Method[] = [
  {
    id: "fisher-exact",
    title: "Fisher's exact test with conditional odds ratio",
    summary:
      "Tests that two groups have the same odds of the event (odds ratio 1), and estimates that odds ratio with its limits. Given how many subjects each group has and how many events there are in all, the probability of every possible table is known exactly, so small counts need no approximation.",
    variant:
      "Two-sided p by minimum likelihood: all tables at most as probable as the observed one, ties within a relative 1e-7. Odds ratio by conditional maximum likelihood; limits share the error equally between both tails; mid-p versions beside them.",
    whenNot:
      "Paired samples. It is cautious in small groups, since few tables are possible. Its p-value and its interval use different rules and can disagree about odds ratio 1; the result then carries a warning.",
    source:
      "Agresti, Categorical Data Analysis, 3rd ed., sec. 3.5 and 16.6; mid-p: Lancaster 1961, J Am Stat Assoc 56:223-234.",
    reference: "R fisher.test, whose own odds ratio and limits hold 3 to 4 digits; 50-digit arithmetic.",
    accuracy:
      "p-values, log p, odds ratio and limits to a relative 1e-12 for n <= 10,000 and 1e-11 for n = 1e6, in every tail.",
    cost: "0.2 ms at n = 500, 20 ms at n = 1e6.",
  },
  {
    id: "fisher-freeman-halton",
    title: "Fisher-Freeman-Halton exact test",
    summary:
      "Tests that several groups do not differ in how their subjects fall into categories, such as detected and not detected. The p-value is the probability, given all margins, of every table that is no more probable than the observed one.",
    variant:
      "Exact where every table is decided; bounded where rounding leaves ties open, with two proven bounds a relative 1e-6 apart or less; Monte Carlo with the seed of the protocol and limits of its error where the table is too large, a small p then drawn from the tail. Ties within a relative 1e-7; empty rows and columns left out with a warning.",
    whenNot:
      "Ordered groups with a trend in mind: a trend test has more power. A small p-value says that some group differs and not which.",
    source:
      "Freeman and Halton 1951, Biometrika 38:141-149; drawn tables: Patefield 1981, Appl Stat 30:91-97 (AS 159); p of a simulation: Phipson and Smyth 2010, Stat Appl Genet Mol Biol 9:39.",
    reference: "R fisher.test, also with simulate.p.value = TRUE.",
    accuracy:
      "Relative error below 2e-13 against whole-number enumeration of 1,000 small tables, 3e-12 against R and long-double sums for n <= 700.",
    cost: "3 ms for 2x5 of 1,200 subjects at p = 7e-4, 25 ms for 5x3 of 600 at p = 0.97, about half a second at p = 0.11; beyond that budget simulated, 0.5 microseconds per table drawn for 5x3 of 600 and 7 for 10x10 of 5,000.",
  },
  {
    id: "pearson-chi-square",
    title: "Pearson's chi-square test",
    summary:
      "Tests that rows and columns of a table are independent, for instance group and category. It adds up, over all cells, how far the counts are from what independence would lead one to expect.",
    variant: "No continuity correction; with standardised residuals of every cell.",
    whenNot:
      "Small expected counts (below 5 in more than a fifth of the cells, or below 1 in any): the result warns, and an exact test is better. Groups in order: the order is not used.",
    source:
      "Pearson 1900, Philos Mag 50:157-175; Agresti, Categorical Data Analysis, 3rd ed., sec. 3.2 and 3.3.1.",
    reference: "R chisq.test(correct = FALSE).",
    accuracy: "Relative error of statistic and p below 1e-13.",
    cost: "Linear in the cells.",
  },
  {
    id: "yates-chi-square",
    title: "Yates's corrected chi-square test",
    summary:
      "The chi-square test of a 2x2 table with each deviation reduced by half a subject. The correction imitates the p-value of Fisher's exact test without its arithmetic.",
    variant: "Correction 1/2, and at most the deviation itself, so that the statistic never grows.",
    whenNot:
      "Whenever Fisher's test can be computed, which here is always. It is as cautious as that test and only approximates it.",
    source: "Yates 1934, Suppl J R Stat Soc 1:217-235.",
    reference: "R chisq.test(correct = TRUE).",
    accuracy: "Relative error below 1e-13.",
    cost: "Closed form.",
  },
  {
    id: "n-minus-one-chi-square",
    title: "N - 1 chi-square test",
    summary:
      "Tests independence in a 2x2 table by Pearson's statistic times (N - 1)/N. The small factor makes the test keep its level in samples of moderate size while losing less power than exact tests do.",
    variant: "No continuity correction; 2x2 tables only.",
    whenNot:
      "Any expected count below 1: the chi-square curve then no longer describes the statistic; turn to Fisher's exact test.",
    source: "Campbell 2007, Stat Med 26:3661-3675.",
    reference: "Pearson's statistic in R, times (N - 1)/N.",
    accuracy: "Relative error below 1e-13.",
    cost: "Closed form.",
  },
  {
    id: "likelihood-ratio-chi-square",
    title: "Likelihood-ratio (G) test",
    summary:
      "Compares how probable the table is under independence with how probable it could be at best. Twice the log of that ratio is referred to the chi-square distribution.",
    variant: "G = 2 sum observed log(observed / expected), no Williams correction.",
    whenNot:
      "Sparse tables: it departs from the chi-square curve sooner than Pearson's statistic when cells hold few subjects, and rejects too often or too seldom.",
    source: "Agresti, Categorical Data Analysis, 3rd ed., sec. 3.2.1.",
    reference: "The formula in R.",
    accuracy: "Relative error below 1e-12.",
    cost: "Linear in the cells.",
  },
  {
    id: "cochran-armitage",
    title: "Cochran-Armitage trend test",
    summary:
      "Tests that the share of subjects with the event neither rises nor falls along ordered groups, such as increasing disability. Each group gets a score, and the test asks whether events go with higher or lower scores more than chance allows.",
    variant:
      "Exact p-values condition on group sizes and number of events; the asymptotic z has the binomial variance, neither corrected for continuity nor multiplied by N/(N - 1). Scores are stated by the caller.",
    whenNot:
      "Groups without a natural order. It finds monotone trends only: a share that rises and falls again can give p near 1, and other scores can give another p-value.",
    source:
      "Armitage 1955, Biometrics 11:375-386; exact: Agresti, Categorical Data Analysis, 3rd ed., sec. 3.5.",
    reference: 'R prop.trend.test; exact: R coin independence_test(distribution = "exact").',
    accuracy: "Relative error of the exact p-values below 1e-12 down to 1e-123 (whole-number enumeration).",
    cost: "5 ms for n = 637 in 5 groups, 40 ms for n = 630 in 10, about 1 s per tail for n = 3000 in 10; past 2e8 multiplications no exact p-value is given and the asymptotic one stands.",
  },
  {
    id: "linear-by-linear",
    title: "Linear-by-linear association test",
    summary:
      "For a table whose rows and columns are both ordered, tests that their scores are uncorrelated over subjects. It looks for one thing, a common rise or fall, and finds that with fewer subjects than a general test.",
    variant:
      "Mantel's statistic (n - 1) r^2, asymptotic, two-sided; with two columns Cochran-Armitage times (N - 1)/N.",
    whenNot:
      "Unordered categories, or an association that is U-shaped: the correlation of scores can then be 0.",
    source:
      "Mantel 1963, J Am Stat Assoc 58:690-700; Agresti, Categorical Data Analysis, 3rd ed., sec. 3.4.1.",
    reference: 'R coin lbl_test(distribution = "asymptotic").',
    accuracy: "Relative error below 1e-13.",
    cost: "Linear in the cells.",
  },
  {
    id: "cramers-v",
    title: "Cramer's V",
    summary:
      "Measures from 0 to 1 how strongly the rows and columns of a table belong together, whatever its size. It is the chi-square statistic divided by the largest value that it could have with so many subjects.",
    variant: "Not corrected for bias; in a 2x2 table the absolute value of phi.",
    whenNot:
      "Small tables of few subjects, where it is above 0 even when nothing is associated. It has no direction and ignores order.",
    source: "Cramer 1946, Mathematical Methods of Statistics, sec. 21.9.",
    reference: "The formula on R chisq.test.",
    accuracy: "Relative error below 1e-13.",
    cost: "Linear in the cells.",
  },
  {
    id: "phi",
    title: "Phi coefficient",
    summary:
      "The correlation of two yes-or-no variables, from -1 to 1. Squared and multiplied by the number of subjects it is Pearson's chi-square.",
    variant: "Signed: positive where row 1 goes with column 1.",
    whenNot:
      "Comparing studies with different shares of events: unless the margins are alike phi cannot reach 1, and it changes with them while the odds ratio need not.",
    source: "Agresti, Categorical Data Analysis, 3rd ed., sec. 2.4.",
    reference: "sqrt(chisq.test / n) in R, without sign.",
    accuracy: "Relative error below 1e-15.",
    cost: "Closed form.",
  },
  {
    id: "mcnemar",
    title: "McNemar's test",
    summary:
      "Tests that a yes-or-no result is equally frequent before and after, or by two assays on the same samples. Only the pairs that changed say anything: under the hypothesis they change either way with chance one half.",
    variant:
      "Exact (twice the smaller binomial tail), mid-p, chi-square, and chi-square with a correction of 1, all given.",
    whenNot:
      "Independent groups. Few discordant pairs: take the exact or mid-p value. It compares frequencies and does not measure agreement.",
    source:
      "McNemar 1947, Psychometrika 12:153-157; Fagerland, Lydersen and Laake 2013, BMC Med Res Methodol 13:91.",
    reference: "R mcnemar.test, binom.test.",
    accuracy: "Relative error below 1e-13.",
    cost: "0.02 ms.",
  },
];
