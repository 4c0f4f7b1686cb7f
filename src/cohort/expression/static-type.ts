/** What is known of an expression's value before any row is read. */
import type { Column, Level } from "../../core/column.ts";
import {
  identifierNotDerived,
  measurementNotDerived,
  notALevel,
  wrongType,
} from "../../core/issues/expression.ts";
import type { Issue, Place } from "../../core/issues/issue.ts";
import type { MeasurementStatus } from "../../core/measurement.ts";
import { nearest } from "../nearest.ts";
import type { Expression } from "./expression.ts";

export type ValueType = "number" | "text" | "boolean" | "date" | "measurement" | "id";

/** A column as an expression may use it. */
export interface ColumnType {
  readonly name: string;
  /** "unknown": a column that was refused where it is stated, so that nothing said of it is refused again. */
  readonly type: ValueType | "unknown";
  /** For categories, in the protocol's order. */
  readonly levels?: readonly Level[];
  readonly ordered?: boolean;
  /** Two levels of which the second is "yes": may stand as a condition. */
  readonly binary?: boolean;
}

/** Everything that the names of an expression can refer to. */
export interface ExpressionSchema {
  readonly columns: readonly ColumnType[];
  readonly analytes: readonly string[];
}

/** The type of one node. "unknown" fits everywhere: the literal, and whatever was refused already. */
export type StaticType =
  | { readonly type: Exclude<ValueType, "text"> | "unknown" }
  | {
      readonly type: "text";
      /** Every value the text can take, in order; absent where the data leave it open. */
      readonly levels?: readonly Level[];
      readonly ordered: boolean;
      readonly binary: boolean;
    };

export type TextType = Extract<StaticType, { type: "text" }>;

export const anything: StaticType = { type: "unknown" };
export const isNumber: StaticType = { type: "number" };
export const isCondition: StaticType = { type: "boolean" };
export const isDate: StaticType = { type: "date" };

export const levelOf = (value: string): Level => ({ value, label: value });

/** A text that can only be one of `levels`, in no declared order. */
export const oneOf = (levels: readonly Level[]): TextType => ({
  type: "text",
  levels,
  ordered: false,
  binary: false,
});

export const measurementStatuses: readonly MeasurementStatus[] = [
  "quantified",
  "belowLod",
  "belowLloq",
  "extrapolatedLow",
  "extrapolatedHigh",
  "aboveUloq",
  "notMeasured",
  "invalid",
];

export function typeOfColumn(column: ColumnType): StaticType {
  if (column.type !== "text") return { type: column.type };
  return {
    type: "text",
    ...(column.levels === undefined ? {} : { levels: column.levels }),
    ordered: column.ordered === true,
    binary: column.binary === true && column.levels?.length === 2,
  };
}

/**
 * The columns of a cohort as expressions see them.
 *
 * A category with exactly two levels counts as binary unless `binary` names those that are.
 */
export function columnTypes(
  columns: ReadonlyMap<string, Column>,
  binary?: ReadonlySet<string>,
): readonly ColumnType[] {
  return [...columns].map(([name, column]) => {
    if (column.kind !== "category") return { name, type: column.kind };
    return {
      name,
      type: "text",
      levels: column.levels,
      ordered: column.ordered,
      binary: binary?.has(name) ?? column.levels.length === 2,
    };
  });
}

const nouns: Record<StaticType["type"], readonly [article: string, noun: string]> = {
  number: ["a", "number"],
  text: ["a", "category"],
  boolean: ["a", "condition"],
  date: ["a", "date"],
  measurement: ["a", "concentration"],
  id: ["an", "identifier"],
  unknown: ["an", "unknown value"],
};

export const typeInWords = (type: StaticType["type"]): string => nouns[type].join(" ");

/** "the category sex", "the text "F"", "a number". */
export function nodeInWords(tree: Expression, type: StaticType["type"]): string {
  if (tree.op === "column") return `the ${nouns[type][1]} ${tree.name}`;
  if (tree.op === "literal") {
    const value = tree.type === "text" ? JSON.stringify(tree.value) : String(tree.value);
    return `the ${tree.type === "boolean" ? "constant" : tree.type} ${value}`;
  }
  return typeInWords(type);
}

/** Why a node is not of the wanted type, with what to write instead. */
export function mismatch(
  at: Place,
  tree: Expression,
  type: StaticType,
  expected: string,
  wanted: string,
): Issue {
  if (type.type === "measurement" && tree.op === "column")
    return wrongType(at, expected, nodeInWords(tree, type.type), measurementNotDerived(at, tree.name).advice);
  if (type.type === "id" && tree.op === "column")
    return wrongType(at, expected, nodeInWords(tree, type.type), identifierNotDerived(at, tree.name).advice);
  return wrongType(at, expected, nodeInWords(tree, type.type), instead(tree, type, wanted));
}

function instead(tree: Expression, type: StaticType, wanted: string): string {
  const literal = tree.op === "literal" && tree.type === "text" ? String(tree.value) : null;
  if (wanted === "number" && literal !== null && Number.isFinite(Number(literal)))
    return "write the number without quotes";
  if (wanted === "date" && literal !== null) return "write the date without quotes, for instance 2020-01-31";
  if (wanted === "date" && type.type === "number")
    return "write a date with two digits for month and day, for instance 2020-01-31";
  if (wanted === "boolean" && type.type === "text" && type.levels !== undefined && literal === null)
    return `compare it, for instance == ${JSON.stringify(type.levels.at(-1)?.value ?? "")}`;
  if (wanted === "boolean" && type.type === "number") return "compare it, for instance > 0";
  if (wanted === "text" && tree.op === "literal" && tree.type !== "date")
    return `write the value in quotes, for instance ${JSON.stringify(String(tree.value))}`;
  return wanted === "same" ? "compare values of one type" : `give ${typeInWords(wanted as ValueType)} here`;
}

/** An issue when a literal text is compared with something that never takes that value. */
export function foreignLevel(at: Place, literal: Expression, other: StaticType): Issue | null {
  if (literal.op !== "literal" || literal.type !== "text") return null;
  if (other.type !== "text" || other.levels === undefined) return null;
  const values = other.levels.map((level) => level.value);
  const value = String(literal.value);
  return values.includes(value) ? null : notALevel(at, value, nearest(value, values), values);
}

/** The text of either of two: ordered or binary only where both are the same category. */
export function eitherText(left: TextType, right: TextType): TextType {
  if (left.levels === undefined || right.levels === undefined)
    return { type: "text", ordered: false, binary: false };
  const seen = new Set(left.levels.map((level) => level.value));
  const added = right.levels.filter((level) => !seen.has(level.value));
  if (added.length > 0 || right.levels.length !== left.levels.length)
    return oneOf([...left.levels, ...added]);
  const same = sameOrder(left, right);
  return {
    type: "text",
    levels: left.levels,
    ordered: same && left.ordered && right.ordered,
    binary: same && left.binary && right.binary,
  };
}

/** Whether two texts have the same levels in the same order. */
export const sameOrder = (left: TextType, right: TextType): boolean =>
  left.levels !== undefined &&
  left.levels.length === right.levels?.length &&
  left.levels.every((level, rank) => level.value === right.levels?.[rank]?.value);
