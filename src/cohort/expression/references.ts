import type { Expression } from "./expression.ts";

/** Every column that an expression reads, analytes included, in order of first mention. */
export function columnsUsed(expression: Expression): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: Expression): void => {
    if (node.op === "column") names.add(node.name);
    if (node.op === "detected") names.add(node.analyte);
    for (const part of partsOf(node)) visit(part);
  };
  visit(expression);
  return names;
}

/** The expressions directly inside a node, as they are written from left to right. */
export function partsOf(node: Expression): readonly Expression[] {
  switch (node.op) {
    case "literal":
    case "unknown":
    case "column":
    case "detected":
      return [];
    case "negate":
    case "not":
    case "known":
      return [node.of];
    case "in":
      return [node.of, ...node.options];
    case "between":
      return [node.of, node.low, node.high];
    case "call":
      return node.args;
    case "and":
    case "or":
    case "==":
    case "!=":
    case "<":
    case "<=":
    case ">":
    case ">=":
    case "+":
    case "-":
    case "*":
    case "/":
      return [node.left, node.right];
  }
}
