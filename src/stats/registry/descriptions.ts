import type { Method } from "./method.ts";

/** Summaries of one sample, and how unlike two samples are. */
export const descriptionMethods: readonly Method[] = [
  {
    id: "summary",
    title: "Summary of one sample",
    summary:
      "Describes the values of a group: mean and standard deviation, median and quartiles, smallest and largest value, and shape. Nothing is tested or inferred about other subjects.",
    variant:
      "Variance with n - 1; quartiles of type 7; median absolute deviation times 1.4826; skewness and kurtosis without small-sample correction; geometric mean only where all values are above 0.",
    when: "Where do the values of a group lie, how far do they scatter, and are they skewed? For the first table of a paper.",
    whenNot:
      "Samples with non-detects: leaving them out overstates the level of the group, and a made-up number in their place distorts the spread. For skewed values read the quartiles, not the mean.",
    formula:
      "x̄ = Σxᵢ/n; s² = Σ(xᵢ − x̄)²/(n − 1); quartiles in place 1 + (n − 1)/4 and 1 + 3(n − 1)/4 of the order; MAD = 1.4826 × median |xᵢ − median|; skewness m₃/m₂^(3/2), kurtosis m₄/m₂² − 3. n: values xᵢ; mₖ = Σ(xᵢ − x̄)ᵏ/n.",
    source:
      "NIST/SEMATECH e-Handbook of Statistical Methods, sec. 1.3.5.1, 1.3.5.6 and 1.3.5.11; quartiles: Hyndman and Fan 1996, Am Stat 50:361-365.",
    reference: "R mean, sd, quantile, mad; NIST StRD univariate data sets.",
    accuracy: "NIST StRD univariate sets to all digits their stored doubles allow (1e12 + 0.1 included).",
    cost: "One sort and three passes over the distinct values.",
    example: { code: "summary([3, 1, 2, 10]).sd", value: 4.08248290463863 },
  },
  {
    id: "quantile",
    title: "Sample quantile",
    summary:
      "The value below which a stated share of the sample lies; at one half it is the median, at one and three quarters the quartiles. Where the place falls between two values, the type says how to go from one to the other.",
    variant: "Hyndman and Fan's types 1 to 9, always named by the caller; tables of subjects use type 7.",
    when: "Below which level do a quarter, half or nine tenths of the subjects lie, by a definition that can be named in the paper?",
    whenNot:
      "High or low quantiles of small samples: the 97.5% point of 20 subjects is little more than their largest value. A reference range needs at least 120.",
    formula:
      "x(p) = (1 − g) x₍ⱼ₎ + g x₍ⱼ₊₁₎; type 7: j + g = 1 + (n − 1)p; type 6: (n + 1)p; type 5: np + ½; type 8: (n + ⅓)p + ⅓; type 9: (n + ¼)p + ⅜; type 4: np; types 1 to 3 take an order statistic or the mean of two. x₍ⱼ₎: value in place j of n; j whole, 0 ≤ g < 1.",
    source: "Hyndman and Fan 1996, Am Stat 50:361-365.",
    reference: "R quantile(type = 1 ... 9).",
    accuracy: "Relative error below 1e-15 for types 4 to 9 (50 digits).",
    cost: "One sort: below 1 ms for 3000 values.",
    example: { code: "quantile([3, 1, 2, 10], 0.25, { type: 7 })", value: 1.75 },
  },
  {
    id: "median-interval",
    title: "Interval of a median",
    summary:
      "Gives limits for the median of the population that are right whatever the shape of the distribution. The limits are two of the ordered values, picked by the binomial law of how many subjects lie below the median.",
    variant:
      "Symmetric places k and n - k + 1; the coverage reached is reported and is at least the one asked for.",
    when: "Between which values does the median level of such patients lie, without any assumption on the distribution?",
    whenNot:
      "Five subjects or fewer at 95%: not even smallest and largest value reach it, and no limits are given.",
    formula:
      "Limits x₍ₖ₎ and x₍ₙ₊₁₋ₖ₎, k the least count with P(B ≤ k) ≥ α/2; coverage 1 − 2 P(B ≤ k − 1). x₍ₖ₎: value in place k of n; B: binomial with n trials and chance ½; α = 1 − confidence.",
    source: "David and Nagaraja, Order Statistics, 3rd ed., sec. 7.1.",
    reference: "R qbinom with sort.",
    accuracy: "Limits are values of the sample; relative error of the coverage below 1e-15 (50 digits).",
    cost: "One sort: below 1 ms for 3000 values.",
    example: { code: "medianInterval([1, 2, 3, 4, 5, 6], { confidence: 0.95 }).coverage", value: 0.96875 },
  },
  {
    id: "standardised-difference",
    title: "Standardised difference",
    summary:
      "Says how unlike two groups are in one characteristic, in units of its spread, whatever the number of subjects. It describes balance, as in a table of patient characteristics; values around 0.1 are usually taken as small.",
    variant:
      "Numbers: over the root of the mean of both variances. Two categories: the same with p(1 - p). More categories: Mahalanobis distance of the shares, which has no sign.",
    when: "Were two groups alike at baseline, judged by size rather than by a p-value?",
    whenNot:
      "As a test, which it is not: in small groups chance alone gives large values. It compares means, so two groups with equal means and different spread look alike.",
    formula:
      "Numbers: (x̄₁ − x̄₂)/√((s₁² + s₂²)/2). Shares: (p₁ − p₂)/√((p₁(1 − p₁) + p₂(1 − p₂))/2). Categories: √(δᵀ S⁻¹ δ). x̄, s², p: mean, variance and share of each group; δ: differences of the shares of all categories but one; S: mean of both multinomial covariances.",
    source:
      "Austin 2009, Stat Med 28:3083-3107, sec. 2.1; categories: Yang and Dalton 2012, SAS Global Forum, paper 335.",
    reference: "R tableone ExtractSmd (continuous).",
    accuracy: "Relative error below 1e-15 for means (50 digits, data near 0 and near a million).",
    cost: "One sort a group and two passes; closed form for shares.",
    example: { code: "standardisedDifferenceBinary(5, 10, 2, 10).estimate", value: 0.6625891564490792 },
  },
  {
    id: "autocorrelation",
    title: "Autocorrelation at one lag",
    summary:
      "Asks whether neighbours in a series, in time or along a plate, resemble each other. It is the correlation of the series with itself moved by the lag.",
    variant: "Sum of products over the full sum of squares, about the overall mean.",
    when: "Do neighbouring wells or successive control runs resemble each other more than distant ones?",
    whenNot:
      "Series with gaps or uneven steps. A drift makes all lags look correlated: remove it first. No test is made.",
    formula:
      "r = Σᵢ (xᵢ − x̄)(xᵢ₊ₕ − x̄) / Σᵢ (xᵢ − x̄)². x₁ … xₙ: the series; x̄: its mean; h: lag; the upper sum runs over the n − h pairs.",
    source: "Box, Jenkins and Reinsel, Time Series Analysis, sec. 2.1.",
    reference: "NIST StRD certified values; R acf.",
    accuracy: "Relative error below 1e-14 (50 digits, data near 0 and near a million).",
    cost: "One sort and three passes: about 1 ms for 3000 values.",
    example: { code: "autocorrelation([1, 3, 2], 1).estimate", value: -0.5 },
  },
];
