import type { Method } from "./method.ts";

/** Models with several variables, and the checks that belong to them. */
export const regressionMethods: readonly Method[] = [
  {
    id: "logistic-maximum-likelihood",
    title: "Logistic regression by maximum likelihood",
    summary:
      "Estimates for each variable by what factor the odds of the event change when it alone changes, the other variables of the model held fixed. The coefficients are those under which the observed outcomes are most probable.",
    variant:
      "Profile likelihood intervals and likelihood-ratio tests, with Wald versions and HC0 robust standard errors beside them. Coefficients without a finite estimate are left empty, with the reason and the one finite limit.",
    when: "Is the marker associated with the event, age and sex held fixed, in a sample with many events per variable?",
    whenNot:
      "Few events per variable, where odds ratios come out too far from 1, and separated data: Firth's method suits both. Odds ratios of common events must not be read as ratios of risks.",
    formula:
      "log(π/(1 − π)) = β₀ + β₁x₁ + … ; β maximises l(β) = Σ w (y log π + (1 − y) log(1 − π)); profile limits of βⱼ where 2 (max l − max l at fixed βⱼ) = χ²₁(confidence). π: probability of the event; x: variables; y: share of events in a row, w its subjects; exp(βⱼ): adjusted odds ratio; χ²₁: quantile of chi-square with 1 df.",
    source:
      "McCullagh and Nelder, Generalized Linear Models, 2nd ed., ch. 4; Venzon and Moolgavkar 1988, Appl Stat 37:87-94; White 1982, Econometrica 50:1-25.",
    reference: "R glm, sandwich vcovHC.",
    accuracy: "Relative error below 1e-10 in estimates, tests and limits on six reference data sets.",
    cost: "Each Newton step n p^2 / 2.",
    example: {
      code: 'logisticRegression({ names: ["(Intercept)", "x"], rows: [[1, 0], [1, 1]], y: [0.25, 0.5], weights: [20, 20] }, { confidence: 0.95 }).terms[1].estimate',
      value: 1.0986122886681098,
    },
  },
  {
    id: "logistic-firth",
    title: "Logistic regression by Firth's penalised likelihood",
    summary:
      "Estimates adjusted odds ratios like ordinary logistic regression, with a penalty that removes most of the bias of small samples. The estimates stay finite even if some variable predicts the outcome without error.",
    variant:
      "Jeffreys prior as penalty; limits and tests from the penalised profile, which keeps the penalty of the full model; standard errors from the inverse information.",
    when: "Which variables go with the event in a small cohort, or where one variable predicts it almost perfectly? The standard answer to few events and to separation.",
    whenNot:
      "Predicting risks: with rare events the fitted shares are drawn towards one half. Plenty of events: the simpler maximum likelihood gives the same and is better known.",
    formula:
      "β maximises l*(β) = l(β) + ½ log det I(β); limits of βⱼ where 2 (max l* − max l* at fixed βⱼ) = χ²₁(confidence). l: log-likelihood of the logistic model; I: its information matrix XᵀWX, X the design, W = diag(w π(1 − π)); π: fitted probability, w: subjects of a row; χ²₁: quantile of chi-square with 1 df.",
    source:
      "Firth 1993, Biometrika 80:27-38, sec. 3; Heinze and Schemper 2002, Stat Med 21:2409-2419, sec. 2 and 3.",
    reference: "R package logistf 1.26 (its conventions, solved to full precision).",
    accuracy:
      "Relative error below 2e-12 in estimates and 2e-10 in tests and limits of four reference data sets; over 300 quasi-separated cohorts all 4,800 limits found, off their equation by at most 2e-10. A limit expected to miss it by more than 1e-9 of the quantile is sought again by bracketing, and left out with the reason if that fails.",
    cost: "3 to 12 evaluations of n p^2 operations per coefficient, and n p^3 / 6 once.",
    example: {
      code: 'firthLogistic({ names: ["(Intercept)", "x"], rows: [[1, 0], [1, 1]], y: [0.4, 1], weights: [20, 10] }, { confidence: 0.95 }).terms[1].estimate',
      value: 3.430184918535408,
    },
  },
  {
    id: "separation-linear-programming",
    title: "Detection of separation",
    summary:
      "Finds out whether some combination of the variables predicts the outcome of all or some subjects without error, so that ordinary logistic regression has no finite answer. Linear programming proves it either way and names the coefficients concerned.",
    variant:
      "Complete, quasi-complete or none; each infinite coefficient with its sign, and coefficients that either sign would separate.",
    when: "Why did the logistic model give an odds ratio of millions? It tells whether a finite answer exists at all, and which variables stand in its way.",
    whenNot:
      "It says nothing about near-separation, where estimates are finite and still wild: look at the length of the profile intervals.",
    formula:
      "Separated when some b ≠ 0 has xᵢᵀb ≥ 0 for every event and ≤ 0 for every other subject, not all of them 0; complete when all are strict. A coefficient is infinite when every such b gives it the same sign. xᵢ: variables of subject i, the intercept included.",
    source:
      "Konis 2007, Linear programming algorithms for detecting separated data in binary logistic regression models, DPhil thesis, Oxford, ch. 4; Albert and Anderson 1984, Biometrika 71:1-10, sec. 3.",
    reference: "R package detectseparation.",
    accuracy:
      "Kind, coefficients and signs as SciPy's HiGHS finds them on 225 random designs. Gaps below 1e-9 of a covariate's spread among the rows not yet separated count as touching.",
    cost: "Linear in the rows, about 5 ms of processor time for 1,000 rows of 10 that are not separated.",
    example: {
      code: 'detectSeparation({ names: ["(Intercept)", "marker"], rows: [[1, 0], [1, 0], [1, 1]], y: [0, 1, 1] }).kind',
      value: "quasi-complete",
    },
  },
  {
    id: "linear-least-squares",
    title: "Linear regression by least squares",
    summary:
      "Estimates how much the mean of a measured outcome changes with each variable while the others are held fixed. The line is the one with the smallest sum of squared distances from the data.",
    variant:
      "Frequency weights; classical, HC0 and HC3 standard errors; Koenker's form of the Breusch-Pagan test of constant variance.",
    when: "By how much does a measured outcome change per unit of a variable, others held fixed?",
    whenNot:
      "Outcomes below a detection limit, which bend the line whichever number is put in for them. Skewed concentrations: model their logarithm.",
    formula:
      "y = β₀ + β₁x₁ + … + e; β = (XᵀWX)⁻¹XᵀWy; covariance s²(XᵀWX)⁻¹, s² = Σ w e²/(n − p); limits βⱼ ± t s.e.; HC3: (XᵀWX)⁻¹ Σ w e²/(1 − h)² xxᵀ (XᵀWX)⁻¹. X: design of p columns; W: subjects w of each row; n = Σ w; e: residuals; h: leverage; t: quantile on n − p df.",
    source:
      "Weisberg, Applied Linear Regression, 4th ed., ch. 2 and 3; MacKinnon and White 1985, J Econom 29:305-325 (HC3); Koenker 1981, J Econom 17:107-112.",
    reference: "R lm, sandwich vcovHC, lmtest bptest; NIST StRD certified values.",
    accuracy:
      "13 digits of NIST's certified values (Norris, Pontius, NoInt, Longley, Wampler), 7 of Filip, whose powers are rounded when stored.",
    cost: "n p^2 operations in pair arithmetic, 0.6 s of processor time for 10,000 rows of 10.",
    example: {
      code: 'linearRegression({ names: ["(Intercept)", "x"], rows: [[1, 0], [1, 1], [1, 2], [1, 3]], y: [1, 3, 4, 4] }, { confidence: 0.95 }).terms[1].estimate',
      value: 1,
    },
  },
  {
    id: "generalised-variance-inflation",
    title: "Generalised variance inflation",
    summary:
      "Tells how much less precisely each variable of a model is estimated because the others carry part of the same information. 1 is no overlap; the root form says by what factor the standard error grew.",
    variant:
      "Terms with several columns are taken together; from the design alone, not from a fitted outcome.",
    when: "Do the variables of a model carry the same information, so that their separate effects can hardly be told apart?",
    whenNot:
      "As a rule for throwing variables out: a confounder stays, however collinear. It is refused where one column is an exact combination of others.",
    formula:
      "GVIF = det R₁ · det R₂ / det R, comparable between terms as GVIF^(1/(2m)). R: correlations of all columns; R₁: of the m columns of the term; R₂: of the others.",
    source: "Fox and Monette 1992, J Am Stat Assoc 87:178-183.",
    reference: "R car vif of lm.",
    accuracy: "Relative error below 1e-12 against R car.",
    cost: "n p^2 operations, 4 ms of processor time for 1,000 rows of 10.",
    example: {
      code: 'collinearity({ names: ["(Intercept)", "a", "b"], rows: [[1, 0, 0], [1, 1, 1], [1, 2, 1], [1, 3, 2]], y: [0, 0, 0, 0] }, [{ name: "a", columns: [1] }, { name: "b", columns: [2] }]).terms[0].inflation',
      value: 10,
    },
  },
  {
    id: "events-per-variable",
    title: "Events per variable",
    summary:
      "Divides the number of subjects in the rarer outcome by the number of slopes of a logistic model. It describes how much data each coefficient has to live on.",
    variant: "Dummy variables count one each, the intercept does not count.",
    when: "How much data does each coefficient of a logistic model rest on?",
    whenNot:
      "As a threshold: ten is a custom and no safe limit, as simulations have shown. Separation and strength of effects matter as much.",
    formula:
      "EPV = min(events, n − events) / k. n: subjects; k: slopes, dummy variables counted singly and the intercept not.",
    source:
      "Peduzzi et al. 1996, J Clin Epidemiol 49:1373-1379; van Smeden et al. 2016, BMC Med Res Methodol 16:163.",
    reference: "The definition, on hand-worked counts.",
    accuracy: "One division of whole numbers.",
    cost: "One pass over the rows.",
    example: {
      code: 'eventsPerVariable({ names: ["(Intercept)", "age"], rows: [[1, 40], [1, 50], [1, 60]], y: [0, 1, 0.5], weights: [8, 4, 4] }).value',
      value: 6,
    },
  },
];
