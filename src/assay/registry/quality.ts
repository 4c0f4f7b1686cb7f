import type { Method } from "../../stats/registry/method.ts";

/** Quality of plates and runs. */
export const qualityMethods: readonly Method[] = [
  {
    id: "replicate-cv",
    title: "Scatter of replicates over a plate",
    summary:
      "Gives the coefficient of variation of every sample's wells and what they are together. One figure for a plate is the root of the mean squared coefficient.",
    variant: "Plain and geometric coefficients; pooled by degrees of freedom, mean and median over samples.",
    when: "How well did pipetting and reading repeat themselves on this plate?",
    whenNot:
      "For leaving out samples by the scatter of their concentrations: low samples would go first, and missing would no longer be chance.",
    formula:
      "cv = sd / mean; geometric: sqrt(exp(variance of logarithms) - 1); together: sqrt(sum (n - 1) cv^2 / sum (n - 1)).",
    source: "Rodbard 1974, Clin Chem 20:1255-1270.",
    reference: "R sd and closed forms.",
    accuracy: "Relative error below 1e-14.",
    cost: "Linear in the wells.",
    example: { code: "replicateScatter([[9, 11], [18, 22], [5]]).replicated", value: 2 },
  },
  {
    id: "levey-jennings",
    title: "Controls on a Levey-Jennings chart with Westgard's rules",
    summary:
      "Puts the values of a control over consecutive runs on the scale of its own standard deviation. Rules over one or several runs tell a single bad run from a slow shift.",
    variant:
      "Fourteen rules from 1_2s to 12x and seven in a row, all inequalities strict; rules between the levels of one run apart.",
    when: "Is this run in control, given the runs before it?",
    whenNot: "With a target from fewer than 20 runs: its own limits are uncertain, and that is said.",
    formula:
      "z = (value - target mean) / target sd; 1_3s: |z| > 3; 2_2s: two in a row beyond the same 2; and so on.",
    source: "Westgard, Barry, Hunt and Groth 1981, Clin Chem 27:493-501.",
    reference: "R, own program.",
    accuracy: "Exact but for the rounding of z.",
    cost: "Linear in the runs.",
    example: {
      code: 'leveyJennings([103, 111, 112], { mean: 100, sd: 5, runs: 30 }).hits["2_2s"]',
      value: [2],
    },
  },
  {
    id: "plate-acceptance",
    title: "Acceptance of a plate by stated criteria",
    summary:
      "Judges standards, controls, replicates and bead counts by limits that a laboratory has set beforehand. Each criterion stands with what the plate gave, and all must pass.",
    variant:
      "ICH M10's kind of rule: shares of standards and controls whose recovery lies in a band, wider at both ends; criteria that the plate cannot answer do not pass.",
    when: "May this plate be reported under the laboratory's own rule?",
    whenNot: "For rules made up after the results were seen.",
    formula: "accepted: every share of passing wells, levels or samples is at least the one stated.",
    source:
      "ICH M10 2022, ligand-binding assays; the bands that go with its shares are set by the user, not taken from its text.",
    reference: "By hand.",
    accuracy: "Exact.",
    cost: "Linear in the wells.",
    example: {
      code: 'plateAcceptance({ curve: standardCurve({ standards: [1, 4, 16, 64, 256, 1024].map((concentration) => ({ concentration, signal: 10 + 2000 * concentration / (concentration + 100) })), blanks: [] }, { model: "4PL", family: "either", weighting: "1", background: "ignored", direction: "rising", outliers: { rule: "none" } }), controls: [], replicateCvs: [0.02, 0.2], beadCounts: [] }, { replicates: { leastShare: 0.8, mostCv: 0.15 } }).accepted',
      value: false,
    },
  },
  {
    id: "bridge-median-log-ratio",
    title: "Bias between plates from bridge samples",
    summary:
      "Compares samples that were measured on two plates, by the median of their log ratios. Multiplying the one plate by the factor that results brings it to the level of the other.",
    variant:
      "Median with its distribution-free interval; a sample not detected on both plates carries no ratio and is named.",
    when: "Does one plate or lot read higher than another, and by how much?",
    whenNot:
      "With bridge samples in a narrow range, for samples outside it; or when the ratio changes with concentration, which one factor cannot mend.",
    formula:
      "bias = median of log(other / reference), factor = exp(-bias), for limits as well as for values.",
    source: "David and Nagaraja, Order Statistics, 3rd ed., sec. 7.1 (interval).",
    reference: "By hand.",
    accuracy: "Exact up to rounding.",
    cost: "Sorting the samples.",
    example: {
      code: 'bridge([{ sample: "B1", reference: 1, other: 2 }, { sample: "B2", reference: 5, other: 10 }, { sample: "B3", reference: null, other: 1 }], { confidence: 0.95 }).factor',
      value: 0.5,
    },
  },
  {
    id: "plate-drift",
    title: "Drift over consecutive plates",
    summary:
      "Asks whether a control, a blank or a standard rises or falls from plate to plate. The slope is the median of all slopes between two plates, so that one bad plate does not make a trend.",
    variant: "Theil and Sen's slope of the logarithm; Kendall's tau for the test.",
    when: "Did reagents age or the reader drift while the study was measured?",
    whenNot: "For a jump at a change of lot: look at the ratios plate by plate instead.",
    formula: "slope = median over pairs i < j of (log y_j - log y_i) / (j - i); y_i: value on plate i.",
    source: "Sen 1968, J Am Stat Assoc 63:1379-1389.",
    reference: "By hand; Kendall's tau as there.",
    accuracy: "Exact up to rounding.",
    cost: "The square of the number of plates.",
    example: {
      code: 'plateDrift([1, 2, 4, 8].map((value, i) => ({ plate: "P" + i, value }))).ratioOverall',
      value: 8,
    },
  },
  {
    id: "group-by-plate",
    title: "Balance of groups over plates",
    summary:
      "Shows how the groups of subjects lie on the plates, whether chance could have placed them so, and how strongly plate tells group. Limits of detection are compared between groups as well.",
    variant: "Fisher-Freeman-Halton test, Cramer's V, Kruskal-Wallis test of the limits.",
    when: "Could a difference between groups be one between plates?",
    whenNot: "As an all-clear: a large p-value with few samples does not show that groups are balanced.",
    formula: "As for the tests named; inseparable: no plate holds two groups.",
    source:
      "Freeman and Halton 1951, Biometrika 38:141-149; Kruskal and Wallis 1952, J Am Stat Assoc 47:583-621.",
    reference: "The tests' own references.",
    accuracy: "That of the tests.",
    cost: "That of the Fisher-Freeman-Halton test.",
    example: {
      code: 'plateBalance([..."AABB"].map((group, i) => ({ group, plate: "P" + (i % 2) })), { seed: 1 }).pValue',
      value: 1,
    },
  },
  {
    id: "edge-effect",
    title: "Edge effect on a plate",
    summary:
      "Compares signals of wells in the outer rows and columns with those inside. Evaporation and uneven warming show as a ratio away from 1.",
    variant: "Hodges-Lehmann shift of logarithms as a ratio, with the Mann-Whitney test.",
    when: "Do the outer wells of this plate read higher or lower than the inner ones?",
    whenNot:
      "Where standards or one group of subjects fill the outer columns: the difference is then theirs.",
    formula: "ratio = exp(median over pairs of log edge - log inside).",
    source:
      "Hodges and Lehmann 1963, Ann Math Stat 34:598-611; Mann and Whitney 1947, Ann Math Stat 18:50-60.",
    reference: "Those of the two methods.",
    accuracy: "That of the two methods.",
    cost: "That of the Hodges-Lehmann interval.",
    example: {
      code: 'edgeEffect([["A1", 2], ["A2", 2], ["A3", 2], ["B2", 1], ["C2", 1], ["C3", 1]].map(([well, value]) => ({ well, value })), { wells: 96, confidence: 0.9 }).ratio',
      value: 2,
    },
  },
];
