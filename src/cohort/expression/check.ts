/** Finds everything wrong with an expression before a row is read: names, types, levels, counts of arguments. */
import {
  noType,
  notOrdered,
  unknownAnalyte,
  unknownDetectionRule,
  unknownFunction,
  unknownName,
  wrongArgumentCount,
} from "../../core/issues/expression.ts";
import type { Issue, Place } from "../../core/issues/issue.ts";
import { DETECTION_RULES } from "../detection.ts";
import type { DetectionRuleId } from "../dictionary.ts";
import { nearest } from "../nearest.ts";
import type { Expression } from "./expression.ts";
import { placeAt } from "./position.ts";
import {
  anything,
  type ColumnType,
  eitherText,
  type ExpressionSchema,
  foreignLevel,
  isCondition,
  isDate,
  isNumber,
  levelOf,
  measurementStatuses,
  mismatch,
  nodeInWords,
  oneOf,
  sameOrder,
  type StaticType,
  type TextType,
  typeInWords,
  typeOfColumn,
  type ValueType,
} from "./static-type.ts";

const detectionRules = DETECTION_RULES.map((rule): string => rule.id);

/** Arguments of a function: how many, in words and as a range, and what they are. */
const functions = {
  abs: { least: 1, most: 1, kind: "number" },
  exp: { least: 1, most: 1, kind: "number" },
  log: { least: 1, most: 1, kind: "number" },
  log2: { least: 1, most: 1, kind: "number" },
  log10: { least: 1, most: 1, kind: "number" },
  sqrt: { least: 1, most: 1, kind: "number" },
  min: { least: 2, most: Infinity, kind: "extreme" },
  max: { least: 2, most: Infinity, kind: "extreme" },
  if: { least: 3, most: 3, kind: "choice" },
  year: { least: 1, most: 1, kind: "calendar" },
  month: { least: 1, most: 1, kind: "calendar" },
  value: { least: 1, most: 1, kind: "analyteNumber" },
  limit: { least: 1, most: 1, kind: "analyteNumber" },
  at_least: { least: 1, most: 1, kind: "analyteNumber" },
  at_most: { least: 1, most: 1, kind: "analyteNumber" },
  status: { least: 1, most: 1, kind: "analyteStatus" },
} as const;
type FunctionName = keyof typeof functions;
const functionNames = [...Object.keys(functions), "date", "detected"];

export const isFunctionName = (name: string): name is FunctionName => Object.hasOwn(functions, name);
export const isDetectionRuleId = (name: string): name is DetectionRuleId => detectionRules.includes(name);

/** Result of walking a tree once: every node's type, and every problem. */
export interface Typing {
  readonly type: StaticType;
  readonly typeOf: (node: Expression) => StaticType;
  readonly issues: readonly Issue[];
}

/**
 * The type of an expression's value, or every problem in it, each with its place in `text`.
 *
 * @example checkExpression(tree of "age > 40", { columns: [{ name: "age", type: "number" }], analytes: [] }, "age > 40") // { type: "boolean" }
 */
export function checkExpression(
  expression: Expression,
  schema: ExpressionSchema,
  text: string,
): { readonly type: ValueType } | { readonly issues: readonly Issue[] } {
  const { type, issues } = typing(expression, schema, text);
  if (issues.length > 0) return { issues };
  if (type.type === "unknown") return { issues: [noType(placeAt(text, expression.at.start))] };
  return { type: type.type };
}

/** Like `checkExpression`, for a filter: the value has to be a condition or a binary variable. */
export function checkCondition(
  expression: Expression,
  schema: ExpressionSchema,
  text: string,
): { readonly type: "boolean" } | { readonly issues: readonly Issue[] } {
  const { type, issues } = typing(expression, schema, text);
  if (issues.length > 0) return { issues };
  if (isConditional(type)) return { type: "boolean" };
  const place = placeAt(text, expression.at.start);
  return { issues: [mismatch(place, expression, type, "a condition, true or false", "boolean")] };
}

/** Whether a value may decide something: true or false, or a binary category. */
export const isConditional = (type: StaticType): boolean =>
  type.type === "boolean" || type.type === "unknown" || (type.type === "text" && type.binary);

