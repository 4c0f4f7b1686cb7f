/** The text of an expression to its tree: recursive descent, one function per level of precedence. */
import {
  badDate,
  chainedComparison,
  syntax,
  tooDeep,
  tooLong,
  wrongArgumentCount,
} from "../../core/issues/expression.ts";
import { InputError, type Issue, shown } from "../../core/issues/issue.ts";
import { daysOfIsoDate } from "./calendar.ts";
import type { Expression, Span } from "./expression.ts";
import { placeAt } from "./position.ts";
import { type Token, tokens } from "./tokens.ts";

/** Deeper trees are refused: every walk over a tree is recursive. */
export const deepest = 200;
const longest = 20_000;

const comparisons = ["==", "!=", "<", "<=", ">", ">="] as const;
type Comparison = (typeof comparisons)[number];

/**
 * The tree of an expression's text, or every reason why it is none.
 *
 * From loosest to tightest: `or`, `and`, `not`, one comparison (`==` ... `in`, `between`, `is known`), `+ -`, `* /`,
 * unary `-`. Nothing is evaluated. Faults of spelling are all reported; of the grammar, the first.
 *
 * @example parseExpression("age >= 40 and sex == 'F'") // { expression: { op: "and", ... } }
 */
export function parseExpression(
  text: string,
): { readonly expression: Expression } | { readonly issues: readonly Issue[] } {
  if (text.length > longest) return { issues: [tooLong(placeAt(text, longest), longest, text.length)] };
  const cut = tokens(text);
  if (cut.issues.length > 0) return { issues: cut.issues };
  try {
    return { expression: parser(text, cut.tokens) };
  } catch (refusal) {
    if (refusal instanceof InputError) return { issues: refusal.issues };
    throw refusal;
  }
}

