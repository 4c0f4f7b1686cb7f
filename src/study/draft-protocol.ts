/** The first study.yaml for a table: what was guessed, why, and what the person must decide, as comments in the file. */
import type { Analyte, LimitSource, Variable } from "../cohort/dictionary.ts";
import type { LongShape } from "../cohort/long-table.ts";
import type { Level } from "../core/column.ts";

export interface Guess {
  readonly id: string;
  readonly variables: readonly (Variable & { readonly because: string })[];
  readonly analytes: readonly (Analyte & { readonly because: string })[];
  readonly decisions: readonly string[];
}

export interface DraftSource {
  readonly file: string;
  readonly sheet?: string;
  readonly rows: number;
  readonly columns: number;
  readonly dialect: Readonly<Record<string, string>>;
  /** Where the file has one row per measurement. */
  readonly long?: LongShape;
}

/** A YAML scalar: plain where that is safe, else double-quoted. */
const scalar = (text: string): string =>
  /^[A-Za-z][A-Za-z0-9_ ./%()-]*$/.test(text) &&
  !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text) &&
  !/[\s:]$/.test(text)
    ? text
    : JSON.stringify(text);

const comment = (text: string): string => `# ${text.replace(/[\r\n\u0085\u2028\u2029]+/g, " ")}`;

const list = (values: readonly string[]): string =>
  `[${values.map((value) => JSON.stringify(value)).join(", ")}]`;

/** Values alone, or with their labels where the file gives any. */
const levelList = (levels: readonly Level[]): string =>
  levels.every(({ value, label }) => value === label)
    ? list(levels.map(({ value }) => value))
    : `[${levels.map(({ value, label }) => `{ value: ${JSON.stringify(value)}, label: ${JSON.stringify(label)} }`).join(", ")}]`;

