import type { Answer } from "../answer.ts";
import { rComment, rNumber, rNumbers, rSample, rStrings } from "../r-code.ts";
import type { AssociationResult, Characteristic } from "./answer.ts";

/** R 4 with its base packages; the exact Mann-Whitney test with ties needs package coin, as the comment says. */
export function reproduceAssociation(answer: Answer<AssociationResult>): string[] {
  const lines = answer.result.characteristics.flatMap((c) => {
    const test = answer.tests.find((t) => t.id === c.name);
    const head = rComment(`${c.label} (${test?.reason ?? ""})`);
    if (test?.pValue == null) return [head, rComment("no test")];
    return [
      head,
      ...(c.samples === null ? categoriesInR(c, answer.confidence) : orderedInR(c, answer.confidence)),
    ];
  });
  return [
    ...lines,
    rComment(
      `the p-values above are adjusted within family ${answer.result.family}: see the end of this script`,
    ),
  ];
}

function categoriesInR(c: Characteristic, confidence: number): string[] {
  const present = c.levels.filter((l) => l.withOutcome + l.withoutOutcome > 0);
  // Second level first, so that the odds ratio is that of the second level.
  const ordered = c.shape === "two-level" ? [...present].reverse() : present;
  return [
    `counts <- rbind(with = ${rNumbers(ordered.map((l) => l.withOutcome))}, without = ${rNumbers(ordered.map((l) => l.withoutOutcome))})`,
    `colnames(counts) <- ${rStrings(ordered.map((l) => l.label))}`,
    `print(fisher.test(counts, workspace = 2e7, conf.level = ${rNumber(confidence)}))`,
  ];
}

function orderedInR(c: Characteristic, confidence: number): string[] {
  const { samples } = c;
  if (samples === null) return [];
  return [
    `x <- ${rSample(samples.with.values, samples.with.counts)}`,
    `y <- ${rSample(samples.without.values, samples.without.counts)}`,
    'print(mean(outer(x, y, ">") + outer(x, y, "==") / 2)) # probability of superiority',
    rComment(
      'asymptotic in base R when there are ties; exact: coin::wilcox_test(..., distribution = "exact")',
    ),
    `print(suppressWarnings(wilcox.test(x, y, conf.int = ${c.natural === null ? "FALSE" : "TRUE"}, conf.level = ${rNumber(confidence)})))`,
  ];
}
