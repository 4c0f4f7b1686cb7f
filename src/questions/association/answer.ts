import { trusted, trustedCondition } from "../checks.ts";
import type { Answer, MethodUse, Test, Warning } from "../answer.ts";
import { count, say } from "../answer.ts";
import type { Expression } from "../../cohort/expression/expression.ts";
import { filterLosses, groupsOf, total } from "../groups.ts";
import type { ColumnInfo, Context } from "../kind.ts";
import { columnOf, readingOf, sampleOf, selectionFor } from "../sample-of.ts";
import type { Tally } from "../../tally/engine.ts";
import { allOf, known, ranked } from "../who.ts";
import { compareCategories, compareOrdered, compareTwoLevels, type Compared } from "./compare.ts";
import type { AssociationSpec } from "./schema.ts";

export interface Characteristic extends Compared {
  readonly name: string;
  readonly label: string;
  readonly type: ColumnInfo["type"];
  readonly unit: string;
  /** Subjects with the outcome known whose value of this characteristic is unknown. */
  readonly unknown: number;
  /** Selects the subjects with the outcome and the characteristic known. */
  readonly people: Expression;
  readonly note: string | null;
}

export interface AssociationResult {
  readonly outcome: string;
  readonly outcomeLabel: string;
  readonly withOutcome: number;
  readonly withoutOutcome: number;
  readonly family: string;
  readonly characteristics: readonly Characteristic[];
}

export async function answerAssociation(
  spec: AssociationSpec,
  context: Context,
): Promise<Answer<AssociationResult>> {
  const { confidence, seed } = context.settings;
  const where = spec.where === undefined ? {} : { where: trusted(spec.where) };
  const outcome = { name: "outcome", expression: trustedCondition(spec.outcome) };
  const overall = await context.engine.tally({ select: [outcome], ...where });
  const of = (tally: Tally, value: boolean | null): number =>
    total(tally.rows.filter((row) => row.cells[0] === value).map((row) => row.count));
  const withOutcome = of(overall, true);
  const withoutOutcome = of(overall, false);

  const characteristics: Characteristic[] = [];
  const tests: Test[] = [];
  const methods = new Map<string, MethodUse>();
  const warnings: Warning[] = [];
  for (const name of spec.characteristics) {
    const column = context.columns.get(name)!;
    const tally = await context.engine.tally({ select: [outcome, ...selectionFor(column, "x")], ...where });
    const reading = readingOf(column, tally, 1);
    const complete = tally.rows.filter((row) => row.cells[0] !== null && reading.of(row.cells) !== null);
    const isTwoLevel =
      column.type === "boolean" ||
      column.type === "binary" ||
      (column.type === "nominal" && column.levels?.length === 2);
    const compared =
      isTwoLevel || column.type === "nominal"
        ? (isTwoLevel ? compareTwoLevels : compareCategories)(
            groupsOf(column).map((group) => ({
              cell: group.cell,
              label: group.label,
              withOutcome: total(
                complete
                  .filter((row) => row.cells[1] === group.cell && row.cells[0] === true)
                  .map((row) => row.count),
              ),
              withoutOutcome: total(
                complete
                  .filter((row) => row.cells[1] === group.cell && row.cells[0] === false)
                  .map((row) => row.count),
              ),
            })),
            { confidence, seed },
          )
        : compareOrdered(
            sampleOf(tally, reading, (cells) => cells[0] === true),
            sampleOf(tally, reading, (cells) => cells[0] === false),
            {
              confidence,
              ordinal: column.type === "ordinal",
              censored: reading.note !== null,
              type: column.type,
            },
          );
    const included = total(complete.map((row) => row.count));
    const unknown = withOutcome + withoutOutcome - included;
    characteristics.push({
      ...compared.result,
      name,
      label: column.label,
      type: column.type,
      unit: column.type === "date" ? "days" : column.type === "edss" ? "points" : (column.unit ?? ""),
      unknown,
      people: allOf(
        spec.where,
        known(trusted(spec.outcome)),
        column.type === "concentration" ? ranked(name) : known(columnOf(name)),
      ),
      note: reading.note,
    });
    tests.push({
      id: name,
      label: column.label,
      method: compared.method,
      reason: compared.reason,
      pValue: compared.pValue,
      family: spec.family,
      adjusted: null,
    });
    if (compared.pValue !== null)
      for (const use of compared.uses) methods.set(`${use.id} ${use.variant}`, use);
    for (const text of compared.warnings)
      warnings.push({ code: "characteristic", text: say`${column.label}: ${text}` });
    if (unknown >= 0.2 * (withOutcome + withoutOutcome) && unknown > 0)
      warnings.push({
        code: "much-unknown",
        text: say`${column.label} is unknown for ${count(unknown)} of ${count(withOutcome + withoutOutcome)} subjects: its comparison rests on the others.`,
      });
  }
  return {
    id: spec.id,
    kind: "association",
    asked:
      spec.title ??
      `Which of ${spec.characteristics.length} characteristics go with ${spec.outcome_label ?? spec.outcome}?`,
    confidence,
    result: {
      outcome: spec.outcome,
      outcomeLabel: spec.outcome_label ?? spec.outcome,
      withOutcome,
      withoutOutcome,
      family: spec.family,
      characteristics,
    },
    tests,
    counted: {
      subjects: overall.subjects,
      included: withOutcome + withoutOutcome,
      excluded: [
        ...filterLosses(overall, spec.where),
        { reason: `unknown: ${spec.outcome_label ?? spec.outcome}`, n: of(overall, null) },
      ].filter((loss) => loss.n > 0),
    },
    methods: [...methods.values()],
    warnings,
  };
}
