import type { Method } from "./method.ts";

/** Differences and ratios of the risks of two independent groups. */
export const twoGroupMethods: readonly Method[] = [
  {
    id: "newcombe-risk-difference",
    title: "Newcombe's interval for a risk difference",
    summary:
      "Estimates how much larger the share of subjects with the event is in one group than in another, in percentage points. The limits combine the two Wilson intervals: the distances from each share to its own limits are squared and added.",
    variant: "Hybrid score, method 10, without continuity correction.",
    when: "By how many percentage points do two groups differ? The everyday choice for two shares: closed, short, and right even with shares near 0 or 1.",
    whenNot:
      "Paired samples. It is not the inverse of a test, so at the edge it can disagree with Fisher's p-value about whether the groups differ.",
    formula:
      "Lower limit d − √((p₁ − l₁)² + (u₂ − p₂)²), upper limit d + √((u₁ − p₁)² + (p₂ − l₂)²). p₁, p₂: shares of the two groups; d = p₁ − p₂; lᵢ, uᵢ: Wilson limits of group i.",
    source: "Newcombe 1998, Stat Med 17:873-890, method 10.",
    reference: 'R DescTools BinomDiffCI(method = "score").',
    accuracy: "Absolute error below 1e-15.",
    cost: "Closed form.",
    example: {
      code: "newcombeRiskDifference(56, 70, 48, 80, { confidence: 0.95 }).lower",
      value: 0.05243147240236488,
    },
  },
  {
    id: "miettinen-nurminen-risk-difference",
    title: "Miettinen-Nurminen interval for a risk difference",
    summary:
      "Gives the differences between two risks that a score test does not reject. For every candidate difference the standard error comes from the most likely pair of risks that are so far apart, and not from the observed shares.",
    variant: "Score, variance times N/(N - 1), no stratification.",
    when: "Is the new assay no worse than the old one by more than five points? The interval that regulators know for non-inferiority and equivalence of shares, since it is the inverse of a score test.",
    whenNot:
      "Groups of a handful of subjects, where coverage below the stated one is possible; a regulatory proof of non-inferiority in tiny samples calls for an unconditional exact method.",
    formula:
      "Limits are the two δ with (p₁ − p₂ − δ)² = z² V(δ) N/(N − 1), V(δ) = π₁(1 − π₁)/n₁ + π₂(1 − π₂)/n₂. p₁, p₂: observed shares; π₁, π₂: most likely shares with π₁ − π₂ = δ; n₁, n₂: subjects, N = n₁ + n₂; z: standard normal quantile at 1 − (1 − confidence)/2.",
    source: "Miettinen and Nurminen 1985, Stat Med 4:213-226.",
    reference: 'R DescTools BinomDiffCI(method = "mn"), ratesci scoreci(skew = FALSE).',
    accuracy: "Absolute error below 1e-13 (50-digit arithmetic).",
    cost: "0.2 ms.",
    example: {
      code: "miettinenNurminenRiskDifference(56, 70, 48, 80, { confidence: 0.95 }).lower",
      value: 0.0528297132458446,
    },
  },
  {
    id: "mee-risk-difference",
    title: "Mee's interval for a risk difference",
    summary:
      "The score interval for the difference of two risks as first published, a trifle shorter than Miettinen and Nurminen's. The two are indistinguishable once the groups together hold some hundred subjects.",
    variant: "Score, without the factor N/(N - 1).",
    when: "How far apart are two risks, by the plain score test? To agree with software that leaves the small-sample factor out.",
    whenNot: "Small groups: leaving out the factor costs some coverage there.",
    formula:
      "Limits are the two δ with (p₁ − p₂ − δ)² = z² (π₁(1 − π₁)/n₁ + π₂(1 − π₂)/n₂). p₁, p₂: observed shares of n₁ and n₂ subjects; π₁, π₂: most likely shares with π₁ − π₂ = δ; z: standard normal quantile at 1 − (1 − confidence)/2.",
    source: "Mee 1984, Biometrics 40:1175-1176.",
    reference: "Own roots of the score equation in R, ratesci scoreci(skew = FALSE, bcf = FALSE).",
    accuracy: "Absolute error below 1e-13 (50-digit arithmetic).",
    cost: "0.2 ms.",
    example: {
      code: "meeRiskDifference(56, 70, 48, 80, { confidence: 0.95 }).lower",
      value: 0.05333384929132506,
    },
  },
  {
    id: "agresti-caffo-risk-difference",
    title: "Agresti-Caffo interval for a risk difference",
    summary:
      "Adds one subject with and one without the event to each group, then uses the textbook interval for two shares. A teaching-friendly interval that covers much better than the unadjusted one.",
    variant:
      "Centred on the adjusted difference while the estimate shown is the plain one; limits are not cut to [-1, 1].",
    when: "Is there a difference of shares that a reader can check on paper? For teaching and quick checks, with ten subjects and more in each group.",
    whenNot:
      "Risks near 0 or 1 in very small groups: the added subjects then weigh heavily and pull the interval towards no difference.",
    formula:
      "p̃₁ − p̃₂ ± z √(p̃₁(1 − p̃₁)/(n₁ + 2) + p̃₂(1 − p̃₂)/(n₂ + 2)), p̃ᵢ = (xᵢ + 1)/(nᵢ + 2). xᵢ of nᵢ: subjects with the event in group i; z: standard normal quantile at 1 − (1 − confidence)/2.",
    source: "Agresti and Caffo 2000, Am Stat 54:280-288.",
    reference: "The closed form in R.",
    accuracy: "Absolute error below 1e-15.",
    cost: "Closed form.",
    example: {
      code: "agrestiCaffoRiskDifference(56, 70, 48, 80, { confidence: 0.95 }).lower",
      value: 0.0524529266380537,
    },
  },
  {
    id: "wald-risk-difference",
    title: "Wald interval for a risk difference",
    summary:
      "Difference of two observed shares plus and minus z times the root of both variances. Kept to reproduce older tables.",
    variant: "Variance p(1 - p)/n in each group; limits are not cut to [-1, 1].",
    when: "What did the textbook formula give in an earlier report? For comparison only.",
    whenNot:
      "New analyses. When both risks are 0 or 1 the interval is a single point, and in small groups it is too short.",
    formula:
      "p₁ − p₂ ± z √(p₁(1 − p₁)/n₁ + p₂(1 − p₂)/n₂). p₁, p₂: shares of n₁ and n₂ subjects; z: standard normal quantile at 1 − (1 − confidence)/2.",
    source: "Newcombe 1998, Stat Med 17:873-890, method 1.",
    reference: "The closed form in R.",
    accuracy: "Absolute error below 1e-15.",
    cost: "Closed form.",
    example: {
      code: "waldRiskDifference(56, 70, 48, 80, { confidence: 0.95 }).lower",
      value: 0.05750489914903708,
    },
  },
  {
    id: "katz-risk-ratio",
    title: "Katz log interval for a risk ratio",
    summary:
      "Says how many times as large the risk of one group is as that of the other. The interval is normal on the logarithm of the ratio, with the usual variance of log shares.",
    variant: "Method C of the paper, no counts added.",
    when: "How many times as high is the risk in one group of a cohort as in another, when both have a fair number of events? The ratio that most epidemiological tables print.",
    whenNot:
      "A group without any event: its logarithm has no variance, and no limits are given. Few events: too short.",
    formula:
      "R e^(±z s), R = p₁/p₂, s² = (1 − p₁)/x₁ + (1 − p₂)/x₂. xᵢ of nᵢ: subjects with the event in group i; pᵢ = xᵢ/nᵢ; z: standard normal quantile at 1 − (1 − confidence)/2.",
    source: "Katz, Baptista, Azen and Pike 1978, Biometrics 34:469-474, method C.",
    reference: "The closed form in R.",
    accuracy: "Relative error below 1e-14.",
    cost: "Closed form.",
    example: { code: "katzRiskRatio(56, 70, 48, 80, { confidence: 0.95 }).lower", value: 1.0766264227631928 },
  },
  {
    id: "koopman-risk-ratio",
    title: "Koopman score interval for a risk ratio",
    summary:
      "Collects every ratio of two risks that a score test leaves standing. It needs no added counts: without an event in the first group its lower limit is 0, without one in the second it has no upper limit.",
    variant: "Variance at the most likely risks under each ratio, without N/(N - 1).",
    when: "What is the ratio of two risks when one group has hardly any events or none? Its limits exist and mean something where the log interval fails.",
    whenNot:
      "Case-control samples, where the shares of cases are fixed by design and a risk ratio means nothing; use an odds ratio.",
    formula:
      "Limits are the two ρ with (p₁ − ρ p₂)² = z² (π₁(1 − π₁)/n₁ + ρ² π₂(1 − π₂)/n₂). p₁, p₂: observed shares of n₁ and n₂ subjects; π₁ = ρ π₂: most likely shares under the ratio ρ; z: standard normal quantile at 1 − (1 − confidence)/2.",
    source: "Koopman 1984, Biometrics 40:513-517.",
    reference: 'R ratesci scoreci(contrast = "RR", skew = FALSE, bcf = FALSE).',
    accuracy: "Relative error below 1e-12 (50-digit arithmetic).",
    cost: "0.1 ms.",
    example: {
      code: "koopmanRiskRatio(56, 70, 48, 80, { confidence: 0.95 }).lower",
      value: 1.0798215063618983,
    },
  },
  {
    id: "miettinen-nurminen-risk-ratio",
    title: "Miettinen-Nurminen interval for a risk ratio",
    summary:
      "Koopman's interval for the ratio of two risks, made slightly longer by a small-sample factor in the variance. The range again consists of the ratios compatible with the data by a score test.",
    variant: "Score, variance times N/(N - 1).",
    when: "What ratio of risks fits the data of a trial whose plan names Miettinen and Nurminen for all its intervals? It suits small groups and zero counts.",
    whenNot:
      "Where risks are near 1 in both groups: ratios are then squeezed towards 1, and the risk difference or the ratio of non-events is easier to read.",
    formula:
      "Limits are the two ρ with (p₁ − ρ p₂)² = z² (π₁(1 − π₁)/n₁ + ρ² π₂(1 − π₂)/n₂) N/(N − 1). p₁, p₂: observed shares of n₁ and n₂ subjects, N = n₁ + n₂; π₁ = ρ π₂: most likely shares under the ratio ρ; z: standard normal quantile at 1 − (1 − confidence)/2.",
    source: "Miettinen and Nurminen 1985, Stat Med 4:213-226.",
    reference: 'R ratesci scoreci(contrast = "RR", skew = FALSE).',
    accuracy: "Relative error below 1e-12 (50-digit arithmetic).",
    cost: "0.1 ms.",
    example: {
      code: "miettinenNurminenRiskRatio(56, 70, 48, 80, { confidence: 0.95 }).lower",
      value: 1.0790471195344264,
    },
  },
  {
    id: "woolf-odds-ratio",
    title: "Woolf log interval for an odds ratio",
    summary:
      "Odds of the event in one group over those in the other, with an interval that is normal on the logarithm. Its standard error is the root of the sum of the reciprocals of all four counts.",
    variant: "Sample odds ratio ad/bc; no half added.",
    when: "How strongly do exposure and disease go together in a case-control study with at least five subjects in every cell? The classical estimate, the one that a logistic model with one variable gives.",
    whenNot:
      "A zero cell, where no limits exist, or any cell of a few subjects, where the normal curve fits badly.",
    formula:
      "(a d)/(b c) e^(±z s), s² = 1/a + 1/b + 1/c + 1/d. a, b: subjects of group 1 with and without the event; c, d: those of group 2; z: standard normal quantile at 1 − (1 − confidence)/2.",
    source: "Woolf 1955, Ann Hum Genet 19:251-253.",
    reference: "The closed form in R.",
    accuracy: "Relative error below 1e-14.",
    cost: "Closed form.",
    example: {
      code: "woolfOddsRatio(56, 70, 48, 80, { confidence: 0.95 }).lower",
      value: 1.2762178705364338,
    },
  },
  {
    id: "haldane-odds-ratio",
    title: "Haldane-Anscombe odds ratio with log interval",
    summary:
      "Adds half a subject to each of the four cells before taking the odds ratio and its log interval. The estimate is thereby finite even when one cell is empty.",
    variant: "Half added always, whether or not a cell is 0; the estimate shown is the adjusted one.",
    when: "What odds ratio can be shown, for instance in a meta-analysis, although one cell is empty?",
    whenNot:
      "Where an empty cell carries the message: the finite estimate depends on the arbitrary half and is drawn towards 1. Prefer exact or score limits.",
    formula:
      "ω e^(±z s), ω = (a + ½)(d + ½) / ((b + ½)(c + ½)), s² = Σ 1/(cell + ½). a, b: subjects of group 1 with and without the event; c, d: those of group 2; z: standard normal quantile at 1 − (1 − confidence)/2.",
    source: "Haldane 1956, Ann Hum Genet 20:309-311; Anscombe 1956, Biometrika 43:461-464.",
    reference: "The closed form in R.",
    accuracy: "Relative error below 1e-14.",
    cost: "Closed form.",
    example: { code: "haldaneOddsRatio(10, 10, 0, 20, { confidence: 0.95 }).estimate", value: 861 },
  },
  {
    id: "score-odds-ratio",
    title: "Cornfield score interval for an odds ratio",
    summary:
      "Holds the margins of the 2x2 table and asks which odds ratios would make the observed cell no great surprise. Zero cells need no repair: the limit on that side is 0 or does not exist.",
    variant: "Without continuity correction and without N/(N - 1).",
    when: "Which odds ratios agree with a 2x2 table that holds small or empty cells? Its answer matches the chi-square test without correction.",
    whenNot: "Tables with expected counts of one or two: exact conditional limits are then safer.",
    formula:
      "Limits are the two ω with (x₁ − A)² (1/A + 1/B + 1/C + 1/D) = z². x₁: events of group 1; A, B, C, D: cells with the observed margins whose odds ratio AD/(BC) is ω; z: standard normal quantile at 1 − (1 − confidence)/2.",
    source: "Cornfield 1956, Proc 3rd Berkeley Symp 4:135-148.",
    reference: 'R ratesci scoreci(contrast = "OR", skew = FALSE, bcf = FALSE).',
    accuracy: "Relative error below 1e-12 (50-digit arithmetic).",
    cost: "0.1 ms.",
    example: {
      code: "scoreOddsRatio(56, 70, 48, 80, { confidence: 0.95 }).lower",
      value: 1.2846591246151604,
    },
  },
  {
    id: "miettinen-nurminen-odds-ratio",
    title: "Miettinen-Nurminen interval for an odds ratio",
    summary:
      "The range of odds ratios not rejected by a score test whose variance is inflated a little for small samples. Its limits lie just outside those of Cornfield's interval.",
    variant: "Score, variance times N/(N - 1).",
    when: "Which odds ratios are compatible with the data of a trial or case-control study of moderate size, empty cells included, with coverage a little above that of the plain score interval?",
    whenNot:
      "As a substitute for a risk ratio: with common events an odds ratio lies further from 1 than the ratio of risks and is easily misread as one.",
    formula:
      "Limits are the two ω with (x₁ − A)² (1/A + 1/B + 1/C + 1/D) = z² N/(N − 1). x₁: events of group 1; A, B, C, D: cells with the observed margins whose odds ratio AD/(BC) is ω; N: all subjects; z: standard normal quantile at 1 − (1 − confidence)/2.",
    source: "Miettinen and Nurminen 1985, Stat Med 4:213-226.",
    reference: 'R ratesci scoreci(contrast = "OR", skew = FALSE).',
    accuracy: "Relative error below 1e-12 (50-digit arithmetic).",
    cost: "0.1 ms.",
    example: {
      code: "miettinenNurminenOddsRatio(56, 70, 48, 80, { confidence: 0.95 }).lower",
      value: 1.2815731932629815,
    },
  },
];
