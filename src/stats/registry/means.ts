import type { Method } from "./method.ts";

/** Means and spreads of groups. */
export const meanMethods: readonly Method[] = [
  {
    id: "welch-t",
    title: "Welch's t test",
    summary:
      "Tests that the means of two independent groups are equal and gives the interval of their difference. Each group keeps its own variance, so groups of unequal spread and size are treated fairly.",
    variant: "Standard error from both variances, df by Satterthwaite.",
    when: "Do the means of two groups differ, by how much, and between which limits? The standard test for measured values that are roughly normal, on their own scale or after logarithms.",
    whenNot:
      "Values below a detection limit, which have no mean. Small groups of skewed data: means are then poor summaries and the p-value is off; logarithms or ranks help.",
    formula:
      "t = (x̄ − ȳ)/s, s² = s₁²/n₁ + s₂²/n₂, df = s⁴ / ((s₁²/n₁)²/(n₁ − 1) + (s₂²/n₂)²/(n₂ − 1)); limits x̄ − ȳ ± t s. x̄, ȳ: means; s₁², s₂²: variances; n₁, n₂: sizes; the t of the limits: quantile at 1 − (1 − confidence)/2.",
    source: "Welch 1947, Biometrika 34:28-35.",
    reference: "R t.test.",
    accuracy:
      "1e-13 on the reference cases, data 1e9 away from 0 included; relative error below 1e-14 against 50 digits.",
    cost: "One sort a group and two passes: about 1 ms for 3000 values.",
    example: {
      code: 'welchT([1, 2, 3], [2, 3, 7], { alternative: "two-sided", confidence: 0.95 }).pValue',
      value: 0.321341855043195,
    },
  },
  {
    id: "student-t",
    title: "Student's t test",
    summary:
      "Tests that two means are equal when the spread in both groups is the same. The two variances are pooled into one.",
    variant: "Pooled variance, n1 + n2 - 2 df; a group may hold a single value if both together hold three.",
    when: "Do two means differ, where equal spread is known from the design, as for repeated runs on one instrument?",
    whenNot:
      "Unequal spread together with unequal group sizes: the error rate can be far above or below the stated one. Welch's test loses next to nothing and does not need the supposition.",
    formula:
      "t = (x̄ − ȳ) / √(s² (1/n₁ + 1/n₂)), s² = ((n₁ − 1)s₁² + (n₂ − 1)s₂²)/(n₁ + n₂ − 2), df = n₁ + n₂ − 2. x̄, ȳ: means; s₁², s₂²: variances; n₁, n₂: sizes.",
    source: "Student 1908, Biometrika 6:1-25; Fisher 1925, Metron 5:90-104.",
    reference: "R t.test(var.equal = TRUE).",
    accuracy:
      "Relative error below 1e-14 in statistic, p and limits (50 digits, data near 0 and near a million).",
    cost: "One sort a group and two passes: about 1 ms for 3000 values.",
    example: {
      code: 'studentT([1, 2, 3], [2, 3, 7], { alternative: "two-sided", confidence: 0.95 }).pValue',
      value: 0.28786413472669065,
    },
  },
  {
    id: "paired-t",
    title: "Paired t test",
    summary:
      "Tests that the mean change within pairs is 0, for instance between two visits of the same patients. It works on one difference per pair and gives an interval of the mean difference.",
    variant: "n - 1 df, first less second.",
    when: "How much did the level change on average between two visits, or how far apart are two assays on the same samples?",
    whenNot:
      "Pairs in which one value is missing or below the limit of detection. Differences that grow with the level itself: take logarithms first.",
    formula:
      "t = d̄ √n / s on n − 1 df; limits d̄ ± t s/√n. d̄, s: mean and standard deviation of the n differences xᵢ − yᵢ; the t of the limits: quantile at 1 − (1 − confidence)/2.",
    source: "Student 1908, Biometrika 6:1-25.",
    reference: "R t.test(paired = TRUE).",
    accuracy:
      "Relative error below 1e-14 in statistic, p and limits (50 digits, data near 0 and near a million).",
    cost: "One sort and two passes over the differences: about 1 ms for 1500 pairs.",
    example: {
      code: 'pairedT([2, 4, 7], [1, 2, 3], { alternative: "two-sided", confidence: 0.95 }).pValue',
      value: 0.11808289631180313,
    },
  },
  {
    id: "standardised-mean-difference",
    title: "Cohen's d and Hedges' g",
    summary:
      "Expresses the difference of two means in pooled standard deviations, so that studies with different assays and units can be set side by side. Hedges' g removes the slight exaggeration of d in small samples.",
    variant:
      "Pooled standard deviation; g by the exact gamma-function factor, not the usual 1 - 3/(4 df - 1).",
    when: "How large is a difference of means compared with the spread among subjects? For meta-analysis and for markers in arbitrary units.",
    whenNot:
      "Groups of very different spread, for which no single standard deviation is right. Where the unit is meaningful to clinicians the plain difference says more.",
    formula:
      "d = (x̄ − ȳ)/s, g = d Γ(ν/2) / (√(ν/2) Γ((ν − 1)/2)). x̄, ȳ: means; s: pooled standard deviation; ν = n₁ + n₂ − 2; Γ: gamma function.",
    source: "Hedges 1981, J Educ Stat 6:107-128, eq. 6e.",
    reference: "The definition in R, with the exact gamma-function factor.",
    accuracy: "Relative error below 1e-14 (50 digits, data near 0 and near a million).",
    cost: "One sort a group and two passes: about 1 ms for 3000 values.",
    example: { code: "standardisedMeanDifference([1, 2, 3], [2, 3, 4]).hedgesG", value: -0.7978845608028654 },
  },
  {
    id: "one-way-anova",
    title: "One-way analysis of variance",
    summary:
      "Tests that several groups have the same mean. It sets the spread of the group means against the spread of subjects inside the groups.",
    variant: "Classical F with a common variance; eta squared beside it.",
    when: "Do the means of several groups differ, spread being alike in all of them?",
    whenNot:
      "Groups whose variances differ, above all with unequal sizes: use Welch's version. Skewed concentrations belong on a log scale, and non-detects rule it out.",
    formula:
      "F = (B/(k − 1)) / (W/(N − k)), B = Σ nᵢ (x̄ᵢ − x̄)², W = Σᵢ Σⱼ (xᵢⱼ − x̄ᵢ)²; p from the upper tail of F on k − 1 and N − k df; η² = B/(B + W). x̄ᵢ: mean of group i of nᵢ subjects; x̄: mean of all N; k: groups.",
    source: "Fisher, Statistical Methods for Research Workers, sec. 40.",
    reference: "R anova(lm(y ~ g)); NIST StRD analysis-of-variance data sets.",
    accuracy: "NIST StRD SiRstv and SmLs01 to 1e-13; SmLs04 and SmLs07 as exactly as their stored doubles.",
    cost: "One sort a group and two passes: about 1 ms for 3000 values.",
    example: { code: "oneWayAnova([[1, 2], [3, 4], [5, 6]]).pValue", value: 0.025094573304390855 },
  },
  {
    id: "welch-anova",
    title: "Welch's analysis of variance",
    summary:
      "Tests equality of several means without supposing that the groups vary equally. Precise groups weigh more, and the degrees of freedom are reduced to match.",
    variant: "Weights n / variance; second df fractional.",
    when: "Do the means of several groups differ, when some vary more than others? The safe default for three or more groups of ten and more.",
    whenNot:
      "A group that does not vary at all, for which nothing is computed, or groups of four and fewer, where their own variances are too uncertain to serve as weights.",
    formula:
      "F = Σ wᵢ (x̄ᵢ − x̄)²/(k − 1) / (1 + 2(k − 2)A/(k² − 1)), df k − 1 and (k² − 1)/(3A), A = Σ (1 − wᵢ/w)²/(nᵢ − 1). wᵢ = nᵢ/sᵢ²; w = Σ wᵢ; x̄ = Σ wᵢ x̄ᵢ/w; x̄ᵢ, sᵢ², nᵢ: mean, variance and size of group i of k.",
    source: "Welch 1951, Biometrika 38:330-336.",
    reference: "R oneway.test.",
    accuracy: "Relative error below 1e-14 in statistic and p (50 digits, data near 0 and near a million).",
    cost: "One sort a group and two passes: about 1 ms for 3000 values.",
    example: { code: "welchAnova([[1, 2, 3], [2, 3, 7], [5, 6, 9]]).pValue", value: 0.08968278989046934 },
  },
  {
    id: "tukey-kramer",
    title: "Tukey-Kramer comparisons of all pairs of means",
    summary:
      "Compares every pair of group means so that all statements together are wrong at most as often as one is allowed to be. Intervals and p-values come from the range of as many means as there are groups.",
    variant:
      "Studentized range with the pooled variance; Kramer's form for unequal sizes, which is a little cautious.",
    when: "Which of several groups differ from each other, and by how much, with one error rate for all pairs together?",
    whenNot:
      "Unequal variances. Comparisons with one reference only: a method made for these is sharper. It is pointless where just one pair was planned.",
    formula:
      "|x̄ᵢ − x̄ⱼ| / √(s²/2 · (1/nᵢ + 1/nⱼ)) against the studentized range of k means on N − k df; limits x̄ⱼ − x̄ᵢ ± q √(s²/2 · (1/nᵢ + 1/nⱼ)). x̄ᵢ, nᵢ: mean and size of group i; s²: pooled variance; q: quantile of that range at the confidence.",
    source:
      "Tukey 1953, The problem of multiple comparisons; Kramer 1956, Biometrics 12:307-310; Hayter 1984, Ann Stat 12:61-75.",
    reference: "R TukeyHSD.",
    accuracy: "Relative error of p below 1e-14 (Gauss-Legendre quadrature at 25 digits, three designs).",
    cost: "One quantile of the studentized range, some 0.1 s, and about 1 ms a pair; linear in the values.",
    example: {
      code: "tukey([[1, 2], [3, 4], [5, 6]], { confidence: 0.95 }).pairs[0].pValue",
      value: 0.12882137047966796,
    },
  },
  {
    id: "brown-forsythe",
    title: "Brown-Forsythe test of equal spread",
    summary:
      "Tests that groups scatter equally around their centres. Every value is replaced by its distance from the median of its group, and these distances are compared by an analysis of variance.",
    variant: "Centre median.",
    when: "Do groups differ in how much subjects scatter, for skewed values too? Where spread itself is the question, as for the precision of sites.",
    whenNot:
      "As a gate before choosing a test of means: choose Welch's test outright. In groups below five the distances are too few to tell.",
    formula:
      "F of a one-way analysis of variance of zᵢⱼ = |xᵢⱼ − mᵢ|; p from the upper tail of F on k − 1 and N − k df. xᵢⱼ: values; mᵢ: median of group i; k: groups; N: all subjects.",
    source: "Brown and Forsythe 1974, J Am Stat Assoc 69:364-367.",
    reference: "R car leveneTest(center = median).",
    accuracy: "Relative error below 1e-14 in statistic and p (50 digits, data near 0 and near a million).",
    cost: "Two sorts a group: about 2 ms for 3000 values.",
    example: {
      code: 'brownForsythe([[1, 2, 3], [2, 3, 7], [5, 6, 9]], { centre: "median" }).pValue',
      value: 0.729,
    },
  },
  {
    id: "levene",
    title: "Levene's test of equal spread",
    summary:
      "The older form of the Brown-Forsythe test: distances are taken from group means instead. It compares the typical distance of a subject from the average of the group.",
    variant: "Centre mean, absolute distances.",
    when: "Is spread equal between groups of symmetric, light-tailed values? Also where an older protocol names it.",
    whenNot:
      "Skewed data such as raw concentrations, where it finds differences in spread that do not exist.",
    formula:
      "F of a one-way analysis of variance of zᵢⱼ = |xᵢⱼ − x̄ᵢ|; p from the upper tail of F on k − 1 and N − k df. xᵢⱼ: values; x̄ᵢ: mean of group i; k: groups; N: all subjects.",
    source: "Levene 1960, in Olkin (ed.), Contributions to Probability and Statistics, Stanford, 278-292.",
    reference: "R anova(lm) of the absolute distances from the group means.",
    accuracy: "Relative error below 1e-14 in statistic and p (50 digits, data near 0 and near a million).",
    cost: "Two sorts a group: about 2 ms for 3000 values.",
    example: {
      code: 'brownForsythe([[1, 2, 3], [2, 3, 7], [5, 6, 9]], { centre: "mean" }).pValue',
      value: 0.2113549995664332,
    },
  },
  {
    id: "fligner-killeen",
    title: "Fligner-Killeen test of equal spread",
    summary:
      "Tests that groups scatter equally, by ranking the distances from the group medians and giving them normal scores. Of the tests of spread it is least upset by data that are not normal.",
    variant: "Median-centred, chi-square approximation.",
    when: "Is spread equal between groups whose values have long tails or outliers?",
    whenNot:
      "Data full of ties, for example many values at one limit: distances from a median that is itself the limit are then mostly 0.",
    formula:
      "X² = Σ nᵢ (āᵢ − ā)² / s_a², chi-square with k − 1 df; scores a = Φ⁻¹(½ + r/(2(N + 1))). r: midrank of |value − median of its group| among all N; āᵢ: mean score of group i of nᵢ subjects; ā, s_a²: mean and variance of all scores; Φ: standard normal distribution; k: groups.",
    source: "Conover, Johnson and Johnson 1981, Technometrics 23:351-361, sec. 3.",
    reference: "R fligner.test.",
    accuracy: "Relative error below 1e-14 in statistic and p (50 digits, whole numbers).",
    cost: "Two sorts and a normal quantile for each distinct distance: some 10 ms for 3000 values.",
    example: { code: "flignerKilleen([[1, 2, 3], [2, 3, 7], [5, 6, 9]]).pValue", value: 0.7463953655216191 },
  },
  {
    id: "bartlett",
    title: "Bartlett's test of equal variances",
    summary:
      "Tests that several normally distributed groups have one variance, by comparing the pooled variance with the geometric mean of theirs. For truly normal data no test of this kind has more power.",
    variant: "With Bartlett's correction, against chi-square.",
    when: "Are several variances equal, for values known to be normal, such as replicate measurements of controls?",
    whenNot:
      "Data that are not normal: it then detects that rather than unequal spread. Prefer Brown-Forsythe.",
    formula:
      "X² = ((N − k) log s² − Σ (nᵢ − 1) log sᵢ²) / (1 + (Σ 1/(nᵢ − 1) − 1/(N − k))/(3(k − 1))), chi-square with k − 1 df. sᵢ², nᵢ: variance and size of group i; s²: pooled variance; N: all subjects; k: groups.",
    source: "Bartlett 1937, Proc R Soc Lond A 160:268-282.",
    reference: "R bartlett.test.",
    accuracy: "Relative error below 1e-13 in statistic and p (50 digits, data near 0 and near a million).",
    cost: "One sort a group and two passes: about 1 ms for 3000 values.",
    example: { code: "bartlett([[1, 2, 3], [2, 3, 7], [5, 6, 9]]).pValue", value: 0.507562248971513 },
  },
  {
    id: "variance-ratio",
    title: "F test of two variances",
    summary:
      "Estimates how many times as large the variance of one group is as that of another, and tests that both are equal. In the laboratory it compares, for example, the imprecision of two instruments.",
    variant: "Two-sided p twice the smaller tail; interval of the ratio from F quantiles.",
    when: "Is one instrument or operator less precise than another, judged by repeated measurements that are normal?",
    whenNot: "Anything but normal data: one outlier decides the result, and more subjects do not cure that.",
    formula:
      "F = s₁²/s₂² on n₁ − 1 and n₂ − 1 df; p = 2 min(P(F' ≤ F), P(F' ≥ F)); limits F/f(1 − α/2) and F/f(α/2). s₁², s₂²: variances of n₁ and n₂ values; F': random value of that F distribution, f: its quantiles; α = 1 − confidence.",
    source: "Snedecor and Cochran, Statistical Methods, 8th ed., sec. 6.12.",
    reference: "R var.test.",
    accuracy:
      "Relative error below 1e-14 in statistic, p and limits (50 digits, data near 0 and near a million).",
    cost: "One sort a group and two passes: about 1 ms for 3000 values.",
    example: {
      code: 'varianceRatio([1, 2, 3], [2, 4, 6], { alternative: "two-sided", confidence: 0.95 }).pValue',
      value: 0.4,
    },
  },
];
