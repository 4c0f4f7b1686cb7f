import type { Method } from "../../stats/registry/method.ts";

/** Limits of blank, detection and quantification. */
export const limitMethods: readonly Method[] = [
  {
    id: "blank-mean-k-sd",
    title: "Mean of the blanks plus k standard deviations",
    summary:
      "Takes as limit of detection the signal that lies k standard deviations beyond the mean of the blank wells. Its standard error shows how little two or three blanks say.",
    variant:
      "Any k, of which 2, 2.5 and 3 are in use; below the mean for a falling curve; turned into a concentration where the curve has one for it.",
    when: "What is the limit of detection by this laboratory's convention?",
    whenNot:
      "From two blanks, or blanks with equal rounded signals: the limit is then chance. It says nothing about how often a sample at the limit is found.",
    formula: "limit = mean + k sd; standard error = sd sqrt(1/n + k^2 / (2 (n - 1))); n: blanks.",
    source: "Armbruster and Pry 2008, Clin Biochem Rev 29 Suppl 1:S49-52.",
    reference: "Closed form.",
    accuracy: "Exact up to rounding.",
    cost: "Linear in the blanks.",
    example: { code: 'blankLimit([10, 12, 14], { k: 2.5, direction: "rising" }).signal', value: 17 },
  },
  {
    id: "ep17-limit-of-blank",
    title: "EP17's limit of blank",
    summary:
      "The result below which all but 5 % of results of blank samples lie. Given both for normal results and from ranks, which suppose nothing.",
    variant:
      "Parametric with the correction for few results, and the rank 0.5 + 0.95 n with interpolation; exact normal quantile or 1.645; within one reagent lot.",
    when: "How high a result can a sample without the analyte give?",
    whenNot:
      "From the few blanks of one plate: EP17 asks for 60 results over days and lots. The rank limit of fewer than ten results is their largest.",
    formula:
      "parametric: mean + z / (1 - 1 / (4 (n - k))) sd; rank: value in place 0.5 + (1 - alpha) n; n: results, k: blank samples, z: normal quantile.",
    source: "CLSI EP17-A2 as in Armbruster and Pry 2008, Clin Biochem Rev 29 Suppl 1:S49-52.",
    reference: "R, closed forms.",
    accuracy: "Relative error below 1e-14.",
    cost: "Sorting the results.",
    example: {
      code: 'limitOfBlank([[1, 2, 3, 4, 5], [2, 3, 4, 5, 11]], { alpha: 0.2, quantile: "exact" }).rank',
      value: 5,
    },
  },
  {
    id: "ep17-limit-of-detection",
    title: "EP17's limit of detection",
    summary:
      "The lowest concentration whose results exceed the limit of blank 95 times in 100. It adds the scatter of samples of low concentration to that limit.",
    variant: "Classical: pooled standard deviation of low samples with the correction for few results.",
    when: "From which concentration on is the analyte reliably found?",
    whenNot:
      "Where low samples scatter unequally, or results are cut at a lower end: use the probit limit. It is no limit of quantification.",
    formula:
      "LoD = LoB + z / (1 - 1 / (4 (n - j))) sd; n: results of the low samples, j: low samples, sd: pooled within them.",
    source: "CLSI EP17-A2 as in Armbruster and Pry 2008, Clin Biochem Rev 29 Suppl 1:S49-52.",
    reference: "R, closed forms; the worked data of EP17's appendix A, 12.64.",
    accuracy: "Relative error below 1e-14.",
    cost: "Linear in the results.",
    example: {
      code: 'limitOfDetection(5, [[7, 7, 7], [9, 9, 9]], { alpha: 0.05, quantile: "exact" }).limit',
      value: 5,
    },
  },
  {
    id: "probit-limit-of-detection",
    title: "Limit of detection by probit regression",
    summary:
      "Fits the share of detected results as a curve of log concentration and reads off where it reaches 95 %. It needs only hits and misses, no numbers below any cut.",
    variant: "Maximum likelihood by Fisher scoring on log10 concentration; Fieller's interval.",
    when: "At which concentration are 95 % of results positive, when all that is known is positive or not?",
    whenNot:
      "When one concentration parts all hits from all misses: test more levels near the limit. Blanks have no log concentration and do not enter.",
    formula:
      "P(detected) = Phi(a + b log10 x), LoD = 10^((z - a) / b); Phi: normal distribution function, z: its quantile at the share asked for.",
    source: "CLSI EP17-A2; Finney, Probit Analysis, 3rd ed., secs. 4.3 and 4.6.",
    reference: "R glm with binomial(probit).",
    accuracy: "Relative error below 1e-9.",
    cost: "Some ten passes over the levels.",
    example: {
      code: "probitLimit([{ concentration: 0.1, detected: 1, tested: 10 }, { concentration: 1, detected: 5, tested: 10 }, { concentration: 10, detected: 9, tested: 10 }], { share: 0.5, confidence: 0.95 }).limit",
      value: 1,
    },
  },
  {
    id: "precision-profile",
    title: "Limits of quantification from the precision profile",
    summary:
      "Shows how the predicted coefficient of variation of a concentration changes along the curve. The limits of quantification are where it crosses what is allowed.",
    variant:
      "Delta method with the curve's uncertainty and as many wells as a sample has; searched between the lowest and the highest standard only.",
    when: "How low can this plate measure with a scatter of at most 20 %?",
    whenNot: "As proof of trueness: a precise result can be wrong, so that recovery is to be judged as well.",
    formula:
      "cv(x) = sqrt(var f(x) + s^2 f(x)^p / m) / (|f'(x)| x), the limit where cv(x) is the largest allowed.",
    source:
      "Sadler 2016, Clin Biochem Rev 37:37-51; O'Connell, Belanger and Haaland 1993, Chemom Intell Lab Syst 20:97-114.",
    reference: "Standard errors by the delta method at 50 digits.",
    accuracy: "Limits within 1e-9.",
    cost: "121 predictions.",
    example: {
      code: 'precisionProfile(standardCurve({ standards: [1, 4, 16, 64, 256, 1024].map((concentration) => ({ concentration, signal: 10 + 2000 * concentration / (concentration + 100) })), blanks: [] }, { model: "4PL", family: "either", weighting: "1", background: "ignored", direction: "rising", outliers: { rule: "none" } }), { mostCv: 0.2, replicates: 2 }).reason',
      value: null,
    },
  },
  {
    id: "highest-limit",
    title: "Highest limit of several plates or lots",
    summary:
      "Takes the highest of the limits of plates, lots or runs as the common one. Above it, detection means the same everywhere in a study.",
    variant: "The maximum, with the names of those that have it.",
    when: "Which limit can serve all plates when groups of subjects lie on different ones?",
    whenNot:
      "As the only analysis where one plate is far worse than the others: it hides what the better plates saw.",
    formula: "common limit = max over plates of the plate's limit.",
    source: "CLSI EP17-A2, for two or three reagent lots.",
    reference: "By hand.",
    accuracy: "Exact.",
    cost: "Linear in the limits.",
    example: {
      code: 'highestLimit([{ name: "P1", limit: 0.4 }, { name: "P2", limit: 0.7 }]).from',
      value: ["P2"],
    },
  },
  {
    id: "detected-shares",
    title: "Detected samples under several rules",
    summary:
      "Counts, side by side, how many samples each rule of detection calls detected. Shows how far a finding hangs on the rule.",
    variant:
      "Strictly above a plate's own limit, on signals or on concentrations; plates without a limit are not judged.",
    when: "Would the answer be another under another laboratory's definition of detected?",
    whenNot: "For choosing the rule that gives the wanted answer: state the rule in the protocol beforehand.",
    formula: "share = samples above the limit of their plate / samples of plates that have one.",
    source: "Own definition.",
    reference: "By hand.",
    accuracy: "Exact.",
    cost: "Samples times rules.",
    example: {
      code: 'detectedShares([{ plate: "P1", signal: 20, concentration: 1, off: null }], [{ name: "2 SD", of: "signal", limits: new Map([["P1", 14]]) }], "rising")[0].detected',
      value: 1,
    },
  },
];
