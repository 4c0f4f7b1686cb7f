import type { Method } from "./method.ts";

/** Methods that use only the order of the values. */
export const rankMethods: readonly Method[] = [
  {
    id: "mann-whitney",
    title: "Mann-Whitney (Wilcoxon rank-sum) test",
    summary:
      "Tests that two groups come from one distribution, by ranking all values together and comparing rank sums. Non-detects below one limit share a rank, so no number has to be invented for them.",
    variant:
      "Exact from the permutation distribution of the midranks, ties included, up to 3e8 additions (some 300 v 300 without ties, 200 v 200 with one detection limit); else normal with tie-corrected variance and continuity correction. Two-sided p by distance of the rank sum from its mean.",
    whenNot:
      "Paired values. Non-detects under several limits cannot be ranked against values between those limits. It is no test of medians: groups with equal medians and different spread can be declared different.",
    source: "Mann and Whitney 1947, Ann Math Stat 18:50-60; ties: Lehmann, Nonparametrics, sec. 1.2 and 1.4.",
    reference: 'R wilcox.test; coin wilcox_test(distribution = "exact").',
    accuracy: "Relative 1e-13 against enumeration (N <= 15), 1e-11 for one arrangement in 1e60.",
    cost: "18 ms for 300 v 300, 1 ms for 91 v 242, 4 to 40 ms for 200 v 200 at one limit; with ties all over it grows with the fourth power of N, 0.2 s for 100 v 100.",
  },
  {
    id: "brunner-munzel",
    title: "Probability of superiority with Brunner-Munzel test",
    summary:
      "Estimates the chance that a random subject of the first group has a higher value than a random subject of the second, ties counted half; this is also the area under the ROC curve. The Brunner-Munzel test asks whether that chance is 1/2 without assuming that both groups have the same spread.",
    variant:
      "Variance from placements, Satterthwaite df, t quantile; interval symmetric on the logit scale. For groups that do not overlap an exact bound from separated pairs replaces it, and no test is made.",
    whenNot:
      "Groups of fewer than about ten: the test then rejects too often, and an exact rank test is safer. A group of one has no interval unless the samples are separated.",
    source:
      "Brunner and Munzel 2000, Biometrical J 42:17-25; logit interval: Brunner, Bathke and Konietschke, Rank and Pseudo-Rank Procedures, sec. 3.7.",
    reference: "R lawstat brunner.munzel.test (test).",
    accuracy: "Not yet measured.",
    cost: "Not yet measured.",
  },
  {
    id: "hodges-lehmann",
    title: "Hodges-Lehmann shift",
    summary:
      "Estimates by how much the values of one group lie above those of the other: the median of all differences between a subject of the first and one of the second. Its limits are themselves such differences, chosen so that they fit the Mann-Whitney test.",
    variant:
      "Exact limits by the law of untied ranks, with their true coverage; asymptotic limits by tie- and continuity-corrected z.",
    whenNot:
      "Non-detects, since a difference to an unknown number is unknown. Groups that differ in shape: one shift does not describe them, and it need not equal the difference of the medians.",
    source: "Hodges and Lehmann 1963, Ann Math Stat 34:598-611; Lehmann, Nonparametrics, sec. 2.6.",
    reference: "R wilcox.test(conf.int = TRUE), which finds the asymptotic limits by a root search.",
    accuracy: "Not yet measured.",
    cost: "Not yet measured.",
  },
  {
    id: "wilcoxon-signed-rank",
    title: "Wilcoxon signed-rank test",
    summary:
      "For paired values, such as one patient before and after treatment, tests that the differences are symmetric about 0. Differences are ranked by size, and the ranks of the positive ones are added.",
    variant:
      "Pairs without a difference left out before ranking (Wilcoxon) or after it (Pratt), as stated. Exact over all signs of the midranks as long as affordable, else normal; Hodges-Lehmann estimate with limits from Walsh averages.",
    whenNot:
      "Clearly skewed differences: the hypothesis is symmetry, and it can be rejected although the median difference is 0. Fewer than six pairs cannot reach p below 0.05 two-sided.",
    source:
      "Wilcoxon 1945, Biometrics Bull 1:80-83; Pratt 1959, J Am Stat Assoc 54:655-667; Lehmann, Nonparametrics, ch. 3.",
    reference: "R wilcox.test(paired = TRUE), exactRankTests wilcox.exact, coin wilcoxsign_test.",
    accuracy: "Not yet measured.",
    cost: "Not yet measured; the exact p-value is given up beyond 3e8 additions.",
  },
  {
    id: "kruskal-wallis",
    title: "Kruskal-Wallis test",
    summary:
      "Tests that three or more groups come from one distribution. All values are ranked together and the mean ranks of the groups compared.",
    variant: "H with tie correction, against chi-square with one df less than groups.",
    whenNot:
      "Groups of fewer than about five, where chi-square is a poor guide to H. Ordered groups: a trend test sees more. It does not say which groups differ.",
    source: "Kruskal and Wallis 1952, J Am Stat Assoc 47:583-621, eq. 1.3.",
    reference: "R kruskal.test.",
    accuracy: "Not yet measured.",
    cost: "Not yet measured.",
  },
  {
    id: "dunn",
    title: "Dunn's pairwise comparisons",
    summary:
      "After several groups were ranked together, asks for each pair whether their mean ranks differ. It goes with the Kruskal-Wallis test and uses the same ranks.",
    variant:
      "Normal, two-sided, tie-corrected variance of the pooled ranks; unadjusted and adjusted by Bonferroni, Holm and Benjamini-Hochberg.",
    whenNot:
      "Very small groups. The verdict on a pair depends on the other groups too, since they share the ranking; for one planned pair test that pair alone.",
    source: "Dunn 1964, Technometrics 6:241-252.",
    reference: "R dunn.test(altp = TRUE).",
    accuracy: "Not yet measured.",
    cost: "Not yet measured.",
  },
  {
    id: "jonckheere-terpstra",
    title: "Jonckheere-Terpstra trend test",
    summary:
      "Tests that groups in a stated order come from one distribution, against values that rise, or fall, from group to group. It counts how often a subject of a later group exceeds one of an earlier group.",
    variant:
      "Exact for at most 100 values without ties (two-sided p twice the smaller tail), else normal with tie-corrected variance and no continuity correction.",
    whenNot:
      "Groups ordered only after looking at the data, or a course that rises and falls again. With ties in small groups the normal curve is all there is.",
    source:
      "Jonckheere 1954, Biometrika 41:133-145; tie-corrected variance: Lehmann, Nonparametrics, sec. 5.2.",
    reference: "R clinfun jonckheere.test (exact), PMCMRplus jonckheereTest (normal).",
    accuracy: "Not yet measured.",
    cost: "Not yet measured.",
  },
  {
    id: "friedman",
    title: "Friedman's test",
    summary:
      "Tests that several conditions measured in the same subjects have the same effect. Values are ranked within each subject, so differences between subjects do not count.",
    variant: "Tie-corrected statistic against chi-square; Kendall's W beside it.",
    whenNot:
      "Subjects with a missing condition, who cannot be used, and few subjects or conditions, where chi-square is rough. For two conditions it is a mere sign test.",
    source:
      "Friedman 1937, J Am Stat Assoc 32:675-701; ties: Hollander and Wolfe, Nonparametric Statistical Methods, sec. 7.1.",
    reference: "R friedman.test.",
    accuracy: "Not yet measured.",
    cost: "Not yet measured.",
  },
];
