/** What a run found, in the shape that the report wants. */
import type { ReportInput } from "../report/report-input.ts";
import { METHODS } from "../stats/registry.ts";
import { outcomesInWords } from "../study/follow-up-words.ts";
import { severityInWords } from "../study/severity.ts";
import { type CheckedStudy, type Outcome, rulesInWords } from "../study/run.ts";
import { filesRead } from "./files-read.ts";
import { reportPlates } from "./plate-files.ts";
import type { LoadedStudy } from "./read-study.ts";

export function reportInput(
  loaded: LoadedStudy,
  checked: CheckedStudy,
  outcome: Outcome,
  version: string,
): ReportInput {
  const { protocol, dictionary, vocabulary } = loaded.resolved;
  const used = new Set([
    ...outcome.answers.flatMap(({ answer }) => answer.methods.map((m) => m.id)),
    ...outcome.families.filter((family) => family.tests > 0).map((family) => family.method),
  ]);
  const read = new Set(dictionary.variables.map(({ name }) => name));
  return {
    study: {
      title: protocol.title,
      ...(protocol.description === undefined ? {} : { description: protocol.description }),
      authors: protocol.authors.map((author) =>
        typeof author === "string"
          ? { name: author }
          : {
              name: author.name,
              ...(author.affiliation === undefined ? {} : { affiliation: author.affiliation }),
            },
      ),
      design: protocol.design,
      synthetic: protocol.synthetic,
      version,
    },
    answers: outcome.answers,
    detectionRules: rulesInWords(dictionary.analytes),
    ...(checked.plates === null || protocol.plates === undefined
      ? {}
      : { plates: reportPlates(protocol.plates, checked.plates) }),
    families: outcome.families,
    data: {
      files: filesRead(checked),
      subjects: outcome.subjects,
      issues: checked.issues,
    },
    variables: [...vocabulary.columns.values()]
      .filter((column) => read.has(column.name))
      .map((column) => ({
        name: column.name,
        label: column.label,
        type: column.type,
        unit: column.unit ?? "",
        levels: (column.levels ?? []).map((level) => level.label),
      })),
    derived: Object.entries(protocol.derived).map(([name, spec]) => ({
      name,
      label: spec.label ?? name,
      expression: spec.expression,
      ...("recipe" in spec ? { recipe: spec.recipe } : {}),
    })),
    outcomes: [
      ...outcomesInWords(protocol.follow_up),
      ...Object.entries(protocol.severity).map(([name, spec]) => ({ name, ...severityInWords(spec) })),
    ].map((outcome) => ({
      ...outcome,
      label: vocabulary.columns.get(outcome.name)?.label ?? outcome.name,
    })),
    settings: protocol.settings,
    methods: METHODS.filter((method) => used.has(method.id)).map(
      ({ id, title, summary, source, accuracy }) => ({ id, title, summary, source, accuracy }),
    ),
    provenance: [
      `Cistern ${version}`,
      `Protocol ${loaded.protocolName}, SHA-256 ${loaded.protocolSha256}`,
      ...loaded.files.map((file) => `Data ${file.name}, SHA-256 ${file.sha256}`),
      `Seed ${protocol.settings.seed}`,
    ],
  };
}
