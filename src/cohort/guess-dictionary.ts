/** A first draft of a study's dictionary from its data, with the reason for every guess and what is left to decide. */
import type { Level } from "../core/column.ts";
import { type ColumnFacts, factsOf } from "./column-facts.ts";
import type { Analyte, LimitSource, Variable, VariableType } from "./dictionary.ts";
import { lookAlikes } from "./look-alikes.ts";
import { personalKind } from "./personal-data.ts";
import { declaredMissing } from "./source-column.ts";
import type { ColumnDescription, TextTable } from "./text-table.ts";
import { isEdss } from "./typed-columns.ts";
import { type HeaderUnit, unitOfHeader } from "./unit-text.ts";

export interface DictionaryGuess {
  /** Name of the variable that identifies a subject. */
  readonly id: string;
  readonly variables: readonly (Variable & { readonly because: string })[];
  readonly analytes: readonly (Analyte & { readonly because: string })[];
  /** Sentences: what only a person can decide before the data are analysed. */
  readonly decisions: readonly string[];
}

type GuessedVariable = Variable & { because: string };

/** A protocol that describes more columns is too long to be read by a person. */
export const MOST_DRAFTED = 300;

/**
 * Guesses types, units, levels, codes and limits from headers and cells. A draft to be read by a person, not a result:
 * nothing here is used by a run. Of a wider table the first 300 columns are described, and a decision says so.
 *
 * @example guessDictionary(table).variables[0] // { name: "subject_id", type: "id", because: "40 cells, all different; ..." }
 */
export function guessDictionary(table: TextTable): DictionaryGuess {
  const decimal = table.dialect["decimal"] === "," ? "," : ".";
  const headers = table.columns.slice(0, MOST_DRAFTED);
  const facts = headers.map((header, j) =>
    factsOf(
      header,
      table.descriptions?.[j]?.results ?? table.records.map((record) => record[j] ?? null),
      decimal,
      declaredMissing(table.descriptions?.[j]),
    ),
  );
  const decisions: string[] = [];
  if (table.columns.length > MOST_DRAFTED)
    decisions.push(
      `The table has ${table.columns.length} columns: the first ${MOST_DRAFTED} are described; add the others that you need.`,
    );
  const idIndex = guessId(facts, table.records.length, decisions);
  const names = protocolNames(headers);
  const variables: GuessedVariable[] = [];
  const analytes: (Analyte & { because: string })[] = [];
  const limits = facts.filter(
    (column, j) => j !== idIndex && limitKind(column.header) !== null && column.numberShare > 0.8,
  );
  const operators = new Set(table.descriptions?.flatMap(({ operator }) => operator?.column ?? []));
  for (const [j, column] of facts.entries()) {
    const name = names[j] ?? `column_${j + 1}`;
    if (limits.includes(column) || operators.has(column.header)) continue;
    if (column.filled === 0) {
      decisions.push(`Column ${column.header} is empty and was left out.`);
      continue;
    }
    const personal = personalKind(column.header, [...column.values.keys()]);
    if (personal !== null && j !== idIndex) {
      decisions.push(`Column ${column.header} holds ${personal} and was left out: remove it from the file.`);
      continue;
    }
    const described = table.descriptions?.[j] ?? {};
    const variable =
      j === idIndex ? idVariable(name, column) : guessVariable(name, column, described, decisions);
    if (variable === null) continue;
    variables.push(variable);
    if (variable.type === "concentration")
      analytes.push({
        ...guessAnalyte(variable, column, limits, facts, decisions),
        ...(described.operator === undefined ? {} : { operator: described.operator }),
        notDetected: described.notDetected ?? [],
      });
  }
  return { id: names[idIndex] ?? "", variables, analytes, decisions };
}

/** A header of a sentence names nothing; YAML reads keys of at most 1,024 characters. */
const LONGEST_NAME = 60;

/** Names that a protocol allows: small letters, digits and underscores, each once. */
function protocolNames(headers: readonly string[]): string[] {
  const used = new Set<string>();
  return headers.map((header) => {
    const unit = unitOfHeader(header);
    const stem = unit?.isConcentration === true ? unit.stem : header;
    const plain = stem
      .normalize("NFKD")
      .replaceAll(/[\u0300-\u036f]/g, "")
      .toLowerCase()
      .replaceAll(/([a-z])-(\d)/g, "$1$2")
      .replaceAll(/[^a-z0-9]+/g, "_")
      .replace(/^_+/, "")
      .slice(0, LONGEST_NAME)
      .replace(/_+$/, "");
    const base = /^[a-z]/.test(plain) ? plain : `x_${plain}`;
    let name = base;
    for (let n = 2; used.has(name); n++) name = `${base}_${n}`;
    used.add(name);
    return name;
  });
}

