/** Trees back to text. */
import type { Expression } from "./expression.ts";
import { keywords } from "./tokens.ts";

/** How tightly a node holds its parts; larger is tighter. */
const tightness = { or: 1, and: 2, not: 3, comparison: 4, sum: 5, product: 6, sign: 7, value: 8 } as const;
type Tightness = (typeof tightness)[keyof typeof tightness];

/**
 * The canonical text of a tree: one way of writing, with no parenthesis that could be left out.
 *
 * Reading the text again gives the same tree, positions aside, for every tree that `parseExpression` makes.
 *
 * @example printExpression(tree of "(age>=40) and not(sex in('F'))") // age >= 40 and sex not in ("F")
 */
export function printExpression(expression: Expression): string {
  return printed(expression).text;
}

interface Printed {
  readonly text: string;
  readonly tightness: Tightness;
}

function printed(tree: Expression): Printed {
  switch (tree.op) {
    case "literal":
      return literal(tree);
    case "unknown":
      return { text: "unknown", tightness: tightness.value };
    case "column":
      return { text: nameInText(tree.name), tightness: tightness.value };
    case "or":
    case "and":
      return infix(tree.left, tree.op, tree.right, tightness[tree.op]);
    case "+":
    case "-":
      return infix(tree.left, tree.op, tree.right, tightness.sum);
    case "*":
    case "/":
      return infix(tree.left, tree.op, tree.right, tightness.product);
    case "==":
    case "!=":
    case "<":
    case "<=":
    case ">":
    case ">=":
      return comparison(`${inside(tree.left)} ${tree.op} ${inside(tree.right)}`);
    case "negate":
      return { text: `-${held(tree.of, tightness.sign)}`, tightness: tightness.sign };
    case "not":
      return negation(tree.of);
    case "in":
    case "between":
    case "known":
      return comparison(compared(tree, ""));
    case "call":
      return {
        text: `${tree.name}(${tree.args.map(printExpression).join(", ")})`,
        tightness: tightness.value,
      };
    case "detected": {
      const rule = tree.rule === undefined ? "" : `, ${textInQuotes(tree.rule)}`;
      return { text: `detected(${nameInText(tree.analyte)}${rule})`, tightness: tightness.value };
    }
  }
}

type Compared = Extract<Expression, { op: "in" | "between" | "known" }>;

function compared(tree: Compared, not: "" | "not "): string {
  const of = inside(tree.of);
  switch (tree.op) {
    case "in":
      return `${of} ${not}in (${tree.options.map(inside).join(", ")})`;
    case "between":
      return `${of} ${not}between ${inside(tree.low)} and ${inside(tree.high)}`;
    case "known":
      return `${of} is ${not === "" ? "known" : "unknown"}`;
  }
}

function negation(of: Expression): Printed {
  return of.op === "in" || of.op === "between" || of.op === "known"
    ? comparison(compared(of, "not "))
    : { text: `not ${held(of, tightness.not)}`, tightness: tightness.not };
}

const comparison = (text: string): Printed => ({ text, tightness: tightness.comparison });

function literal({ value, type }: Extract<Expression, { op: "literal" }>): Printed {
  const text = type === "text" ? textInQuotes(String(value)) : String(value);
  return { text, tightness: tightness.value };
}

/** Chains group to the left, so a right part of the same tightness keeps its parentheses. */
function infix(left: Expression, sign: string, right: Expression, own: Tightness): Printed {
  const tighter = (own + 1) as Tightness;
  return { text: `${held(left, own)} ${sign} ${held(right, tighter)}`, tightness: own };
}

/** A part of a comparison. */
const inside = (tree: Expression): string => held(tree, tightness.sum);

function held(tree: Expression, least: Tightness): string {
  const part = printed(tree);
  return part.tightness < least ? `(${part.text})` : part.text;
}

const textInQuotes = (text: string): string => `"${text.replaceAll('"', '""')}"`;

export const nameInText = (name: string): string =>
  /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !keywords.has(name.toLowerCase())
    ? name
    : `\`${name.replaceAll("`", "``")}\``;
