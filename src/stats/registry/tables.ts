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
    when: "Is the analyte detected more often in patients than in controls? The first choice for two groups and a yes-or-no result when any count is small, and never wrong when none is.",
    whenNot:
      "Paired samples. It is cautious in small groups, since few tables are possible. Its p-value and its interval use different rules and can disagree about odds ratio 1; the result then carries a warning.",
    formula:
      "P(a) = C(n₁, a) C(n₂, m − a) ωᵃ / Σₖ C(n₁, k) C(n₂, m − k) ωᵏ; p = Σ P(k) at ω = 1 over all k with P(k) ≤ P(a) (1 + 10⁻⁷). a: events of group 1; n₁, n₂: subjects; m: events in all; ω: odds ratio, estimated where P(a) is largest; limits are the ω at which P(K ≥ a) or P(K ≤ a) is α/2, α = 1 − confidence.",
    source:
      "Agresti, Categorical Data Analysis, 3rd ed., sec. 3.5 and 16.6; mid-p: Lancaster 1961, J Am Stat Assoc 56:223-234.",
    reference: "R fisher.test, whose own odds ratio and limits hold 3 to 4 digits; 50-digit arithmetic.",
    accuracy:
      "p-values, log p, odds ratio and limits to a relative 1e-12 for n <= 10,000 and 1e-11 for n = 1e6, in every tail.",
    cost: "0.2 ms at n = 500, 20 ms at n = 1e6.",
    example: {
      code: 'fisherExact([[3, 1], [1, 3]], { alternative: "two-sided", confidence: 0.95 }).pValue',
      value: 0.4857142857142857,
    },
  },
  {
    id: "fisher-freeman-halton",
    title: "Fisher-Freeman-Halton exact test",
    summary:
      "Tests that several groups do not differ in how their subjects fall into categories, such as detected and not detected. The p-value is the probability, given all margins, of every table that is no more probable than the observed one.",
    variant:
      "Exact where every table is decided; bounded where rounding leaves ties open, with two proven bounds a relative 1e-6 apart or less; Monte Carlo with the seed of the protocol and limits of its error where the table is too large, a small p then drawn from the tail. Ties within a relative 1e-7; empty rows and columns left out with a warning.",
    when: "Do five diagnostic groups differ in how often, or how strongly, the analyte was found, although some cells hold two subjects or none?",
    whenNot:
      "Ordered groups with a trend in mind: a trend test has more power. A small p-value says that some group differs and not which.",
    formula:
      "p = Σ P(T) over all tables T with the observed margins and P(T) ≤ P(observed) (1 + 10⁻⁷), P(T) = Π rᵢ! Π cⱼ! / (n! Π tᵢⱼ!). rᵢ, cⱼ: row and column totals; tᵢⱼ: cells of T; n: subjects.",
    source:
      "Freeman and Halton 1951, Biometrika 38:141-149; drawn tables: Patefield 1981, Appl Stat 30:91-97 (AS 159); p of a simulation: Phipson and Smyth 2010, Stat Appl Genet Mol Biol 9:39.",
    reference: "R fisher.test, also with simulate.p.value = TRUE.",
    accuracy:
      "Relative error below 2e-13 against whole-number enumeration of 1,000 small tables, 3e-12 against R and long-double sums for n <= 700.",
    cost: "5 ms for 2x5 of 2,500 subjects, 10 ms for 3x3 of 300, 0.8 s for 5x3 of 600 at p = 0.1, 0.5 to 3 s for 5x4 of 200; smaller p cost more. What is foretold to take longer than some 5 s is simulated, 0.8 microseconds per table drawn for 5x3 of 600.",
    example: {
      code: "fisherFreemanHalton([[3, 0, 2], [0, 4, 1]], { seed: 1 }).pValue",
      value: 0.047619047619047616,
    },
  },
  {
    id: "pearson-chi-square",
    title: "Pearson's chi-square test",
    summary:
      "Tests that rows and columns of a table are independent, for instance group and category. It adds up, over all cells, how far the counts are from what independence would lead one to expect.",
    variant: "No continuity correction; with standardised residuals of every cell.",
    when: "Are group and category associated, when every cell is expected to hold about five subjects or more?",
    whenNot:
      "Small expected counts (below 5 in more than a fifth of the cells, or below 1 in any): the result warns, and an exact test is better. Groups in order: the order is not used.",
    formula:
      "X² = Σᵢⱼ (Oᵢⱼ − Eᵢⱼ)² / Eᵢⱼ, Eᵢⱼ = rᵢ cⱼ / n; p from the upper tail of chi-square with (R − 1)(C − 1) df. O: observed counts; E: expected ones; rᵢ, cⱼ: totals of the R rows and C columns; n: subjects.",
    source:
      "Pearson 1900, Philos Mag 50:157-175; Agresti, Categorical Data Analysis, 3rd ed., sec. 3.2 and 3.3.1.",
    reference: "R chisq.test(correct = FALSE).",
    accuracy: "Relative error of statistic and p below 1e-13.",
    cost: "Linear in the cells.",
    example: { code: "chiSquareTest([[16, 12], [4, 17]]).pValue", value: 0.007253100229478165 },
  },
  {
    id: "yates-chi-square",
    title: "Yates's corrected chi-square test",
    summary:
      "The chi-square test of a 2x2 table with each deviation reduced by half a subject. The correction imitates the p-value of Fisher's exact test without its arithmetic.",
    variant: "Correction 1/2, and at most the deviation itself, so that the statistic never grows.",
    when: "Does an older analysis with the continuity correction come out the same? Many programs print it for 2x2 tables unasked.",
    whenNot:
      "Whenever Fisher's test can be computed, which here is always. It is as cautious as that test and only approximates it.",
    formula:
      "X² = Σ (max(0, |O − E| − ½))² / E over four cells, chi-square with 1 df. O: observed counts; E = row total × column total / n.",
    source: "Yates 1934, Suppl J R Stat Soc 1:217-235.",
    reference: "R chisq.test(correct = TRUE).",
    accuracy: "Relative error below 1e-13.",
    cost: "Closed form.",
    example: { code: "yatesChiSquare([[16, 12], [4, 17]]).statistic", value: 5.718426724137931 },
  },
  {
    id: "n-minus-one-chi-square",
    title: "N - 1 chi-square test",
    summary:
      "Tests independence in a 2x2 table by Pearson's statistic times (N - 1)/N. The small factor makes the test keep its level in samples of moderate size while losing less power than exact tests do.",
    variant: "No continuity correction; 2x2 tables only.",
    when: "Do two groups differ in a share, with expected counts from 1 upwards, and power to spare for neither side? Simulations favour it for comparative trials.",
    whenNot:
      "Any expected count below 1: the chi-square curve then no longer describes the statistic; turn to Fisher's exact test.",
    formula:
      "X² = (N − 1)(ad − bc)² / (r₁ r₂ c₁ c₂), chi-square with 1 df. a, b, c, d: cells row by row; r₁, r₂, c₁, c₂: row and column totals; N: subjects.",
    source: "Campbell 2007, Stat Med 26:3661-3675.",
    reference: "Pearson's statistic in R, times (N - 1)/N.",
    accuracy: "Relative error below 1e-13.",
    cost: "Closed form.",
    example: { code: "nMinusOneChiSquare([[16, 12], [4, 17]]).statistic", value: 7.062068965517241 },
  },
  {
    id: "likelihood-ratio-chi-square",
    title: "Likelihood-ratio (G) test",
    summary:
      "Compares how probable the table is under independence with how probable it could be at best. Twice the log of that ratio is referred to the chi-square distribution.",
    variant: "G = 2 sum observed log(observed / expected), no Williams correction.",
    when: "How much evidence is there against independence, in a form that adds up over parts of a table or between nested models?",
    whenNot:
      "Sparse tables: it departs from the chi-square curve sooner than Pearson's statistic when cells hold few subjects, and rejects too often or too seldom.",
    formula:
      "G = 2 Σᵢⱼ Oᵢⱼ log(Oᵢⱼ / Eᵢⱼ), empty cells adding 0; p from the upper tail of chi-square with (R − 1)(C − 1) df. O: observed counts; E = row total × column total / n; R, C: rows and columns.",
    source: "Agresti, Categorical Data Analysis, 3rd ed., sec. 3.2.1.",
    reference: "The formula in R.",
    accuracy: "Relative error below 1e-12.",
    cost: "Linear in the cells.",
    example: { code: "likelihoodRatioTest([[16, 12], [4, 17]]).statistic", value: 7.572752472726568 },
  },
  {
    id: "cochran-armitage",
    title: "Cochran-Armitage trend test",
    summary:
      "Tests that the share of subjects with the event neither rises nor falls along ordered groups, such as increasing disability. Each group gets a score, and the test asks whether events go with higher or lower scores more than chance allows.",
    variant:
      "Exact p-values condition on group sizes and number of events; the asymptotic z has the binomial variance, neither corrected for continuity nor multiplied by N/(N - 1). Scores are stated by the caller.",
    when: "Does the share of samples with a detectable level rise with the stage of disease? For a yes-or-no result over groups that have a natural order.",
    whenNot:
      "Groups without a natural order. It finds monotone trends only: a share that rises and falls again can give p near 1, and other scores can give another p-value.",
    formula:
      "T = Σ sᵢ xᵢ, z = (T − m s̄) / √(m (N − m)/N² · Σ nᵢ (sᵢ − s̄)²); exact p = P(|T − m s̄| ≥ observed) over all tables with these margins. xᵢ of nᵢ: events in group i with score sᵢ; m = Σ xᵢ; N = Σ nᵢ; s̄ = Σ nᵢ sᵢ / N.",
    source:
      "Armitage 1955, Biometrics 11:375-386; exact: Agresti, Categorical Data Analysis, 3rd ed., sec. 3.5.",
    reference: 'R prop.trend.test; exact: R coin independence_test(distribution = "exact").',
    accuracy: "Relative error of the exact p-values below 1e-12 down to 1e-123 (whole-number enumeration).",
    cost: "5 ms for n = 637 in 5 groups, 40 ms for n = 630 in 10, about 1 s per tail for n = 3000 in 10; past 2e8 multiplications no exact p-value is given and the asymptotic one stands.",
    example: {
      code: "cochranArmitage([1, 3, 5, 9], [20, 20, 20, 20], { scores: [0, 1, 2, 5] }).exactPValue",
      value: 0.0018122333619386944,
    },
  },
  {
    id: "linear-by-linear",
    title: "Linear-by-linear association test",
    summary:
      "For a table whose rows and columns are both ordered, tests that their scores are uncorrelated over subjects. It looks for one thing, a common rise or fall, and finds that with fewer subjects than a general test.",
    variant:
      "Mantel's statistic (n - 1) r^2, asymptotic, two-sided; with two columns Cochran-Armitage times (N - 1)/N. Exact p-values given both margins where the tables can be enumerated; empty categories count nothing.",
    when: "Do two ordered scales, such as disability grade and lesion category, rise together?",
    whenNot:
      "Unordered categories, or an association that is U-shaped: the correlation of scores can then be 0.",
    formula:
      "M² = (n − 1) r², chi-square with 1 df; r: Pearson correlation over the n subjects of the score uᵢ of their row with the score vⱼ of their column.",
    source:
      "Mantel 1963, J Am Stat Assoc 58:690-700; Agresti, Categorical Data Analysis, 3rd ed., sec. 3.4.1.",
    reference: 'R coin lbl_test(distribution = "asymptotic"); exact: whole-number enumeration.',
    accuracy: "Relative error below 1e-13, of the exact p-values below 1e-12.",
    cost: "Linear in the cells; exact: with two rows or columns as Cochran-Armitage, 3 x 3 of 49 subjects 30 ms and of 139 0.2 s, 4 x 4 of 60 0.4 s; past some 2 s no exact p-value is given.",
    example: {
      code: "linearByLinear([[1, 19], [3, 17], [5, 15], [9, 11]], { rowScores: [0, 1, 2, 5], columnScores: [1, 0] }).statistic",
      value: 9.789042498719919,
    },
  },
  {
    id: "cramers-v",
    title: "Cramer's V",
    summary:
      "Measures from 0 to 1 how strongly the rows and columns of a table belong together, whatever its size. It is the chi-square statistic divided by the largest value that it could have with so many subjects.",
    variant: "Not corrected for bias; in a 2x2 table the absolute value of phi.",
    when: "How strong is the association, on a scale that allows comparing tables of different size?",
    whenNot:
      "Small tables of few subjects, where it is above 0 even when nothing is associated. It has no direction and ignores order.",
    formula:
      "V = √(X² / (n (min(R, C) − 1))). X²: Pearson's chi-square; n: subjects; R, C: rows and columns.",
    source: "Cramer 1946, Mathematical Methods of Statistics, sec. 21.9.",
    reference: "The formula on R chisq.test.",
    accuracy: "Relative error below 1e-13.",
    cost: "Linear in the cells.",
    example: { code: "cramersV([[16, 12], [4, 17]]).v", value: 0.3835706411883073 },
  },
  {
    id: "cramers-v-interval",
    title: "Confidence interval of Cramer's V",
    summary:
      "Gives the range of strengths of association that fit a table of counts. The limits are the strengths that would make a chi-square statistic as large, or as small, as the observed one just improbable enough.",
    variant:
      "Inversion of the noncentral chi-square distribution, degrees of freedom not added to the noncentrality; equal tails; limits within 0 and 1.",
    when: "How strong, at least and at most, is the association of phenotype and marker category?",
    whenNot:
      "Expected counts below about 5: the noncentral curve is a large-sample approximation. A lower limit of 0 does not show independence.",
    formula:
      "lower V = sqrt(L / (n (k - 1))) with P(chi-square(df, L) >= X2) = (1 - confidence) / 2, upper V likewise from the other tail; X2: Pearson's statistic; k: the lesser of rows and columns.",
    source: "Smithson 2003, Confidence Intervals, Sage, ch. 4; Steiger 2004, Psychol Methods 9:164-182.",
    reference: "The same inversion by SciPy ncx2.",
    accuracy: "Each limit reproduces its own tail to a relative 1e-11.",
    cost: "0.5 ms at a statistic of 7, 3 ms at 1e6.",
    example: {
      code: "cramersVInterval([[16, 12], [4, 17]], { confidence: 0.95 }).lower",
      value: 0.10276059718151402,
    },
  },
  {
    id: "bergsma-cramers-v",
    title: "Cramer's V corrected for bias",
    summary:
      "Measures the strength of association in a table without the upward bias that the plain coefficient has in small samples. What chance alone would contribute is taken off before the root is drawn.",
    variant:
      "Bergsma's correction of chi-square / n and of both dimensions; 0 where the statistic is below its expectation.",
    when: "How strongly do two categorical variables belong together in a table with many cells and few subjects?",
    whenNot:
      "Quoting beside uncorrected values of other studies: the two differ most in small samples. It has no sign and does not use an order of the categories.",
    formula:
      "V = sqrt(max(0, X2 / n - (r - 1)(c - 1) / (n - 1)) / (min(r', c') - 1)), k' = k - (k - 1)^2 / (n - 1); X2: Pearson's statistic; r, c: rows and columns.",
    source: "Bergsma 2013, J Korean Stat Soc 42:323-328.",
    reference: "The formula in exact rationals.",
    accuracy: "Relative error below 1e-12.",
    cost: "Linear in the cells.",
    example: { code: "bergsmaCramersV([[16, 12], [4, 17]]).v", value: 0.35913812211416096 },
  },
  {
    id: "phi",
    title: "Phi coefficient",
    summary:
      "The correlation of two yes-or-no variables, from -1 to 1. Squared and multiplied by the number of subjects it is Pearson's chi-square.",
    variant: "Signed: positive where row 1 goes with column 1.",
    when: "How closely do two yes-or-no findings agree in the same subjects, with a sign for the direction?",
    whenNot:
      "Comparing studies with different shares of events: unless the margins are alike phi cannot reach 1, and it changes with them while the odds ratio need not.",
    formula:
      "φ = (ad − bc) / √(r₁ r₂ c₁ c₂). a, b, c, d: cells row by row; r₁, r₂, c₁, c₂: row and column totals.",
    source: "Agresti, Categorical Data Analysis, 3rd ed., sec. 2.4.",
    reference: "sqrt(chisq.test / n) in R, without sign.",
    accuracy: "Relative error below 1e-15.",
    cost: "Closed form.",
    example: { code: "phi([[16, 12], [4, 17]]).phi", value: 0.3835706411883073 },
  },
  {
    id: "mcnemar",
    title: "McNemar's test",
    summary:
      "Tests that a yes-or-no result is equally frequent before and after, or by two assays on the same samples. Only the pairs that changed say anything: under the hypothesis they change either way with chance one half.",
    variant:
      "Exact (twice the smaller binomial tail), mid-p, chi-square, and chi-square with a correction of 1, all given.",
    when: "Is a sample more often positive by one assay than by the other, or a patient more often positive after treatment than before?",
    whenNot:
      "Independent groups. Few discordant pairs: take the exact or mid-p value. It compares frequencies and does not measure agreement.",
    formula:
      "Exact p = min(1, 2 P(B ≤ min(b, c))), B binomial with b + c trials and chance ½; mid-p takes off P(B = min(b, c)), half of it where b = c; X² = (b − c)² / (b + c), corrected (max(0, |b − c| − 1))² / (b + c), chi-square with 1 df. b, c: pairs positive the first time only and the second time only.",
    source:
      "McNemar 1947, Psychometrika 12:153-157; Fagerland, Lydersen and Laake 2013, BMC Med Res Methodol 13:91.",
    reference: "R mcnemar.test, binom.test.",
    accuracy: "Relative error below 1e-13.",
    cost: "0.02 ms.",
    example: { code: "mcNemar([[59, 6], [16, 80]]).midPValue", value: 0.03468966484069824 },
  },
];
