import type { Method } from "./method.ts";

/** Methods that use only the order of the values. */
export const rankMethods: readonly Method[] = [
  {
    id: "mann-whitney",
    title: "Mann-Whitney (Wilcoxon rank-sum) test",
    summary:
      "Tests that two groups come from one distribution, by ranking all values together and comparing rank sums. Non-detects below one limit share a rank, so no number has to be invented for them.",
    variant:
      "Exact from the permutation distribution of the midranks, ties included, up to 2e8 additions (any size without ties, 200 v 200 with one detection limit); else normal with tie-corrected variance and continuity correction. Two-sided p by distance of the rank sum from its mean.",
    when: "Do concentrations tend to be higher in one group than in another? For two independent groups of any shape, with non-detects below one limit.",
    whenNot:
      "Paired values. Non-detects under several limits cannot be ranked against values between those limits. It is no test of medians: groups with equal medians and different spread can be declared different.",
    formula:
      "U = W − n₁(n₁ + 1)/2 = number of pairs with x > y, ties counted ½; exact p over all C(N, n₁) ways to give the midranks to the groups; else z = (|U − n₁n₂/2| − ½) / √(n₁n₂/12 · (N + 1 − Σ(t³ − t)/(N(N − 1)))). W: rank sum of the first group; n₁, n₂: sizes; N = n₁ + n₂; t: number of subjects at each tied value.",
    source: "Mann and Whitney 1947, Ann Math Stat 18:50-60; ties: Lehmann, Nonparametrics, sec. 1.2 and 1.4.",
    reference: 'R wilcox.test; coin wilcox_test(distribution = "exact").',
    accuracy:
      "Relative 1e-13 against enumeration (N <= 15) and whole-number counts (300 v 300), 1e-11 for one arrangement in 1e60.",
    cost: "5 ms for 300 v 300, 1 ms for 100 v 100, 1 to 10 ms for 200 v 200 at one limit; with ties all over it grows with the fourth power of N, 0.07 s for 100 v 100.",
    example: {
      code: 'mannWhitney([1, 2, 2], [2, 4, 4], { alternative: "two-sided", confidence: 0.95 }).pValue',
      value: 0.3,
    },
  },
  {
    id: "brunner-munzel",
    title: "Probability of superiority with Brunner-Munzel test",
    summary:
      "Estimates the chance that a random subject of the first group has a higher value than a random subject of the second, ties counted half; this is also the area under the ROC curve. The Brunner-Munzel test asks whether that chance is 1/2 without assuming that both groups have the same spread.",
    variant:
      "Variance from placements, Satterthwaite df, t quantile; interval symmetric on the logit scale. For groups that do not overlap an exact bound from separated pairs replaces it, and no test is made.",
    when: "With what probability does a patient have a higher level than a control? An effect size for two groups that may differ in spread, readable as the area under the ROC curve.",
    whenNot:
      "Groups of fewer than about ten: the test then rejects too often, and an exact rank test is safer. A group of one has no interval unless the samples are separated.",
    formula:
      "θ = P(X > Y) + P(X = Y)/2, estimated by the mean placement; T = (θ − ½)/s with s² = v₁/n₁ + v₂/n₂, t with Satterthwaite's df; limits logit(θ) ± t s/(θ(1 − θ)). vᵢ: variance of the placements of group i, the shares of the other group that lie below each of its nᵢ values, ties ½; t: quantile at 1 − (1 − confidence)/2.",
    source:
      "Brunner and Munzel 2000, Biometrical J 42:17-25; logit interval: Brunner, Bathke and Konietschke, Rank and Pseudo-Rank Procedures, sec. 3.7.",
    reference: "R lawstat brunner.munzel.test and SciPy brunnermunzel (test).",
    accuracy: "Statistic and p within 2e-15 of SciPy, 8 v 11 to 200 v 150.",
    cost: "0.4 ms for 300 v 300; one sort, then linear.",
    example: {
      code: "probabilityOfSuperiority([3, 4, 5], [1, 2, 3], { confidence: 0.95 }).estimate",
      value: 0.9444444444444444,
    },
  },
  {
    id: "brunner-munzel-permutation",
    title: "Studentised permutation form of the Brunner-Munzel test",
    summary:
      "Tests in small groups whether a random subject of one group is as likely above as below a random subject of the other. The Brunner-Munzel statistic is set against its own values for all, or many random, ways to share the pooled subjects out.",
    variant:
      "All arrangements when there are no more of them than draws, else seeded ones with p = (b + 1) / (m + 1) and 99 % limits of the exact p. Without overlap the statistic has no bound and counts as most extreme; the p is then that of the rank-sum test.",
    when: "Two groups of seven to some thirty that may differ in spread, where Mann-Whitney tests too much and the t form rejects too often.",
    whenNot:
      "Groups below seven with very different spread, in which even this form strays. It gives no interval; take that from the t form.",
    formula:
      "p = #{arrangements with |T| ≥ |t|} / C(n₁ + n₂, n₁), T = (θ − ½)/s with θ = P(X > Y) + P(X = Y)/2 estimated by placements and s its standard error, both recomputed in every arrangement. t: T in the data; n₁, n₂: sizes.",
    source:
      "Neubert and Brunner 2007, Comput Stat Data Anal 51:5192-5204; Pauly, Asendorf and Konietschke 2016, Biometrical J 58:1319-1337.",
    reference: "Enumeration with exact fractions in Python.",
    accuracy: "Exact p-values are ratios of whole counts, equal to that enumeration.",
    cost: "1 microsecond an arrangement of 10 v 10; linear in n and in the draws.",
    example: {
      code: 'brunnerMunzelPermutation([3, 4, 5], [1, 2, 3], { alternative: "two-sided", draws: 1000, seed: 1 }).pValue',
      value: 0.2,
    },
  },
  {
    id: "hodges-lehmann",
    title: "Hodges-Lehmann shift",
    summary:
      "Estimates by how much the values of one group lie above those of the other: the median of all differences between a subject of the first and one of the second. Its limits are themselves such differences, chosen so that they fit the Mann-Whitney test.",
    variant:
      "Exact limits by the law of untied ranks, with their true coverage; asymptotic limits by tie- and continuity-corrected z.",
    when: "By how many units is the concentration shifted between two groups of similar shape?",
    whenNot:
      "Non-detects, since a difference to an unknown number is unknown. Groups that differ in shape: one shift does not describe them, and it need not equal the difference of the medians.",
    formula:
      "Estimate: median of all n₁n₂ differences xᵢ − yⱼ. Limits: the differences in places k and n₁n₂ + 1 − k of their order, k the least count with P(U ≤ k) ≥ (1 − confidence)/2 and at least 1, U the untied Mann-Whitney count.",
    source: "Hodges and Lehmann 1963, Ann Math Stat 34:598-611; Lehmann, Nonparametrics, sec. 2.6.",
    reference: "R wilcox.test(conf.int = TRUE), which finds the asymptotic limits by a root search.",
    accuracy:
      "Exact limits are differences of the data themselves, at the place that whole-number counts give; asymptotic ones within 3e-7 of the root search of R.",
    cost: "20 ms for 300 v 300 with exact limits on a busy core, 1 ms for 60 v 60.",
    example: { code: "hodgesLehmann([3, 5, 9], [1, 2], { confidence: 0.8 }).estimate", value: 3.5 },
  },
  {
    id: "wilcoxon-signed-rank",
    title: "Wilcoxon signed-rank test",
    summary:
      "For paired values, such as one patient before and after treatment, tests that the differences are symmetric about 0. Differences are ranked by size, and the ranks of the positive ones are added.",
    variant:
      "Pairs without a difference left out before ranking (Wilcoxon) or after it (Pratt), as stated. Exact over all signs of the midranks as long as affordable, else normal; Hodges-Lehmann estimate with limits from Walsh averages.",
    when: "Did the level change between two visits of the same patients, when changes are not normal but roughly symmetric?",
    whenNot:
      "Clearly skewed differences: the hypothesis is symmetry, and it can be rejected although the median difference is 0. Fewer than six pairs cannot reach p below 0.05 two-sided.",
    formula:
      "V = Σ of the midranks of |dᵢ| over pairs with dᵢ > 0; exact p over all 2ᵐ ways to set signs; else normal with mean Σr/2 and variance Σr²/4, moved ½ towards the mean. dᵢ = xᵢ − yᵢ; m: pairs with dᵢ ≠ 0; r: their ranks. Estimate: median of all (dᵢ + dⱼ)/2, i ≤ j.",
    source:
      "Wilcoxon 1945, Biometrics Bull 1:80-83; Pratt 1959, J Am Stat Assoc 54:655-667; Lehmann, Nonparametrics, ch. 3.",
    reference: "R wilcox.test(paired = TRUE), exactRankTests wilcox.exact, coin wilcoxsign_test.",
    accuracy:
      "Exact p within 1e-11 of whole-number counts for 200 ranks, ties included in smaller cases; 4e-16 on the reference cases.",
    cost: "1 ms for 100 pairs, 8 ms for 200, growing with the third power; the exact p-value is given up beyond 2e8 additions.",
    example: {
      code: 'wilcoxonSignedRank([3, 5, 4], [1, 2, 5], { alternative: "two-sided", confidence: 0.9, zeros: "drop" }).pValue',
      value: 0.5,
    },
  },
  {
    id: "kruskal-wallis",
    title: "Kruskal-Wallis test",
    summary:
      "Tests that three or more groups come from one distribution. All values are ranked together and the mean ranks of the groups compared.",
    variant:
      "H with tie correction, against chi-square with one df less than groups; beside it the exact p over all arrangements of the midranks, up to 2e7 additions (three groups of 7, four of 3).",
    when: "Do levels differ between three or more groups, such as diagnoses, whatever the shape of their distribution?",
    whenNot:
      "Groups of fewer than about five, where chi-square is a poor guide to H: read the exact p there. Ordered groups: a trend test sees more. It does not say which groups differ.",
    formula:
      "H = 12/(N(N + 1)) Σ nᵢ (R̄ᵢ − (N + 1)/2)², divided by 1 − Σ(t³ − t)/(N³ − N); p from the upper tail of chi-square with k − 1 df. R̄ᵢ: mean rank of group i of nᵢ subjects; k: groups; N: all subjects; t: number of subjects at each tied value.",
    source: "Kruskal and Wallis 1952, J Am Stat Assoc 47:583-621, eq. 1.3.",
    reference: "R kruskal.test; for the exact p, enumeration with fractions in Python.",
    accuracy: "1e-13 for H and the chi-square p; the exact p equals enumeration to 1e-14.",
    cost: "Chi-square: one sort; exact: 2 ms for 4 + 4 + 4, 30 ms for 7 + 7 + 7 on a busy core.",
    example: { code: "kruskalWallis([[1, 2], [3, 4], [5, 6]]).statistic", value: 4.571428571428571 },
  },
  {
    id: "dunn",
    title: "Dunn's pairwise comparisons",
    summary:
      "After several groups were ranked together, asks for each pair whether their mean ranks differ. It goes with the Kruskal-Wallis test and uses the same ranks.",
    variant:
      "Normal, two-sided, tie-corrected variance of the pooled ranks; unadjusted and adjusted by Bonferroni, Holm and Benjamini-Hochberg.",
    when: "Several groups differ: which of the pairs do? To follow a Kruskal-Wallis test with the same ranks.",
    whenNot:
      "Very small groups. The verdict on a pair depends on the other groups too, since they share the ranking; for one planned pair test that pair alone.",
    formula:
      "z = (R̄ᵢ − R̄ⱼ) / √(s² (1/nᵢ + 1/nⱼ)), s² = (N(N + 1) − Σ(t³ − t)/(N − 1))/12; p = 2 P(Z > |z|). R̄ᵢ: mean rank of group i of nᵢ subjects; N: all subjects; t: number of subjects at each tied value; Z: standard normal.",
    source: "Dunn 1964, Technometrics 6:241-252.",
    reference: "R dunn.test(altp = TRUE).",
    accuracy: "Relative error of z and p below 1e-14 (whole numbers, tail at 50 digits).",
    cost: "One sort of all values and a tail for each pair: below 10 ms for 3000 values in 5 groups.",
    example: { code: "dunn([[1, 2], [3, 4], [5, 6]]).pairs[1].pValue", value: 0.03250944464571953 },
  },
  {
    id: "jonckheere-terpstra",
    title: "Jonckheere-Terpstra trend test",
    summary:
      "Tests that groups in a stated order come from one distribution, against values that rise, or fall, from group to group. It counts how often a subject of a later group exceeds one of an earlier group.",
    variant:
      "Exact for at most 100 values without ties (two-sided p twice the smaller tail), else normal with tie-corrected variance and no continuity correction.",
    when: "Do levels rise from stage to stage, in groups whose order was fixed before looking?",
    whenNot:
      "Groups ordered only after looking at the data, or a course that rises and falls again. With ties in small groups the normal curve is all there is.",
    formula:
      "J = Σ over pairs of groups i < j of the number of pairs with a higher value in j, ties ½; exact p over all arrangements, else z = (J − (N² − Σ nᵢ²)/4)/√V, V the variance corrected for ties. nᵢ: size of group i; N: all subjects.",
    source:
      "Jonckheere 1954, Biometrika 41:133-145; tie-corrected variance: Lehmann, Nonparametrics, sec. 5.2.",
    reference: "R clinfun jonckheere.test (exact), PMCMRplus jonckheereTest (normal).",
    accuracy:
      "Relative error of both p-values below 1e-14 (every arrangement of up to 9 values; normal tail at 50 digits).",
    cost: "One sort of all values: below 10 ms for 3000 in 5 groups.",
    example: {
      code: 'jonckheereTerpstra([[1, 2], [3, 4], [5, 6]], { alternative: "greater" }).pValue',
      value: 0.011111111111111112,
    },
  },
  {
    id: "friedman",
    title: "Friedman's test",
    summary:
      "Tests that several conditions measured in the same subjects have the same effect. Values are ranked within each subject, so differences between subjects do not count.",
    variant: "Tie-corrected statistic against chi-square; Kendall's W beside it.",
    when: "Do three or more assays, visits or treatments differ, when every subject was measured under all of them?",
    whenNot:
      "Subjects with a missing condition, who cannot be used, and few subjects or conditions, where chi-square is rough. For two conditions it is a mere sign test.",
    formula:
      "Q = 12 (k − 1) Σⱼ (Rⱼ − n(k + 1)/2)² / (n k (k² − 1) − Σ(t³ − t)); p from the upper tail of chi-square with k − 1 df; W = Q/(n(k − 1)). Rⱼ: sum of the within-subject ranks of condition j; n: subjects; k: conditions; t: number of tied values within a subject.",
    source:
      "Friedman 1937, J Am Stat Assoc 32:675-701; ties: Hollander and Wolfe, Nonparametric Statistical Methods, sec. 7.1.",
    reference: "R friedman.test.",
    accuracy: "Relative error of statistic and p below 1e-13 (whole numbers, tail at 50 digits).",
    cost: "One sort for each subject: some 15 ms for 1000 subjects under 4 conditions.",
    example: { code: "friedman([[1, 2, 3], [1, 2, 3], [2, 1, 3]]).statistic", value: 4.666666666666667 },
  },
];
