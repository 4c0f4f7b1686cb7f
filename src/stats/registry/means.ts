import type { Method } from "./method.ts";

/** Means and spreads of groups. */
export const meanMethods: readonly Method[] = [
  {
    id: "welch-t",
    title: "Welch's t test",
    summary:
      "Tests that the means of two independent groups are equal and gives the interval of their difference. Each group keeps its own variance, so groups of unequal spread and size are treated fairly.",
    variant: "Standard error from both variances, df by Satterthwaite.",
    whenNot:
      "Values below a detection limit, which have no mean. Small groups of skewed data: means are then poor summaries and the p-value is off; logarithms or ranks help.",
    source: "Welch 1947, Biometrika 34:28-35.",
    reference: "R t.test.",
    accuracy: "1e-13 on the reference cases, data 1e9 away from 0 included.",
    cost: "Not yet measured.",
  },
  {
    id: "student-t",
    title: "Student's t test",
    summary:
      "Tests that two means are equal when the spread in both groups is the same. The two variances are pooled into one.",
    variant: "Pooled variance, n1 + n2 - 2 df; a group may hold a single value if both together hold three.",
    whenNot:
      "Unequal spread together with unequal group sizes: the error rate can be far above or below the stated one. Welch's test loses next to nothing and does not need the supposition.",
    source: "Student 1908, Biometrika 6:1-25; Fisher 1925, Metron 5:90-104.",
    reference: "R t.test(var.equal = TRUE).",
    accuracy: "Not yet measured.",
    cost: "Not yet measured.",
  },
  {
    id: "paired-t",
    title: "Paired t test",
    summary:
      "Tests that the mean change within pairs is 0, for instance between two visits of the same patients. It works on one difference per pair and gives an interval of the mean difference.",
    variant: "n - 1 df, first less second.",
    whenNot:
      "Pairs in which one value is missing or below the limit of detection. Differences that grow with the level itself: take logarithms first.",
    source: "Student 1908, Biometrika 6:1-25.",
    reference: "R t.test(paired = TRUE).",
    accuracy: "Not yet measured.",
    cost: "Not yet measured.",
  },
  {
    id: "standardised-mean-difference",
    title: "Cohen's d and Hedges' g",
    summary:
      "Expresses the difference of two means in pooled standard deviations, so that studies with different assays and units can be set side by side. Hedges' g removes the slight exaggeration of d in small samples.",
    variant:
      "Pooled standard deviation; g by the exact gamma-function factor, not the usual 1 - 3/(4 df - 1).",
    whenNot:
      "Groups of very different spread, for which no single standard deviation is right. Where the unit is meaningful to clinicians the plain difference says more.",
    source: "Hedges 1981, J Educ Stat 6:107-128, eq. 6e.",
    reference: "The definition in R, with the exact gamma-function factor.",
    accuracy: "Not yet measured.",
    cost: "Not yet measured.",
  },
  {
    id: "one-way-anova",
    title: "One-way analysis of variance",
    summary:
      "Tests that several groups have the same mean. It sets the spread of the group means against the spread of subjects inside the groups.",
    variant: "Classical F with a common variance; eta squared beside it.",
    whenNot:
      "Groups whose variances differ, above all with unequal sizes: use Welch's version. Skewed concentrations belong on a log scale, and non-detects rule it out.",
    source: "Fisher, Statistical Methods for Research Workers, sec. 40.",
    reference: "R anova(lm(y ~ g)); NIST StRD analysis-of-variance data sets.",
    accuracy: "NIST StRD SiRstv and SmLs01 to 1e-13; SmLs04 and SmLs07 as exactly as their stored doubles.",
    cost: "Not yet measured.",
  },
  {
    id: "welch-anova",
    title: "Welch's analysis of variance",
    summary:
      "Tests equality of several means without supposing that the groups vary equally. Precise groups weigh more, and the degrees of freedom are reduced to match.",
    variant: "Weights n / variance; second df fractional.",
    whenNot:
      "A group that does not vary at all, for which nothing is computed, or groups of four and fewer, where their own variances are too uncertain to serve as weights.",
    source: "Welch 1951, Biometrika 38:330-336.",
    reference: "R oneway.test.",
    accuracy: "Not yet measured.",
    cost: "Not yet measured.",
  },
  {
    id: "tukey-kramer",
    title: "Tukey-Kramer comparisons of all pairs of means",
    summary:
      "Compares every pair of group means so that all statements together are wrong at most as often as one is allowed to be. Intervals and p-values come from the range of as many means as there are groups.",
    variant:
      "Studentized range with the pooled variance; Kramer's form for unequal sizes, which is a little cautious.",
    whenNot:
      "Unequal variances. Comparisons with one reference only: a method made for these is sharper. It is pointless where just one pair was planned.",
    source:
      "Tukey 1953, The problem of multiple comparisons; Kramer 1956, Biometrics 12:307-310; Hayter 1984, Ann Stat 12:61-75.",
    reference: "R TukeyHSD.",
    accuracy: "Not yet measured.",
    cost: "Not yet measured.",
  },
  {
    id: "brown-forsythe",
    title: "Brown-Forsythe test of equal spread",
    summary:
      "Tests that groups scatter equally around their centres. Every value is replaced by its distance from the median of its group, and these distances are compared by an analysis of variance.",
    variant: "Centre median.",
    whenNot:
      "As a gate before choosing a test of means: choose Welch's test outright. In groups below five the distances are too few to tell.",
    source: "Brown and Forsythe 1974, J Am Stat Assoc 69:364-367.",
    reference: "R car leveneTest(center = median).",
    accuracy: "Not yet measured.",
    cost: "Not yet measured.",
  },
  {
    id: "levene",
    title: "Levene's test of equal spread",
    summary:
      "The older form of the Brown-Forsythe test: distances are taken from group means instead. It compares the typical distance of a subject from the average of the group.",
    variant: "Centre mean, absolute distances.",
    whenNot:
      "Skewed data such as raw concentrations, where it finds differences in spread that do not exist.",
    source: "Levene 1960, in Olkin (ed.), Contributions to Probability and Statistics, Stanford, 278-292.",
    reference: "R anova(lm) of the absolute distances from the group means.",
    accuracy: "Not yet measured.",
    cost: "Not yet measured.",
  },
  {
    id: "fligner-killeen",
    title: "Fligner-Killeen test of equal spread",
    summary:
      "Tests that groups scatter equally, by ranking the distances from the group medians and giving them normal scores. Of the tests of spread it is least upset by data that are not normal.",
    variant: "Median-centred, chi-square approximation.",
    whenNot:
      "Data full of ties, for example many values at one limit: distances from a median that is itself the limit are then mostly 0.",
    source: "Conover, Johnson and Johnson 1981, Technometrics 23:351-361, sec. 3.",
    reference: "R fligner.test.",
    accuracy: "Not yet measured.",
    cost: "Not yet measured.",
  },
  {
    id: "bartlett",
    title: "Bartlett's test of equal variances",
    summary:
      "Tests that several normally distributed groups have one variance, by comparing the pooled variance with the geometric mean of theirs. For truly normal data no test of this kind has more power.",
    variant: "With Bartlett's correction, against chi-square.",
    whenNot:
      "Data that are not normal: it then detects that rather than unequal spread. Prefer Brown-Forsythe.",
    source: "Bartlett 1937, Proc R Soc Lond A 160:268-282.",
    reference: "R bartlett.test.",
    accuracy: "Not yet measured.",
    cost: "Not yet measured.",
  },
  {
    id: "variance-ratio",
    title: "F test of two variances",
    summary:
      "Estimates how many times as large the variance of one group is as that of another, and tests that both are equal. In the laboratory it compares, for example, the imprecision of two instruments.",
    variant: "Two-sided p twice the smaller tail; interval of the ratio from F quantiles.",
    whenNot: "Anything but normal data: one outlier decides the result, and more subjects do not cure that.",
    source: "Snedecor and Cochran, Statistical Methods, 8th ed., sec. 6.12.",
    reference: "R var.test.",
    accuracy: "Not yet measured.",
    cost: "Not yet measured.",
  },
];
