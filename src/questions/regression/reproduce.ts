import type { Answer } from "../answer.ts";
import { rComment, rNumber, rNumbers, rString } from "../r-code.ts";
import type { RegressionResult } from "./answer.ts";

/** R 4: base packages for maximum likelihood, package logistf for Firth's method. */
export function reproduceRegression(answer: Answer<RegressionResult>): string[] {
  const { result, confidence } = answer;
  if (result.adjusted === null) return [rComment(`no model: ${result.reason ?? ""}`)];
  const { names, rows, y, weights } = result.design;
  const columns = names.slice(1);
  const symbols = columns.map((_, k) => `x${k + 1}`);
  const events = y.map((share, i) => Math.round(share * (weights?.[i] ?? 1)));
  const others = events.map((k, i) => (weights?.[i] ?? 1) - k);
  const data = [
    rComment(
      "distinct combinations of the complete cases, with how many subjects have and have not the outcome",
    ),
    ...columns.map((name, k) => rComment(`${symbols[k]!}: ${name}`)),
    `combinations <- data.frame(${symbols.map((s, k) => `${s} = ${rNumbers(rows.map((row) => row[k + 1]!))}`).join(", ")})`,
    `events <- ${rNumbers(events)}`,
    `others <- ${rNumbers(others)}`,
  ];
  if (result.adjusted.method === "logistic-maximum-likelihood")
    return [
      ...data,
      `model <- glm(cbind(events, others) ~ ${symbols.join(" + ")}, family = binomial, data = combinations)`,
      "print(summary(model))",
      'print(drop1(model, test = "LRT"))',
      `print(exp(confint(model, level = ${rNumber(confidence)})))`,
    ];
  return [
    ...data,
    "subjects <- rbind(cbind(combinations, outcome = 1)[rep(seq_along(events), events), ], cbind(combinations, outcome = 0)[rep(seq_along(others), others), ])",
    `if (requireNamespace(${rString("logistf")}, quietly = TRUE)) {`,
    `  print(logistf::logistf(outcome ~ ${symbols.join(" + ")}, data = subjects, alpha = ${rNumber(Number((1 - confidence).toPrecision(12)))}, control = logistf::logistf.control(maxit = 1000, maxstep = 0.5), plcontrol = logistf::logistpl.control(maxit = 10000)))`,
    `} else message(${rString("package logistf is needed for Firth's regression")})`,
  ];
}
