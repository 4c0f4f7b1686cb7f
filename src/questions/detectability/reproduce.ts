import type { Answer } from "../answer.ts";
import { rComment, rNumber, rNumbers, rString, rStrings } from "../r-code.ts";
import type { DetectabilityResult } from "./result.ts";

/** R 4 with its base packages only. */
export function reproduceDetectability(answer: Answer<DetectabilityResult>): string[] {
  const { result, confidence } = answer;
  const groups = result.groups.filter((g) => g.measured > 0);
  if (groups.length === 0) return [rComment("no measured sample, nothing to compute")];
  const has = (id: string): boolean => answer.tests.some((t) => t.id === id && t.pValue !== null);
  const global = answer.methods.find((m) => m.id === "fisher-freeman-halton")?.variant ?? "";
  return [
    `detected <- ${rNumbers(groups.map((g) => g.detected))}`,
    `measured <- ${rNumbers(groups.map((g) => g.measured))}`,
    `names(detected) <- names(measured) <- ${rStrings(groups.map((g) => g.label))}`,
    `level <- ${rNumber(confidence)}`,
    rComment("shares with Wilson and Clopper-Pearson intervals"),
    "wilson <- function(x, n) prop.test(x, n, conf.level = level, correct = FALSE)$conf.int[1:2]",
    "exact <- function(x, n) binom.test(x, n, conf.level = level)$conf.int[1:2]",
    "print(cbind(share = detected / measured, wilson = t(mapply(wilson, detected, measured)), exact = t(mapply(exact, detected, measured))))",
    ...(has("global")
      ? [
          rComment(`all groups: Fisher-Freeman-Halton (Cistern: ${global})`),
          "print(fisher.test(rbind(detected, measured - detected), workspace = 2e7)$p.value)",
        ]
      : []),
    ...(result.comparisons.length === 0
      ? []
      : [
          rComment(
            `risk difference (${result.riskDifferenceMethod}) and conditional odds ratio (R solves the odds ratio and its limits to about 3 digits)`,
          ),
          ...differenceInR(result.riskDifferenceMethod),
          "compare <- function(a, b) {",
          "  f <- fisher.test(rbind(c(detected[a], measured[a] - detected[a]), c(detected[b], measured[b] - detected[b])), conf.level = level)",
          "  c(difference(detected[[a]], measured[[a]], detected[[b]], measured[[b]]), odds.ratio = unname(f$estimate), or.lower = f$conf.int[1], or.upper = f$conf.int[2], p = f$p.value)",
          "}",
          `pairs <- list(${result.comparisons.map((c) => `c(${rString(c.first)}, ${rString(c.second)})`).join(", ")})`,
          "print(t(sapply(pairs, function(pair) compare(pair[1], pair[2]))))",
        ]),
    ...(has("trend")
      ? [
          rComment(
            'trend over the ordered groups: asymptotic in base R; exact with coin::independence_test(distribution = "exact")',
          ),
          "print(prop.trend.test(detected, measured))",
        ]
      : []),
  ];
}

function differenceInR(method: DetectabilityResult["riskDifferenceMethod"]): string[] {
  if (method === "newcombe")
    return [
      "difference <- function(x1, n1, x2, n2) {",
      "  p1 <- x1 / n1; p2 <- x2 / n2; w1 <- wilson(x1, n1); w2 <- wilson(x2, n2)",
      "  c(difference = p1 - p2, lower = p1 - p2 - sqrt((p1 - w1[1])^2 + (w2[2] - p2)^2), upper = p1 - p2 + sqrt((w1[2] - p1)^2 + (p2 - w2[1])^2))",
      "}",
    ];
  return [
    "difference <- function(x1, n1, x2, n2) {",
    "  d <- x1 / n1 - x2 / n2; n <- n1 + n2",
    "  score <- function(delta) {",
    "    likelihood <- function(p2) -(dbinom(x1, n1, min(max(p2 + delta, 0), 1), log = TRUE) + dbinom(x2, n2, p2, log = TRUE))",
    "    p2 <- optimize(likelihood, c(max(0, -delta), min(1, 1 - delta)), tol = 1e-12)$minimum; p1 <- p2 + delta",
    "    (d - delta) / sqrt((p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2) * n / (n - 1))",
    "  }",
    "  z <- qnorm(1 - (1 - level) / 2); tiny <- 1e-9",
    "  c(difference = d, lower = uniroot(function(x) score(x) - z, c(-1 + tiny, d), tol = 1e-12)$root, upper = uniroot(function(x) score(x) + z, c(d, 1 - tiny), tol = 1e-12)$root)",
    "}",
  ];
}
