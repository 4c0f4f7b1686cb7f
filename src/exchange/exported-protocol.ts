/** The protocol that reads an exported table as the study it came from. */
import { stringify } from "yaml";
import type { Dictionary } from "../cohort/dictionary.ts";
import { outcomeColumns } from "../study/follow-up-schema.ts";
import type { Protocol } from "../study/protocol.ts";
import { severityLabel } from "../study/severity.ts";
import { LIMIT_NAMES, type LimitColumn, yesNoLevels } from "./flat-table.ts";

/**
 * study.yaml for the table alone: the same variables, rules and questions over columns that need no spelling, code or plate to be
 * read. Outcomes of a follow-up are columns like any other; recipes stand as the expressions that they are.
 *
 * @param file - name of the table beside the protocol
 */
export function exportedProtocol(
  protocol: Protocol,
  { analytes }: Dictionary,
  limitColumn: LimitColumn,
  file: string,
): string {
  const { plates: _, follow_up: followUp, data: __, severity, ...rest } = protocol;
  // A score whose table stays behind is a column; one from the cohort is computed again.
  const local = Object.entries(severity).filter(([, spec]) => spec.from === "cohort");
  const fromTable = Object.entries(severity).filter(([, spec]) => spec.from === "table");
  const variables: Record<string, object> = Object.fromEntries([
    ...Object.entries(protocol.variables).map(([name, spec]) => {
      const { column: _c, map: _m, missing: _i, ...kept } = spec;
      return [name, kept] as const;
    }),
    ...Object.entries(followUp?.outcomes ?? {}).flatMap(([name, spec]) =>
      outcomeColumns(name, spec).map(
        ({ name: part, label, kind, unit }) =>
          [
            part,
            kind === "boolean"
              ? { type: "binary", label, levels: yesNoLevels(label) }
              : {
                  type: kind === "number" ? "continuous" : "date",
                  label,
                  ...(unit === undefined ? {} : { unit }),
                },
          ] as const,
      ),
    ),
  ]);
  for (const [name, spec] of fromTable) variables[name] = { type: "continuous", label: severityLabel(spec) };
  const described = Object.fromEntries(
    analytes.map(({ name, label, unit, limits, detection }) => [
      name,
      {
        label,
        unit,
        limits: Object.fromEntries(
          LIMIT_NAMES.flatMap((limit) => {
            const given = limits[limit];
            if (given === undefined) return [];
            return [[limit, "value" in given ? given.value : limitColumn(name, limit)]];
          }),
        ),
        detection: {
          rule: detection.id,
          ...(detection.threshold === undefined ? {} : { threshold: detection.threshold }),
        },
      },
    ]),
  );
  const derived = Object.fromEntries(
    Object.entries(protocol.derived).map(([name, spec]) => [
      name,
      "recipe" in spec ? (({ recipe: _r, ...kept }) => kept)(spec) : spec,
    ]),
  );
  const text = stringify(
    {
      ...rest,
      data: [{ file, delimiter: ",", decimal: ".", encoding: "utf-8" }],
      variables,
      severity: Object.fromEntries(local),
      analytes: described,
      derived,
    },
    { lineWidth: 100, aliasDuplicateObjects: false },
  );
  return `# Written by cistern export: reads ${file} as the study that it came from.\n${text}`;
}
