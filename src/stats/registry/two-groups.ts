import type { Method } from "./method.ts";

/** Differences and ratios of the risks of two independent groups. */
export const twoGroupMethods: readonly Method[] = [
  {
    id: "newcombe-risk-difference",
    title: "Newcombe's interval for a risk difference",
    summary:
      "Estimates how much larger the share of subjects with the event is in one group than in another, in percentage points. The limits combine the two Wilson intervals: the distances from each share to its own limits are squared and added.",
    variant: "Hybrid score, method 10, without continuity correction.",
    whenNot:
      "Paired samples. It is not the inverse of a test, so at the edge it can disagree with Fisher's p-value about whether the groups differ.",
    source: "Newcombe 1998, Stat Med 17:873-890, method 10.",
    reference: 'R DescTools BinomDiffCI(method = "score").',
    accuracy: "Absolute error below 1e-15.",
    cost: "Closed form.",
  },
  {
    id: "miettinen-nurminen-risk-difference",
    title: "Miettinen-Nurminen interval for a risk difference",
    summary:
      "Gives the differences between two risks that a score test does not reject. For every candidate difference the standard error comes from the most likely pair of risks that are so far apart, and not from the observed shares.",
    variant: "Score, variance times N/(N - 1), no stratification.",
    whenNot:
      "Groups of a handful of subjects, where coverage below the stated one is possible; a regulatory proof of non-inferiority in tiny samples calls for an unconditional exact method.",
    source: "Miettinen and Nurminen 1985, Stat Med 4:213-226.",
    reference: 'R DescTools BinomDiffCI(method = "mn"), ratesci scoreci(skew = FALSE).',
    accuracy: "Absolute error below 1e-13 (50-digit arithmetic).",
    cost: "0.2 ms.",
  },
  {
    id: "mee-risk-difference",
    title: "Mee's interval for a risk difference",
    summary:
      "The score interval for the difference of two risks as first published, a trifle shorter than Miettinen and Nurminen's. The two are indistinguishable once the groups together hold some hundred subjects.",
    variant: "Score, without the factor N/(N - 1).",
    whenNot: "Small groups: leaving out the factor costs some coverage there.",
    source: "Mee 1984, Biometrics 40:1175-1176.",
    reference: "Own roots of the score equation in R, ratesci scoreci(skew = FALSE, bcf = FALSE).",
    accuracy: "Absolute error below 1e-13 (50-digit arithmetic).",
    cost: "0.2 ms.",
  },
  {
    id: "agresti-caffo-risk-difference",
    title: "Agresti-Caffo interval for a risk difference",
    summary:
      "Adds one subject with and one without the event to each group, then uses the textbook interval for two shares. A teaching-friendly interval that covers much better than the unadjusted one.",
    variant:
      "Centred on the adjusted difference while the estimate shown is the plain one; limits are not cut to [-1, 1].",
    whenNot:
      "Risks near 0 or 1 in very small groups: the added subjects then weigh heavily and pull the interval towards no difference.",
    source: "Agresti and Caffo 2000, Am Stat 54:280-288.",
    reference: "The closed form in R.",
    accuracy: "Absolute error below 1e-15.",
    cost: "Closed form.",
  },
  {
    id: "wald-risk-difference",
    title: "Wald interval for a risk difference",
    summary:
      "Difference of two observed shares plus and minus z times the root of both variances. Kept to reproduce older tables.",
    variant: "Variance p(1 - p)/n in each group; limits are not cut to [-1, 1].",
    whenNot:
      "New analyses. When both risks are 0 or 1 the interval is a single point, and in small groups it is too short.",
    source: "Newcombe 1998, Stat Med 17:873-890, method 1.",
    reference: "The closed form in R.",
    accuracy: "Absolute error below 1e-15.",
    cost: "Closed form.",
  },
  {
    id: "katz-risk-ratio",
    title: "Katz log interval for a risk ratio",
    summary:
      "Says how many times as large the risk of one group is as that of the other. The interval is normal on the logarithm of the ratio, with the usual variance of log shares.",
    variant: "Method C of the paper, no counts added.",
    whenNot:
      "A group without any event: its logarithm has no variance, and no limits are given. Few events: too short.",
    source: "Katz, Baptista, Azen and Pike 1978, Biometrics 34:469-474, method C.",
    reference: "The closed form in R.",
    accuracy: "Relative error below 1e-14.",
    cost: "Closed form.",
  },
  {
    id: "koopman-risk-ratio",
    title: "Koopman score interval for a risk ratio",
    summary:
      "Collects every ratio of two risks that a score test leaves standing. It needs no added counts: without an event in the first group its lower limit is 0, without one in the second it has no upper limit.",
    variant: "Variance at the most likely risks under each ratio, without N/(N - 1).",
    whenNot:
      "Case-control samples, where the shares of cases are fixed by design and a risk ratio means nothing; use an odds ratio.",
    source: "Koopman 1984, Biometrics 40:513-517.",
    reference: 'R ratesci scoreci(contrast = "RR", skew = FALSE, bcf = FALSE).',
    accuracy: "Relative error below 1e-12 (50-digit arithmetic).",
    cost: "0.1 ms.",
  },
  {
    id: "miettinen-nurminen-risk-ratio",
    title: "Miettinen-Nurminen interval for a risk ratio",
    summary:
      "Koopman's interval for the ratio of two risks, made slightly longer by a small-sample factor in the variance. The range again consists of the ratios compatible with the data by a score test.",
    variant: "Score, variance times N/(N - 1).",
    whenNot:
      "Where risks are near 1 in both groups: ratios are then squeezed towards 1, and the risk difference or the ratio of non-events is easier to read.",
    source: "Miettinen and Nurminen 1985, Stat Med 4:213-226.",
    reference: 'R ratesci scoreci(contrast = "RR", skew = FALSE).',
    accuracy: "Relative error below 1e-12 (50-digit arithmetic).",
    cost: "0.1 ms.",
  },
  {
    id: "woolf-odds-ratio",
    title: "Woolf log interval for an odds ratio",
    summary:
      "Odds of the event in one group over those in the other, with an interval that is normal on the logarithm. Its standard error is the root of the sum of the reciprocals of all four counts.",
    variant: "Sample odds ratio ad/bc; no half added.",
    whenNot:
      "A zero cell, where no limits exist, or any cell of a few subjects, where the normal curve fits badly.",
    source: "Woolf 1955, Ann Hum Genet 19:251-253.",
    reference: "The closed form in R.",
    accuracy: "Relative error below 1e-14.",
    cost: "Closed form.",
  },
  {
    id: "haldane-odds-ratio",
    title: "Haldane-Anscombe odds ratio with log interval",
    summary:
      "Adds half a subject to each of the four cells before taking the odds ratio and its log interval. The estimate is thereby finite even when one cell is empty.",
    variant: "Half added always, whether or not a cell is 0; the estimate shown is the adjusted one.",
    whenNot:
      "Where an empty cell carries the message: the finite estimate depends on the arbitrary half and is drawn towards 1. Prefer exact or score limits.",
    source: "Haldane 1956, Ann Hum Genet 20:309-311; Anscombe 1956, Biometrika 43:461-464.",
    reference: "The closed form in R.",
    accuracy: "Relative error below 1e-14.",
    cost: "Closed form.",
  },
  {
    id: "score-odds-ratio",
    title: "Cornfield score interval for an odds ratio",
    summary:
      "Holds the margins of the 2x2 table and asks which odds ratios would make the observed cell no great surprise. Zero cells need no repair: the limit on that side is 0 or does not exist.",
    variant: "Without continuity correction and without N/(N - 1).",
    whenNot: "Tables with expected counts of one or two: exact conditional limits are then safer.",
    source: "Cornfield 1956, Proc 3rd Berkeley Symp 4:135-148.",
    reference: 'R ratesci scoreci(contrast = "OR", skew = FALSE, bcf = FALSE).',
    accuracy: "Relative error below 1e-12 (50-digit arithmetic).",
    cost: "0.1 ms.",
  },
  {
    id: "miettinen-nurminen-odds-ratio",
    title: "Miettinen-Nurminen interval for an odds ratio",
    summary:
      "The range of odds ratios not rejected by a score test whose variance is inflated a little for small samples. Its limits lie just outside those of Cornfield's interval.",
    variant: "Score, variance times N/(N - 1).",
    whenNot:
      "As a substitute for a risk ratio: with common events an odds ratio lies further from 1 than the ratio of risks and is easily misread as one.",
    source: "Miettinen and Nurminen 1985, Stat Med 4:213-226.",
    reference: 'R ratesci scoreci(contrast = "OR", skew = FALSE).',
    accuracy: "Relative error below 1e-12 (50-digit arithmetic).",
    cost: "0.1 ms.",
  },
];
