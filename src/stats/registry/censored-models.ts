import type { Method } from "./method.ts";

/** Parametric models of values of which some are only known to lie below, above or between limits. */
export const censoredModelMethods: readonly Method[] = [
  {
    id: "censored-regression",
    title: "Tobit and interval-censored regression",
    summary:
      "Estimates how a concentration changes with each variable when part of the samples lie below a detection limit, or between two limits. Each such sample enters with the probability of lying where it is known to lie, and no number is put in its place.",
    variant:
      "Normal, lognormal, Weibull, exponential, logistic or loglogistic errors; exact observed information, Wald and profile limits, a likelihood-ratio test per coefficient. A group wholly below its limit has its coefficient left empty, with a reason and its one finite limit.",
    when: "Does the marker's level go with disease activity, age and plate held fixed, although a third of the samples were not detected?",
    whenNot:
      "Most samples undetected in every group: the shape of the distribution then decides the answer, so compare detectability instead. A value that is missing for another reason than being low is not censored.",
    formula:
      "y = xᵀβ + σe, where y is the outcome or its logarithm; β and σ maximise Σ w log f((y − xᵀβ)/σ)/σ over exact values + Σ w log(F((u − xᵀβ)/σ) − F((l − xᵀβ)/σ)) over values known to lie between l and u. x: variables; e: error with density f and distribution function F; w: subjects of a row; l = −∞ for a non-detect with limit u.",
    source:
      "Tobin 1958, Econometrica 26:24-36; Olsen 1978, Econometrica 46:1211-1215; Lawless, Statistical Models and Methods for Lifetime Data, 2nd ed., secs. 5.1 and 6.3; Venzon and Moolgavkar 1988, Appl Stat 37:87-94.",
    reference:
      "R survival survreg, iterated to full precision, and uniroot on its refits for the profile limits.",
    accuracy:
      "Relative error below 2e-12 in estimates, standard errors and tests of 21 reference fits, below 1e-10 in profile limits.",
    cost: "n p^2 per Newton step; 0.1 s on a busy core for 637 subjects, 6 variables, their tests and profile limits.",
    example: {
      code: 'censoredRegression({ names: ["(Intercept)", "group"], rows: [[1, 0], [1, 0], [1, 0], [1, 1], [1, 1], [1, 1]], outcome: { values: [1, 1, 2, 4, 8, 1], nondetect: [true, true, false, false, false, true] } }, { distribution: "lognormal", confidence: 0.95 }).terms[1].estimate',
      value: 1.454786814982429,
    },
  },
  {
    id: "censored-maximum-likelihood",
    title: "Distribution of values with non-detects by maximum likelihood",
    summary:
      "Estimates mean, spread and quantiles of a concentration of which some samples lie below one or more detection limits, or between two limits. A distribution is assumed, and the one under which detects and non-detects together are most probable is taken.",
    variant:
      "Normal, lognormal, gamma or Weibull; standard errors from the observed information; delta and profile likelihood intervals, and Cox's for a lognormal mean. Where all values lie below their limits, distribution-free upper limits of the quantiles replace the estimates.",
    when: "What is the mean or median level in this group when a fifth to a half of the samples are below the limit of quantification?",
    whenNot:
      "Fewer than about ten detects, or a histogram of detects that no such law resembles: the unseen tail is then the assumption itself. Robust regression on order statistics or Kaplan-Meier assume less.",
    formula:
      "θ maximises l(θ) = Σ w log f(x; θ) over exact values + Σ w log(F(u; θ) − F(l; θ)) over values known to lie between l and u; profile limits of ψ where 2 (max l − max l at fixed ψ) = χ²₁(confidence); Cox: exp(m + s²/2 ∓ z √(s²/n + s⁴/(2(n + 1)))). f, F: density and distribution function; w: count of an entry; ψ: a parameter, the mean or a quantile; m, s: mean and standard deviation of the logarithms; χ²₁: quantile of chi-square with 1 df.",
    source:
      "Cohen 1959, Technometrics 1:217-237; Lawless, Statistical Models and Methods for Lifetime Data, 2nd ed., chs. 4 and 5; Helsel, Statistics for Censored Environmental Data, 2nd ed., ch. 6; Zhou and Gao 1997, Stat Med 16:783-790 (Cox).",
    reference:
      "R survival survreg and NADA cenmle, iterated to full precision; mpmath for the gamma law and the profile limits.",
    accuracy:
      "Relative error below 1e-12 in estimates, standard errors, profile limits and log-likelihood on 12 samples solved with 40 digits and 11 of R and NADA.",
    cost: "Linear in n after one sort; with both limits of 11 quantities 0.5 ms for 637 values (normal, lognormal), 6 to 40 ms for the gamma law.",
    example: {
      code: 'censoredMaximumLikelihood({ values: [1, 1, 1, 2, 3, 5, 8], nondetect: [true, true, true, false, false, false, false] }, { distribution: "lognormal", confidence: 0.95, probabilities: [0.5] }).mean.estimate',
      value: 3.334429869889876,
    },
  },
  {
    id: "censored-goodness-of-fit",
    title: "Goodness of fit with non-detects",
    summary:
      "Asks whether concentrations with non-detects can come from a normal, lognormal, gamma or Weibull law whose parameters are unknown. The Kaplan-Meier curve of the sample is compared with the fitted law, and the distance judged by that of simulated samples.",
    variant:
      "Anderson-Darling, Cramer-von Mises or probability plot correlation; seeded parametric bootstrap that redraws the detection limits and fits anew; distances begin at the largest limit below all detects.",
    when: "May I take the marker as lognormal although a third of the values are below the limit?",
    whenNot:
      "As a licence: with few detects every law passes, since nothing is seen of the part below the limit. Rounded values with many ties are rejected however well the law fits.",
    formula:
      "A² = n ∫ (F̂ − F)²/(F(1 − F)) dF, W² = n ∫ (F̂ − F)² dF, r = cor(x, F⁻¹(p)); p-value = (1 + number of replicates at least as far)/(1 + replicates). F̂: Kaplan-Meier curve for left-censored values; F: law fitted by maximum likelihood; x: detects, p: the middle of their steps of F̂.",
    source:
      "Koziol and Green 1976, Biometrika 63:465-474; Michael and Schucany, in D'Agostino and Stephens, Goodness-of-Fit Techniques (1986), ch. 11; Stute, Gonzalez-Manteiga and Presedo-Quindimil 1993, Metrika 40:243-256.",
    reference: "The textbook sums where nothing is censored, and numerical integration.",
    accuracy:
      "Statistics within 1e-10 of numerical integration; the p-value carries the simulation error that is given beside it.",
    cost: "One fit per replicate: 0.2 s on a busy core for 199 of 60 values (lognormal), about five times that for the gamma law.",
    example: {
      code: 'censoredGoodnessOfFit({ values: [1, 1, 1, 2, 3, 5, 8], nondetect: [true, true, true, false, false, false, false] }, { distribution: "lognormal", statistic: "anderson-darling", replicates: 99, seed: 1 }).value',
      value: 0.125660359694887,
    },
  },
];
