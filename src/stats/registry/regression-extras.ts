import type { Method } from "./method.ts";

/** Corrections, further tests, sandwich errors, curves and diagnostics of the regressions. */
export const regressionExtraMethods: readonly Method[] = [
  {
    id: "logistic-flic",
    title: "Firth's logistic regression, intercept corrected (FLIC)",
    summary:
      "Odds ratios exactly as Firth's method gives them, and risks that are right on average. The intercept alone is estimated again, by ordinary likelihood with everything else held.",
    variant:
      "Slopes, penalised limits and tests untouched; intercept with Wald limits at the level asked for, its error from the information at the corrected risks.",
    when: "How likely is the event for a patient with these values, in a cohort with few events or a separating marker?",
    whenNot:
      "Odds ratios only: then it changes nothing. No event at all, or only events: the intercept is open and said to be so.",
    formula:
      "sum of w_i (y_i - 1 / (1 + exp(-(a + x_i'b)))) = 0 in a; b = Firth's slopes, x_i = covariates of row i, w_i = its count, y_i = its share of events.",
    source: "Puhr, Heinze, Nold, Lusa and Geroldinger 2017, Stat Med 36:2302-2317, sec. 2.4.",
    reference: "The definition on R brglm2 and glm with an offset; logistf flic for its conventions.",
    accuracy: "Relative error below 1e-9 of the intercept and its standard error on three data sets.",
    cost: "Firth's fit, then one pass over the rows per step of a root.",
    example: {
      code: 'flicLogistic({ names: ["(Intercept)", "x"], rows: [[1, 0], [1, 1]], y: [0.4, 1], weights: [20, 10] }, { confidence: 0.95 }).intercept.estimate',
      value: -0.3174682778952384,
    },
  },
  {
    id: "logistic-flac",
    title: "Firth's logistic regression with added covariate (FLAC)",
    summary:
      "Writes Firth's penalty as fractions of pseudo-patients and lets a marker column absorb their pull towards a risk of one half. Both odds ratios and fitted risks come out with little bias.",
    variant:
      "Each row copied with its leverage as weight, half event and half not; maximum likelihood on the augmented rows, with profile limits and likelihood-ratio tests of that likelihood.",
    when: "Which odds ratios and which risks, both, should a small study with rare events report?",
    whenNot:
      "Comparison with published Firth estimates, since slopes differ slightly from those. Designs without an intercept are refused.",
    formula:
      "Maximise sum of w_i l(y_i, x_i'b) + sum of h_i (l(1, x_i'b + g) + l(0, x_i'b + g)) / 2 over b and g; l = log-likelihood of one outcome, h_i = w_i v_i x_i'I^-1 x_i at Firth's estimate, v_i = p_i (1 - p_i).",
    source: "Puhr, Heinze, Nold, Lusa and Geroldinger 2017, Stat Med 36:2302-2317, sec. 2.5.",
    reference: "The definition on R brglm2 and glm of augmented rows; logistf flac for its conventions.",
    accuracy: "Relative error below 1e-8 in estimates and limits on three data sets.",
    cost: "Firth's estimate, then maximum likelihood with twice the rows.",
    example: {
      code: 'flacLogistic({ names: ["(Intercept)", "x"], rows: [[1, 0], [1, 1]], y: [0.4, 1], weights: [20, 10] }, { confidence: 0.95 }).terms[1].estimate',
      value: 3.620448982144025,
    },
  },
  {
    id: "logistic-score",
    title: "Score test and interval of logistic regression",
    summary:
      "Asks how steeply the likelihood rises at the value under test, in units of what chance would give. Only the model without the tested columns is fitted, so a marker that separates the outcome can still be tested.",
    variant:
      "Rao's statistic with Fisher information at the restricted estimate, for one column or a block; the interval holds every value that it does not reject.",
    when: "Does this marker, or this group of columns, add to the model, even if its own odds ratio is infinite?",
    whenNot:
      "The remaining columns separate the outcome by themselves: there is no restricted estimate, and a reason stands instead. Few events: the penalised likelihood ratio is better calibrated.",
    formula:
      "S = U'(I^-1)U, U = X'W(y - p), I = X'VX at the estimate with the block held at 0; V holds w p (1 - p). S is compared with chi-square on as many degrees of freedom as the block has columns.",
    source:
      "Rao 1948, Proc Camb Philos Soc 44:50-57; McCullagh and Nelder, Generalized Linear Models, 2nd ed., app. A.",
    reference: "R anova of glm with test Rao; uniroot on the same statistic for limits.",
    accuracy: "Relative error below 1e-9 of the statistic, below 1e-8 of the limits.",
    cost: "One restricted fit per test; about 12 per limit.",
    example: {
      code: 'logisticScoreTest({ names: ["(Intercept)", "x"], rows: [[1, 0], [1, 1]], y: [0.25, 0.5], weights: [20, 20] }, [1]).chiSquare',
      value: 2.6666666666666665,
    },
  },
  {
    id: "logistic-robust",
    title: "Robust and cluster-robust errors of logistic regression",
    summary:
      "Judges the precision of odds ratios from the scatter of the patients' own contributions instead of the binomial formula. With cluster labels, contributions of one centre or family are summed first.",
    variant:
      "HC0, HC1 with n / (n - p), CR0, and CR1 with G / (G - 1) as in Stata; normal reference; fewer than 30 clusters raise a warning.",
    when: "How sure are these odds ratios when patients come from a number of centres, or several visits of one patient count?",
    whenNot:
      "A handful of clusters, where such errors are too small. Separated outcomes: nothing finite exists to attach an error to.",
    formula:
      "I^-1 (sum of u_g u_g') I^-1, u_g = sum over cluster g of w (y - p) x, I = sum of w p (1 - p) x x'; each patient is a cluster for HC0.",
    source:
      "White 1982, Econometrica 50:1-25; Liang and Zeger 1986, Biometrika 73:13-22; Cameron and Miller 2015, J Hum Resour 50:317-372.",
    reference: "R sandwich vcovHC and vcovCL of glm.",
    accuracy: "Relative error below 1e-9.",
    cost: "One fit and n p^2 operations.",
    example: {
      code: 'logisticRobust({ names: ["(Intercept)"], rows: [[1], [1]], y: [1, 0], weights: [3, 9] }, { kind: "hc0", confidence: 0.95 }).terms[0].standardError',
      value: 0.6666666666666666,
    },
  },
  {
    id: "logistic-influence",
    title: "Influence of single subjects on a logistic model",
    summary:
      "Shows which patients carry the result: how unusual their covariates are, how badly the model fits them, and how far each coefficient would move without them. Works for maximum likelihood and for Firth's estimate.",
    variant:
      "Pregibon's one-step approximation; leverage, Pearson and deviance residuals, Cook's distance, raw and scaled coefficient changes, for one patient of a row and outcome.",
    when: "Does one patient make this association?",
    whenNot:
      "As a licence to drop patients. One step understates the change where a single patient prevents separation: refit without that patient.",
    formula:
      "h = v x'I^-1 x, r = (y - p) / sqrt(v), Cook's D = r^2 h / ((1 - h)^2 p), change of b = I^-1 x (y - p) / (1 - h); v = p (1 - p) of the fitted risk.",
    source: "Pregibon 1981, Ann Stat 9:705-724, sec. 3 and 4.",
    reference: "R hatvalues, rstandard and cooks.distance of glm; coefficient changes on their definition.",
    accuracy: "Relative error below 1e-9.",
    cost: "One fit and n p^2 operations.",
    example: {
      code: 'logisticInfluence({ names: ["(Intercept)"], rows: [[1]], y: [0.2], weights: [10] }, { estimator: "maximum-likelihood" }).subjects[0].leverage',
      value: 0.1,
    },
  },
  {
    id: "linear-robust",
    title: "Heteroscedasticity-robust errors of linear regression",
    summary:
      "Standard errors and tests of linear coefficients that do not assume equal scatter everywhere. Each squared residual speaks for its own region of the data.",
    variant: "HC0 to HC3 by name, t reference with n - p degrees of freedom, counts allowed.",
    when: "Is this slope still significant if the scatter of the marker grows with its level?",
    whenNot:
      "Patients who resemble each other within centres: use the clustered form. Below about 250 patients choose HC3, the others are too optimistic.",
    formula:
      "(X'WX)^-1 (sum of w c(h) e^2 x x') (X'WX)^-1; c = 1 (HC0), n / (n - p) (HC1), 1 / (1 - h) (HC2), 1 / (1 - h)^2 (HC3); e = residual, h = leverage.",
    source: "MacKinnon and White 1985, J Econom 29:305-325; Long and Ervin 2000, Am Stat 54:217-224.",
    reference: "R sandwich vcovHC of lm.",
    accuracy: "Relative error below 1e-12.",
    cost: "That of the least-squares fit in pair arithmetic.",
    example: {
      code: 'linearRobust({ names: ["(Intercept)", "x"], rows: [[1, 0], [1, 1], [1, 2], [1, 3]], y: [1, 3, 4, 4] }, { kind: "hc0", confidence: 0.95 }).terms[1].standardError',
      value: 0.22360679774997896,
    },
  },
  {
    id: "linear-cluster-robust",
    title: "Cluster-robust errors of linear regression",
    summary:
      "Allows residuals of one centre, plate or family to be correlated in any way. Precision is then counted in clusters and not in patients.",
    variant:
      "CR0, CR1 with Stata's factor, or CR2 of Bell and McCaffrey with Satterthwaite degrees of freedom; t reference; fewer than 30 clusters raise a warning.",
    when: "Does the slope hold when measurements of one plate share that plate's error?",
    whenNot:
      "Two or three clusters: no such error is trustworthy, fit the cluster as a covariate. Crossed clusterings need both directions at once, which this does not do.",
    formula:
      "(X'WX)^-1 (sum of u_g u_g') (X'WX)^-1, u_g = X_g'W_g A_g e_g; A_g = I (CR0), I times sqrt(G (n - 1) / ((G - 1)(n - p))) (CR1), (I - H_gg)^-1/2 (CR2).",
    source:
      "Liang and Zeger 1986, Biometrika 73:13-22; Bell and McCaffrey 2002, Surv Methodol 28:169-181, sec. 3 and 4.",
    reference: "R sandwich vcovCL of lm; degrees of freedom on their n x n definition in R.",
    accuracy: "Relative error below 1e-10.",
    cost: "p^3 per cluster beyond the fit; CR2 also G^2 p per coefficient.",
    example: {
      code: 'linearClusterRobust({ names: ["(Intercept)", "x"], rows: [[1, 0], [1, 1], [1, 2], [1, 3]], y: [1, 3, 4, 4] }, ["a", "a", "b", "b"], { kind: "cr1", confidence: 0.95 }).terms[1].standardError',
      value: 0.2449489742783178,
    },
  },
  {
    id: "linear-influence",
    title: "Influence of single subjects on a linear model",
    summary:
      "Lists for every patient the leverage, the residual in its own units of error, and what the fit would be without that patient. The changes are exact, no refit is needed.",
    variant:
      "Deletion of one patient of a row; internally and externally studentised residuals, DFFITS, DFBETA raw and scaled, Cook's distance.",
    when: "Which patients pull the line, and how far?",
    whenNot:
      "Groups of patients that hide each other: single deletion does not see them. A perfect fit has no residual scale.",
    formula:
      "h = x'(X'WX)^-1 x, change of b = (X'WX)^-1 x e / (1 - h), t = e / (s_(i) sqrt(1 - h)), DFFITS = t sqrt(h / (1 - h)); s_(i) = residual deviation without the patient.",
    source:
      "Belsley, Kuh and Welsch, Regression Diagnostics (1980), sec. 2.1; Cook 1977, Technometrics 19:15-18.",
    reference: "R hatvalues, rstandard, rstudent, cooks.distance, dffits and dfbetas of lm.",
    accuracy: "Relative error below 1e-10.",
    cost: "n p^2 operations in pair arithmetic.",
    example: {
      code: 'linearInfluence({ names: ["(Intercept)", "x"], rows: [[1, 0], [1, 1], [1, 2], [1, 3]], y: [1, 3, 4, 4] }).rows[0].leverage',
      value: 0.7,
    },
  },
  {
    id: "linear-block-f",
    title: "F test of a block of linear coefficients",
    summary:
      "Tests whether several columns together, such as the categories of a factor or the bends of a spline, explain more of a measured outcome than chance would. It compares the model with and without them.",
    variant:
      "Partial F: what the block explains after all other columns, over the full model's residual mean square.",
    when: "Is the relation of this marker to age curved?",
    whenNot: "Unequal scatter or clustered patients: the F reference then does not hold.",
    formula:
      "F = (R0 - R1) / q / (R1 / (n - p)); R0, R1 = residual sums without and with the block of q columns.",
    source: "Weisberg, Applied Linear Regression, 4th ed., sec. 6.1.",
    reference: "R anova of two lm fits.",
    accuracy: "Relative error below 1e-12.",
    cost: "One least-squares fit.",
    example: {
      code: 'linearBlockTest({ names: ["(Intercept)", "x"], rows: [[1, 0], [1, 1], [1, 2], [1, 3]], y: [1, 3, 4, 4] }, [1]).statistic',
      value: 10,
    },
  },
  {
    id: "restricted-cubic-spline",
    title: "Restricted cubic spline",
    summary:
      "Lets a covariate act through a smooth curve instead of a straight line, with straight ends where data are thin. The columns enter any model; the curve is read off relative to a reference value.",
    variant:
      "Harrell's parametrisation in the unit of the covariate; knots given or at stated quantiles (R type 7); band pointwise from the coefficients' covariance.",
    when: "What shape has the relation of age to the odds of detection?",
    whenNot:
      "Fewer than about 30 patients, or a covariate with few distinct values, where knots coincide and are refused. Single spline coefficients mean nothing: test the bends as a block.",
    formula:
      "f_j(x) = [(x - t_j)+^3 - (x - t_k-1)+^3 (t_k - t_j) / (t_k - t_k-1) + (x - t_k)+^3 (t_k-1 - t_j) / (t_k - t_k-1)] / (t_k - t_1)^2, j = 1 ... k - 2; t = knots, (u)+ = u where positive, else 0.",
    source:
      "Harrell, Regression Modeling Strategies, 2nd ed., sec. 2.4.5; Durrleman and Simon 1989, Stat Med 8:551-561.",
    reference: "R Hmisc rcspline.eval, rms for the curve.",
    accuracy: "Relative error below 1e-13 in the basis.",
    cost: "One sort for the knots, then a few operations per knot and value.",
    example: {
      code: "splineBasis(restrictedCubicSpline([], { knots: [0, 1, 2] }), 3)",
      value: [3, 3],
    },
  },
];