/** Types of all nodes. A node that was refused has the type "unknown", so that one mistake is reported once. */
export function typing(expression: Expression, schema: ExpressionSchema, text: string): Typing {
  const types = new Map<Expression, StaticType>();
  const issues: Issue[] = [];
  const columns = new Map<string, ColumnType>(schema.columns.map((column) => [column.name, column]));
  const measured = schema.columns.filter((column) => column.type === "measurement").map(({ name }) => name);

  const place = (node: Expression): Place => placeAt(text, node.at.start);
  const report = (issue: Issue): StaticType => {
    issues.push(issue);
    return anything;
  };
  const typed = (node: Expression): StaticType => {
    const type = inferred(node);
    types.set(node, type);
    return type;
  };
  /** True when the node may be used where `wanted` stands; reports otherwise. */
  const demand = (node: Expression, type: StaticType, wanted: "number" | "date", where: string): boolean => {
    if (type.type === wanted || type.type === "unknown") return true;
    report(mismatch(place(node), node, type, `${typeInWords(wanted)} ${where}`, wanted));
    return false;
  };
  const demandCondition = (node: Expression, where: string): void => {
    const type = typed(node);
    if (!isConditional(type))
      report(mismatch(place(node), node, type, `a condition, true or false, ${where}`, "boolean"));
  };

  const inferred = (node: Expression): StaticType => {
    switch (node.op) {
      case "literal":
        return node.type === "text" ? oneOf([levelOf(String(node.value))]) : { type: node.type };
      case "unknown":
        return anything;
      case "column":
        return columnType(node);
      case "+":
      case "-":
      case "*":
      case "/":
        return arithmetic(node);
      case "negate":
        demand(node.of, typed(node.of), "number", "after -");
        return isNumber;
      case "==":
      case "!=":
      case "<":
      case "<=":
      case ">":
      case ">=":
        compare(node.left, tested(node.left, node.op), node.right, tested(node.right, node.op), node.op);
        return isCondition;
      case "and":
      case "or":
        demandCondition(node.left, `before ${node.op}`);
        demandCondition(node.right, `after ${node.op}`);
        return isCondition;
      case "not":
        demandCondition(node.of, "after not");
        return isCondition;
      case "in": {
        const of = tested(node.of, "in");
        for (const option of node.options) compare(node.of, of, option, tested(option, "in"), "in");
        return isCondition;
      }
      case "between": {
        const of = tested(node.of, "between");
        for (const limit of [node.low, node.high])
          compare(node.of, of, limit, tested(limit, "between"), "between");
        return isCondition;
      }
      case "known": {
        const of = typed(node.of);
        if (of.type === "measurement")
          report(mismatch(place(node.of), node.of, of, "something that is known or unknown", "same"));
        return isCondition;
      }
      case "call":
        return call(node);
      case "detected":
        return detection(node);
    }
  };

  const columnType = (node: Extract<Expression, { op: "column" }>): StaticType => {
    const column = columns.get(node.name);
    if (column !== undefined) return typeOfColumn(column);
    const names = [...columns.keys()];
    return report(unknownName(place(node), node.name, nearest(node.name, names), names));
  };

  const arithmetic = (node: Extract<Expression, { op: "+" | "-" | "*" | "/" }>): StaticType => {
    const left = typed(node.left);
    const right = typed(node.right);
    if (node.op === "-" && left.type === "date") {
      if (right.type === "date") return isNumber;
      // A date minus something unknown may be a date or a number of days.
      if (right.type === "unknown") return anything;
      return demand(node.right, right, "number", "or a date after the - of a date") ? isDate : anything;
    }
    if (node.op === "+" && left.type === "date")
      return demand(node.right, right, "number", "of days after the + of a date") ? isDate : anything;
    if (node.op === "+" && right.type === "date")
      return demand(node.left, left, "number", "of days before the + of a date") ? isDate : anything;
    const leftIsNumber = demand(node.left, left, "number", `before ${node.op}`);
    const rightIsNumber = demand(node.right, right, "number", `after ${node.op}`);
    return leftIsNumber && rightIsNumber ? isNumber : anything;
  };

  type Comparing = "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "between";
  /** The type of one side of a comparison. A concentration has to say what of it is compared. */
  const tested = (node: Expression, op: Comparing): StaticType => {
    const type = typed(node);
    if (type.type !== "measurement") return type;
    return report(mismatch(place(node), node, type, `a value to compare by ${op}`, "same"));
  };
  const compare = (
    left: Expression,
    leftType: StaticType,
    right: Expression,
    rightType: StaticType,
    op: Comparing,
  ): void => {
    if (leftType.type === "unknown" || rightType.type === "unknown") return;
    if (!comparable(left, leftType, right, rightType)) {
      const wanted = leftType.type === "id" ? "text" : leftType.type;
      const expected =
        op === "in" || op === "between"
          ? `${typeInWords(wanted)} after ${op}, as before it`
          : `${typeInWords(wanted)} on the right of ${op}, as on its left`;
      report(mismatch(place(right), right, rightType, expected, wanted === "boolean" ? "same" : wanted));
      return;
    }
    const foreign = foreignLevel(place(right), right, leftType) ?? foreignLevel(place(left), left, rightType);
    if (foreign !== null && !(isLiteral(left) && isLiteral(right))) {
      report(foreign);
      return;
    }
    const asksOrder = op !== "==" && op !== "!=" && op !== "in";
    if (asksOrder && !haveOrder(leftType, rightType)) {
      const node = isLiteral(left) ? right : left;
      report(notOrdered(place(node), nodeInWords(node, isLiteral(left) ? rightType.type : leftType.type)));
    }
  };

  const call = (node: Extract<Expression, { op: "call" }>): StaticType => {
    if (!isFunctionName(node.name)) {
      for (const arg of node.args) typed(arg);
      return report(
        unknownFunction(place(node), node.name, nearest(node.name, functionNames), functionNames),
      );
    }
    const { least, most, kind } = functions[node.name];
    const takesAnalyte = kind === "analyteNumber" || kind === "analyteStatus";
    if (node.args.length < least || node.args.length > most) {
      if (!takesAnalyte) for (const arg of node.args) typed(arg);
      const wanted =
        most === Infinity ? `at least ${least} arguments` : `${least} argument${least === 1 ? "" : "s"}`;
      return report(wrongArgumentCount(place(node), node.name, wanted, node.args.length));
    }
    const [first, second, third] = node.args;
    const where = `in ${node.name}(...)`;
    switch (kind) {
      case "number":
        if (first !== undefined) demand(first, typed(first), "number", where);
        return isNumber;
      case "calendar":
        if (first !== undefined) demand(first, typed(first), "date", where);
        return isNumber;
      case "extreme":
        return extreme(node.args, where);
      case "choice":
        if (first !== undefined) demandCondition(first, "as the first argument of if");
        return second === undefined || third === undefined ? anything : choice(second, third);
      case "analyteNumber":
      case "analyteStatus":
        if (first === undefined || !analyteArgument(first, node.name)) return anything;
        return kind === "analyteNumber" ? isNumber : oneOf(measurementStatuses.map(levelOf));
    }
  };

  const extreme = (args: readonly Expression[], where: string): StaticType => {
    const all = args.map(typed);
    const dates = all.some((type) => type.type === "date");
    args.forEach((arg, i) => demand(arg, all[i] ?? anything, dates ? "date" : "number", where));
    return dates ? isDate : all.some((type) => type.type === "number") ? isNumber : anything;
  };

  const choice = (yes: Expression, no: Expression): StaticType => {
    const yesType = typed(yes);
    const noType = typed(no);
    for (const [node, type] of [
      [yes, yesType],
      [no, noType],
    ] as const)
      if (type.type === "measurement" || type.type === "id")
        return report(mismatch(place(node), node, type, "a value that if can give", "same"));
    if (yesType.type === "unknown") return noType;
    if (noType.type === "unknown") return yesType;
    if (yesType.type === "text" && noType.type === "text") return eitherText(yesType, noType);
    if (yesType.type === noType.type) return yesType;
    const expected = `${typeInWords(yesType.type)} as the third argument of if, like the second`;
    return report(mismatch(place(no), no, noType, expected, yesType.type));
  };

  const analyteArgument = (node: Expression, name: string): boolean => {
    const analytes = [...new Set([...schema.analytes, ...measured])];
    if (node.op === "column" && analytes.includes(node.name)) {
      types.set(node, { type: "measurement" });
      return true;
    }
    if (node.op === "column" && !columns.has(node.name))
      report(unknownAnalyte(place(node), node.name, nearest(node.name, analytes), analytes));
    else
      report(
        mismatch(place(node), node, typed(node), `the name of an analyte in ${name}(...)`, "measurement"),
      );
    return false;
  };

  const detection = (node: Extract<Expression, { op: "detected" }>): StaticType => {
    if (!schema.analytes.includes(node.analyte))
      report(
        unknownAnalyte(place(node), node.analyte, nearest(node.analyte, schema.analytes), schema.analytes),
      );
    if (node.rule !== undefined && !isDetectionRuleId(node.rule)) {
      const likely = nearest(node.rule, detectionRules);
      report(unknownDetectionRule(place(node), node.rule, likely, detectionRules));
    }
    return isCondition;
  };

  return { type: typed(expression), typeOf: (node) => types.get(node) ?? anything, issues };
}

const isLiteral = (node: Expression): boolean => node.op === "literal";

function comparable(
  left: Expression,
  leftType: StaticType,
  right: Expression,
  rightType: StaticType,
): boolean {
  if (leftType.type === rightType.type) return true;
  return (
    (leftType.type === "id" && rightType.type === "text" && isLiteral(right)) ||
    (rightType.type === "id" && leftType.type === "text" && isLiteral(left))
  );
}

function haveOrder(left: StaticType, right: StaticType): boolean {
  if (left.type !== "text" || right.type !== "text") return left.type === "number" || left.type === "date";
  if (left.ordered && right.ordered) return sameOrder(left, right);
  return (left.ordered && isOneOf(right, left)) || (right.ordered && isOneOf(left, right));
}

/** Whether every value of the one, which has no order of its own, is a level of the other. */
const isOneOf = (text: TextType, ordered: TextType): boolean =>
  text.levels !== undefined &&
  text.levels.every((level) => ordered.levels?.some(({ value }) => value === level.value) === true);
