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
    cost: "8 ms of processor time at 300 subjects in each group, 26 ms at 500; one-sided a third of it.",
    example: {
      code: 'boschlooExact([[2, 0], [0, 2]], { alternative: "greater" }).pValue',
      value: 0.0625,
    },
  },
];
