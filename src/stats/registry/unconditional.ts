import type { Method } from "./method.ts";

/** Exact answers about one share and about two groups, with nothing fixed but the sizes. */
export const unconditionalMethods: readonly Method[] = [
  {
    id: "blaker-interval",
    title: "Blaker's exact interval for a proportion",
    summary:
      "Gives the span of true shares that Blaker's exact test does not reject. It keeps the guarantee of Clopper and Pearson's limits and is never longer, mostly clearly shorter.",
    variant:
      "Ends of the whole level set of the acceptability function; stretches inside that the test rejects are listed as gaps.",
    when: "In what range does the true share of detected samples lie, when coverage must be guaranteed and the range should not be longer than need be?",
    whenNot:
      "One limit alone is of interest: then a one-sided bound is right. Its two errors are not halves of the whole, so neither end may be read as a one-sided statement.",
    formula:
      "{p: a(p) > 1 - confidence}, a(p) = P(g(X) <= g(x)), g(k) = min(P(X <= k), P(X >= k)), X binomial(n, p), x: events.",
    source: "Blaker 2000, Can J Stat 28:783-798; Klaschka 2010, COMPSTAT 309-316.",
    reference: "Scan of the acceptability function between all its jumps in 50 digits (mpmath).",
    accuracy: "Relative error below 1e-12, gaps included.",
    cost: "2 ms; 19 ms at n = 1,000,000.",
    example: {
      code: "blakerInterval(3, 10, { confidence: 0.95 }).lower",
      value: 0.08726443391415031,
    },
  },
  {
    id: "blaker-test",
    title: "Blaker's exact test of a share",
    summary:
      "Tests that the true share equals one named in advance. The smaller tail beyond the observed count is completed by as much of the opposite tail as does not outweigh it.",
    variant: "Two-sided; tails within a relative 1e-10 count as equal.",
    when: "Is the share of detected samples compatible with the 20 % that the maker states?",
    whenNot:
      "A direction was fixed beforehand: use a one-sided binomial test. The p-value jumps as the tested share moves, so it must not be interpolated.",
    formula: "p = P(g(X) <= g(x)), g(k) = min(P(X <= k), P(X >= k)), X binomial(n, nullShare), x: events.",
    source: "Blaker 2000, Can J Stat 28:783-798.",
    reference: "The definition summed in 50 digits (mpmath).",
    accuracy: "Relative error below 1e-12.",
    cost: "0.02 ms.",
    example: { code: "blakerTest(3, 10, { nullShare: 0.5 }).pValue", value: 0.34375 },
  },
  {
    id: "barnard-exact",
    title: "Barnard's unconditional exact test",
    summary:
      "Tests that two groups have the same risk without pretending that the total number of events was known beforehand. The p-value is the largest probability, whatever the common risk, of tables as extreme as the observed one.",
    variant:
      "Tables ordered by z with the pooled or with both groups' standard errors, named by the caller; two-sided by |z|; all common risks from 0 to 1.",
    when: "Do two small groups of fixed sizes differ in how often the analyte is detected?",
    whenNot:
      "Both margins fixed by the design, as in a tasting of labelled cups: Fisher's test is the right one there. Strata need a stratified method.",
    formula:
      "p = max over r of P(T(X1, X2) >= T(x1, x2)), X1 binomial(n1, r), X2 binomial(n2, r), T: z, -z or |z|; x: events, n: subjects of each group.",
    source: "Barnard 1947, Biometrika 34:123-138; Suissa and Shuster 1985, J R Stat Soc A 148:317-327.",
    reference:
      "Regions in whole numbers, maximum in 40 digits (mpmath); R Exact exact.test, scipy.stats.barnard_exact.",
    accuracy: "Relative error below 1e-13; every answer proves itself to 1e-10 by a bound.",
    cost: "2 ms of processor time at 300 subjects in each group, 10 ms at 1000.",
    example: {
      code: 'barnardExact([[2, 0], [0, 2]], { alternative: "greater", statistic: "z-pooled" }).pValue',
      value: 0.0625,
    },
  },
  {
    id: "boschloo-exact",
    title: "Boschloo's unconditional exact test",
    summary:
      "Takes Fisher's p-value as a mere yardstick of extremeness and asks how probable so small a value is when both groups share a risk. That makes Fisher's test less cautious at no price: the new p-value is never the larger one.",
    variant:
      "One-sided by the one-sided Fisher p-value, two-sided by the two-sided one of minimum likelihood; SciPy doubles the smaller one-sided result instead.",
    when: "Fisher's test would be used, the group sizes were fixed but the events were not, and power counts?",
    whenNot:
      "A p-value that must agree with a conditional odds ratio and its limits. Thousands of subjects, where all these tests agree and Fisher's is instant.",
    formula:
      "p = max over r of P(F(X1, X2) <= F(x1, x2)), X1 binomial(n1, r), X2 binomial(n2, r), F: Fisher's p-value of a table; x: events, n: subjects of each group.",
    source: "Boschloo 1970, Stat Neerl 24:1-35.",
    reference:
      'Regions by exact fractions, maximum in 40 digits (mpmath); R Exact exact.test(method = "Boschloo"), scipy.stats.boschloo_exact (one-sided).',
    accuracy: "Relative error below 1e-13; every answer proves itself to 1e-10 by a bound.",
    cost: "2 ms of processor time at 300 subjects in each group, 4 ms at 500, 90 ms at 3000.",
    example: {
      code: 'boschlooExact([[2, 0], [0, 2]], { alternative: "greater" }).pValue',
      value: 0.0625,
    },
  },
  {
    id: "exact-risk-difference",
    title: "Exact unconditional interval for a risk difference",
    summary:
      "Gives all differences between two risks that an exact test leaves standing, with only the sizes of the groups taken as known. The stated coverage holds for every pair of risks, however small the groups.",
    variant:
      "Score test inverted: two one-sided tests at half of the error (Chan-Zhang), or one two-sided test by |z| (Agresti-Min); maximum over the other risk proven by bounds; hull of the accepted set.",
    when: "By how many points do the shares of two small groups differ, where a regulator wants guaranteed coverage?",
    whenNot:
      "Hundreds of subjects in each group: the score interval is the same for practical purposes and takes no time. Stratified designs.",
    formula:
      "{d: max over r of P(T(X1, X2; d) >= T(x1, x2; d)) > error}, X1 binomial(n1, r + d), X2 binomial(n2, r), T: score z of d, -z or |z|; x: events, n: subjects.",
    source: "Chan and Zhang 1999, Biometrics 55:1202-1209; Agresti and Min 2001, Biometrics 57:963-971.",
    reference: "Literal sets of tables on grids of effects and risks (NumPy); closed form for 1 v 1.",
    accuracy: "Absolute error of a limit below 1e-10.",
    cost: "0.03 to 0.2 s of processor time at 100 subjects in each group, 0.2 to 0.6 s at 500.",
    example: {
      code: 'exactRiskDifference(1, 1, 0, 1, { confidence: 0.95, inversion: "chan-zhang" }).upper',
      value: 1,
    },
  },
  {
    id: "exact-risk-ratio",
    title: "Exact unconditional interval for a risk ratio",
    summary:
      "Finds how many times larger one risk can be than another without an exact test objecting. For each ratio the worst case over the second risk counts, so the interval never promises too much.",
    variant:
      "Koopman's statistic orders the tables, 0 where nobody had the event; one-sided pairs (Chan-Zhang) or two-sided (Agresti-Min).",
    when: "How many times more often is the analyte found in patients than in the few available controls?",
    whenNot:
      "No event in the second group: there is no upper limit, and a difference says more. Case-control samples.",
    formula:
      "{f: max over r of P(T(X1, X2; f) >= T(x1, x2; f)) > error}, X1 binomial(n1, f r), X2 binomial(n2, r), T: score z of f, -z or |z|; x: events, n: subjects.",
    source:
      "Chan and Zhang 1999, Biometrics 55:1202-1209; Agresti and Min 2001, Biometrics 57:963-971; Koopman 1984, Biometrics 40:513-517.",
    reference: "Literal sets of tables on grids of effects and risks (NumPy); closed form for 1 v 1.",
    accuracy: "Relative error of a limit below 1e-10.",
    cost: "0.03 to 0.1 s of processor time at 100 subjects in each group, 0.1 to 1.6 s at 500.",
    example: {
      code: 'exactRiskRatio(0, 8, 3, 9, { confidence: 0.95, inversion: "chan-zhang" }).lower',
      value: 0,
    },
  },
  {
    id: "exact-odds-ratio",
    title: "Exact unconditional interval for an odds ratio",
    summary:
      "Collects the odds ratios that an exact test accepts when the total number of events is left to chance. It is usually shorter than the limits that go with Fisher's test, at the same guarantee.",
    variant:
      "Cornfield's statistic orders the tables, 0 where the outcome does not vary; sets completed towards more extreme tables; one-sided pairs (Chan-Zhang) or two-sided (Agresti-Min).",
    when: "How strong can the association of detection with disease be in a small sample of fixed group sizes?",
    whenNot: "The p-value in the same report is Fisher's: its own conditional limits then belong beside it.",
    formula:
      "{w: max over r of P(T(X1, X2; w) >= T(x1, x2; w)) > error}, X1 binomial(n1, w r / (1 - r + w r)), X2 binomial(n2, r), T: score z of w, -z or |z|; x: events, n: subjects.",
    source: "Agresti and Min 2002, Biostatistics 3:379-386; Chan and Zhang 1999, Biometrics 55:1202-1209.",
    reference: "Literal sets of tables on grids of effects and risks (NumPy); closed form for 1 v 1.",
    accuracy: "Relative error of a limit below 1e-10.",
    cost: "0.03 to 0.2 s of processor time at 100 subjects in each group, 0.1 to 0.6 s at 500.",
    example: {
      code: 'exactOddsRatio(5, 9, 0, 4, { confidence: 0.95, inversion: "chan-zhang" }).upper',
      value: null,
    },
  },
];
