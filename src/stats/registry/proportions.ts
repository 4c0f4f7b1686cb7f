import type { Method } from "./method.ts";

/** One share of subjects. */
export const proportionMethods: readonly Method[] = [
  {
    id: "wilson-interval",
    title: "Wilson score interval for a proportion",
    summary:
      "Gives the range of true shares that fit the observed share of subjects with the event, for example samples in which the analyte was detected. A true share belongs to the range when a score test, which takes the standard error at that share, does not reject it.",
    variant: "Two-sided, without continuity correction; limits stay within 0 and 1.",
    whenNot:
      "Its coverage is near the stated one on average, not at least that for every true share: where a guarantee is needed, use Clopper-Pearson. Not for repeated samples of one patient, which are not independent.",
    source: "Wilson 1927, J Am Stat Assoc 22:209-212; Newcombe 1998, Stat Med 17:857-872, method 3.",
    reference: "R prop.test(correct = FALSE).",
    accuracy: "Relative error below 1e-14, also of limits near 0.",
    cost: "Closed form.",
  },
  {
    id: "wilson-corrected-interval",
    title: "Wilson score interval with continuity correction",
    summary:
      "Widens the Wilson interval of a share by about half a subject on each side, because counts move in whole steps and the normal curve does not. The price of rarely missing the true share is a longer interval.",
    variant:
      "Correction of half a subject, at most |events - n/2| and so none at exactly half; lower limit 0 at no event, upper limit 1 when all have it.",
    whenNot:
      "Where average coverage is enough it is needlessly wide; where at least the stated coverage must be proven it is not a proof, as only an exact interval is.",
    source: "Newcombe 1998, Stat Med 17:857-872, method 4.",
    reference: "R prop.test(correct = TRUE).",
    accuracy: "Relative error below 1e-14.",
    cost: "Closed form.",
  },
  {
    id: "clopper-pearson-interval",
    title: "Clopper-Pearson exact interval for a proportion",
    summary:
      "Gives all true shares that neither of the two one-sided binomial tests would reject at half of the allowed error. Whatever the true share, the interval holds it at least as often as its confidence says, in samples of any size.",
    variant: "Equal tails by beta quantiles; at 0 or n events still two-sided, with half of the error.",
    whenNot:
      "Cautious: in small samples the interval is clearly longer than needed on average. With no event or all events and only one side of interest, the one-sided bound says more.",
    source: "Clopper and Pearson 1934, Biometrika 26:404-413.",
    reference: "R binom.test.",
    accuracy: "Relative error below 1e-13 for n up to 1e6.",
    cost: "0.02 ms.",
  },
  {
    id: "one-sided-exact-bound",
    title: "Exact one-sided bound when nobody or everybody had the event",
    summary:
      "When none of n subjects had the event, finds the highest true share that would still leave a run without events likely enough; when all had it, the lowest such share. It is the exact form of the rule of three: none of n at 0.95 confidence means at most about 3/n.",
    variant:
      "Upper bound solves (1 - p)^n = 1 - confidence, lower bound p^n = 1 - confidence; all error on one side.",
    whenNot:
      "Only for 0 or n events; anything between is refused. Do not print it beside two-sided intervals of other groups without saying so: it spends the whole error on its one side and looks tighter.",
    source: "Hanley and Lippman-Hand 1983, JAMA 249:1743-1745.",
    reference: "R binom.test, one-sided.",
    accuracy: "Relative error below 1e-15.",
    cost: "Closed form.",
  },
  {
    id: "mid-p-interval",
    title: "Mid-p interval for a proportion",
    summary:
      "An exact binomial interval for a share that counts only half of the probability of the very number observed. That takes away most of the excess length of the Clopper-Pearson interval.",
    variant:
      "Equal tails; limits by a root search inside the Clopper-Pearson limits, closed form at 0 and n events.",
    whenNot:
      "Where coverage must never fall below the stated level: for some true shares it does, by a little.",
    source: "Agresti and Gottard 2007, Comput Stat Data Anal 51:6447-6458.",
    reference: "Roots of the mid-p equation in R.",
    accuracy: "Relative error below 1e-12 for n up to 1e6.",
    cost: "0.1 ms.",
  },
  {
    id: "jeffreys-interval",
    title: "Jeffreys interval for a proportion",
    summary:
      "Starts from a prior that favours no particular share and gives the central range of what is believed about the share after seeing the data. Read as a confidence interval it covers well on average.",
    variant:
      "Beta(1/2, 1/2) prior, equal tails; lower limit set to 0 at no event and upper limit to 1 at n events, with the plain posterior limits beside them.",
    whenNot:
      "Where readers expect a frequentist guarantee, or where earlier studies inform the share: then a prior should say so.",
    source: "Brown, Cai and DasGupta 2001, Stat Sci 16:101-133, sec. 3.1.3.",
    reference: "R qbeta.",
    accuracy: "Relative error below 1e-13.",
    cost: "0.02 ms.",
  },
  {
    id: "agresti-coull-interval",
    title: "Agresti-Coull interval for a proportion",
    summary:
      "Adds z^2 imaginary subjects, half of them with the event (about two and two at 95%), and then takes the textbook interval around the adjusted share. The result has the centre of Wilson's interval and is never shorter.",
    variant:
      "z^2 form rather than the fixed plus four; limits are not cut, so that one outside [0, 1] shows.",
    whenNot:
      "Shares near 0 or 1 in small groups: a limit may then lie outside 0 to 1, and Wilson's is shorter.",
    source: "Agresti and Coull 1998, Am Stat 52:119-126 (z^2 form).",
    reference: "The closed form in R.",
    accuracy: "Relative error below 1e-14.",
    cost: "Closed form.",
  },
  {
    id: "logit-interval",
    title: "Logit interval for a proportion",
    summary:
      "Builds a normal interval around the log odds of the event and carries its ends back to the scale of shares. It is the interval that an intercept-only logistic regression would report.",
    variant: "Wald on the log odds, without added counts.",
    whenNot:
      "At 0 or n events the log odds are infinite and no limits are given. Small groups: it is longer than Wilson's for the same coverage.",
    source: "Brown, Cai and DasGupta 2001, Stat Sci 16:101-133, sec. 4.",
    reference: "The closed form in R.",
    accuracy: "Relative error below 1e-14.",
    cost: "Closed form.",
  },
  {
    id: "wald-interval",
    title: "Wald interval for a proportion",
    summary:
      "The textbook interval: observed share plus and minus z estimated standard errors. It is here so that older papers can be compared, not for new results.",
    variant: "Limits are not cut at 0 and 1; no continuity correction.",
    whenNot:
      "Nearly always. It has no length at 0 and n events, misses the true share far too often in small groups, and can leave the range of shares.",
    source: "Newcombe 1998, Stat Med 17:857-872, method 1.",
    reference: "The closed form in R.",
    accuracy: "Relative error below 1e-14.",
    cost: "Closed form.",
  },
  {
    id: "binomial-exact",
    title: "Exact binomial test of a share",
    summary:
      "Tests that the true share of subjects with the event equals one named in advance. The p-value adds the binomial probabilities of the observed count and of all counts that speak at least as strongly against that share.",
    variant:
      "Two-sided by minimum likelihood (outcomes at most 1 + 1e-7 times as probable as the observed one), not twice the smaller tail; one-sided by either tail.",
    whenNot:
      "When the share of comparison was itself estimated from a sample: compare the two samples instead. Its discreteness makes it cautious in small groups.",
    source: "Conover, Practical Nonparametric Statistics, 3rd ed., sec. 3.1.",
    reference: "R binom.test.",
    accuracy: "Relative error of p below 1e-12 down to 1e-300 (against exact rationals, n <= 2000).",
    cost: "About 30 densities and two tails, whatever n.",
  },
];
