/** What an entry of a protocol may name: variables, levels, families, files, headers. */
import { type Path, valueAt } from "../study/schema-at.ts";

export interface NameChoice {
  readonly value: string;
  /** Words shown for it. */
  readonly label: string;
}

/** What is known of the study's data beside the protocol. */
export interface DataNames {
  readonly files: readonly string[];
  readonly headers: readonly string[];
}

type Entries = Readonly<Record<string, unknown>>;

const entriesIn = (value: unknown): Entries =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Entries) : {};

const textIn = (value: unknown, key: string): string | undefined => {
  const found = entriesIn(value)[key];
  return typeof found === "string" ? found : undefined;
};

const named = (entries: unknown, keep: (entry: unknown) => boolean = () => true): NameChoice[] =>
  Object.entries(entriesIn(entries))
    .filter(([, entry]) => keep(entry))
    .map(([value, entry]) => ({ value, label: textIn(entry, "label") ?? value }));

const typeIs =
  (...types: readonly string[]) =>
  (entry: unknown): boolean =>
    types.includes(textIn(entry, "type") ?? "");

const same = (values: readonly string[]): NameChoice[] => values.map((value) => ({ value, label: value }));

/** Levels of a variable as written: a bare cell, or a cell with words. */
function levelsOf(root: unknown, variable: string | undefined): NameChoice[] {
  const levels = variable === undefined ? undefined : valueAt(root, ["variables", variable, "levels"]);
  return (Array.isArray(levels) ? levels : []).flatMap((level: unknown): NameChoice[] => {
    const value = typeof level === "string" ? level : textIn(level, "value");
    return value === undefined ? [] : [{ value, label: textIn(level, "label") ?? value }];
  });
}

const outcomesOf = (root: unknown): NameChoice[] => named(valueAt(root, ["follow_up", "outcomes"]));

const columns = (root: unknown): NameChoice[] => [
  ...named(valueAt(root, ["variables"]), (entry) => !typeIs("id")(entry)),
  ...outcomesOf(root),
  ...named(valueAt(root, ["derived"])),
  ...named(valueAt(root, ["severity"])),
];

const groups = (root: unknown): NameChoice[] => [
  ...named(valueAt(root, ["variables"]), typeIs("nominal", "ordinal", "binary")),
  ...named(valueAt(root, ["derived"])),
];

const outcomes = (root: unknown): NameChoice[] => [
  ...named(valueAt(root, ["analytes"])).map(({ value, label }) => ({
    value: `detected(${value})`,
    label: `${label} detected`,
  })),
  ...named(valueAt(root, ["variables"]), typeIs("binary")),
  ...outcomesOf(root),
  ...named(valueAt(root, ["derived"])),
];

/**
 * The names that may stand at a path of the protocol, or null where it is not a name that stands there.
 * A list item has the names of its list.
 *
 * @example namesAt(["questions", 0, "family"], { families: { main: { method: "holm" } } }, data) // [{ value: "main", label: "main" }]
 */
export function namesAt(path: Path, root: unknown, data: DataNames): readonly NameChoice[] | null {
  const steps = typeof path.at(-1) === "number" ? path.slice(0, -1) : path;
  const key = steps.at(-1);
  const holder = steps.slice(0, -1);
  switch (String(steps[0])) {
    case "data":
      if (key === "to") return named(valueAt(root, ["variables"]), typeIs("date"));
      return key === "file" ? same(data.files) : key === "id" ? same(data.headers) : null;
    case "plates":
      return ["files", "map", "masks", "controls"].includes(String(key)) ? same(data.files) : null;
    case "follow_up":
      if (key === "file") return same(data.files);
      return key === "start" || key === "at" ? named(valueAt(root, ["variables"]), typeIs("date")) : null;
    case "severity":
      if (key === "file") return same(data.files);
      return key === "edss" || key === "years" ? columns(root) : null;
    case "variables":
      if (key === "column") return same(data.headers);
      return key === "reference" ? levelsOf(root, String(steps[1])) : null;
    case "derived":
      return steps[2] === "from" ? columns(root) : null;
    case "questions":
      return inQuestion(String(key), holder, root);
    default:
      return null;
  }
}

function inQuestion(key: string, holder: Path, root: unknown): readonly NameChoice[] | null {
  switch (key) {
    case "by":
      return groups(root);
    case "analyte":
      return named(valueAt(root, ["analytes"]));
    case "family":
      return named(valueAt(root, ["families"]));
    case "outcome":
      return outcomes(root);
    case "variables":
    case "characteristics":
    case "mean":
    case "exposure":
    case "adjust":
    case "variable":
    case "quotient":
    case "albumin":
    case "age":
      return columns(root);
    case "reference": {
      const of = valueAt(root, holder);
      return levelsOf(root, textIn(of, "by") ?? textIn(of, "variable"));
    }
    default:
      return null;
  }
}

/** Names that an expression may use. */
export const expressionNames = (root: unknown): readonly NameChoice[] => columns(root);
