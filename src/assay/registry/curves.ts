import type { Method } from "../../stats/registry/method.ts";

const STANDARDS =
  "standards: [1, 4, 16, 64, 256, 1024].map((concentration) => ({ concentration, signal: 10 + 2000 * concentration / (concentration + 100) })), blanks: []";
const OPTIONS =
  'model: "4PL", family: "either", weighting: "1", background: "ignored", direction: "rising", outliers: { rule: "none" }';
const CURVE = `standardCurve({ ${STANDARDS} }, { ${OPTIONS} })`;
const SCATTERED =
  'standardCurve({ standards: [[1, 29], [4, 90], [16, 283], [64, 800], [256, 1440], [1024, 1835]].flatMap(([concentration, signal]) => [0.99, 1.01].map((factor) => ({ concentration, signal: factor * signal }))), blanks: [] }, { model: "4PL", family: "either", weighting: "1/y2", background: "ignored", direction: "rising", outliers: { rule: "none" } })';

/** Standard curves and the concentrations read off them. */
export const curveMethods: readonly Method[] = [
  {
    id: "logistic-standard-curve",
    title: "Logistic standard curve with four or five parameters",
    summary:
      "Draws the S-shaped curve of signal against concentration through the standards of one plate. From it come the concentration of every sample and how sure that is. A fit that the standards do not determine is flagged and never called good.",
    variant:
      "Weights 1, 1/y, 1/y2 of observed signals, or a power of fitted signals estimated from the standards; blanks ignored, subtracted, included as concentration 0, or fixing the start of the curve; either family of five-parameter curves, or the better of both; Levenberg-Marquardt on log parameters.",
    when: "Which concentration belongs to a signal of this plate?",
    whenNot:
      "With fewer levels than parameters and one more, or a range of standards that never bends: use a curve with fewer parameters. Not for a hook effect, where high concentrations give low signals again.",
    formula:
      "y = d + (a - d) / (1 + (x/c)^b)^g; x: concentration, y: signal, a and d: signals at the two ends, c: concentration that sets the place, b: steepness, g: asymmetry, 1 for four parameters.",
    source:
      "Findlay and Dillard 2007, AAPS J 9:E260; Gottschalk and Dunn 2005, Anal Biochem 343:54-65; Carroll and Ruppert, Transformation and Weighting in Regression, ch. 2.",
    reference: "R minpack.lm from many starts, polished to 50 digits, on 22 curves of real plates.",
    accuracy: "Parameters, standard errors and concentrations to 10 digits.",
    cost: "Half a millisecond for four parameters and 20 wells, one for both families of five.",
    example: { code: `${CURVE}.parameters.c`, value: 100 },
  },
  {
    id: "inverse-prediction",
    title: "Concentration of a sample with its interval",
    summary:
      "Reads the mean signal of a sample's wells off the standard curve. The interval holds every concentration that this signal does not contradict, given the curve's own uncertainty and the scatter of wells.",
    variant:
      "Inversion of the band about the curve, so that limits are 0 or open near the ends of the curve; Student's t with the curve's degrees of freedom; standard errors by the delta method beside it.",
    when: "How much of the analyte does this sample hold, and within which limits?",
    whenNot:
      "From a curve that is not good: there is no number then. Where wells of samples scatter more than wells of standards, the interval is too short.",
    formula:
      "{x: |mean - f(x)| <= t sqrt(var f(x) + s^2 f(x)^p / m)}; f: curve, s^2 and p: variance of a well, m: wells of the sample.",
    source:
      "Carroll and Ruppert, Transformation and Weighting in Regression, sec. 2.9.3; Belanger, Davidian and Giltinan 1996, Biometrics 52:158-175.",
    reference: "Standard errors by the delta method at 50 digits; coverage by simulation.",
    accuracy: "Standard errors to 10 digits; limits give back their own tail probability within 1e-9.",
    cost: "Some 30 evaluations of the curve.",
    example: {
      code: `inversePrediction(${CURVE}, [510], { confidence: 0.95, dilution: 2 }).concentration`,
      value: 66.66666666666667,
    },
  },
  {
    id: "probability-above-limit",
    title: "Probability that a sample lies above a limit",
    summary:
      "Says how sure it is that a sample holds more than a limit, instead of only yes or no. Curve and replicate error both count. A sample right at the limit gets one half.",
    variant:
      "Confidence distribution that belongs to the interval of the concentration; a limit given as a signal is compared on signals, with its own standard error.",
    when: "Is this sample detected, and would it be again?",
    whenNot:
      "As a prior-free truth about one patient: it supposes that no concentration was likelier than another before the plate was read.",
    formula:
      "P = T((mean - f(L)) / sqrt(var f(L) + s^2 f(L)^p / m)); L: limit, T: distribution function of Student's t, the rest as for the interval.",
    source: "Schweder and Hjort, Confidence, Likelihood, Probability, sec. 3.2.",
    reference: "The interval it belongs to; size by simulation.",
    accuracy: "That of Student's t.",
    cost: "One evaluation of the curve.",
    example: {
      code: `probabilityAbove(${SCATTERED}, [90], { concentration: 1 }, 1).probability > 0.999`,
      value: true,
    },
  },
  {
    id: "standards-recovery",
    title: "Range of quantification from the recovery of standards",
    summary:
      "Reads each standard back off its own curve and asks whether it returns what was put in. The range of quantification is the longest run of levels that do.",
    variant:
      "Signals of a level averaged first; a level passes by recovery and by the coefficient of variation of its signals; a run rather than the outermost passing levels.",
    when: "Between which concentrations does this plate give numbers that can be trusted?",
    whenNot:
      "As the only validation of an assay: the same standards made the curve, so that recovery flatters it.",
    formula: "recovery = f^-1(mean signal) / true concentration, within stated limits such as 0.8 to 1.2.",
    source: "Milliplex guide to acceptance of multiplex plates (20 %); Bio-Plex Manager's range (30 %).",
    reference: "Recoveries of 22 reference curves.",
    accuracy: "That of the curve.",
    cost: "Linear in the standards.",
    example: {
      code: `quantificationRange(${CURVE}, { leastRecovery: 0.8, mostRecovery: 1.2, mostCv: 0.2 }).lloq`,
      value: 1,
    },
  },
  {
    id: "replicate-signals",
    title: "Wells of one sample put together",
    summary:
      "Averages the signals of a sample's wells before anything is read off the curve, and says whether the wells agree. Wells on different sides of a limit are flagged rather than outvoted.",
    variant:
      "Mean of signals with their background; flags by coefficient of variation and by limits straddled.",
    when: "Do the replicates of this sample agree enough to be averaged?",
    whenNot:
      "On concentrations or net signals near the blank, whose coefficient of variation is large whatever the care taken.",
    formula: "cv = sd / mean; straddles: some signals above the limit and some not.",
    source: "Field practice; the trap is described for exports with two detection labels on one sample.",
    reference: "Closed forms.",
    accuracy: "Exact up to rounding.",
    cost: "Linear in the wells.",
    example: {
      code: "replicateSignals([90, 110], { mostCv: 0.15, limits: [105] }).discordant",
      value: ["straddles-limit"],
    },
  },
];
