import type { Method } from "./method.ts";

/** Equivalence and non-inferiority, and differences of paired shares. */
export const equivalenceMethods: readonly Method[] = [
  {
    id: "score-equivalence",
    title: "Equivalence of two risks by score tests",
    summary:
      "Shows that two risks differ by less than margins set beforehand, as a difference, a ratio or an odds ratio. Two one-sided score tests must both reject, one against each margin; the interval of confidence 1 - 2 alpha then lies between the margins.",
    variant:
      "Variance at the most likely risks exactly one margin apart, plain (Farrington-Manning) or times N/(N - 1) (Miettinen-Nurminen); strict inequality at alpha.",
    when: "Do two assays detect the analyte in the same share of independent samples, give or take ten points?",
    whenNot:
      "Margins chosen after seeing the data. A handful of subjects, for which the normal curve is no guide; paired samples.",
    formula:
      "z(m) = (x1/n1 - x2/n2 - m) / sqrt(p1 q1/n1 + p2 q2/n2) at the most likely p1, p2 with p1 - p2 = m, likewise for ratios; p = max(P(Z >= z(lower margin)), P(Z <= z(upper margin))).",
    source:
      "Farrington and Manning 1990, Stat Med 9:1447-1454; Miettinen and Nurminen 1985, Stat Med 4:213-226.",
    reference: "Constrained maximum likelihood by bisection in 40 digits (mpmath).",
    accuracy: "Relative error below 1e-12, of p-values down to 1e-13 and of limits.",
    cost: "0.3 ms.",
    example: {
      code: 'scoreEquivalence(0, 10, 0, 20, { scale: "risk-difference", variance: "farrington-manning", lowerMargin: -0.2, upperMargin: 0.2, alpha: 0.05 }).zLower',
      value: 2.23606797749979,
    },
  },
  {
    id: "score-non-inferiority",
    title: "Non-inferiority of a risk by a score test",
    summary:
      "Tests in one direction whether one risk is better, or not worse by more than a margin, than the other. It rejects exactly when the one-sided score limit lies beyond the margin.",
    variant:
      "Margin on the difference, the ratio or the odds ratio; Farrington-Manning or Miettinen-Nurminen variance; direction named by the caller.",
    when: "Is the new sampling tube at most five points less likely to give a detectable value than the old one?",
    whenNot:
      "A trial with lapses in conduct, which pull the groups together and so towards the claim. Very small groups.",
    formula:
      "z = (x1/n1 - x2/n2 - m) / sqrt(p1 q1/n1 + p2 q2/n2) at the most likely p1, p2 with p1 - p2 = m, likewise for ratios; p = P(Z >= z) or P(Z <= z); m: margin.",
    source:
      "Farrington and Manning 1990, Stat Med 9:1447-1454; Miettinen and Nurminen 1985, Stat Med 4:213-226.",
    reference: "Constrained maximum likelihood by bisection in 40 digits (mpmath).",
    accuracy: "Relative error below 1e-12, of p-values down to 1e-13 and of limits.",
    cost: "0.3 ms.",
    example: {
      code: 'scoreNonInferiority(6, 10, 2, 10, { scale: "risk-difference", variance: "farrington-manning", margin: 0, alternative: "greater", alpha: 0.025 }).z',
      value: 1.8257418583505538,
    },
  },
  {
    id: "tost-welch",
    title: "Equivalence of two means (Welch)",
    summary:
      "Shows that two means lie within margins of each other, whatever the two spreads. Welch's test is run once against each margin, and both must reject.",
    variant:
      "Margins in the unit of the values; larger of the two one-sided p-values; interval of confidence 1 - 2 alpha.",
    when: "Is the mean log concentration in two kinds of tube the same within a quarter of a unit?",
    whenNot:
      "Values below the limit of detection among the data. A large p-value of an ordinary t test is no substitute for this, nor this for it.",
    formula:
      "t(m) = (mean x - mean y - m) / sqrt(s1^2/n1 + s2^2/n2), Satterthwaite df; p = max(P(T >= t(lower margin)), P(T <= t(upper margin))).",
    source: "Schuirmann 1987, J Pharmacokinet Biopharm 15:657-680.",
    reference: "R t.test(mu = margin); t tails in 40 digits (mpmath).",
    accuracy: "Relative error of p below 1e-12.",
    cost: "That of a Welch test.",
    example: {
      code: "tostWelch([1, 2, 3], [2, 3, 7], { lowerMargin: -4, upperMargin: 4, alpha: 0.05 }).tLower",
      value: 1.224744871391589,
    },
  },
  {
    id: "tost-student",
    title: "Equivalence of two means (Student)",
    summary:
      "The two one-sided tests of equivalence with one spread for both groups. It gains a little power over Welch's form when the spreads really are alike.",
    variant: "Pooled variance, n1 + n2 - 2 degrees of freedom; margins in the unit of the values.",
    when: "Two groups of like spread and size: are their means the same within the margins of the protocol?",
    whenNot:
      "Spreads that differ together with unequal sizes: the error is then not alpha, and Welch's form is right.",
    formula:
      "t(m) = (mean x - mean y - m) / (s sqrt(1/n1 + 1/n2)), s^2: pooled variance; p = max(P(T >= t(lower margin)), P(T <= t(upper margin))).",
    source: "Schuirmann 1987, J Pharmacokinet Biopharm 15:657-680.",
    reference: "R t.test(mu = margin, var.equal = TRUE); t tails in 40 digits (mpmath).",
    accuracy: "Relative error of p below 1e-12.",
    cost: "That of a Student test.",
    example: {
      code: "tostStudent([1, 2, 3], [2, 3, 7], { lowerMargin: -4, upperMargin: 4, alpha: 0.05 }).tLower",
      value: 1.224744871391589,
    },
  },
  {
    id: "tost-paired",
    title: "Equivalence of paired measurements",
    summary:
      "Shows that the mean difference within pairs lies between two margins, for example before and after a freeze-thaw cycle. Both one-sided t tests of the differences must reject.",
    variant: "t with n - 1 degrees of freedom, margins on the scale of the differences.",
    when: "Does a second freezing of the same samples leave their mean concentration unchanged, within 5 units?",
    whenNot:
      "Differences that grow with the level: take logarithms first. Equal means do not make single values agree; for that look at limits of agreement.",
    formula:
      "t(m) = (mean d - m) / (s / sqrt(n)), d = x - y; p = max(P(T >= t(lower margin)), P(T <= t(upper margin))).",
    source: "Schuirmann 1987, J Pharmacokinet Biopharm 15:657-680.",
    reference: "R t.test(mu = margin, paired = TRUE); t tails in 40 digits (mpmath).",
    accuracy: "Relative error of p below 1e-12.",
    cost: "That of a paired t test.",
    example: {
      code: "tostPaired([1, 4], [1, 2], { lowerMargin: -2, upperMargin: 4, alpha: 0.05 }).pLower",
      value: 0.10241638234956674,
    },
  },
  {
    id: "newcombe-paired-difference",
    title: "Newcombe's interval for a difference of paired shares",
    summary:
      "Estimates how much more often a result is positive at one of two looks at the same subjects. The two Wilson intervals are combined as for independent groups, and their correlation is taken into account.",
    variant: "Hybrid score, method 10: a positive correlation is shrunk by half the pairs in its numerator.",
    when: "By how many points does the share of detected samples change between two assays of the same sample?",
    whenNot: "Groups of different subjects. A limit that must agree with McNemar's test: take Tango's.",
    formula:
      "lower = D - sqrt(d1^2 - 2 f d1 u2 + u2^2), D = (b - c)/n, d1, u2: distances from a share to its lower or upper Wilson limit, f: corrected phi; upper likewise.",
    source: "Newcombe 1998, Stat Med 17:2635-2650, method 10.",
    reference: "The formula in 40 digits (mpmath).",
    accuracy: "Absolute error below 1e-15.",
    cost: "Closed form.",
    example: {
      code: "newcombePairedDifference([[1, 1], [1, 1]], { confidence: 0.95 }).upper",
      value: 0.49491960784282807,
    },
  },
  {
    id: "tango-paired-difference",
    title: "Tango's score interval for a difference of paired shares",
    summary:
      "Gives every difference of two paired shares that a score test lets stand. The standard error is recomputed for each candidate difference from the discordant pairs that would then be most likely.",
    variant:
      "Score, two-sided, no correction; holds 0 exactly when McNemar's plain chi-square does not reject.",
    when: "What range of change between two visits is compatible with the pairs, in agreement with McNemar's test?",
    whenNot:
      "A dozen pairs or fewer with all changes in one direction: the exact McNemar p-value can contradict it.",
    formula:
      "{D: |b - c - n D| <= z sqrt(n (2 q + D (1 - D)))}, q: most likely share of the second-only pairs under D; b, c: discordant pairs, n: pairs.",
    source: "Tango 1998, Stat Med 17:891-908.",
    reference: "Multinomial likelihood and limits by bisection in 40 digits (mpmath).",
    accuracy: "Absolute error below 1e-13.",
    cost: "0.02 ms.",
    example: {
      code: "tangoPairedDifference([[0, 5], [0, 0]], { confidence: 0.95 }).lower",
      value: 0.13103507043365042,
    },
  },
];