const ID_NAME = /(?:^|[^a-z])(?:id|patient|subject|participant|code|pseudonym|case|record)(?:$|[^a-z])|id$/i;

function guessId(facts: readonly ColumnFacts[], records: number, decisions: string[]): number {
  const isUnique = (column: ColumnFacts): boolean => column.values.size === records && records > 0;
  const named = facts.findIndex((column) => isUnique(column) && ID_NAME.test(column.header));
  if (named >= 0) return named;
  const nearly = facts.findIndex(
    (column) => ID_NAME.test(column.header) && column.values.size > 0.8 * records,
  );
  if (nearly >= 0) {
    decisions.push(
      `Column ${facts[nearly]?.header} looks like the identifier but has repeated or blank cells: keep one row per subject.`,
    );
    return nearly;
  }
  const unique = facts.findIndex((column) => isUnique(column) && column.marks.length === 0);
  decisions.push(
    unique >= 0
      ? `Column ${facts[unique]?.header} is taken as the identifier because its cells all differ: confirm it.`
      : "No column identifies every subject: add one with a different code in each row.",
  );
  return Math.max(0, unique);
}

function idVariable(name: string, column: ColumnFacts): GuessedVariable {
  const because = `${column.filled} cells, ${column.values.size === column.filled ? "all" : column.values.size} different`;
  return draft(name, column, "id", because, null);
}

function draft(
  name: string,
  column: ColumnFacts,
  type: VariableType,
  because: string,
  unit: HeaderUnit | null,
): GuessedVariable {
  return {
    name,
    column: column.header,
    label: unit === null ? column.header : unit.stem.replaceAll("_", " "),
    type,
    missing: type === "id" ? [] : column.missing,
    ...(unit === null ? {} : { unit: unit.unit }),
    because,
  };
}

function guessVariable(
  name: string,
  column: ColumnFacts,
  described: ColumnDescription,
  decisions: string[],
): GuessedVariable | null {
  const { header, numbers } = column;
  const unit = unitOf(header, described);
  const plain = (type: VariableType, because: string): GuessedVariable => {
    const guess = draft(name, column, type, because, unit);
    return described.label === undefined ? guess : { ...guess, label: labelWithoutUnit(described.label) };
  };
  const labelled = labelledVariable(plain, column, described, decisions);
  if (labelled !== null) return labelled;
  if (column.doubtful.length > 0)
    decisions.push(
      `${header}: decide whether ${column.doubtful.join(", ")} means unknown; it is listed as missing.`,
    );

  if (column.dateShare > 0.9 && !(column.numberShare > 0.9 && !/date|datum|day/i.test(header)))
    return plain("date", "its cells are dates");
  const hasMarks =
    column.marks.length > 0 &&
    column.measuredShare > 0.9 &&
    (numbers.length > 0 || column.commonBound !== undefined);
  if (hasMarks)
    return plain("concentration", `numbers with marks such as ${column.marks.slice(0, 3).join(", ")}`);
  if (unit?.isConcentration === true && column.measuredShare > 0.9)
    return plain("concentration", `its header states ${unit.unit}`);
  if (
    /edss/i.test(header) &&
    column.numberShare > 0.9 &&
    numbers.filter(isEdss).length > 0.8 * numbers.length
  )
    return plain("edss", "its name, and numbers on the EDSS scale");

  const { levels, map } = oneSpellingEach(column);
  const confirmSpellings = (): void => {
    for (const [other, level] of Object.entries(map.map ?? {}))
      decisions.push(`${header}: ${other} is read as another spelling of ${level}: confirm it.`);
  };
  const as = (type: VariableType, because: string): GuessedVariable => ({ ...plain(type, because), ...map });
  const binary = yesNo(levels);
  if (binary !== null) {
    confirmSpellings();
    for (const word of column.missing.filter((value) => !column.doubtful.includes(value)))
      decisions.push(`${header}: ${word} is read as unknown, not as a third level: confirm it.`);
    return {
      ...as("binary", `two values, ${binary.map((level) => level.value).join(" and ")}`),
      levels: binary,
    };
  }
  if (column.numberShare > 0.9) return numeric(as, column);
  const isProse = levels.some((level) => level.length > LONGEST_LEVEL);
  if (isProse || levels.length > 20 || levels.length > 0.5 * column.filled + 2) {
    decisions.push(`${header} holds free text (${levels.length} different cells) and was left out.`);
    return null;
  }
  confirmSpellings();
  return categorical(as, column, levels, decisions);
}

