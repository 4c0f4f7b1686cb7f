import type { Method } from "./method.ts";

/** What several p-values of one family are turned into. */
export const multiplicityMethods: readonly Method[] = [
  {
    id: "none",
    title: "No adjustment",
    summary:
      "Leaves each p-value as it is. The chance of at least one false finding then grows with the number of tests, and readers must know how many were made.",
    variant: "Tests are still counted and shown as a family.",
    whenNot:
      "Confirmatory claims from several tests, or a search through many analytes: with 20 true null hypotheses one p below 0.05 is to be expected.",
    source: "Rothman 1990, Epidemiology 1:43-46 (the case for leaving p-values alone).",
    reference: 'R p.adjust(method = "none").',
    accuracy: "p-values are handed through untouched.",
    cost: "None.",
  },
  {
    id: "bonferroni",
    title: "Bonferroni adjustment",
    summary:
      "Multiplies every p-value by the number of tests. The chance of even one false finding in the family then stays below the level, however the tests depend on each other.",
    variant: "Cut at 1.",
    whenNot:
      "Holm keeps the same promise and never finds less, so there is no reason left but tradition or simultaneous intervals.",
    source: "Dunn 1961, J Am Stat Assoc 56:52-64.",
    reference: 'R p.adjust(method = "bonferroni").',
    accuracy: "Relative error below 1e-14 against R 4.2.2.",
    cost: "Linear in the tests.",
  },
  {
    id: "holm",
    title: "Holm adjustment",
    summary:
      "Walks from the smallest p-value to the largest, multiplying by the number of tests not yet passed. It keeps the chance of any false finding in the family below the level, under every kind of dependence.",
    variant: "Step-down; adjusted values never decrease along the order.",
    whenNot:
      "Screens of hundreds of analytes, where guarding against a single error costs most true findings: control the false discovery rate there.",
    source: "Holm 1979, Scand J Stat 6:65-70.",
    reference: 'R p.adjust(method = "holm").',
    accuracy: "Relative error below 1e-14 against R 4.2.2.",
    cost: "n log n.",
  },
  {
    id: "hochberg",
    title: "Hochberg adjustment",
    summary:
      "Uses Holm's factors but starts at the largest p-value, so it rejects at least as much. It guards the whole family when tests are independent or positively dependent.",
    variant: "Step-up.",
    whenNot:
      "Tests that can be negatively dependent, such as shares of categories that add up to one: no guarantee is left.",
    source: "Hochberg 1988, Biometrika 75:800-802.",
    reference: 'R p.adjust(method = "hochberg").',
    accuracy: "Relative error below 1e-14 against R 4.2.2.",
    cost: "n log n.",
  },
  {
    id: "hommel",
    title: "Hommel adjustment",
    summary:
      "Rejects a hypothesis when Simes' test rejects every group of hypotheses that contains it. Of the family-wise methods here it finds the most, for independent or positively dependent tests.",
    variant: "Closed testing with Simes' test, by the worst intersection of every size.",
    whenNot:
      "Dependence that may be negative, and papers whose readers should be able to check the adjustment by hand: Holm is the plain choice.",
    source: "Hommel 1988, Biometrika 75:383-386.",
    reference: 'R p.adjust(method = "hommel").',
    accuracy: "Relative error below 1e-14 against R 4.2.2.",
    cost: "n squared, 0.1 s for n = 10,000.",
  },
  {
    id: "benjamini-hochberg",
    title: "Benjamini-Hochberg adjustment",
    summary:
      "Keeps the expected share of false findings among all findings (the false discovery rate) at the level. Made for screens, in which some wrong leads are acceptable because each will be followed up.",
    variant: "Step-up; valid for independent or positively dependent tests.",
    whenNot:
      "Confirmatory questions: single findings carry no guarantee, and adding tests with sure effects makes it easier for doubtful ones to pass.",
    source: "Benjamini and Hochberg 1995, J R Stat Soc B 57:289-300.",
    reference: 'R p.adjust(method = "BH").',
    accuracy: "Relative error below 1e-14 against R 4.2.2.",
    cost: "n log n.",
  },
  {
    id: "benjamini-yekutieli",
    title: "Benjamini-Yekutieli adjustment",
    summary:
      "Bounds the false discovery rate whatever the dependence between the tests. It pays with a further factor, 1 + 1/2 + ... + 1/n, on every p-value.",
    variant: "Step-up with the harmonic factor.",
    whenNot:
      "Ordinary panels with positively related analytes: the factor (about 5 for 100 tests) then buys nothing.",
    source: "Benjamini and Yekutieli 2001, Ann Stat 29:1165-1188.",
    reference: 'R p.adjust(method = "BY").',
    accuracy: "Relative error below 1e-14 against R 4.2.2.",
    cost: "n log n.",
  },
];
