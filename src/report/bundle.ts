/** Everything a run leaves behind, as text by path below `results/`. */
import type { Prose } from "../questions/answer.ts";
import { proseToText } from "./format.ts";
import { reportHtml } from "./html.ts";
import type { ReportInput } from "./report-input.ts";
import { figureToSvg } from "./svg.ts";
import { rowsToCsv, tableToCsv } from "./tables.ts";

/** Facts that differ between two runs of the same study; they stand in `provenance.json` alone. */
export interface RunFacts {
  readonly started: string;
  readonly finished: string;
  readonly runtime: string;
  readonly platform: string;
}

/** @param beside - further files of the run, such as plate reports */
export function bundle(
  input: ReportInput,
  protocol: { readonly name: string; readonly sha256: string },
  facts: RunFacts,
  beside: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
  const files = new Map<string, string>([
    ...beside,
    ["report.html", reportHtml(input)],
    ["answers.json", answersJson(input)],
    ["reproduce.R", reproduceR(input)],
  ]);
  // Tables and figures are passed on without the report: those of invented data say so by themselves.
  const synthetic = input.study.synthetic !== false;
  const mark = synthetic ? "synthetic-" : "";
  const footnote = synthetic ? { footnote: "Synthetic data, not from patients" } : {};
  for (const { answer, shown } of input.answers) {
    files.set(`tables/${mark}${answer.id}.csv`, rowsToCsv(answer.id, shown.rows));
    for (const table of shown.tables)
      files.set(`tables/${mark}${answer.id}-${table.id}.csv`, tableToCsv(table));
    for (const figure of shown.figures)
      files.set(
        `figures/${mark}${answer.id}-${figure.id}.svg`,
        figureToSvg(figure, { theme: "light", ...footnote }),
      );
  }
  // The list of outputs lets the next run tell its own files from those a person added.
  files.set(
    "provenance.json",
    provenanceJson(input, protocol, facts, [...files.keys(), "provenance.json"].sort()),
  );
  return files;
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Unrounded rows with their context; the words are those of the report. */
export function answersJson(input: ReportInput): string {
  const words = (prose: Prose): string => proseToText(prose);
  return json({
    cistern: input.study.version,
    study: { title: input.study.title, synthetic: input.study.synthetic },
    settings: input.settings,
    data: { files: input.data.files, subjects: input.data.subjects },
    detectionRules: input.detectionRules,
    ...(input.plates === undefined ? {} : { plates: input.plates }),
    families: input.families,
    answers: input.answers.map(({ answer, shown, r }) => ({
      id: answer.id,
      kind: answer.kind,
      asked: answer.asked,
      finding: words(shown.headline),
      sentences: shown.sentences.map(words),
      methodsSentence: words(shown.methods),
      confidence: answer.confidence,
      counted: answer.counted,
      methods: answer.methods,
      tests: answer.tests,
      warnings: answer.warnings.map((warning) => ({ code: warning.code, text: words(warning.text) })),
      rows: shown.rows,
      r,
    })),
  });
}

const R_METHODS: Readonly<Record<string, string>> = {
  "benjamini-hochberg": "BH",
  "benjamini-yekutieli": "BY",
};

const comment = (text: string): string => `# ${text.replace(/[\r\n\u0085\u2028\u2029]+/g, " ")}`;

function reproduceR(input: ReportInput): string {
  const synthetic =
    input.study.synthetic === false ? [] : [comment("SYNTHETIC DATA: the subjects are invented")];
  const families = input.families.flatMap((family) => {
    const tests = input.answers.flatMap(({ answer }) =>
      answer.tests.filter((t) => t.family === family.id && t.pValue !== null),
    );
    return tests.length === 0
      ? []
      : [
          comment(`family ${family.id}: ${tests.length} p-values`),
          `print(p.adjust(c(${tests.map((t) => String(t.pValue)).join(", ")}), ${JSON.stringify(R_METHODS[family.method] ?? family.method)}))`,
          "",
        ];
  });
  return [
    comment(`${input.study.title}: the numbers of the report, from the counts behind them`),
    ...synthetic,
    comment(`written by Cistern ${input.study.version}; run with: Rscript reproduce.R (R 4 or later)`),
    "",
    ...input.answers.flatMap(({ answer, r }) => [comment(`---- ${answer.id}: ${answer.asked}`), ...r, ""]),
    ...(families.length === 0 ? [] : [comment("---- p-values adjusted within their families"), ...families]),
  ].join("\n");
}

function provenanceJson(
  input: ReportInput,
  protocol: { name: string; sha256: string },
  facts: RunFacts,
  outputs: readonly string[],
): string {
  return json({
    program: "Cistern",
    version: input.study.version,
    synthetic: input.study.synthetic,
    protocol,
    inputs: input.data.files.map(({ name, sha256 }) => ({ name, sha256 })),
    settings: input.settings,
    ...facts,
    outputs,
  });
}