/** The values of a column, of several spellings the most frequent, and what the others mean. */
function oneSpellingEach(column: ColumnFacts): {
  readonly levels: readonly string[];
  readonly map: { readonly map?: Readonly<Record<string, string>> };
} {
  const values = new Map([...column.values].filter(([value]) => !column.missing.includes(value)));
  if (column.numberShare > 0.9) return { levels: [...values.keys()], map: {} };
  const pairs = lookAlikes(values).flatMap(({ level, others }) =>
    others.map((other) => [other, level] as const),
  );
  if (pairs.length === 0) return { levels: [...values.keys()], map: {} };
  const map = Object.fromEntries(pairs);
  return { levels: [...values.keys()].filter((value) => !Object.hasOwn(map, value)), map: { map } };
}

/** `IL-6 pg/mL` says the unit, which stands apart. */
function labelWithoutUnit(label: string): string {
  const unit = unitOfHeader(label);
  return unit?.isConcentration === true ? unit.stem.replaceAll("_", " ") : label;
}

/** A unit in the header, in the label of the column, or stated by the file. */
function unitOf(header: string, { label, unit }: ColumnDescription): HeaderUnit | null {
  if (unit !== undefined) {
    const stated = unitOfHeader(`${header} (${unit})`);
    if (stated !== null) return stated;
  }
  const own = unitOfHeader(header);
  if (own !== null) return own;
  // "Relapse in the last 30 days" is no unit.
  const said = unitOfHeader(label ?? "");
  return said?.isConcentration === true || /[)\]]\s*$/.test(label ?? "") ? said : null;
}

/** Categories whose words the file gives; null where it labels only some values, as of a number with special codes. */
function labelledVariable(
  as: (type: VariableType, because: string) => GuessedVariable,
  column: ColumnFacts,
  described: ColumnDescription,
  decisions: string[],
): GuessedVariable | null {
  const levels = (described.valueLabels ?? []).filter(({ value }) => !column.missing.includes(value));
  const known = new Set(levels.map(({ value }) => value));
  const found = [...column.values.keys()].filter((value) => !column.missing.includes(value));
  const strays = found.filter((value) => !known.has(value));
  const isClosed = described.measure !== undefined && described.measure !== "scale";
  // A few cells beside a closed list of choices are mistakes; beside labels of some numbers they are the numbers.
  if (levels.length < 2 || strays.length > (isClosed ? 0.2 * found.length : 0) + (isClosed ? 1 : 0))
    return null;
  const because = `${levels.length} values that the file labels`;
  if (described.type === "boolean" && levels.length === 2) {
    const box = as("binary", because);
    const isBox = levels[0]?.label === "Unchecked";
    return { ...box, levels, ...(isBox ? { label: `${box.label}: ${levels[1]?.label}` } : {}) };
  }
  const binary = yesNo(levels.map(({ label }) => label));
  if (binary !== null) {
    const ordered = binary.flatMap(({ label }) => levels.filter((level) => level.label === label));
    return { ...as("binary", because), levels: ordered };
  }
  if (described.measure === "ordinal") {
    decisions.push(`${column.header}: confirm the order ${levels.map(({ label }) => label).join(" < ")}.`);
    return { ...as("ordinal", because), levels };
  }
  const control = levels.find(({ label }) => CONTROL.test(label));
  decisions.push(
    `${column.header}: decide the reference group${control === undefined ? "" : `; ${control.label} looks like it`}, and whether the levels have an order.`,
  );
  return {
    ...as("nominal", because),
    levels,
    ...(control === undefined ? {} : { reference: control.value }),
  };
}

const CONTROL = /^(?:ctrl|controls?|hc|healthy|oind|ond|nind|nindc|placebo|reference)/i;

// Longer cells are sentences, not names of groups.
const LONGEST_LEVEL = 60;

function numeric(
  as: (type: VariableType, because: string) => GuessedVariable,
  column: ColumnFacts,
): GuessedVariable {
  const { numbers, header } = column;
  const areCounts = numbers.every((value) => Number.isInteger(value) && value >= 0);
  const countName = /count|lesion|number|relapses|attacks|^n_|_n$|episodes/i.test(header);
  if (areCounts && countName && unitOfHeader(header) === null)
    return as("count", "whole numbers, and its name counts something");
  const negative = numbers.some((value) => value < 0);
  return as("continuous", `${new Set(numbers).size} distinct numbers${negative ? ", some negative" : ""}`);
}

