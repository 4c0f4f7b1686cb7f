import type { Method } from "./method.ts";

/** One share of subjects. */
export const proportionMethods: readonly Method[] = [
  {
    id: "wilson-interval",
    title: "Wilson score interval for a proportion",
    summary:
      "Gives the range of true shares that fit the observed share of subjects with the event, for example samples in which the analyte was detected. A true share belongs to the range when a score test, which takes the standard error at that share, does not reject it.",
    variant: "Two-sided, without continuity correction; limits stay within 0 and 1.",
    when: "What range of true shares fits 21 detected samples of 103? The interval to take unless a guideline asks for another: short, sensible at 0 and n events, and right on average in groups of any size.",
    whenNot:
      "Its coverage is near the stated one on average, not at least that for every true share: where a guarantee is needed, use Clopper-Pearson. Not for repeated samples of one patient, which are not independent.",
    formula:
      "Limits are the two roots π of (p − π)² = z² π (1 − π) / n: (x + z²/2 ± z √(x (n − x)/n + z²/4)) / (n + z²). x: subjects with the event; n: subjects; p = x/n; z: standard normal quantile at 1 − (1 − confidence)/2.",
    source: "Wilson 1927, J Am Stat Assoc 22:209-212; Newcombe 1998, Stat Med 17:857-872, method 3.",
    reference: "R prop.test(correct = FALSE).",
    accuracy: "Relative error below 1e-14, also of limits near 0.",
    cost: "Closed form.",
    example: { code: "wilsonInterval(21, 103, { confidence: 0.95 }).lower", value: 0.1373982535216566 },
  },
  {
    id: "wilson-corrected-interval",
    title: "Wilson score interval with continuity correction",
    summary:
      "Widens the Wilson interval of a share by about half a subject on each side, because counts move in whole steps and the normal curve does not. The price of rarely missing the true share is a longer interval.",
    variant:
      "Correction of half a subject, at most |events - n/2| and so none at exactly half; lower limit 0 at no event, upper limit 1 when all have it.",
    when: "How far may the true share be from the observed one, if missing it should be rarer than agreed rather than as rare? For readers who expect the correction that R's prop.test makes by default.",
    whenNot:
      "Where average coverage is enough it is needlessly wide; where at least the stated coverage must be proven it is not a proof, as only an exact interval is.",
    formula:
      "Limits are the outer roots π of (|p − π| − 1/(2n))² = z² π (1 − π) / n, the correction being at most |p − 1/2|. p = x/n: share of x subjects with the event among n; z: standard normal quantile at 1 − (1 − confidence)/2.",
    source: "Newcombe 1998, Stat Med 17:857-872, method 4.",
    reference: "R prop.test(correct = TRUE).",
    accuracy: "Relative error below 1e-14.",
    cost: "Closed form.",
    example: {
      code: "wilsonCorrectedInterval(21, 103, { confidence: 0.95 }).lower",
      value: 0.13337246308675116,
    },
  },
  {
    id: "clopper-pearson-interval",
    title: "Clopper-Pearson exact interval for a proportion",
    summary:
      "Gives all true shares that neither of the two one-sided binomial tests would reject at half of the allowed error. Whatever the true share, the interval holds it at least as often as its confidence says, in samples of any size.",
    variant: "Equal tails by beta quantiles; at 0 or n events still two-sided, with half of the error.",
    when: "Which true shares can be excluded with proof, whatever the sample size? Diagnostic accuracy for a regulator, or safety: there the interval must hold the truth at least as often as it says.",
    whenNot:
      "Cautious: in small samples the interval is clearly longer than needed on average. With no event or all events and only one side of interest, the one-sided bound says more.",
    formula:
      "Lower limit L solves P(X ≥ x | n, L) = α/2, upper limit U solves P(X ≤ x | n, U) = α/2: L = B(α/2; x, n − x + 1), U = B(1 − α/2; x + 1, n − x). X: binomial number of events; x of n observed; α = 1 − confidence; B(q; a, b): quantile of the beta distribution. L = 0 at x = 0, U = 1 at x = n.",
    source: "Clopper and Pearson 1934, Biometrika 26:404-413.",
    reference: "R binom.test.",
    accuracy: "Relative error below 1e-13 for n up to 1e6.",
    cost: "0.02 ms.",
    example: {
      code: "clopperPearsonInterval(21, 103, { confidence: 0.95 }).lower",
      value: 0.13086095021088923,
    },
  },
  {
    id: "one-sided-exact-bound",
    title: "Exact one-sided bound when nobody or everybody had the event",
    summary:
      "When none of n subjects had the event, finds the highest true share that would still leave a run without events likely enough; when all had it, the lowest such share. It is the exact form of the rule of three: none of n at 0.95 confidence means at most about 3/n.",
    variant:
      "Upper bound solves (1 - p)^n = 1 - confidence, lower bound p^n = 1 - confidence; all error on one side.",
    when: "Nobody among ten patients had the side effect: how common may it still be? Also the reverse, when every sample was positive.",
    whenNot:
      "Only for 0 or n events; anything between is refused. Do not print it beside two-sided intervals of other groups without saying so: it spends the whole error on its one side and looks tighter.",
    formula:
      "None of n: upper bound U = 1 − α^(1/n). All of n: lower bound L = α^(1/n). α = 1 − confidence, all of it on the one side.",
    source: "Hanley and Lippman-Hand 1983, JAMA 249:1743-1745.",
    reference: "R binom.test, one-sided.",
    accuracy: "Relative error below 1e-15.",
    cost: "Closed form.",
    example: { code: "oneSidedBound(0, 10, { confidence: 0.95 }).bound", value: 0.2588655508930523 },
  },
  {
    id: "mid-p-interval",
    title: "Mid-p interval for a proportion",
    summary:
      "An exact binomial interval for a share that counts only half of the probability of the very number observed. That takes away most of the excess length of the Clopper-Pearson interval.",
    variant:
      "Equal tails; limits by a root search inside the Clopper-Pearson limits, closed form at 0 and n events.",
    when: "What are the plausible shares, by an exact calculation that does not pay for its caution with length? A choice for small groups where coverage near the stated level is enough.",
    whenNot:
      "Where coverage must never fall below the stated level: for some true shares it does, by a little.",
    formula:
      "Lower limit L solves P(X > x | n, L) + P(X = x | n, L)/2 = α/2; upper limit U solves P(X < x | n, U) + P(X = x | n, U)/2 = α/2. X: binomial number of events; x of n observed; α = 1 − confidence.",
    source: "Agresti and Gottard 2007, Comput Stat Data Anal 51:6447-6458.",
    reference: "Roots of the mid-p equation in R.",
    accuracy: "Relative error below 1e-12 for n up to 1e6.",
    cost: "0.1 ms.",
    example: { code: "midPInterval(21, 103, { confidence: 0.95 }).lower", value: 0.13438363748466145 },
  },
  {
    id: "jeffreys-interval",
    title: "Jeffreys interval for a proportion",
    summary:
      "Starts from a prior that favours no particular share and gives the central range of what is believed about the share after seeing the data. Read as a confidence interval it covers well on average.",
    variant:
      "Beta(1/2, 1/2) prior, equal tails; lower limit set to 0 at no event and upper limit to 1 at n events, with the plain posterior limits beside them.",
    when: "Given only these subjects, between which values does the share lie with 95% probability? For readers who want a statement about the share itself and no prior opinion in it.",
    whenNot:
      "Where readers expect a frequentist guarantee, or where earlier studies inform the share: then a prior should say so.",
    formula:
      "Limits are the quantiles α/2 and 1 − α/2 of the beta distribution with shapes x + 1/2 and n − x + 1/2. x: subjects with the event among n; α = 1 − confidence. Lower limit 0 at x = 0, upper limit 1 at x = n.",
    source: "Brown, Cai and DasGupta 2001, Stat Sci 16:101-133, sec. 3.1.3.",
    reference: "R qbeta.",
    accuracy: "Relative error below 1e-13.",
    cost: "0.02 ms.",
    example: { code: "jeffreysInterval(21, 103, { confidence: 0.95 }).lower", value: 0.13490302312946814 },
  },
  {
    id: "agresti-coull-interval",
    title: "Agresti-Coull interval for a proportion",
    summary:
      "Adds z^2 imaginary subjects, half of them with the event (about two and two at 95%), and then takes the textbook interval around the adjusted share. The result has the centre of Wilson's interval and is never shorter.",
    variant:
      "z^2 form rather than the fixed plus four; limits are not cut, so that one outside [0, 1] shows.",
    when: "Is there an interval that can be explained in one line and still covers? For teaching, and for groups of forty and more, where all good intervals agree.",
    whenNot:
      "Shares near 0 or 1 in small groups: a limit may then lie outside 0 to 1, and Wilson's is shorter.",
    formula:
      "p̃ ± z √(p̃ (1 − p̃) / ñ) with ñ = n + z² and p̃ = (x + z²/2) / ñ. x: subjects with the event among n; z: standard normal quantile at 1 − (1 − confidence)/2.",
    source: "Agresti and Coull 1998, Am Stat 52:119-126 (z^2 form).",
    reference: "The closed form in R.",
    accuracy: "Relative error below 1e-14.",
    cost: "Closed form.",
    example: { code: "agrestiCoullInterval(21, 103, { confidence: 0.95 }).lower", value: 0.1366930899272786 },
  },
  {
    id: "logit-interval",
    title: "Logit interval for a proportion",
    summary:
      "Builds a normal interval around the log odds of the event and carries its ends back to the scale of shares. It is the interval that an intercept-only logistic regression would report.",
    variant: "Wald on the log odds, without added counts.",
    when: "Which share and limits go with the intercept of a logistic model? To set one group beside adjusted estimates on the same scale.",
    whenNot:
      "At 0 or n events the log odds are infinite and no limits are given. Small groups: it is longer than Wilson's for the same coverage.",
    formula:
      "logit(p) ± z / √(n p (1 − p)), carried back by 1/(1 + e^(−v)). p = x/n: share of x subjects with the event among n; logit(p) = log(p/(1 − p)); z: standard normal quantile at 1 − (1 − confidence)/2.",
    source: "Brown, Cai and DasGupta 2001, Stat Sci 16:101-133, sec. 4.",
    reference: "The closed form in R.",
    accuracy: "Relative error below 1e-14.",
    cost: "Closed form.",
    example: { code: "logitInterval(21, 103, { confidence: 0.95 }).lower", value: 0.1368687960864443 },
  },
  {
    id: "wald-interval",
    title: "Wald interval for a proportion",
    summary:
      "The textbook interval: observed share plus and minus z estimated standard errors. It is here so that older papers can be compared, not for new results.",
    variant: "Limits are not cut at 0 and 1; no continuity correction.",
    when: "Can the limits printed in an older paper be reproduced? Nothing else calls for it.",
    whenNot:
      "Nearly always. It has no length at 0 and n events, misses the true share far too often in small groups, and can leave the range of shares.",
    formula:
      "p ± z √(p (1 − p) / n). p = x/n: share of x subjects with the event among n; z: standard normal quantile at 1 − (1 − confidence)/2.",
    source: "Newcombe 1998, Stat Med 17:857-872, method 1.",
    reference: "The closed form in R.",
    accuracy: "Relative error below 1e-14.",
    cost: "Closed form.",
    example: { code: "waldInterval(21, 103, { confidence: 0.95 }).lower", value: 0.1260782585792482 },
  },
  {
    id: "binomial-exact",
    title: "Exact binomial test of a share",
    summary:
      "Tests that the true share of subjects with the event equals one named in advance. The p-value adds the binomial probabilities of the observed count and of all counts that speak at least as strongly against that share.",
    variant:
      "Two-sided by minimum likelihood (outcomes at most 1 + 1e-7 times as probable as the observed one), not twice the smaller tail; one-sided by either tail.",
    when: "Is the share of responders in this single group different from a share fixed beforehand, such as 20% from the literature or 50% by chance?",
    whenNot:
      "When the share of comparison was itself estimated from a sample: compare the two samples instead. Its discreteness makes it cautious in small groups.",
    formula:
      "Two-sided p = Σ P(X = k | n, π₀) over all k with P(X = k) ≤ P(X = x) (1 + 10⁻⁷); one-sided P(X ≤ x) or P(X ≥ x). X: binomial number of events; x of n observed; π₀: the share under the hypothesis.",
    source: "Conover, Practical Nonparametric Statistics, 3rd ed., sec. 3.1.",
    reference: "R binom.test.",
    accuracy: "Relative error of p below 1e-12 down to 1e-300 (against exact rationals, n <= 2000).",
    cost: "About 30 densities and two tails, whatever n.",
    example: {
      code: 'binomialTest(7, 20, { nullShare: 0.5, alternative: "two-sided" }).pValue',
      value: 0.26317596435546875,
    },
  },
];
