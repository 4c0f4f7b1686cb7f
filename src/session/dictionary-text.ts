/** What a protocol's text says of the data, read as far as it can be: also from a text that is not yet a valid protocol. */
import type { Level } from "../core/column.ts";
import type { Analyte, LimitSource, Variable, VariableType } from "../cohort/dictionary.ts";
import type { detectionRuleIds, Protocol } from "../study/protocol.ts";
import { toPlain } from "../study/plain-values.ts";
import { readYaml } from "../study/read-yaml.ts";

export interface DictionaryText {
  readonly variables: readonly Variable[];
  readonly analytes: readonly Analyte[];
  readonly data: readonly Partial<Protocol["data"][number]>[];
}

export const VARIABLE_TYPES: readonly VariableType[] = [
  "id",
  "nominal",
  "ordinal",
  "binary",
  "count",
  "continuous",
  "date",
  "concentration",
  "edss",
];

/**
 * Variables, analytes and files of a protocol. Entries that are not what the schema asks for are left out; `null` where
 * the text is not YAML. Nothing here is used by a run: forms show it while the person is still at work.
 *
 * @example dictionaryInText("variables: { age: { type: continuous } }")?.variables[0]?.column // "age"
 */
export function dictionaryInText(text: string): DictionaryText | null {
  const { document, errors } = readYaml(text);
  if (errors.length > 0) return null;
  const all = mapOf(toPlain(document.contents));
  const variables = Object.entries(mapOf(all["variables"])).flatMap(([name, said]): Variable[] => {
    const spec = mapOf(said);
    const type = VARIABLE_TYPES.find((known) => known === spec["type"]);
    return type === undefined ? [] : [variableOf(name, type, spec)];
  });
  const computed = new Set(
    listOf(mapOf(all["plates"])["runs"]).flatMap((run) => Object.keys(mapOf(mapOf(run)["analytes"]))),
  );
  const analytes = Object.entries(mapOf(all["analytes"])).map(([name, said]) =>
    analyteOf(name, mapOf(said), variables, computed),
  );
  const data = listOf(all["data"]).map((file) => mapOf(file) as Partial<Protocol["data"][number]>);
  return { variables, analytes, data };
}

type Map = Readonly<Record<string, unknown>>;

const mapOf = (value: unknown): Map =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Map) : {};
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
const textsOf = (value: unknown): readonly string[] =>
  listOf(value).filter((item): item is string => typeof item === "string");

function operatorOf(value: unknown): Pick<Analyte, "operator"> {
  const spec = mapOf(value);
  const column = textOf(spec["column"]);
  const codes = (key: string): readonly string[] => textsOf(spec[key]);
  return column === undefined
    ? {}
    : { operator: { column, below: codes("below"), above: codes("above"), exact: codes("exact") } };
}

function variableOf(name: string, type: VariableType, spec: Map): Variable {
  const levels = listOf(spec["levels"]).flatMap((item): Level[] => {
    if (typeof item === "string") return [{ value: item, label: item }];
    const value = textOf(mapOf(item)["value"]);
    return value === undefined ? [] : [{ value, label: textOf(mapOf(item)["label"]) ?? value }];
  });
  const [unit, reference] = [textOf(spec["unit"]), textOf(spec["reference"])];
  const map = Object.fromEntries(
    Object.entries(mapOf(spec["map"])).filter(
      (pair): pair is [string, string] => typeof pair[1] === "string",
    ),
  );
  const end = (value: unknown): number | null => (typeof value === "number" ? value : null);
  const range = listOf(spec["range"]);
  return {
    name,
    column: textOf(spec["column"]) ?? name,
    label: textOf(spec["label"]) ?? name,
    type,
    missing: textsOf(spec["missing"]),
    ...(unit === undefined ? {} : { unit }),
    ...(spec["levels"] === undefined ? {} : { levels }),
    ...(spec["map"] === undefined ? {} : { map }),
    ...(reference === undefined ? {} : { reference }),
    ...(range.length === 2 ? { range: [end(range[0]), end(range[1])] as const } : {}),
  };
}

function analyteOf(
  name: string,
  spec: Map,
  variables: readonly Variable[],
  computed: ReadonlySet<string>,
): Analyte {
  const limits = mapOf(spec["limits"]);
  const limit = (which: string): LimitSource | undefined => {
    if (computed.has(name)) return { column: `${name}_${which}` };
    const given = limits[which];
    if (typeof given === "number") return { value: given };
    return typeof given === "string" ? { column: given } : undefined;
  };
  const [lod, lloq, uloq] = [limit("lod"), limit("lloq"), limit("uloq")];
  const rule = textOf(spec["detection"]) ?? textOf(mapOf(spec["detection"])["rule"]);
  const threshold = mapOf(spec["detection"])["threshold"];
  return {
    name,
    label: textOf(spec["label"]) ?? variables.find((variable) => variable.name === name)?.label ?? name,
    unit: textOf(spec["unit"]) ?? "",
    limits: {
      ...(lod === undefined ? {} : { lod }),
      ...(lloq === undefined ? {} : { lloq }),
      ...(uloq === undefined ? {} : { uloq }),
    },
    detection: {
      id: (rule ?? "reported") as (typeof detectionRuleIds)[number],
      ...(typeof threshold === "number" ? { threshold } : {}),
    },
    notDetected: textsOf(spec["not_detected"]),
    notMeasured: textsOf(spec["not_measured"]),
    ...operatorOf(spec["operator"]),
  };
}