function categorical(
  as: (type: VariableType, because: string) => GuessedVariable,
  column: ColumnFacts,
  values: readonly string[],
  decisions: string[],
): GuessedVariable {
  const { header } = column;
  const graded = GRADES.find(
    (grades) => values.length > 1 && values.every((value) => grades.includes(value.toLowerCase())),
  );
  const ordered =
    graded === undefined
      ? values
      : [...values].sort((a, b) => graded.indexOf(a.toLowerCase()) - graded.indexOf(b.toLowerCase()));
  const levels = ordered.map((value) => ({ value, label: value }));
  if (graded !== undefined) {
    decisions.push(`${header}: confirm the order ${ordered.join(" < ")}.`);
    return { ...as("ordinal", `${values.length} distinct values that have an order`), levels };
  }
  const control = values.find((value) => CONTROL.test(value));
  if (values.length > 1)
    decisions.push(
      `${header}: decide the reference group${control === undefined ? ` among ${values.join(", ")}` : `; ${control} looks like it`}, and whether the levels have an order.`,
    );
  return {
    ...as("nominal", `${values.length} distinct values, text`),
    levels,
    ...(control === undefined ? {} : { reference: control }),
  };
}

const GRADES: readonly (readonly string[])[] = [
  ["none", "absent", "mild", "moderate", "severe"],
  ["low", "medium", "intermediate", "high"],
  ["never", "former", "current"],
  ["i", "ii", "iii", "iv", "v"],
];

const NO = new Set(["no", "n", "0", "false", "neg", "negative", "absent", "nein", "non"]);
const YES = new Set(["yes", "y", "1", "true", "pos", "positive", "present", "ja", "oui", "si", "s\u00ec"]);

/** The level that means yes stands second. */
function yesNo(values: readonly string[]): readonly Level[] | null {
  if (values.length !== 2) return null;
  const no = values.find((value) => NO.has(value.toLowerCase()));
  const yes = values.find((value) => YES.has(value.toLowerCase()));
  return no === undefined || yes === undefined ? null : [no, yes].map((value) => ({ value, label: value }));
}

type LimitKind = "lod" | "lloq" | "uloq";

function limitKind(header: string): LimitKind | null {
  const word = /(?:^|[^a-z])(lod|llod|lloq|loq|uloq)(?:$|[^a-z])/i.exec(header)?.[1]?.toLowerCase();
  if (word === undefined) return null;
  return word === "uloq" ? "uloq" : word === "lod" || word === "llod" ? "lod" : "lloq";
}

const letters = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

function guessAnalyte(
  variable: Variable,
  column: ColumnFacts,
  limitColumns: readonly ColumnFacts[],
  all: readonly ColumnFacts[],
  decisions: string[],
): Analyte & { because: string } {
  const { name, label } = variable;
  const others = all.filter(
    (other) => other !== column && unitOfHeader(other.header)?.isConcentration === true,
  );
  const reasons: string[] = [];
  const limits: { lod?: LimitSource; lloq?: LimitSource; uloq?: LimitSource } = {};
  for (const limit of limitColumns) {
    const kind = limitKind(limit.header);
    const stem = letters(limit.header.replace(/llod|lod|lloq|uloq|loq/i, ""));
    const isOwn =
      stem === "" ? others.length === 0 : stem.startsWith(letters(name)) || letters(name).startsWith(stem);
    if (kind === null || !isOwn) continue;
    limits[kind] = { column: limit.header };
    reasons.push(`${kind.toUpperCase()} from column ${limit.header}`);
  }
  if (limits.lod === undefined && column.commonBound !== undefined) {
    limits.lod = { value: column.commonBound };
    reasons.push(`every bound is <${column.commonBound}`);
    decisions.push(
      `${name}: confirm that ${column.commonBound}, the limit of every < in the file, is the limit of detection.`,
    );
  }
  if (variable.unit === undefined) decisions.push(`${name}: state the unit; the file does not.`);
  const rule = limits.lod === undefined ? "reported" : "above-lod";
  decisions.push(`${name}: choose the detection rule before looking at results; the draft says ${rule}.`);
  const doubtfulMarks = column.marks.filter((mark) => /^n\.?\/?d\.?$/i.test(mark));
  if (doubtfulMarks.length > 0)
    decisions.push(`${name}: decide whether ${doubtfulMarks.join(", ")} means not detected or not done.`);
  if (column.numbers.includes(0)) decisions.push(`${name}: decide whether 0 means not detected.`);
  return {
    name,
    label,
    unit: variable.unit ?? "unknown",
    limits,
    detection: { id: rule },
    notDetected: [],
    notMeasured: [],
    because: reasons.length === 0 ? variableReason(column) : reasons.join("; "),
  };
}

const variableReason = (column: ColumnFacts): string =>
  column.marks.length > 0 ? `marks such as ${column.marks.slice(0, 3).join(", ")}` : "the unit in its header";
