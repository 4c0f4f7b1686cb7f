import type { Method } from "./method.ts";

/** Methods that compare the data with rearrangements or resamples of themselves. */
export const resamplingMethods: readonly Method[] = [
  {
    id: "permutation-two-samples",
    title: "Permutation test of two samples",
    summary:
      "Asks how often groups of the same sizes, formed at random from the pooled values, differ as much as the real ones. The difference may be of means, medians or any other number computed from a group.",
    variant:
      "All arrangements when they are at most as many as the draws, else seeded draws with p = (b + 1) / (m + 1) and 99 % Clopper-Pearson limits of the exact p. Two-sided by distance of the difference from 0; equal within 1e-12 counts as equal.",
    when: "Do two groups differ in a number of my own choice, without any assumption on its distribution?",
    whenNot:
      "Groups that may differ in spread when only their centre is asked for: the hypothesis is one common distribution. Paired or clustered values, which may not be exchanged freely.",
    formula:
      "p = #{arrangements with |T| ≥ |t|} / C(n₁ + n₂, n₁), or (b + 1) / (m + 1). T: difference of the statistic; t: in the data; b: of m drawn, those with |T| ≥ |t|.",
    source:
      "Pitman 1937, Suppl J R Stat Soc 4:119-130; Monte Carlo p: Phipson and Smyth 2010, Stat Appl Genet Mol Biol 9:39.",
    reference: "Enumeration by exact fractions in Python.",
    accuracy: "Exact p-values are ratios of whole counts, equal to enumeration.",
    cost: "2 microseconds a draw for means of 20 v 20, 0.6 an arrangement when all are counted; linear in n and in the draws.",
    example: {
      code: 'permutationTestTwoSamples([1, 4], [2, 7, 9], { statistic: meanStatistic, alternative: "two-sided", draws: 1000, seed: 1 }).pValue',
      value: 0.3,
    },
  },
  {
    id: "permutation-several-samples",
    title: "Permutation test of several samples",
    summary:
      "Looks for any difference between three or more groups, by a statistic that grows as they move apart. Its value is set against the values for all ways, or many random ways, to share the subjects out.",
    variant: "Upper tail. Exact or simulated by the same rule and with the same limits as for two samples.",
    when: "Do several groups differ at all, judged by a number of my own choice and without normality?",
    whenNot:
      "Ordered groups, for which a trend is the sharper question; and it does not name the groups that differ.",
    formula:
      "p = share of the (n₁ + ... + nₖ)! / (n₁! ... nₖ!) arrangements with T ≥ t. T: the statistic, for example F; t: its value in the data; nᵢ: size of group i.",
    source: "Pitman 1938, Biometrika 29:322-335.",
    reference: "Visits to every arrangement with exact fractions in Python.",
    accuracy: "Exact p-values are ratios of whole counts, equal to enumeration.",
    cost: "2 microseconds a draw for F of 3 groups of 10; linear in n and in the draws.",
    example: {
      code: "permutationTestSeveralSamples([[1, 2], [5, 6], [9, 10]], { statistic: varianceRatioStatistic, draws: 1000, seed: 1 }).pValue",
      value: 0.06666666666666667,
    },
  },
  {
    id: "sign-flip",
    title: "Sign-flip test of paired differences",
    summary:
      "Takes the differences within pairs, for example after minus before, and tests that they are symmetric about 0. Each difference keeps its size and gets either sign, and the statistic is compared over all choices of signs.",
    variant:
      "All signs of the differences other than 0 when 2 to the power of their number is at most the draws, else seeded draws; differences of 0 stay in the statistic. Two-sided by distance from 0.",
    when: "Did paired measurements change, judged by their mean or another number instead of ranks?",
    whenNot:
      "Clearly skewed differences, since symmetry itself is what is tested; six pairs or fewer cannot give p below 0.03.",
    formula:
      "p = #{signs with |T(s₁d₁, ..., sₙdₙ)| ≥ |T(d₁, ..., dₙ)|} / 2ᵏ. dᵢ: differences, k of them not 0; sᵢ: 1 or -1; T: the statistic.",
    source: "Fisher, The Design of Experiments, sec. 21.",
    reference: "Python, over all signs in exact fractions.",
    accuracy: "Exact p-values are ratios of whole counts, equal to enumeration.",
    cost: "0.8 microseconds a draw for the mean of 20; linear in n and in the draws.",
    example: {
      code: 'signFlipTest([1, 2, 4], { statistic: meanStatistic, alternative: "two-sided", draws: 1000, seed: 1 }).pValue',
      value: 0.25,
    },
  },
  {
    id: "permutation-correlation",
    title: "Permutation test of a correlation",
    summary:
      "Tests that two measurements of the same subjects are independent. The second list is put into every order, or many random ones, beside the first, and any coefficient computed each time.",
    variant:
      "All different orders when at most as many as the draws (9! = 362,880 without ties), else seeded draws. Two-sided by distance of the coefficient from 0.",
    when: "Are two measurements related, when Pearson's r is wanted but its normal theory is doubtful?",
    whenNot:
      "Repeated visits of one patient or values along time, whose order is not free. A relation without direction, such as a curve that rises and falls, unless the statistic sees it.",
    formula:
      "p = share of the orders π with |T(x, y_π)| ≥ |T(x, y)|. T: the coefficient; x, y: the paired values.",
    source: "Pitman 1937, Suppl J R Stat Soc 4:225-232.",
    reference: "All n! orders in Python, r squared as an exact fraction.",
    accuracy: "Exact p-values are ratios of whole counts, equal to enumeration.",
    cost: "1.6 microseconds a draw for Pearson's r of 30 pairs; linear in n and in the draws.",
    example: {
      code: 'permutationTestCorrelation([1, 2, 3, 4], [1, 2, 3, 5], { statistic: pearsonStatistic, alternative: "greater", draws: 1000, seed: 1 }).pValue',
      value: 0.041666666666666664,
    },
  },
  {
    id: "bootstrap",
    title: "Bootstrap interval",
    summary:
      "Draws samples of the same size from the data themselves, with return, and computes the statistic of each. Their spread shows how far the estimate would vary from study to study.",
    variant:
      "Percentile, basic or BCa (bias-corrected, acceleration by the jackknife), within strata where these are given. One resample without a finite statistic gives no limits, and the count of them.",
    when: "How uncertain is a number for which no formula is at hand, such as a ratio of medians?",
    whenNot:
      "Fewer than about 20 subjects, extremes such as the maximum, and values many of which are tied at a limit: coverage then falls well short of the stated one.",
    formula:
      "percentile: θ*₍ₐ₍ᵣ₊₁₎₎, θ*₍₍₁₋ₐ₎₍ᵣ₊₁₎₎; basic: 2θ minus these; BCa: a replaced by Φ(z₀ + (z₀ + zₐ) / (1 − c(z₀ + zₐ))). θ*: replicates in order, R of them; θ: estimate; a: tail; z₀: normal quantile of the share of θ* below θ; c: acceleration.",
    source:
      "Efron 1987, J Am Stat Assoc 82:171-185; Davison and Hinkley, Bootstrap Methods and their Application, ch. 5.",
    reference: "R boot boot.ci.",
    accuracy: "Limits of given replicates within a relative 1e-12 of boot.ci.",
    cost: "15 ms for BCa of a mean of 30, 23 ms of 300, with 1,000 resamples; n more statistics for the jackknife.",
    example: {
      code: 'bootstrapInterval([0, 0, 3], { statistic: meanStatistic, kind: "percentile", confidence: 0.9, resamples: 999, seed: 1, strata: null }).estimate',
      value: 1,
    },
  },
];