function parser(text: string, words: readonly Token[]): Expression {
  let next = 0;
  let nesting = 0;
  const depths = new WeakMap<Expression, number>();

  const end: Token = words[words.length - 1] as Token;
  const peek = (ahead = 0): Token => words[next + ahead] ?? end;
  const placeOf = (token: Token) => placeAt(text, token.at.start);
  const expected = (what: string, advice?: string): never =>
    fail(syntax(placeOf(peek()), what, inWords(text, peek()), advice));

  const isWord = (kind: "keyword" | "symbol" | "name", word: string, ahead = 0): boolean =>
    peek(ahead).kind === kind && peek(ahead).text === word;
  const accept = (kind: "keyword" | "symbol", word: string): boolean => {
    if (!isWord(kind, word)) return false;
    next += 1;
    return true;
  };
  const need = (symbol: string, what: string, advice?: string): void => {
    if (!accept("symbol", symbol)) expected(what, advice);
  };
  const anyOf = <Word extends string>(kind: "keyword" | "symbol", options: readonly Word[]): Word | null => {
    const word = options.find((option) => isWord(kind, option));
    if (word === undefined) return null;
    next += 1;
    return word;
  };
  const spanFrom = (start: number): Span => ({ start, end: words[next - 1]?.at.end ?? start });

  /** Keeps the height of every tree, so that a chain as long as a book is refused like nested parentheses. */
  const grown = (tree: Expression, ...parts: readonly Expression[]): Expression => {
    const depth = 1 + Math.max(0, ...parts.map((part) => depths.get(part) ?? 0));
    if (depth > deepest) fail(tooDeep(placeAt(text, tree.at.start), deepest));
    depths.set(tree, depth);
    return tree;
  };
  const nested = (inner: () => Expression): Expression => {
    nesting += 1;
    if (nesting > deepest) fail(tooDeep(placeOf(peek()), deepest));
    const tree = inner();
    nesting -= 1;
    return tree;
  };

  const chain = (
    kind: "keyword" | "symbol",
    ops: readonly ("or" | "and" | "+" | "-" | "*" | "/")[],
    operand: () => Expression,
  ): Expression => {
    let left = operand();
    for (let op = anyOf(kind, ops); op !== null; op = anyOf(kind, ops)) {
      const right = operand();
      left = grown({ op, left, right, at: { start: left.at.start, end: right.at.end } }, left, right);
    }
    return left;
  };

  const whole = (): Expression => nested(() => chain("keyword", ["or"], conjunction));
  const conjunction = (): Expression => chain("keyword", ["and"], negation);
  const negation = (): Expression => {
    const start = peek().at.start;
    if (!accept("keyword", "not")) return comparison();
    const of = nested(negation);
    return grown({ op: "not", of, at: { start, end: of.at.end } }, of);
  };

  const comparison = (): Expression => {
    const left = sum();
    const tree = compared(left);
    if (tree !== left && startsComparison()) fail(chainedComparison(placeOf(peek()), inWords(text, peek())));
    return tree;
  };
  const startsComparison = (): boolean =>
    comparisons.some((op) => isWord("symbol", op)) ||
    ["in", "between", "is", "not"].some((word) => isWord("keyword", word));

  const compared = (left: Expression): Expression => {
    const start = left.at.start;
    const op: Comparison | null = anyOf("symbol", comparisons);
    if (op !== null) {
      const right = sum();
      return grown({ op, left, right, at: { start, end: right.at.end } }, left, right);
    }
    if (accept("keyword", "is")) return knowledge(left);
    const not = isWord("keyword", "not") && (isWord("keyword", "in", 1) || isWord("keyword", "between", 1));
    if (not) next += 1;
    const tree = accept("keyword", "in")
      ? membership(left)
      : accept("keyword", "between")
        ? range(left)
        : null;
    if (tree === null) return left;
    return not ? grown({ op: "not", of: tree, at: tree.at }, tree) : tree;
  };
  const knowledge = (of: Expression): Expression => {
    const known = isWord("name", "known");
    if (!known && !isWord("keyword", "unknown"))
      expected("known or unknown after is", "write `is known` or `is unknown`; compare values by ==");
    next += 1;
    const at = spanFrom(of.at.start);
    const tree = grown({ op: "known", of, at }, of);
    return known ? tree : grown({ op: "not", of: tree, at }, tree);
  };
  const membership = (of: Expression): Expression => {
    need("(", "( after in", 'write the values in parentheses, for instance in ("a", "b")');
    const options = list(sum);
    return grown({ op: "in", of, options, at: spanFrom(of.at.start) }, of, ...options);
  };
  const range = (of: Expression): Expression => {
    const low = sum();
    if (!accept("keyword", "and"))
      expected("and between the two limits", "write for instance between 1 and 4; both limits belong to it");
    const high = sum();
    return grown(
      { op: "between", of, low, high, at: { start: of.at.start, end: high.at.end } },
      of,
      low,
      high,
    );
  };

  /** Values up to the closing parenthesis, which is taken too. */
  const list = (element: () => Expression): readonly Expression[] => {
    const elements = [element()];
    while (accept("symbol", ",")) elements.push(element());
    need(")", ", or )", "close the parenthesis; decimals are written with a point");
    return elements;
  };

  const sum = (): Expression => chain("symbol", ["+", "-"], product);
  const product = (): Expression => chain("symbol", ["*", "/"], signed);
  const signed = (): Expression => {
    const start = peek().at.start;
    if (!accept("symbol", "-")) return value();
    const of = nested(signed);
    return grown({ op: "negate", of, at: { start, end: of.at.end } }, of);
  };

  const value = (): Expression => {
    const token = peek();
    const { at } = token;
    switch (token.kind) {
      case "number":
        next += 1;
        return grown({ op: "literal", value: Number(token.text), type: "number", at });
      case "text":
      case "date":
        next += 1;
        return grown({ op: "literal", value: token.text, type: token.kind, at });
      case "quotedName":
        next += 1;
        return grown({ op: "column", name: token.text, at });
      case "name":
        next += 1;
        return accept("symbol", "(") ? call(token) : grown({ op: "column", name: token.text, at });
      case "keyword":
        return constant(token);
      case "symbol":
        if (!accept("symbol", "(")) return expected("a value");
        return parenthesised();
      case "end":
        return expected("a value");
    }
  };
  const constant = (token: Token): Expression => {
    const { at, text: word } = token;
    if (word === "not") return expected("a value", "put the part that starts with not into parentheses");
    if (word !== "true" && word !== "false" && word !== "unknown")
      return expected("a value", `a column named ${word} stands between back-ticks`);
    next += 1;
    return word === "unknown"
      ? grown({ op: "unknown", at })
      : grown({ op: "literal", value: word === "true", type: "boolean", at });
  };
  const parenthesised = (): Expression => {
    const tree = whole();
    need(")", "an operator or )", "close the parenthesis");
    return tree;
  };

  const call = (name: Token): Expression => {
    const args = accept("symbol", ")") ? [] : list(whole);
    const at = spanFrom(name.at.start);
    const wrongCount = (wanted: string): never =>
      fail(wrongArgumentCount(placeOf(name), name.text, wanted, args.length));
    if (name.text === "date") {
      if (args.length !== 1) wrongCount("1 argument");
      const [day] = args;
      if (day?.op !== "literal" || day.type !== "text" || daysOfIsoDate(String(day.value)) === null)
        return fail(
          badDate(placeAt(text, day?.at.start ?? at.start), text.slice(day?.at.start, day?.at.end)),
        );
      return grown({ op: "literal", value: day.value, type: "date", at });
    }
    if (name.text === "detected") {
      if (args.length !== 1 && args.length !== 2) wrongCount("1 or 2 arguments");
      return detection(args, at);
    }
    return grown({ op: "call", name: name.text, args, at }, ...args);
  };
  const detection = ([analyte, rule]: readonly Expression[], at: Span): Expression => {
    const wrong = (part: Expression | undefined, what: string, advice: string): never =>
      fail(
        syntax(
          placeAt(text, part?.at.start ?? at.start),
          what,
          text.slice(part?.at.start, part?.at.end),
          advice,
        ),
      );
    if (analyte?.op !== "column")
      return wrong(analyte, "the name of an analyte", "write for instance detected(il6)");
    if (rule === undefined) return grown({ op: "detected", analyte: analyte.name, at });
    if (rule.op !== "literal" || rule.type !== "text")
      return wrong(
        rule,
        "the name of a detection rule in quotes",
        'write for instance detected(il6, "above-lod")',
      );
    return grown({ op: "detected", analyte: analyte.name, rule: String(rule.value), at });
  };

  const tree = whole();
  if (peek().kind !== "end")
    expected(
      "an operator or the end",
      isWord("symbol", ")")
        ? "this parenthesis was never opened"
        : isWord("symbol", ",")
          ? "decimals are written with a point"
          : "write and, or, or another operator between two values; text stands between quotes",
    );
  return tree;
}

function fail(issue: Issue): never {
  throw new InputError([issue]);
}

/** A token as a message names it. */
function inWords(text: string, token: Token): string {
  return token.kind === "end" ? "the end of the expression" : shown(text.slice(token.at.start, token.at.end));
}
