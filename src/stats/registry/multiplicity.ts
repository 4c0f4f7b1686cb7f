import type { Method } from "./method.ts";

/** What several p-values of one family are turned into. */
export const multiplicityMethods: readonly Method[] = [
  {
    id: "none",
    title: "No adjustment",
    summary:
      "Leaves each p-value as it is. The chance of at least one false finding then grows with the number of tests, and readers must know how many were made.",
    variant: "Tests are still counted and shown as a family.",
    when: "Was a single question planned, or are all tests shown as what they are, leads to follow?",
    whenNot:
      "Confirmatory claims from several tests, or a search through many analytes: with 20 true null hypotheses one p below 0.05 is to be expected.",
    formula: "adjusted pᵢ = pᵢ, the p-value of test i.",
    source: "Rothman 1990, Epidemiology 1:43-46 (the case for leaving p-values alone).",
    reference: 'R p.adjust(method = "none").',
    accuracy: "p-values are handed through untouched.",
    cost: "None.",
    example: {
      code: 'adjustPValues([0.01, 0.02, 0.022, 0.09], "none").adjusted',
      value: [0.01, 0.02, 0.022, 0.09],
    },
  },
  {
    id: "bonferroni",
    title: "Bonferroni adjustment",
    summary:
      "Multiplies every p-value by the number of tests. The chance of even one false finding in the family then stays below the level, however the tests depend on each other.",
    variant: "Cut at 1.",
    when: "Which findings survive when even one false one would be serious, by a rule that needs no explanation?",
    whenNot:
      "Holm keeps the same promise and never finds less, so there is no reason left but tradition or simultaneous intervals.",
    formula: "adjusted pᵢ = min(1, m pᵢ). pᵢ: p-value of test i of m.",
    source: "Dunn 1961, J Am Stat Assoc 56:52-64.",
    reference: 'R p.adjust(method = "bonferroni").',
    accuracy: "Relative error below 1e-14 against R 4.2.2.",
    cost: "Linear in the tests.",
    example: {
      code: 'adjustPValues([0.01, 0.02, 0.022, 0.09], "bonferroni").adjusted',
      value: [0.04, 0.08, 0.088, 0.36],
    },
  },
  {
    id: "holm",
    title: "Holm adjustment",
    summary:
      "Walks from the smallest p-value to the largest, multiplying by the number of tests not yet passed. It keeps the chance of any false finding in the family below the level, under every kind of dependence.",
    variant: "Step-down; adjusted values never decrease along the order.",
    when: "Which of a handful of planned comparisons hold, with the error rate of the whole family guarded? The default for confirmatory families.",
    whenNot:
      "Screens of hundreds of analytes, where guarding against a single error costs most true findings: control the false discovery rate there.",
    formula:
      "adjusted p₍ᵢ₎ = max over j ≤ i of min(1, (m − j + 1) p₍ⱼ₎). p₍ᵢ₎: the i-th smallest of m p-values.",
    source: "Holm 1979, Scand J Stat 6:65-70.",
    reference: 'R p.adjust(method = "holm").',
    accuracy: "Relative error below 1e-14 against R 4.2.2.",
    cost: "n log n.",
    example: {
      code: 'adjustPValues([0.01, 0.02, 0.022, 0.09], "holm").adjusted',
      value: [0.04, 0.06, 0.06, 0.09],
    },
  },
  {
    id: "hochberg",
    title: "Hochberg adjustment",
    summary:
      "Uses Holm's factors but starts at the largest p-value, so it rejects at least as much. It guards the whole family when tests are independent or positively dependent.",
    variant: "Step-up.",
    when: "Which of several endpoints that move together hold, with a little more power than Holm's method gives?",
    whenNot:
      "Tests that can be negatively dependent, such as shares of categories that add up to one: no guarantee is left.",
    formula:
      "adjusted p₍ᵢ₎ = min over j ≥ i of min(1, (m − j + 1) p₍ⱼ₎). p₍ᵢ₎: the i-th smallest of m p-values.",
    source: "Hochberg 1988, Biometrika 75:800-802.",
    reference: 'R p.adjust(method = "hochberg").',
    accuracy: "Relative error below 1e-14 against R 4.2.2.",
    cost: "n log n.",
    example: {
      code: 'adjustPValues([0.01, 0.02, 0.022, 0.09], "hochberg").adjusted',
      value: [0.04, 0.044, 0.044, 0.09],
    },
  },
  {
    id: "hommel",
    title: "Hommel adjustment",
    summary:
      "Rejects a hypothesis when Simes' test rejects every group of hypotheses that contains it. Of the family-wise methods here it finds the most, for independent or positively dependent tests.",
    variant: "Closed testing with Simes' test, by the worst intersection of every size.",
    when: "Which of several positively related endpoints hold, with the most power that guarding the family leaves?",
    whenNot:
      "Dependence that may be negative, and papers whose readers should be able to check the adjustment by hand: Holm is the plain choice.",
    formula:
      "adjusted pᵢ = max over all sets S of tests with i in S of the Simes value min over k of |S| p₍ₖ₎/k. p₍ₖ₎: the k-th smallest p-value of S; |S|: its number of tests.",
    source: "Hommel 1988, Biometrika 75:383-386.",
    reference: 'R p.adjust(method = "hommel").',
    accuracy: "Relative error below 1e-14 against R 4.2.2.",
    cost: "n log n, 20 ms for n = 10,000.",
    example: {
      code: 'adjustPValues([0.01, 0.02, 0.022, 0.09], "hommel").adjusted',
      value: [0.03, 0.04, 0.044, 0.09],
    },
  },
  {
    id: "benjamini-hochberg",
    title: "Benjamini-Hochberg adjustment",
    summary:
      "Keeps the expected share of false findings among all findings (the false discovery rate) at the level. Made for screens, in which some wrong leads are acceptable because each will be followed up.",
    variant: "Step-up; valid for independent or positively dependent tests.",
    when: "Which analytes of a large panel deserve a second look, if one in twenty of those named may be a false lead?",
    whenNot:
      "Confirmatory questions: single findings carry no guarantee, and adding tests with sure effects makes it easier for doubtful ones to pass.",
    formula: "adjusted p₍ᵢ₎ = min over j ≥ i of min(1, m p₍ⱼ₎/j). p₍ᵢ₎: the i-th smallest of m p-values.",
    source: "Benjamini and Hochberg 1995, J R Stat Soc B 57:289-300.",
    reference: 'R p.adjust(method = "BH").',
    accuracy: "Relative error below 1e-14 against R 4.2.2.",
    cost: "n log n.",
    example: {
      code: 'adjustPValues([0.01, 0.02, 0.022, 0.09], "benjamini-hochberg").adjusted',
      value: [0.029333333333333333, 0.029333333333333333, 0.029333333333333333, 0.09],
    },
  },
  {
    id: "benjamini-yekutieli",
    title: "Benjamini-Yekutieli adjustment",
    summary:
      "Bounds the false discovery rate whatever the dependence between the tests. It pays with a further factor, 1 + 1/2 + ... + 1/n, on every p-value.",
    variant: "Step-up with the harmonic factor.",
    when: "Which findings of a screen stand when tests depend on each other in ways that nobody can vouch for?",
    whenNot:
      "Ordinary panels with positively related analytes: the factor (about 5 for 100 tests) then buys nothing.",
    formula:
      "adjusted p₍ᵢ₎ = min over j ≥ i of min(1, m c p₍ⱼ₎/j), c = 1 + 1/2 + … + 1/m. p₍ᵢ₎: the i-th smallest of m p-values.",
    source: "Benjamini and Yekutieli 2001, Ann Stat 29:1165-1188.",
    reference: 'R p.adjust(method = "BY").',
    accuracy: "Relative error below 1e-14 against R 4.2.2.",
    cost: "n log n.",
    example: {
      code: 'adjustPValues([0.01, 0.02, 0.022, 0.09], "benjamini-yekutieli").adjusted',
      value: [0.06111111111111111, 0.06111111111111111, 0.06111111111111111, 0.1875],
    },
  },
  {
    id: "westfall-young",
    title: "Westfall-Young max-T adjustment",
    summary:
      "Rearranges the subjects over the two groups and looks at the largest statistic of the whole panel each time, so that analytes which go together are not punished as if each were a question of its own. The chance of any false finding stays below the level.",
    variant:
      "Step-down or single-step; Welch's t, Student's t or the standardised rank sum. Every arrangement counts when the draws allow it, otherwise random ones with (b + 1) / (m + 1). Missing values leave out only themselves.",
    when: "Which analytes of a strongly correlated panel differ between two groups, with the error rate of the whole panel guarded?",
    whenNot:
      "Groups that are too small for small p-values: 4 v 4 has 70 arrangements, so no p below 1/70 exists. Missing values that depend on the group, since whole subjects are exchanged.",
    formula:
      "adjusted p₍ᵢ₎ = max over h ≤ i of share of arrangements with max(|T₍ₕ₎|, ..., |T₍ₘ₎|) ≥ |t₍ₕ₎|. t₍ᵢ₎: the i-th largest of m observed statistics, T₍ᵢ₎: the same analyte after rearrangement; single-step: the maximum over all m.",
    source:
      "Westfall and Young, Resampling-Based Multiple Testing, sec. 2.5-2.6; Ge, Dudoit and Speed 2003, Test 12:1-77.",
    reference: "An own enumeration in R with t.test.",
    accuracy: "Exact p-values are ratios of whole counts, equal to enumeration.",
    cost: "0.4 s for 1,000 draws of 500 endpoints in 100 v 100, 0.5 s with Welch's t; linear in draws, endpoints and the smaller group.",
    example: {
      code: 'westfallYoung([[1, 2, 9, 8], [5, 1, 4, 2]], [true, true, false, false], { statistic: "student-t", procedure: "step-down", alternative: "two-sided", draws: 100, seed: 1 }).endpoints[0].adjusted',
      value: 0.3333333333333333,
    },
  },
];
