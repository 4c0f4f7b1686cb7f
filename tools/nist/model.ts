/** NIST's nonlinear models as their files write them: read from text, evaluated in pairs with their derivatives. */
import * as elementary from "../../src/core/elementary.ts";
import type { Pair } from "../../src/core/pair.ts";
import {
  add,
  exponential,
  fromDecimal,
  fromNumber,
  logarithm,
  multiply,
  negate,
  power,
  quotient,
  subtract,
  toNumber,
} from "./pair-functions.ts";

/** A value and its derivative by each parameter. */
interface Jet {
  readonly value: Pair;
  readonly by: readonly number[];
}

interface Names {
  readonly parameters: readonly number[];
  readonly predictors: readonly Pair[];
}

type Term = (names: Names) => Jet;

export interface Model {
  readonly predict: Term;
  /** The response that the model is for, of the column y. */
  readonly response: (y: Pair) => Pair;
}

const chain = (a: Jet, value: Pair, slope: number): Jet => ({ value, by: a.by.map((d) => slope * d) });

const constant = (value: Pair, { parameters }: Names): Jet => ({ value, by: parameters.map(() => 0) });

function binary(sign: string, a: Jet, b: Jet): Jet {
  const [x, y] = [toNumber(a.value), toNumber(b.value)];
  const both = (value: Pair, byA: number, byB: number): Jet => ({
    value,
    by: a.by.map((d, k) => (d === 0 ? 0 : byA * d) + (b.by[k] === 0 ? 0 : byB * b.by[k]!)),
  });
  if (sign === "+") return both(add(a.value, b.value), 1, 1);
  if (sign === "-") return both(subtract(a.value, b.value), 1, -1);
  if (sign === "*") return both(multiply(a.value, b.value), y, x);
  if (sign === "/") return both(quotient(a.value, b.value), 1 / y, -x / y / y);
  const value = power(a.value, b.value);
  return both(value, y * elementary.pow(x, y - 1), toNumber(value) * elementary.log(x));
}

function applied(name: string, a: Jet): Jet {
  const x = toNumber(a.value);
  if (name === "exp") {
    const value = exponential(a.value);
    return chain(a, value, toNumber(value));
  }
  if (name === "log") return chain(a, logarithm(a.value), 1 / x);
  if (name === "sin") return chain(a, fromNumber(elementary.sin(x)), elementary.cos(x));
  if (name === "cos") return chain(a, fromNumber(elementary.cos(x)), -elementary.sin(x));
  if (name === "arctan" || name === "atan") return chain(a, fromNumber(elementary.atan(x)), 1 / (1 + x * x));
  throw new Error(`no function ${name} in a model`);
}

const TOKEN = /\s*(\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+|[a-z]+\d*|\*\*|[-+*/^()])/y;

/** `y = b1*exp(-b2*x) + e`, `log[y] = ...`, or only what stands on the right. */
export function readModel(text: string): Model {
  const plain = text.replaceAll("[", "(").replaceAll("]", ")").replaceAll("**", "^");
  const sides = plain.split("=");
  const right = sides.at(-1)!.replace(/\+\s*e\s*$/, "");
  const left = sides.length > 1 ? sides[0]! : "y";
  const response = /log/.test(left) ? logarithm : (y: Pair): Pair => y;
  return { predict: parsed(right), response };
}

/** Recursive descent: sums of products of signed powers. */
function parsed(text: string): Term {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  const trimmed = text.trim();
  while (TOKEN.lastIndex < trimmed.length) {
    const match = TOKEN.exec(trimmed);
    if (match === null) throw new Error(`not a model: ${text}`);
    tokens.push(match[1]!);
  }
  let at = 0;
  const operators = (signs: string, operand: () => Term): Term => {
    let left = operand();
    while (at < tokens.length && signs.includes(tokens[at]!)) {
      const sign = tokens[at++]!;
      const [a, b] = [left, operand()];
      left = (names) => binary(sign, a(names), b(names));
    }
    return left;
  };
  const sum = (): Term => operators("+-", () => operators("*/", signed));
  const signed = (): Term => {
    if (tokens[at] !== "-") return raised();
    at++;
    const a = signed();
    return (names) => {
      const jet = a(names);
      return chain(jet, negate(jet.value), -1);
    };
  };
  const raised = (): Term => {
    const base = atom();
    if (tokens[at] !== "^") return base;
    at++;
    const exponent = signed();
    return (names) => binary("^", base(names), exponent(names));
  };
  const inBrackets = (): Term => {
    if (tokens[at++] !== "(") throw new Error(`a bracket is missing: ${text}`);
    const inside = sum();
    if (tokens[at++] !== ")") throw new Error(`a bracket is missing: ${text}`);
    return inside;
  };
  const atom = (): Term => {
    const token = tokens[at]!;
    if (token === "(") return inBrackets();
    at++;
    const parameter = /^b(\d+)$/.exec(token);
    if (parameter !== null) {
      const own = Number(parameter[1]) - 1;
      return ({ parameters }) => ({
        value: fromNumber(parameters[own]!),
        by: parameters.map((_, k) => (k === own ? 1 : 0)),
      });
    }
    const predictor = /^x(\d*)$/.exec(token);
    if (predictor !== null) {
      const own = predictor[1] === "" ? 0 : Number(predictor[1]) - 1;
      return (names) => constant(names.predictors[own]!, names);
    }
    if (token === "pi") return (names) => constant(fromNumber(Math.PI), names);
    if (/^[a-z]/.test(token)) {
      const inside = inBrackets();
      return (names) => applied(token, inside(names));
    }
    const value = fromDecimal(token);
    return (names) => constant(value, names);
  };
  const whole = sum();
  if (at < tokens.length) throw new Error(`not a model after ${tokens[at]}: ${text}`);
  return whole;
}
