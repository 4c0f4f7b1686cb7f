/** Words for the keys of the protocol, where the key itself does not say enough. */
const WORDS: Readonly<Record<string, string>> = {
  id: "Short name",
  label: "Label",
  column: "Header in the data",
  missing: "Cells that mean unknown",
  not_detected: "Further cells that mean not detected",
  not_measured: "Further cells that mean not measured",
  range: "Allowed range",
  synthetic: "Synthetic data",
  lod: "Limit of detection (LOD)",
  lloq: "Lower limit of quantification (LLOQ)",
  uloq: "Upper limit of quantification (ULOQ)",
  detection: "Detected when",
  by: "Groups",
  where: "Only subjects with",
  reference: "Reference group",
  compare: "Comparisons",
  outcome_label: "Words for the outcome",
  family: "Family of tests",
  mean: "Shown as mean (SD)",
  overall: "Column for all subjects",
  tests: "Tests between groups",
  trend: "Test for trend",
  risk_difference: "Interval of the risk difference",
  adjust: "Adjusted for",
  orcid: "ORCID",
  delimiter: "Separator",
  decimal: "Decimal sign",
  confidence: "Confidence of intervals",
};

export const wordsFor = (key: string): string =>
  WORDS[key] ?? `${key.slice(0, 1).toUpperCase()}${key.slice(1).replaceAll("_", " ")}`;

export const KIND_WORDS: Readonly<Record<string, string>> = {
  describe: "Description",
  detectability: "Detectability",
  association: "Association",
  regression: "Regression",
};