export function draftProtocol(source: DraftSource, guess: Guess): string {
  const groups = guess.variables.filter(
    (v) =>
      (v.type === "nominal" || v.type === "ordinal" || v.type === "binary") &&
      (v.levels?.length ?? 0) >= 2 &&
      (v.levels?.length ?? 0) <= 8,
  );
  const by =
    groups.find((v) => /diag|group|class|arm|phenotype|status|cohort/i.test(v.name)) ??
    groups.find((v) => v.type === "nominal") ??
    groups[0];
  const reference = by?.reference ?? by?.levels?.[0]?.value;
  const described = guess.variables.filter((v) => v.type !== "id" && v !== by && v.type !== "date");
  const [analyte] = guess.analytes;
  const lines = [
    "# yaml-language-server: $schema=study.schema.json",
    comment(
      `Drafted by "cistern init" from ${source.file}: ${source.rows} rows, ${source.columns} columns, read as ${Object.entries(
        source.dialect,
      )
        .map(([key, value]) => `${key} ${value === "\t" ? "tab" : value}`)
        .join(", ")}.`,
    ),
    "# Every line marked GUESSED may be wrong; every line marked DECIDE needs you, before the answers are seen.",
    "# Then: cistern check, and cistern run.",
    ...guess.decisions.map((decision) => comment(`DECIDE: ${decision}`)),
    "cistern: 1",
    `title: ${JSON.stringify(`Study of ${source.file.replace(/^.*\//, "")}`)} # DECIDE: a title`,
    "design: cross-sectional # DECIDE: cross-sectional, case-control, cohort or trial",
    "data:",
    `  - file: ${JSON.stringify(source.file)}`,
    ...(source.sheet === undefined ? [] : [`    sheet: ${JSON.stringify(source.sheet)}`]),
    ...(source.long === undefined
      ? []
      : [
          `    long: { test: ${JSON.stringify(source.long.test)}, value: ${JSON.stringify(source.long.value)}${source.long.date === undefined ? "" : `, date: ${JSON.stringify(source.long.date)}`}, repeated: ${source.long.repeated} } # GUESSED: one row per measurement`,
        ]),
    ...(source.dialect["decimal"] === "," ? [`    decimal: "," # GUESSED from the cells`] : []),
    "variables:",
    ...guess.variables.flatMap((v) => variableLines(v, v === by ? reference : undefined)),
    ...(guess.analytes.length === 0 ? [] : ["analytes:", ...guess.analytes.flatMap(analyteLines)]),
    ...ruleLines(guess.variables, by),
    "families:",
    "  comparisons: { method: holm } # DECIDE: how p-values of one family are adjusted: holm, benjamini-hochberg, none, ...",
    "questions:",
    "  - id: table-1",
    "    kind: describe",
    ...(by === undefined ? [] : [`    by: ${by.name} # DECIDE: the groups of Table 1`]),
    `    variables: [${(described.length === 0 ? guess.variables.filter((v) => v.type !== "id") : described).map((v) => v.name).join(", ")}]`,
    ...(analyte === undefined || by === undefined
      ? []
      : [
          `  - id: detected # DECIDE: is this your question?`,
          "    kind: detectability",
          `    analyte: ${analyte.name}`,
          `    by: ${by.name}`,
          "    compare: reference # or all-pairs, none",
          "    family: comparisons",
        ]),
    "settings:",
    "  confidence: 0.95",
    "  seed: 1 # DECIDE: any whole number; it fixes every random number",
  ];
  return `${lines.join("\n")}\n`;
}

const ONSET = /onset|first_?symptom|beginn|esordio|debut/i;
const SAMPLING = /(?:^|_)lp(?:_|$)|lumbar|punct|punkt|puntura|csf|liquor|sampl|collect/i;

/** Rules that people of such a study keep, for the person to take or leave. */
function ruleLines(variables: Guess["variables"], by: Variable | undefined): string[] {
  const dated = (pattern: RegExp): Variable | undefined =>
    variables.find((v) => v.type === "date" && pattern.test(v.name));
  const [onset, sampling] = [dated(ONSET), dated(SAMPLING)];
  const edss = variables.find((v) => v.type === "edss");
  const rules = [
    ...(onset === undefined || sampling === undefined ? [] : [`${onset.name} <= ${sampling.name}`]),
    ...(edss === undefined || by?.reference === undefined
      ? []
      : [`${by.name} != ${JSON.stringify(by.reference)} or ${edss.name} is unknown`]),
  ];
  if (rules.length === 0) return [];
  return [
    "# DECIDE: rules that the cells of one person must keep, such as:",
    "# rules:",
    ...rules.map((rule) => comment(`  - { rule: ${quoted(rule)} }`)),
  ];
}

/** A YAML scalar in single quotes, in which only these are doubled. */
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

function variableLines(v: Guess["variables"][number], reference: string | undefined): string[] {
  const given = reference ?? v.reference;
  return [
    `  ${comment(`GUESSED: ${v.because}`)}`,
    `  ${v.name}:`,
    `    type: ${v.type}`,
    ...(v.column === v.name ? [] : [`    column: ${JSON.stringify(v.column)}`]),
    ...(v.label === v.name ? [] : [`    label: ${scalar(v.label)}`]),
    ...(v.unit === undefined ? [] : [`    unit: ${scalar(v.unit)}`]),
    ...(v.levels === undefined
      ? []
      : [
          `    levels: ${levelList(v.levels)}${v.type === "ordinal" || v.type === "binary" ? " # DECIDE: the order; of a binary variable the second is yes" : ""}`,
        ]),
    ...(v.map === undefined
      ? []
      : [
          `    map: { ${Object.entries(v.map)
            .map(([spelling, level]) => `${JSON.stringify(spelling)}: ${JSON.stringify(level)}`)
            .join(", ")} } # DECIDE: do these spellings mean the same?`,
        ]),
    ...(given === undefined
      ? []
      : [`    reference: ${JSON.stringify(given)} # DECIDE: the group that others are compared with`]),
    ...(v.missing.length === 0
      ? []
      : [`    missing: ${list(v.missing)} # DECIDE: do these cells mean unknown?`]),
  ];
}

function analyteLines(a: Guess["analytes"][number]): string[] {
  const limit = (name: string, limitSource: LimitSource | undefined): string[] =>
    limitSource === undefined
      ? []
      : [
          `      ${name}: ${"value" in limitSource ? String(limitSource.value) : JSON.stringify(limitSource.column)}`,
        ];
  const limits = [
    ...limit("lod", a.limits.lod),
    ...limit("lloq", a.limits.lloq),
    ...limit("uloq", a.limits.uloq),
  ];
  return [
    `  ${comment(`GUESSED: ${a.because}`)}`,
    `  ${a.name}:`,
    `    label: ${scalar(a.label)}`,
    `    unit: ${scalar(a.unit)} # DECIDE: check the unit`,
    ...(limits.length === 0
      ? ["    # DECIDE: limits: { lod: 0.5 } or the name of a column with each sample's limit"]
      : ["    limits:", ...limits]),
    `    detection: ${a.detection.id} # DECIDE: when does a sample count as detected? any-number, reported, above-lod, above-highest-lod, above-lloq, in-range`,
    ...(a.operator === undefined
      ? []
      : [
          `    operator: { column: ${JSON.stringify(a.operator.column)}, below: ${list(a.operator.below)}, above: ${list(a.operator.above)}, exact: ${list(a.operator.exact)} } # GUESSED from the file`,
        ]),
    ...(a.notDetected.length === 0
      ? []
      : [`    not_detected: ${list(a.notDetected)} # DECIDE: do these cells mean "not detected"?`]),
    ...(a.notMeasured.length === 0
      ? []
      : [`    not_measured: ${list(a.notMeasured)} # DECIDE: do these cells mean "not measured"?`]),
  ];
}
