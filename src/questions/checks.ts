/** Checks of names that all question kinds share. */
import { checkCondition as checkConditionText } from "../cohort/expression/check.ts";
import { parseExpression } from "../cohort/expression/parse.ts";
import type { Expression } from "../cohort/expression/expression.ts";
import type { ExpressionSchema } from "../cohort/expression/static-type.ts";
import { nearest } from "../cohort/nearest.ts";
import { InputError } from "../core/issues/issue.ts";
import { needed, unknownName, wrongKind } from "../core/issues/protocol.ts";
import type { ColumnInfo, SpecProblem, Vocabulary } from "./kind.ts";

type Path = readonly (string | number)[];

export const isCategory = (column: ColumnInfo): boolean =>
  column.type === "nominal" ||
  column.type === "ordinal" ||
  column.type === "binary" ||
  column.type === "boolean";

export function checkColumn(vocabulary: Vocabulary, path: Path, name: string): SpecProblem[] {
  const column = vocabulary.columns.get(name);
  if (column === undefined) {
    const known = [...vocabulary.columns.keys()];
    return [{ path, issue: unknownName("a variable", name, known, nearest(name, known)) }];
  }
  if (column.type === "id")
    return [
      {
        path,
        issue: wrongKind(
          "a variable that can be analysed",
          name,
          "the identifier of a subject",
          "name another variable",
        ),
      },
    ];
  return [];
}

export function checkCategory(vocabulary: Vocabulary, path: Path, name: string): SpecProblem[] {
  const problems = checkColumn(vocabulary, path, name);
  const column = vocabulary.columns.get(name);
  if (problems.length > 0 || column === undefined || isCategory(column)) return problems;
  return [
    {
      path,
      issue: wrongKind(
        "a variable that forms groups (nominal, ordinal or binary)",
        name,
        column.type,
        "name a categorical variable, or derive groups from it under derived:",
      ),
    },
  ];
}

export function checkLevel(
  vocabulary: Vocabulary,
  path: Path,
  columnName: string,
  value: string,
): SpecProblem[] {
  const levels = vocabulary.columns.get(columnName)?.levels?.map((level) => level.value);
  if (levels === undefined || levels.includes(value)) return [];
  return [{ path, issue: unknownName(`a group of ${columnName}`, value, levels, nearest(value, levels)) }];
}

export function checkFamily(
  vocabulary: Vocabulary,
  family: string | undefined,
  requiredFor: string | null,
): SpecProblem[] {
  if (family === undefined) {
    if (requiredFor === null) return [];
    return [
      {
        path: [],
        issue: needed(
          "family",
          requiredFor,
          "declare it under families: and name it here, such as family: phenotypes",
        ),
      },
    ];
  }
  if (vocabulary.families.has(family)) return [];
  const known = [...vocabulary.families];
  return [
    {
      path: ["family"],
      issue: unknownName("a family declared under families:", family, known, nearest(family, known)),
    },
  ];
}

/** A condition of a question: it must parse, know its names, and be true or false. */
export function checkCondition(vocabulary: Vocabulary, path: Path, text: string | undefined): SpecProblem[] {
  if (text === undefined) return [];
  const parsed = parseExpression(text);
  if ("issues" in parsed) return parsed.issues.map((issue) => atOffset(path, issue));
  const checked = checkConditionText(parsed.expression, schemaOf(vocabulary), text);
  return "issues" in checked ? checked.issues.map((issue) => atOffset(path, issue)) : [];
}

function atOffset(path: Path, { at, ...issue }: InputError["issues"][number]): SpecProblem {
  return { path, issue, ...(at.character === undefined ? {} : { offset: at.character - 1 }) };
}

/** The vocabulary as the expression checker wants it. */
export function schemaOf(vocabulary: Vocabulary): ExpressionSchema {
  return {
    columns: [...vocabulary.columns.values()].map((column) => ({
      name: column.name,
      type: column.valueType,
      ...(column.levels === undefined ? {} : { levels: column.levels }),
      ordered: column.type === "ordinal",
      binary: column.type === "binary",
    })),
    analytes: [...vocabulary.analytes.keys()],
  };
}

/** A condition as true, false or unknown: a binary variable alone gives its level, a negation of its negation its truth. */
export function trustedCondition(text: string): Expression {
  const expression = trusted(text);
  const { at } = expression;
  return expression.op === "column" ? { op: "not", of: { op: "not", of: expression, at }, at } : expression;
}

/** An expression that `check` has accepted. */
export function trusted(text: string): Expression {
  const parsed = parseExpression(text);
  if ("issues" in parsed) throw new InputError(parsed.issues);
  return parsed.expression;
}
